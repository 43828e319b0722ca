#include "kiosk/services/rehearsal_copy.hpp"

#include <signal.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>

#include "core/seminar/seminar.hpp"
#include "core/share/share_key.hpp"

namespace entre {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view prefix = "entre-rehearsal-";

/// Folders of processes that are gone.
void remove_left_ones(const fs::path& memory) {
    std::error_code error, ignored;
    for (fs::directory_iterator i(memory, error), end; !error && i != end; i.increment(error)) {
        const auto name = i->path().filename().string();
        int process = 0;
        const auto* last = name.data() + name.size();
        if (!name.starts_with(prefix) || std::from_chars(name.data() + prefix.size(), last, process).ptr != last) continue;
        if (::kill(process, 0) != 0 && errno == ESRCH) fs::remove_all(i->path(), ignored);
    }
}

/// What the door needs: everything but what is only ever written, and what lets it in among the other kiosks at the door, who
/// must not hear of the rehearsal. The lock is another process's, or nobody's.
bool is_copied(const fs::path& path, const SeminarFolder& folder) {
    return path != folder.lock() && path != folder.log() && path != folder.backups() && path != folder.imports() &&
           !is_of_sharing(path.filename().string()) && path.extension() != ".db-shm";
}

Result<void> copy_files(const SeminarFolder& from, const fs::path& to) {
    std::error_code error;
    for (fs::directory_iterator i(from.path, error), end; !error && i != end; i.increment(error)) {
        std::error_code unknown;  // a link to nothing, or in a circle, is not copied
        if (!is_copied(i->path(), from) || !(i->is_regular_file(unknown) || i->is_directory(unknown))) continue;
        fs::copy(i->path(), to / i->path().filename(), fs::copy_options::recursive, error);
        if (error) break;
    }
    if (!error) return {};
    return fail(error == std::errc::no_space_on_device ? ErrorCode::disk_full : ErrorCode::file_unwritable,
                sentence("The seminar could not be copied for the rehearsal: {}", error.message()));
}

}  // namespace

Result<RehearsalCopy> RehearsalCopy::of(const fs::path& seminar, const fs::path& memory) {
    remove_left_ones(memory);
    const fs::path root = memory / (std::string(prefix) + std::to_string(::getpid()));
    std::error_code error;
    if (!fs::create_directory(root, error) || error)
        return fail(ErrorCode::file_unwritable, sentence("{}: {}", root.string(), error.message()));
    RehearsalCopy made(root);
    fs::permissions(root, fs::perms::owner_all, error);
    fs::create_directory(made.seminar(), error);
    if (const auto copied = copy_files(SeminarFolder{seminar}, made.seminar()); !copied) return pass_on(copied);
    if (const char* before = std::getenv("XDG_STATE_HOME")) made.state_home_ = before;
    ::setenv("XDG_STATE_HOME", (root / "state").c_str(), 1);
    return made;
}

RehearsalCopy::RehearsalCopy(RehearsalCopy&& other) noexcept
    : root_(std::exchange(other.root_, {})), state_home_(std::move(other.state_home_)) {}

RehearsalCopy::~RehearsalCopy() {
    if (root_.empty()) return;
    if (state_home_)
        ::setenv("XDG_STATE_HOME", state_home_->c_str(), 1);
    else
        ::unsetenv("XDG_STATE_HOME");
    std::error_code ignored;
    fs::remove_all(root_, ignored);
}

}  // namespace entre
