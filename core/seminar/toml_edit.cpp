#include "core/seminar/toml_edit.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace entre {

namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool is_header(std::string_view line, std::string_view table) {
    line = trim(line);
    if (!line.starts_with(table)) return false;
    const auto rest = trim(line.substr(table.size()));
    return rest.empty() || rest.starts_with('#');
}

/// What a value leaves open at the end of a line: brackets, and a string of several lines.
struct Open {
    int brackets = 0;
    std::string_view quotes = {};  ///< """ or '''
};

/// Reads one line of a value. Returns the place of its comment, or the length of the line.
std::size_t end_of_value(std::string_view line, std::size_t from, Open& open) {
    for (std::size_t i = from; i < line.size(); ++i) {
        const auto rest = line.substr(i);
        if (!open.quotes.empty()) {
            if (rest.starts_with(open.quotes)) {
                i += open.quotes.size() - 1;
                open.quotes = {};
            } else if (line[i] == '\\' && open.quotes[0] == '"') {
                ++i;
            }
        } else if (line[i] == '"' || line[i] == '\'') {
            for (const std::string_view quotes : {"\"\"\"", "'''", "\"", "'"})
                if (rest.starts_with(quotes)) {
                    open.quotes = quotes;
                    i += quotes.size() - 1;
                    break;
                }
        } else if (line[i] == '[' || line[i] == '{') {
            ++open.brackets;
        } else if (line[i] == ']' || line[i] == '}') {
            --open.brackets;
        } else if (line[i] == '#') {
            return i;
        }
    }
    if (open.quotes.size() == 1) open.quotes = {};  // such a string ends with its line
    return line.size();
}

/// The equals sign behind `key`; npos if the line sets another key.
std::size_t equals_of(std::string_view line, std::string_view key) {
    const auto first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) return first;
    auto rest = line.substr(first);
    for (const auto& written : {std::string(key), toml_string(key), "'" + std::string(key) + "'"}) {
        if (!rest.starts_with(written)) continue;
        const auto equals = rest.find_first_not_of(" \t", written.size());
        if (equals != std::string_view::npos && rest[equals] == '=') return first + equals;
    }
    return std::string_view::npos;
}

/// The next line from `from` on that is a header and that `is_wanted`; the number of lines if there is none. A line inside a
/// value is no header.
template <class Test>
std::size_t next_header(const std::vector<std::string>& lines, std::size_t from, Test is_wanted) {
    Open open;
    for (std::size_t i = from; i < lines.size(); ++i) {
        const bool is_inside = open.brackets > 0 || !open.quotes.empty();
        const bool is_header = !is_inside && trim(lines[i]).starts_with('[');
        if (is_header && is_wanted(lines[i])) return i;
        if (!is_header) end_of_value(lines[i], is_inside ? 0 : std::min(lines[i].find('='), lines[i].size()), open);
    }
    return lines.size();
}

bool is_any(const std::string&) { return true; }

}  // namespace

TomlText::TomlText(std::string_view text) : lines_(lines_of(text)) {}

std::string TomlText::text() const {
    std::string out;
    for (const auto& line : lines_) out += line + "\n";
    return out;
}

std::size_t TomlText::line_of(std::string_view table) const {
    return next_header(lines_, 0, [&](const std::string& line) { return is_header(line, table); });
}

std::size_t TomlText::end_of_table(std::size_t header) const { return next_header(lines_, header + 1, is_any); }

std::size_t TomlText::end_of_keys(std::size_t header) const {
    const auto end = end_of_table(header);
    auto at = end;
    while (at > header + 1 && (trim(lines_[at - 1]).empty() || (end < lines_.size() && trim(lines_[at - 1]).starts_with('#'))))
        --at;
    return at;
}

TomlText::Place TomlText::place_of(std::size_t header, std::string_view key) const {
    const auto end = end_of_table(header);
    for (std::size_t i = header + 1; i < end; ++i) {
        const auto equals = equals_of(lines_[i], key);
        Open open;
        end_of_value(lines_[i], equals == std::string::npos ? 0 : equals + 1, open);
        const auto begin = i;
        while ((open.brackets > 0 || !open.quotes.empty()) && i + 1 < end) end_of_value(lines_[++i], 0, open);
        if (equals != std::string::npos) return {begin, i + 1};
    }
    return {end, end};
}

