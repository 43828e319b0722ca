// Runs the built program in a folder of its own.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "tests/core/core_fixture.hpp"

namespace entre::test {

/// The result of a command.
struct Run {
    int status = -1;
    std::string out, err;
};

struct Seat {
    ScratchFolder scratch;
    std::string seminar = (scratch / "seminar").string();
    std::string language = "C";  ///< of the environment, LC_ALL

    /// `as_nobody`: without root's right to write everywhere.
    Run run(std::vector<std::string> words, std::string_view input = {}, bool as_nobody = false) const {
        write_file(scratch / "in", input);
        std::vector<std::string> all{ENTRE_PROGRAM};
        all.insert(all.end(), words.begin(), words.end());
        std::vector<char*> arguments;
        for (auto& word : all) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const std::string in = (scratch / "in").string(), out = (scratch / "out").string(), err = (scratch / "err").string();
        const pid_t child = ::fork();
        if (child == 0) {
            if (::freopen(in.c_str(), "r", stdin) == nullptr || ::freopen(out.c_str(), "w", stdout) == nullptr ||
                ::freopen(err.c_str(), "w", stderr) == nullptr)
                ::_exit(99);
            if (as_nobody && ::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(97);
            ::setenv("LC_ALL", language.c_str(), 1);
            ::execv(ENTRE_PROGRAM, arguments.data());
            ::_exit(98);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), read_file(scratch / "out"),
                read_file(scratch / "err")};
    }
    /// A seminar with two people, badges into a folder.
    void furnish() const {
        REQUIRE(run({"new", seminar}).status == 0);
        std::string settings = read_file(scratch / "seminar/seminar.toml");
        settings.replace(settings.find("\"auto\""), 6, "\"folder:badges\"");
        write_file(scratch / "seminar/seminar.toml", settings);
        write_file(
            scratch / "seminar/registrations.csv",
            "Förnamn;Efternamn;Organisation;E-post;Biljettkod\nÅsa;Öström;Linköpings kommun;;KOD-1\nBo;Ek;Polisen;;KOD-2\n");
    }
};

}  // namespace entre::test
