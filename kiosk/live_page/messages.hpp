// What the kiosk and its page process tell one another, over a stream socket of which each has an end. The page process stands in the network and
// is believed only as far as the page is: what it asks for is read as a phone's wish is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/process/file_handle.hpp"

namespace entre {

/// The descriptor of the page process, given by whoever starts it.
inline constexpr int page_channel = 3;

enum class PageMessageKind : std::uint8_t {
    // Kiosk to page.
    settings,      ///< the first: PageSettings as JSON
    view,          ///< the live view as JSON; there is always a newer one
    invitation,    ///< {"role", "secret", "digits", "expires"}
    end_session,   ///< its id
    answer,        ///< to an `ask` of this number
    answer_none,   ///< there is none: no such person, no such action
    answer_failed, ///< the error's code
    // Page to kiosk.
    ready,         ///< the port; it listens, and has given away its rights
    refused,       ///< {"code", "detail"}: it cannot listen, and ends
    done,          ///< with an order of this number: `invitation`, `end_session`
    state,         ///< {"sessions", "standing", "kept"}: who is let in, which digits still let somebody in, and what to keep of it
    note,          ///< for the log
    notify_staff,    ///< for staff
    request_action,       ///< a staff action as JSON
    request_person,    ///< a registration's id
    request_people,    ///< the list
    request_badges,    ///< those that want a person's eye
    request_table,     ///< the page without scripts, in a language
    last = request_table
};

struct PageMessage {
    PageMessageKind word = PageMessageKind::settings;
    std::uint64_t number = 0;  ///< of an order or an ask; 0 where none is needed
    std::string text;
};

/// What the kiosk takes from the page process in one message: a phone's wish is at most 64 KiB.
inline constexpr std::size_t max_page_message_bytes = 1U << 20;
/// What the page process takes from the kiosk: the list of a million people has about half of it.
inline constexpr std::size_t max_kiosk_message_bytes = 256U << 20;

/// Any thread sends, one receives. Nothing throws but for want of memory.
class PageChannel {
public:
    /// What is longer than `longest` is no message, and the end.
    PageChannel(FileHandle socket, std::size_t max_length) : socket_(std::move(socket)), max_length_(max_length) {}

    /// Waits while the other side is slow. False once it has gone.
    bool send(PageMessageKind word, std::uint64_t number, std::string_view text);
    /// The next message; nothing once the other side has gone or talks nonsense.
    std::optional<PageMessage> receive();
    /// The other side hears no more, and ends; what it still says is received.
    void say_no_more();

private:
    FileHandle socket_;
    std::size_t max_length_;
    std::mutex sending_;
};

}  // namespace entre
