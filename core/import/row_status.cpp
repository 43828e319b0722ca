#include "core/import/row_status.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/import/column_values.hpp"
#include "core/import/heading_meaning.hpp"
#include "core/import/status_phrases.hpp"
#include "core/import/status_words.hpp"
#include "core/import/struck_text.hpp"

namespace entre {

namespace {

/// The worse of two: one column that keeps somebody out is enough.
RegistrationStatus worse(RegistrationStatus a, RegistrationStatus b) {
    return distance_from_door(a) < distance_from_door(b) ? b : a;
}

/// Reads the columns of status, answers and payments of one row.
class StatusReading {
public:
    StatusReading(const RowView& row, const TableFacts& table, PersonInRow& out)
        : row_(row), columns_(table.columns), headings_(table.headings), settings_(table.settings), table_(table), out_(out) {}

    RegistrationStatus read() {
        auto all = RegistrationStatus::registered;
        for (const auto place : columns_.of(Field::status)) all = worse(all, explained(place));
        for (const auto place : columns_.of(Field::is_attending)) all = worse(all, answered(place));
        for (const auto place : columns_.of(Field::is_paid)) {
            const auto paid = row_.at(place);
            if (paid.empty() && is_dated(place)) all = worse(all, RegistrationStatus::unpaid);
            if (paid.empty() || is_yes(paid) || is_date(paid)) continue;
            if (is_amount(paid)) {
                if (owes_nothing()) continue;
                all = worse(all, paid.find_first_of("123456789") == std::string_view::npos ? RegistrationStatus::unpaid : all);
                continue;
            }
            all = worse(all, is_no(paid) ? RegistrationStatus::unpaid : explained(place));
        }
        for (const auto place : columns_.of(Field::is_unpaid)) {
            const auto owed = row_.at(place);
            const bool is_nothing = is_amount(owed) && owed.find_first_of("123456789") == std::string_view::npos;
            if (is_nothing || (owed.starts_with('-') && is_amount(owed.substr(1)))) continue;
            if (is_amount(owed) && is_paid_in_full(owed)) continue;
            all = worse(all, is_amount(owed) ? RegistrationStatus::unpaid : marked(place, RegistrationStatus::unpaid));
        }
        for (const auto place : columns_.of(Field::is_withdrawn)) all = worse(all, marked(place, RegistrationStatus::withdrawn));
        for (const auto place : columns_.of(Field::is_waiting))
            if (is_amount(row_.at(place)) && !is_no(row_.at(place)))  // the place in the queue
                all = worse(all, RegistrationStatus::waiting_list);
            else
                all = worse(all, marked(place, RegistrationStatus::waiting_list));
        look_for_cancellation(all);
        return all;
    }

private:
    void add_at(RowIssueKind kind, RowIssueAction done, std::size_t place) {
        out_.issues.push_back({0, kind, done, clean_text(headings_[place], 60), 0});
    }

    /// "500", "1 250,00", "500 kr"
    static bool is_amount(std::string_view text) {
        for (const std::string_view currency : {"kr", "SEK", "EUR", ":-"})
            if (text.ends_with(currency)) text = trim(text.substr(0, text.size() - currency.size()));
        return !text.empty() && text[0] >= '0' && text[0] <= '9' &&
               text.find_first_not_of("0123456789.,  ") == std::string_view::npos && !is_date(text);
    }

    /// "Att betala: 0"
    [[nodiscard]] bool owes_nothing() const {
        const auto& unpaid = columns_.of(Field::is_unpaid);
        return std::any_of(unpaid.begin(), unpaid.end(), [&](std::size_t place) {
            return is_amount(row_.at(place)) && row_.at(place).find_first_of("123456789") == std::string_view::npos;
        });
    }
    /// "Att betala: 450" beside "Betalt: 450".
    [[nodiscard]] bool is_paid_in_full(std::string_view owed) const {
        const auto& paid = columns_.of(Field::is_paid);
        return std::any_of(paid.begin(), paid.end(), [&](std::size_t place) {
            return is_amount(row_.at(place)) && alphanumeric_ascii(row_.at(place)) == alphanumeric_ascii(owed);
        });
    }

    /// A yes, a cross or a date comes; nothing among dates or crosses has not answered.
    RegistrationStatus answered(std::size_t place) {
        const auto answer = row_.at(place);
        if (answer.empty() && is_dated(place)) return RegistrationStatus::waiting_list;
        if ((answer.empty() || answer == "-") && is_answered_by_others(place)) {
            add_at(RowIssueKind::no_answer, RowIssueAction::kept, place);
            return RegistrationStatus::waiting_list;
        }
        if (is_yes(answer) || is_date(answer)) return RegistrationStatus::registered;
        return is_no(answer) && answer != "-" ? RegistrationStatus::withdrawn : explained(place);
    }

