// What a scanner or a camera delivers -> ticket codes to try. Knows the payloads of pretix, alf.io, Indico (1 and 2),
// Eventyay, Hi.Events, Odoo, Attendize and Eventbrite, and links and plain secrets of any system. Pure; never throws.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// How a code was found in a payload, in the order in which the rules are tried.
enum class CodeRule {
    eventyay_json,     ///< {"ticket":"…","lead":"…"}
    indico_v2_json,    ///< {"i":[2,"host/path","<base64 of a uuid>"]}
    indico_v1_json,    ///< {"checkin_secret":"<uuid>", "event_id":…}
    link_parameter,    ///< https://…?code=…, secret=, ticket=, t=, id=
    link_last_part,    ///< https://…/<code>
    plain,             ///< the whole text, as pretix, Hi.Events, Odoo, Attendize and Eventbrite print it
    before_slash,      ///< alf.io: uuid/hmac
    letter_case,       ///< the same but for capital letters
    uuid_dashes,       ///< the same but for the dashes of a uuid
    leading_zeros,     ///< the same number
    code_beginning,    ///< Eventbrite: the export knows only the number that the digits begin with
    keyboard_layout,   ///< typed by a scanner set to a US keyboard on a Swedish one
};

struct CodeCandidate {
    std::string code;
    CodeRule rule = CodeRule::plain;
    friend bool operator==(const CodeCandidate&, const CodeCandidate&) = default;
};

/// Why a payload cannot be a ticket. Told to the log; a visitor gets one neutral answer.
enum class NoTicket { empty, too_long, not_text, other_content };

struct PayloadReading {
    std::vector<CodeCandidate> candidates;  ///< in the order to try them; empty exactly when `why_not` is set
    std::optional<NoTicket> why_not;
    bool is_link = false;   ///< to a web page
    std::string event;  ///< the event the payload names itself (Indico 1: event_id), if it does
};

/// No system's ticket comes near this; what is longer is somebody's vCard.
inline constexpr std::size_t max_payload_bytes = 512;

PayloadReading read_payload(std::string_view payload);

/// What a scanner set to a US keyboard meant when a Swedish desktop wrote `text`; dead keys swallow a character, so this is a
/// guess that is only good when it leads to exactly one registration.
std::string us_layout_of_swedish(std::string_view text);

std::string_view to_string(CodeRule rule);
std::string_view to_string(NoTicket reason);

}  // namespace entre
