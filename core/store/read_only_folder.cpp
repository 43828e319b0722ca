#include "core/store/read_only_folder.hpp"

#include <fmt/format.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

namespace entre {

namespace {

namespace fs = std::filesystem;

/// A folder of this user, deleted with everything in it by the destructor.
struct PrivateFolder {
    fs::path path;

    PrivateFolder() {
        const char* runtime = ::getenv("XDG_RUNTIME_DIR");
        std::error_code ignored;
        for (const fs::path& place : {fs::path(runtime != nullptr ? runtime : ""), fs::path("/dev/shm"),  // both in memory
                                      fs::temp_directory_path(ignored)}) {
            std::string name = (place / "entre-XXXXXX").string();
            if (place.empty() || ::mkdtemp(name.data()) == nullptr) continue;
            path = name;
            return;
        }
    }
    ~PrivateFolder() {
        std::error_code ignored;
        if (!path.empty()) fs::remove_all(path, ignored);
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
};

/// Size and time of change of the database and its WAL.
std::array<std::int64_t, 6> stamp_of(const fs::path& database) {
    std::array<std::int64_t, 6> stamp{};
    std::size_t at = 0;
    for (const char* tail : {"", "-wal"}) {
        struct stat about{};
        static_cast<void>(::stat((database.string() + tail).c_str(), &about));
        stamp[at++] = about.st_size;
        stamp[at++] = about.st_mtim.tv_sec;
        stamp[at++] = about.st_mtim.tv_nsec;
    }
    return stamp;
}

Result<void> copy_private(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
    if (!error) fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
    if (!error) return {};
    return fail(ErrorCode::file_unreadable, fmt::format("{} cannot be copied to be read: {}", from.string(), error.message()));
}

Result<void> copy_files(const SeminarFolder& from, const SeminarFolder& to) {
    constexpr int max_tries = 3;
    for (int i = 0; i < max_tries; ++i) {
        const auto before = stamp_of(from.database());
        if (const auto copied = copy_private(from.database(), to.database()); !copied) return copied;
        const fs::path wal = from.database().string() + "-wal";
        std::error_code error;
        if (fs::symlink_status(wal, error).type() != fs::file_type::not_found)
            if (const auto copied = copy_private(wal, to.path / wal.filename()); !copied) return copied;
        if (stamp_of(from.database()) == before) return {};
    }
    return fail(ErrorCode::file_unreadable,
                fmt::format("{} keeps changing. Read it on the machine that writes it.", from.database().string()));
}

}  // namespace

Result<Database> open_or_copy(const SeminarFolder& folder, std::string_view holder) {
    auto database = Database::open(folder, Access::read, holder);
    if (database || database.error().code != ErrorCode::file_unwritable) return database;
    const PrivateFolder copy;
    if (copy.path.empty())
        return fail(ErrorCode::file_unwritable,
                    fmt::format("{} is in a folder that cannot be written, and there is no place for a copy. Copy the folder to "
                                "where you may write.",
                                folder.database().string()));
    if (const auto copied = copy_files(folder, {copy.path}); !copied) return pass_on(copied);
    return Database::open({copy.path}, Access::read, holder);  // stays open after its folder is deleted
}

}  // namespace entre
