// RFC 4180 and what spreadsheets make of it, with libcsv.
#include "core/registrations/csv.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/encoding.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::size_t longest_row = 1U << 20;  // bytes; a badge needs a few hundred
constexpr std::size_t most_cells = 16'384;     // as many as a spreadsheet has columns
constexpr std::size_t piece = 1U << 16;        // handed to the parser at once, so that a row without an end is noticed

/// What the parser calls back with: the cells of the row being read, handed on when it ends.
struct Collector {
    explicit Collector(const RowSink& to) : sink(to) {}

    const RowSink& sink;
    std::vector<char> text;
    std::vector<std::size_t> cell_ends;
    std::vector<std::string_view> cells;
    std::int64_t began = 0;  // line on which the row being read begins; 0 between rows
    std::int64_t last_line = 0;
    std::size_t last_cells = 0, first_cells = 0;
    bool says_something = false;
    bool is_enough = false;
    std::int64_t too_long = 0;  // line of a row that no registration has
};

void take_field(void* text, std::size_t length, void* into) {
    auto& collector = *static_cast<Collector*>(into);
    const auto* begin = static_cast<const char*>(text);
    collector.text.insert(collector.text.end(), begin, begin + length);
    collector.cell_ends.push_back(collector.text.size());
    collector.says_something = collector.says_something || !trim({begin, length}).empty();
    if (collector.text.size() > longest_row || collector.cell_ends.size() > most_cells) collector.too_long = std::max<std::int64_t>(collector.began, 1);
}

void take_row(int, void* into) {
    auto& collector = *static_cast<Collector*>(into);
    const auto line = std::exchange(collector.began, 0);
    if (std::exchange(collector.says_something, false) && !collector.is_enough) {
        collector.cells.clear();
        std::size_t begin = 0;
        for (const std::size_t end : collector.cell_ends) {
            collector.cells.emplace_back(collector.text.data() + begin, end - begin);
            begin = end;
        }
        collector.is_enough = !collector.sink(line, collector.cells);
        if (collector.first_cells == 0) collector.first_cells = collector.cells.size();
        collector.last_cells = collector.cells.size();
        collector.last_line = line;
    }
    collector.text.clear();
    collector.cell_ends.clear();
}

int no_space(unsigned char) { return 0; }

/// Takes a leading "sep=;" line away and tells its character; 0 when there is none.
char take_separator_line(std::string_view& text) {
    if (text.size() < 5 || to_lower_ascii(text.substr(0, 4)) != "sep=") return 0;
    const char separator = text[4];
    const auto end = text.find('\n');
    if (end == std::string_view::npos || end > 6 || std::string_view(",;\t|").find(separator) == std::string_view::npos) return 0;
    text.remove_prefix(end + 1);
    return separator;
}

/// The delimiter that parts the first lines into the same number of cells most often, quotes respected; 0 when none does. One line
/// alone would not do: a title above the headings, or a comma in it, says nothing.
char guess_delimiter(std::string_view text) {
    constexpr std::array<char, 4> candidates = {';', ',', '\t', '|'};
    constexpr std::size_t lines = 20;
    std::array<std::vector<int>, candidates.size()> counts;
    bool is_quoted = false;
    std::array<int, candidates.size()> here{};
    for (std::size_t i = 0; i <= text.size() && counts[0].size() < lines; ++i) {
        const char c = i < text.size() ? text[i] : '\n';
        if (c == '"') is_quoted = !is_quoted;
        if (c == '\n' && (!is_quoted || i == text.size())) {
            for (std::size_t k = 0; k < candidates.size(); ++k) counts[k].push_back(std::exchange(here[k], 0));
            continue;
        }
        for (std::size_t k = 0; k < candidates.size(); ++k) here[k] += !is_quoted && c == candidates[k] ? 1 : 0;
    }
    char best = 0;
    int most = 0;
    for (std::size_t k = 0; k < candidates.size(); ++k) {
        int score = 0;
        for (const int count : counts[k])
            if (const auto lines_alike = static_cast<int>(std::count(counts[k].begin(), counts[k].end(), count)); count > 0)
                score = std::max(score, count * lines_alike * lines_alike);
        if (score > most) {
            most = score;
            best = candidates[k];
        }
    }
    return best;
}

/// Line by line, so that every row knows where it began although quoted cells may hold line breaks.
Result<void> parse_rows(std::string_view text, char delimiter, std::int64_t first_line, std::string_view name, Collector& collector) {
    csv_parser parser{};
    if (csv_init(&parser, CSV_STRICT_FINI) != 0) return fail(ErrorCode::export_invalid, "the csv reader could not start");
    const std::unique_ptr<csv_parser, decltype(&csv_free)> owner(&parser, csv_free);
    csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
    csv_set_space_func(&parser, no_space);
    const bool is_whole = text.ends_with('\n');
    for (std::int64_t line = first_line; !text.empty() && !collector.is_enough; ++line) {
        std::string_view rest = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
        text.remove_prefix(rest.size());
        const bool is_blank = rest.size() < piece && trim(rest).empty();
        if (collector.began == 0) collector.began = line;
        while (!rest.empty()) {
            const auto part = rest.substr(0, piece);
            csv_parse(&parser, part.data(), part.size(), take_field, take_row, &collector);
            rest.remove_prefix(part.size());
            if (parser.entry_pos > longest_row) collector.too_long = collector.began;
            if (collector.too_long > 0)
                return fail(ErrorCode::export_invalid,
                            fmt::format("{}:{}: this row is longer than any registration. The file is no csv list, or a quotation mark is "
                                        "missing; export it again.",
                                        name, collector.too_long));
        }
        // An empty line between rows begins none, and the parser does not tell of it.
        if (collector.began == line && is_blank) collector.began = 0;
    }
    if (collector.is_enough) return {};
    if (csv_fini(&parser, take_field, take_row, &collector) != 0)
        return fail(ErrorCode::export_invalid,
                    fmt::format("{}:{}: a quoted cell begins here and never ends. The file seems cut off; export it again.", name, collector.began));
    if (!is_whole && collector.last_cells < collector.first_cells)
        return fail(ErrorCode::export_invalid, fmt::format("{}:{}: the last row stops in the middle. The file seems cut off; export it again.",
                                                           name, collector.last_line));
    return {};
}

}  // namespace

Result<std::string> read_csv(std::string_view bytes, std::string_view name, const RowSink& sink) {
    const auto decoded = decode_text(bytes);
    if (decoded.encoding.empty())
        return fail(ErrorCode::export_invalid,
                    fmt::format("{} is not a text file. Export the registrations as csv, xlsx, ods or json.", name));
    std::string_view text = decoded.text();
    std::int64_t first_line = 1;
    char delimiter = take_separator_line(text);
    if (delimiter != 0) ++first_line;
    if (trim(text.substr(0, piece)).empty()) return fail(ErrorCode::export_invalid, fmt::format("{} is empty. Export the registrations again.", name));
    if (delimiter == 0) delimiter = guess_delimiter(text);
    if (delimiter == 0)
        return fail(ErrorCode::export_invalid,
                    fmt::format("{}:1: there are no columns parted by comma, semicolon or tab. Export the registrations as csv.", name));
    Collector collector(sink);
    if (const auto parsed = parse_rows(text, delimiter, first_line, name, collector); !parsed) return pass_on(parsed);
    const std::string_view shown = delimiter == ';' ? "semicolon" : delimiter == ',' ? "comma" : delimiter == '|' ? "bar" : "tab";
    return fmt::format("csv, {}, {}", shown, decoded.encoding);
}

}  // namespace entre
