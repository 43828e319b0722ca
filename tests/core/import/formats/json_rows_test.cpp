#include "core/import/formats/json_rows.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::vector<std::string> rows_of(std::string_view json, std::size_t piece = ExportFile::usual_piece) {
    std::vector<std::string> rows;
    const auto read =
        read_json({"list.json", std::string(json), piece}, [&](std::int64_t line, std::span<const std::string_view> cells) {
            std::string row = std::to_string(line);
            for (const auto cell : cells) row += "|" + std::string(cell);
            rows.push_back(std::move(row));
            return true;
        });
    if (!read) FAIL(read.error().detail);
    return rows;
}

std::string problem_of(std::string_view json) {
    const auto read =
        read_json({"list.json", std::string(json)}, [](std::int64_t, std::span<const std::string_view>) { return true; });
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::export_invalid);
    CHECK(contains(read.error().detail, "list.json"));
    return read.error().detail;
}

}  // namespace

TEST_CASE("JSON is recognised by its first character", "[json]") {
    CHECK(is_json(" \n[{}]"));
    CHECK(is_json("\xef\xbb\xbf{"));
    CHECK_FALSE(is_json(""));
    CHECK_FALSE(is_json("a;[b]"));
}

TEST_CASE("an array of objects becomes rows, with the keys of all objects as headings", "[json]") {
    CHECK(rows_of(R"([{"namn":"Bo Ek","kod":"k1"},{"kod":"k2","ort":"Kisa","namn":"Åsa"}])") ==
          std::vector<std::string>{"1|namn|kod|ort", "2|Bo Ek|k1|", "3|Åsa|k2|Kisa"});
}

TEST_CASE("a list inside a response is found, nested objects become columns, and plain lists are joined", "[json]") {
    CHECK(
        rows_of(
            R"({"count":1,"next":null,"results":[{"a":{"b":"x","c":{"d":1}},"tags":["p","q"],"ok":true,"no":null,"n":1.5}]})") ==
        std::vector<std::string>{"1|a.b|a.c.d|tags|ok|no|n", "2|x|1|p; q|true||1.5"});
}

TEST_CASE("the fields of a form become columns named by their titles", "[json][indico]") {
    CHECK(
        rows_of(
            R"([{"id":1,"registration_data":[{"title":"Personal Data","fields":[{"title":"First Name","data":"Åsa"},{"title":"Position","data":"lärare"}]}]}])") ==
        std::vector<std::string>{"1|id|First Name|Position", "2|1|Åsa|lärare"});
}

TEST_CASE("long numbers keep all digits, and those that do not fit are written as rounded", "[json]") {
    CHECK(rows_of(R"([{"n":12345678901234567890}])")[1] == "2|12345678901234567890");
    CHECK(contains(rows_of(R"([{"n":123456789012345678901}])")[1], "e+20"));
}

