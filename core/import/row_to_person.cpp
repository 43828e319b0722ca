#include "core/import/row_to_person.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.hpp"
#include "core/import/cell_damage.hpp"
#include "core/import/cell_text.hpp"
#include "core/import/code_in_cell.hpp"
#include "core/import/column_values.hpp"
#include "core/import/heading_meaning.hpp"
#include "core/import/name_words.hpp"
#include "core/import/names_in_cell.hpp"
#include "core/import/row_status.hpp"
#include "core/import/status_phrases.hpp"
#include "core/import/status_words.hpp"

namespace entre {

namespace {

constexpr std::size_t max_code_length = 256;   // pretix allows 255
constexpr std::size_t max_email_length = 254;  // RFC 5321

/// Forms write this for people who were not signed in; their name is then in one of the answers.
bool is_nobody_signed_in(std::string_view name) {
    return name.size() < 12 && (fold(name) == "anonymous" || fold(name) == "anonym");
}

/// "Antal platser", not "Antal gäster", of whom there may be none.
bool is_about_places(std::string_view heading) {
    static constexpr std::array<std::string_view, 8> words{"plats",  "biljett",    "ticket",    "seat",
                                                           "spaces", "som kommer", "deltagare", "quantity"};
    const std::string folded = fold(heading);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

/// Reads one row and records its issues.
class Reading {
public:
    Reading(const RowView& row, const TableFacts& table)
        : row_(row), columns_(table.columns), headings_(table.headings), settings_(table.settings), table_(table) {}

    PersonInRow read() {
        Registration& who = out_.person;
        who.given = without_mention_of_protection(kept(Field::given));
        who.family = without_mention_of_protection(kept(Field::family));
        add_middle_name(who);
        part_doubled_names(who);
        who.organisation = kept(Field::organisation);
        who.title = kept(Field::title);
        if (who.given.empty() && who.family.empty())
            read_full_name();
        else if (complete_half_name(); !who.given.empty())
            look_for_several(who.given);
        take_title_off(who);
        who.category = kept(Field::category);
        who.language = to_lower_ascii(row_.text(Field::language).substr(0, 2));
        who.note = kept(Field::note);
        if (auto order = row_.text(Field::order); is_personal_number(order) && is_written_as_one(order)) {
            add(RowIssueKind::personal_number, RowIssueAction::left_out, Field::order);
        } else if (!order.empty()) {
            const auto position = row_.text(Field::position);
            who.export_key = position.empty() ? std::move(order) : order + "-" + position;
        }
        if (const auto email = row_.raw(Field::email);
            email.find('@') != std::string_view::npos && email.size() <= max_email_length)
            out_.email = to_lower_ascii(email);
        read_code();
        who.status = status_in(row_, table_, out_);
        who.is_protected = is_protected();
        who.is_flagged = is_yes(row_.raw(Field::notify));
        if (who.given.empty() && who.family.empty())
            reject(who.ticket_code.empty() ? RowIssueKind::nobody : RowIssueKind::no_name, Field::full_name);
        look_at_name();
        look_for_guests();
        look_at_length();
        return std::move(out_);
    }

private:
    void add(RowIssueKind kind, RowIssueAction done, Field field) {
        const auto& places = columns_.of(field);
        out_.issues.push_back({0, kind, done, places.empty() ? std::string{} : clean_text(headings_[places.front()], 60), 0});
    }
    void add_at(RowIssueKind kind, RowIssueAction done, std::size_t place) {
        out_.issues.push_back({0, kind, done, clean_text(headings_[place], 60), 0});
    }
    void reject(RowIssueKind kind, Field field) { add(kind, RowIssueAction::rejected, field); }

    /// "Maria" beside "Anna" and "Ek"; "van der" belongs to "Berg".
    void add_middle_name(Registration& who) {
        const auto middle = kept(Field::middle);
        if (middle.empty() || middle == "-" || (who.given.empty() && who.family.empty())) return;
        const bool is_particle = is_name_particle(to_lower_ascii(middle.substr(0, middle.find(' '))));
        auto& name = is_particle ? who.family : who.given;
        const std::string before = is_particle ? middle : name, behind = is_particle ? name : middle;
        name = before + (before.empty() || behind.empty() ? "" : " ") + behind;
    }

    /// "Anna Ek" beside "Ek", "Bo" beside "Bo Al", and a whole name beside an empty cell for the family name.
    void part_doubled_names(Registration& who) const {
        if (columns_.of(Field::given).empty() || columns_.of(Field::family).empty()) return;
        if (who.family.empty()) {
            if (is_full_name(who.given) && names_in(who.given).names.size() == 1 && !names_in(who.given).may_be_several)
                split_name(std::string(who.given), who, false);
            return;
        }
        const std::string given = fold(who.given), family = fold(who.family);
        if (given.ends_with(" " + family) && who.given.size() > who.family.size() + 1)
            who.given.resize(who.given.size() - who.family.size() - 1);
        else if (!given.empty() && family.starts_with(given + " ") && who.family.size() > who.given.size() + 1)
            who.family.erase(0, who.given.size() + 1);
    }

    /// The text of a field as it was meant, without what must not be stored or printed.
    std::string kept(Field field) {
        auto cell = text_as_meant(row_.raw(field));
        for (const auto& [kind, done] : cell.issues) add(kind, done, field);
        return std::move(cell.text);
    }

    void read_full_name() {
        Registration& who = out_.person;
        auto text = kept(Field::full_name);
        if (row_.raw(Field::full_name).find('\n') != std::string_view::npos &&
            row_.raw(Field::full_name).find('@') == std::string_view::npos) {
            std::string lines(row_.raw(Field::full_name));
            std::replace(lines.begin(), lines.end(), '\n', ';');
            if (names_in(lines).is_parted) {
                text = lines;
            } else if (const auto end = lines.find(';'); is_full_name(trim(lines.substr(0, end)))) {
                text = std::string(trim(lines.substr(0, end)));  // "Anna Ek" above "Polisen"
                add(RowIssueKind::comma_in_name, RowIssueAction::kept, Field::full_name);
            }
        }
        text = without_mention_of_protection(text);
        // "Bo Ek - avbokad" is Bo Ek.
        if (const auto aside = text.find_first_of("-(,:;[");
            aside != std::string::npos && aside > 0 && speaks_of_cancellation(text.substr(aside)))
            text = trim(text.substr(0, aside));
        if (text.starts_with('(') && text.ends_with(')')) {
            text = std::string(trim(std::string_view(text).substr(1, text.size() - 2)));
            add(RowIssueKind::comma_in_name, RowIssueAction::kept, Field::full_name);
        }
        const auto cells = row_.cells();
        const auto filled = std::count_if(cells.begin(), cells.end(), [](std::string_view cell) { return !trim(cell).empty(); });
        auto names = names_in(text);
        // "Tullen", alone in a row of a list that has more columns.
        names.is_placeholder =
            names.is_placeholder || (filled == 1 && headings_.size() > 1 && text.find(' ') == std::string::npos);
        if (names.is_placeholder && !text.empty()) add(RowIssueKind::placeholder_name, RowIssueAction::kept, Field::full_name);
        if (names.brings_more) add(RowIssueKind::brings_more, RowIssueAction::kept, Field::full_name);
        if (names.may_be_several) add(RowIssueKind::several_people, RowIssueAction::kept, Field::full_name);
        const auto split = split_name(names.names.front(), who, columns_.is_family_name_first);
        if (split.aside || split.is_unsure) add(RowIssueKind::comma_in_name, RowIssueAction::kept, Field::full_name);
        if (!split.after_comma.empty()) {
            add(RowIssueKind::comma_in_name, RowIssueAction::kept, Field::full_name);
            if (who.title.empty()) who.title = split.after_comma;
        }
        for (std::size_t i = 1; i < names.names.size(); ++i) {
            out_.others.push_back(std::move(names.names[i]));
            add(RowIssueKind::another_person, RowIssueAction::kept, Field::full_name);
        }
    }

    /// "Namn" beside "Efternamn" alone has the given name, or the whole one; beside "Förnamn" alone it has the family name.
    void complete_half_name() {
        Registration& who = out_.person;
        const bool has_both = !columns_.of(Field::given).empty() && !columns_.of(Field::family).empty();
        if (has_both || row_.raw(Field::full_name).empty()) return;
        const auto name = kept(Field::full_name);
        const std::string folded = fold(name);
        const auto half = fold(who.given.empty() ? who.family : who.given);
        if (folded == half) return;
        const bool is_whole = who.given.empty() ? folded.ends_with(" " + half) : folded.starts_with(half + " ");
        if (is_whole) {
            who.given.clear();
            who.family.clear();
            read_full_name();
        } else {
            (who.given.empty() ? who.given : who.family) = name;
        }
    }

    /// "Dr. Anna"
    void take_title_off(Registration& who) {
        auto behind = without_title(who.given);
        if (!behind.had_title) return;
        who.given = std::move(behind.name);
        if (who.title.empty()) who.title = std::move(behind.title);
        add(RowIssueKind::title_in_name, RowIssueAction::changed,
            columns_.of(Field::given).empty() ? Field::full_name : Field::given);
    }

    /// "Anna och Bo" as a given name.
    void look_for_several(std::string& name) {
        auto names = names_in(name);
        if (names.brings_more) {
            add(RowIssueKind::brings_more, RowIssueAction::kept, Field::given);
            name = names.names.front();
        }
        if (names.may_be_several || names.is_parted) add(RowIssueKind::several_people, RowIssueAction::kept, Field::given);
    }

    /// "Deltagare 2: Bo Al", "+1: Ja", "Antal: 3".
    void look_for_guests() {
        const auto &given = columns_.of(Field::given), &family = columns_.of(Field::family);
        for (std::size_t i = 1; i < std::min(given.size(), family.size()); ++i) {  // "Förnamn 2", "Efternamn 2"
            const auto first = clean_text(row_.at(given[i]), max_field_graphemes),
                       last = clean_text(row_.at(family[i]), max_field_graphemes);
            if (first.empty() || last.empty() || !words_of_heading(headings_[given[i]]).is_numbered) continue;
            out_.others.push_back(first + " " + last);
            add_at(RowIssueKind::another_person, RowIssueAction::kept, given[i]);
        }
        for (const auto place : columns_.of(Field::guest)) {
            const auto raw = row_.at(place);
            if (raw.empty() || raw == "-" || is_no(raw)) continue;
            if (!add_guests(clean_text(raw, max_field_graphemes), place))
                add_at(RowIssueKind::several_people, RowIssueAction::kept, place);
        }
        for (const auto place : columns_.of(Field::group_size)) {
            const auto raw = row_.at(place);
            if (add_guests(clean_text(raw, max_field_graphemes), place)) continue;  // "Plus one: Bo Ek"
            int count = 0;
            std::from_chars(raw.data(), raw.data() + raw.size(), count);  // "2 st"
            const bool is_extra = headings_[place].find('+') != std::string::npos;
            if (raw == "0" && is_about_places(headings_[place])) add_at(RowIssueKind::no_places, RowIssueAction::kept, place);
            const auto named = static_cast<int>(out_.others.size()) + (is_extra ? 0 : 1);
            if ((is_yes(raw) && raw != "1") || count > std::max(named, is_extra ? 0 : 1))
                add_at(RowIssueKind::brings_more, RowIssueAction::kept, place);
        }
    }

    /// "Bo Ek", or "Bo Ek, Cia Ek"; false if they are no names.
    bool add_guests(const std::string& text, std::size_t place) {
        std::vector<std::string> guests;
        for (std::string_view rest = text; !rest.empty();) {
            const auto comma = std::min(rest.find(", "), rest.size());
            guests.emplace_back(trim(rest.substr(0, comma)));
            rest.remove_prefix(std::min(comma + 2, rest.size()));
        }
        const auto is_name = [](const std::string& name) { return is_full_name(name) && !without_private_parts(name); };
        if (guests.empty() || !std::all_of(guests.begin(), guests.end(), is_name)) return false;
        for (auto& guest : guests) {
            out_.others.push_back(std::move(guest));
            add_at(RowIssueKind::another_person, RowIssueAction::kept, place);
        }
        return true;
    }

    /// Leaves the code alone of "Kod: ABC123" and "ABC123 (kopia)", and nothing of "Avbokad".
    void take_words_off_code(std::string& code) {
        if (says_no_code(code) || speaks_of_cancellation(code)) return code.clear();
        std::optional<std::string> alone = without_label(code);
        if (!alone && table_.codes_are_words && code.find(' ') != std::string::npos && code.find("://") == std::string::npos)
            alone = code_among_words(code);
        if (!alone) return;
        code = std::move(*alone);
        if (!code.empty()) add(RowIssueKind::code_with_words, RowIssueAction::changed, Field::ticket_code);
    }

    void read_code() {
        const auto raw = row_.raw(Field::ticket_code);
        Registration& who = out_.person;
        who.ticket_code = clean_text(raw, max_code_length);
        if (auto first = first_of_several_codes(who.ticket_code)) {
            who.ticket_code = std::move(*first);
            add(RowIssueKind::several_codes, RowIssueAction::kept, Field::ticket_code);
        }
        take_words_off_code(who.ticket_code);
        if (who.ticket_code.starts_with('\'')) who.ticket_code.erase(0, 1);  // a spreadsheet's mark for text
        who.code_kind = columns_.codes;
        if (raw.size() > max_code_length) return reject(RowIssueKind::code_too_long, Field::ticket_code);
        const bool is_rounded = table_.codes_are_rounded && who.ticket_code.size() > 15 && who.ticket_code.ends_with('0');
        if (is_rounded || is_rounded_number(who.ticket_code)) return reject(RowIssueKind::code_rounded, Field::ticket_code);
        if (!table_.codes_may_be_dates && (is_reformatted_code(who.ticket_code) || is_date(who.ticket_code)))
            return reject(RowIssueKind::code_reformatted, Field::ticket_code);
        const bool is_link = who.ticket_code.find("://") != std::string::npos && who.ticket_code.find('%') != std::string::npos;
        if (auto decoded = is_link ? std::nullopt : without_escapes_of_the_web(who.ticket_code)) {
            who.ticket_code = std::move(*decoded);
            add(RowIssueKind::escapes_decoded, RowIssueAction::changed, Field::ticket_code);
        }
        if (auto plain = without_typography(who.ticket_code)) {
            who.ticket_code = std::move(*plain);
            add(RowIssueKind::code_typography, RowIssueAction::changed, Field::ticket_code);
        }
        if (is_spreadsheet_error(who.ticket_code)) {
            who.ticket_code.clear();
            add(RowIssueKind::cell_error, RowIssueAction::left_out, Field::ticket_code);
        } else if (is_personal_number(who.ticket_code) && is_written_as_one(who.ticket_code)) {
            who.ticket_code.clear();
            add(RowIssueKind::personal_number, RowIssueAction::left_out, Field::ticket_code);
        }
        if (!who.ticket_code.empty()) return;
        if (!columns_.issues_codes) return reject(RowIssueKind::no_code, Field::ticket_code);
        who.code_kind = CodeKind::issued;
        if (!columns_.of(Field::ticket_code).empty()) add(RowIssueKind::code_issued, RowIssueAction::kept, Field::ticket_code);
    }

    /// Ten digits alone may be a code; with a hyphen, or with the century, they are a personal identity number.
    static bool is_written_as_one(std::string_view code) {
        return code.find_first_of("-+") != std::string_view::npos || code.size() == 12;
    }

    [[nodiscard]] bool is_protected() {
        for (const auto place : columns_.of(Field::protected_mark)) {
            const auto mark = row_.at(place);
            if (!is_mark(mark)) continue;
            const bool is_plain = is_yes(mark) || speaks_of_protection(mark) || is_named_value(mark) || mark.size() < 3;
            if (!is_plain) add_at(RowIssueKind::protected_by_answer, RowIssueAction::kept, place);
            return true;
        }
        for (const auto place : columns_.of(Field::may_be_shown))
            if (!is_yes(row_.at(place))) return true;
        // Wherever it stands: a name shown by mistake cannot be taken back.
        const auto cells = row_.cells();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto& marks = columns_.of(Field::protected_mark);
            if (std::find(marks.begin(), marks.end(), i) != marks.end() || !speaks_of_protection(cells[i])) continue;
            out_.issues.push_back({0, RowIssueKind::protected_by_text, RowIssueAction::kept,
                                   i < headings_.size() ? clean_text(headings_[i], 60) : std::string{}, 0});
            return true;
        }
        return false;
    }

    [[nodiscard]] bool is_mark(std::string_view mark) const {
        if (mark.empty()) return false;
        // A plain yes always protects. If the organiser named no values, everything except a plain no does, too.
        return is_named_value(mark) || is_yes(mark) ||
               (settings_.protected_values.empty() && !is_no(mark) && !denies_protection(mark));
    }
    [[nodiscard]] bool is_named_value(std::string_view mark) const {
        const std::string folded = fold(mark);
        const auto& values = settings_.protected_values;
        return std::any_of(values.begin(), values.end(),
                           [&](const std::string& value) { return folded.empty() ? value == mark : fold(value) == folded; });
    }

    void look_at_name() {
        const Registration& who = out_.person;
        const auto look = [&](const std::string& text, Field field) {
            if (looks_misdecoded(text))
                add(RowIssueKind::name_misdecoded, RowIssueAction::kept, field);
            else if (has_lost_letters(text))
                add(RowIssueKind::letters_lost, RowIssueAction::kept, field);
        };
        const bool is_whole = columns_.of(Field::given).empty() && columns_.of(Field::family).empty();
        if (!is_whole && !who.given.empty() && is_no_real_name(who.given + " " + who.family))
            add(RowIssueKind::placeholder_name, RowIssueAction::kept, Field::given);
        look(who.given, is_whole ? Field::full_name : Field::given);
        if (!is_whole || !looks_misdecoded(who.given)) look(who.family, is_whole ? Field::full_name : Field::family);
        look(who.organisation, Field::organisation);
        const auto space = who.family.find(' ');
        if (space == std::string::npos || who.family[0] < 'A' || who.family[0] > 'Z') return;
        if (is_name_particle(to_lower_ascii(who.family.substr(0, space))))
            add(RowIssueKind::particle_capitalised, RowIssueAction::kept, is_whole ? Field::full_name : Field::family);
    }

    void look_at_length() {
        const auto cells = row_.cells();
        for (std::size_t i = headings_.size(); i < cells.size(); ++i) {
            if (trim(cells[i]).empty()) continue;
            // An unquoted delimiter inside a cell shifts the row and would put one field's text into another. In a spreadsheet,
            // and behind an empty cell, it is a note.
            if (table_.is_workbook || i > headings_.size())
                out_.issues.push_back({0, RowIssueKind::note_beside, RowIssueAction::kept, {}, 0});
            else
                out_.issues.insert(out_.issues.begin(), {0, RowIssueKind::row_long, RowIssueAction::rejected, {}, 0});
            return;
        }
    }

    const RowView& row_;
    const Columns& columns_;
    std::span<const std::string> headings_;
    const RegistrationSettings& settings_;
    const TableFacts& table_;
    PersonInRow out_;
};

}  // namespace

std::string_view RowView::at(std::size_t place) const {
    if (place >= cells_.size()) return {};
    std::string_view cell = trim_cell(cells_[place]);
    if (cell.size() > 3 && cell.starts_with("=\"") && cell.ends_with('"'))
        cell = trim(cell.substr(2, cell.size() - 3));  // ="00123"
    if (cell.size() > 2 && cell[0] == '\'' && cell.ends_with('\'')) cell = trim(cell.substr(1, cell.size() - 2));
    if (cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos)
        cell.remove_prefix(1);
    return cell;
}

std::string_view RowView::raw(Field field) const {
    for (const std::size_t place : columns_.of(field)) {
        const auto cell = at(place);
        if (cell.empty() || (field == Field::full_name && is_nobody_signed_in(cell))) continue;
        return cell;
    }
    return {};
}

std::string RowView::text(Field field) const { return clean_text(raw(field), max_field_graphemes); }

PersonInRow person_in(const RowView& row, const TableFacts& table) { return Reading(row, table).read(); }

}  // namespace entre
