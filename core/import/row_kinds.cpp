#include "core/import/row_kinds.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/text.hpp"
#include "core/import/column_values.hpp"
#include "core/import/known_systems.hpp"
#include "core/import/name_words.hpp"
#include "core/import/status_phrases.hpp"
#include "core/import/status_words.hpp"

namespace entre {

namespace {

bool has_any(std::span<const std::string_view> cells, const Columns& columns, Field field) {
    const auto& places = columns.of(field);
    return std::any_of(places.begin(), places.end(),
                       [&](std::size_t at) { return at < cells.size() && !trim(cells[at]).empty(); });
}

std::string text_of(std::span<const std::string_view> cells, const Columns& columns, Field field) {
    const auto& places = columns.of(field);
    return places.empty() || places.front() >= cells.size() ? std::string{} : std::string(trim(cells[places.front()]));
}

/// A room that was invited to a meeting. "Resurs" alone may be somebody's work: then the name has to be that of a room.
bool is_resource(std::span<const std::string_view> cells, const Columns& columns) {
    const auto word = std::find_if(cells.begin(), cells.end(), is_word_of_resource);
    if (word == cells.end()) return false;
    if (word->find('(') != std::string_view::npos) return true;
    auto name = text_of(cells, columns, Field::full_name);
    if (name.empty()) name = text_of(cells, columns, Field::given) + " " + text_of(cells, columns, Field::family);
    return !is_full_name(trim(name)) || is_no_real_name(trim(name));
}

/// "Exporterad 2027-05-19", "Sida 1 av 3", "Med vänlig hälsning Karin".
bool is_remark(const std::string& folded) {
    static constexpr std::array<std::string_view, 20> remarks{
        "exporterad",   "exported",     "genererad",        "generated", "sida ", "page ",         "utskriven",     "utskrift",
        "printed",      "varav ",       "slut pa listan",   "end of ",   "slut ", "med vanlig ha", "vanliga halsn", "mvh ",
        "best regards", "kind regards", "mit freundlichen", "uppdaterad"};
    return std::any_of(remarks.begin(), remarks.end(), [&](std::string_view word) { return folded.starts_with(word); });
}

/// "A = kommer", "* = reserv": what signs in the list mean.
bool is_legend(std::string_view text) {
    const auto sign = text.find(" = ");
    return sign != std::string_view::npos && sign > 0 && sign <= 12;
}

/// "Polisen", "Bord 3", "Grupp A": an organisation or a group, alone in a row.
bool is_section_word(const std::string& folded) {
    static constexpr std::array<std::string_view, 11> beginnings{"bord ",   "grupp ", "group ",   "table ", "dag ", "day ",
                                                                 "sektor ", "pass ",  "session ", "team ",  "lag "};
    static constexpr std::array<std::string_view, 12> endings{"kommun",        "polisen", "region",         "skolan",
                                                              "forvaltningen", "verket",  "myndigheten",    "universitet",
                                                              "styrelsen",     "foretag", "organisationer", "deltagare"};
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view word) { return folded.starts_with(word); }) ||
           std::any_of(endings.begin(), endings.end(), [&](std::string_view word) { return folded.ends_with(word); });
}

}  // namespace

std::string_view text_of_section(std::span<const std::string_view> cells) {
    const auto text = std::find_if(cells.begin(), cells.end(), [](std::string_view cell) { return !trim(cell).empty(); });
    return text == cells.end() ? std::string_view{} : trim(*text);
}

bool is_word_of_totals(std::string_view cell) {
    static constexpr std::array<std::string_view, 12> totals{"summa",    "totalt",   "total", "totals", "sum",      "antal",
                                                             "subtotal", "delsumma", "summe", "gesamt", "yhteensa", "totalsumma"};
    static constexpr std::array<std::string_view, 18> counted{
        "st",          "stycken", "antal",        "deltagare", "attendees", "personer", "people",  "pers",     "anmalda",
        "anmalningar", "anmalan", "participants", "guests",    "gaster",    "hittills", "betalda", "personen", "kpl"};
    std::string folded = fold(cell.substr(0, 60));
    for (auto& c : folded)
        if (std::string_view(":.,=()-").find(c) != std::string_view::npos) c = ' ';
    std::string_view rest = folded;
    for (bool is_first = true; !trim(rest).empty(); is_first = false) {
        rest = trim(rest);
        const auto word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(word.size());
        const bool is_total = std::find(totals.begin(), totals.end(), word) != totals.end();
        // "Summa: 12", "Totalt antal deltagare: 2"; but not "Summa Ek" or "Sumner".
        if (is_first && !is_total) return false;
        const bool is_number = word.find_first_not_of("0123456789") == std::string_view::npos;
        if (!is_total && !is_number && std::find(counted.begin(), counted.end(), word) == counted.end()) return false;
    }
    return !folded.empty();
}

