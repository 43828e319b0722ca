#include "core/share/share_key.hpp"

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.hpp"

namespace entre {

namespace {

constexpr std::size_t max_bytes = 1U << 16;

tl::unexpected<Error> invalid(const std::string& name) {
    return fail(
        ErrorCode::settings_invalid,
        sentence("{} is damaged. Let this kiosk join the others again: entre share DIR --invite shows the code for it.", name));
}

}  // namespace

std::filesystem::path share_key_file(const SeminarFolder& folder) { return folder.path / "share.key"; }
std::filesystem::path share_certificate_file(const SeminarFolder& folder) { return folder.path / "share.crt"; }

bool is_of_sharing(std::string_view name) {
    return name == "share.key" || name == "share.crt" || name == "share.admin" || name == "share.settings" || name == "share";
}

std::string share_key_json(const ShareKey& key) {
    const nlohmann::ordered_json json = {{"seminar", key.seminar},
                                         {"hosts", key.hosts},
                                         {"database", key.database},
                                         {"role", key.role},
                                         {"password", key.password},
                                         {"certificate", key.certificate},
                                         {"seal_key", key.seal_key.hex()},
                                         {"email_key", key.email_key},
                                         {"checks_host_name", key.checks_host_name}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<ShareKey> parse_share_key(const std::string& json, const std::string& name) {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    const auto text = [&](const char* member) {
        const auto found = parsed.is_object() ? parsed.find(member) : parsed.end();
        return parsed.is_object() && found != parsed.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto seal_key = SealKey::from_hex(text("seal_key"));
    if (!seal_key) return invalid(name);
    ShareKey key{text("seminar"),     text("hosts"), text("database"),  text("role"), text("password"),
                 text("certificate"), *seal_key,     text("email_key"), false};
    key.checks_host_name = parsed.value("checks_host_name", nlohmann::json()) == true;
    if (key.seminar.empty() || key.hosts.empty() || key.database.empty() || key.certificate.empty()) return invalid(name);
    return key;
}

Result<ShareKey> read_share_key(const SeminarFolder& folder) {
    const auto file = share_key_file(folder);
    const auto json = load_file(file, max_bytes);
    if (!json && json.error().code == ErrorCode::file_missing)
        return fail(ErrorCode::file_missing,
                    sentence("This seminar is not shared with other kiosks. To share it: entre share {}", folder.path.string()));
    if (!json) return pass_on(json);
    return parse_share_key(*json, file.string());
}

Result<void> write_share_key(const SeminarFolder& folder, const ShareKey& key) {
    if (auto done = write_file_atomically(share_certificate_file(folder), key.certificate, FileMode::owner_only); !done)
        return done;
    return write_file_atomically(share_key_file(folder), share_key_json(key), FileMode::owner_only);
}

}  // namespace entre
