#include "core/import/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "core/base/digest.hpp"
#include "core/base/text.hpp"
#include "core/import/heading_meaning.hpp"
#include "core/import/list_beginning.hpp"
#include "core/import/names_in_cell.hpp"
#include "core/import/row_kinds.hpp"
#include "core/import/row_marks.hpp"
#include "core/import/row_to_person.hpp"
#include "core/import/same_person.hpp"
#include "core/import/status_phrases.hpp"
#include "core/import/status_words.hpp"
#include "core/import/table_shape.hpp"
#include "core/import/whole_list.hpp"

namespace entre {

namespace {

/// So many rows, or bytes, are kept until the columns are understood.
constexpr std::size_t rows_to_understand = 1000, bytes_to_understand = 8U << 20;
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

/// No heading: "h@example.org", "Ja", "K1".
bool is_of_person(std::string_view cell) {
    return is_data(cell) || is_yes(cell) || cell.find_first_of("0123456789") != std::string_view::npos;
}

/// Reads the rows of one sheet: looks for the headings, understands the columns from the first rows, and turns each row into a
/// person or a reject.
class SheetReader {
public:
    SheetReader(const ExportFile& file, const RegistrationSettings& settings, std::string_view email_key)
        : file_(file), settings_(settings), email_key_(email_key), same_(reading_.people) {}

    /// Before the rows of a sheet. Once a list was found, only sheets with the same headings are read; others are told.
    void begin_sheet(const Sheet& sheet, bool is_only_one) {
        sheet_ = &sheet;
        first_.clear();
        first_bytes_ = 0;
        has_begun_ = false;
        sheet_label_ = label_of(sheet.name);
        section_label_ = {};
        if (is_only_one) sheet_label_.is_unclear = sheet_label_.meaning.is_template = false;
        is_other_ = sheet_label_.meaning.is_template;
        if (columns_) prefix_ = clean_text(sheet.name, 40) + "!";
    }

    bool take(std::int64_t line, std::span<const std::string_view> cells) {
        if (is_other_) return false;
        if (!has_begun_) {
            first_.push_back({line, {cells.begin(), cells.end()}});
            for (const auto cell : cells) first_bytes_ += cell.size();
            if (first_.size() < rows_to_understand && first_bytes_ < bytes_to_understand) return true;
            return begin();
        }
        return take_row(line, cells);
    }

    /// After the last row.
    void end() {
        if (!has_begun_ && !problem_ && !first_.empty()) begin();
    }
    /// Whether the sheet seems to be another list, with other headings.
    [[nodiscard]] bool is_other_list() const { return is_other_; }
    /// Reports a sheet whose people were read, although its name does not say who they are.
    void tell_of_added(const Sheet& sheet) {
        if (!sheet_label_.meaning.status && !sheet_label_.is_unclear && !sheet_label_.meaning.is_protected)
            reading_.issues.push_back({0, RowIssueKind::sheet_added, RowIssueAction::kept, clean_text(sheet.name, 60), 0});
    }
    /// hidden_sheet or other_sheet: its people were not read.
    void tell_of_unread(const Sheet& sheet, RowIssueKind kind) {
        reading_.issues.push_back({0, kind, RowIssueAction::kept, clean_text(sheet.name, 60), 0});
    }

    [[nodiscard]] bool has_headings() const { return columns_.has_value() || problem_.has_value(); }
    [[nodiscard]] bool has_begun() const { return has_begun_; }
    [[nodiscard]] bool has_failed() const { return problem_.has_value(); }
    /// Why this sheet is not a list of registrations. Reported for the first sheet of a file.
    [[nodiscard]] Error not_recognised() const {
        if (first_.empty())
            return error_of(ErrorCode::export_invalid, sentence("{} is empty. Export the registrations again.", file_.name()));
        const auto values = values_below(first_, 0);
        const auto tried = recognise(first_.front().cells, values, settings_, place(file_, first_.front().line));
        return tried ? no_headings() : tried.error();
    }

