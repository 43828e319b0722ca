// Runs the page process (kiosk/live_page/server), restarts it when it ends or hangs, and exchanges messages with it.
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "core/base/mutex.hpp"
#include "kiosk/live_page/messages.hpp"
#include "kiosk/live_page/page_channel.hpp"
#include "kiosk/process/child_process.hpp"

namespace entre {

/// The program that serves the page, opened at the first call: next to the running program, or where it is installed or built.
const HelperProgram& page_program();

/// Called from the reader thread, and `settings` also from `start`. None may write to the process: two processes that both wait
/// until the other one reads would wait for ever. Posting is fine.
struct PageProcessEvents {
    std::function<PageSettings()> settings;            ///< for the next process
    std::function<void(const PageMessage&)> received;  ///< a message that is not about starting
    std::function<void()> ended;      ///< the process is gone; its requests must not be answered after this returns
    std::function<void()> restarted;  ///< a new process runs; it knows only its settings and the newest view
};

/// Two threads: page-writer sends queued messages, page-reader receives and restarts the process. All functions are safe from
/// any thread.
class PageProcess {
public:
    explicit PageProcess(PageProcessEvents events);
    /// Waits up to a second for the process to end by itself, then kills it. No event is called afterwards.
    ~PageProcess();
    PageProcess(const PageProcess&) = delete;
    PageProcess& operator=(const PageProcess&) = delete;

    /// Starts the process and waits until it listens; returns its port. Call once. The process ends with the calling thread.
    /// Errors: address_taken, file_unreadable; stopped if it cannot be started or sandboxed.
    Result<int> start();

    /// Queues a message and returns at once. Dropped if no process runs.
    void post(PageMessageKind kind, std::uint64_t number, std::string text);
    /// Replaces the view. `view_json` is called on the writer thread, once for each process that shows this view.
    void post_view(std::function<std::string()> view_json);
    /// Sends at once and blocks while the process does not read; false if there is none.
    bool send(PageMessageKind kind, std::uint64_t number, std::string_view text);
    /// The process id; 0 while none runs.
    [[nodiscard]] pid_t pid() const;

private:
    /// One process, from start to exit.
    struct Run;
    [[nodiscard]] Result<std::shared_ptr<Run>> launch() const;
    [[nodiscard]] std::shared_ptr<Run> relaunch();
    [[nodiscard]] bool use(std::shared_ptr<Run> run);
    void read_messages();
    void write_messages(const std::stop_token& stop);

    PageProcessEvents events_;

    mutable Mutex mutex_;
    std::condition_variable_any changed_;
    std::shared_ptr<Run> run_ GUARDED_BY(mutex_);  ///< null while no process runs
    std::deque<PageMessage> queue_ GUARDED_BY(mutex_);
    std::function<std::string()> view_json_ GUARDED_BY(mutex_);
    bool is_view_sent_ GUARDED_BY(mutex_) = true;
    bool is_stopping_ GUARDED_BY(mutex_) = false;

    std::jthread writer_, reader_;
};

}  // namespace entre
