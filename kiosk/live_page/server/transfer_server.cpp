#include "kiosk/live_page/server/transfer_server.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/thread.hpp"
#include "kiosk/live_page/server/https_server.hpp"
#include "kiosk/live_page/server/routes.hpp"
#include "kiosk/live_page/server/transfer_words.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t form_framing_bytes = 64 * 1024;  // boundaries and headers around the file
constexpr std::size_t piece_bytes = 128 * 1024;        // of a file, in one message to the kiosk

/// A body that is too large is read to its end, within reason: a browser shows the answer only after it has sent everything.
HttpsLimits upload_limits() {
    HttpsLimits limits;
    limits.connections = 64;
    limits.connections_per_address = 16;
    limits.form_bytes = max_upload_bytes + form_framing_bytes;
    limits.body_bytes = 4 * max_upload_bytes;
    limits.body_timeout = 10min;
    limits.idle_timeout = 15s;
    return limits;
}

bool is_same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && !a.empty() && ::sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

constexpr const char* html = "text/html; charset=utf-8";

std::string content_type(std::string_view name) {
    return name.ends_with(".pdf")   ? "application/pdf"
           : name.ends_with(".csv") ? "text/csv; charset=utf-8"
                                    : "application/octet-stream";
}

UploadState state_of(UploadAnswer answer) {
    switch (answer) {
        case UploadAnswer::welcome:
            return UploadState::form;
        case UploadAnswer::taken:
            return UploadState::taken;
        case UploadAnswer::busy:
            return UploadState::busy;
        case UploadAnswer::used:
            return UploadState::used;
        case UploadAnswer::not_a_list:
            return UploadState::not_a_list;
        case UploadAnswer::too_large:
            return UploadState::too_large;
        case UploadAnswer::failed:
            break;
    }
    return UploadState::failed;
}

/// One file on its way from a form to the kiosk.
class Upload {
public:
    Upload(const TransferHost& host, std::uint64_t number, std::size_t announced)
        : host_(host), number_(number), announced_(announced) {}

    void begin_part(const FormBody::Part& part) {
        is_file_ = part.name == "file" && !part.file_name.empty() && !answer_;
        if (is_file_) answer_ = host_.begin({number_, part.file_name, announced_});
    }
    void add(std::string_view bytes) {
        if (!is_file_ || answer_ != UploadAnswer::welcome) return;
        size_ += bytes.size();
        if (size_ > max_upload_bytes) return cut(UploadAnswer::too_large);
        piece_ += bytes;
        if (piece_.size() >= piece_bytes) send_piece();
    }
    void cut(UploadAnswer why) {
        if (answer_ == UploadAnswer::welcome) host_.cut(number_);
        answer_ = why;
    }
    UploadState end() {
        if (!answer_) return UploadState::no_file;
        if (answer_ != UploadAnswer::welcome) return state_of(*answer_);
        if (!piece_.empty()) send_piece();
        return state_of(host_.end(number_));
    }

private:
    void send_piece() {
        host_.bytes(number_, piece_);
        piece_.clear();
    }

    const TransferHost& host_;
    std::uint64_t number_;
    std::size_t announced_, size_ = 0;
    std::string piece_;
    bool is_file_ = false;
    std::optional<UploadAnswer> answer_;
};

}  // namespace

struct TransferServer::Impl {
    TransferHost host;
    std::string secret;
    std::vector<std::string> names, offered;
    const WebFiles files = web_files();
    int port = 0;
    std::atomic<std::uint64_t> last_number = 0;
    std::atomic<bool> is_used = false;  ///< a file was taken; the kiosk knows that too, and decides
    std::unique_ptr<HttpsServer> server;
    std::jthread listener;

    ~Impl() {
        if (server) server->stop();
        if (listener.joinable()) listener.join();
    }