    Result<ExportReading> finish(std::string format, std::string sha256) {
        if (problem_) return tl::unexpected<Error>(*problem_);
        reading_.format = std::move(format);
        reading_.sha256 = std::move(sha256);
        if (rows_ == 0) return std::move(reading_);
        if (!reading_.questions.empty()) {
            if (columns_->of(Field::given).empty() && columns_->of(Field::full_name).empty() &&
                columns_->of(Field::family).empty())
                reading_.rejected.clear();  // without names nothing can be said about the rows
            return std::move(reading_);
        }
        if (reading_.people.empty() && reading_.rejected.empty() && !reading_.foreign_codes.empty())
            return fail(ErrorCode::export_invalid,
                        sentence("{}: all of its {} rows are of another event than the \"{}\" of the settings. Is it "
                                 "the export of another seminar?",
                                 file_.name(), reading_.foreign_codes.size() + foreign_without_code_, settings_.event));
        if (reading_.people.empty() && reading_.foreign_codes.empty()) {
            const auto& first = reading_.rejected.empty() ? reading_.issues.front() : reading_.rejected.front();
            return fail(ErrorCode::export_invalid, sentence(not_one_read(first.kind), file_.name(), rows_, first.line));
        }
        go_by_orders();
        report_lost_zeros(reading_, heading_of(Field::ticket_code));
        const bool is_marked = !columns_->of(Field::protected_mark).empty();
        report_many_protected(reading_, heading_of(is_marked ? Field::protected_mark : Field::may_be_shown));
        std::stable_sort(reading_.issues.begin(), reading_.issues.end(),
                         [](const RowIssue& a, const RowIssue& b) { return a.line < b.line; });
        return std::move(reading_);
    }

private:
    /// What the name of a sheet or the heading of a section says about the people in it.
    struct Label {
        std::string text;
        LabelMeaning meaning;
        bool is_unclear = false;  ///< asked about, if there are people
    };

    /// The organiser's own words take precedence.
    [[nodiscard]] Label label_of(std::string_view text) const {
        Label label{clean_text(text, 40), meaning_of_label(text), false};
        for (const auto& [said, status] : settings_.status_words)
            if (!label.text.empty() && fold(said) == fold(label.text)) label.meaning = {.status = status};
        label.is_unclear = label.meaning.is_unclear;
        return label;
    }

    void apply(const Label& label, Registration& who) {
        const auto status =
            label.is_unclear ? RegistrationStatus::withdrawn : label.meaning.status.value_or(RegistrationStatus::registered);
        if (label.is_unclear) ask_about_word(reading_.questions, {}, label.text);
        if (distance_from_door(status) > distance_from_door(who.status)) who.status = status;
        who.is_protected = who.is_protected || label.meaning.is_protected;
    }

    /// Understands the columns, and reads the rows that were kept.
    bool begin() {
        const auto at = row_of_headings(first_, settings_);
        if (!at) return false;
        const auto line = first_[*at].line;
        if (columns_) {
            is_other_ = !std::equal(headings_.begin(), headings_.end(), first_[*at].cells.begin(), first_[*at].cells.end(),
                                    [](const auto& a, const auto& b) { return heading_key(a) == heading_key(b); });
            return !is_other_ && read_kept_rows(*at + 1);
        }
        auto [headings, first_person] = heading_rows(first_, *at, settings_);
        headings_ = std::move(headings);
        const auto people = std::span(std::as_const(first_)).subspan(std::min(first_person, first_.size()));
        const auto values = values_of(people, headings_.size());
        name_unheaded_columns(headings_, values);
        auto columns = recognise(headings_, values, settings_, place(file_, line));
        if (!columns) {
            problem_ = columns.error();
            return false;
        }
        columns_ = std::move(*columns);
        describe_columns();
        const auto& codes = columns_->of(Field::ticket_code);
        codes_may_be_dates_ = !sheet_->leaves_out_empties && !codes.empty() &&
                              values[codes.front()].are_mostly(values[codes.front()].dates, 50) &&
                              values[codes.front()].filled > 1 && values[codes.front()].dates == values[codes.front()].filled;
        codes_are_words_ = !codes.empty() && values[codes.front()].are_mostly(values[codes.front()].single_words, 60);
        codes_are_rounded_ = !codes.empty() && are_rounded_codes(people, codes.front());
        repeated_ = RepeatedCells(grouped_rows(people, *columns_));
        for (const Field field : {Field::is_paid, Field::is_attending})
            for (const std::size_t place : columns_->of(field))
                if (empty_means_no(values[place])) dated_.push_back(place);
        for (const std::size_t place : columns_->of(Field::is_attending))
            if (are_answers(values[place])) answered_by_others_.push_back(place);
        const auto &names = columns_->of(Field::full_name), &emails = columns_->of(Field::email);
        const auto no_column = headings_.size();
        if (!names.empty() && !columns_->is_family_name_first &&
            are_family_names_first(people, names.front(), emails.empty() ? no_column : emails.front())) {
            columns_->is_family_name_first = true;
            reading_.issues.push_back(
                {0, RowIssueKind::family_name_first, RowIssueAction::changed, heading_of(Field::full_name), 0});
        }
        exchange_names(people);
        if (settings_.event.empty()) report_several_events(reading_, headings_, values);
        ditto_ = DittoMarks(columns_->of(Field::organisation));
        merged_ = MergedCells(*columns_);
        if (*at > 0)
            reading_.issues.push_back({first_.front().line, RowIssueKind::above_headings, RowIssueAction::left_out, {}, 0});
        if (first_person > *at + 1 && first_person <= first_.size())
            reading_.issues.push_back(
                {first_[first_person - 1].line, RowIssueKind::above_headings, RowIssueAction::left_out, {}, 0});
        return read_kept_rows(first_person);
    }

