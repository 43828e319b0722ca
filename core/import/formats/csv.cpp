// RFC 4180 and the variants that spreadsheets write, on libcsv.
#include "core/import/formats/csv.hpp"

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

constexpr std::size_t max_row_bytes = 1U << 20;  // bytes; a badge needs a few hundred
constexpr std::size_t max_cells = 16'384;        // as many as a spreadsheet has columns
constexpr std::size_t max_at_once = 1U << 16;    // bytes passed to the parser at once, so that a row without an end is noticed

/// Collects the cells of a row in the parser's callbacks, and passes them on when the row ends.
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
    std::int64_t too_long = 0;  // line of a row that is longer than any registration
    char delimiter = 0;
    bool is_wrapped = false;             // each line stands in quotes as a whole
    std::vector<std::string> unwrapped;  // the cells of such a line
    std::int64_t swallowed = 0;          // line of a row with a quoted cell that holds the beginning of the next row
};

void take_field(void* text, std::size_t length, void* into) {
    auto& collector = *static_cast<Collector*>(into);
    const auto* begin = static_cast<const char*>(text);
    collector.text.insert(collector.text.end(), begin, begin + length);
    collector.cell_ends.push_back(collector.text.size());
    collector.says_something = collector.says_something || !trim({begin, length}).empty();
    if (collector.text.size() > max_row_bytes || collector.cell_ends.size() > max_cells)
        collector.too_long = std::max<std::int64_t>(collector.began, 1);
}

/// A quotation mark without its counterpart makes a cell of the rest of the row and of rows below it.
bool swallows_a_row(const Collector& collector) {
    if (collector.first_cells < 3) return false;
    const auto delimiters_in = [&](std::string_view text) {
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), collector.delimiter));
    };
    const auto between = collector.first_cells - 1;
    const bool is_short = collector.cells.size() < collector.first_cells;
    return std::any_of(collector.cells.begin(), collector.cells.end(), [&](std::string_view cell) {
        const auto line_end = cell.find('\n');
        if (line_end == std::string_view::npos) return false;
        if (is_short && delimiters_in(cell) >= between && cell.find(collector.delimiter) < line_end) return true;
        const auto second = cell.substr(line_end + 1);
        const auto second_end = second.find('\n');
        // Sentences have commas, but hardly as many semicolons as a row.
        return collector.delimiter != ',' && second_end != std::string_view::npos &&
               delimiters_in(second.substr(0, second_end)) == between;
    });
}

/// "Anna;Ek;Avbokad" in quotes as a whole: some programs quote a line that they take for one cell.
void unwrap(Collector& collector) {
    if (collector.cells.size() != 1) return;
    const auto line = collector.cells.front();
    const auto delimiters = static_cast<std::size_t>(std::count(line.begin(), line.end(), collector.delimiter));
    const bool is_whole_row = collector.first_cells > 2 && delimiters == collector.first_cells - 1;  // and no note
    if (delimiters == 0 || line.find('\n') != std::string_view::npos || !(is_whole_row || collector.is_wrapped)) return;
    collector.unwrapped.assign(1, {});
    bool is_quoted = false;
    for (const char c : line) {
        if (c == '"')
            is_quoted = !is_quoted;
        else if (c == collector.delimiter && !is_quoted)
            collector.unwrapped.emplace_back();
        else
            collector.unwrapped.back() += c;
    }
    collector.cells.assign(collector.unwrapped.begin(), collector.unwrapped.end());
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
        unwrap(collector);
        if (swallows_a_row(collector)) collector.swallowed = std::max<std::int64_t>(line, 1);
        collector.is_enough = collector.swallowed > 0 || !collector.sink(line, collector.cells);
        if (collector.first_cells == 0) collector.first_cells = collector.cells.size();
        collector.last_cells = collector.cells.size();
        collector.last_line = line;
    }
    collector.text.clear();
    collector.cell_ends.clear();
}

int no_space(unsigned char) { return 0; }

/// Removes a leading "sep=;" line and returns its character; 0 if there is none. A byte order mark that was encoded twice, and
/// quotes around the line, are removed, too.
char take_separator_line(std::string_view& text) {
    for (const std::string_view mark : {"\xef\xbb\xbf", "\xc3\xaf\xc2\xbb\xc2\xbf"})
        if (text.starts_with(mark)) text.remove_prefix(mark.size());
    if (text.starts_with("\"sep=") && text.size() > 7 && text[6] == '"' && (text[7] == '\n' || text[7] == '\r')) {
        const char separator = text[5];
        text.remove_prefix(text.substr(7).starts_with("\r\n") ? 9 : 8);
        return separator;
    }
    if (text.size() < 5 || to_lower_ascii(text.substr(0, 4)) != "sep=") return 0;
    const char separator = text[4];
    const auto end = text.find_first_of("\r\n");
    if (end == std::string_view::npos || end > 6 || std::string_view(",;\t|").find(separator) == std::string_view::npos) return 0;
    text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    return separator;
}

