// Uses plain IPP requests instead of libcups' cupsCreateDestJob and related calls: those tell printers from spoolers by comparing
// with the default server, sleep while a printer is busy, and sometimes fall back to a connection without timeouts.
#include "print/printer/ipp.hpp"

#include <cups/cups.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <atomic>

#include "core/base/clock.hpp"
#include "print/printer/resolve.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

/// The time limit for one request. A printer that is awake answers in milliseconds; one that has to wake up needs up to this
/// long.
constexpr auto patience = 2s;

struct HttpEnd {
    void operator()(http_t* http) const { httpClose(http); }
};
struct IppEnd {
    void operator()(ipp_t* message) const { ippDelete(message); }
};
using Message = std::unique_ptr<ipp_t, IppEnd>;

const char* no_password(const char*, http_t*, const char*, const char*, void*) { return nullptr; }

Message request_for(ipp_op_t operation, const IppAddress& to) {
    Message out(ippNewRequest(operation));
    ippAddString(out.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, to.uri.c_str());
    ippAddString(out.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, "entre");
    return out;
}

template <std::size_t Count>
void want(ipp_t* request, const std::array<const char*, Count>& attributes) {
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", static_cast<int>(Count), nullptr,
                  attributes.data());
}

void add_options(ipp_t* request, const JobOptions& options) {
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, options.name.c_str());
    if (!options.media.empty()) ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, options.media.c_str());
    if (!options.scaling.empty())
        ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr, options.scaling.c_str());
    if (!options.sides.empty()) ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, options.sides.c_str());
}

std::vector<std::string> strings_in(ipp_t* message, const char* name) {
    std::vector<std::string> out;
    ipp_attribute_t* attribute = ippFindAttribute(message, name, IPP_TAG_ZERO);
    for (int i = 0; attribute && i < ippGetCount(attribute); ++i)
        if (const char* value = ippGetString(attribute, i, nullptr)) out.emplace_back(value);
    return out;
}

std::string string_in(ipp_t* message, const char* name) {
    const auto all = strings_in(message, name);
    return all.empty() ? std::string() : all.front();
}

int integer_in(ipp_t* message, const char* name, int otherwise) {
    ipp_attribute_t* attribute = ippFindAttribute(message, name, IPP_TAG_ZERO);
    return attribute ? ippGetInteger(attribute, 0) : otherwise;
}

bool has_operation(ipp_t* message, ipp_op_t operation) {
    ipp_attribute_t* attribute = ippFindAttribute(message, "operations-supported", IPP_TAG_ENUM);
    return !attribute || ippContainsInteger(attribute, operation) != 0;
}

}  // namespace

/// The open connection and its time limit.
class IppSession::Connection {
public:
    Connection(const IppAddress& to, std::stop_token stop) : to_(to), stop_(std::move(stop)) {}

    /// Sends `request`, followed by `document`, and returns the response. `unanswered` is the error code if there is none.
    Result<Message> ask(Message request, std::string_view document = {}, ErrorCode unanswered = ErrorCode::printer_offline) {
        until_ = Clock::now() + patience;
        if (auto open = connect(); !open) return pass_on(open);
        const std::size_t length = ippLength(request.get()) + document.size();
        const http_status_t sent = cupsSendRequest(http_.get(), request.get(), to_.resource.c_str(), length);
        if (sent != HTTP_STATUS_CONTINUE && sent != HTTP_STATUS_OK) {
            http_.reset();
            return silence(ErrorCode::printer_offline);  // no part of the document was sent
        }
        if (!document.empty()) {
            until_ = Clock::now() + patience;
            if (cupsWriteRequestData(http_.get(), document.data(), document.size()) != HTTP_STATUS_CONTINUE) {
                http_.reset();
                return silence(unanswered);
            }
        }
        // Not cupsFinishDestDocument: it returns an older response if there is no new one.
        Message answer(cupsGetResponse(http_.get(), to_.resource.c_str()));
        if (!answer) {
            http_.reset();
            return silence(unanswered);
        }
        return answer;
    }

    /// Like `ask`, but a response with an IPP error status becomes an error.
    Result<Message> send_checked(Message request) {
        auto answer = ask(std::move(request));
        if (answer && is_no(answer->get())) return refusal(answer->get());
        return answer;
    }

    static bool is_no(ipp_t* answer) { return ippGetStatusCode(answer) >= IPP_STATUS_ERROR_BAD_REQUEST; }

