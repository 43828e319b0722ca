#include "core/store/database_checks.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <chrono>
#include <thread>

#include "core/base/log.hpp"
#include "core/store/journal.hpp"

namespace entre {

namespace {

constexpr int max_checks = 3;
constexpr auto between_checks = std::chrono::milliseconds{50};

bool has_content(const std::filesystem::path& file) {
    std::error_code none;
    return std::filesystem::exists(file, none) && std::filesystem::file_size(file, none) > 0;
}

}  // namespace

std::string_view in_words(ErrorCode code) {
    switch (code) {
        case ErrorCode::disk_full:
            return "the disk is full";
        case ErrorCode::database_damaged:
            return "the database is damaged";
        case ErrorCode::file_unwritable:
            return "the database cannot be written";
        case ErrorCode::database_in_use:
            return "the database is in use";
        default:
            return "the database cannot be read or written";
    }
}

std::string_view remedy(ErrorCode code) {
    switch (code) {
        case ErrorCode::disk_full:
            return "Free some space on this disk; nothing that was acknowledged is lost.";
        case ErrorCode::database_damaged:
            return "Nothing that was acknowledged is lost. Close Entré everywhere, then: entre repair DIR";
        case ErrorCode::file_unwritable:
            return "The seminar's folder must be writable for this user.";
        case ErrorCode::database_in_use:
            return "Another program holds it; close that and try again.";
        default:
            return "Check the disk, then try again; nothing that was acknowledged is lost.";
    }
}

Result<void> check_not_lost(const SeminarFolder& folder) {
    if (has_content(folder.database())) return {};
    const auto journal = read_journal(folder.journal()).value_or(JournalContent{});
    if (journal.entries.empty() && journal.unreadable == 0 && !has_content(folder.database().string() + "-wal")) return {};
    return fail(ErrorCode::database_damaged, fmt::format("{} is missing or empty, but check-ins were recorded. {}",
                                                         folder.database().string(), remedy(ErrorCode::database_damaged)));
}

Result<void> checked_repeatedly(const std::function<Result<void>()>& check) {
    for (int i = 1;; ++i) {
        auto checked = check();
        if (checked) return checked;
        const auto code = checked.error().code;
        if (i == max_checks || (code != ErrorCode::database_damaged && code != ErrorCode::database_failed)) return checked;
        log_warning("store", "reading entre.db again: {}", checked.error().detail);
        std::this_thread::sleep_for(between_checks);
    }
}

ino_t inode_of(const std::string& path) {
    struct stat status{};
    return ::stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

}  // namespace entre
