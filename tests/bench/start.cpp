#include <ctime>
#include <sstream>
#include <stdexcept>

#include "tests/bench/kiosk_process.hpp"
#include "tests/bench/measures.hpp"

namespace entre::bench {

namespace {

constexpr int rounds = 5;

/// The time stamp of a log line.
std::chrono::system_clock::time_point time_of(const std::string& line) {
    std::tm parts{};
    if (::strptime(line.c_str(), "%Y-%m-%dT%H:%M:%S", &parts) == nullptr) throw std::runtime_error("no time in: " + line);
    parts.tm_isdst = -1;
    const auto ms = static_cast<int>(number_after(line.substr(19), "."));
    return std::chrono::system_clock::from_time_t(::mktime(&parts)) + std::chrono::milliseconds{ms};
}

}  // namespace

Figures measure_start() {
    const Crowd crowd(5000);
    crowd.import();
    const test::Display display("1920x1080");
    std::vector<double> first_frames, inside, loadings, resident, highest;
    for (int i = 0; i < rounds; ++i) {
        const auto began = Clock::now();
        static_cast<void>(test::run({ENTRE_PROGRAM, "--version"}));
        loadings.push_back(ms_between(began, Clock::now()));

        const KioskProcess kiosk(display, crowd, {"--camera", "none", "--printer", "folder:badges"});
        kiosk.wait_for("first frame");
        const auto line = lines_with(kiosk.log(), "first frame").front();
        first_frames.push_back(std::chrono::duration<double, std::milli>(time_of(line) - kiosk.started()).count());
        inside.push_back(number_after(line, "first frame "));
        resident.push_back(kiosk.memory_mib("VmRSS"));
        highest.push_back(kiosk.memory_mib("VmHWM"));
    }
    return {{"start to first frame, 5,000 registrations", median(first_frames), "ms", "entre --version: loading alone",
             median(loadings), Bar::max_value, 1500},
            {"the same, from main() on", median(inside), "ms", "entre --version: loading alone", median(loadings)},
            {"memory at the first frame (VmRSS)", median(resident), "MiB", "its highest (VmHWM)", median(highest)}};
}

}  // namespace entre::bench
