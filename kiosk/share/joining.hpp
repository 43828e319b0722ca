// A kiosk joins a shared seminar with an invitation: settings, files, list, records and a name of its own. Every call waits for
// the network, some seconds, and a long list for longer.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// Joins with the code that another kiosk shows. The kiosk's name. Errors: those of join_with_invitation and exchange_once.
Result<std::string> join_shared(const SeminarFolder& folder, std::string_view code);

/// The same with a new folder among `seminars`, or with the one there that was part of this seminar before. The folder.
/// Errors: as above. After one of exchange_once the folder is there all the same, and its door takes the list once it is opened.
Result<std::filesystem::path> join_among(const std::filesystem::path& seminars, std::string_view code);

}  // namespace entre
