#include "kiosk/share/share_setup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.hpp"
#include "core/base/id.hpp"
#include "core/base/log.hpp"
#include "core/store/database.hpp"
#include "core/store/roster.hpp"
#include "kiosk/live_page/certificate.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

constexpr const char* database = "entre";

fs::path url_file(const SeminarFolder& folder) { return folder.path / "share.admin"; }
fs::path logins_file(const PrivateCluster& cluster) { return cluster.folder() / "logins.json"; }

/// All logins that were ever made in the private server, so that a new one knows the kiosks.
std::vector<Login> read_logins(const PrivateCluster& cluster) {
    std::vector<Login> logins;
    const auto text = load_file(logins_file(cluster));
    const auto json = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
    if (!json.is_array()) return logins;
    for (const auto& one : json)
        if (one.is_object()) logins.push_back({one.value("role", ""), one.value("verifier", ""), one.value("is_revoked", false)});
    return logins;
}

Result<void> write_logins(const PrivateCluster& cluster, const std::vector<Login>& logins) {
    auto json = nlohmann::ordered_json::array();
    for (const auto& login : logins)
        json.push_back({{"role", login.role}, {"verifier", login.verifier}, {"is_revoked", login.is_revoked}});
    return write_file_atomically(logins_file(cluster), json.dump(1) + "\n", FileMode::owner_only);
}

/// The seminar's key as it is, or a new one.
Result<ShareKey> key_of(const SeminarFolder& folder, const std::string& email_key) {
    auto key = read_share_key(folder);
    if (key || key.error().code != ErrorCode::file_missing) return key;
    return ShareKey{new_uuid(utc_now()), {}, {}, {}, {}, {}, SealKey::random(), email_key, false};
}

template <class T>
Result<T> with_error(EngineResult<T> result) {
    if (!result) return tl::unexpected(to_error(result.error()));
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*result);
}

/// Tables and the seminar. Errors: wrong_usage once it is purged.
Result<void> set_up(EngineAdmin& admin, const std::string& seminar) {
    if (auto done = admin.set_up(); !done) return tl::unexpected(to_error(done.error()));
    const auto is_there = admin.add_seminar(seminar);
    if (!is_there) return tl::unexpected(to_error(is_there.error()));
    if (*is_there) return {};
    return fail(ErrorCode::wrong_usage, sentence("This seminar has been purged, so it cannot be shared any more."));
}

/// Gives `key` a login of its own in the engine.
Result<Login> add_new_login(EngineAdmin& admin, ShareKey& key) {
    auto made = admin.new_login();
    if (auto done = admin.add_login(key.seminar, made.login); !done) return tl::unexpected(to_error(done.error()));
    key.role = made.login.role;
    key.password = made.password;
    return made.login;
}

/// The earlier logins again, and one for this kiosk if it has none among them.
Result<void> restore_logins(EngineAdmin& admin, const PrivateCluster& cluster, ShareKey& key) {
    auto logins = read_logins(cluster);
    for (const auto& login : logins)
        if (auto done = admin.add_login(key.seminar, login); !done) return tl::unexpected(to_error(done.error()));
    if (std::ranges::find(logins, key.role, &Login::role) != logins.end()) return {};
    auto login = add_new_login(admin, key);
    if (!login) return pass_on(login);
    logins.push_back(*login);
    return write_logins(cluster, logins);
}

std::string host_and_port(const std::string& host, const std::string& port) {
    return fmt::format(fmt::runtime(host.find(':') == std::string::npos ? "{}:{}" : "[{}]:{}"), host, port);
}

/// The n-th of several values with commas; the last one stands for all that follow.
std::string nth(const std::string& values, std::size_t n) {
    std::size_t begin = 0;
    for (; n > 0 && values.find(',', begin) != std::string::npos; --n) begin = values.find(',', begin) + 1;
    return values.substr(begin, values.find(',', begin) - begin);
}

std::string hosts_in(const Connection::Keywords& keywords) {
    const auto value = [&](const char* name) { return keywords.contains(name) ? keywords.at(name) : std::string(); };
    const auto hosts = value("host");
    std::string all;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(std::ranges::count(hosts, ',')); ++i) {
        const auto host = nth(hosts, i), port = nth(value("port"), i);
        if (!host.empty()) all += (all.empty() ? "" : ",") + host_and_port(host, port.empty() ? "5432" : port);
    }
    return all;
}

