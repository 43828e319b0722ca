// A file from the network on this computer: private, under a harmless name, and deleted when nobody needs it any more.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "kiosk/process/file_handle.hpp"

namespace entre {

/// The name that a received list gets: without folders, control characters and what file systems refuse, not hidden, at most
/// 80 letters, and with the extension of a list, so that it is never taken for a file of the seminar.
std::string safe_list_name(std::string_view sent);

/// In a folder of its own below XDG_RUNTIME_DIR, which is memory and ends with the session; otherwise in the folder for temporary
/// files. Both the folder and the file are for this user only. Used by one thread at a time.
class ReceivedFile {
public:
    /// `name` as the sender calls it. Errors: file_unwritable.
    static Result<std::shared_ptr<ReceivedFile>> create(std::string_view name);
    ~ReceivedFile();  ///< deletes it
    ReceivedFile(const ReceivedFile&) = delete;
    ReceivedFile& operator=(const ReceivedFile&) = delete;

    /// Errors: disk_full; file_unwritable.
    Result<void> write(std::string_view bytes);
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::string name() const { return path_.filename().string(); }

private:
    ReceivedFile(std::filesystem::path path, FileHandle file) : path_(std::move(path)), file_(std::move(file)) {}

    std::filesystem::path path_;
    FileHandle file_;
    std::size_t size_ = 0;
};

}  // namespace entre
