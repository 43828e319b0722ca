#include "kiosk/share/invitation.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.hpp"
#include "core/base/digest.hpp"
#include "core/base/text.hpp"
#include "core/registration/issue_code.hpp"
#include "core/seminar/shared_settings.hpp"
#include "core/seminar/toml_edit.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view scheme = "entre-join:";
constexpr std::size_t secret_length = 16;
constexpr std::size_t group_length = 4;
constexpr const char* bundle_label = "invitation";

std::string new_secret() {
    std::string secret(secret_length, ' ');
    for (char& c : secret) c = ticket_alphabet[randombytes_uniform(static_cast<std::uint32_t>(ticket_alphabet.size()))];
    return secret;
}

/// "K7QM-2xvd" as "k7qm2xvd".
std::string without_groups(std::string_view typed) {
    std::string secret;
    for (const char c : typed)
        if (c != '-' && c != ' ') secret += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return secret;
}

/// Role and password of the invitation: only who has the secret can make them.
std::string role_of(const std::string& secret) { return "entre_i_" + keyed_hash_hex(secret, "role").substr(0, 16); }
std::string password_of(const std::string& secret) { return keyed_hash_hex(secret, "password"); }

std::string bundle_json(const Bundle& bundle) {
    auto json = nlohmann::ordered_json::parse(shared_settings_json(bundle.shared));
    json["key"] = share_key_json(bundle.key);
    return json.dump();
}

/// May throw nlohmann's exceptions.
std::optional<Bundle> bundle_in(const std::string& text) {
    auto key = parse_share_key(nlohmann::json::parse(text).at("key").get<std::string>(), "share.key");
    auto shared = parse_shared_settings(text);
    if (!key || !shared) return std::nullopt;
    return Bundle{std::move(*key), std::move(*shared)};
}

/// Errors: settings_invalid. Only a kiosk of the seminar can have written it, but perhaps one of another version.
Result<Bundle> parse_bundle(const std::string& text) {
    std::optional<Bundle> bundle;
    try {
        bundle = bundle_in(text);
    } catch (const nlohmann::json::exception&) {
        bundle.reset();
    }
    if (bundle) return std::move(*bundle);
    return fail(ErrorCode::settings_invalid,
                sentence("The invitation cannot be understood. Do both kiosks have the same version of Entré?"));
}

/// Channel binding proves that the server knows the secret, so no certificate is needed.
std::vector<Connection::Keywords> servers_of(const InvitationCode& code) {
    std::vector<Connection::Keywords> servers;
    for (const auto& [host, port] : hosts_and_ports(code.hosts))
        servers.push_back({{"host", host},
                           {"port", port},
                           {"dbname", code.database},
                           {"user", role_of(code.secret)},
                           {"password", password_of(code.secret)},
                           {"sslmode", "require"},
                           {"sslrootcert", "/nonexistent"},  // otherwise a file of the user's home folder would be used
                           {"channel_binding", "require"},
                           {"gssencmode", "disable"},
                           {"target_session_attrs", "read-write"},
                           {"application_name", "entre join"}});
    return servers;
}

Error cannot_join(EngineFailure failure) {
    if (failure.error != EngineError::refused && failure.error != EngineError::no_rights) return to_error(failure);
    return error_of(
        ErrorCode::database_failed,
        sentence("The invitation is unknown: it is old, or was read only in part. Let the other kiosk show a new one."));
}

Result<Bundle> take(const InvitationCode& code) {
    constexpr std::chrono::milliseconds patience{5000};
    auto connection = Connection::open(servers_of(code), patience);
    if (!connection) return tl::unexpected(cannot_join(std::move(connection.error())));
    const auto rows = connection->ask("SELECT entre.take_invitation()", {}, patience);
    if (!rows) return tl::unexpected(cannot_join(rows.error()));
    const auto opened =
        open_sealed(SealKey::from_secret(code.secret), bundle_label, bytea_bytes(rows->front().front().value_or("")));
    if (!opened) return pass_on(opened);
    return parse_bundle(*opened);
}

