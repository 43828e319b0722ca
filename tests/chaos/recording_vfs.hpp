// A SQLite VFS (sqlite.org/c3ref/vfs.html) that records all changes of files, so that a power cut can be simulated afterwards at
// any moment: what was not synced may be missing, out of order, or torn at a sector.
#pragma once

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace entre::chaos {

struct FileChange {
    enum class Kind { write, truncate, sync, remove, acknowledged } kind = Kind::write;
    std::string file;     ///< its name without folder
    std::int64_t at = 0;  ///< of a write: offset; of a truncation: size; of `acknowledged`: lines promised so far
    std::string bytes;    ///< of a write; of `acknowledged`: the journal at that time
};

/// Makes the recording VFS SQLite's default. Once per process.
void install_recording_vfs();
/// Begins a recording, or ends it and returns what was recorded. SQLite's files are used by one thread only meanwhile.
void start_recording();
std::vector<FileChange> stop_recording();
/// Adds a change of kind `acknowledged`.
void record_acknowledged(std::int64_t lines, std::string journal);

/// The files as a disk holds them when the power fails after the first `count` changes.
std::map<std::string, std::string> files_after_cut(const std::map<std::string, std::string>& before,
                                                   const std::vector<FileChange>& changes, std::size_t count,
                                                   std::mt19937_64& random);

}  // namespace entre::chaos