/// The delimiter that most often splits the first lines into the same number of cells, respecting quotes; 0 if there is none. A
/// single line is not enough: it may be a title above the headings, and contain a comma.
char guess_delimiter(std::string_view text) {
    constexpr std::array<char, 4> candidates = {';', ',', '\t', '|'};
    constexpr std::size_t lines = 20;
    std::array<std::vector<int>, candidates.size()> counts;
    bool is_quoted = false;
    std::array<int, candidates.size()> here{};
    for (std::size_t i = 0; i <= text.size() && counts[0].size() < lines; ++i) {
        const bool is_lone_return = i < text.size() && text[i] == '\r' && !text.substr(i).starts_with("\r\n");
        const char c = i < text.size() && !is_lone_return ? text[i] : '\n';
        if (c == '"') is_quoted = !is_quoted;
        if (c == '\n' && (!is_quoted || i == text.size())) {
            for (std::size_t k = 0; k < candidates.size(); ++k) counts[k].push_back(std::exchange(here[k], 0));
            continue;
        }
        for (std::size_t k = 0; k < candidates.size(); ++k) here[k] += !is_quoted && c == candidates[k] ? 1 : 0;
    }
    char best = 0;
    int highest = 0;
    for (std::size_t k = 0; k < candidates.size(); ++k) {
        int score = 0;
        for (const int count : counts[k])
            if (const auto lines_alike = static_cast<int>(std::count(counts[k].begin(), counts[k].end(), count)); count > 0)
                score = std::max(score, count * lines_alike * lines_alike);
        if (score > highest) {
            highest = score;
            best = candidates[k];
        }
    }
    return best;
}

/// Feeds the parser line by line, so that the first line of every row is known although quoted cells may contain line breaks.
class RowParser {
public:
    RowParser(char delimiter, bool is_wrapped, std::int64_t first_line, const std::string& name, const RowSink& sink)
        : name_(name), collector_(sink), line_(first_line) {
        collector_.is_wrapped = is_wrapped;
        is_ready_ = csv_init(&parser_, CSV_STRICT_FINI) == 0;
        csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
        csv_set_space_func(&parser_, no_space);
        collector_.delimiter = delimiter;
    }
    ~RowParser() {
        if (is_ready_) csv_free(&parser_);
    }
    RowParser(const RowParser&) = delete;
    RowParser& operator=(const RowParser&) = delete;

    /// False if no more is needed, or after an error.
    bool take(std::string_view text) {
        if (!is_ready_) problem_ = sentence("The csv reader could not start.");
        auto feed = text.find('\n');  // searched only once: a file may consist of returns
        while (!text.empty() && !problem_ && !collector_.is_enough) {
            const bool has_begun = std::exchange(may_end_in_two_, false) && feed == 0;
            auto part = text.substr(0, feed == std::string_view::npos ? feed : feed + 1);
            // Old Macintosh programs end lines with a return alone.
            if (const auto back = part.find('\r'); back != std::string_view::npos && part.substr(back) != "\r\n") {
                part = part.substr(0, back + 1);
                may_end_in_two_ = true;
            }
            if (has_begun)
                parse(part);
            else
                take_part(part, may_end_in_two_ || feed != std::string_view::npos);
            text.remove_prefix(part.size());
            if (feed != std::string_view::npos) feed = feed < part.size() ? text.find('\n') : feed - part.size();
        }
        return !problem_ && !collector_.is_enough;
    }

    Result<void> finish() {
        if (problem_) return fail(ErrorCode::export_invalid, *problem_);
        if (collector_.is_enough && collector_.swallowed == 0) return {};
        const bool is_open = collector_.swallowed == 0 && is_inside_quotes();
        if (collector_.swallowed > 0 || is_open)
            return fail(
                ErrorCode::export_invalid,
                sentence("{}:{}: a quotation mark in this row has no counterpart, so that the rows below it cannot be told "
                         "apart. Take it away, or export the list again.",
                         name_, is_open ? collector_.began : collector_.swallowed));
        if (csv_fini(&parser_, take_field, take_row, &collector_) != 0)
            return fail(ErrorCode::export_invalid,
                        sentence("{}:{}: a quoted cell begins here and never ends. The file seems cut off; export it again.",
                                 name_, collector_.began));
        if (is_mid_line_ && collector_.last_cells < collector_.first_cells)
            return fail(ErrorCode::export_invalid,
                        sentence("{}:{}: the last row stops in the middle. The file seems cut off; export it again.", name_,
                                 collector_.last_line));
        return {};
    }

private:
    /// libcsv tells it only in its strict mode, which refuses other things, too.
    [[nodiscard]] bool is_inside_quotes() const {
        constexpr int field_begun = 2;  // FIELD_BEGUN in libcsv.c
        return parser_.pstate == field_begun && parser_.quoted != 0;
    }

    void parse(std::string_view piece) { csv_parse(&parser_, piece.data(), piece.size(), take_field, take_row, &collector_); }

