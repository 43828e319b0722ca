// A second process for tests of what processes do to each other.
#pragma once

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <string>

#include "tests/support/catch.hpp"

namespace entre::test {

/// A second process, not a child of this one, which has done `prepare` when the constructor returns and lives until the
/// destructor.
class OtherProcess {
public:
    explicit OtherProcess(const std::function<bool()>& prepare) {
        int pipe[2];
        REQUIRE(::pipe2(pipe, O_CLOEXEC) == 0);
        const pid_t between = ::fork();
        if (between == 0) {
            const pid_t other = ::fork();
            if (other != 0) ::_exit(0);
            const pid_t self = prepare() ? ::getpid() : 0;
            static_cast<void>(!::write(pipe[1], &self, sizeof self));
            for (;;) ::pause();
        }
        ::waitpid(between, nullptr, 0);
        const bool is_ready = ::read(pipe[0], &id_, sizeof id_) == sizeof id_ && id_ != 0;
        ::close(pipe[0]);
        ::close(pipe[1]);
        REQUIRE(is_ready);
    }
    ~OtherProcess() { ::kill(id_, SIGKILL); }
    OtherProcess(const OtherProcess&) = delete;
    OtherProcess& operator=(const OtherProcess&) = delete;

    [[nodiscard]] std::string name() const { return fmt::format("(process {})", id_); }

private:
    pid_t id_ = 0;
};

}  // namespace entre::test