    [[nodiscard]] tl::unexpected<Error> refusal(ipp_t* answer) const {
        const ipp_status_t status = ippGetStatusCode(answer);
        const bool is_missing = status == IPP_STATUS_ERROR_NOT_FOUND || status == IPP_STATUS_ERROR_GONE;
        return fail(is_missing ? ErrorCode::printer_missing : ErrorCode::printer_refused,
                    fmt::format("{}: {} {}", to_.uri, ippErrorString(status), string_in(answer, "status-message")));
    }

private:
    Result<void> connect() {
        if (http_ && !is_open()) http_.reset();
        if (!http_) {
            cupsSetPasswordCB2(no_password, nullptr);  // the default callback prompts on the terminal and blocks
            int is_cancelled = 0;
            const std::stop_callback cancel(stop_, [&] { std::atomic_ref(is_cancelled).store(1); });
            const auto encryption = to_.is_encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
            const auto addresses = resolve(to_.host, to_.port, until_, stop_);
            if (!addresses)
                return fail(ErrorCode::printer_offline,
                            fmt::format("{}: the host name is unknown, or its resolver does not answer", to_.uri));
            http_.reset(httpConnect2(to_.host.c_str(), to_.port, addresses.get(), AF_UNSPEC, encryption, 1,
                                     static_cast<int>(std::chrono::milliseconds(patience).count()), &is_cancelled));
        }
        if (!http_) return silence(ErrorCode::printer_offline);
        httpSetTimeout(http_.get(), 0.25, keep_waiting, this);
        return {};
    }

    /// Timeout callback; libcups calls it four times a second while it waits for the peer.
    static int keep_waiting(http_t*, void* self) {
        const auto* connection = static_cast<const Connection*>(self);
        return Clock::now() < connection->until_ && !connection->stop_.stop_requested() ? 1 : 0;
    }

    /// False once the peer has closed the connection. libcups would reconnect by itself, with a timeout of thirty seconds.
    [[nodiscard]] bool is_open() const {
        char byte = 0;
        return recv(httpGetFd(http_.get()), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    }

    [[nodiscard]] tl::unexpected<Error> silence(ErrorCode code) const {
        const char* why = cupsLastErrorString();
        return fail(code, fmt::format("{}: no answer ({})", to_.uri, why && *why ? why : "timed out"));
    }

    const IppAddress& to_;
    std::stop_token stop_;
    Clock::time_point until_{};
    std::unique_ptr<http_t, HttpEnd> http_;
};

IppSession::IppSession(IppAddress address, std::stop_token stop)
    : address_(std::move(address)), connection_(std::make_unique<Connection>(address_, std::move(stop))) {}
IppSession::~IppSession() = default;

Result<PrinterAnswer> IppSession::printer() {
    Message request = request_for(IPP_OP_GET_PRINTER_ATTRIBUTES, address_);
    want(request.get(), std::array{"printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs",
                                   "media-supported", "print-scaling-supported", "operations-supported",
                                   "document-format-supported", "device-uri"});
    auto answer = connection_->send_checked(std::move(request));
    if (!answer) return pass_on(answer);
    ipp_t* message = answer->get();
    PrinterAnswer out;
    out.is_stopped = integer_in(message, "printer-state", IPP_PSTATE_IDLE) == IPP_PSTATE_STOPPED;
    if (ipp_attribute_t* accepting = ippFindAttribute(message, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN))
        out.is_accepting = ippGetBoolean(accepting, 0) != 0;
    out.creates_jobs = has_operation(message, IPP_OP_CREATE_JOB) && has_operation(message, IPP_OP_SEND_DOCUMENT);
    out.reasons = strings_in(message, "printer-state-reasons");
    out.media = strings_in(message, "media-supported");
    out.scaling = strings_in(message, "print-scaling-supported");
    const auto formats = strings_in(message, "document-format-supported");
    out.takes_pdf = std::find(formats.begin(), formats.end(), "application/pdf") != formats.end();
    out.message = string_in(message, "printer-state-message");
    out.device_uri = string_in(message, "device-uri");
    return out;
}

Result<CreatedJob> IppSession::create_job(const JobOptions& options) {
    Message request = request_for(IPP_OP_CREATE_JOB, address_);
    add_options(request.get(), options);
    auto answer = connection_->ask(std::move(request));
    if (!answer) return pass_on(answer);
    if (ippGetStatusCode(answer->get()) == IPP_STATUS_ERROR_BUSY) return CreatedJob{true, 0};
    if (Connection::is_no(answer->get())) return connection_->refusal(answer->get());
    return CreatedJob{false, integer_in(answer->get(), "job-id", 0)};
}

Result<void> IppSession::send_document(int job, std::string_view pdf) {
    Message request = request_for(IPP_OP_SEND_DOCUMENT, address_);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    ippAddBoolean(request.get(), IPP_TAG_OPERATION, "last-document", 1);
    auto answer = connection_->ask(std::move(request), pdf, ErrorCode::print_in_doubt);
    if (!answer) return pass_on(answer);
    if (Connection::is_no(answer->get())) return connection_->refusal(answer->get());
    return {};
}

Result<CreatedJob> IppSession::print_job(const JobOptions& options, std::string_view pdf) {
    Message request = request_for(IPP_OP_PRINT_JOB, address_);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    add_options(request.get(), options);
    auto answer = connection_->ask(std::move(request), pdf, ErrorCode::print_in_doubt);
    if (!answer) return pass_on(answer);
    if (ippGetStatusCode(answer->get()) == IPP_STATUS_ERROR_BUSY) return CreatedJob{true, 0};
    if (Connection::is_no(answer->get())) return connection_->refusal(answer->get());
    return CreatedJob{false, integer_in(answer->get(), "job-id", 0)};
}

Result<std::optional<JobAnswer>> IppSession::job(int id) {
    Message request = request_for(IPP_OP_GET_JOB_ATTRIBUTES, address_);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    // Requesting job-uuid makes cupsd reload a finished job; otherwise it omits the name.
    want(request.get(), std::array{"job-id", "job-name", "job-uuid", "job-state", "job-state-reasons", "job-state-message",
                                   "job-printer-state-reasons", "job-printer-state-message"});
    auto answer = connection_->ask(std::move(request));
    if (!answer) return pass_on(answer);
    const ipp_status_t status = ippGetStatusCode(answer->get());
    if (status == IPP_STATUS_ERROR_NOT_FOUND || status == IPP_STATUS_ERROR_GONE) return std::nullopt;
    if (Connection::is_no(answer->get())) return connection_->refusal(answer->get());
    ipp_t* message = answer->get();
    return JobAnswer{integer_in(message, "job-state", 0),
                     string_in(message, "job-name"),
                     string_in(message, "job-state-message"),
                     strings_in(message, "job-state-reasons"),
                     strings_in(message, "job-printer-state-reasons"),
                     string_in(message, "job-printer-state-message"),
                     id};
}

Result<std::optional<int>> IppSession::find_job(std::string_view name) {
    Message request = request_for(IPP_OP_GET_JOBS, address_);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "all");
    // Requesting job-uuid makes cupsd reload a finished job; otherwise it omits the name.
    want(request.get(), std::array{"job-id", "job-name", "job-uuid"});
    auto answer = connection_->send_checked(std::move(request));
    if (!answer) return pass_on(answer);
    std::optional<int> found;
    int id = 0;
    bool is_it = false;
    const auto end_of_job = [&] {
        if (is_it && id > found.value_or(0)) found = id;
        id = 0;
        is_it = false;
    };
    for (ipp_attribute_t* attribute = ippFirstAttribute(answer->get()); attribute; attribute = ippNextAttribute(answer->get())) {
        const char* key = ippGetName(attribute);
        if (key == nullptr) {
            end_of_job();
            continue;
        }
        if (std::string_view(key) == "job-id") id = ippGetInteger(attribute, 0);
        if (std::string_view(key) == "job-name") is_it = name == ippGetString(attribute, 0, nullptr);
    }
    end_of_job();
    return found;
}

