// Extracts the ticket codes to try from a scanned payload. Supports the payloads of pretix, alf.io, Indico (1 and 2), Eventyay,
// Hi.Events, Odoo, Attendize and Eventbrite, and links, JSON and plain secrets of any system. Pure; never throws.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// How a code was extracted from a payload, in the order in which the rules are tried.
enum class CodeRule {
    eventyay_json,    ///< {"ticket":"…","lead":"…"}
    indico_v2_json,   ///< {"i":[2,"host/path","<base64 of a UUID>"]}
    indico_v1_json,   ///< {"checkin_secret":"<UUID>", "event_id":…}
    link_parameter,   ///< https://…?code=…, secret=, ticket=, t=, id=
    link_last_part,   ///< https://…/<code>
    plain,            ///< the complete text, as printed by pretix, Hi.Events, Odoo, Attendize and Eventbrite
    before_slash,     ///< alf.io: UUID/HMAC
    letter_case,      ///< differs only in letter case
    uuid_dashes,      ///< differs only in the dashes of a UUID
    leading_zeros,    ///< differs only in leading zeros
    code_beginning,   ///< Eventbrite: the export has only the attendee number that the digits begin with
    keyboard_layout,  ///< sent by a scanner with US layout to a computer with Swedish layout
    same_link,        ///< the roster has the link, with other tracking parameters, scheme or slash at the end
    payload_part,     ///< another parameter, path part or JSON value, for systems that Entré does not know
};

struct CodeCandidate {
    std::string code;
    CodeRule rule = CodeRule::plain;
    friend bool operator==(const CodeCandidate&, const CodeCandidate&) = default;
};

/// Why a payload cannot be a ticket. For the log; the visitor always gets the same neutral answer.
enum class NoTicket { empty, too_long, not_text, other_content };

struct PayloadReading {
    std::vector<CodeCandidate> candidates;  ///< in the order to try them; empty if and only if `why_not` is set
    std::vector<std::string> parts;   ///< other values, to be tried exactly when no candidate matches; see payload_parts.hpp
    std::string link;                 ///< the payload as comparable_link; empty when it is none
    std::optional<NoTicket> why_not;  ///< no known system's ticket; `parts` may still hold the code of another system
    bool is_link = false;             ///< to a web page
    std::string event;                ///< the event named in the payload (Indico 1: event_id); may be empty
};

/// No known system's tickets come near this limit; longer payloads are things such as vCards.
inline constexpr std::size_t max_payload_bytes = 512;

PayloadReading read_payload(std::string_view payload);

/// Undoes the layout mismatch of a scanner with US layout on a computer with Swedish layout. Dead keys swallow characters, so the
/// result is a guess that counts only when it matches exactly one registration.
std::string us_layout_of_swedish(std::string_view text);

std::string_view to_string(CodeRule rule);
std::string_view to_string(NoTicket reason);

}  // namespace entre
