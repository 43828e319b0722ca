#include "core/import/list_beginning.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/import/heading_meaning.hpp"
#include "core/import/headings.hpp"
#include "core/import/names_in_cell.hpp"
#include "core/import/row_kinds.hpp"

namespace entre {

namespace {

constexpr std::size_t rows_to_look_for_headings = 20;

/// "Namn", above a single column.
bool is_list_of_names(std::span<const KeptRow> rows) {
    if (rows.empty() || rows.front().cells.size() != 1) return false;
    const auto words = words_of_heading(rows.front().cells.front());
    const auto* name = words.of(Field::full_name);
    return name != nullptr && name->fit == HeadingFit::exactly;
}

/// "Deltagare", and then nothing but dates.
bool is_poll_of_days(const std::vector<std::string>& cells) {
    if (cells.size() < 2) return false;
    const auto words = words_of_heading(cells.front());
    const auto* name = words.of(Field::full_name);
    return name != nullptr && name->fit == HeadingFit::exactly &&
           std::all_of(cells.begin() + 1, cells.end(), [](const auto& cell) { return is_date(trim(cell)); });
}

/// Whether words stand above a column of names.
bool is_above_names(std::span<const KeptRow> rows, std::size_t at) {
    const auto& cells = rows[at].cells;
    const auto values = values_below(rows, at);
    for (std::size_t k = 0; k < values.size(); ++k)
        if (values[k].filled >= 2 && values[k].are_mostly(values[k].full_names, 60) && !is_full_name(trim(cells[k]))) return true;
    return false;
}

}  // namespace

std::optional<std::size_t> row_of_headings(std::span<const KeptRow> rows, const RegistrationSettings& settings) {
    const auto last = std::min(rows.size(), rows_to_look_for_headings);
    for (std::size_t i = 0; i < last; ++i)
        if (are_headings(rows[i].cells, settings)) return i;
    if (is_list_of_names(rows)) return 0;
    for (std::size_t i = 0; i < last; ++i)
        if (is_poll_of_days(rows[i].cells)) return i;
    for (std::size_t i = 0; i < last; ++i) {
        const auto& cells = rows[i].cells;
        const auto filled = std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return !trim(cell).empty(); });
        if (filled < 2 || std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return is_data(cell); })) continue;
        return is_above_names(rows, i) ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<ColumnValues> values_below(std::span<const KeptRow> rows, std::size_t headings) {
    return values_of(rows.subspan(headings + 1), rows[headings].cells.size());
}

std::vector<ColumnValues> values_of(std::span<const KeptRow> people, std::size_t columns) {
    std::vector<ColumnValues> values(columns);
    for (const auto& [line, cells] : people) {
        if (cells.empty() || is_word_of_totals(trim(cells.front()))) continue;
        for (std::size_t k = 0; k < std::min(cells.size(), values.size()); ++k) values[k].add(cells[k]);
    }
    return values;
}

bool are_family_names_first(std::span<const KeptRow> people, std::size_t names, std::size_t emails) {
    std::size_t family_first = 0, given_first = 0, in_capitals = 0, rows = 0;
    for (const auto& [line, cells] : people) {
        if (names >= cells.size()) continue;
        const auto email = emails < cells.size() ? trim(cells[emails]) : std::string_view{};
        if (trim(cells[names]).empty()) continue;
        ++rows;
        in_capitals += has_family_name_in_capitals(trim(cells[names])).value_or(false) ? 1U : 0U;  // "EK Anna"
        if (const auto first = is_family_name_first(trim(cells[names]), email)) ++(*first ? family_first : given_first);
    }
    if (in_capitals >= 2 && in_capitals * 4 >= rows * 3) return true;
    return family_first >= 2 && family_first >= 4 * given_first;
}

bool are_names_exchanged(std::span<const KeptRow> people, std::size_t given, std::size_t family, std::size_t emails) {
    std::size_t exchanged = 0, usual = 0;
    for (const auto& [line, cells] : people) {
        if (std::max({given, family, emails}) >= cells.size()) continue;
        const auto name = std::string(trim(cells[given])) + " " + std::string(trim(cells[family]));
        if (const auto first = is_family_name_first(name, trim(cells[emails]))) ++(*first ? exchanged : usual);
    }
    return exchanged >= 2 && exchanged >= 4 * usual;
}

}  // namespace entre
