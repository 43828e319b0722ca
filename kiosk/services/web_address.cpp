#include "kiosk/services/web_address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/base/text.hpp"

namespace entre {

namespace {

std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool is_plain =
            (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_' || c == '.';
        out += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::vector<std::string> query_of(const WebAddress& address) {
    std::vector<std::string> pairs;
    const auto question = address.target.find('?');
    if (question == std::string::npos) return pairs;
    for (std::string_view rest = std::string_view(address.target).substr(question + 1); !rest.empty();) {
        const auto end = std::min(rest.find('&'), rest.size());
        pairs.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return pairs;
}

bool is_named(std::string_view pair, std::string_view name) {
    const std::string own(pair.substr(0, pair.find('=')));
    return own == name || to_lower_ascii(own) == to_lower_ascii(encoded(name));
}

}  // namespace

std::optional<WebAddress> read_address(std::string_view url) {
    const auto end = url.find("://");
    if (end == std::string_view::npos) return std::nullopt;
    WebAddress address;
    address.scheme = to_lower_ascii(url.substr(0, end));
    if (address.scheme != "http" && address.scheme != "https") return std::nullopt;
    url = url.substr(end + 3);
    url = url.substr(0, url.find('#'));
    const auto path = std::min(url.find_first_of("/?"), url.size());
    address.host = to_lower_ascii(url.substr(0, path));
    const std::string_view usual_port = address.scheme == "http" ? ":80" : ":443";
    if (address.host.ends_with(usual_port)) address.host.erase(address.host.size() - usual_port.size());
    if (address.host.empty() || address.host.find_first_of("@ \t\r\n\\") != std::string::npos) return std::nullopt;
    address.target = url.substr(path);
    if (!address.target.starts_with('/')) address.target.insert(0, "/");
    if (address.target.find_first_of(" \t\r\n") != std::string::npos) return std::nullopt;
    return address;
}

std::optional<WebAddress> resolve_address(const WebAddress& base, std::string_view reference) {
    reference = trim(reference);
    if (reference.empty() || reference.find("://") < reference.find_first_of("/?#")) return read_address(reference);
    if (reference.starts_with("//")) return read_address(base.scheme + ":" + std::string(reference));
    const std::string path = base.target.substr(0, base.target.find('?'));
    if (reference.starts_with('/')) return read_address(base.server() + std::string(reference));
    if (reference.starts_with('?')) return read_address(base.server() + path + std::string(reference));
    return read_address(base.server() + path.substr(0, path.rfind('/') + 1) + std::string(reference));
}

WebAddress with_parameter(const WebAddress& address, std::string_view name, std::string_view value) {
    WebAddress out = address;
    out.target = address.target.substr(0, address.target.find('?'));
    char separator = '?';
    for (const auto& pair : query_of(address)) {
        if (is_named(pair, name)) continue;
        out.target += separator + pair;
        separator = '&';
    }
    out.target += separator + encoded(name) + "=" + encoded(value);
    return out;
}

std::optional<std::string> parameter_of(const WebAddress& address, std::string_view name) {
    for (const auto& pair : query_of(address))
        if (is_named(pair, name)) return pair.find('=') == std::string::npos ? std::string{} : pair.substr(pair.find('=') + 1);
    return std::nullopt;
}

}  // namespace entre
