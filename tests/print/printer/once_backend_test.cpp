#include "print/printer/once_backend.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "core/base/atomic_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
namespace fs = std::filesystem;

TEST_CASE("the backend once is installed as CUPS wants it, replaced when it is old, and removed", "[once]") {
    if (::geteuid() != 0) return;  // only root installs a part of CUPS
    const test::ScratchFolder scratch;
    fs::create_directory(scratch.path() / "backend");
    ::setenv("CUPS_SERVERBIN", scratch.path().c_str(), 1);
    const fs::path once = scratch.path() / "backend/once";
    CHECK(backend_folder() == once.parent_path());
    CHECK_FALSE(has_once_backend());
    CHECK_FALSE(remove_once_backend());
    REQUIRE(install_once_backend());
    CHECK(has_once_backend());
    struct stat status{};
    REQUIRE(::stat(once.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0700);
    CHECK(status.st_uid == 0);
    CHECK(*load_file(once) == *load_file(fs::path(ENTRE_SOURCE_DIR) / "print/cups/once"));

    std::ofstream(once) << "#!/bin/sh\n# an older version\n";
    CHECK_FALSE(has_once_backend());
    CHECK_FALSE(remove_once_backend());  // a person's own
    REQUIRE(install_once_backend());
    CHECK(has_once_backend());
    CHECK(remove_once_backend());
    CHECK_FALSE(fs::exists(once));
    fs::remove(scratch.path() / "backend");
    CHECK(install_once_backend().error().code == ErrorCode::file_unwritable);
    ::unsetenv("CUPS_SERVERBIN");
    CHECK(backend_folder() == "/usr/lib/cups/backend");
}
