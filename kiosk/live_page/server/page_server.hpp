// The live page's server: HTTPS for phones and laptops; before pairing it reveals nothing. It opens no file after `open` and no
// database: the host supplies what it shows and carries out what it requests. Runs in the page process (main.cpp).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "kiosk/live_page/messages.hpp"

namespace entre {

/// Called from the server's threads, never under a lock of the server. The first five have to return within some seconds.
struct PageServerHost {
    std::function<PageAnswer(std::string_view action)> act;
    std::function<PageAnswer(std::string_view id)> person;
    std::function<PageAnswer()> people, badges, attendance;
    std::function<PageAnswer(std::string_view language, LiveRole role)> table;
    std::function<void(std::string_view what)> notify_staff;
    std::function<void(std::string_view what)> note;  ///< a line for the log
    /// The state, after every change and once at shutdown; always from the same thread, in order.
    std::function<void(const PageState& state)> state_changed;
    /// The state reported last includes the change with this number.
    std::function<void(std::uint64_t number)> change_done;
    std::function<void()> alive;  ///< answers `answer_heartbeat`, on the thread that reports states
};

/// Threads: page-accept, page-state, and page-conn for each open connection, 256 at most. All functions are safe from any
/// thread, return at once and never call the host.
class PageServer {
public:
    /// Errors: address_taken with the port and, if it can be found, the program that uses it; file_unreadable.
    static Result<std::unique_ptr<PageServer>> open(const PageSettings& settings, PageServerHost host);
    ~PageServer();  ///< Takes two seconds at most, whatever the connected peers do.
    PageServer(const PageServer&) = delete;
    PageServer& operator=(const PageServer&) = delete;

    /// Shows the view, as JSON, on all pages within a second.
    void publish(const std::string& view);
    /// Both have taken effect when they return. The host then gets the new state and `change_done` with `number`.
    void invite(const Invitation& invitation, std::uint64_t number);
    void end(std::string_view session_id, std::uint64_t number);
    /// The host's `alive` is called, unless the server hangs.
    void answer_heartbeat();
    [[nodiscard]] int port() const;

private:
    struct Impl;
    explicit PageServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace entre
