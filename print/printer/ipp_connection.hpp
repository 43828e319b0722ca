// HTTP connection that carries IPP requests to one printer, on libcups.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "print/printer/ipp_answers.hpp"

struct _http_s;

namespace entre {

using HttpData = _http_s;  ///< libcups' http_t

/// Kept open between requests. For use from one thread. However the printer behaves, every call ends within the limits and soon
/// after `stop`.
class IppConnection {
public:
    IppConnection(IppAddress to, std::stop_token stop, IppLimits limits)
        : to_(std::move(to)), stop_(std::move(stop)), limits_(limits) {}

    /// Tells the server who this user is if it asks, without a password: only a CUPS server on this machine can know.
    void tell_user() { tells_user_ = true; }

    /// Sends `request`, followed by `document`, and returns the answer, whatever its status. Errors: printer_offline;
    /// `unanswered` if the document was sent and no usable answer came.
    Result<IppMessage> send(IppMessage request, std::string_view document = {},
                            ErrorCode unanswered = ErrorCode::printer_offline);
    /// Like `send`, but an answer with an error status becomes an error: printer_missing or printer_refused.
    Result<IppMessage> send_checked(IppMessage request);
    /// The error for an answer with an error status.
    [[nodiscard]] tl::unexpected<Error> refusal(IppData* answer) const;
    /// Whether the last request was refused because this user has no right to it; its error is printer_refused.
    [[nodiscard]] bool is_denied() const { return is_denied_; }

private:
    struct Close {
        void operator()(HttpData* http) const;
    };
    Result<void> create();
    Result<IppMessage> exchange(IppData* request, std::string_view document, ErrorCode unanswered, bool is_new);
    std::optional<ErrorCode> write(IppData* request, std::string_view document, ErrorCode unanswered);
    bool connect();
    bool authenticate();
    IppMessage receive();
    [[nodiscard]] bool is_open() const;
    [[nodiscard]] tl::unexpected<Error> silence(ErrorCode code) const;
    static int keep_waiting(HttpData* http, void* self);

    IppAddress to_;
    std::stop_token stop_;
    IppLimits limits_;
    Clock::time_point until_{};  ///< of the current wait for the printer
    std::unique_ptr<HttpData, Close> http_;
    bool tells_user_ = false;
    bool wants_user_ = false;  ///< the server asks who we are
    bool is_denied_ = false;
};

}  // namespace entre
