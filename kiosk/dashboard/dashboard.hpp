// The live page for phones and laptops on the same network: HTTPS only, nothing before pairing. What it shows is told to it; what
// it wants done, it asks of its host.
#pragma once

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
#include "core/staff_desk.hpp"
#include "kiosk/dashboard/access.hpp"

namespace entre {

struct DashboardSettings {
    std::string listen;              ///< address and port: "192.168.1.20:8443"; "0.0.0.0:8443" for every network; port 0 for any
    std::filesystem::path folder;    ///< the seminar's: key, certificate and sessions are kept here, all of mode 0600
    std::filesystem::path assets;    ///< where the page's files lie
};

/// What the page may ask of the door. Called from the server's threads; each has to answer within some seconds. Without `act` the
/// page reads only, also for staff.
struct DashboardHost {
    std::function<Result<StaffAnswer>(const StaffAction&)> act;
    std::function<Result<std::optional<PersonHistory>>(const RegistrationId&)> person;
    std::function<void(std::string_view what)> tell_staff;  ///< something about the page that staff should know
};

/// An invitation as the staff screen shows it.
struct PairingInvitation {
    Invitation invitation;
    std::string url;          ///< "https://192.168.1.20:8443/pair#SECRET", for the QR code: a fragment never leaves the phone
    std::string address;      ///< "https://192.168.1.20:8443", to be typed
    std::string fingerprint;  ///< of the certificate, to hold beside the browser's warning
};

/// Threads of its own: one that accepts, and one for each open connection, 256 at most. All functions are safe from any thread.
class Dashboard {
public:
    /// Errors: address_taken with the port and, where it can be told, the program that holds it; file_unwritable; file_missing.
    static Result<std::unique_ptr<Dashboard>> open(const DashboardSettings& settings, const Seminar& seminar, DashboardHost host);
    ~Dashboard();  ///< Within two seconds, whoever is connected.
    Dashboard(const Dashboard&) = delete;
    Dashboard& operator=(const Dashboard&) = delete;

    /// What the pages show from now on; at every page within a second.
    void show(std::shared_ptr<const LiveView> view, const DoorHealth& health);

    [[nodiscard]] PairingInvitation invite(LiveRole role);
    /// Whether a code that was made still lets somebody in.
    [[nodiscard]] bool stands(std::string_view digits) const;
    [[nodiscard]] std::vector<LiveSession> sessions() const;
    void end(std::string_view session_id);
    [[nodiscard]] int port() const;

private:
    struct Parts;
    explicit Dashboard(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

/// The program that listens on TCP `port` of this machine, "nginx (process 4711)"; nothing when it cannot be told.
std::optional<std::string> holder_of_port(int port);

}  // namespace entre
