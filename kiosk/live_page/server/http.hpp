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
    std::string path = {};
    std::string own_address = {};  ///< the IP address of this machine that the connection was made to
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

/// The body of a form with a file (RFC 7578), read while it arrives. Valid while its handler runs.
struct FormBody {
    std::size_t size = 0;  ///< as announced; 0 if it is not
    bool is_form = false;  ///< otherwise, and if it is larger than the server's `form_bytes`, there are bytes but no parts
    struct Part {
        std::string name, file_name;  ///< the peer's words; file_name is empty for a field
    };
    /// Reads all of it, once. False if it was cut off or is no form. A handler that does not call this closes the connection.
    std::function<bool(const std::function<void(const Part&)>& part, const std::function<void(std::string_view)>& bytes)> read;
};
using FormHandler = std::function<HttpResponse(const HttpRequest&, const FormBody&)>;

/// Headers of every response: nothing from elsewhere runs on our pages, and nothing is kept by browsers.
const HttpHeaders& security_headers();
/// Whether the request's Host is one of `names`, or the address that its connection was made to, at `port`. Any other could be
/// DNS rebinding; an address cannot be, and the one of the connection is right also after the machine was given another one.
bool is_own_host(const HttpRequest& request, const std::vector<std::string>& names, int port);
/// {"error": reason}
HttpResponse error_response(int status, std::string_view reason);
/// 303: the browser follows with GET.
HttpResponse redirect_to(std::string path);
/// The value of a cookie; empty if the request has none of that name.
std::string cookie_of(const HttpRequest& request, std::string_view name);

}  // namespace entre
