// Fixtures for end-to-end tests: a seminar's folder, a virtual display and the real program.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/printing_fixture.hpp"

namespace entre::test {

/// A temporary folder, removed with its content by the destructor.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The result of a command.
struct Outcome {
    int status = -1;
    std::string out;  ///< standard output
    std::string err;
};
/// Runs `command` to its end; kills it after `bound`, in which case the status is -1.
Outcome run(const std::vector<std::string>& command, const std::vector<std::string>& environment = {},
            std::chrono::seconds bound = std::chrono::seconds{60});

std::string content_of(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, const std::string& text);

/// A virtual X server (Xvfb) on a free display number.
class Display {
public:
    explicit Display(const std::string& size);
    ~Display();
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;
    [[nodiscard]] std::string name() const { return ":" + number_; }

private:
    pid_t pid_ = -1;
    std::string number_;
};

/// The demo seminar, imported in a temporary folder.
class DemoSeminar {
public:
    DemoSeminar();
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const std::filesystem::path& scratch() const { return scratch_.path(); }

private:
    ScratchFolder scratch_;
    std::filesystem::path folder_;
};

/// Ann-Cathrine Hjortsberg's ticket in the demo seminar.
inline const std::string ann_cathrine = "vkm3w7c9r2xhq5t8nd4bz6jaepyg2s7f";

/// A kiosk that runs a script in the background.
class RunningKiosk {
public:
    /// `program`: a copy of the program instead of the one in the build folder.
    RunningKiosk(const Display& display, const DemoSeminar& seminar, const std::vector<std::string>& options,
                 const std::string& script, std::vector<std::string> environment = {}, const std::filesystem::path& program = {});

    [[nodiscard]] std::string log() const { return content_of(log_); }
    /// Signals only the kiosk, not the processes it has started.
    void signal(int number) const;
    [[nodiscard]] pid_t pid() const { return process_->pid(); }
    /// Waits for `words` in the log; prints the log and returns false if they do not appear.
    [[nodiscard]] bool says(const std::string& words) const;
    /// The centre of each widget in pixels, by id, as written by the script's last `targets` command.
    [[nodiscard]] std::map<std::string, std::pair<int, int>> widgets(const std::filesystem::path& targets) const;

private:
    std::filesystem::path log_;
    std::unique_ptr<Process> process_;
};

}  // namespace entre::test