std::vector<std::string> TomlText::headers() const {
    std::vector<std::string> headers;
    for (auto at = next_header(lines_, 0, is_any); at < lines_.size(); at = next_header(lines_, at + 1, is_any)) {
        const auto line = trim(lines_[at]);
        Open open;
        headers.emplace_back(trim(line.substr(0, end_of_value(line, 0, open))));
    }
    return headers;
}

std::vector<std::string> TomlText::keys(std::string_view table) const {
    std::vector<std::string> keys;
    const auto header = line_of(table);
    const auto end = header == lines_.size() ? header : end_of_table(header);
    for (auto i = std::min(header + 1, end); i < end; ++i) {
        const auto line = trim(lines_[i]);
        Open open;
        if (line.empty() || line.starts_with('#')) continue;
        const auto quote = line.starts_with('"') || line.starts_with('\'') ? line.find(line.front(), 1) : 0;
        const auto equals = line.find('=', std::min(quote, line.size()));
        if (equals == std::string_view::npos) continue;
        keys.emplace_back(trim(line.substr(0, equals)));
        end_of_value(line, equals + 1, open);
        while ((open.brackets > 0 || !open.quotes.empty()) && i + 1 < end) end_of_value(lines_[++i], 0, open);
    }
    return keys;
}

std::string TomlText::value(std::string_view table, std::string_view key) const {
    const auto header = line_of(table);
    if (header == lines_.size()) return {};
    const auto [begin, end] = place_of(header, key);
    if (begin == end) return {};
    const auto from = equals_of(lines_[begin], key) + 1;
    Open open;
    std::string value = lines_[begin].substr(from, end_of_value(lines_[begin], from, open) - from);
    for (auto i = begin + 1; i < end; ++i) value += "\n" + lines_[i];
    return std::string(trim(value));
}

std::string TomlText::tables(std::string_view table) const {
    std::string all;
    const auto is_wanted = [&](const std::string& line) { return is_header(line, table); };
    for (auto at = next_header(lines_, 0, is_wanted); at < lines_.size(); at = next_header(lines_, at + 1, is_wanted))
        for (auto i = at; i < end_of_keys(at); ++i) all += lines_[i] + "\n";
    return all;
}

void TomlText::set(std::string_view table, std::string_view key, std::string_view value) {
    auto header = line_of(table);
    if (header == lines_.size()) {
        if (!lines_.empty() && !trim(lines_.back()).empty()) lines_.emplace_back();
        header = lines_.size();
        lines_.emplace_back(table);
    }
    const auto [begin, end] = place_of(header, key);
    if (begin == end) {
        lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(end_of_keys(header)),
                      std::string(key) + " = " + std::string(value));
        return;
    }
    const std::string& line = lines_[begin];
    const auto from = line.find_first_not_of(" \t", equals_of(line, key) + 1);
    Open open;
    const auto comment = from == std::string::npos ? line.size() : end_of_value(line, from, open);
    std::string changed = line.substr(0, std::min(from, line.size())) + std::string(value);
    if (end == begin + 1 && comment < line.size())
        changed += std::string(changed.size() < comment ? comment - changed.size() : 1, ' ') + line.substr(comment);
    lines_[begin] = std::move(changed);
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(begin) + 1, lines_.begin() + static_cast<std::ptrdiff_t>(end));
}

void TomlText::remove(std::string_view table, std::string_view key) {
    const auto header = line_of(table);
    if (header == lines_.size()) return;
    const auto [begin, end] = place_of(header, key);
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(begin), lines_.begin() + static_cast<std::ptrdiff_t>(end));
}

void TomlText::remove_table(std::string_view table) {
    const auto header = line_of(table);
    if (header == lines_.size()) return;
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(header),
                 lines_.begin() + static_cast<std::ptrdiff_t>(end_of_keys(header)));
}

std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
    }
    return out + '"';
}

std::string toml_strings(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (const auto& text : texts) out += (out.size() > 1 ? ", " : "") + toml_string(text);
    return out + "]";
}

}  // namespace entre
