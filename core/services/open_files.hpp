// Finds the processes that have a folder or one of its files open, in /proc (proc(5)).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

struct OpenFiles {
    /// "entre serve seminar (process 4711)": processes other than this one that have the folder or a file in it open, also a
    /// deleted one, or that work in it; working in it does not count for the processes that started this one, such as a shell.
    /// An `entre` of this user that cannot be looked into counts, too.
    std::vector<std::string> holders;
    /// Other processes of this user that could not be looked into, named as above.
    std::vector<std::string> unreadable;
    /// Whether other users may enter the folder and their processes could not be looked into.
    bool has_strangers = false;
};

/// Errors: file_unreadable (no /proc).
Result<OpenFiles> open_files_in(const std::filesystem::path& folder);

}  // namespace entre
