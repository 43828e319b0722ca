#include <stdexcept>

#include "tests/bench/crowd.hpp"
#include "tests/bench/measures.hpp"

namespace entre::bench {

Figures measure_badges() {
    const Crowd crowd(10'000);
    crowd.import();
    const auto file = crowd.scratch() / "all.pdf", one = crowd.scratch() / "one.pdf";
    const auto timed = [&](const std::vector<std::string>& words) {
        const auto began = Clock::now();
        const auto run = test::run(words, {}, std::chrono::seconds{300});
        if (run.status != 0) throw std::runtime_error("entre badge: " + run.err);
        return ms_between(began, Clock::now()) / 1000;
    };
    const std::string folder = crowd.folder().string();
    const double single = timed({ENTRE_PROGRAM, "badge", folder, "--code", code_of(0), "--out", one.string()});
    const double all = timed({ENTRE_PROGRAM, "badge", folder, "--all", "--sheet", "A4", "--grid", "2x4", "--out", file.string()});
    constexpr double mb = 1e6, people = 10'000;
    return {{"10,000 badges to one PDF", all, "s", "the program started for one badge, 10,000 times", single * people,
             Bar::max_value, 60},
            {"its size", static_cast<double>(std::filesystem::file_size(file)) / mb, "MB", "10,000 files of one badge",
             static_cast<double>(std::filesystem::file_size(one)) * people / mb, Bar::max_value, 40}};
}

}  // namespace entre::bench
