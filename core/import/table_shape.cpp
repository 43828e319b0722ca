#include "core/import/table_shape.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/import/cell_damage.hpp"
#include "core/import/heading_meaning.hpp"
#include "core/import/row_kinds.hpp"
#include "core/import/status_words.hpp"

namespace entre {

namespace {

constexpr std::size_t digits_of_a_spreadsheet = 15;

using Row = std::vector<std::string>;

std::string_view cell_of(const Row& row, std::size_t at) { return at < row.size() ? trim_cell(row[at]) : std::string_view{}; }

std::size_t filled_in(const Row& row) {
    return static_cast<std::size_t>(
        std::count_if(row.begin(), row.end(), [](const auto& cell) { return !trim_cell(cell).empty(); }));
}

/// What survey programs write below a question that has one answer.
bool is_word_of_survey(std::string_view cell) {
    static constexpr std::array<std::string_view, 7> words{
        "open ended response", "openended response", "response", "oppet svar", "svar", "other please specify", "annat ange vad"};
    std::string folded = fold(cell.substr(0, 40));
    std::erase_if(folded, [](char c) { return c == '(' || c == ')' || c == ':'; });
    return std::find(words.begin(), words.end(), folded) != words.end();
}

/// "d:o", "dito", "〃", "-''-", "-||-": the same as above. A hyphen alone is nothing.
bool is_ditto(std::string_view text) {
    static constexpr std::array<std::string_view, 9> words{"d:o", "do.", "dito", "ditto", "samma", "samma som ovan",
                                                           "〃",  "″",   "”"};
    if (text.size() > 16) return false;
    if (text.find_first_not_of("\"'|-,") == std::string_view::npos) return text.find_first_of("\"'|") != std::string_view::npos;
    return std::find(words.begin(), words.end(), text) != words.end() ||
           std::find(words.begin(), words.end(), fold(text)) != words.end();
}

bool has_identifiers(const Row& row) {
    return std::any_of(row.begin(), row.end(), [](const auto& cell) { return cell.find("ImportId") != std::string::npos; });
}

/// A row of words that are headings by themselves, or of survey programs. A person whose cells happen to be words of headings
/// ("Person", "Region") is none: nearly all cells have to be.
bool may_complete(const Row& row, const RegistrationSettings& settings) {
    const auto has_digit = [](const auto& cell) { return cell.find_first_of("0123456789") != std::string::npos; };
    if (std::any_of(row.begin(), row.end(), [](const auto& cell) { return is_data(cell) || is_yes(cell); })) return false;
    if (std::any_of(row.begin(), row.end(), [](const auto& cell) { return cell.size() < 40 && is_word_of_survey(cell); })) {
        return std::none_of(row.begin(), row.end(),
                            [](const auto& cell) { return is_full_name(trim_cell(cell)) && !is_word_of_survey(cell); });
    }
    if (std::any_of(row.begin(), row.end(), has_digit) || !are_headings(row, settings)) return false;
    const auto headings = std::count_if(row.begin(), row.end(), [](const auto& cell) {
        const auto words = words_of_heading(cell);
        return !words.meanings.empty() || words.is_about_other_things;
    });
    return static_cast<std::size_t>(headings) * 5 >= filled_in(row) * 4;
}

/// The heading of one column out of two rows: the lower one says more, unless it says nothing.
std::string combined(std::string_view upper, std::string_view lower) {
    return std::string(lower.empty() || (is_word_of_survey(lower) && !upper.empty()) ? upper : lower);
}

}  // namespace

HeadingRows heading_rows(std::span<const KeptRow> rows, std::size_t at, const RegistrationSettings& settings) {
    HeadingRows out{rows[at].cells, at + 1};
    const auto merge = [&](const Row& upper, const Row& lower) {
        Row merged;
        for (std::size_t k = 0; k < std::max(upper.size(), lower.size()); ++k)
            merged.push_back(combined(cell_of(upper, k), cell_of(lower, k)));
        out.headings = std::move(merged);
    };
    const bool has_next = at + 1 < rows.size();
    const bool is_same = has_next && rows[at + 1].cells == rows[at].cells;
    if (has_next && !is_same && may_complete(rows[at + 1].cells, settings)) {
        merge(rows[at].cells, rows[at + 1].cells);
        ++out.first_person;
    } else if (at > 0 && rows[at - 1].line + 1 == rows[at].line && filled_in(rows[at - 1].cells) > 1 &&
               std::any_of(rows[at].cells.begin(), rows[at].cells.end(),
                           [](const auto& cell) { return trim_cell(cell).empty() || is_word_of_survey(cell); })) {
        merge(rows[at - 1].cells, rows[at].cells);
    }
    while (out.first_person < rows.size() && has_identifiers(rows[out.first_person].cells)) ++out.first_person;
    return out;
}

void name_unheaded_columns(std::vector<std::string>& headings, std::span<const ColumnValues> values) {
    constexpr std::size_t letters = 26;
    for (std::size_t i = 0; i < std::min({headings.size(), values.size(), letters}); ++i) {
        if (!trim_cell(headings[i]).empty() || values[i].filled == 0) continue;
        const auto& v = values[i];
        const bool may_be_codes = v.filled > 1 && v.are_mostly(v.codes) && v.different * 100 >= v.filled * 95 &&
                                  !v.are_mostly(v.emails) && !v.are_mostly(v.dates) && !v.are_mostly(v.phones) &&
                                  !v.are_mostly(v.links) && !v.are_mostly(v.personal_numbers);
        const bool may_be_answers =
            v.are_mostly(v.yes_or_no + v.status_words + v.keeping_out) && (v.words_of_answer > 0 || v.keeping_out > 0);
        if (may_be_codes || may_be_answers) headings[i] = static_cast<char>('A' + i);
    }
}

std::optional<GroupedRows> grouped_rows(std::span<const KeptRow> rows, const Columns& columns) {
    if (rows.empty()) return std::nullopt;
    const auto is_of = [&](Field field, std::size_t place) {
        const auto& places = columns.of(field);
        return std::find(places.begin(), places.end(), place) != places.end();
    };
    std::size_t leading = 0;
    while (leading < rows.front().cells.size() && cell_of(rows.front().cells, leading).empty()) ++leading;
    for (const Field field : {Field::full_name, Field::given, Field::family, Field::email, Field::title, Field::note,
                              Field::is_withdrawn, Field::is_waiting, Field::is_attending, Field::protected_mark, Field::guest})
        if (is_of(field, leading)) return std::nullopt;
    std::size_t begun = 0, continued = 0;
    for (const auto& row : rows) {
        if (filled_in(row.cells) < 2) continue;
        (cell_of(row.cells, leading).empty() ? continued : begun) += 1;
    }
    if (continued == 0 || begun < 2) return std::nullopt;
    GroupedRows out{leading, {}};
    for (const Field field : {Field::status, Field::is_paid})
        for (const auto place : columns.of(field)) {
            bool is_filled_once = false, repeats = true;
            for (const auto& row : rows) {
                if (filled_in(row.cells) < 2) continue;
                const auto cell = cell_of(row.cells, place);
                is_filled_once = is_filled_once || !cell.empty();
                const bool is_mark = is_yes(cell) && cell.size() < 2;
                if (cell.empty() != cell_of(row.cells, leading).empty() || is_mark) repeats = false;
            }
            if (is_filled_once && repeats) out.repeated.push_back(place);
        }
    return out.repeated.empty() ? std::nullopt : std::optional(std::move(out));
}

bool RepeatedCells::fill(std::vector<std::string_view>& cells) {
    if (!grouped_ || grouped_->leading >= cells.size()) return false;
    const bool continues = trim(cells[grouped_->leading]).empty() && !first_.empty();
    if (!continues) first_.assign(cells.begin(), cells.end());
    bool is_filled = false;
    for (const auto place : grouped_->repeated) {
        if (!continues || place >= first_.size() || trim(first_[place]).empty()) continue;
        if (cells.size() <= place) cells.resize(place + 1);
        if (!trim(cells[place]).empty()) continue;
        cells[place] = first_[place];
        is_filled = true;
    }
    return is_filled;
}

bool DittoMarks::fill(std::vector<std::string_view>& cells) {
    bool is_filled = false;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i] >= cells.size()) continue;
        auto& cell = cells[columns_[i]];
        const auto text = trim(cell);
        if (text.empty()) continue;
        if (!is_ditto(text) || above_[i].empty()) {
            above_[i] = text;
            continue;
        }
        cell = above_[i];
        is_filled = true;
    }
    return is_filled;
}

