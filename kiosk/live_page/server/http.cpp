#include "kiosk/live_page/server/http.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace entre {

const HttpHeaders& security_headers() {
    static const HttpHeaders all = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
         "object-src "
         "'none'; frame-ancestors 'none'; form-action 'self'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cache-Control", "no-store"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
        {"Strict-Transport-Security", "max-age=31536000"},
    };
    return all;
}

bool is_own_host(const HttpRequest& request, const std::vector<std::string>& names, int port) {
    const auto header = request.header("Host");
    const auto is_called = [&](const std::string& name) {
        return !name.empty() && (header == fmt::format("{}:{}", name, port) || (port == 443 && header == name));
    };
    const auto& own = request.own_address;
    return std::ranges::any_of(names, is_called) || is_called(own.find(':') == std::string::npos ? own : "[" + own + "]");
}

HttpResponse error_response(int status, std::string_view reason) {
    return {status, "application/json", nlohmann::json{{"error", reason}}.dump()};
}

HttpResponse redirect_to(std::string path) { return {303, {}, {}, {{"Location", std::move(path)}}}; }

std::string cookie_of(const HttpRequest& request, std::string_view name) {
    const std::string all = request.header("Cookie");
    for (std::size_t begin = 0; begin < all.size();) {
        const auto end = std::min(all.find(';', begin), all.size());
        std::string_view one = std::string_view(all).substr(begin, end - begin);
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (one.starts_with(name) && one.size() > name.size() && one[name.size()] == '=')
            return std::string(one.substr(name.size() + 1));
        begin = end + 1;
    }
    return {};
}

}  // namespace entre
