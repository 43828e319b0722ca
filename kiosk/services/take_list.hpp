// Taking a list into a seminar: copied, understood, imported.
#pragma once

#include <filesystem>

#include "core/setup/events.hpp"

namespace entre {

/// Copies `file` into the seminar's folder, under the name of its list if one was imported before, and imports it. With a `url`
/// the door fetches newer lists from there, without one from nowhere. Returns the answer for the assistant. Errors: those of
/// plan_import; file_unreadable and disk_full while it is copied; export_invalid if the door has been open and people who checked
/// in, or over a fifth of all, would be missing. After an error nothing has changed.
Result<setup::ListTaken> take_list(const std::filesystem::path& folder, const std::filesystem::path& file,
                                   const std::string& url = {});

}  // namespace entre
