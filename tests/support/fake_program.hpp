// A program on PATH that does something else than usual.
#pragma once

#include <cstdlib>

#include "tests/support/scratch_folder.hpp"

namespace entre::test {

/// First on PATH for programs that are started after this. `body`: of a shell script; $(dirname "$0") is `folder`.
class FakeProgram {
public:
    FakeProgram(const std::string& name, const std::string& body) {
        write_file(scratch_ / name, "#!/bin/sh\n" + body + "\n");
        std::filesystem::permissions(scratch_ / name, std::filesystem::perms::owner_all);
        const char* path = std::getenv("PATH");
        path_ = path == nullptr ? "" : path;
        ::setenv("PATH", (scratch_.path().string() + ":" + path_).c_str(), 1);
    }
    ~FakeProgram() { ::setenv("PATH", path_.c_str(), 1); }
    FakeProgram(const FakeProgram&) = delete;
    FakeProgram& operator=(const FakeProgram&) = delete;
    [[nodiscard]] const std::filesystem::path& folder() const { return scratch_.path(); }

private:
    ScratchFolder scratch_;
    std::string path_;
};

}  // namespace entre::test
