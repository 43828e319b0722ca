#include "kiosk/share/engine_admin.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "kiosk/share/engine_schema.hpp"

namespace entre {

namespace {

constexpr std::chrono::milliseconds connect_patience{5000};
constexpr std::chrono::milliseconds patience{30000};
constexpr std::chrono::hours login_after_invitation{1};  // so that somebody who is late hears why

std::int64_t number_in(const SqlValue& value) { return value ? std::stoll(*value) : 0; }

std::string random_hex(std::size_t bytes) {
    std::string random(bytes, '\0'), hex(2 * bytes + 1, '\0');
    randombytes_buf(random.data(), random.size());
    sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(random.data()), random.size());
    hex.pop_back();
    return hex;
}

}  // namespace

std::string random_password() {
    std::array<unsigned char, 32> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, 64> text{};
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text.data();
}

EngineResult<EngineAdmin> EngineAdmin::connect(const std::vector<Connection::Keywords>& servers) {
    auto connection = Connection::open(servers, connect_patience);
    if (!connection) return tl::unexpected(std::move(connection.error()));
    return EngineAdmin(std::move(*connection));
}

EngineResult<void> EngineAdmin::make_database(const Connection::Keywords& keywords, const std::string& name) {
    auto connection = Connection::open({keywords}, connect_patience);
    if (!connection) return tl::unexpected(std::move(connection.error()));
    const auto found = connection->ask("SELECT 1 FROM pg_database WHERE datname = $1", {name}, patience);
    if (!found) return tl::unexpected(found.error());
    if (!found->empty()) return {};
    return connection->run_script("CREATE DATABASE " + connection->quoted_name(name), patience);
}

EngineResult<void> EngineAdmin::run(const std::string& sql, const std::vector<SqlValue>& parameters) {
    return connection_.ask(sql, parameters, patience).map([](const auto&) {});
}

EngineResult<void> EngineAdmin::set_up() { return connection_.run_script(engine_schema(), patience); }

EngineResult<void> EngineAdmin::set_up_if_older() {
    const auto rows = connection_.ask("SELECT max(number) FROM entre.schema_number", {}, patience);
    if (!rows) return tl::unexpected(rows.error());
    return number_in(rows->front().front()) < engine_schema_number ? set_up() : EngineResult<void>{};
}

EngineResult<bool> EngineAdmin::add_seminar(const std::string& seminar) {
    const auto rows = connection_.ask(
        "INSERT INTO entre.seminar (uuid) VALUES ($1) ON CONFLICT (uuid) DO UPDATE SET uuid = excluded.uuid RETURNING purged_at",
        {seminar}, patience);
    if (!rows) return tl::unexpected(rows.error());
    return !rows->front().front().has_value();
}

NewLogin EngineAdmin::new_login() const {
    NewLogin made{{"entre_k_" + random_hex(8), {}, false}, random_password()};
    made.login.verifier = connection_.password_verifier(made.login.role, made.password);
    return made;
}

EngineResult<void> EngineAdmin::add_login(const std::string& seminar, const Login& login) {
    const auto role = connection_.quoted_name(login.role);
    const auto rights = fmt::format("{} CONNECTION LIMIT 3 PASSWORD {}", login.is_revoked ? "NOLOGIN" : "LOGIN",
                                    connection_.quoted_text(login.verifier));
    const auto script = fmt::format(
        "DO $do$ BEGIN IF to_regrole({1}) IS NULL THEN CREATE ROLE {0} {2}; ELSE ALTER ROLE {0} {2}; END IF; END $do$;"
        "GRANT entre_kiosk TO {0};"
        "ALTER ROLE {0} SET statement_timeout = '5s'; ALTER ROLE {0} SET idle_in_transaction_session_timeout = '5s';"
        "INSERT INTO entre.login (role, seminar, revoked_at) SELECT {3}, s.id, {4} FROM entre.seminar s WHERE s.uuid = {5} "
        "ON CONFLICT (role) DO UPDATE SET revoked_at = excluded.revoked_at",
        role, connection_.quoted_text(role), rights, connection_.quoted_text(login.role), login.is_revoked ? "now()" : "NULL",
        connection_.quoted_text(seminar));
    return connection_.run_script(script, patience);
}

EngineResult<std::vector<Login>> EngineAdmin::logins(const std::string& seminar) {
    const auto rows = connection_.ask(
        "SELECT l.role, l.revoked_at IS NOT NULL FROM entre.login l JOIN entre.seminar s ON s.id = l.seminar WHERE s.uuid = $1 "
        "ORDER BY l.role",
        {seminar}, patience);
    if (!rows) return tl::unexpected(rows.error());
    std::vector<Login> logins;
    for (const auto& row : *rows) logins.push_back({row[0].value_or(""), {}, row[1] == "t"});
    return logins;
}

