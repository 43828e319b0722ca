#include "core/import/formats/json_pages.hpp"

#include <fmt/format.h>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

PageInfo info_of(std::string_view json) {
    const auto page = read_json_page(json);
    REQUIRE(page);
    return page->info;
}

constexpr std::string_view two = R"([{"a":1},{"a":2}])";

std::string with(std::string_view pages) { return fmt::format(R"({{{},"results":{}}})", pages, two); }

}  // namespace

TEST_CASE("a complete list has no other pages", "[import][json]") {
    for (const auto* whole :
         {R"("count":2,"next":null,"previous":null)", R"("count":2)", R"("total":2,"page":1,"limit":50)", R"("total":5000)",
          R"("has_more":false,"next_cursor":null)",
          R"("meta":{"current_page":1,"next_page":null,"total_pages":1,"total_count":2})",
          R"("pagination":{"object_count":2,"page_number":1,"page_count":1,"has_more_items":false})",
          R"("event":{"count":500,"next":"x"})", R"("next":"soon")", R"("links":{"next":null,"self":"/x?page=1"})"})
        CHECK(info_of(with(whole)).why.empty());
    CHECK(info_of(two).why.empty());
}

TEST_CASE("a page of a longer list is recognised and so is where the next one is", "[import][json]") {
    const auto django = info_of(with(R"("count":120,"next":"https://pretix.example/api/?page=2","previous":null)"));
    CHECK(django.next_address == "https://pretix.example/api/?page=2");
    CHECK(django.total == 120);
    for (const auto* links : {R"("links":{"next":"/x?page=2"})", R"("_links":{"next":{"href":"/x?page=2"}})",
                              R"("links":{"next":{"href":"/x?page=2","meta":{}}})", R"("@odata.nextLink":"/x?page=2")",
                              R"("next_page_url":"/x?page=2")", R"("paging":{"next":"/x?page=2"})"})
        CHECK(info_of(with(links)).next_address == "/x?page=2");
    for (const auto* numbers :
         {R"("meta":{"current_page":1,"next_page":2,"total_pages":3})", R"("next_page":2)", R"("page":1,"total_pages":3)",
          R"("meta":{"total_pages":3})", R"("page":1,"per_page":2,"total":5)", R"("page":1,"has_more":true)",
          R"("pagination":{"page_number":1,"page_count":3})", R"("page":1,"has_next_page":true)"})
        CHECK(info_of(with(numbers)).next_page == 2);
    const auto luma = info_of(with(R"("has_more":true,"next_cursor":"abc")"));
    CHECK(luma.cursor_name == "pagination_cursor");
    CHECK(luma.cursor == "abc");
    CHECK(info_of(with(R"("pagination":{"has_more_items":true,"continuation":"xyz"})")).cursor_name == "continuation");
}

TEST_CASE("a page that does not say where the next one is is no complete list", "[import][json]") {
    for (const auto* pages : {R"("count":55)", R"("count":55,"next":null,"previous":"https://x.example/?page=1")",
                              R"("meta":{"total_count":55})", R"("total":55,"limit":2,"offset":0)"}) {
        const auto info = info_of(with(pages));
        CHECK(info.why.find("2 of 55") != std::string::npos);
        CHECK_FALSE(info.has_next());
    }
    CHECK_FALSE(info_of(with(R"("meta":{"current_page":3,"total_pages":3,"total_count":6})")).has_next());
}

TEST_CASE("the entries of a page are read as they are", "[import][json]") {
    const auto page = read_json_page(R"({"meta":{"next_page":2},"tickets":[{"_type":"ticket","id":1},{"id":2}]})");
    REQUIRE(page);
    CHECK(page->rows == std::vector<std::string>{R"({"_type":"ticket","id":1})", R"({"id":2})"});
    CHECK(page->info.is_json_api);
    CHECK(read_json_page(R"({"results":[]})")->rows.empty());
    CHECK_FALSE(read_json_page("{\"results\":["));
    CHECK_FALSE(read_json_page(""));
}
