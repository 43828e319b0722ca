#include "core/seminar/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/atomic_file.hpp"
#include "core/base/text.hpp"
#include "core/import/known_systems.hpp"
#include "core/seminar/seminar.hpp"
#include "core/seminar/toml_edit.hpp"

namespace entre {

namespace {

constexpr std::string_view column_table = "[registrations.answers]", word_table = "[registrations.status_words]";

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
    TomlText settings(*before);
    for (const auto& one : answers)
        settings.set(one.is_word ? word_table : column_table, toml_string(one.subject), toml_string(one.answer));
    if (const auto written = write_file_atomically(file, settings.text()); !written) return pass_on(written);
    const auto after = read_seminar(folder);
    if (after) return {};
    if (const auto restored = write_file_atomically(file, *before); !restored) return pass_on(restored);
    return fail(ErrorCode::settings_invalid,
                sentence("{}: the answer could not be added, and the file is as it was. Add it yourself under {} or {}.",
                         file.string(), column_table, word_table));
}

}  // namespace entre
