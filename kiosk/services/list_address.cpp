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

/// "/spreadsheets/d/ID/edit?gid=0" is for people; ".../export" is what "Download" leads to, ".../pub" what is published.
void to_google_download(WebAddress& address) {
    auto& target = address.target;
    constexpr std::string_view begin = "/spreadsheets/d/", published = "/spreadsheets/d/e/";
    if (!target.starts_with(begin) || target.find("/export") != std::string::npos || target.find("/pub?") != std::string::npos)
        return;
    const auto end = target.find_first_of("/?", target.starts_with(published) ? published.size() : begin.size());
    target = target.substr(0, end) + (target.starts_with(published) ? "/pub?output=xlsx" : "/export?format=xlsx");
}

/// "/s/TOKEN", also below "/index.php", is a page with a button that leads to "/s/TOKEN/download".
void to_nextcloud_download(WebAddress& address) {
    const auto path = address.target.substr(0, address.target.find('?'));
    const auto begin = path.starts_with("/index.php/s/") ? 13U : 3U;
    const bool is_share = path.starts_with("/s/") || begin == 13U;
    if (is_share && path.size() > begin + 10 && path.find('/', begin) == std::string::npos) address.target = path + "/download";
}

}  // namespace

std::optional<std::string> list_address(std::string_view typed) {
    typed = trim(typed);
    const bool has_scheme = typed.find("://") != std::string_view::npos;
    auto address = read_address(has_scheme ? std::string(typed) : "https://" + std::string(typed));
    if (!address || (address->host.find('.') == std::string::npos && !is_this_computer(*address))) return std::nullopt;
    if (!is_this_computer(*address)) address->scheme = "https";
    if (address->host == "docs.google.com") to_google_download(*address);
    if (is_at(*address, "sharepoint.com")) address = with_parameter(*address, "download", "1");
    if (is_at(*address, "dropbox.com")) address = with_parameter(*address, "dl", "1");
    to_nextcloud_download(*address);
    return address->server() + address->target;
}

}  // namespace entre
