#include "kiosk/services/list_address.hpp"

#include "core/base/text.hpp"
#include "kiosk/services/web_address.hpp"

namespace entre {

namespace {

bool is_at(const WebAddress& address, std::string_view domain) {
    return address.host == domain || address.host.ends_with("." + std::string(domain));
}

bool is_this_computer(const WebAddress& address) {
    const auto name = address.host.substr(0, address.host.find(':'));
    return name == "localhost" || name == "127.0.0.1";
}

/// The sheet that an address shows: "0" of "…/edit?usp=sharing#gid=0".
std::string sheet_in(std::string_view url) {
    const auto at = url.rfind("gid=");
    return at == std::string_view::npos ? ""
                                        : std::string(url.substr(at + 4, url.find_first_not_of("0123456789", at + 4) - at - 4));
}

/// "/spreadsheets/d/ID/edit#gid=0" is for people; ".../export" is what "Download" leads to, ".../pub" what is published.
void to_google_download(WebAddress& address, const std::string& sheet) {
    auto& target = address.target;
    const auto id = target.find("/d/");
    if (!target.starts_with("/spreadsheets/") || id == std::string::npos || target.find("/export") != std::string::npos ||
        target.find("/pub?") != std::string::npos)
        return;
    const bool is_published = target.compare(id, 5, "/d/e/") == 0;
    const auto end = target.find_first_of("/?", id + (is_published ? 5 : 3));
    const std::string format = sheet.empty() ? "xlsx" : "csv&gid=" + sheet;
    target = target.substr(0, end) + (is_published ? "/pub?output=" : "/export?format=") + format;
}

/// "/s/TOKEN", also below "/index.php", is a page with a button that leads to "/s/TOKEN/download".
void to_nextcloud_download(WebAddress& address) {
    const auto path = address.target.substr(0, address.target.find('?'));
    const auto begin = path.starts_with("/index.php/s/") ? 13U : 3U;
    const bool is_share = path.starts_with("/s/") || begin == 13U;
    if (is_share && path.size() > begin + 10 && path.find_first_of("/.", begin) == std::string::npos)
        address.target = path + "/download";
}

}  // namespace

std::optional<std::string> list_address(std::string_view typed) {
    typed = trim(typed);
    const bool has_scheme = typed.find("://") != std::string_view::npos;
    auto address = read_address(has_scheme ? std::string(typed) : "https://" + std::string(typed));
    if (!address || (address->host.find('.') == std::string::npos && !is_this_computer(*address))) return std::nullopt;
    if (!is_this_computer(*address)) address->scheme = "https";
    if (address->host == "docs.google.com") to_google_download(*address, sheet_in(typed));
    if (is_at(*address, "sharepoint.com")) address = with_parameter(*address, "download", "1");
    if (is_at(*address, "dropbox.com")) address = with_parameter(*address, "dl", "1");
    to_nextcloud_download(*address);
    return address->server() + address->target;
}

}  // namespace entre
