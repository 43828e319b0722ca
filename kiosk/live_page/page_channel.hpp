// The channel between the kiosk and its page process: messages over a stream socket. The page process is reachable from the
// network and trusted no more than a phone is; the kiosk validates everything it sends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/mutex.hpp"
#include "kiosk/process/file_handle.hpp"

namespace entre {

/// The page process inherits its end of the channel as this descriptor.
inline constexpr int page_channel = 3;

/// What a message's text holds is said in the comments; JSON objects are those of messages.hpp.
enum class PageMessageKind : std::uint8_t {
    // Kiosk to page process.
    settings,       ///< PageSettings; the first message
    view,           ///< the live view as JSON; a newer one replaces it
    invitation,     ///< Invitation; answered by `done`
    end_session,    ///< the session's id; answered by `done`
    answer,         ///< answers the request with the same number
    answer_none,    ///< there is no answer: no such person, not an action
    answer_failed,  ///< an error code
    heartbeat,      ///< answered by `alive`; a process that does not answer hangs and is restarted
    // Page process to kiosk.
    ready,           ///< the port: it listens and has entered its sandbox
    refused,         ///< {"code", "detail"}: it cannot serve the page and exits
    done,            ///< the message with the same number was carried out, and the state sent before this message includes it
    alive,           ///< the answer to `heartbeat`
    state,           ///< PageState
    note,            ///< a line for the log
    notify_staff,    ///< a line for staff
    request_action,  ///< a staff action as JSON; this and the other requests are answered
    request_person,  ///< a registration's id
    request_people,
    request_badges,      ///< badges that staff should check
    request_attendance,  ///< the attendance list as a table for spreadsheets
    request_table,       ///< the page without scripts; the text is a role and a language: "staff sv"
    request_upload,      ///< UploadRequest: a file begins; answered by an UploadAnswer
    upload_bytes,        ///< of the upload with this number, in order
    upload_cut,          ///< the upload with this number will never be complete
    request_upload_end,  ///< the number of an upload that is complete; answered by an UploadAnswer
    request_file,        ///< the index of an offered file; answered by its bytes
    last = request_file
};

struct PageMessage {
    PageMessageKind kind = PageMessageKind::settings;
    std::uint64_t number = 0;  ///< pairs a message with its answer or `done`; 0 if it has none
    std::string text;
};

/// Longest message the kiosk accepts from the page process. A phone's request has at most 64 KiB.
inline constexpr std::size_t max_page_message_bytes = 1U << 20;
/// Longest message the page process accepts from the kiosk. A list of a million people takes half of it.
inline constexpr std::size_t max_kiosk_message_bytes = 256U << 20;

/// One end of the channel. Any thread may send; only one may receive.
class PageChannel {
public:
    /// A received message longer than `max_length` counts as invalid.
    PageChannel(FileHandle socket, std::size_t max_length) : socket_(std::move(socket)), max_length_(max_length) {}

    /// Blocks while the other end does not read. False once it is closed. Do not call it while holding a lock that other
    /// threads need.
    bool send(PageMessageKind kind, std::uint64_t number, std::string_view text);
    /// Waits for the next message; nullopt once the other end is closed or sent an invalid message.
    std::optional<PageMessage> receive();
    /// The other end sees the end of the stream; messages from it can still be received.
    void finish_sending();

private:
    FileHandle socket_;
    std::size_t max_length_;
    Mutex sending_;  ///< keeps the bytes of one message together
};

}  // namespace entre