Result<Connection::Keywords> owner_of(const std::string& url) {
    auto keywords = keywords_in_url(url);
    if (keywords && !hosts_in(*keywords).empty() && keywords->contains("user") && keywords->contains("dbname")) return *keywords;
    return fail(
        ErrorCode::wrong_usage,
        sentence("--at must be the address of a PostgreSQL server with its owner: postgresql://owner:password@host:5432/entre"));
}

/// Encrypted, and to the one server that has this certificate.
Connection::Keywords with_certificate(Connection::Keywords keywords, const ShareKey& key, const fs::path& file) {
    keywords["sslmode"] = key.checks_host_name ? "verify-full" : "verify-ca";
    keywords["sslrootcert"] = file.string();
    keywords["target_session_attrs"] = "read-write";
    keywords["application_name"] = "entre share";
    return keywords;
}

/// Numbers of entries are counted from the first; an entry that cannot be opened ends what counts.
bool is_all_before(const std::string& entry, UtcTime after) {
    const auto json = nlohmann::json::parse(entry, nullptr, false);
    if (!json.is_object()) return false;
    const auto rows = json.find("attendance");
    if (rows == json.end() || !rows->is_array()) return true;
    return std::all_of(rows->begin(), rows->end(), [&](const auto& row) {
        const auto at = row.is_object() ? row.find("at_ms") : row.end();
        return row.is_object() && at != row.end() && at->is_number_integer() &&
               from_ms(at->template get<std::int64_t>()) <= after;
    });
}

tl::unexpected<Error> no_such_kiosk(const std::string& kiosk) {
    return fail(ErrorCode::wrong_usage, sentence("No kiosk is called {}. Their names: entre share DIR --kiosks.", kiosk));
}

}  // namespace

Result<std::string> email_key_of(const SeminarFolder& folder) {
    std::error_code ignored;
    const bool has_database = std::filesystem::exists(folder.database(), ignored);
    auto database = Database::open(folder, has_database ? Access::read : Access::write, "entre share");
    if (!database) return pass_on(database);
    return database->guard([&]() -> Result<std::string> { return Roster(*database).email_key(); });
}

Result<ShareKey> share_here(const SeminarFolder& folder, const ClusterAddress& at, const std::string& email_key) {
    auto key = key_of(folder, email_key);
    if (!key) return key;
    const auto cluster = PrivateCluster::of(folder);
    if (auto done = cluster.start(at); !done) return pass_on(done);
    if (auto made = EngineAdmin::make_database(cluster.owner_keywords("postgres"), database); !made)
        return tl::unexpected(to_error(made.error()));
    auto admin = EngineAdmin::connect({cluster.owner_keywords(database)});
    if (!admin) return tl::unexpected(to_error(admin.error()));
    if (auto done = set_up(*admin, key->seminar); !done) return pass_on(done);
    if (auto done = restore_logins(*admin, cluster, *key); !done) return pass_on(done);
    const auto certificate = load_file(cluster.certificate());
    if (!certificate) return pass_on(certificate);
    key->hosts = host_and_port(at.address, std::to_string(at.port));
    key->database = database;
    key->certificate = *certificate;
    key->checks_host_name = false;
    if (auto done = write_share_key(folder, *key); !done) return pass_on(done);
    return key;
}

Result<ShareKey> share_at(const SeminarFolder& folder, const std::string& url, const std::string& certificate,
                          const std::string& email_key) {
    const auto owner = owner_of(url);
    if (!owner) return pass_on(owner);
    auto key = key_of(folder, email_key);
    if (!key) return key;
    const auto hosts = hosts_in(*owner);
    const bool is_same = key->hosts == hosts && key->database == owner->at("dbname") && !key->role.empty();
    key->hosts = hosts;
    key->database = owner->at("dbname");
    key->certificate = certificate;
    key->checks_host_name = has_authority(certificate);
    const auto file = share_certificate_file(folder);
    if (auto done = write_file_atomically(file, certificate, FileMode::owner_only); !done) return pass_on(done);
    auto admin = EngineAdmin::connect({with_certificate(*owner, *key, file)});
    if (!admin) return tl::unexpected(to_error(admin.error()));
    if (auto done = set_up(*admin, key->seminar); !done) return pass_on(done);
    if (!is_same)
        if (const auto login = add_new_login(*admin, *key); !login) return pass_on(login);
    if (auto done = write_file_atomically(url_file(folder), url + "\n", FileMode::owner_only); !done) return pass_on(done);
    if (auto done = write_share_key(folder, *key); !done) return pass_on(done);
    return key;
}