bool is_data(std::string_view cell) {
    const auto text = trim(cell);
    return is_email(text) || is_date(text) || is_phone(text) ||
           (!text.empty() && text.find_first_not_of("0123456789.,- ") == std::string_view::npos);
}

namespace {

bool begins_with_number(std::string_view cell) {
    const auto text = trim(cell);
    return is_data(text) || (!text.empty() && text[0] >= '0' && text[0] <= '9');
}

/// "Antal vegetarianer" beside a number, and nothing else in the row.
bool is_count_of_something(std::span<const std::string_view> cells, std::size_t first) {
    const std::string folded = fold(trim(cells[first]).substr(0, 60));
    if (!folded.starts_with("antal ") && !folded.starts_with("varav ") && !folded.starts_with("number of ")) return false;
    return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(first) + 1, cells.end(),
                       [](std::string_view cell) { return trim(cell).empty() || begins_with_number(cell); });
}

/// "Avbokade", "Kommer ej": words of status alone in a row.
bool is_label(std::string_view text) {
    constexpr std::size_t max_length = 50;
    return text.size() <= max_length && meaning_of_label(text).is_whole;
}

}  // namespace

std::optional<RowIssueKind> no_person(std::span<const std::string_view> cells, const Columns& columns, std::size_t headings) {
    const auto has = [&](Field field) { return has_any(cells, columns, field); };
    const auto& addresses = columns.of(Field::email);
    const bool has_address = std::any_of(addresses.begin(), addresses.end(), [&](std::size_t at) {
        return at < cells.size() && cells[at].find('@') != std::string_view::npos;
    });
    if (is_resource(cells, columns)) return RowIssueKind::resource_row;
    if (has(Field::ticket_code) || has_address) return std::nullopt;
    std::size_t filled = 0, only = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (!trim(cells[i]).empty() && ++filled == 1) only = i;
    if (filled == 0) return std::nullopt;
    const auto text = trim(cells[only]);
    // "Totalt" in the column of the given names has a number beside it, not a family name.
    const auto& family = columns.of(Field::family);
    const bool has_number_for_family = std::any_of(
        family.begin(), family.end(), [&](std::size_t at) { return at < cells.size() && begins_with_number(cells[at]); });
    const bool has_both_names = has(Field::family) && has(Field::given) && !has_number_for_family;
    if (!has_both_names && is_word_of_totals(text)) return RowIssueKind::total_row;
    if (filled == 2 && is_count_of_something(cells, only)) return RowIssueKind::total_row;
    // "Resultat" with a number where an address should be.
    const bool has_number_for_address = std::any_of(addresses.begin(), addresses.end(), [&](std::size_t at) {
        return at < cells.size() && !trim(cells[at]).empty() &&
               trim(cells[at]).find_first_not_of("0123456789.,") == std::string_view::npos;
    });
    if (filled == 2 && has_number_for_address && text.find(' ') == std::string_view::npos) return RowIssueKind::total_row;
    if (is_legend(text)) return RowIssueKind::section_row;
    if (filled > 1 || headings < 2) return std::nullopt;
    const std::string folded = fold(text.substr(0, 60));
    if (is_remark(folded)) return RowIssueKind::total_row;
    const bool is_name_split = !columns.of(Field::family).empty();
    const bool is_in_name = has(Field::full_name) || has(Field::given) || has(Field::family);
    const bool is_numbered = text[0] >= '0' && text[0] <= '9';  // "3. Activities"
    const bool is_section = text.ends_with(':') || is_numbered || is_label(text) || is_section_word(folded) ||
                            (is_in_name && is_name_split && text.find(' ') != std::string_view::npos);
    return is_section ? std::optional(RowIssueKind::section_row) : std::nullopt;
}

}  // namespace entre
