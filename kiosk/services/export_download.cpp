#include "kiosk/services/export_download.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/stat.h>

#include <fstream>

#include "core/base/atomic_file.hpp"
#include "core/base/text.hpp"
#include "core/import/reader.hpp"

namespace entre {

namespace {

constexpr std::size_t max_bytes = 100U * 1024 * 1024;
constexpr int connect_seconds = 5, answer_seconds = 10;

struct Address {
    std::string server;  ///< "https://host:port"
    std::string path;    ///< "/api/v1/…?x=y"
};

Address address_of(const std::string& url) {
    const auto host = url.find("://") + 3;
    const auto path = url.find('/', host);
    return path == std::string::npos ? Address{url, "/"} : Address{url.substr(0, path), url.substr(path)};
}

/// The file's only line; empty without a file. The token gives access to everybody's names, so only the owner may read it.
Result<std::string> token_in(const std::filesystem::path& folder, const std::string& name) {
    if (name.empty()) return std::string{};
    const auto file = folder / name;
    struct stat about{};
    if (::stat(file.c_str(), &about) != 0)
        return fail(ErrorCode::settings_invalid,
                    fmt::format("{} is not there: seminar.toml names it as registrations.token_file", file.string()));
    if ((about.st_mode & 077) != 0)
        return fail(ErrorCode::settings_invalid,
                    fmt::format("{} can be read by others. Do: chmod 600 {}", file.string(), file.string()));
    const std::string text = load_file(file).value_or("");
    const std::string token(trim(std::string_view(text).substr(0, text.find('\n'))));
    if (token.empty() || token.find('\r') != std::string::npos)
        return fail(ErrorCode::settings_invalid,
                    fmt::format("{} is empty: it must hold the token that the server wants", file.string()));
    // "Token abc" and "Basic abc" are sent unchanged; a bare word is a bearer token (RFC 6750).
    return token.find(' ') == std::string::npos ? "Bearer " + token : token;
}

std::string why(httplib::Error error) {
    switch (error) {
        case httplib::Error::SSLServerVerification:
            return "nobody vouches for its certificate";
        case httplib::Error::SSLConnection:
            return "it does not speak TLS";
        case httplib::Error::ConnectionTimeout:
            return "it does not answer";
        case httplib::Error::Read:
            return "the answer stopped";
        default:
            return httplib::to_string(error);
    }
}

}  // namespace

ExportFetch::ExportFetch(SeminarFolder folder, RegistrationSettings settings)
    : folder_(std::move(folder)), settings_(std::move(settings)) {}

Result<bool> ExportFetch::fetch(const std::stop_token& stop) {
    const auto address = address_of(settings_.url);
    const auto token = token_in(folder_.path, settings_.token_file);
    if (!token) return pass_on(token);
    httplib::Client client(address.server);
    client.set_connection_timeout(connect_seconds);
    client.set_read_timeout(answer_seconds);
    client.enable_server_certificate_verification(true);
    client.set_follow_location(false);  // the token is for this server
    const std::stop_callback end(stop, [&] { client.stop(); });
    httplib::Headers headers{{"Accept", "*/*"}};
    if (!token->empty()) headers.emplace("Authorization", *token);
    if (!etag_.empty())
        headers.emplace("If-None-Match", etag_);
    else if (!modified_.empty())
        headers.emplace("If-Modified-Since", modified_);
    std::string bytes;
    const auto answer = client.Get(address.path, headers, [&](const char* data, std::size_t count) {
        bytes.append(data, count);
        return bytes.size() <= max_bytes && !stop.stop_requested();
    });
    if (stop.stop_requested()) return fail(ErrorCode::stopped, "the program is shutting down");
    // The address without its query, which may hold a secret.
    const std::string where = address.server + address.path.substr(0, address.path.find('?'));
    if (bytes.size() > max_bytes) return fail(ErrorCode::export_invalid, fmt::format("{}: over 100 MB", where));
    if (!answer)
        return fail(ErrorCode::file_unreadable,
                    fmt::format("{} cannot be fetched: {}. What lies in the folder is used.", where, why(answer.error())));
    if (answer->status == 304) return false;
    if (answer->status != 200)
        return fail(ErrorCode::file_unreadable,
                    fmt::format("{} answers {}{}. What lies in the folder is used.", where, answer->status,
                                answer->status == 401 || answer->status == 403 ? ": is the token right?" : ""));
    const auto target = folder_.path / file();
    const bool is_other = load_file(target, max_bytes).value_or("") != bytes;
    if (is_other) {
        // A login page is also sent with status 200.
        const auto reading = read_export({where, bytes}, settings_);
        if (!reading) return pass_on(reading);
        if (const auto written = write_file_atomically(target, bytes); !written) return pass_on(written);
    }
    etag_ = answer->get_header_value("ETag");
    modified_ = answer->get_header_value("Last-Modified");
    return is_other;
}

}  // namespace entre
