#include "core/base/error.hpp"

#include <set>
#include <string>

#include "core/base/enum_text.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("every error code has a unique name and is found by it", "[error]") {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(ErrorCode::stopped); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        CHECK_FALSE(to_string(code).empty());
        names.insert(to_string(code));
        CHECK(from_string(to_string(code), ErrorCode::stopped) == code);
    }
    CHECK(names.size() == static_cast<std::size_t>(ErrorCode::stopped) + 1);
    CHECK_FALSE(from_string("", ErrorCode::stopped));
    CHECK_FALSE(from_string("Disk_full", ErrorCode::stopped));
}

TEST_CASE("a failure keeps its source location when passed on as another result type", "[error]") {
    const auto failed = [] { return Result<int>(fail(ErrorCode::disk_full, "no room")); };
    Result<int> number = failed();
    REQUIRE_FALSE(number);
    CHECK(std::string_view(number.error().where.file_name()).find("error_test.cpp") != std::string_view::npos);
    const auto line = number.error().where.line();
    const Result<std::string> text = pass_on(number);
    REQUIRE_FALSE(text);
    CHECK(text.error().code == ErrorCode::disk_full);
    CHECK(text.error().detail == "no room");
    CHECK(text.error().where.line() == line);
}