Result<void> start_engine_here(const SeminarFolder& folder) {
    const auto cluster = PrivateCluster::of(folder);
    const auto at = cluster.address();
    if (!cluster.exists() || !at) return {};
    if (auto done = cluster.start(*at); !done) return done;
    auto admin = EngineAdmin::connect({cluster.owner_keywords(database)});
    const auto done = admin ? admin->set_up_if_older() : tl::unexpected(admin.error());
    // The kiosks agree with older tables, too, but for what was added since.
    if (!done) log_warning("share", "the server's tables are left as they are: {}", done.error().detail);
    return {};
}

Result<EngineAdmin> engine_admin(const SeminarFolder& folder) {
    const auto key = read_share_key(folder);
    if (!key) return pass_on(key);
    if (const auto url = load_file(url_file(folder))) {
        const auto owner = owner_of(url->substr(0, url->find('\n')));
        if (!owner) return pass_on(owner);
        return with_error(EngineAdmin::connect({with_certificate(*owner, *key, share_certificate_file(folder))}));
    }
    const auto cluster = PrivateCluster::of(folder);
    if (!cluster.exists())
        return fail(
            ErrorCode::wrong_usage,
            sentence("Do this on the computer where the seminar was shared first: it keeps the engine at {}.", key->hosts));
    if (auto done = start_engine_here(folder); !done) return pass_on(done);
    return with_error(EngineAdmin::connect({cluster.owner_keywords(database)}));
}

Result<std::string> new_invitation(const SeminarFolder& folder) {
    auto admin = engine_admin(folder);
    if (!admin) return pass_on(admin);
    const auto invited = invite(folder, *admin);
    if (!invited) return pass_on(invited);
    const auto cluster = PrivateCluster::of(folder);
    if (!cluster.exists()) return invited->text;
    auto logins = read_logins(cluster);
    logins.push_back(invited->login);
    if (auto done = write_logins(cluster, logins); !done) return pass_on(done);
    return invited->text;
}

Result<void> revoke_kiosk(const SeminarFolder& folder, const std::string& kiosk) {
    const auto key = read_share_key(folder);
    if (!key) return pass_on(key);
    auto admin = engine_admin(folder);
    if (!admin) return pass_on(admin);
    const auto is_revoked = admin->revoke(key->seminar, kiosk);
    if (!is_revoked) return tl::unexpected(to_error(is_revoked.error()));
    if (!*is_revoked) return no_such_kiosk(kiosk);
    const auto cluster = PrivateCluster::of(folder);
    if (!cluster.exists()) return {};
    const auto now = admin->logins(key->seminar);
    if (!now) return tl::unexpected(to_error(now.error()));
    auto logins = read_logins(cluster);
    for (auto& login : logins) {
        const auto same = std::ranges::find(*now, login.role, &Login::role);
        login.is_revoked = login.is_revoked || (same != now->end() && same->is_revoked);
    }
    return write_logins(cluster, logins);
}

Result<std::int64_t> set_kiosk_aside(const SeminarFolder& folder, const std::string& kiosk, UtcTime after) {
    const auto key = read_share_key(folder);
    if (!key) return pass_on(key);
    auto admin = engine_admin(folder);
    if (!admin) return pass_on(admin);
    const auto all = admin->entries_of(key->seminar, kiosk);
    if (!all) return tl::unexpected(to_error(all.error()));
    if (all->uuid.empty()) return no_such_kiosk(kiosk);
    std::int64_t last = 0;
    for (const auto& entry : all->entries) {
        const auto opened = open_sealed(key->seal_key, entry_label(all->uuid, entry.number), entry.sealed);
        if (!opened || !is_all_before(*opened, after)) break;
        last = entry.number;
    }
    const auto done = admin->set_aside(key->seminar, kiosk, last);
    if (!done) return tl::unexpected(to_error(done.error()));
    return last;
}

Result<std::vector<OtherKiosk>> all_kiosks(const SeminarFolder& folder) {
    const auto key = read_share_key(folder);
    if (!key) return pass_on(key);
    constexpr std::chrono::milliseconds patience{5000};
    auto engine = Engine::connect(*key, share_certificate_file(folder), patience);
    if (!engine) return tl::unexpected(to_error(engine.error()));
    return with_error(engine->kiosks());
}

}  // namespace entre
