#include "core/seminar/shared_settings.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

#include "core/seminar/toml_edit.hpp"

namespace entre {

namespace {

constexpr std::array<std::string_view, 5> own_tables{"kiosk", "printer", "speech", "dashboard", "backup"};

/// "[[printer]]", "[speech.keys]": of the tables above.
bool is_own(std::string_view header) {
    const auto first = header.find_first_not_of("[ ");
    const auto end = header.find_first_of("]. ", first);
    const auto name = first == std::string_view::npos ? std::string_view{} : header.substr(first, end - first);
    return std::ranges::find(own_tables, name) != own_tables.end();
}

bool is_array(std::string_view header) { return header.starts_with("[["); }

/// The headers of the common tables, each once.
std::vector<std::string> common_headers(const TomlText& toml) {
    std::vector<std::string> headers;
    for (auto& header : toml.headers())
        if (!is_own(header) && std::ranges::find(headers, header) == headers.end()) headers.push_back(std::move(header));
    return headers;
}

void remove_all(TomlText& toml, const std::string& header) {
    for (auto left = std::ranges::count(toml.headers(), header); left > 0; --left) toml.remove_table(header);
}

/// A table without keys says the same as none.
void remove_empty(toml::table& table) {
    std::vector<std::string> empty;
    for (auto&& [key, node] : table)
        if (auto* inner = node.as_table()) {
            remove_empty(*inner);
            if (inner->empty()) empty.emplace_back(key.str());
        }
    for (const auto& key : empty) table.erase(key);
}

void copy_keys(TomlText& to, const TomlText& from, const std::string& header) {
    const auto wanted = from.keys(header);
    for (const auto& key : to.keys(header))
        if (std::ranges::find(wanted, key) == wanted.end()) to.remove(header, key);
    for (const auto& key : wanted)
        if (const auto value = from.value(header, key); to.value(header, key) != value) {
            to.set(header, key, value);
            to = TomlText(to.text());  // the value may have several lines
        }
}

/// Key by key, so that comments stay; only lists of tables are replaced as a whole.
std::string changed_by_key(std::string_view own, const TomlText& theirs) {
    TomlText toml(own);
    const auto wanted = common_headers(theirs);
    for (const auto& header : common_headers(toml))
        if (std::ranges::find(wanted, header) == wanted.end()) remove_all(toml, header);
    for (const auto& header : wanted) {
        if (!is_array(header)) {
            copy_keys(toml, theirs, header);
        } else if (const auto tables = theirs.tables(header); toml.tables(header) != tables) {
            remove_all(toml, header);
            toml = TomlText(toml.text() + "\n" + tables);
        }
    }
    return toml.text();
}

/// Their text with the own tables behind it: where the other way does not lead there.
std::string replaced(std::string_view own, std::string_view theirs) {
    auto text = without_own_tables(theirs);
    std::vector<std::string> done;
    const TomlText before(own);
    for (const auto& header : before.headers())
        if (is_own(header) && std::ranges::find(done, header) == done.end()) {
            text += "\n" + before.tables(header);
            done.push_back(header);
        }
    return text;
}

/// What belongs to the kiosk alone, or, `is_common`, what does not.
Result<std::string> part_of(std::string_view settings, bool is_common) {
    try {
        auto table = toml::parse(settings);
        std::vector<std::string> others;
        for (auto&& [key, node] : table)
            if (is_own(key.str()) == is_common) others.emplace_back(key.str());
        for (const auto& key : others) table.erase(key);
        remove_empty(table);
        std::ostringstream out;
        out << table;  // sorted by key
        return out.str();
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::settings_invalid, std::string(error.description()));
    }
}

}  // namespace

std::string without_own_tables(std::string_view settings) {
    TomlText toml(settings);
    for (const auto& header : toml.headers())
        if (is_own(header)) toml.remove_table(header);
    return toml.text();
}

Result<std::string> shared_part(std::string_view settings) { return part_of(settings, true); }

Result<std::string> with_shared_part(std::string_view own, std::string_view theirs) {
    const auto wanted = shared_part(theirs), kept = part_of(own, false);
    if (!wanted) return wanted;
    if (!kept) return kept;
    for (auto& text : {changed_by_key(own, TomlText(theirs)), replaced(own, theirs)})
        if (shared_part(text) == *wanted && part_of(text, false) == *kept) return text;
    return fail(ErrorCode::settings_invalid, "the settings of another kiosk do not fit into seminar.toml here");
}

}  // namespace entre
