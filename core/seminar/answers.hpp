// Writes what was answered about a list into seminar.toml, so that it is not asked again.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/import/import_settings.hpp"

namespace entre {

/// "Kommer du?" is "attending"; or, for a word of status, "Kanske" is "waiting_list".
struct ListAnswer {
    bool is_word = false;  ///< a word of status; otherwise a heading
    std::string subject;
    std::string answer;  ///< as in [registrations.answers] or [registrations.status_words]
    friend bool operator==(const ListAnswer&, const ListAnswer&) = default;
};

/// Adds the answers to `settings`, in the place of earlier ones. Errors: wrong_usage for an answer that there is not.
Result<void> add_answers(RegistrationSettings& settings, const std::vector<ListAnswer>& answers);

/// Writes the answers into `folder`'s seminar.toml; all other lines, and comments, stay as they are. Errors: those of reading and
/// writing the file; settings_invalid if the file could not be read afterwards: then it is as it was.
Result<void> save_answers(const std::filesystem::path& folder, const std::vector<ListAnswer>& answers);

}  // namespace entre
