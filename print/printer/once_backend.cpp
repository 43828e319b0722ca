#include "print/printer/once_backend.hpp"

#include <unistd.h>

#include <cstdlib>
#include <system_error>

#include "core/base/atomic_file.hpp"
#include "once_backend_text.hpp"  // made by print/CMakeLists.txt

namespace entre {

namespace {

namespace fs = std::filesystem;

fs::path once_backend() { return backend_folder() / "once"; }

bool is_this_version() { return load_file(once_backend()).value_or("") == once_backend_text; }

}  // namespace

fs::path backend_folder() {
    const char* programs = std::getenv("CUPS_SERVERBIN");
    return fs::path(programs != nullptr && *programs != '\0' ? programs : "/usr/lib/cups") / "backend";
}

bool has_once_backend() {
    std::error_code ignored;
    return ::geteuid() == 0 ? is_this_version() : fs::exists(once_backend(), ignored);
}

Result<void> install_once_backend() {
    if (::geteuid() != 0)
        return fail(
            ErrorCode::file_unwritable,
            sentence("{}: only root can install a part of CUPS. Run the same command with sudo.", once_backend().string()));
    if (const auto written = write_file_atomically(once_backend(), once_backend_text, FileMode::owner_only); !written)
        return written;
    std::error_code error;
    fs::permissions(once_backend(), fs::perms::owner_all, error);  // CUPS runs it as root because nobody else may read it
    if (error) return fail(ErrorCode::file_unwritable, sentence("{}: {}", once_backend().string(), error.message()));
    return {};
}

bool remove_once_backend() {
    std::error_code error;
    return is_this_version() && fs::remove(once_backend(), error);
}

}  // namespace entre
