#include "core/import/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "core/base/digest.hpp"
#include "core/base/text.hpp"
#include "core/import/row_to_person.hpp"

namespace entre {

namespace {

constexpr std::size_t rows_to_look_for_headings = 20;
constexpr std::size_t max_code_length = 256;
constexpr std::size_t max_rows = 1'000'000;

std::string place(const ExportFile& file, std::int64_t line) { return fmt::format("{}:{}", file.name(), line); }

std::string sha256_of(const ExportFile& file) {
    Sha256 all;
    file.pieces([&](std::string_view piece, bool) {
        all.take(piece);
        return true;
    });
    return all.hex();
}

/// Reads the rows of one sheet: looks for the headings, and turns each row below them into a person or a reject.
class SheetReader {
public:
    SheetReader(const ExportFile& file, const Sheet& sheet, const RegistrationSettings& settings, std::string_view email_key)
        : file_(file), sheet_(sheet), settings_(settings), email_key_(email_key) {}

    bool take(std::int64_t line, std::span<const std::string_view> cells) {
        if (!columns_) return look_for_headings(line, cells);
        if (++rows_ > max_rows) {
            problem_ = Error{ErrorCode::export_invalid,
                             fmt::format("{}: more than {} rows. Is it the list of one seminar? Export its registrations alone.",
                                         place(file_, line), max_rows)};
            return false;
        }
        if (is_heading_again(cells)) {
            problem_ = Error{ErrorCode::export_invalid, fmt::format("{}: here the headings come a second time. Two exports in "
                                                                    "one file? Take the line away, or save each as a file "
                                                                    "of its own.",
                                                                    place(file_, line))};
            return false;
        }
        read(line, cells);
        return true;
    }

    [[nodiscard]] bool has_headings() const { return columns_.has_value() || problem_.has_value(); }
    /// Why this sheet is not a list of registrations. Reported for the first sheet of a file.
    [[nodiscard]] Error not_recognised() const {
        if (first_row_.empty())
            return {ErrorCode::export_invalid, fmt::format("{} is empty. Export the registrations again.", file_.name())};
        const auto tried = recognise(first_row_, settings_, place(file_, first_line_));
        return tried ? Error{ErrorCode::export_invalid, file_.name()} : tried.error();
    }

    Result<ExportReading> finish(std::string format, std::string sha256) {
        if (problem_) return tl::unexpected<Error>(*problem_);
        reading_.format = std::move(format);
        reading_.sha256 = std::move(sha256);
        if (rows_ == 0) return std::move(reading_);
        if (reading_.people.empty() && reading_.rejected.empty())
            return fail(ErrorCode::export_invalid,
                        fmt::format("{}: all of its {} rows are of another event than the \"{}\" that seminar.toml names. Is it "
                                    "the export of another seminar?",
                                    file_.name(), reading_.foreign_codes.size() + foreign_without_code_, settings_.event));
        if (reading_.people.empty() && reading_.foreign_codes.empty())
            return fail(ErrorCode::export_invalid,
                        fmt::format("{}: not one of its {} rows could be read. Line {}: {}", file_.name(), rows_,
                                    reading_.rejected.front().line, describe(reading_.rejected.front())));
        go_by_orders();
        report_lost_zeros();
        std::stable_sort(reading_.issues.begin(), reading_.issues.end(),
                         [](const RowIssue& a, const RowIssue& b) { return a.line < b.line; });
        return std::move(reading_);
    }

private:
    bool look_for_headings(std::int64_t line, std::span<const std::string_view> cells) {
        std::vector<std::string> row(cells.begin(), cells.end());
        const bool is_first = looked_at_++ == 0;
        if (is_first) {
            first_row_ = row;
            first_line_ = line;
        }
        if (!are_headings(row, settings_)) return looked_at_ < rows_to_look_for_headings;
        if (!is_first) {
            problem_ = Error{ErrorCode::export_invalid, fmt::format("{}: the headings stand here, and something else above them "
                                                                    "from line {} on. Take the lines above them away, and "
                                                                    "import again.",
                                                                    place(file_, line), first_line_)};
            return false;
        }
        auto columns = recognise(row, settings_, place(file_, line));
        if (!columns) {
            problem_ = columns.error();
            return false;
        }
        begin(std::move(*columns), std::move(row));
        return true;
    }

