#include "core/ticket/link.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("spellings of one link are equal and other links are not", "[link]") {
    const auto luma = comparable_link("https://lu.ma/check-in/evt-Qq1?pk=g-Cc3");
    for (const auto* alike :
         {"HTTPS://LU.MA/check-in/evt-Qq1?pk=g-Cc3", "http://lu.ma/check-in/evt-Qq1/?pk=g-Cc3", "lu.ma/check-in/evt-Qq1?pk=g-Cc3",
          "https://www.lu.ma/check-in/evt-Qq1?pk=g-Cc3", "https://lu.ma:443/check-in/evt-Qq1?pk=g-Cc3#",
          "http://lu.ma:80/check-in/evt-Qq1?pk=g-Cc3",
          "https://lu.ma/check-in/evt-Qq1?utm_source=mail&pk=g-Cc3&fbclid=Zz&gclid=1&mc_cid=2&UTM_Campaign=x"})
        CHECK(comparable_link(alike) == luma);
    for (const auto* other : {"https://lu.ma/check-in/evt-Qq1?pk=g-cc3", "https://lu.ma/check-in/evt-qq1?pk=g-Cc3",
                              "https://lu.ma/check-in/evt-Qq1", "https://luma.com/check-in/evt-Qq1?pk=g-Cc3",
                              "https://lu.ma/check-in/evt-Qq1?pk=g-Cc3&id=7", "https://lu.ma/check-in/evt-Qq1?pk=g-Cc3#/t/1"})
        CHECK(comparable_link(other) != luma);
    CHECK(comparable_link("https://example.org/app/#/ticket/A1/") == comparable_link("example.org/app#/ticket/A1"));
}

TEST_CASE("text that is no address is no link", "[link]") {
    for (const auto* none : {"", "KOD1", "123e4567-e89b/q+8/9aZ==", "{\"a\":\"b.c\"}", "https://", "a b.c/d", "TICKET:a.b c"})
        CHECK(comparable_link(none).empty());
    CHECK(is_web_link("WWW.example.org"));
    CHECK(is_web_link("Http://x"));
    CHECK_FALSE(is_web_link("wwwKOD"));
    CHECK_FALSE(is_web_link("entreapp://ticket/a"));
}

TEST_CASE("tracking parameters are told from those that carry a code", "[link]") {
    for (const auto* tracking :
         {"utm_source", "UTM_MEDIUM", "fbclid", "gclid", "mc_cid", "mc_eid", "msclkid", "_hsenc", "igshid"})
        CHECK(is_tracking_parameter(tracking));
    for (const auto* other : {"pk", "code", "mc", "id", "ref", "token", "utm"}) CHECK_FALSE(is_tracking_parameter(other));
}
