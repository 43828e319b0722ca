#include "kiosk/services/web_address.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

std::string resolved(std::string_view base, std::string_view reference) {
    const auto address = resolve_address(*read_address(base), reference);
    return address ? address->server() + address->target : "";
}

}  // namespace

TEST_CASE("an address is read with its server and its target", "[fetch]") {
    const auto address = read_address("HTTPS://Tickets.Example:443/api/x?key=secret#top");
    REQUIRE(address);
    CHECK(address->server() == "https://tickets.example");
    CHECK(address->target == "/api/x?key=secret");
    CHECK(address->shown() == "https://tickets.example/api/x");
    CHECK(read_address("http://a:8080?x=1")->target == "/?x=1");
    CHECK(read_address("http://a:80")->is_same_server(*read_address("http://A/x")));
    CHECK_FALSE(read_address("http://a")->is_same_server(*read_address("https://a")));
    CHECK_FALSE(read_address("http://a:81")->is_same_server(*read_address("http://a")));
    for (const auto* none :
         {"", "ftp://a/x", "file:///etc/passwd", "http://", "https://user@host/", "a/b", "javascript:x", "http://a b/"})
        CHECK_FALSE(read_address(none));
}

TEST_CASE("references are resolved as browsers resolve them", "[fetch]") {
    constexpr auto base = "https://a.example/api/v1/list?page=1";
    CHECK(resolved(base, "/other?x=2") == "https://a.example/other?x=2");
    CHECK(resolved(base, "?page=2") == "https://a.example/api/v1/list?page=2");
    CHECK(resolved(base, "list2") == "https://a.example/api/v1/list2");
    CHECK(resolved(base, "//b.example/x") == "https://b.example/x");
    CHECK(resolved(base, "http://b.example/x?to=https://c.example") == "http://b.example/x?to=https://c.example");
    CHECK(resolved(base, "/x?to=https://c.example") == "https://a.example/x?to=https://c.example");
    CHECK(resolved(base, "").empty());
}

TEST_CASE("a parameter is replaced and the others stay", "[fetch]") {
    const auto address = *read_address("https://a.example/x?page%5Bnumber%5D=1&key=secret&page[size]=50");
    const auto next = with_parameter(address, "page[number]", "2");
    CHECK(next.target == "/x?key=secret&page[size]=50&page%5Bnumber%5D=2");
    CHECK(with_parameter(*read_address("https://a.example"), "cursor", "a b&c").target == "/?cursor=a%20b%26c");
    CHECK(parameter_of(address, "page[number]") == "1");
    CHECK_FALSE(parameter_of(address, "page"));
}
