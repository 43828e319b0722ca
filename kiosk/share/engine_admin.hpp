// The engine's owner: sets it up, lets kiosks in and excludes them. Only where the engine was set up, or with its owner's URL.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/share/connection.hpp"
#include "kiosk/share/engine.hpp"

namespace entre {

/// A kiosk's role in the engine.
struct Login {
    std::string role;
    std::string verifier;  ///< what the server keeps instead of the password (SCRAM-SHA-256)
    bool is_revoked = false;
    friend bool operator==(const Login&, const Login&) = default;
};

/// A login and its password, which is known only to whom it is given.
struct NewLogin {
    Login login;
    std::string password;
};

/// How long an invitation can be used.
inline constexpr std::chrono::minutes invitation_lasts{10};

/// What the new kiosk gets when it takes an invitation.
struct NewInvitation {
    std::string role, password;  ///< of the invitation itself
    Login login;                 ///< the kiosk's own
    std::string bundle;          ///< sealed
    std::chrono::seconds lasts = invitation_lasts;
};

/// One connection of the owner. Owned by one thread. Errors of all: those of Connection::ask.
class EngineAdmin {
public:
    /// As for Connection::open.
    static EngineResult<EngineAdmin> connect(const std::vector<Connection::Keywords>& servers);

    /// Makes the database if there is none; `keywords` connect to another one.
    static EngineResult<void> make_database(const Connection::Keywords& keywords, const std::string& name);

    /// Makes or updates tables and functions. Errors: engine_newer, no_rights.
    EngineResult<void> set_up();
    /// The same where a program before this one made them. Errors: as above.
    EngineResult<void> set_up_if_older();
    /// Adds the seminar if it is not there. False if it has been purged.
    EngineResult<bool> add_seminar(const std::string& seminar);

    [[nodiscard]] NewLogin new_login() const;
    /// Makes the role, or gives it this verifier again.
    EngineResult<void> add_login(const std::string& seminar, const Login& login);
    EngineResult<std::vector<Login>> logins(const std::string& seminar);

    /// Also removes earlier invitations that nobody has taken in time, and their logins.
    EngineResult<void> invite(const std::string& seminar, const NewInvitation& invitation);

    /// Excludes the kiosk of this name; its connections end. False if there is none.
    EngineResult<bool> revoke(const std::string& seminar, const std::string& kiosk);
    /// Entries of the kiosk above `number` no longer count. False if there is no such kiosk.
    EngineResult<bool> set_aside(const std::string& seminar, const std::string& kiosk, std::int64_t number);
    /// The kiosk's UUID and all of its entries; empty if there is no such kiosk.
    struct KioskEntries {
        std::string uuid;
        std::vector<PulledEntry> entries;
    };
    EngineResult<KioskEntries> entries_of(const std::string& seminar, const std::string& kiosk);

private:
    explicit EngineAdmin(Connection connection) : connection_(std::move(connection)) {}
    EngineResult<void> run(const std::string& sql, const std::vector<SqlValue>& parameters = {});

    Connection connection_;
};

/// engine_schema() as a file for the administrator of a server, with what to do before and after.
std::string engine_schema_for_administrator();

/// 256 random bits as 43 characters of base64url, for passwords.
std::string random_password();

}  // namespace entre
