#include "kiosk/services/export_download.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/stat.h>

#include <fstream>
#include <set>

#include "core/base/atomic_file.hpp"
#include "core/base/text.hpp"
#include "core/import/formats/json_pages.hpp"
#include "core/import/formats/json_rows.hpp"
#include "core/import/reader.hpp"
#include "kiosk/services/web_address.hpp"

namespace entre {

namespace {

constexpr std::size_t max_bytes = 100U * 1024 * 1024;
constexpr int connect_seconds = 5, answer_seconds = 10;
constexpr int max_redirects = 5, max_pages = 1000;

/// The file's only line; empty without a file. The token gives access to everybody's names, so only the owner may read it.
Result<std::string> token_in(const std::filesystem::path& folder, const std::string& name) {
    if (name.empty()) return std::string{};
    const auto file = folder / name;
    struct stat about{};
    if (::stat(file.c_str(), &about) != 0)
        return fail(ErrorCode::settings_invalid,
                    sentence("{} is not there: seminar.toml names it as registrations.token_file", file.string()));
    if ((about.st_mode & 077) != 0)
        return fail(ErrorCode::settings_invalid,
                    sentence("{} can be read by others. Do: chmod 600 {}", file.string(), file.string()));
    const std::string text = load_file(file).value_or("");
    const std::string token(trim(std::string_view(text).substr(0, text.find('\n'))));
    if (token.empty() || token.find('\r') != std::string::npos)
        return fail(ErrorCode::settings_invalid,
                    sentence("{} is empty: it must hold the token that the server wants", file.string()));
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

bool is_redirect(int status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

struct Download {
    WebAddress from;  ///< after redirects
    int status = 0;   ///< 200 or 304
    std::string bytes, etag, modified;
};

/// Requests to the registration system. Owned by one thread, for one download of a list.
class Downloader {
public:
    Downloader(WebAddress first, std::string token, const std::stop_token& stop)
        : first_(std::move(first)), token_(std::move(token)), stop_(stop) {}

    /// Follows redirects: on the same server, and to others by https but without the token.
    Result<Download> get(const WebAddress& address, const httplib::Headers& conditions) {
        WebAddress at = address;
        for (int redirects = 0;; ++redirects) {
            std::string location;
            auto download = get_one(at, conditions, location);
            if (!download || location.empty()) return download;
            const auto to = resolve_address(at, location);
            if (!to) return refused(at, download->status, "no address");
            if (redirects == max_redirects)
                return refused(at, download->status, fmt::format("{}, after {} redirects", to->host, redirects));
            if (!at.is_same_server(*to) && to->scheme != "https")
                return refused(
                    at, download->status,
                    fmt::format("{}, without https; if that is right, write its address into seminar.toml as url", to->host));
            at = *to;
        }
    }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    static tl::unexpected<Error> refused(const WebAddress& at, int status, std::string_view where) {
        return fail(
            ErrorCode::file_unreadable,
            sentence("{} answers {} and points to another address, which is not fetched ({}). What lies in the folder is used.",
                     at.shown(), status, where));
    }
    /// The same server, or the same host after it has switched to https.
    [[nodiscard]] bool may_have_token(const WebAddress& at) const {
        return at.is_same_server(first_) || (at.scheme == "https" && at.host == first_.host);
    }
    Result<Download> get_one(const WebAddress& at, const httplib::Headers& conditions, std::string& location) {
        httplib::Client client(at.server());
        client.set_connection_timeout(connect_seconds);
        client.set_read_timeout(answer_seconds);
        client.enable_server_certificate_verification(true);
        client.set_follow_location(false);
        const std::stop_callback end(stop_, [&] { client.stop(); });
        httplib::Headers headers = conditions;
        headers.emplace("Accept", "*/*");
        if (!token_.empty() && may_have_token(at)) headers.emplace("Authorization", token_);
        Download download{at, 0, {}, {}, {}};
        const auto answer = client.Get(at.target, headers, [&](const char* data, std::size_t count) {
            download.bytes.append(data, count);
            return bytes_ + download.bytes.size() <= max_bytes && !stop_.stop_requested();
        });
        if (stop_.stop_requested()) return fail(ErrorCode::stopped, sentence("the program is shutting down"));
        if (bytes_ + download.bytes.size() > max_bytes)
            return fail(ErrorCode::export_invalid, sentence("{}: over 100 MB", at.shown()));
        if (!answer)
            return fail(ErrorCode::file_unreadable,
                        sentence("{} cannot be fetched: {}. What lies in the folder is used.", at.shown(), why(answer.error())));
        download.status = answer->status;
        location = is_redirect(answer->status) ? answer->get_header_value("Location") : "";
        if (answer->status != 200 && answer->status != 304 && location.empty())
            return fail(
                ErrorCode::file_unreadable,
                answer->status == 401 || answer->status == 403
                    ? sentence("{} answers {}: is the token right? What lies in the folder is used.", at.shown(), answer->status)
                    : sentence("{} answers {}. What lies in the folder is used.", at.shown(), answer->status));
        if (location.empty()) bytes_ += download.bytes.size();
        download.etag = answer->get_header_value("ETag");
        download.modified = answer->get_header_value("Last-Modified");
        return download;
    }

    WebAddress first_;
    std::string token_;
    const std::stop_token& stop_;
    std::size_t bytes_ = 0;
};

tl::unexpected<Error> incomplete(const WebAddress& at, std::string_view what) {
    return fail(
        ErrorCode::export_invalid,
        sentence(
            "{} is one page of a longer list, whose pages cannot all be fetched ({}). A person who is on the other pages would "
            "count as withdrawn, so nothing was stored. Export the whole list into the folder instead.",
            at.shown(), what));
}

/// Where the page after `page`, which came from `at`, is. `is_json_api`: how pages are numbered.
Result<WebAddress> next_address(const WebAddress& at, const PageInfo& page, bool is_json_api) {
    if (!page.next_address.empty()) {
        const auto next = resolve_address(at, page.next_address);
        if (!next) return incomplete(at, "the next page has no address");
        if (!next->is_same_server(at)) return incomplete(at, fmt::format("the next page is on another server, {}", next->host));
        return *next;
    }
    if (!page.cursor.empty()) return with_parameter(at, page.cursor_name, page.cursor);
    if (page.next_page) return with_parameter(at, is_json_api ? "page[number]" : "page", std::to_string(*page.next_page));
    return incomplete(at, fmt::format("{}, but it does not say where the next page is", page.why));
}

/// All pages of the list that begins with `first`, as one JSON list. `bytes` is what was downloaded if that is all.
Result<std::string> join_pages(Downloader& downloader, const WebAddress& from, std::string bytes) {
    if (!is_json(bytes)) return bytes;
    auto page = read_json_page(bytes);
    if (!page || page->info.why.empty()) return bytes;  // damage is reported when the list is read
    const auto total = page->info.total;
    bool is_json_api = (page->info.is_json_api || parameter_of(from, "page[number]")) && !parameter_of(from, "page");
    bool was_changed = false;
    WebAddress at = from;
    std::set<std::string> visited{at.target};
    std::vector<std::string> rows = page->rows;
    const auto is_short = [&] { return total && static_cast<std::int64_t>(rows.size()) < *total; };
    while (is_short() || (page->info.has_next() && !(total && page->info.is_next_guessed))) {
        const auto next = next_address(at, page->info, is_json_api);
        if (!next) return pass_on(next);
        if (visited.size() >= max_pages) return incomplete(from, fmt::format("over {} pages", max_pages));
        if (!visited.insert(next->target).second) return incomplete(from, "its pages lead back to an earlier one");
        auto download = downloader.get(*next, {});
        if (!download) return pass_on(download);
        auto following = read_json_page(download->bytes);
        if (!following) return incomplete(*next, following.error().detail);
        if (following->rows == page->rows && !following->rows.empty()) {
            // The parameter was ignored: the other of the two usual ones.
            if (was_changed || !page->info.next_address.empty() || !page->info.cursor.empty())
                return incomplete(from, "every page is the first one");
            was_changed = true;
            is_json_api = !is_json_api;
            continue;
        }
        rows.insert(rows.end(), following->rows.begin(), following->rows.end());
        at = *next;
        // A page without its number is the one that was asked for.
        if (auto& info = following->info; !info.page && info.is_next_guessed && page->info.next_page) {
            info.next_page = *page->info.next_page + 1;
            if (info.pages && *info.next_page > *info.pages) info.next_page.reset();
        }
        if (following->rows.empty()) following->info = {};
        page = std::move(following);
        if (page->rows.empty() && is_short())
            return incomplete(from, fmt::format("of {} entries only {} came", *total, rows.size()));
    }
    std::string joined = "[";
    for (const auto& row : rows) joined.append(joined.size() == 1 ? "\n" : ",\n").append(row);
    return joined + "\n]\n";
}

}  // namespace

ExportFetch::ExportFetch(SeminarFolder folder, RegistrationSettings settings)
    : folder_(std::move(folder)), settings_(std::move(settings)) {}

Result<bool> ExportFetch::fetch(const std::stop_token& stop) {
    const auto address = read_address(settings_.url);
    if (!address)
        return fail(ErrorCode::settings_invalid, sentence("registrations.url in seminar.toml is no address of a server"));
    auto token = token_in(folder_.path, settings_.token_file);
    if (!token) return pass_on(token);
    Downloader downloader(*address, std::move(*token), stop);
    httplib::Headers conditions;
    if (!etag_.empty())
        conditions.emplace("If-None-Match", etag_);
    else if (!modified_.empty())
        conditions.emplace("If-Modified-Since", modified_);
    auto download = downloader.get(*address, conditions);
    if (!download) return pass_on(download);
    if (download->status == 304) return false;
    const std::size_t first_page = download->bytes.size();
    auto bytes = join_pages(downloader, download->from, std::move(download->bytes));
    if (!bytes) return pass_on(bytes);
    const auto target = folder_.path / file();
    const bool is_other = load_file(target, max_bytes).value_or("") != *bytes;
    if (is_other) {
        // A login page is also sent with status 200.
        const auto reading = read_export({address->shown(), *bytes}, settings_);
        was_no_list_ = !reading;
        if (!reading) return pass_on(reading);
        if (const auto written = write_file_atomically(target, *bytes); !written) return pass_on(written);
    }
    // Validators of the first page say nothing about the others.
    const bool is_one_page = downloader.bytes() == first_page;
    etag_ = is_one_page ? download->etag : "";
    modified_ = is_one_page ? download->modified : "";
    return is_other;
}

}  // namespace entre
