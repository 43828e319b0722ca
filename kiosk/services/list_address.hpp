// Addresses of lists as people copy them, made into addresses that a program can fetch. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// `typed` with https:// in front, always: names are transmitted. An address for looking at a shared document in a browser
/// (Google Sheets, SharePoint, Dropbox, Nextcloud) becomes the one that its own button for downloading has. nullopt unless it
/// can be an address.
std::optional<std::string> list_address(std::string_view typed);

}  // namespace entre
