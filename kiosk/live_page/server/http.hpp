// HTTP requests and responses as routes see them, independent of the HTTP library.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entre {

/// Valid while its handler runs.
struct HttpRequest {
    std::string peer;  ///< IP address
    std::string_view body;
    std::function<std::string(const char* name)> header;     ///< empty if absent
    std::function<std::string(const char* name)> parameter;  ///< of the query or of a form; empty if absent
    /// Counts the connection as one of this session; false if the session has too many.
    std::function<bool(const std::string& session)> assign_to_session;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;
/// Sends text to the peer; false if that failed.
using HttpWriter = std::function<bool(std::string_view text)>;

struct HttpResponse {
    int status = 200;
    std::string type;  ///< of the body: "application/json"
    std::string body;
    HttpHeaders headers = {};  ///< besides Content-Type and those of all responses
    /// If set, it replaces the body: called again and again on the connection's thread until it returns false.
    std::function<bool(const HttpWriter& write)> stream = {};
};

using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

/// {"error": reason}
HttpResponse error_response(int status, std::string_view reason);
/// 303: the browser follows with GET.
HttpResponse redirect_to(std::string path);
/// The value of a cookie; empty if the request has none of that name.
std::string cookie_of(const HttpRequest& request, std::string_view name);

}  // namespace entre
