#include "core/ticket/payload.hpp"

#include <set>

#include "core/base/text.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

using Codes = std::vector<CodeCandidate>;

Codes codes_of(std::string_view payload) { return read_payload(payload).candidates; }

NoTicket why_not(std::string_view payload) {
    const auto reading = read_payload(payload);
    REQUIRE(reading.why_not);
    CHECK(reading.candidates.empty());
    return *reading.why_not;
}

constexpr std::string_view uuid = "123e4567-e89b-42d3-a456-426614174000";

}  // namespace

TEST_CASE("plain secrets are taken unchanged", "[payload]") {
    for (const auto* code : {"ez5t6x53x85setzsrrsn7hqgc92nms22", "A-1234567", "0814847311126137001", "012345678",
                             "1234567890123456789012", "KOD-ÅÄÖ"})
        CHECK(codes_of(code) == Codes{{code, CodeRule::plain}});
}

TEST_CASE("an alf.io ticket's code is the UUID before the first slash", "[payload][alf.io]") {
    const std::string payload = std::string(uuid) + "/q+8/9aZ=";
    CHECK(codes_of(payload) == Codes{{payload, CodeRule::plain}, {std::string(uuid), CodeRule::before_slash}});
}

TEST_CASE("Indico's two JSON formats give their UUID", "[payload][indico]") {
    CHECK(codes_of(R"({"i":[2,"indico.example.org/event/7","Ej5FZ+ibQtOkVkJmFBdAAA=="]})") ==
          Codes{{std::string(uuid), CodeRule::indico_v2_json}});
    CHECK(codes_of(R"({"i":[2,"h/p","Ej5FZ-ibQtOkVkJmFBdAAA",null],"x":1})") ==
          Codes{{std::string(uuid), CodeRule::indico_v2_json}});
    const auto first = read_payload(
        R"({"registrant_id": "17", "checkin_secret": "123e4567-e89b-42d3-a456-426614174000", "event_id": "42", "server_url": "https://x", "version": 1})");
    CHECK(first.candidates == Codes{{std::string(uuid), CodeRule::indico_v1_json}});
    CHECK(first.event == "42");
    CHECK(read_payload(R"({"checkin_secret": "x", "event_id": 42})").event == "42");
}

TEST_CASE("an Indico code with another version or without a UUID is not a ticket", "[payload][indico]") {
    for (const auto* payload : {R"({"i":[3,"h/p","Ej5FZ+ibQtOkVkJmFBdAAA=="]})", R"({"i":[2,"h/p"]})",
                                R"({"i":[2,"h/p","AAAA"]})", R"({"i":[2,"h/p",7]})", R"({"i":{}})", R"({"i":[2,"h/p","!!!!"]})"})
        CHECK(why_not(payload) == NoTicket::other_content);
}

TEST_CASE("Eventyay's JSON gives its ticket", "[payload][eventyay]") {
    CHECK(codes_of(R"({"ticket":"secret7","lead":"L1"})") == Codes{{"secret7", CodeRule::eventyay_json}});
    CHECK(codes_of(R"( { "ticket" : 123456 } )") == Codes{{"123456", CodeRule::eventyay_json}});
}

TEST_CASE("a link gives its parameter first, then its last path segment", "[payload][link]") {
    CHECK(codes_of("https://example.org/t/ABC123")[0] == CodeCandidate{"ABC123", CodeRule::link_last_part});
    CHECK(codes_of("HTTPS://EXAMPLE.ORG/t/ABC123/")[0] == CodeCandidate{"ABC123", CodeRule::link_last_part});
    const auto codes = codes_of("http://example.org/scan?x=1&CODE=A%2D1&id=9#top");
    REQUIRE(codes.size() >= 3);
    CHECK(codes[0] == CodeCandidate{"A-1", CodeRule::link_parameter});
    CHECK(codes[1] == CodeCandidate{"9", CodeRule::link_parameter});
    CHECK(codes_of("https://example.org").size() == 1);
    for (const auto* odd :
         {"https://", "https://?", "https://x?&&==&code", "https://x/%", "https://x/%zz", "https:///", "http://x?code=%ff"})
        CHECK(read_payload(odd).candidates.empty() == read_payload(odd).why_not.has_value());
}

TEST_CASE("prefixes and control characters added by scanners and wallets are removed", "[payload]") {
    for (const std::string& payload :
         std::vector<std::string>{"\\000026KOD1", "]Q1KOD1", "]q1\\000026KOD1\r\n", "\\000003 KOD1", "\xef\xbb\xbfKOD1",
                                  "KOD1\x1d", "\x02KOD1\x03", "\tKOD1\t", " KOD1 ", "\xe2\x80\xaeKOD1\xe2\x80\xac",
                                  "\xe2\x80\x8bKOD1", "\xc2\xa0KOD1\xc2\xa0", "K\xef\xbf\xbdOD1", "\xc2\x85KOD1"})
        CHECK(codes_of(payload) == Codes{{"KOD1", CodeRule::plain}});
    CHECK(codes_of(std::string("KOD\0"
                               "1",
                               5)) == Codes{{"KOD1", CodeRule::plain}});
}

TEST_CASE("payloads over 512 bytes are rejected", "[payload]") {
    CHECK(why_not(std::string(513, 'a')) == NoTicket::too_long);
    CHECK(why_not(std::string(2953, '\xff')) == NoTicket::too_long);
    CHECK(why_not("KOD1" + std::string(1000000, ' ')) == NoTicket::too_long);
    CHECK(codes_of("KOD1" + std::string(508, ' ')).size() == 1);
    CHECK(why_not(std::string(512, 'a')) == NoTicket::other_content);
    CHECK(codes_of(std::string(200, 'Q')).size() == 1);  // a signed pretix secret
}

TEST_CASE("the reason why a payload is not a ticket has a name for the log", "[payload]") {
    CHECK(why_not("") == NoTicket::empty);
    CHECK(why_not(" \r\n\t") == NoTicket::empty);
    CHECK(why_not(std::string(1, '\0')) == NoTicket::empty);
    CHECK(why_not("]Q1") == NoTicket::empty);
    CHECK(why_not("\xff\xfe\x80") == NoTicket::not_text);
    CHECK(why_not("KOD\xc5") == NoTicket::not_text);
    for (const auto* other :
         {"BEGIN:VCARD\nVERSION:3.0\nN:Ek;Bo\nEND:VCARD", "begin:vevent", "WIFI:T:WPA;S:net;P:pass;;", "MECARD:N:Ek,Bo;;",
          "mailto:bo@example.org", "tel:+46132060", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x",
          "otpauth://totp/x", "{}", "{", "{\"ticket\":", "{\"ticket\":{\"a\":1}}", "{\"ticket\":null}", "{\"ticket\":\"\"}"})
        CHECK(why_not(other) == NoTicket::other_content);
    for (int i = 0; i <= static_cast<int>(NoTicket::other_content); ++i) CHECK_FALSE(to_string(static_cast<NoTicket>(i)).empty());
}

TEST_CASE("deeply nested JSON costs nothing and is not a ticket", "[payload][KIO-6]") {
    std::string deep = "{\"ticket\":";
    deep += std::string(240, '[') + std::string(240, ']') + "}";
    CHECK(why_not(deep) == NoTicket::other_content);
    CHECK(why_not("{" + std::string(500, '{')) == NoTicket::other_content);
    CHECK(why_not("{\"ticket\":1e999}") == NoTicket::other_content);
    CHECK(why_not("{\"i\":[2,2,\"" + std::string(400, 'A') + "\"]}") == NoTicket::other_content);
}

TEST_CASE("hostile text is treated as an ordinary code", "[payload][KIO-6]") {
    for (const auto* hostile :
         {"%n%s%n%s", "'; DROP TABLE registrations; --", "=cmd|' /C calc'!A0", "../../etc/passwd", "${jndi:ldap://x}"})
        CHECK(codes_of(hostile)[0].code == hostile);
}

TEST_CASE("no candidate contains control characters, not even from JSON or links", "[payload][KIO-6]") {
    for (const auto* payload : {R"({"ticket":"a\u0000b\n\u202e"})", "https://x/a%00b%0d%0a", "https://x?code=%e2%80%aea%1bb",
                                R"({"checkin_secret":"\u0007x"})"})
        for (const auto& candidate : codes_of(payload))
            for (const char c : candidate.code) CHECK(static_cast<unsigned char>(c) >= 0x20);
}

TEST_CASE("a code sent by a US-layout scanner to a Swedish layout can be restored", "[payload][keyboard]") {
    // Per key: '-' arrives as '+', '/' as '-', '_' as '?', ':' as 'Ö', '"' as 'Ä', '{' as 'Å'.
    CHECK(us_layout_of_swedish("123e4567+e89b+42d3+a456+426614174000-qZ8") == "123e4567-e89b-42d3-a456-426614174000/qZ8");
    CHECK(us_layout_of_swedish("httpsÖ--example.org-t-A?1") == "https://example.org/t/A_1");
    CHECK(us_layout_of_swedish("ÅÄticketÄÖÄabcÄ^") == "{\"ticket\":\"abc\"}");
    CHECK(us_layout_of_swedish("plain123") == "plain123");
    CHECK(us_layout_of_swedish("").empty());
    CHECK(us_layout_of_swedish("\xc3") == "\xc3");
}

TEST_CASE("every rule has a unique name", "[payload]") {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(CodeRule::payload_part); ++i) names.insert(to_string(static_cast<CodeRule>(i)));
    CHECK(names.size() == static_cast<std::size_t>(CodeRule::payload_part) + 1);
    CHECK(names.count("") == 0);
}

TEST_CASE("a code of 256 bytes is a ticket, and one of 257 is not", "[payload]") {
    CHECK(codes_of(std::string(256, 'Q')).size() == 1);
    CHECK(codes_of(std::string(257, 'Q')).empty());
}

TEST_CASE("a link without scheme gives its last part and is told from a plain code", "[payload][link]") {
    const auto reading = read_payload("www.example.org/t/ABC123?lang=sv");
    CHECK(reading.is_link);
    CHECK(reading.candidates[0] == CodeCandidate{"ABC123", CodeRule::link_last_part});
    CHECK_FALSE(read_payload("ABC123").is_link);
}

TEST_CASE("payloads that are no known ticket keep their parts and nothing else", "[payload]") {
    const auto reading = read_payload(R"({"data":{"code":"abc123"}})");
    CHECK(reading.why_not == NoTicket::other_content);
    CHECK(reading.candidates.empty());
    CHECK(reading.parts == std::vector<std::string>{"abc123"});
    CHECK(read_payload("ABC123").parts.empty());
    CHECK(read_payload("WIFI:T:WPA;S:abc123;;").parts.empty());
    CHECK(read_payload(R"({"checkin_secret":"x","registration_id":123456})").parts.empty());
}
