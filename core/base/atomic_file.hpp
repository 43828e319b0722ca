// Atomic file replacement: readers see either the old file or the complete new one.
#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

/// Writes to a temporary file ("<file>.new") in pieces and renames it over `file` at the end. The temporary file is removed if
/// put_in_place is not called or fails.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path file);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// False when writing failed; put_in_place then returns the error.
    bool write(std::string_view bytes);
    /// Call once. Errors: file_unwritable, with the file's path and what to check; the old file is then kept.
    Result<void> put_in_place();

private:
    std::filesystem::path file_, fresh_;
    std::ofstream out_;
};

/// The content of a small file; empty when it cannot be read.
std::string text_of(const std::filesystem::path& file);

/// Writes the complete file with AtomicFile. Errors: as for AtomicFile::put_in_place.
Result<void> write_file_atomically(const std::filesystem::path& file, std::string_view bytes);

}  // namespace entre
