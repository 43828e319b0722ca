#include "core/ticket/payload.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/base/text.hpp"
#include "core/ticket/link.hpp"
#include "core/ticket/payload_parts.hpp"

namespace entre {

namespace {

using Json = nlohmann::json;

constexpr std::size_t max_code_length = 256;  // pretix allows 255
constexpr int deepest_json = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Removes ECI designators that some wallets print ("\000026") and AIM symbology identifiers ("]Q1").
std::string_view without_prefixes(std::string_view text) {
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        text = trim(text);
        if (text.size() >= 7 && text[0] == '\\' && std::all_of(text.begin() + 1, text.begin() + 7, is_digit)) {
            text.remove_prefix(7);
            is_changed = true;
        }
        if (text.size() >= 3 && text[0] == ']' && ((text[1] | 0x20) >= 'a' && (text[1] | 0x20) <= 'z') && is_digit(text[2])) {
            text.remove_prefix(3);
            is_changed = true;
        }
    }
    return text;
}

/// Removes control characters, byte order marks, zero-width and directional marks, and replacement characters.
std::string without_controls(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 || c == 0x7f) continue;
        const auto at = [&](std::size_t offset) {
            return i + offset < text.size() ? static_cast<unsigned char>(text[i + offset]) : 0U;
        };
        if (c == 0xc2 && at(1) < 0xa0) {  // C1 controls
            ++i;
            continue;
        }
        if (c == 0xc2 && at(1) == 0xa0) {  // a no-break space becomes a space
            out.push_back(' ');
            ++i;
            continue;
        }
        const bool is_format =
            c == 0xe2 && ((at(1) == 0x80 && ((at(2) >= 0x8b && at(2) <= 0x8f) || (at(2) >= 0xaa && at(2) <= 0xae))) ||
                          (at(1) == 0x81 && at(2) >= 0xa0 && at(2) <= 0xaf));
        const bool is_mark = c == 0xef && ((at(1) == 0xbb && at(2) == 0xbf) || (at(1) == 0xbf && at(2) == 0xbd));
        if (is_format || is_mark) {
            i += 2;
            continue;
        }
        out.push_back(text[i]);
    }
    return out;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
    const std::string lower = to_lower_ascii(text.substr(0, 16));
    return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) { return lower.starts_with(prefix); });
}

/// Contacts, Wi-Fi networks, mail, apps: other things that phones show as QR codes.
bool is_other_content(std::string_view text) {
    return starts_with_any(text, {"begin:v", "wifi:", "mecard:", "mailto:", "tel:", "sms:", "smsto:", "geo:", "javascript:",
                                  "file:", "data:", "matmsg:", "otpauth:", "bitcoin:", "swish:", "bankid:"});
}

void add(PayloadReading& reading, std::string_view code, CodeRule rule) {
    if (trim(code).size() > max_code_length || !is_valid_utf8(code)) return;
    const std::string clean = clean_text(code, max_code_length);  // the roster's codes were cleaned likewise on import
    if (clean.empty()) return;
    const auto same = [&](const CodeCandidate& candidate) { return candidate.code == clean; };
    if (std::none_of(reading.candidates.begin(), reading.candidates.end(), same)) reading.candidates.push_back({clean, rule});
}

/// Converts a UUID's 16 bytes in base64 (Indico 2) to the usual form with dashes; empty when they are not a UUID.
std::string uuid_of_base64(std::string_view base64) {
    std::array<unsigned char, 32> bytes{};
    std::size_t size = 0;
    const auto decode = [&](int variant) {
        return sodium_base642bin(bytes.data(), bytes.size(), base64.data(), base64.size(), nullptr, &size, nullptr, variant) == 0;
    };
    const bool is_decoded = decode(sodium_base64_VARIANT_ORIGINAL) || decode(sodium_base64_VARIANT_ORIGINAL_NO_PADDING) ||
                            decode(sodium_base64_VARIANT_URLSAFE) || decode(sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (!is_decoded || size != 16) return {};
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), size);
    std::string uuid(hex.data(), 32);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) uuid.insert(at, "-");
    return uuid;
}

std::string text_or_number(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return value.dump();
    return {};
}

void read_json(std::string_view text, PayloadReading& reading) {
    // Parse no deeper than tickets are nested, so that a payload full of brackets costs nothing.
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= deepest_json; };
    const Json json = Json::parse(text, shallow, false);
    if (!json.is_object()) return;
    if (const auto ticket = json.find("ticket"); ticket != json.end())
        add(reading, text_or_number(*ticket), CodeRule::eventyay_json);
    if (const auto i = json.find("i"); i != json.end() && i->is_array() && i->size() >= 3 && (*i)[0] == 2 && (*i)[2].is_string())
        add(reading, uuid_of_base64((*i)[2].get<std::string>()), CodeRule::indico_v2_json);
    if (const auto secret = json.find("checkin_secret"); secret != json.end()) {
        add(reading, text_or_number(*secret), CodeRule::indico_v1_json);
        if (const auto event = json.find("event_id"); event != json.end()) reading.event = text_or_number(*event);
    }
}

