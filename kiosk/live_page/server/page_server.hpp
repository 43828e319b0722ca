// The live page's server: HTTPS for phones and laptops, nothing before pairing. It has no file and no database: what it shows is told to it, and
// what it wants done, it asks of its host. It runs in the page process (main.cpp).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "kiosk/live_page/server/access.hpp"

namespace entre {

/// Where a page is reached.
struct PageAddress {
    std::string host;
    int port = 0;                    ///< 0: any
    std::vector<std::string> names;  ///< by which it may be asked for, the best first; all others belong to somebody else's page (DNS rebinding)

    /// "https://192.168.1.20:8443": what is to be typed.
    [[nodiscard]] std::string origin(int actual_port) const;
};

/// Of `dashboard.listen`, "192.168.1.20:8443"; "0.0.0.0:8443" is every network. Errors: settings_invalid.
Result<PageAddress> page_address(const std::string& listen);

struct PageSettings {
    PageAddress address;
    std::filesystem::path assets;             ///< where the page's files lie
    std::filesystem::path key, certificate;   ///< PEM
    std::string seminar;                      ///< what the page knows of it, as JSON
    std::string sessions;                     ///< what `PageState::kept` was before the last end
    UtcTime ends{};                           ///< of the seminar
    bool can_act = false;                     ///< staff may do more than read
};
std::string to_json(const PageSettings& settings);
/// Nothing for what `to_json` did not write.
std::optional<PageSettings> page_settings(std::string_view json);

/// Who is let in.
struct PageState {
    std::vector<LiveSession> sessions;  ///< newest first
    std::vector<std::string> standing;  ///< digits of invitations that still let somebody in
    std::string kept;                   ///< for a file: hashes of tokens, never tokens
};
std::string to_json(const PageState& state);
std::optional<PageState> page_state(std::string_view json);

std::string to_json(const Invitation& invitation);
std::optional<Invitation> invitation_of(std::string_view json);

/// Nothing: there is none.
using PageAnswer = Result<std::optional<std::string>>;

/// Called from the server's threads; each has to answer within some seconds.
struct PageServerHost {
    std::function<PageAnswer(std::string_view action)> act;
    std::function<PageAnswer(std::string_view id)> person;
    std::function<PageAnswer()> people, badges;
    std::function<PageAnswer(std::string_view language)> table;
    std::function<void(std::string_view what)> notify_staff;
    std::function<void(std::string_view what)> note;
    std::function<void(const PageState& state)> keep;  ///< whenever it is another, the newest last; also when the server ends
};

/// Threads of its own: one that accepts, one that keeps, and one for each open connection, 256 at most. All functions are safe from any thread.
class PageServer {
public:
    /// Errors: address_taken with the port and, where it can be told, the program that holds it; file_missing; file_unreadable.
    static Result<std::unique_ptr<PageServer>> open(const PageSettings& settings, PageServerHost host);
    ~PageServer();  ///< Within two seconds, whoever is connected.
    PageServer(const PageServer&) = delete;
    PageServer& operator=(const PageServer&) = delete;

    /// The view as JSON, for all pages within a second.
    void publish(const std::string& view);
    /// Once these return, `keep` has been told.
    void invite(const Invitation& invitation);
    void end(std::string_view session_id);
    [[nodiscard]] int port() const;

private:
    struct Impl;
    explicit PageServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace entre
