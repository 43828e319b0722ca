// The live page for phones and laptops on the same network, as the kiosk has it. The page itself is served by a process of its own that can open no
// file, least of all the database, and that is started anew when it falls: nothing that comes from the network is looked at here but what a paired
// phone asks for.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/health.hpp"
#include "core/attendance/live.hpp"
#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "core/services/staff_desk.hpp"
#include "kiosk/live_page/server/access.hpp"

namespace entre {

struct LivePageSettings {
    std::string listen;              ///< address and port: "192.168.1.20:8443"; "0.0.0.0:8443" for every network; port 0 for any
    std::filesystem::path folder;    ///< the seminar's: key, certificate and sessions are kept here, all of mode 0600
    std::filesystem::path assets;    ///< where the page's files lie
};

/// What the page may ask of the door. Called from threads of the dashboard's; each has to answer within some seconds. Without `act` the page
/// reads only, also for staff.
struct LivePageBackend {
    std::function<Result<StaffAnswer>(const StaffRequest&)> act;
    std::function<Result<std::optional<PersonHistory>>(const RegistrationId&)> person;
    std::function<void(std::string_view what)> notify_staff;  ///< something about the page that staff should know
    std::function<void()> phones_changed = {};              ///< somebody was let in or out, or a code is used up
};

/// An invitation as the staff screen shows it.
struct PairingInvitation {
    Invitation invitation;
    std::string url;          ///< "https://192.168.1.20:8443/pair#SECRET", for the QR code: a fragment never leaves the phone
    std::string address;      ///< "https://192.168.1.20:8443", to be typed
    std::string fingerprint;  ///< of the certificate, to hold beside the browser's warning
};

using TroubledBadges = std::shared_ptr<const std::vector<TroubledBadge>>;

/// The program that serves the page.
std::filesystem::path page_program();

/// Owns the page process and these threads: one writes to the process, one reads from it, and up to sixteen answer phones' requests. All functions
/// are safe from any thread and none waits for the page process.
class LivePage {
public:
    /// Starts the process and waits until it listens; the process ends with the thread that calls this. Errors: address_taken with the port and, where it can be told, the program that holds it;
    /// file_unwritable; file_missing; settings_invalid; stopped (no process, or it may not give away its rights).
    static Result<std::unique_ptr<LivePage>> open(const LivePageSettings& settings, const Seminar& seminar, LivePageBackend host);
    ~LivePage();  ///< Within some seconds, whoever is connected.
    LivePage(const LivePage&) = delete;
    LivePage& operator=(const LivePage&) = delete;

    /// What the pages show from now on; at every page within a second. `troubled`, for staff, may be null: none.
    void show(std::shared_ptr<const LiveView> view, const DoorHealth& health, TroubledBadges troubled = {});

    /// A new code, which replaces an earlier one for the same role. A phone can use it once the page process has read the message, normally
    /// within milliseconds; `LivePageBackend::phones_changed` is called then.
    [[nodiscard]] PairingInvitation invite(LiveRole role);
    /// Whether a code that was made still lets somebody in.
    [[nodiscard]] bool stands(std::string_view digits) const;
    [[nodiscard]] std::vector<LiveSession> sessions() const;
    /// Whether codes or sessions are others than when it was last asked.
    [[nodiscard]] bool take_change();
    void end(std::string_view session_id);
    [[nodiscard]] int port() const;
    /// The process that serves the page; 0 while there is none.
    [[nodiscard]] pid_t process() const;

private:
    struct Impl;
    explicit LivePage(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace entre