    void begin(Columns columns, std::vector<std::string> headings) {
        headings_ = std::move(headings);
        columns_ = std::move(columns);
        reading_.file = file_.name();
        reading_.system = columns_->system;
        for (std::size_t i = 0; i < field_count; ++i)
            for (const std::size_t at : columns_->places[i])
                reading_.columns.push_back({clean_text(headings_[at], 60), static_cast<Field>(i)});
        for (const std::size_t at : columns_->unread) reading_.unread.push_back(clean_text(headings_[at], 60));
    }

    /// Whether the row has the heading of the names where a name should be.
    [[nodiscard]] bool is_heading_again(std::span<const std::string_view> cells) const {
        for (const Field field : {Field::given, Field::full_name})
            for (const std::size_t at : columns_->of(field))
                if (at < cells.size() && !trim(cells[at]).empty())
                    return cells[at] == headings_[at] ||
                           (rows_ == 1 && are_headings(std::vector<std::string>(cells.begin(), cells.end()), settings_));
        return false;
    }

    void read(std::int64_t line, std::span<const std::string_view> cells) {
        const RowView row(cells, *columns_);
        const auto event = row.raw(Field::event);
        if (!settings_.event.empty() && !event.empty() && fold(event) != fold(settings_.event)) {
            if (auto code = clean_text(row.raw(Field::ticket_code), max_code_length); !code.empty())
                reading_.foreign_codes.push_back(std::move(code));
            else
                ++foreign_without_code_;
            return;
        }
        auto in_row = person_in(row, *columns_, headings_, settings_);
        if (in_row.issues.empty() || in_row.issues.front().kind != RowIssueKind::row_long) look_for_doubles(in_row);
        if (!sheet_.leaves_out_empties && cells.size() < headings_.size())
            in_row.issues.push_back({0, RowIssueKind::row_short, RowIssueAction::kept, {}, 0});
        keep(std::move(in_row), line);
    }

    void look_for_doubles(PersonInRow& in_row) {
        auto& who = in_row.person;
        const bool is_rejected = std::any_of(in_row.issues.begin(), in_row.issues.end(),
                                             [](const RowIssue& d) { return d.done == RowIssueAction::rejected; });
        if (is_rejected) return;  // a later row with the same code or e-mail is not a double
        if (const auto earlier = codes_.find(who.ticket_code); earlier != codes_.end())
            return in_row.issues.push_back({0, RowIssueKind::code_twice, RowIssueAction::rejected, heading_of(Field::ticket_code),
                                            reading_.people[earlier->second].line});
        if (in_row.email.empty()) return;
        const auto [earlier, is_new] = emails_.try_emplace(in_row.email, reading_.people.size());
        if (!who.ticket_code.empty()) in_row.email.clear();  // a code is enough to identify a person
        if (is_new) return;
        const auto& before = reading_.people[earlier->second];
        const auto written = [](const Registration& person) { return fold(person.given + ' ' + person.family); };
        const bool is_same_person = who.ticket_code.empty() && written(before.registration) == written(who);
        in_row.issues.push_back({0, is_same_person ? RowIssueKind::registered_twice : RowIssueKind::email_twice,
                                 is_same_person ? RowIssueAction::rejected : RowIssueAction::kept, heading_of(Field::email),
                                 before.line});
    }

    [[nodiscard]] std::string heading_of(Field field) const {
        const auto& places = columns_->of(field);
        return places.empty() ? std::string{} : clean_text(headings_[places.front()], 60);
    }

    void keep(PersonInRow&& in_row, std::int64_t line) {
        const auto refusal = std::find_if(in_row.issues.begin(), in_row.issues.end(),
                                          [](const RowIssue& d) { return d.done == RowIssueAction::rejected; });
        if (refusal != in_row.issues.end()) {
            if (refusal->kind == RowIssueKind::status_unknown) count_unknown(in_row.unknown_status);
            refusal->line = line;
            reading_.rejected.push_back(std::move(*refusal));
            Registration named;
            named.ticket_code = std::move(in_row.person.ticket_code);
            named.export_key = std::move(in_row.person.export_key);
            reading_.unreadable.push_back(std::move(named));
            return;
        }
        for (auto& issue : in_row.issues) {
            issue.line = line;
            reading_.issues.push_back(std::move(issue));
        }
        if (!email_key_.empty()) put_email_away(in_row);
        reading_.people.push_back(
            {std::move(in_row.person), line, !columns_->of(Field::protected_mark).empty(), std::move(in_row.email)});
        if (const auto& code = reading_.people.back().registration.ticket_code; !code.empty())
            codes_.emplace(code, reading_.people.size() - 1);
    }