    /// Others say yes and no in the same column.
    [[nodiscard]] bool is_answered_by_others(std::size_t place) const {
        const auto& places = table_.answered_by_others;
        return std::find(places.begin(), places.end(), place) != places.end();
    }
    [[nodiscard]] bool is_dated(std::size_t place) const {
        const auto& dated = table_.dated;
        return std::find(dated.begin(), dated.end(), place) != dated.end();
    }

    /// "Bo Ek (avbokad)" and "~~Bo Ek~~" have cancelled; a remark that says so is told, since it may be about something else.
    void look_for_cancellation(RegistrationStatus& status) {
        const auto cells = row_.cells();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (is_of_status(i) || !(speaks_of_cancellation(cells[i]) || is_crossed_out(cells[i]) || is_place_of_reserve(i)))
                continue;
            const bool is_name = is_of(Field::full_name, i) || is_of(Field::given, i) || is_of(Field::family, i);
            if (is_name) status = worse(status, RegistrationStatus::withdrawn);
            out_.issues.push_back({0, is_name ? RowIssueKind::cancelled_in_name : RowIssueKind::cancelled_in_text,
                                   RowIssueAction::kept, i < headings_.size() ? clean_text(headings_[i], 60) : std::string{}, 0});
        }
    }
    /// "Nr: R1": the first reserve.
    [[nodiscard]] bool is_place_of_reserve(std::size_t place) const {
        static constexpr std::array<std::string_view, 8> numbers{"nr",    "no",      "nummer", "number",
                                                                 "plats", "platsnr", "rad",    "lopnr"};
        const auto cell = row_.at(place);
        if (cell.size() < 2 || cell.size() > 4 || (cell[0] != 'R' && cell[0] != 'r') || place >= headings_.size()) return false;
        if (cell.substr(1).find_first_not_of("0123456789 ") != std::string_view::npos) return false;
        return std::find(numbers.begin(), numbers.end(), heading_key(headings_[place])) != numbers.end();
    }
    [[nodiscard]] bool is_of(Field field, std::size_t place) const {
        const auto& places = columns_.of(field);
        return std::find(places.begin(), places.end(), place) != places.end();
    }
    [[nodiscard]] bool is_of_status(std::size_t place) const {
        return is_of(Field::status, place) || is_of(Field::is_attending, place) || is_of(Field::is_withdrawn, place) ||
               is_of(Field::is_paid, place) || is_of(Field::is_unpaid, place) || is_of(Field::is_waiting, place);
    }

    /// "Avbokad: Ja", "Cancelled at: 2026-11-01".
    RegistrationStatus marked(std::size_t place, RegistrationStatus status) {
        const auto mark = row_.at(place);
        if (mark.empty() || is_no(mark)) return RegistrationStatus::registered;
        return is_yes(mark) || is_date(mark) ? status : explained(place);
    }

    /// The organiser's own status words take precedence. An unknown word keeps out until it is explained.
    RegistrationStatus explained(std::size_t place) {
        const auto word = row_.at(place);
        if (!settings_.status_words.empty() && !word.empty()) {
            const std::string folded = fold(word);
            for (const auto& [said, status] : settings_.status_words)
                if (folded.empty() ? said == word : fold(said) == folded) return status;
        }
        if (const auto status = status_of(word); status && !is_open_payment(place, word)) return *status;
        auto said = clean_text(word, 40);
        if (said.empty()) said = word;  // an emoji
        out_.unknown_status.emplace_back(clean_text(headings_[place], 60), std::move(said));
        add_at(RowIssueKind::status_unknown, RowIssueAction::rejected, place);
        return RegistrationStatus::withdrawn;
    }

    /// An open registration is one that counts; an open payment has not come.
    [[nodiscard]] bool is_open_payment(std::size_t place, std::string_view word) const {
        if (word.size() != 4 || fold(word) != "open") return false;
        const std::string heading = fold(headings_[place]);
        return heading.find("pay") != std::string::npos || heading.find("betal") != std::string::npos ||
               heading.find("invoice") != std::string::npos || heading.find("faktur") != std::string::npos;
    }

    const RowView& row_;
    const Columns& columns_;
    std::span<const std::string> headings_;
    const RegistrationSettings& settings_;
    const TableFacts& table_;
    PersonInRow& out_;
};

}  // namespace

RegistrationStatus status_in(const RowView& row, const TableFacts& table, PersonInRow& out) {
    return StatusReading(row, table, out).read();
}

}  // namespace entre
