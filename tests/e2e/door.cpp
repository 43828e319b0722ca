#include "tests/e2e/door.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace entre::test {

namespace {

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (auto& word : words) out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

[[noreturn]] void become(std::vector<std::string> command, const std::vector<std::string>& environment) {
    for (const auto& setting : environment) {
        const auto equals = setting.find('=');
        ::setenv(setting.substr(0, equals).c_str(), setting.substr(equals + 1).c_str(), 1);
    }
    auto arguments = pointers(command);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

}  // namespace

ScratchFolder::ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "entre-e2e-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text;
}

Outcome run(const std::vector<std::string>& command, const std::vector<std::string>& environment, std::chrono::seconds bound) {
    const ScratchFolder scratch;
    const auto out = scratch.path() / "out", err = scratch.path() / "err";
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
        ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
        ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
        become(command, environment);
    }
    int status = 0;
    const bool has_ended = eventually([&] { return ::waitpid(pid, &status, WNOHANG) == pid; }, bound);
    if (!has_ended) {
        ::kill(pid, SIGKILL);
        ::waitpid(pid, &status, 0);
    }
    return {has_ended && WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(out), content_of(err)};
}

Display::Display(const std::string& size) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) throw std::runtime_error("no pipe");
    pid_ = ::fork();
    if (pid_ == 0) {
        ::close(pipe[0]);
        const int quiet = ::open("/dev/null", O_RDWR);
        ::dup2(quiet, STDOUT_FILENO);
        ::dup2(quiet, STDERR_FILENO);
        become({"Xvfb", "-displayfd", std::to_string(pipe[1]), "-screen", "0", size + "x24", "-nolisten", "tcp"}, {});
    }
    ::close(pipe[1]);
    // Read up to the line break: Xvfb writes it separately, and would die if the pipe were closed by then.
    pollfd ready{pipe[0], POLLIN, 0};
    for (char c = 0; c != '\n' && ::poll(&ready, 1, 20'000) == 1 && ::read(pipe[0], &c, 1) == 1;)
        if (c != '\n') number_.push_back(c);
    ::close(pipe[0]);
    if (number_.empty() || number_.find_first_not_of("0123456789") != std::string::npos)
        throw std::runtime_error("Xvfb did not start");
}

Display::~Display() {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
}

DemoSeminar::DemoSeminar() : folder_(scratch_.path() / "seminar") {
    std::filesystem::copy(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets" / "seminar", folder_);
    const auto imported = run({ENTRE_PROGRAM, "import", folder_.string()});
    if (imported.status != 0) throw std::runtime_error("the demo seminar cannot be imported: " + imported.err);
}

RunningKiosk::RunningKiosk(const Display& display, const DemoSeminar& seminar, const std::vector<std::string>& options,
                           const std::string& script, std::vector<std::string> environment, const std::filesystem::path& program)
    : log_(seminar.scratch() / "kiosk.log") {
    const auto file = seminar.scratch() / "script.txt";
    write_file(file, script);
    std::vector<std::string> command{program.empty() ? ENTRE_PROGRAM : program.string(),
                                     "kiosk",
                                     seminar.folder().string(),
                                     "--script",
                                     file.string(),
                                     "--shots",
                                     (seminar.scratch() / "shots").string()};
    command.insert(command.end(), options.begin(), options.end());
    environment.push_back("DISPLAY=" + display.name());
    process_ = std::make_unique<Process>(command, environment, log_);
}

void RunningKiosk::signal(int number) const { ::kill(process_->pid(), number); }

bool RunningKiosk::says(const std::string& words) const {
    if (eventually([&] { return log().find(words) != std::string::npos; }, std::chrono::seconds{60})) return true;
    std::fputs(("the kiosk's log does not contain \"" + words + "\":\n" + log()).c_str(), stderr);
    return false;
}

std::map<std::string, std::pair<int, int>> RunningKiosk::widgets(const std::filesystem::path& targets) const {
    std::map<std::string, std::pair<int, int>> found;
    if (!eventually([&] { return std::filesystem::exists(targets); }, std::chrono::seconds{60})) return found;
    std::ifstream in(targets);
    std::string id;
    for (int x = 0, y = 0, width = 0, height = 0; in >> id >> x >> y >> width >> height;)
        found[id] = {x + width / 2, y + height / 2};
    return found;
}

}  // namespace entre::test