    void put_email_away(PersonInRow& in_row) const {
        Registration& who = in_row.person;
        if (who.ticket_code.empty() && who.export_key.empty() && !in_row.email.empty())
            who.email_hash = keyed_hash_hex(email_key_, in_row.email);
        in_row.email.clear();
    }

    void count_unknown(const std::string& word) {
        constexpr std::size_t limit = 20;
        auto& all = reading_.unknown_statuses;
        const auto known = std::find_if(all.begin(), all.end(), [&](const UnknownStatus& u) { return u.word == word; });
        if (known != all.end())
            ++known->rows;
        else if (all.size() < limit)
            all.push_back({word, 1});
    }

    /// Eventbrite's codes begin with the number of the attendee, or with that of the order if it has only one attendee.
    void go_by_orders() {
        if (columns_->codes != CodeKind::prefix) return;
        std::unordered_map<std::string, int> people_of;
        for (const auto& person : reading_.people) ++people_of[person.registration.export_key];
        for (std::size_t i = 0; i < reading_.people.size(); ++i) {
            auto& who = reading_.people[i].registration;
            if (who.code_kind != CodeKind::issued || who.export_key.empty() || people_of[who.export_key] > 1) continue;
            if (!codes_.emplace(who.export_key, i).second) continue;
            who.ticket_code = who.export_key;
            who.code_kind = CodeKind::prefix;
        }
        std::erase_if(reading_.issues, [](const RowIssue& d) { return d.kind == RowIssueKind::code_issued; });
    }

    /// Reports codes that seem to be numbers of a fixed length from which a spreadsheet removed leading zeros.
    void report_lost_zeros() {
        constexpr std::size_t enough = 5;
        std::map<std::size_t, std::size_t> lengths;
        std::size_t codes = 0;
        for (const auto& person : reading_.people) {
            const auto& code = person.registration.ticket_code;
            if (code.empty()) continue;
            if (code.find_first_not_of("0123456789") != std::string::npos) return;
            ++lengths[code.size()];
            ++codes;
        }
        if (codes < enough || lengths.rbegin()->second * 5 < codes * 4) return;
        for (const auto& person : reading_.people)
            if (const auto& code = person.registration.ticket_code; !code.empty() && code.size() < lengths.rbegin()->first)
                reading_.issues.push_back(
                    {person.line, RowIssueKind::zeros_lost, RowIssueAction::kept, heading_of(Field::ticket_code), 0});
    }

    const ExportFile& file_;
    const Sheet& sheet_;
    const RegistrationSettings& settings_;
    const std::string email_key_;
    std::size_t looked_at_ = 0, rows_ = 0, foreign_without_code_ = 0;
    std::vector<std::string> first_row_, headings_;
    std::int64_t first_line_ = 1;
    std::optional<Columns> columns_;
    std::optional<Error> problem_;
    ExportReading reading_;
    std::unordered_map<std::string_view, std::size_t> codes_;  // indexes in `people`, to whose codes the keys refer
    std::unordered_map<std::string, std::size_t> emails_;      // indexes in `people`
};

}  // namespace

Result<ExportReading> read_export(const ExportFile& file, const RegistrationSettings& settings, std::string_view email_key) {
    auto sheets = sheets_of(file);
    if (!sheets) return pass_on(sheets);
    std::optional<Error> why_not;
    for (const auto& sheet : *sheets) {
        SheetReader reader(file, sheet, settings, email_key);
        auto format =
            sheet.read([&](std::int64_t line, std::span<const std::string_view> cells) { return reader.take(line, cells); });
        if (!format) return pass_on(format);
        if (reader.has_headings()) return reader.finish(std::move(*format), sha256_of(file));
        if (!why_not || sheets->size() == 1) why_not = reader.not_recognised();
    }
    return tl::unexpected<Error>(why_not.value_or(
        Error{ErrorCode::export_invalid, fmt::format("{} has no sheets. Export the registrations again.", file.name())}));
}

}  // namespace entre