    void add_routes() {
        server->set_headers(security_headers());
        server->set_filter([this](const HttpRequest& request) -> std::optional<HttpResponse> {
            if (!is_own_host(request, names, port)) return error_response(421, "this page has another name");
            return std::nullopt;
        });
        server->set_exception_handler([this] { host.note("a request of the transfer page ended in an exception"); });
        for (const char* name : {"/live.css", "/upload.js", "/icon.svg"})
            server->get(name, [file = files.at(name)](const HttpRequest&) { return HttpResponse{200, file.type, file.content}; });
        if (!offered.empty()) return add_offers();
        server->get("/[^/]*/?", [this](const HttpRequest& request) {
            return answer(request, !is_ours(request) ? UploadState::wrong_address
                                   : is_used         ? UploadState::used
                                                     : UploadState::form);
        });
        server->post_form("/[^/]*/?", [this](const HttpRequest& request, const FormBody& body) {
            return answer(request, is_ours(request) ? receive(body) : UploadState::wrong_address);
        });
    }

    /// The page with the files' links, and below it each file by its name: "/abcd-efgh/Biljetter.pdf".
    void add_offers() {
        server->get("/[^/]*/?", [this](const HttpRequest& request) {
            if (!is_ours(request)) return answer(request, UploadState::wrong_address);
            const auto language = language_from(request.header("Accept-Language"));
            return HttpResponse{200, html, offer_html("/" + shown_secret(secret), offered, language)};
        });
        server->get("/[^/]*/[^/]+", [this](const HttpRequest& request) {
            const auto slash = request.path.rfind('/');
            if (!is_same(typed_secret(request.path.substr(0, slash)), secret)) return answer(request, UploadState::wrong_address);
            return file(request.path.substr(slash + 1));
        });
    }

    /// Browsers save it under the last part of its address.
    HttpResponse file(const std::string& name) {
        const auto found = std::find(offered.begin(), offered.end(), name);
        if (found == offered.end()) return error_response(404, "there is no such file");
        const auto bytes = host.file(static_cast<std::size_t>(found - offered.begin()));
        if (!bytes || !*bytes) return error_response(503, "the kiosk did not answer");
        return {200, content_type(name), **bytes, {{"Content-Disposition", "attachment"}}};
    }

    [[nodiscard]] bool is_ours(const HttpRequest& request) const { return is_same(typed_secret(request.path), secret); }

    UploadState receive(const FormBody& body) {
        Upload upload(host, ++last_number, body.size);
        const bool is_complete = body.read([&](const FormBody::Part& part) { upload.begin_part(part); },
                                           [&](std::string_view bytes) { upload.add(bytes); });
        if (!is_complete) {
            upload.cut(UploadAnswer::failed);
            return UploadState::failed;  // for nobody: the connection is gone, or what came is no form
        }
        if (!body.is_form) return body.size > max_upload_bytes ? UploadState::too_large : UploadState::no_file;
        const auto state = upload.end();
        if (state == UploadState::taken) is_used = true;
        return state;
    }

    /// A page, or for upload.js only its sentence.
    static HttpResponse answer(const HttpRequest& request, UploadState state) {
        const auto language = language_from(request.header("Accept-Language"));
        if (request.header("X-Entre") != "1") return {http_status(state), html, upload_html(state, language, max_upload_bytes)};
        return {http_status(state), "application/json",
                nlohmann::json{{"text", upload_sentence(state, language)},
                               {"is_done", state == UploadState::taken},
                               {"has_form", has_form(state)}}
                    .dump()};
    }
};

TransferServer::TransferServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TransferServer::~TransferServer() = default;

Result<std::unique_ptr<TransferServer>> TransferServer::open(const PageSettings& settings, TransferHost host) {
    auto server = HttpsServer::open(settings.key, settings.certificate, upload_limits());
    if (!server) return pass_on(server);
    auto impl = std::make_unique<Impl>();
    impl->host = std::move(host);
    impl->secret = settings.transfer;
    impl->offered = settings.offered;
    impl->names = settings.address.names;
    impl->server = std::move(*server);
    const auto port = impl->server->bind(settings.address.host, settings.address.port);
    if (!port)
        return fail(ErrorCode::address_taken, fmt::format("the transfer page cannot listen on {}:{}: it is in use, or not an "
                                                          "address of this machine",
                                                          settings.address.host, settings.address.port));
    impl->port = *port;
    impl->add_routes();
    impl->listener = std::jthread([server = impl->server.get()] {
        name_this_thread("page-accept");
        server->serve();
    });
    return std::unique_ptr<TransferServer>(new TransferServer(std::move(impl)));
}

int TransferServer::port() const { return impl_->port; }

}  // namespace entre
