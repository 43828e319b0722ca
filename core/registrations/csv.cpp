// RFC 4180 and what spreadsheets make of it, with libcsv.
#include <csv.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <future>
#include <span>
#include <utility>

#include "core/base/digest.hpp"
#include "core/base/text.hpp"
#include "core/registrations/table.hpp"

namespace entre {

namespace {

constexpr std::size_t most_bytes = 100U * 1024 * 1024;
constexpr int most_readings = 3;

/// What the parser calls back with. Places instead of pointers, because the text moves while it grows.
struct Collector {
    struct Row {
        std::int64_t line = 0;
        std::size_t first_cell = 0;
    };

    std::vector<char> text;
    std::vector<std::size_t> cell_ends;
    std::vector<Row> rows;
    std::size_t row_begins = 0;  // its first cell
    std::int64_t began = 0;      // line on which the row being read begins; 0 between rows
    bool says_something = false;
};

void take_field(void* text, std::size_t length, void* into) {
    auto& collector = *static_cast<Collector*>(into);
    const auto* begin = static_cast<const char*>(text);
    collector.text.insert(collector.text.end(), begin, begin + length);
    collector.cell_ends.push_back(collector.text.size());
    collector.says_something = collector.says_something || !trim({begin, length}).empty();
}

void take_row(int, void* into) {
    auto& collector = *static_cast<Collector*>(into);
    const auto line = std::exchange(collector.began, 0);
    if (std::exchange(collector.says_something, false)) {
        collector.rows.push_back({line, collector.row_begins});
    } else {
        collector.cell_ends.resize(collector.row_begins);
    }
    collector.row_begins = collector.cell_ends.size();
}

/// The first row is the headings, the others are the table's.
void keep(Collector&& collector, Table& table) {
    table.text = std::move(collector.text);
    table.cells.reserve(collector.cell_ends.size());
    std::size_t begin = 0;
    for (const std::size_t end : collector.cell_ends) {
        table.cells.emplace_back(table.text.data() + begin, end - begin);
        begin = end;
    }
    const std::span<const std::string_view> cells(table.cells);
    table.rows.reserve(collector.rows.size());
    for (std::size_t i = 0; i < collector.rows.size(); ++i) {
        const auto [line, first] = collector.rows[i];
        const auto end = i + 1 < collector.rows.size() ? collector.rows[i + 1].first_cell : cells.size();
        table.rows.push_back({line, cells.subspan(first, end - first)});
    }
    if (table.rows.empty()) return;
    table.heading_line = table.rows.front().line;
    table.headings.assign(table.rows.front().cells.begin(), table.rows.front().cells.end());
    table.rows.erase(table.rows.begin());
}

int no_space(unsigned char) { return 0; }

std::string_view without_bom(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    return text;
}

/// Takes a leading "sep=;" line away and tells its character; 0 when there is none.
char take_separator_line(std::string_view& text) {
    if (text.size() < 5 || to_lower_ascii(text.substr(0, 4)) != "sep=") return 0;
    const char separator = text[4];
    const auto end = text.find('\n');
    if (end == std::string_view::npos || end > 6 || std::string_view(",;\t|").find(separator) == std::string_view::npos) return 0;
    text.remove_prefix(end + 1);
    return separator;
}

/// The delimiter that parts the first line most often, quotes respected; 0 when none does.
char guess_delimiter(std::string_view text) {
    constexpr std::array<char, 3> candidates = {';', ',', '\t'};
    std::array<int, 3> counts{};
    bool is_quoted = false;
    for (const char c : text) {
        if (c == '"') is_quoted = !is_quoted;
        if (c == '\n' && !is_quoted) break;
        for (std::size_t i = 0; i < candidates.size(); ++i) counts[i] += !is_quoted && c == candidates[i] ? 1 : 0;
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < candidates.size(); ++i)
        if (counts[i] > counts[best]) best = i;
    return counts[best] > 0 ? candidates[best] : '\0';
}

Result<void> parse_rows(std::string_view text, char delimiter, std::int64_t first_line, Table& table) {
    csv_parser parser{};
    if (csv_init(&parser, CSV_STRICT_FINI) != 0) return fail(ErrorCode::export_invalid, "the csv reader could not start");
    csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
    csv_set_space_func(&parser, no_space);
    Collector collector;
    collector.text.reserve(text.size());
    // Line by line, so that every row knows where it began although quoted cells may hold line breaks.
    for (std::int64_t line = first_line; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        if (collector.began == 0) collector.began = line;
        csv_parse(&parser, text.data(), end, take_field, take_row, &collector);
        // An empty line between rows begins none, and the parser does not tell of it.
        if (collector.began == line && trim(text.substr(0, end)).empty()) collector.began = 0;
        text.remove_prefix(end);
    }
    const bool is_quote_open = csv_fini(&parser, take_field, take_row, &collector) != 0;
    csv_free(&parser);
    if (is_quote_open)
        return fail(ErrorCode::export_invalid,
                    fmt::format("{}:{}: a quoted cell begins here and never ends. The file seems cut off; export it again.",
                                table.name, collector.began));
    keep(std::move(collector), table);
    return {};
}

Result<std::string> read_once(const std::filesystem::path& file, bool& has_changed) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe must not hold us up
    if (descriptor < 0) {
        const auto code = errno == ENOENT ? ErrorCode::file_missing : ErrorCode::file_unreadable;
        return fail(code, fmt::format("{}: {}", file.string(), std::strerror(errno)));
    }
    struct stat before {}, after {};
    ::fstat(descriptor, &before);
    std::string bytes;
    if (!S_ISREG(before.st_mode) || static_cast<std::size_t>(before.st_size) > most_bytes) {
        ::close(descriptor);
        return fail(ErrorCode::export_invalid, fmt::format("{} is not a file of at most 100 MB", file.string()));
    }
    bytes.resize(static_cast<std::size_t>(before.st_size) + 1);
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0 && size < bytes.size(); size += static_cast<std::size_t>(std::max<ssize_t>(got, 0)))
        got = ::read(descriptor, bytes.data() + size, bytes.size() - size);
    bytes.resize(size);
    ::fstat(descriptor, &after);
    struct stat named {};
    const bool is_same_name = ::stat(file.c_str(), &named) == 0 && named.st_ino == after.st_ino;
    has_changed = size != static_cast<std::size_t>(before.st_size) || after.st_size != before.st_size || !is_same_name ||
                  after.st_mtim.tv_sec != before.st_mtim.tv_sec || after.st_mtim.tv_nsec != before.st_mtim.tv_nsec;
    ::close(descriptor);
    return bytes;
}

}  // namespace

