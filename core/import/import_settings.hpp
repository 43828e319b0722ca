// What seminar.toml says about the list, under [registrations].
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/registration/registration.hpp"

namespace entre {

/// What to do with a new export that appears while the kiosk is running.
enum class SyncMode { ask, automatic, off };

struct RegistrationSettings {
    std::vector<std::string> files{"registrations.csv"};  ///< relative to the folder
    std::string event;                                    ///< the export's name for this event, when an export covers several
    std::string protected_column;                         ///< heading of the column that marks protected identities
    std::vector<std::string> protected_values;            ///< the values in that column that mark them; compared folded
    SyncMode sync = SyncMode::ask;
    std::vector<std::pair<std::string, std::string>> columns;  ///< key ("code", "given", …) and the export's heading for it
    std::vector<std::pair<std::string, RegistrationStatus>> status_words;  ///< the meaning of the export's own status words
    /// What was answered about columns: the heading, and a key such as "status", or "ignore". Unlike `columns`, an answer holds
    /// for every file that has the heading, and none has to have it.
    std::vector<std::pair<std::string, std::string>> answers;
    std::string url;         ///< to download new exports from; saved as the first of `files`
    std::string token_file;  ///< relative to the folder; contains the server's access token
    int every_minutes = 5;
};

}  // namespace entre
