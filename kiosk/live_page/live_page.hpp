// The live page for phones and laptops on the same network, as the kiosk sees it. A separate, sandboxed process serves the
// page: it can open no file, least of all the database, and is restarted when it ends. The kiosk itself reads nothing from the
// network except the requests of paired phones.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/health.hpp"
#include "core/attendance/live.hpp"
#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "core/services/staff_desk.hpp"
#include "kiosk/live_page/session.hpp"

namespace entre {

struct LivePageSettings {
    std::string listen;            ///< address and port: "192.168.1.20:8443"; "0.0.0.0:8443" for every network; port 0 for any
    std::filesystem::path folder;  ///< the seminar's; key, certificate and sessions are saved here, readable by the owner only
};

/// What the live page requests of the kiosk. Called from the live page's threads; `act`, `person` and `attendance` have to return
/// within some seconds. Without `act` the page only reads, for staff too.
struct LivePageBackend {
    std::function<Result<StaffAnswer>(const StaffRequest&)> act;
    std::function<Result<std::optional<PersonHistory>>(const RegistrationId&)> person;
    std::function<void(std::string_view what)> notify_staff;  ///< a line about the page that staff should read
    std::function<void()> phones_changed = {};  ///< sessions, the invitations that can be used, or their address have changed
    std::function<Result<std::string>()> attendance = {};  ///< the attendance list as CSV, for staff
};

/// An invitation as the staff screen shows it. With "0.0.0.0" `url` and `address` are empty while there is no network.
struct PairingInvitation {
    Invitation invitation;
    std::string url;      ///< "https://192.168.1.20:8443/pair#SECRET", for the QR code; browsers never send the part after '#'
    std::string address;  ///< "https://192.168.1.20:8443", for typing
    std::string fingerprint;  ///< of the certificate, to compare with the browser's warning
};

using TroubledBadges = std::shared_ptr<const std::vector<TroubledBadge>>;

/// Owns the page process and these threads: page-writer, page-reader, up to sixteen page-answer for phones' requests, and
/// network, if it listens on every network, so that invitations have the address of the moment. All
/// functions are safe from any thread, and none waits for the page process, the disk or the desk, except `open` and the
/// destructor.
class LivePage {
public:
    /// Starts the process and waits until it listens. The process ends with the thread that calls this. Errors: address_taken
    /// with the port and, if it can be found, the program that uses it; file_unwritable; settings_invalid;
    /// stopped (the process cannot be started or sandboxed).
    static Result<std::unique_ptr<LivePage>> open(const LivePageSettings& settings, const Seminar& seminar,
                                                  LivePageBackend backend);
    ~LivePage();  ///< Takes about a second at most, also if the page process hangs.
    LivePage(const LivePage&) = delete;
    LivePage& operator=(const LivePage&) = delete;

    /// Shows this on all open pages within a second. `troubled` are badges that staff should check; null if there are none.
    void show(std::shared_ptr<const LiveView> view, const DoorHealth& health, TroubledBadges troubled = {});

    /// A new invitation; it replaces an earlier one for the same role. A phone can use it once the page process has read the
    /// message, normally within milliseconds; `LivePageBackend::phones_changed` is called then.
    [[nodiscard]] PairingInvitation invite(LiveRole role);
    /// The invitation with these digits, at the address that the page has now; nullopt if it can no longer be used.
    [[nodiscard]] std::optional<PairingInvitation> invitation(std::string_view digits) const;
    [[nodiscard]] std::vector<LiveSession> sessions() const;
    /// Whether invitations, their address or sessions have changed since the last call.
    [[nodiscard]] bool take_change();
    /// Disconnects a phone. An unknown id is not an error.
    void end_session(std::string_view session_id);
    [[nodiscard]] int port() const;
    /// The id of the page process; 0 while none runs.
    [[nodiscard]] pid_t process() const;

private:
    struct Impl;
    explicit LivePage(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace entre