MergedCells::MergedCells(const Columns& columns) {
    for (const Field field :
         {Field::status, Field::is_withdrawn, Field::is_waiting, Field::is_paid, Field::is_unpaid, Field::is_attending,
          Field::protected_mark, Field::may_be_shown, Field::organisation, Field::category})
        columns_.insert(columns_.end(), columns.of(field).begin(), columns.of(field).end());
    above_.resize(columns_.size());
}

std::optional<std::size_t> MergedCells::fill(std::vector<std::string_view>& cells, std::span<const std::size_t> merged) {
    std::optional<std::size_t> filled;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto column = columns_[i];
        const auto text = column < cells.size() ? trim(cells[column]) : std::string_view{};
        const bool continues = std::find(merged.begin(), merged.end(), column) != merged.end();
        if (!continues || above_[i].empty() || !text.empty()) {
            above_[i] = text;
            continue;
        }
        if (cells.size() <= column) cells.resize(column + 1);
        cells[column] = above_[i];
        filled = filled.value_or(column);
    }
    return filled;
}

bool empty_means_no(const ColumnValues& values) {
    return values.are_mostly(values.dates) ||
           (values.yeses > 0 && values.yeses + values.dates == values.filled && values.empty > 0);
}

bool are_answers(const ColumnValues& values) {
    return values.words_of_answer > 0 && values.yes_or_no > values.yeses && values.yeses > 0 &&
           values.filled * 10 >= (values.filled + values.empty) * 6;
}

bool are_rounded_codes(std::span<const KeptRow> rows, std::size_t column) {
    std::size_t codes = 0;
    for (const auto& row : rows) {
        const auto code = cell_of(row.cells, column);
        if (code.size() <= digits_of_a_spreadsheet || code.find_first_not_of("0123456789") != std::string_view::npos) continue;
        if (code.substr(digits_of_a_spreadsheet).find_first_not_of('0') != std::string_view::npos) return false;
        ++codes;
    }
    return codes >= 2;
}

}  // namespace entre