    /// Given names below "Efternamn", and family names below "Förnamn".
    void exchange_names(std::span<const KeptRow> people) {
        auto &given = columns_->of(Field::given), &family = columns_->of(Field::family);
        const auto& emails = columns_->of(Field::email);
        if (given.size() != 1 || family.size() != 1 || emails.empty()) return;
        if (!are_names_exchanged(people, given.front(), family.front(), emails.front())) return;
        std::swap(given, family);
        reading_.issues.push_back({0, RowIssueKind::names_exchanged, RowIssueAction::changed, heading_of(Field::family), 0});
    }

    bool read_kept_rows(std::size_t first_person) {
        has_begun_ = true;
        const auto rows = std::move(first_);
        for (std::size_t i = first_person; i < rows.size(); ++i) {
            const std::vector<std::string_view> cells(rows[i].cells.begin(), rows[i].cells.end());
            if (!take_row(rows[i].line, cells)) return false;
        }
        return true;
    }

    [[nodiscard]] Error no_headings() const {
        return error_of(ErrorCode::export_invalid,
                        sentence("{}: the first row is no row of headings. Put one above the people: Namn, Organisation, E-post.",
                                 place(file_, first_.front().line)));
    }

    void describe_columns() {
        reading_.file = file_.name();
        reading_.system = columns_->system;
        for (std::size_t i = 0; i < field_count; ++i)
            for (const std::size_t at : columns_->places[i])
                reading_.columns.push_back({clean_text(headings_[at], 60), static_cast<Field>(i)});
        for (const std::size_t at : columns_->unread) reading_.unread.push_back(clean_text(headings_[at], 60));
        reading_.readings = columns_->readings;
        reading_.questions = columns_->questions;
    }

    bool take_row(std::int64_t line, std::span<const std::string_view> cells) {
        if (++rows_ > max_rows) {
            problem_ = error_of(ErrorCode::export_invalid,
                                sentence("{}: more than {} rows. Is it the list of one seminar? Export its registrations alone.",
                                         place(file_, line), max_rows));
            return false;
        }
        if (is_heading_again(cells)) {
            const bool is_same = std::equal(cells.begin(), cells.end(), headings_.begin(), headings_.end());
            if (!is_same && rows_ > 1) {
                reading_.issues.push_back({line, RowIssueKind::second_table, RowIssueAction::left_out, {}, 0});
                return false;
            }
            problem_ = error_of(ErrorCode::export_invalid, sentence("{}: here the headings come a second time. Two exports in "
                                                                    "one file? Take the line away, or save each as a file "
                                                                    "of its own.",
                                                                    place(file_, line)));
            return false;
        }
        if (sheet_->marked) report_marks(*sheet_->marked, line, prefix_, reading_.issues);
        if (const auto kind = no_person(cells, *columns_, headings_.size())) {
            reading_.issues.push_back({line, *kind, RowIssueAction::left_out, {}, 0});
            if (*kind == RowIssueKind::section_row) section_label_ = label_of(text_of_section(cells));
            return true;
        }
        read(line, cells);
        return true;
    }

