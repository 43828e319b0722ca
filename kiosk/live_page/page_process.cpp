#include "kiosk/live_page/page_process.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <charconv>
#include <utility>

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "kiosk/process/child_process.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto start_timeout = 10s;  // loading from a cold disk is slow
constexpr auto stop_timeout = 1s;    // quitting does not wait for a process that hangs
constexpr auto heartbeat_interval = 2s;
constexpr auto hang_timeout = 8s;  // without any message, although heartbeats are answered
constexpr auto restart_delay = 1s;
constexpr std::size_t max_queued_messages = 1000;  // a process that floods us with requests must not fill our memory

void set_receive_timeout(int socket, std::chrono::seconds timeout) {
    const timeval value{timeout.count(), 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &value, sizeof value);
}

/// The port in a `ready` message.
std::optional<int> port_in(const std::optional<PageMessage>& message) {
    int port = 0;
    if (!message || message->kind != PageMessageKind::ready) return std::nullopt;
    const char* begin = message->text.data();
    if (std::from_chars(begin, begin + message->text.size(), port).ec != std::errc{}) return std::nullopt;
    return port;
}

}  // namespace

const HelperProgram& page_program() {
    static const HelperProgram program(helper_program("entre-page", ENTRE_PAGE));
    return program;
}

struct PageProcess::Run {
    ChildProcess process;
    PageChannel channel;
    int port = 0;
    std::optional<PageMessage> first_state;  ///< arrived before the process was ready

    Run(ChildProcess started, FileHandle socket)
        : process(std::move(started)), channel(std::move(socket), max_page_message_bytes) {}
};

PageProcess::PageProcess(PageProcessEvents events) : events_(std::move(events)) {}

PageProcess::~PageProcess() {
    std::shared_ptr<Run> last;
    {
        const MutexLock lock(mutex_);
        is_stopping_ = true;
        last = run_;
    }
    changed_.notify_all();
    writer_.request_stop();
    if (last) last->channel.finish_sending();  // it replies with its final state and exits
    {
        MutexLock lock(mutex_);
        changed_.wait_for(lock, stop_timeout, [this]() REQUIRES(mutex_) { return run_ == nullptr; });
        if (run_) run_->process.kill();
    }
    reader_.request_stop();
    if (reader_.joinable()) reader_.join();
}

Result<int> PageProcess::start() {
    auto run = launch();
    if (!run) return pass_on(run);
    const int port = (*run)->port;
    static_cast<void>(use(std::move(*run)));
    writer_ =
        std::jthread([this](const std::stop_token& stop) { run_thread("page-writer", stop, [&] { write_messages(stop); }); });
    reader_ = std::jthread([this](const std::stop_token& stop) { run_thread("page-reader", stop, [this] { read_messages(); }); });
    return port;
}

Result<std::shared_ptr<PageProcess::Run>> PageProcess::launch() const {
    auto sockets = open_socket_pair(SOCK_STREAM);
    if (!sockets) return pass_on(sockets);
    auto process = ChildProcess::start_helper(page_program(), {}, {{sockets->theirs.get(), page_channel}});
    if (!process) return pass_on(process);
    sockets->theirs.reset();  // otherwise its exit would not close the channel
    const int socket = sockets->ours.get();
    auto run = std::make_shared<Run>(std::move(*process), std::move(sockets->ours));
    set_receive_timeout(socket, start_timeout);
    auto message =
        run->channel.send(PageMessageKind::settings, 0, to_json(events_.settings())) ? run->channel.receive() : std::nullopt;
    for (; message && message->kind == PageMessageKind::state; message = run->channel.receive())
        run->first_state = std::move(message);
    set_receive_timeout(socket, hang_timeout);  // from here on, a process that hangs looks like one that is gone
    const auto port = port_in(message);
    if (!port)
        return tl::unexpected<Error>(refusal_from(message && message->kind == PageMessageKind::refused ? message->text : ""));
    run->port = *port;
    return run;
}

/// False if the process is not needed any more.
bool PageProcess::use(std::shared_ptr<Run> run) {
    {
        const MutexLock lock(mutex_);
        if (is_stopping_) return false;
        run_ = std::move(run);
        queue_.clear();
        is_view_sent_ = !view_json_;
    }
    changed_.notify_all();
    return true;
}

void PageProcess::write_messages(const std::stop_token& stop) {
    const auto has_work = [this]() REQUIRES(mutex_) { return run_ && (!queue_.empty() || !is_view_sent_); };
    auto next_heartbeat = Clock::now();
    MutexLock lock(mutex_);
    while (true) {
        const bool is_due = !changed_.wait_until(lock, stop, next_heartbeat, has_work);
        if (stop.stop_requested()) return;
        const auto to = run_;
        if (is_due) {
            next_heartbeat = Clock::now() + heartbeat_interval;
            lock.unlock();
            if (to) to->channel.send(PageMessageKind::heartbeat, 0, {});
        } else if (!queue_.empty()) {
            const auto message = std::move(queue_.front());
            queue_.pop_front();
            lock.unlock();
            to->channel.send(message.kind, message.number, message.text);
        } else {
            is_view_sent_ = true;
            const auto view_json = view_json_;
            lock.unlock();
            to->channel.send(PageMessageKind::view, 0, view_json());
        }
        lock.lock();
    }
}

void PageProcess::read_messages() {
    std::shared_ptr<Run> now;
    {
        const MutexLock lock(mutex_);
        now = run_;  // set by start, before this thread began
    }
    if (!now) now = relaunch();  // an exception ended this function between two processes
    while (now) {
        if (const auto first = std::exchange(now->first_state, std::nullopt)) events_.received(*first);
        while (const auto message = now->channel.receive()) events_.received(*message);
        bool is_last = false;
        {
            const MutexLock lock(mutex_);
            is_last = is_stopping_;
            run_ = nullptr;
        }
        changed_.notify_all();
        const int status = now->process.end(is_last ? 1s : 100ms);
        now = nullptr;
        events_.ended();
        if (is_last) return;
        log_error("live", {ErrorCode::stopped,
                           fmt::format("the live page's process is gone or hangs: {}; it is restarted", exit_text(status))});
        now = relaunch();
    }
}

/// Tries until a process runs; null if none is needed any more.
std::shared_ptr<PageProcess::Run> PageProcess::relaunch() {
    while (true) {
        {
            MutexLock lock(mutex_);
            if (changed_.wait_for(lock, restart_delay, [this]() REQUIRES(mutex_) { return is_stopping_; })) return nullptr;
        }
        auto run = launch();
        if (!run) {
            log_error("live", run.error());
            continue;
        }
        if (!use(*run)) return nullptr;
        events_.restarted();
        return *run;
    }
}

void PageProcess::post(PageMessageKind kind, std::uint64_t number, std::string text) {
    {
        const MutexLock lock(mutex_);
        if (!run_ || queue_.size() >= max_queued_messages) return;
        queue_.push_back({kind, number, std::move(text)});
    }
    changed_.notify_all();
}

void PageProcess::post_view(std::function<std::string()> view_json) {
    {
        const MutexLock lock(mutex_);
        view_json_ = std::move(view_json);
        is_view_sent_ = false;
    }
    changed_.notify_all();
}

bool PageProcess::send(PageMessageKind kind, std::uint64_t number, std::string_view text) {
    std::shared_ptr<Run> to;
    {
        const MutexLock lock(mutex_);
        to = run_;
    }
    return to && to->channel.send(kind, number, text);
}

pid_t PageProcess::pid() const {
    const MutexLock lock(mutex_);
    return run_ ? run_->process.pid() : 0;
}

}  // namespace entre