    /// A line, or the part of it that has arrived.
    void take_part(std::string_view part, bool is_end) {
        if (!is_mid_line_) {
            is_blank_ = true;
            if (collector_.began == 0) collector_.began = line_;
        }
        is_blank_ = is_blank_ && trim(part).empty();
        while (!part.empty()) {
            const auto piece = part.substr(0, max_at_once);
            parse(piece);
            part.remove_prefix(piece.size());
            if (parser_.entry_pos > max_row_bytes) collector_.too_long = collector_.began;
            if (collector_.too_long > 0) {
                problem_ = sentence(
                    "{}:{}: this row is longer than any registration. The file is no csv list, or a quotation mark is missing; "
                    "export it again.",
                    name_, collector_.too_long);
                return;
            }
        }
        is_mid_line_ = !is_end;
        if (!is_end) return;
        // An empty line between rows does not begin a row, and the parser does not report it.
        if (collector_.began == line_ && is_blank_) collector_.began = 0;
        ++line_;
    }

    const std::string& name_;
    Collector collector_;
    csv_parser parser_{};
    bool is_ready_ = false, is_mid_line_ = false, is_blank_ = true;
    bool may_end_in_two_ = false;  // the last byte was a return: a line feed that follows belongs to it
    std::int64_t line_;
    std::optional<Sentence> problem_;
};

Error not_text(const std::string& name) {
    return error_of(ErrorCode::export_invalid,
                    sentence("{} is not a text file. Export the registrations as csv, xlsx, ods or json.", name));
}

/// The dialect of the file, guessed from its first lines.
struct Dialect {
    char delimiter = 0;
    bool is_wrapped = false;  // each line is in quotes as a whole
    std::int64_t first_line = 1;
    std::size_t skipped = 0;  // bytes before the headings: the line `sep=;`
};

/// A list of names alone: one column with its heading.
bool is_heading_of_names(std::string_view text) {
    static constexpr std::array<std::string_view, 8> headings{
        "namn", "name", "deltagare", "fullstandigt namn", "for och efternamn", "full name", "navn", "nimi"};
    const std::string first = fold(text.substr(0, std::min<std::size_t>(text.find_first_of("\r\n"), 60)));
    return std::find(headings.begin(), headings.end(), first) != headings.end();
}

Result<Dialect> dialect_of(std::string_view text, const std::string& name) {
    const auto whole = text.size();
    Dialect out;
    out.delimiter = take_separator_line(text);
    out.skipped = whole - text.size();
    if (out.delimiter != 0) ++out.first_line;
    if (trim(text).empty())
        return fail(ErrorCode::export_invalid, sentence("{} is empty. Export the registrations again.", name));
    if (out.delimiter == 0) out.delimiter = guess_delimiter(text);
    if (out.delimiter == 0 && text.starts_with('"')) {
        std::string bare(text.substr(0, std::min<std::size_t>(text.size(), 1U << 14)));
        std::erase(bare, '"');
        out.delimiter = guess_delimiter(bare);
        out.is_wrapped = out.delimiter != 0;
    }
    if (out.delimiter == 0 && is_heading_of_names(text)) out.delimiter = ';';
    if (out.delimiter == 0)
        return fail(
            ErrorCode::export_invalid,
            sentence("{}:1: there are no columns parted by comma, semicolon or tab. Export the registrations as csv.", name));
    return out;
}

}  // namespace

Result<std::string> read_csv(const ExportFile& file, const RowSink& sink) {
    EncodingGuess guess;
    file.pieces([&](std::string_view piece, bool) {
        guess.look(piece);
        return true;
    });
    const auto encoding = guess.encoding();
    if (encoding.empty()) return tl::unexpected<Error>(not_text(file.name()));
    TextDecoder first(encoding);
    const auto beginning = first.take(file.beginning(), file.beginning().size() == file.size());
    if (!beginning) return tl::unexpected<Error>(not_text(file.name()));
    const auto dialect = dialect_of(*beginning, file.name());
    if (!dialect) return pass_on(dialect);

    TextDecoder decoder(encoding);
    RowParser parser(dialect->delimiter, dialect->is_wrapped, dialect->first_line, file.name(), sink);
    auto to_skip = dialect->skipped;
    bool is_text = true;
    file.pieces([&](std::string_view piece, bool is_last) {
        auto text = decoder.take(piece, is_last);
        is_text = text.has_value();
        if (!text) return false;
        text->remove_prefix(std::min(std::exchange(to_skip, to_skip - std::min(to_skip, text->size())), text->size()));
        return parser.take(*text);
    });
    if (!is_text) return tl::unexpected<Error>(not_text(file.name()));
    if (const auto parsed = parser.finish(); !parsed) return pass_on(parsed);
    const std::string_view shown = dialect->delimiter == ';'   ? "semicolon"
                                   : dialect->delimiter == ',' ? "comma"
                                   : dialect->delimiter == '|' ? "bar"
                                                               : "tab";
    return fmt::format("csv, {}, {}", shown, encoding);
}

}  // namespace entre