    /// Whether the row has the heading of the names where a name should be.
    [[nodiscard]] bool is_heading_again(std::span<const std::string_view> cells) const {
        for (const Field field : {Field::given, Field::full_name})
            for (const std::size_t at : columns_->of(field))
                if (at < cells.size() && !trim(cells[at]).empty())
                    return cells[at] == headings_[at] ||
                           (rows_ == 1 && std::none_of(cells.begin(), cells.end(), is_of_person) &&
                            are_headings(std::vector<std::string>(cells.begin(), cells.end()), settings_));
        return false;
    }

    void read(std::int64_t line, std::span<const std::string_view> as_written) {
        std::vector<std::string_view> cells(as_written.begin(), as_written.end());
        const bool has_repeated = repeated_.fill(cells), has_ditto = ditto_.fill(cells);
        const auto merged =
            merged_.fill(cells, sheet_->marked ? merged_in(*sheet_->marked, line) : std::span<const std::size_t>{});
        const RowView row(cells, *columns_);
        const auto event = row.raw(Field::event);
        if (!settings_.event.empty() && !event.empty() && fold(event) != fold(settings_.event)) {
            if (auto code = clean_text(row.raw(Field::ticket_code), max_code_length); !code.empty())
                reading_.foreign_codes.push_back(std::move(code));
            else
                ++foreign_without_code_;
            return;
        }
        auto in_row = person_in(row, {*columns_, headings_, settings_, sheet_->leaves_out_empties, dated_, answered_by_others_,
                                      codes_may_be_dates_, codes_are_rounded_, codes_are_words_});
        if (has_repeated)
            in_row.issues.push_back({0, RowIssueKind::status_repeated, RowIssueAction::kept, heading_of(Field::status), 0});
        if (has_ditto)
            in_row.issues.push_back(
                {0, RowIssueKind::organisation_above, RowIssueAction::changed, heading_of(Field::organisation), 0});
        if (merged)
            in_row.issues.push_back(
                {0, RowIssueKind::merged_cell, RowIssueAction::changed, clean_text(headings_[*merged], 60), 0});
        if (sheet_->marked) apply_comment(*sheet_->marked, line, in_row);
        for (const auto& [column, word] : in_row.unknown_status) ask_about_word(reading_.questions, column, word);
        if (!sheet_->leaves_out_empties && cells.size() < headings_.size())
            in_row.issues.push_back({0, RowIssueKind::row_short, RowIssueAction::kept, {}, 0});
        apply(sheet_label_, in_row.person);
        apply(section_label_, in_row.person);
        keep(std::move(in_row), line);
    }

    [[nodiscard]] std::string heading_of(Field field) const {
        const auto& places = columns_->of(field);
        return places.empty() ? std::string{} : clean_text(headings_[places.front()], 60);
    }

    void keep(PersonInRow&& in_row, std::int64_t line) {
        const auto refusal = std::find_if(in_row.issues.begin(), in_row.issues.end(),
                                          [](const RowIssue& d) { return d.done == RowIssueAction::rejected; });
        if (refusal != in_row.issues.end()) {
            refusal->line = line;
            refusal->column.insert(0, prefix_);
            reading_.rejected.push_back(std::move(*refusal));
            Registration named;
            named.ticket_code = std::move(in_row.person.ticket_code);
            named.export_key = std::move(in_row.person.export_key);
            reading_.unreadable.push_back(std::move(named));
            return;  // a later row with the same code or e-mail is not a double
        }
        const auto email = in_row.email;
        const auto answer = same_.look(in_row, heading_of(Field::ticket_code), heading_of(Field::email));
        for (auto& issue : in_row.issues) {
            issue.line = line;
            issue.column.insert(0, prefix_);
            reading_.issues.push_back(std::move(issue));
        }
        const auto others = std::move(in_row.others);
        const Registration of_row = others.empty() ? Registration{} : in_row.person;
        if (answer == SamePerson::Answer::new_person) {
            if (!email_key_.empty()) put_email_away(in_row);
            add(std::move(in_row.person), line, std::move(in_row.email));
            same_.added(email);
        }
        for (const auto& name : others) add_other(name, of_row, line);
    }

    void add(Registration&& who, std::int64_t line, std::string email) {
        const bool speaks_of_protection =
            !columns_->of(Field::protected_mark).empty() || !columns_->of(Field::may_be_shown).empty() || who.is_protected;
        reading_.people.push_back({std::move(who), line, speaks_of_protection, std::move(email)});
    }