Result<void> make_shared_folder(const SeminarFolder& folder, const Bundle& bundle) {
    if (const auto seminar = parse_seminar(bundle.shared.settings, "seminar.toml"); !seminar) return pass_on(seminar);
    std::error_code error;
    fs::create_directories(folder.path, error);
    if (error)
        return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be made: {}", folder.path.string(), error.message()));
    for (const auto& file : bundle.shared.files) {
        fs::create_directories((folder.path / file.name).parent_path(), error);
        if (auto done = write_file_atomically(folder.path / file.name, file.content, FileMode::owner_only); !done) return done;
    }
    if (auto done = write_share_key(folder, bundle.key); !done) return done;
    // Last, because it makes the folder a seminar's.
    return write_file_atomically(folder.settings(), bundle.shared.settings);
}

}  // namespace

std::string invitation_text(const InvitationCode& code) {
    std::string groups;
    for (std::size_t i = 0; i < code.secret.size(); i += group_length)
        groups += (groups.empty() ? "" : "-") + code.secret.substr(i, group_length);
    return fmt::format("{}{}/{}/{}", scheme, code.hosts, code.database, groups);
}

std::optional<InvitationCode> parse_invitation(std::string_view text) {
    text = trim(text);
    if (text.starts_with(scheme)) text.remove_prefix(scheme.size());
    const auto first = text.find('/'), last = text.rfind('/');
    if (first == last) return std::nullopt;
    InvitationCode code{std::string(text.substr(0, first)), std::string(text.substr(first + 1, last - first - 1)),
                        without_groups(text.substr(last + 1))};
    const bool is_secret =
        code.secret.size() == secret_length && code.secret.find_first_not_of(ticket_alphabet) == std::string::npos;
    const bool is_database = !code.database.empty() && code.database.find('/') == std::string::npos;
    if (!is_secret || !is_database || hosts_and_ports(code.hosts).empty()) return std::nullopt;
    return code;
}

std::string settings_for_others(std::string_view settings) {
    const auto headers = TomlText(settings).headers();
    const bool has_printer =
        std::ranges::any_of(headers, [](const auto& header) { return header == "[[printer]]" || header == "[printer]"; });
    return without_own_tables(settings) + (has_printer ? "\n[[printer]]\nname  = \"Skrivare\"\nqueue = \"auto\"\n" : "");
}

Result<Invited> invite(const SeminarFolder& folder, EngineAdmin& admin) {
    auto key = read_share_key(folder);
    if (!key) return pass_on(key);
    auto shared = read_shared_settings(folder);
    if (!shared) return pass_on(shared);
    shared->settings = settings_for_others(shared->settings);
    const auto made = admin.new_login();
    Bundle bundle{*key, std::move(*shared)};
    bundle.key.role = made.login.role;
    bundle.key.password = made.password;
    const InvitationCode code{key->hosts, key->database, new_secret()};
    NewInvitation invitation;
    invitation.role = role_of(code.secret);
    invitation.password = password_of(code.secret);
    invitation.login = made.login;
    invitation.bundle = seal(SealKey::from_secret(code.secret), bundle_label, bundle_json(bundle));
    if (auto done = admin.invite(key->seminar, invitation); !done) return tl::unexpected(to_error(done.error()));
    return Invited{invitation_text(code), made.login};
}

Result<Bundle> take_invitation(std::string_view text) {
    if (const auto code = parse_invitation(text)) return take(*code);
    return fail(ErrorCode::wrong_usage,
                sentence("This is not an invitation, or only a part of one. Another kiosk shows it on its staff page Kiosks."));
}

Result<void> store_bundle(const SeminarFolder& folder, const Bundle& bundle) {
    std::error_code ignored;
    return fs::exists(folder.settings(), ignored) ? write_share_key(folder, bundle.key) : make_shared_folder(folder, bundle);
}

Result<void> join_with_invitation(const SeminarFolder& folder, std::string_view text) {
    std::error_code ignored;
    const auto before = read_share_key(folder);
    if (fs::exists(folder.settings(), ignored) && !before)
        return fail(ErrorCode::wrong_usage,
                    sentence("{} holds a seminar of its own. Join with a folder that does not exist yet.", folder.path.string()));
    const auto bundle = take_invitation(text);
    if (!bundle) return pass_on(bundle);
    if (before && before->seminar != bundle->key.seminar)
        return fail(
            ErrorCode::wrong_usage,
            sentence("The invitation is for a different seminar from the one in {}. Make a new one and join with a folder that "
                     "does not exist yet.",
                     folder.path.string()));
    return store_bundle(folder, *bundle);
}

}  // namespace entre
