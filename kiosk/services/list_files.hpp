// Where an organiser's list may be: on sticks, among downloads, on the desktop.
#pragma once

#include <filesystem>
#include <vector>

#include "core/setup/setup.hpp"

namespace entre {

/// The folders to look into: what the desktop or udisks2 has mounted below /media and /run/media (a stick each), and this user's
/// folders for downloads, documents and the desktop (xdg-user-dirs: ~/.config/user-dirs.dirs).
std::vector<std::filesystem::path> list_folders();

/// Files in `folders` that may be lists, by their names, the newest first, at most 50. Looks into folders of folders, but not
/// deeper; looks at 10,000 files at most. What cannot be read is passed over: a stick may be pulled out at any moment.
std::vector<setup::FoundFile> list_files(const std::vector<std::filesystem::path>& folders);

/// The folder above `folder` with `folder`'s path as its place, the folders in it, then its files that may be lists, both by
/// name; at most 500 of both, hidden ones left out, of the first 10,000 that the folder has. What cannot be read is passed over.
/// An empty `folder` is this user's home.
std::vector<setup::FoundFile> files_in_folder(std::filesystem::path folder);

}  // namespace entre