EngineResult<void> EngineAdmin::invite(const std::string& seminar, const NewInvitation& invitation) {
    // An invitation that was not taken leaves a login that nobody has the password of.
    const auto clean_up = run(
        "DO $do$ DECLARE old record; BEGIN "
        "FOR old IN SELECT i.role, i.login, i.taken_at FROM entre.invitation i WHERE i.until < now() - interval '1 hour' LOOP "
        "DELETE FROM entre.invitation WHERE role = old.role; "
        "IF to_regrole(quote_ident(old.role)) IS NOT NULL THEN EXECUTE format('DROP ROLE %I', old.role); END IF; "
        "IF old.taken_at IS NULL THEN DELETE FROM entre.login WHERE role = old.login; "
        "IF to_regrole(quote_ident(old.login)) IS NOT NULL THEN EXECUTE format('DROP ROLE %I', old.login); END IF; END IF; "
        "END LOOP; END $do$");
    if (!clean_up) return clean_up;
    if (auto added = add_login(seminar, invitation.login); !added) return added;
    const auto role = connection_.quoted_name(invitation.role);
    const auto until = fmt::format("now() + interval '{} s'", (invitation.lasts + login_after_invitation).count());
    const auto made = connection_.run_script(
        fmt::format(
            "DO $do$ BEGIN EXECUTE format('CREATE ROLE %I LOGIN CONNECTION LIMIT 2 VALID UNTIL %L PASSWORD %L', {}, {}, {}); "
            "END $do$; GRANT entre_invited TO {}",
            connection_.quoted_text(invitation.role), until,
            connection_.quoted_text(connection_.password_verifier(invitation.role, invitation.password)), role),
        patience);
    if (!made) return made;
    return run(
        "INSERT INTO entre.invitation (role, seminar, login, bundle, until) "
        "SELECT $1, s.id, $2, $3, now() + $4 * interval '1 s' FROM entre.seminar s WHERE s.uuid = $5",
        {invitation.role, invitation.login.role, bytea_text(invitation.bundle), std::to_string(invitation.lasts.count()),
         seminar});
}

EngineResult<bool> EngineAdmin::revoke(const std::string& seminar, const std::string& kiosk) {
    const auto rows = connection_.ask(
        "UPDATE entre.login l SET revoked_at = coalesce(l.revoked_at, now()) FROM entre.kiosk k, entre.seminar s "
        "WHERE k.login = l.role AND k.name = $2 AND s.id = k.seminar AND s.uuid = $1 RETURNING l.role",
        {seminar, kiosk}, patience);
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return false;
    const auto role = rows->front().front().value_or("");
    if (auto done = run("ALTER ROLE " + connection_.quoted_name(role) + " NOLOGIN"); !done)
        return tl::unexpected(std::move(done.error()));
    // Without the right to end other roles' connections it may stay connected, but no function answers it any more.
    static_cast<void>(run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1", {role}));
    if (auto hinted = run("SELECT entre.hint(s.id, 'kiosks') FROM entre.seminar s WHERE s.uuid = $1", {seminar}); !hinted)
        return tl::unexpected(std::move(hinted.error()));
    return true;
}

EngineResult<bool> EngineAdmin::set_aside(const std::string& seminar, const std::string& kiosk, std::int64_t number) {
    const auto rows = connection_.ask(
        "UPDATE entre.kiosk k SET set_aside_after = $3 FROM entre.seminar s WHERE s.id = k.seminar AND s.uuid = $1 AND k.name = "
        "$2 "
        "RETURNING entre.hint(s.id, 'kiosks')",
        {seminar, kiosk, std::to_string(number)}, patience);
    if (!rows) return tl::unexpected(rows.error());
    return !rows->empty();
}

EngineResult<EngineAdmin::KioskEntries> EngineAdmin::entries_of(const std::string& seminar, const std::string& kiosk) {
    const auto found = connection_.ask(
        "SELECT k.id, k.uuid FROM entre.kiosk k JOIN entre.seminar s ON s.id = k.seminar WHERE s.uuid = $1 AND k.name = $2",
        {seminar, kiosk}, patience);
    if (!found) return tl::unexpected(found.error());
    if (found->empty()) return KioskEntries{};
    KioskEntries all{found->front()[1].value_or(""), {}};
    const auto rows =
        connection_.ask("SELECT e.kiosk, e.number, e.sealed FROM entre.entry e WHERE e.kiosk = $1 ORDER BY e.number",
                        {found->front()[0]}, patience);
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& row : *rows)
        all.entries.push_back({static_cast<int>(number_in(row[0])), number_in(row[1]), bytea_bytes(row[2].value_or(""))});
    return all;
}

std::string engine_schema_for_administrator() {
    return fmt::format(R"SQL(-- Entré on your PostgreSQL server (15 or later). Once, as superuser:
--   CREATE ROLE entre_owner LOGIN CREATEROLE PASSWORD '…';
--   CREATE DATABASE entre OWNER entre_owner ENCODING 'UTF8' TEMPLATE template0;
-- pg_hba.conf, before any more general line, with the network of the kiosks:
--   hostssl entre +entre_kiosk   192.168.1.0/24 scram-sha-256
--   hostssl entre +entre_invited 192.168.1.0/24 scram-sha-256
--   hostssl entre entre_owner    192.168.1.0/24 scram-sha-256
-- Then this file as entre_owner in database entre: psql --single-transaction -v ON_ERROR_STOP=1 -f FILE
-- At the kiosk: entre share DIR --at postgresql://entre_owner:…@host:5432/entre --certificate CA.pem
-- Then as superuser in database entre the same file once more, because only a superuser can take from every role what it
-- needs not: large objects, code of its own, schema public. And: GRANT pg_signal_backend TO entre_owner;
-- What is kept: sealed entries whose key only the kiosks have; in clear the kiosks' names, how many entries each has and when it
-- was heard last. A purge deletes the entries; in WAL files and backups they remain, sealed, for as long as you keep those.
{})SQL",
                       engine_schema());
}

}  // namespace entre
