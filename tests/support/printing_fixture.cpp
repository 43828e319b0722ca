#include "tests/support/printing_fixture.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace entre::test {

namespace {

namespace fs = std::filesystem;

const fs::path virtual_files = fs::path(ENTRE_SOURCE_DIR) / "print/virtual";
const fs::path lab_files = fs::path(ENTRE_SOURCE_DIR) / "tests/support/printing";

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

sockaddr_in loopback(int port) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    out.sin_port = htons(static_cast<std::uint16_t>(port));
    return out;
}

bool is_listening(int port) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool is_open = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(fd);
    return is_open;
}

/// Whether a program accepts connections there: the file is made a moment earlier.
bool is_listening(const fs::path& socket_file) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_file.string().copy(address.sun_path, sizeof address.sun_path - 1);
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool is_open = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(fd);
    return is_open;
}

void need(bool is_there, const std::string& what, const fs::path& log) {
    if (!is_there) throw std::runtime_error("printing fixture: " + what + "\n" + content_of(log));
}

bool has_ipv6_loopback() {
    std::istringstream lines(content_of("/proc/net/if_inet6"));
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("00000000000000000000000000000001 ")) return true;
    return false;
}

/// The processes in a session. In /proc/PID/stat the session is the fourth field after the name's closing bracket, see proc(5).
std::vector<pid_t> members_of(pid_t session) {
    std::vector<pid_t> out;
    for (const auto& entry : fs::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        std::string stat;
        try {
            stat = content_of(entry.path() / "stat");
        } catch (const std::ios_base::failure&) {
            continue;  // the process has ended meanwhile
        }
        const auto bracket = stat.rfind(')');
        if (bracket == std::string::npos) continue;
        std::istringstream fields(stat.substr(bracket + 1));
        std::string state;
        pid_t parent = 0, group = 0, its_session = 0;
        if (fields >> state >> parent >> group >> its_session && its_session == session && state != "Z")
            out.push_back(static_cast<pid_t>(std::stol(name)));
    }
    return out;
}

}  // namespace

int free_port() {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    const bool is_bound = bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                          getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    close(fd);
    if (!is_bound) throw std::runtime_error("no free port on loopback");
    return ntohs(address.sin_port);
}

bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds bound) {
    const auto until = std::chrono::steady_clock::now() + bound;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return true;
}

Process::Process(const std::vector<std::string>& command, const std::vector<std::string>& environment, const fs::path& log) {
    std::vector<std::string> words{"/usr/bin/env"};
    words.insert(words.end(), environment.begin(), environment.end());
    words.insert(words.end(), command.begin(), command.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("printing fixture: cannot fork");
    if (pid_ > 0) {
        // Wait for setsid(): until then the session has no members, which would look as if the program had ended.
        while (getsid(pid_) != pid_) std::this_thread::yield();
        return;
    }
    setsid();
    const int in = open("/dev/null", O_RDONLY), out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(in, 0);
    dup2(out, 1);
    dup2(out, 2);
    execv(arguments.front(), arguments.data());
    _exit(127);
}

Process::~Process() { kill(); }

void Process::signal(int number) const {
    // The session id cannot be reused before its leader has been waited for.
    for (const pid_t member : members_of(pid_)) ::kill(member, number);
}

void Process::kill() {
    if (pid_ < 0) return;
    // Repeat, because a process may start another one between listing and killing; cupsd's backends outlive it.
    eventually([this] {
        signal(SIGKILL);
        return members_of(pid_).empty();
    });
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

namespace {

/// `text` with the attribute line that begins with `beginning` replaced.
std::string with_line(std::string text, const std::string& beginning, const std::string& line) {
    const auto from = text.find("ATTR " + beginning);
    const auto end = text.find('\n', from);
    need(from != std::string::npos, "badge-printer.conf has no line: " + beginning, {});
    return text.replace(from, end - from, line.empty() ? "#" : "ATTR " + beginning + " " + line);
}

constexpr const char* a4 = "iso_a4_210x297mm";

void replace_all(std::string& text, const std::string& before, const std::string& after) {
    for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + after.size()))
        text.replace(at, before.size(), after);
}

/// The attributes with A4 in place of A6. Sizes are in hundredths of a millimetre.
std::string with_a4(std::string text) {
    replace_all(text, "iso_a6_105x148mm", a4);
    replace_all(text, "x-dimension 10500", "x-dimension 21000");
    replace_all(text, "y-dimension 14800", "y-dimension 29700");
    return text;
}

/// The attributes in badge-printer.conf, changed for a printer that accepts only black raster.
std::string raster_attributes(int dpi) {
    const std::string resolution = std::to_string(dpi) + "dpi";
    std::string text = content_of(virtual_files / "badge-printer.conf");
    for (const char* name :
         {"printer-resolution-default", "printer-resolution-supported", "pwg-raster-document-resolution-supported"})
        text = with_line(std::move(text), std::string("resolution ") + name, resolution);
    text = with_line(std::move(text), "boolean color-supported", "false");
    for (const char* name : {"print-color-mode-default", "print-color-mode-supported"})
        text = with_line(std::move(text), std::string("keyword ") + name, "bi-level");
    text = with_line(std::move(text), "keyword pwg-raster-document-type-supported", "black_1");
    text = with_line(std::move(text), "keyword urf-supported", "");
    return with_line(std::move(text), "mimeMediaType document-format-supported", "image/pwg-raster,application/octet-stream");
}

}  // namespace

