#include "core/ticket/link.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::array<std::string_view, 2> schemes = {"https://", "http://"};
constexpr std::array<std::string_view, 7> tracking_prefixes = {"utm_", "mc_", "pk_", "mtm_", "hsa_", "_hs", "vero_"};
constexpr std::array<std::string_view, 16> tracking_names = {"fbclid",  "gclid",  "dclid",  "gbraid",    "wbraid", "msclkid",
                                                             "yclid",   "twclid", "ttclid", "li_fat_id", "igshid", "igsh",
                                                             "mkt_tok", "_ga",    "_gl",    "srsltid"};

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string_view without_scheme(std::string_view link) {
    const std::string start = to_lower_ascii(link.substr(0, 8));
    for (const auto scheme : schemes)
        if (start.starts_with(scheme)) return link.substr(scheme.size());
    return link;
}

std::string_view without_trailing_slashes(std::string_view text) {
    while (text.ends_with('/')) text.remove_suffix(1);
    return text;
}

std::string without_tracking(std::string_view query) {
    std::string out;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty() || is_tracking_parameter(pair.substr(0, pair.find('=')))) continue;
        out.append(out.empty() ? "?" : "&").append(pair);
    }
    return out;
}

}  // namespace

bool is_web_link(std::string_view text) {
    const std::string start = to_lower_ascii(text.substr(0, 8));
    return start.starts_with("https://") || start.starts_with("http://") || start.starts_with("www.");
}

bool is_tracking_parameter(std::string_view name) {
    const std::string lower = to_lower_ascii(name);
    return std::any_of(tracking_prefixes.begin(), tracking_prefixes.end(),
                       [&](std::string_view prefix) { return lower.starts_with(prefix); }) ||
           std::find(tracking_names.begin(), tracking_names.end(), lower) != tracking_names.end();
}

std::string comparable_link(std::string_view link) {
    link = without_scheme(trim(link));
    std::string_view fragment;
    if (const auto hash = link.find('#'); hash != std::string_view::npos) {
        fragment = without_trailing_slashes(link.substr(hash));
        link = link.substr(0, hash);
    }
    std::string query;
    if (const auto question = link.find('?'); question != std::string_view::npos) {
        query = without_tracking(link.substr(question + 1));
        link = link.substr(0, question);
    }
    const auto host_end = std::min(link.find('/'), link.size());
    std::string host = to_lower_ascii(link.substr(0, host_end));
    const auto is_odd = [](char c) { return c > 0 && c != '.' && c != '-' && c != ':' && !is_letter_or_digit(c); };
    if (host.find('.') == std::string::npos || std::any_of(host.begin(), host.end(), is_odd)) return {};
    if (host.starts_with("www.")) host.erase(0, 4);
    for (const std::string_view port : {":443", ":80"})
        if (host.ends_with(port)) host.erase(host.size() - port.size());
    host.append(without_trailing_slashes(link.substr(host_end))).append(query);
    if (fragment.size() > 1) host.append(fragment);
    return host;
}

}  // namespace entre
