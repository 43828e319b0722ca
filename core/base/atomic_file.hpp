// Small files: read in one piece, replaced atomically. Readers see either the old file or the complete new one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

/// Who may read a new file.
enum class FileMode { usual, owner_only };

/// Writes to a temporary file with a name of its own in the same folder, and renames it over `file` at the end. The temporary
/// file is removed if put_in_place is not called or fails.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path file, FileMode mode = FileMode::usual);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// False when writing failed; put_in_place then returns the error.
    bool write(std::string_view bytes);
    /// Call once. On disk when this returns: file and folder are synced. Errors: file_unwritable, with the file's path and what
    /// to check; the old file is then kept.
    Result<void> put_in_place();

private:
    std::filesystem::path file_;
    std::string temporary_;
    int descriptor_ = -1;
    bool has_failed_ = false;
};

/// The content of a file of at most `max_bytes`. Errors: file_missing; file_unreadable, also for a folder and a larger file.
Result<std::string> load_file(const std::filesystem::path& file, std::size_t max_bytes = 64U << 20);

/// Syncs the folder that `file` is in, so that a new or renamed file survives a power cut. False with errno on failure.
bool sync_folder_of(const std::filesystem::path& file);

/// Writes the complete file with AtomicFile. Errors: as for AtomicFile::put_in_place.
Result<void> write_file_atomically(const std::filesystem::path& file, std::string_view bytes, FileMode mode = FileMode::usual);

}  // namespace entre