namespace {

/// The driver of a black label printer.
std::string label_ppd(int dpi) {
    std::string ppd = content_of(lab_files / "label.ppd.in");
    for (auto at = ppd.find("@DPI@"); at != std::string::npos; at = ppd.find("@DPI@", at))
        ppd.replace(at, 5, std::to_string(dpi));
    return ppd;
}

}  // namespace

FixturePrinter::FixturePrinter(fs::path folder, std::string bus, int raster_dpi, const std::string& labels)
    : folder_(std::move(folder)), bus_(std::move(bus)), attributes_(virtual_files / "badge-printer.conf"), port_(free_port()) {
    for (const char* name : {"out", "spool", "keys"}) fs::create_directories(folder_ / name);
    if (raster_dpi > 0) {
        attributes_ = folder_ / "attributes.conf";
        std::ofstream(attributes_) << raster_attributes(raster_dpi);
        ppd_ = folder_ / "label.ppd";
        std::ofstream(ppd_) << label_ppd(raster_dpi);
    }
    if (!labels.empty()) {
        attributes_ = folder_ / "attributes.conf";
        auto text = with_line(content_of(virtual_files / "badge-printer.conf"), "keyword media-ready", labels);
        if (labels == a4) text = with_a4(std::move(text));
        std::ofstream(attributes_) << text;
    }
    set_mode("ok");
    switch_on();
}

std::string FixturePrinter::uri() const { return "ipp://localhost:" + std::to_string(port_) + "/ipp/print"; }

void FixturePrinter::set_mode(const std::string& mode) const {
    fs::remove(folder_ / "count");
    std::ofstream(folder_ / "mode") << mode << '\n';
}

void FixturePrinter::do_by_hand(const std::string& deed) const { std::ofstream(folder_ / deed); }

std::vector<fs::path> FixturePrinter::pages() const {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(folder_ / "out"))
        if (!entry.path().filename().string().starts_with('.')) out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

std::string FixturePrinter::log() const { return content_of(folder_ / "log"); }

void FixturePrinter::switch_on() {
    std::vector<std::string> environment{"PRN_DIR=" + folder_.string()};
    environment.push_back(bus_.empty() ? "LD_PRELOAD=" ENTRE_IPPEVE_SHIM : "DBUS_SYSTEM_BUS_ADDRESS=" + bus_);
    const fs::path log = folder_ / "printer.log";
    process_ =
        std::make_unique<Process>(std::vector<std::string>{"/usr/sbin/ippeveprinter", "-v", "-r", "off", "-n", "localhost", "-p",
                                                           std::to_string(port_), "-K", folder_ / "keys", "-d", folder_ / "spool",
                                                           "-c", lab_files / "print-command", "-a", attributes_, "Badge"},
                                  environment, log);
    need(eventually([this] { return is_listening(port_); }), "the printer does not start", log);
}

void FixturePrinter::freeze() const { process_->signal(SIGSTOP); }
void FixturePrinter::thaw() const { process_->signal(SIGCONT); }

