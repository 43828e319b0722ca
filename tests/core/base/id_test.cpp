#include "core/base/id.hpp"

#include <set>
#include <unordered_set>

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

TEST_CASE("an id is a version 7 UUID that contains its millisecond", "[id]") {
    const UtcTime now{4000000000123ms};
    const auto id = new_uuid(now);
    REQUIRE(id.size() == 36);
    CHECK(id[8] == '-');
    CHECK(id[13] == '-');
    CHECK(id[14] == '7');
    CHECK(std::string("89ab").find(id[19]) != std::string::npos);
    CHECK(std::stoull(id.substr(0, 8) + id.substr(9, 4), nullptr, 16) == 4000000000123ULL);
}

TEST_CASE("ids ascend within a millisecond and after the clock is set back", "[id][DUR-8]") {
    std::string last;
    for (int i = 0; i < 20000; ++i) {
        const auto id = new_uuid(UtcTime{5000000000000ms} - (i % 7 == 0 ? 1h : 0h));
        REQUIRE(last < id);
        last = id;
    }
}

TEST_CASE("ids are unique", "[id]") {
    std::unordered_set<std::string> seen;
    for (int i = 0; i < 10000; ++i) seen.insert(new_uuid(UtcTime{}));
    CHECK(seen.size() == 10000);
}

TEST_CASE("ids of one kind can be compared and kept in sets", "[id]") {
    const OrderId none;
    CHECK(none.is_empty());
    const auto first = new_id<OrderId>(UtcTime{1ms}), second = new_id<OrderId>(UtcTime{1ms});
    CHECK(first != second);
    CHECK(std::set<OrderId>{second, first}.begin()->value == first.value);
    CHECK(std::unordered_set<OrderId>{first, first}.size() == 1);
}
