#include "kiosk/live_page/server/http.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace entre {

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
