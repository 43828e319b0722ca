// Runs the kiosk as a process and observes its log, processor time and memory.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/crowd.hpp"
#include "tests/e2e/door.hpp"

namespace entre::bench {

class KioskProcess {
public:
    KioskProcess(const test::Display& display, const Crowd& crowd, const std::vector<std::string>& options);

    [[nodiscard]] std::string log() const { return test::content_of(log_); }
    /// Waits until the log contains `words`; throws with the end of the log when it does not.
    void wait_for(const std::string& words, std::chrono::seconds bound = std::chrono::seconds{30}) const;
    /// Waits until the process has ended; throws when it does not.
    void wait_for_end(std::chrono::seconds bound) const;
    /// User and system time of all its threads and of its child processes.
    [[nodiscard]] double cpu_seconds() const;
    /// "VmRSS" or "VmHWM", in MiB.
    [[nodiscard]] double memory_mib(const std::string& field) const;
    [[nodiscard]] std::chrono::system_clock::time_point started() const { return started_; }

private:
    std::filesystem::path log_;
    std::chrono::system_clock::time_point started_;
    std::unique_ptr<test::Process> process_;
};

/// The number that follows `before` in `line`; throws when `before` is not found.
double number_after(const std::string& line, const std::string& before);
std::vector<std::string> lines_with(const std::string& text, const std::string& words);

}  // namespace entre::bench
