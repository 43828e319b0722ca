#include "core/seminar/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/atomic_file.hpp"
#include "core/base/text.hpp"
#include "core/import/known_systems.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

namespace {

constexpr std::string_view column_table = "[registrations.answers]", word_table = "[registrations.status_words]";

/// A basic string of TOML (toml.io, "String").
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out + '"';
}

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

/// Puts `key = value` into the table, in the place of an earlier line with the same key, or as its first line.
void put(std::vector<std::string>& lines, std::string_view table, std::string_view key, std::string_view value) {
    const std::string line = fmt::format("{} = {}", quoted(key), quoted(value));
    const auto header = std::find_if(lines.begin(), lines.end(), [&](const auto& one) { return is_header(one, table); });
    if (header == lines.end()) {
        if (!lines.empty() && !trim(lines.back()).empty()) lines.emplace_back();
        lines.emplace_back(table);
        lines.push_back(line);
        return;
    }
    for (auto at = header + 1; at != lines.end() && !trim(*at).starts_with('['); ++at) {
        const auto text = trim(*at);
        const auto equals = text.find('=', text.starts_with('"') ? text.find('"', 1) : 0);
        if (equals == std::string_view::npos) continue;
        const auto found = trim(text.substr(0, equals));
        if (found == key || found == quoted(key)) {
            *at = line;
            return;
        }
    }
    lines.insert(header + 1, line);
}

constexpr std::array<std::pair<std::string_view, RegistrationStatus>, 4> statuses{
    {{"registered", RegistrationStatus::registered},
     {"unpaid", RegistrationStatus::unpaid},
     {"withdrawn", RegistrationStatus::withdrawn},
     {"waiting_list", RegistrationStatus::waiting_list}}};

template <class Value>
void set(std::vector<std::pair<std::string, Value>>& all, const std::string& subject, Value value) {
    std::erase_if(all, [&](const auto& one) { return fold(one.first) == fold(subject); });
    all.emplace_back(subject, std::move(value));
}

}  // namespace

Result<void> add_answers(RegistrationSettings& settings, const std::vector<ListAnswer>& answers) {
    for (const auto& one : answers) {
        if (one.is_word) {
            const auto* status =
                std::find_if(statuses.begin(), statuses.end(), [&](const auto& s) { return s.first == one.answer; });
            if (status == statuses.end())
                return fail(ErrorCode::wrong_usage,
                            sentence("\"{}\" is no status. Write registered, unpaid, withdrawn or waiting_list.",
                                     clean_text(one.answer, 40)));
            set(settings.status_words, one.subject, status->second);
            continue;
        }
        bool is_role = one.answer == "ignore";
        std::string all = "ignore";
        for (std::size_t i = 0; i < field_count; ++i) {
            const auto key = key_of(static_cast<Field>(i));
            is_role = is_role || (!key.empty() && key == one.answer);
            if (!key.empty()) all += fmt::format(", {}", key);
        }
        if (!is_role)
            return fail(ErrorCode::wrong_usage,
                        sentence("\"{}\" is no meaning of a column. Write one of: {}.", clean_text(one.answer, 40), all));
        set(settings.answers, one.subject, one.answer);
    }
    return {};
}

Result<void> save_answers(const std::filesystem::path& folder, const std::vector<ListAnswer>& answers) {
    if (answers.empty()) return {};
    const auto file = SeminarFolder{folder}.settings();
    const auto before = load_file(file);
    if (!before)
        return fail(ErrorCode::file_unreadable, sentence("{} cannot be read, so the answer is not kept.", file.string()));
    auto lines = lines_of(*before);
    for (const auto& one : answers) put(lines, one.is_word ? word_table : column_table, one.subject, one.answer);
    if (const auto written = write_file_atomically(file, fmt::format("{}\n", fmt::join(lines, "\n"))); !written)
        return pass_on(written);
    const auto after = read_seminar(folder);
    if (after) return {};
    if (const auto restored = write_file_atomically(file, *before); !restored) return pass_on(restored);
    return fail(ErrorCode::settings_invalid,
                sentence("{}: the answer could not be added, and the file is as it was. Add it yourself under {} or {}.",
                         file.string(), column_table, word_table));
}

}  // namespace entre
