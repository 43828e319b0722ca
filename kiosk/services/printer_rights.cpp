#include "kiosk/services/printer_rights.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>

#include "core/base/clock.hpp"
#include "core/base/log.hpp"
#include "kiosk/process/child_process.hpp"
#include "kiosk/services/printer_json.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto person_time = 120s;
constexpr std::size_t max_answer_bytes = 1U << 20;

/// Everything that arrives until the other end closes; empty if that takes too long.
std::string read_all(int from, const std::stop_token& stop) {
    const auto until = Clock::now() + person_time;
    std::string out;
    std::array<char, 4096> piece{};
    while (!stop.stop_requested() && Clock::now() < until && out.size() < max_answer_bytes) {
        pollfd waited{from, POLLIN, 0};
        if (::poll(&waited, 1, 100) <= 0) continue;
        const auto count = ::read(from, piece.data(), piece.size());
        if (count <= 0) return out;
        out.append(piece.data(), static_cast<std::size_t>(count));
    }
    return {};
}

/// The answer of `entre printer`, run as root. It ends by itself when our end of its input closes.
Result<nlohmann::json> run_as_root(const std::filesystem::path& pkexec, std::vector<std::string> arguments,
                                   const std::stop_token& stop) {
    std::error_code error;
    if (!std::filesystem::exists(pkexec, error))
        return fail(ErrorCode::printer_refused, said(MadeQueue{.how = MakingQueue::denied}));
    // An upgrade may have replaced the running program, which then has no path.
    const auto program = helper_program("entre", std::filesystem::read_symlink("/proc/self/exe", error).c_str());
    // Without its own agent: that would ask on the terminal, behind this window.
    arguments.insert(arguments.begin(), {"--disable-internal-agent", program.string(), "printer", "--json"});
    auto sockets = open_socket_pair(SOCK_STREAM);
    if (!sockets) return pass_on(sockets);
    auto child = ChildProcess::start(pkexec, std::move(arguments),
                                     {{sockets->theirs.get(), STDIN_FILENO}, {sockets->theirs.get(), STDOUT_FILENO}});
    if (!child) return pass_on(child);
    sockets->theirs.reset();
    const auto answer = nlohmann::json::parse(read_all(sockets->ours.get(), stop), nullptr, false);
    sockets->ours.reset();
    const int status = child->end(1s);
    log_info("setup", "printers with the rights of root: {}", exit_text(status));
    if (answer.is_object()) return answer;
    return fail(ErrorCode::printer_refused,
                sentence("The password was not given, so nothing was added. Try again, or ask the person who looks after the "
                         "computer."));
}

}  // namespace

Result<DeviceSearch> find_devices_as_root(const std::filesystem::path& pkexec, const std::stop_token& stop) {
    const auto answer = run_as_root(pkexec, {}, stop);
    if (!answer) return pass_on(answer);
    return devices_from_json(*answer);
}

Result<MadeQueue> make_queue_as_root(const std::filesystem::path& pkexec, const NewQueue& wanted, const std::stop_token& stop) {
    std::vector<std::string> arguments{"--add", wanted.device};
    if (!wanted.name.empty()) arguments.insert(arguments.end(), {"--name", wanted.name});
    if (wanted.label)
        arguments.insert(arguments.end(), {"--media", fmt::format("{:g}x{:g}", wanted.label->width_mm, wanted.label->height_mm)});
    const auto answer = run_as_root(pkexec, std::move(arguments), stop);
    if (!answer) return pass_on(answer);
    return made_from_json(*answer);
}

}  // namespace entre
