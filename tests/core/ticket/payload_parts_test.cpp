#include "core/ticket/payload_parts.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

bool has(std::string_view payload, std::string_view part) {
    const auto parts = payload_parts(payload);
    return std::find(parts.begin(), parts.end(), part) != parts.end();
}

}  // namespace

TEST_CASE("a code is found wherever a link carries it", "[payload]") {
    for (const auto* link : {"https://example.org/?event_qr_code=1&ticket_id=1001&event_id=45&security_code=a1-b2",
                             "https://example.org/qr/a1-b2/65",
                             "https://example.org/admin.php?page=CiviCRM&q=civicrm%2Fqrcodecheckin%2F65%2Fa1-b2",
                             "https://lu.ma/check-in/evt?pk=a1-b2",
                             "https://example.org/app/#/ticket/a1-b2",
                             "https://example.org/#code=a1-b2&x=1",
                             "https://example.org/t/a1-b2/qr",
                             "https://example.org/ticket/a1-b2.pdf",
                             "https://example.org/e?next=https%3A%2F%2Fx.org%2Ft%3Fc%3Da1-b2",
                             "www.example.org/t/a1-b2/",
                             "example.org/t/a1-b2/?lang=sv",
                             "entreapp://ticket/a1-b2",
                             "TICKET:a1-b2",
                             "Biljett: a1-b2",
                             "code=a1-b2",
                             "a1-b2;Åsa;Ek",
                             "a1-b2,Asa Ek",
                             "a1-b2|45|1",
                             "https://example.org?a1-b2",
                             "https://example.org/t;c=a1-b2"})
        CHECK(has(link, "a1-b2"));
}

TEST_CASE("every string and whole number of JSON is tried", "[payload]") {
    for (const auto* json : {R"({"code":"a1-b2"})", R"({"data":{"holder":[{"ticket":{"code":"a1-b2"}}]}})", R"(["a1-b2"])",
                             R"("a1-b2")", R"({"v":1,"url":"https://example.org/t/a1-b2?x=1"})", R"([[[[[[["a1-b2"]]]]]]])"})
        CHECK(has(json, "a1-b2"));
    CHECK(has(R"({"attendee":8009001001})", "8009001001"));
    CHECK(has("{\"code\":\"a1-b2\"", "a1-b2"));  // JSON cut short is text
}

TEST_CASE("codes with separators in them stay whole", "[payload]") {
    CHECK(has("https://example.org/?s=q%2B8%2F9aZ%3D%3D", "q+8/9aZ=="));
    CHECK(has("https://example.org/?s=q+8aZ==", "q+8aZ=="));
    CHECK(has(R"({"s":"uuid/q+8/9aZ=="})", "uuid/q+8/9aZ=="));
    CHECK(has("https://example.org/t/A.7/qr", "A.7"));
}

TEST_CASE("short numbers count only where the link calls them a ticket", "[payload]") {
    for (const auto* link : {"https://example.org/2027/05/20/x", "https://example.org/x?event_id=45&page=45&event_qr_code=45",
                             R"({"event":45,"v":"45","rows":[45]})", "https://example.org/event/45/x"})
        CHECK_FALSE(has(link, "45"));
    CHECK_FALSE(has("https://example.org/2027/05/20/x", "2027"));
    CHECK(has("https://example.org/x?ticketId=45&lang=sv", "45"));
    CHECK(has("https://example.org/ticket/45/qr", "45"));
    CHECK(has(R"({"code":45})", "45"));
    CHECK(has("https://example.org/x?whatever=10045", "10045"));
}

TEST_CASE("tracking parameters and the host are no codes", "[payload]") {
    const auto parts = payload_parts("https://tickets.example.org/x?utm_source=abc123&fbclid=def456");
    CHECK(parts == std::vector<std::string>{"x"});
}

TEST_CASE("a hostile link has a bounded number of parts", "[payload][KIO-6]") {
    std::string link = "https://example.org/?";
    for (int i = 0; i < 10000; ++i) link += "p" + std::to_string(i) + "=v" + std::to_string(i) + "&";
    CHECK(payload_parts(link).size() == max_payload_parts);
    CHECK(payload_parts(std::string(100000, '[')).size() <= max_payload_parts);
    CHECK(payload_parts("[" + std::string(100000, '1') + "]").empty());
    std::string nested = "\"a1-b2\"";
    for (int i = 0; i < 5000; ++i) nested = "{\"a\":" + nested + "}";
    CHECK(payload_parts(nested).size() <= max_payload_parts);
    for (const auto* odd : {"", "/", "?&#", "%ff%fe", "http://", "{}", "[]", "\"\"", "\xff"}) CHECK(payload_parts(odd).empty());
}
