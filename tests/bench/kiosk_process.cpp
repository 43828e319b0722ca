#include "tests/bench/kiosk_process.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace entre::bench {

namespace {

std::filesystem::path proc(pid_t pid, const char* name) { return std::filesystem::path("/proc") / std::to_string(pid) / name; }

/// The fields of /proc/PID/stat from the state on, which follows the name; see proc(5).
std::vector<std::string> stat_of(pid_t pid) {
    const std::string text = test::content_of(proc(pid, "stat"));
    const auto bracket = text.rfind(')');
    std::vector<std::string> out;
    if (bracket == std::string::npos) return out;
    std::istringstream fields(text.substr(bracket + 1));
    for (std::string field; fields >> field;) out.push_back(field);
    return out;
}

std::optional<double> cpu_seconds_of(pid_t pid) {
    constexpr std::size_t utime = 11, stime = 12;
    const auto stat = stat_of(pid);
    if (stat.size() <= stime) return std::nullopt;
    return (std::stod(stat[utime]) + std::stod(stat[stime])) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::string end_of(const std::string& text) { return text.substr(text.size() - std::min<std::size_t>(text.size(), 1500)); }

}  // namespace

KioskProcess::KioskProcess(const test::Display& display, const Crowd& crowd, const std::vector<std::string>& options)
    : log_(crowd.scratch() / "kiosk.log") {
    std::filesystem::remove(log_);
    std::vector<std::string> command{ENTRE_PROGRAM, "kiosk", crowd.folder().string()};
    command.insert(command.end(), options.begin(), options.end());
    started_ = std::chrono::system_clock::now();
    process_ = std::make_unique<test::Process>(command, std::vector<std::string>{"DISPLAY=" + display.name()}, log_);
}

void KioskProcess::wait_for(const std::string& words, std::chrono::seconds bound) const {
    if (!test::eventually([&] { return log().find(words) != std::string::npos; }, bound))
        throw std::runtime_error("the kiosk's log does not contain \"" + words + "\":\n" + end_of(log()));
}

void KioskProcess::wait_for_end(std::chrono::seconds bound) const {
    const auto has_ended = [&] {
        const auto stat = stat_of(process_->pid());
        return stat.empty() || stat.front() == "Z";
    };
    if (!test::eventually(has_ended, bound)) throw std::runtime_error("the kiosk does not end; its log:\n" + end_of(log()));
}

double KioskProcess::cpu_seconds() const {
    const auto own = cpu_seconds_of(process_->pid());
    if (!own) throw std::runtime_error("the kiosk is gone; its log:\n" + end_of(log()));
    double all = *own;
    for (const auto& thread : std::filesystem::directory_iterator(proc(process_->pid(), "task"))) {
        std::istringstream children(test::content_of(thread.path() / "children"));
        for (pid_t child = 0; children >> child;) all += cpu_seconds_of(child).value_or(0);  // the decoder process
    }
    return all;
}

double KioskProcess::memory_mib(const std::string& field) const {
    return number_after(test::content_of(proc(process_->pid(), "status")), field + ":") / 1024;
}

double number_after(const std::string& line, const std::string& before) {
    const auto place = line.find(before);
    if (place == std::string::npos) throw std::runtime_error("no \"" + before + "\" in: " + line);
    return std::strtod(line.c_str() + place + before.size(), nullptr);
}

std::vector<std::string> lines_with(const std::string& text, const std::string& words) {
    std::vector<std::string> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.find(words) != std::string::npos) out.push_back(line);
    return out;
}

}  // namespace entre::bench
