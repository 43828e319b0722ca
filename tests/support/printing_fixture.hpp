// Printing tests without paper: ippeveprinter instances with scripted faults and a private CUPS server, all on loopback.
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

/// A port on the loopback that nobody listens on at the moment.
int free_port();

/// Polls until `condition` holds; false when it does not within `bound`.
bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds bound = std::chrono::seconds{20});

/// Runs a program in its own session. The destructor kills it and everything it has started.
class Process {
public:
    Process(const std::vector<std::string>& command, const std::vector<std::string>& environment,
            const std::filesystem::path& log);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Sends a signal to every process of the session.
    void signal(int number) const;
    void kill();
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    pid_t pid_ = -1;
};

/// A virtual badge printer for 100 x 62 mm, 62 x 100 mm, A7 and A6 labels.
class FixturePrinter {
public:
    /// `raster_dpi` > 0: accepts only black-and-white PWG raster of that resolution; 0: accepts PDF, in colour. `labels`: in it,
    /// instead of the usual ones.
    FixturePrinter(std::filesystem::path folder, std::string bus, int raster_dpi = 0, const std::string& labels = {});

    [[nodiscard]] std::string uri() const;
    /// Its driver's PPD; empty when it needs no driver.
    [[nodiscard]] const std::filesystem::path& ppd() const { return ppd_; }
    /// Sets what happens to the next jobs: "ok", "empty 1", "jam", "cover", "abort", "hang", … (see printing/print-command).
    void set_mode(const std::string& mode) const;
    /// Simulates a person at the printer: "refill", "clear", "release".
    void do_by_hand(const std::string& deed) const;
    [[nodiscard]] std::vector<std::filesystem::path> pages() const;
    /// The log of its print command: one line per event, with the media and sides of each page.
    [[nodiscard]] std::string log() const;

    void switch_on();
    void switch_off() { process_.reset(); }  ///< as if unplugged
    void freeze() const;
    void thaw() const;

private:
    std::filesystem::path folder_;
    std::string bus_;
    std::filesystem::path attributes_, ppd_;
    int port_;
    std::unique_ptr<Process> process_;
};

/// A printer that a backend of the private CUPS server lists and that has no queue.
struct FixtureDevice {
    std::string uri;             ///< "usb://Seminar/Black%20label%20printer?serial=1"
    std::string make_and_model;  ///< "Seminar Black label printer" is the one that there is a driver for
    std::string device_id;
    bool is_network = false;
};
/// A black label printer on USB.
inline const FixtureDevice usb_label_printer{"usb://Seminar/Black%20label%20printer?serial=1", "Seminar Black label printer",
                                             "MFG:Seminar;MDL:Black label printer;CMD:PWG;CLS:PRINTER;"};

/// Who may add printers on the private CUPS server.
enum class QueueRights { everybody, administrators };

class PrintingFixture {
public:
    PrintingFixture();
    ~PrintingFixture();
    PrintingFixture(const PrintingFixture&) = delete;
    PrintingFixture& operator=(const PrintingFixture&) = delete;

    /// Adds a printer, switched on.
    FixturePrinter& add_printer();
    /// The same, but like a label printer that needs a driver: no PDF, one resolution, only black.
    FixturePrinter& add_raster_printer(int dpi);
    /// The same as add_printer, with these labels in it: "iso_a7_74x105mm".
    FixturePrinter& add_printer_holding(const std::string& labels);
    /// The same as add_printer, with sheets of A4 in place of A6 labels.
    FixturePrinter& add_paper_printer() { return add_printer_holding("iso_a4_210x297mm"); }
    /// Adds a CUPS queue for `printer`, ready to print, and returns its URI. A queue with a driver uses the backend
    /// print/cups/once. The first queue starts the CUPS server.
    std::string add_queue(const std::string& name, const FixturePrinter& printer,
                          const std::string& error_policy = "retry-current-job");
    /// A private CUPS server without queues that sees these printers; what its backend `usb` gets is in device_pages().
    void start_cups(const std::vector<FixtureDevice>& devices, QueueRights rights = QueueRights::everybody);
    /// One file for each job that reached a printer on USB.
    [[nodiscard]] std::vector<std::filesystem::path> device_pages() const;
    /// The value for CUPS_SERVERBIN.
    [[nodiscard]] std::filesystem::path server_programs() const { return folder_ / "cups/bin"; }
    /// The value for CUPS_SERVER that reaches the server by its local socket, so that it knows the user.
    [[nodiscard]] std::string local_socket() const { return folder_ / "cups/state/cups.sock"; }
    /// The server's printers.conf, after it has been made to write it.
    [[nodiscard]] std::string printers_conf();
    /// Runs a CUPS administration command: {"cupsdisable", "-r", "Ny rulle kl 10", "badge"}.
    void administer(const std::vector<std::string>& command) const;
    void freeze_cups() const { cups_->signal(SIGSTOP); }
    void thaw_cups() const { cups_->signal(SIGCONT); }
    /// Ends cupsd with `signal` and starts it again.
    void restart_cups(int signal);
    /// All files of its programs: spools, control files, logs at debug level.
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// The value for CUPS_SERVER.
    [[nodiscard]] std::string cups_server() const { return "127.0.0.1:" + std::to_string(cups_port_); }

private:
    void launch_cups();
    void write_cups_settings(QueueRights rights) const;

    std::filesystem::path folder_;
    std::string bus_;  ///< address of the private D-Bus; empty when there is none
    std::unique_ptr<Process> bus_process_;
    std::vector<std::unique_ptr<FixturePrinter>> printers_;
    int cups_port_ = 0;
    std::unique_ptr<Process> cups_;
    std::vector<std::unique_ptr<Process>> orphans_;  ///< sessions of CUPS servers that have ended
};

/// A loopback printer URI with nothing listening on its port.
std::string nobodys_uri();

}  // namespace entre::test