TEST_CASE("incomplete JSON, and JSON without a list, is refused with the line", "[json]") {
    CHECK(contains(problem_of("[{\"a\":1},\n{\"a\":"), ":2:"));
    CHECK(contains(problem_of("{}"), "array of objects"));
    CHECK(contains(problem_of("[1,2]"), "array of objects"));
    CHECK(contains(problem_of("[{\"a\":\"\xff\"}]"), "UTF-8"));
    CHECK_FALSE(problem_of(std::string(200'000, '[')).empty());
    CHECK_FALSE(problem_of(std::string(100'000, '[') + std::string(100'000, ']')).empty());
}

TEST_CASE("a sink that stops receives no more rows of a JSON file", "[json]") {
    int rows = 0;
    CHECK(read_json({"x", R"([{"a":1},{"a":2},{"a":3}])"},
                    [&](std::int64_t, std::span<const std::string_view>) { return ++rows < 2; }));
    CHECK(rows == 2);
}

TEST_CASE("the size of the pieces does not affect how JSON is read", "[json]") {
    const std::string json =
        "\xef\xbb\xbf{\"meta\":[[{\"no\":1}]],\"all\":[{\"namn\":\"Åsa "
        "Öström\",\"plats\":{\"ort\":\"Kisa\"}},\n{\"namn\":\"Bo\"}]}";
    const auto whole = rows_of(json);
    CHECK(whole == std::vector<std::string>{"1|namn|plats.ort", "2|Åsa Öström|Kisa", "3|Bo|"});
    for (std::size_t piece = 1; piece < 12; ++piece) CHECK(rows_of(json, piece) == whole);
}

TEST_CASE("the outermost list is read, and the first of several", "[json]") {
    CHECK(rows_of(R"({"deep":{"a":[{"x":1}]},"b":[{"y":2}],"c":[{"z":3}]})") == std::vector<std::string>{"1|y", "2|2"});
    CHECK(rows_of(R"({"mixed":[{"x":1},2],"empty":[],"inside":{"list":[{"y":2}]}})") == std::vector<std::string>{"1|y", "2|2"});
}

TEST_CASE("an object that is too large for a person is refused, and not kept in memory", "[json]") {
    std::string keys = "[{\"a\":1},{\"b\":1";
    for (int i = 0; i < 3000; ++i) keys += ",\"k" + std::to_string(i) + "\":1";
    CHECK(contains(problem_of(keys + "}]"), "person 2"));
    CHECK(contains(problem_of("[{\"a\":\"" + std::string(5U << 20U, 'x') + "\"}]"), "person 1"));
    std::string numbers = "[{\"a\":[";
    for (int i = 0; i < 400'000; ++i) numbers += "1,";
    CHECK(contains(problem_of(numbers + "1]}]"), "person 1"));
    // Nested more deeply than any form: left out.
    CHECK(rows_of("[{\"a\":" + std::string(100, '[') + "1" + std::string(100, ']') + ",\"b\":2}]").back() == "2||2");
}

TEST_CASE("one page of a longer list is refused with a remedy", "[import][json][export_invalid]") {
    for (const auto* pages :
         {R"("count":55,"next":"https://x.example/?page=2","previous":null)", R"("count":55)", R"("has_more":true)",
          R"("meta":{"total_pages":2,"current_page":1})", R"("links":{"next":"https://x.example/?page=2"})", R"("next_page":2)",
          R"("has_next_page":true)", R"("pagination":{"page_count":2,"page_number":2})"}) {
        for (const bool is_before : {true, false}) {
            const std::string list = R"("results":[{"name":"Bo Ek","secret":"k1"}])";
            const std::string json = "{" + (is_before ? pages + ("," + list) : list + "," + pages) + "}";
            const auto read =
                read_json({"list.json", json}, [](std::int64_t, std::span<const std::string_view>) { return true; });
            REQUIRE_FALSE(read);
            CHECK(read.error().code == ErrorCode::export_invalid);
            CHECK(read.error().detail.find("one page of a longer list") != std::string::npos);
            CHECK(read.error().detail.find("fetches all pages") != std::string::npos);
        }
    }
}

TEST_CASE("a list within a person becomes columns, and questions with their answers do so by name", "[json]") {
    CHECK(rows_of(R"([{"name":"Bo","tickets":[{"code":"k1","cancelled":true},{"code":"k2","cancelled":false}]}])") ==
          std::vector<std::string>{"1|name|tickets.code|tickets.cancelled", "2|Bo|k1; k2|true; false"});
    CHECK(rows_of(R"([{"name":"Bo","answers":[{"question":"Skyddad identitet","answer":"Ja"}]}])") ==
          std::vector<std::string>{"1|name|Skyddad identitet", "2|Bo|Ja"});
}

TEST_CASE("lists of the same kind in one text have the same headings and the names of their keys", "[json]") {
    const auto sheets = lists_of_json(
        {"list.json", R"({"cancelled":[{"name":"Bo Al","at":"x"}],"confirmed":[{"name":"Cia Bo"}],"fees":[{"sum":1}]})"});
    REQUIRE(sheets);
    REQUIRE(sheets->size() == 3);
    CHECK((*sheets)[0].name == "cancelled");
    CHECK((*sheets)[1].name == "confirmed");
    for (std::size_t i = 0; i < 2; ++i) {
        std::size_t columns = 0;
        REQUIRE((*sheets)[i].read([&](std::int64_t, std::span<const std::string_view> cells) {
            columns = cells.size();
            return true;
        }));
        CHECK(columns == 2);
    }
}

TEST_CASE("headings in square brackets are no JSON", "[json]") { CHECK_FALSE(is_json("[Name | First],[Name | Last]\n")); }