    /// A further person in a row: with the same organisation and status, and a code that Entré issues.
    void add_other(const std::string& name, const Registration& of_row, std::int64_t line) {
        Registration who;
        split_name(name, who);
        who.organisation = of_row.organisation;
        who.category = of_row.category;
        who.status = of_row.status;
        who.is_protected = of_row.is_protected;
        who.code_kind = CodeKind::issued;
        add(std::move(who), line, {});
        same_.added({});
    }

    void put_email_away(PersonInRow& in_row) const {
        Registration& who = in_row.person;
        if (who.ticket_code.empty() && !in_row.email.empty()) who.email_hash = keyed_hash_hex(email_key_, in_row.email);
        in_row.email.clear();
    }

    /// Eventbrite's codes begin with the number of the attendee, or with that of the order if it has only one attendee.
    void go_by_orders() {
        if (columns_->codes != CodeKind::prefix) return;
        std::unordered_map<std::string, int> people_of;
        for (const auto& person : reading_.people) ++people_of[person.registration.export_key];
        for (std::size_t i = 0; i < reading_.people.size(); ++i) {
            auto& who = reading_.people[i].registration;
            if (who.code_kind != CodeKind::issued || who.export_key.empty() || people_of[who.export_key] > 1) continue;
            if (!same_.take_code(who.export_key, i)) continue;
            who.ticket_code = who.export_key;
            who.code_kind = CodeKind::prefix;
        }
        std::erase_if(reading_.issues, [](const RowIssue& d) { return d.kind == RowIssueKind::code_issued; });
    }

    const ExportFile& file_;
    const Sheet* sheet_ = nullptr;
    std::string prefix_;  // "Skolan!" in columns of a second sheet
    bool has_begun_ = false, is_other_ = false;
    const RegistrationSettings& settings_;
    std::string_view email_key_;
    std::vector<KeptRow> first_;  // until the columns are understood
    std::size_t first_bytes_ = 0, rows_ = 0, foreign_without_code_ = 0;
    std::vector<std::string> headings_;
    std::optional<Columns> columns_;
    std::optional<Error> problem_;
    std::vector<std::size_t> dated_, answered_by_others_;
    bool codes_may_be_dates_ = false, codes_are_rounded_ = false, codes_are_words_ = false;
    RepeatedCells repeated_;
    DittoMarks ditto_;
    MergedCells merged_;
    Label sheet_label_, section_label_;  // "Väntelista" as the name of a sheet, or above some of its people
    ExportReading reading_;
    SamePerson same_;
};

}  // namespace

Result<ExportReading> read_export(const ExportFile& file, const RegistrationSettings& settings, std::string_view email_key) {
    auto sheets = sheets_of(file);
    if (!sheets) return pass_on(sheets);
    SheetReader reader(file, settings, email_key);
    std::optional<Error> why_not;
    std::string found;  // the format, of the first sheet that is a list
    std::size_t sheets_read = 0;
    const auto visible = std::count_if(sheets->begin(), sheets->end(), [](const Sheet& sheet) { return !sheet.is_hidden; });
    for (const auto& sheet : *sheets) {
        if (sheet.is_hidden) {
            reader.tell_of_unread(sheet, RowIssueKind::hidden_sheet);
            continue;
        }
        reader.begin_sheet(sheet, visible == 1);
        auto format =
            sheet.read([&](std::int64_t line, std::span<const std::string_view> cells) { return reader.take(line, cells); });
        if (!format) return pass_on(format);
        reader.end();
        if (reader.is_other_list())
            reader.tell_of_unread(sheet, RowIssueKind::other_sheet);
        else if (reader.has_begun()) {
            if (sheets_read > 0) reader.tell_of_added(sheet);
            found = sheets_read++ == 0 ? std::move(*format) : found;
        }
        if (!reader.has_headings() && (!why_not || visible == 1)) why_not = reader.not_recognised();
        if (reader.has_failed()) break;
    }
    if (reader.has_headings()) {
        if (sheets_read > 1) found += fmt::format(", {} sheets with the same headings", sheets_read);
        return reader.finish(std::move(found), sha256_of(file));
    }
    return tl::unexpected<Error>(why_not.value_or(
        error_of(ErrorCode::export_invalid, sentence("{} has no sheets. Export the registrations again.", file.name()))));
}

}  // namespace entre
