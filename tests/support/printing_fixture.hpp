// A printer room without paper: ippeveprinters whose faults are scripted and a CUPS server, all on loopback, all private.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace entre::test {

/// Looks until `condition` holds; false when it did not within `bound`.
bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds bound = std::chrono::seconds{20});

/// A program and all it starts, in a session of its own; ended with everything in it.
class Process {
public:
    Process(const std::vector<std::string>& command, const std::vector<std::string>& environment,
            const std::filesystem::path& log);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// To every process of the session.
    void signal(int number) const;
    void kill();
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    pid_t pid_ = -1;
};

/// A badge printer: 100 x 62 mm, 62 x 100 mm, A7 and A6 labels.
class FixturePrinter {
public:
    /// `raster_dpi`: takes only black-and-white PWG raster of this resolution; 0: takes PDF, in colours.
    FixturePrinter(std::filesystem::path folder, std::string bus, int raster_dpi = 0);

    [[nodiscard]] std::string uri() const;
    /// Its driver's PPD; empty for one that needs no driver.
    [[nodiscard]] const std::filesystem::path& ppd() const { return ppd_; }
    /// What happens to the next jobs: "ok", "empty 1", "jam", "cover", "abort", "hang", … (see printing/print-command).
    void set_mode(const std::string& mode) const;
    /// Does what a person does at the printer: "refill", "clear", "release".
    void do_by_hand(const std::string& deed) const;
    [[nodiscard]] std::vector<std::filesystem::path> pages() const;
    /// What its print command told: a line an event, with the media and sides of each page.
    [[nodiscard]] std::string log() const;

    void switch_on();
    void switch_off() { process_.reset(); }  ///< as if the plug was pulled
    void freeze() const;
    void thaw() const;

private:
    std::filesystem::path folder_;
    std::string bus_;
    std::filesystem::path attributes_, ppd_;
    int port_;
    std::unique_ptr<Process> process_;
};

class PrintingFixture {
public:
    PrintingFixture();
    ~PrintingFixture();
    PrintingFixture(const PrintingFixture&) = delete;
    PrintingFixture& operator=(const PrintingFixture&) = delete;

    /// A printer that is on.
    FixturePrinter& add_printer();
    /// The same, as label printers are behind their drivers: it knows no PDF, one resolution, and black.
    FixturePrinter& add_raster_printer(int dpi);
    /// A CUPS queue in front of `printer`, ready to print; its URI. One with a driver sends through print/cups/once. The first one starts
    /// the CUPS server.
    std::string add_queue(const std::string& name, const FixturePrinter& printer, const std::string& error_policy = "retry-current-job");
    /// What an administrator does: {"cupsdisable", "-r", "Ny rulle kl 10", "badge"}.
    void administer(const std::vector<std::string>& command) const;
    void freeze_cups() const { cups_->signal(SIGSTOP); }
    void thaw_cups() const { cups_->signal(SIGCONT); }
    /// As if its process was ended by `signal`, and started again.
    void restart_cups(int signal);
    /// Everything that its programs keep: spools, control files, logs at level debug.
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// For CUPS_SERVER.
    [[nodiscard]] std::string cups_server() const { return "127.0.0.1:" + std::to_string(cups_port_); }

private:
    void start_cups();
    void launch_cups();
    void write_cups_settings() const;

    std::filesystem::path folder_;
    std::string bus_;  ///< address of the private D-Bus; empty where there is none
    std::unique_ptr<Process> bus_process_;
    std::vector<std::unique_ptr<FixturePrinter>> printers_;
    int cups_port_ = 0;
    std::unique_ptr<Process> cups_;
    std::vector<std::unique_ptr<Process>> orphans_;  ///< sessions of servers that were ended
};

/// A loopback address where nobody listens.
std::string nobodys_uri();

}  // namespace entre::test