void read_link(std::string_view text, PayloadReading& reading) {
    const auto scheme = text.find("://");
    std::string_view rest = scheme == std::string_view::npos ? text : text.substr(scheme + 3);
    rest = rest.substr(0, rest.find('#'));
    const auto question = rest.find('?');
    std::string_view query = question == std::string_view::npos ? std::string_view{} : rest.substr(question + 1);
    std::string_view path = rest.substr(0, question);
    constexpr std::array<std::string_view, 5> names = {"code", "secret", "ticket", "t", "id"};
    for (const auto name : names) {
        for (std::string_view left = query; !left.empty();) {
            const auto end = std::min(left.find('&'), left.size());
            const std::string_view pair = left.substr(0, end);
            left.remove_prefix(std::min(end + 1, left.size()));
            const auto equals = pair.find('=');
            if (equals != std::string_view::npos && to_lower_ascii(pair.substr(0, equals)) == name)
                add(reading, percent_decoded(pair.substr(equals + 1)), CodeRule::link_parameter);
        }
    }
    while (path.ends_with('/')) path.remove_suffix(1);
    const auto slash = path.rfind('/');
    if (slash != std::string_view::npos) add(reading, percent_decoded(path.substr(slash + 1)), CodeRule::link_last_part);
}

PayloadReading refused(NoTicket reason) {
    PayloadReading reading;
    reading.why_not = reason;
    return reading;
}

/// Adds what is tried after all candidates: the values of payloads whose format is not known.
void read_parts(std::string_view text, PayloadReading& reading) {
    const auto is_indico = [](const CodeCandidate& candidate) {
        return candidate.rule == CodeRule::indico_v1_json || candidate.rule == CodeRule::indico_v2_json;
    };
    // Indico's other values are the numbers of forms and people, in this seminar or another.
    if (std::any_of(reading.candidates.begin(), reading.candidates.end(), is_indico)) return;
    reading.link = comparable_link(text);
    reading.parts = payload_parts(text);
    std::erase_if(reading.parts, [&](const std::string& part) {
        return std::any_of(reading.candidates.begin(), reading.candidates.end(),
                           [&](const CodeCandidate& candidate) { return candidate.code == part; });
    });
}

}  // namespace

PayloadReading read_payload(std::string_view payload) {
    if (payload.size() > max_payload_bytes) return refused(NoTicket::too_long);
    if (!is_valid_utf8(payload)) return refused(NoTicket::not_text);
    const std::string plain = without_controls(payload);
    const std::string_view text = without_prefixes(plain);
    if (text.empty()) return refused(NoTicket::empty);
    if (is_other_content(text)) return refused(NoTicket::other_content);

    PayloadReading reading;
    if (text.front() == '{') {
        read_json(text, reading);
    } else if (is_web_link(text)) {
        reading.is_link = true;
        read_link(text, reading);
        add(reading, text, CodeRule::plain);
    } else {
        add(reading, text, CodeRule::plain);
        if (const auto slash = text.find('/'); slash != std::string_view::npos)
            add(reading, text.substr(0, slash), CodeRule::before_slash);
    }
    if (reading.candidates.empty()) reading.why_not = NoTicket::other_content;
    read_parts(text, reading);
    return reading;
}

std::string us_layout_of_swedish(std::string_view text) {
    // Per key: the character in the Swedish layout and the one in the US layout.
    constexpr std::array<std::pair<std::string_view, char>, 24> keys = {{
        {"-", '/'},  {"+", '-'}, {"?", '_'}, {"Ö", ':'}, {"ö", ';'}, {"Ä", '"'}, {"ä", '\''}, {"Å", '{'},
        {"å", '['},  {"_", '?'}, {";", '<'}, {":", '>'}, {"´", '='}, {"`", '+'}, {"¨", ']'},  {"^", '}'},
        {"\"", '@'}, {"¤", '$'}, {"&", '^'}, {"/", '&'}, {"(", '*'}, {")", '('}, {"=", ')'},  {"'", '\\'},
    }};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto key =
            std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return text.substr(i).starts_with(k.first); });
        if (key == keys.end()) {
            out.push_back(text[i++]);
        } else {
            out.push_back(key->second);
            i += key->first.size();
        }
    }
    return out;
}

std::string_view to_string(CodeRule rule) {
    switch (rule) {
        case CodeRule::eventyay_json:
            return "eventyay_json";
        case CodeRule::indico_v2_json:
            return "indico_v2_json";
        case CodeRule::indico_v1_json:
            return "indico_v1_json";
        case CodeRule::link_parameter:
            return "link_parameter";
        case CodeRule::link_last_part:
            return "link_last_part";
        case CodeRule::plain:
            return "plain";
        case CodeRule::before_slash:
            return "before_slash";
        case CodeRule::letter_case:
            return "letter_case";
        case CodeRule::uuid_dashes:
            return "uuid_dashes";
        case CodeRule::leading_zeros:
            return "leading_zeros";
        case CodeRule::code_beginning:
            return "code_beginning";
        case CodeRule::keyboard_layout:
            return "keyboard_layout";
        case CodeRule::same_link:
            return "same_link";
        case CodeRule::payload_part:
            return "payload_part";
    }
    return "";
}

std::string_view to_string(NoTicket reason) {
    switch (reason) {
        case NoTicket::empty:
            return "empty";
        case NoTicket::too_long:
            return "too_long";
        case NoTicket::not_text:
            return "not_text";
        case NoTicket::other_content:
            return "other_content";
    }
    return "";
}

}  // namespace entre