Result<Table> parse_csv(std::string_view bytes, std::string_view name) {
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
        return fail(ErrorCode::export_invalid, fmt::format("{} is UTF-16 text. Save it as \"CSV UTF-8\" and import that.", name));
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xd0\xcf\x11\xe0"))
        return fail(ErrorCode::export_invalid, fmt::format("{} is a spreadsheet. Save the sheet as \"CSV UTF-8\" and import that.", name));
    if (bytes.find('\0') != std::string_view::npos)
        return fail(ErrorCode::export_invalid, fmt::format("{} is not a text file. Export the registrations as csv.", name));

    const bool has_bom = bytes.starts_with("\xef\xbb\xbf");
    const bool is_utf8 = is_valid_utf8(bytes);
    if (has_bom && !is_utf8)
        return fail(ErrorCode::export_invalid, fmt::format("{} says that it is UTF-8 but is not. Export it again as \"CSV UTF-8\".", name));
    const std::string decoded = is_utf8 ? std::string() : from_windows_1252(bytes);
    std::string_view text = without_bom(is_utf8 ? bytes : std::string_view(decoded));
    std::int64_t first_line = 1;
    char delimiter = take_separator_line(text);
    if (delimiter != 0) ++first_line;
    if (delimiter == 0) delimiter = guess_delimiter(text);
    if (delimiter == 0)
        return fail(ErrorCode::export_invalid,
                    fmt::format("{}: the first line holds no columns parted by comma, semicolon or tab. Export the registrations as csv.", name));

    Table table;
    table.name = name;
    // Half as long as the reading itself, so it goes beside it.
    auto hash = std::async(std::launch::async, sha256_hex, bytes);
    const std::string shown = delimiter == '\t' ? "tab" : std::string(1, delimiter);
    table.format = fmt::format("csv, {}, {}", shown, is_utf8 ? (has_bom ? "UTF-8 with mark" : "UTF-8") : "Windows-1252");
    if (const auto parsed = parse_rows(text, delimiter, first_line, table); !parsed) return pass_on(parsed);
    table.sha256 = hash.get();
    if (table.headings.empty()) return fail(ErrorCode::export_invalid, fmt::format("{} is empty", name));
    if (!table.rows.empty() && !text.ends_with('\n') && table.rows.back().cells.size() < table.headings.size())
        return fail(ErrorCode::export_invalid, fmt::format("{}:{}: the last row stops in the middle. The file seems cut off; export it again.",
                                                           name, table.rows.back().line));
    return table;
}

Result<Table> read_table(const std::filesystem::path& file) {
    for (int reading = 0; reading < most_readings; ++reading) {
        bool has_changed = false;
        const auto bytes = read_once(file, has_changed);
        if (!bytes) return pass_on(bytes);
        if (!has_changed) return parse_csv(*bytes, file.string());
    }
    return fail(ErrorCode::file_unreadable,
                fmt::format("{} kept changing while it was read. Wait until it is saved, then import it.", file.string()));
}

}  // namespace entre