PrintingFixture::PrintingFixture() {
    std::string pattern = (fs::temp_directory_path() / "entre-lab-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("printing fixture: no temporary folder");
    folder_ = pattern;
    fs::permissions(folder_, fs::perms{0755});  // CUPS's filters do not run as root
    if (!has_ipv6_loopback() || !fs::exists("/usr/bin/dbus-daemon")) return;
    const fs::path socket = folder_ / "bus", settings = folder_ / "bus.conf", log = folder_ / "bus.log";
    std::string text = content_of(virtual_files / "private-bus.conf.in");
    text.replace(text.find("@SOCK@"), 6, socket.string());
    std::ofstream(settings) << text;
    bus_process_ = std::make_unique<Process>(
        std::vector<std::string>{"dbus-daemon", "--config-file=" + settings.string(), "--nofork", "--nosyslog", "--nopidfile"},
        std::vector<std::string>{}, log);
    need(eventually([&] { return is_listening(socket); }), "the private D-Bus does not start", log);
    bus_ = "unix:path=" + socket.string();
}

PrintingFixture::~PrintingFixture() {
    cups_.reset();
    orphans_.clear();
    printers_.clear();
    bus_process_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

FixturePrinter& PrintingFixture::add_printer() {
    printers_.push_back(std::make_unique<FixturePrinter>(folder_ / ("printer" + std::to_string(printers_.size())), bus_));
    return *printers_.back();
}

FixturePrinter& PrintingFixture::add_raster_printer(int dpi) {
    printers_.push_back(std::make_unique<FixturePrinter>(folder_ / ("printer" + std::to_string(printers_.size())), bus_, dpi));
    return *printers_.back();
}

FixturePrinter& PrintingFixture::add_printer_holding(const std::string& labels) {
    printers_.push_back(
        std::make_unique<FixturePrinter>(folder_ / ("printer" + std::to_string(printers_.size())), bus_, 0, labels));
    return *printers_.back();
}

namespace {

/// A CUPS ServerBin folder: links to the system's programs without its drivers, to the backends that do not look around on a
/// network, and the backend `once`.
void make_server_bin(const fs::path& bin) {
    fs::create_directories(bin / "backend");
    fs::create_directories(bin / "driver");
    for (const auto& entry : fs::directory_iterator("/usr/lib/cups"))
        if (entry.path().filename() != "backend" && entry.path().filename() != "driver")
            fs::create_directory_symlink(entry.path(), bin / entry.path().filename());
    for (const char* name : {"ipp", "ipps", "http", "https"})
        fs::create_symlink(fs::path("/usr/lib/cups/backend") / name, bin / "backend" / name);
    fs::copy_file(fs::path(ENTRE_SOURCE_DIR) / "print/cups/once", bin / "backend/once");
    fs::permissions(bin / "backend/once", fs::perms{0700});
}

/// A backend that lists `devices` and keeps what is printed on them in `out`, as files that appear complete.
void write_usb_backend(const fs::path& backend, const fs::path& out, const std::vector<FixtureDevice>& devices) {
    fs::create_directories(out);
    fs::permissions(out, fs::perms{0777});
    std::ofstream script(backend);
    script << "#!/bin/sh\nif [ $# -eq 0 ]; then\n  cat <<'END'\n";
    for (const auto& device : devices)
        script << (device.is_network ? "network " : "direct ") << device.uri << " \"" << device.make_and_model << "\" \""
               << device.make_and_model << " USB\" \"" << device.device_id << "\" \"\"\n";
    script << "END\n  exit 0\nfi\ncat >" << (out / ".job").string() << "-$1 && mv " << (out / ".job").string() << "-$1 "
           << (out / "job").string() << "-$1\n";
    script.close();
    fs::permissions(backend, fs::perms{0755});
}

/// A CUPS DataDir folder: links to the system's data, and the driver of a black label printer.
void make_data_folder(const fs::path& data) {
    fs::create_directories(data / "model");
    for (const auto& entry : fs::directory_iterator("/usr/share/cups"))
        if (entry.path().filename() != "model") fs::create_directory_symlink(entry.path(), data / entry.path().filename());
    std::ofstream(data / "model/label.ppd") << label_ppd(203);
}

/// cupsd.conf of the printing lab; `administrators`: as Debian has it, adding printers takes rights.
std::string cups_policy(QueueRights rights) {
    std::string text = content_of(lab_files / "cupsd.conf");
    if (rights == QueueRights::everybody) return text;
    const std::string limit = "  <Limit All>", none = "DefaultAuthType None";
    text.replace(text.find(none), none.size(), "DefaultAuthType Basic");
    return text.insert(
        text.find(limit),
        "  <Limit CUPS-Get-Devices CUPS-Add-Modify-Printer CUPS-Delete-Printer>\n    AuthType Default\n    Require "
        "user @SYSTEM\n    Order deny,allow\n  </Limit>\n");
}

}  // namespace

void PrintingFixture::write_cups_settings(QueueRights rights) const {
    const std::string root = folder_ / "cups";
    make_server_bin(server_programs());
    make_data_folder(root + "/data");
    for (const char* name : {"etc", "spool/tmp", "cache", "state", "log"}) fs::create_directories(fs::path(root) / name);
    std::ofstream files(root + "/etc/cups-files.conf");
    if (getuid() == 0) files << "User lp\nGroup lp\n";
    // TempDir must be inside RequestRoot: only that one is made accessible to the filters' user.
    files << "SystemGroup root\nServerBin " << root << "/bin\nDataDir " << root
          << "/data\nPrintcap\nFatalErrors config listen\nServerRoot " << root << "/etc\nDocumentRoot " << root
          << "/doc\nRequestRoot " << root << "/spool\nCacheDir " << root << "/cache\nStateDir " << root << "/state\nTempDir "
          << root << "/spool/tmp\nServerKeychain " << root << "/etc/ssl\nAccessLog " << root << "/log/access_log\nErrorLog "
          << root << "/log/error_log\nPageLog " << root << "/log/page_log\n";
    std::ofstream server(root + "/etc/cupsd.conf");
    server << "LogLevel debug\nMaxLogSize 0\nListen 127.0.0.1:" << cups_port_ << "\nListen " << root << "/state/cups.sock\n"
           << cups_policy(rights);
}

void PrintingFixture::start_cups(const std::vector<FixtureDevice>& devices, QueueRights rights) {
    cups_port_ = free_port();
    write_cups_settings(rights);
    if (!devices.empty()) write_usb_backend(server_programs() / "backend/usb", folder_ / "usb", devices);
    launch_cups();
}

std::vector<fs::path> PrintingFixture::device_pages() const {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(folder_ / "usb"))
        if (!entry.path().filename().string().starts_with('.')) out.push_back(entry.path());
    return out;
}

std::string PrintingFixture::printers_conf() {
    restart_cups(SIGTERM);
    return content_of(folder_ / "cups/etc/printers.conf");
}

void PrintingFixture::launch_cups() {
    const fs::path root = folder_ / "cups";
    cups_ = std::make_unique<Process>(
        std::vector<std::string>{"/usr/sbin/cupsd", "-f", "-c", root / "etc/cupsd.conf", "-s", root / "etc/cups-files.conf"},
        std::vector<std::string>{}, root / "log/stdio");
    need(eventually([this] { return is_listening(cups_port_); }), "cupsd does not start", root / "log/stdio");
}

void PrintingFixture::restart_cups(int signal) {
    if (!cups_) return;
    // Only cupsd: its backends keep running, as they do after a crash.
    ::kill(cups_->pid(), signal);
    eventually([this] { return !is_listening(cups_port_); });
    // The old server no longer listens; its backends are left to end by themselves.
    orphans_.push_back(std::move(cups_));
    launch_cups();
}

void PrintingFixture::administer(const std::vector<std::string>& command) const {
    std::vector<std::string> all{(fs::exists("/usr/sbin/" + command.front()) ? "/usr/sbin/" : "/usr/bin/") + command.front(),
                                 "-h", cups_server()};
    all.insert(all.end(), command.begin() + 1, command.end());
    const fs::path log = folder_ / "cups/log/administer";
    const Process running(all, {}, log);
    need(eventually([&] { return members_of(running.pid()).empty(); }), command.front() + " does not end", log);
}

std::string PrintingFixture::add_queue(const std::string& name, const FixturePrinter& printer, const std::string& error_policy) {
    if (!cups_) start_cups({});
    const fs::path root = folder_ / "cups", log = root / "log/lpadmin";
    const bool has_driver = !printer.ppd().empty();
    const Process adding({"/usr/sbin/lpadmin", "-h", cups_server(), "-p", name, "-E", "-v",
                          (has_driver ? "once:" : "") + printer.uri(), has_driver ? "-P" : "-m",
                          has_driver ? printer.ppd().string() : "everywhere", "-o", "printer-error-policy=" + error_policy},
                         {}, log);
    if (has_driver) {
        need(eventually([&] { return members_of(adding.pid()).empty(); }), "lpadmin does not end", log);
        need(fs::exists(root / "etc/ppd" / (name + ".ppd")), "the queue was not made", log);
        return "ipp://" + cups_server() + "/printers/" + name;
    }
    // CUPS 2.4.2 creates the queue's PPD only after lpadmin has returned.
    const auto is_ready = [&] {
        return fs::exists(root / "etc/ppd" / (name + ".ppd")) &&
               content_of(root / "log/error_log").find("\"" + name + "\" is now available") != std::string::npos;
    };
    need(eventually(is_ready), "the queue does not become available", log);
    return "ipp://" + cups_server() + "/printers/" + name;
}

std::string nobodys_uri() { return "ipp://127.0.0.1:" + std::to_string(free_port()) + "/ipp/print"; }

}  // namespace entre::test