Result<void> IppSession::cancel_job(int id) {
    Message request = request_for(IPP_OP_CANCEL_JOB, address_);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    auto answer = connection_->send_checked(std::move(request));
    if (!answer) return pass_on(answer);
    return {};
}

Result<void> IppSession::resume_printer() {
    auto answer = connection_->send_checked(request_for(IPP_OP_RESUME_PRINTER, address_));
    if (!answer) return pass_on(answer);
    return {};
}

Result<std::string> IppSession::default_queue() {
    for (const ipp_op_t operation : {IPP_OP_CUPS_GET_DEFAULT, IPP_OP_CUPS_GET_PRINTERS}) {
        Message request(ippNewRequest(operation));
        want(request.get(), std::array{"printer-name"});
        auto answer = connection_->ask(std::move(request));
        if (!answer) return pass_on(answer);
        if (std::string name = string_in(answer->get(), "printer-name"); !name.empty()) return name;
    }
    return fail(ErrorCode::printer_missing, "CUPS has no printer yet. Add one, or name another printer in seminar.toml.");
}

std::optional<IppAddress> ipp_address(std::string_view uri) {
    std::array<char, 16> scheme{};
    std::array<char, 256> user{}, host{}, resource{};
    int port = 0;
    const std::string text(uri);
    const auto status = httpSeparateURI(HTTP_URI_CODING_ALL, text.c_str(), scheme.data(), scheme.size(), user.data(), user.size(),
                                        host.data(), host.size(), &port, resource.data(), resource.size());
    const std::string_view kind = scheme.data();
    if (status < HTTP_URI_STATUS_OK || (kind != "ipp" && kind != "ipps") || host[0] == '\0') return std::nullopt;
    return IppAddress{host.data(), port > 0 ? port : 631, resource.data(), kind == "ipps", text};
}

IppAddress cups_queue(std::string_view queue) {
    std::array<char, 512> uri{};
    const std::string resource = fmt::format("/printers/{}", queue);
    httpAssembleURI(HTTP_URI_CODING_ALL, uri.data(), uri.size(), "ipp", nullptr, "localhost", 0, resource.c_str());
    return {cupsServer(), ippPort(), resource, false, uri.data()};
}

}  // namespace entre
