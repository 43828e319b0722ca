#include "core/import/first_seen.hpp"

#include <string>

#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("a text is known where it was met first", "[first_seen]") {
    std::vector<std::string> texts;
    for (int i = 0; i < 5000; ++i) texts.push_back("text " + std::to_string(i * i));
    FirstSeenIndex met;
    const auto is = [&](const std::string& text) { return [&](std::size_t place) { return texts[place] == text; }; };
    CHECK_FALSE(met.find("text 0", is("text 0")));
    if (GENERATE(false, true)) met.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) REQUIRE_FALSE(met.meet(texts[i], i, is(texts[i])));
    for (std::size_t i = 0; i < texts.size(); ++i) REQUIRE(met.meet(texts[i], 0, is(texts[i])) == i);
    CHECK(met.find("text 49", is("text 49")) == 7);
    CHECK_FALSE(met.find("text 50", is("text 50")));
}

TEST_CASE("texts of one hash are told apart by whoever knows them", "[first_seen]") {
    FirstSeenIndex met;
    const auto never = [](std::size_t) { return false; };
    CHECK_FALSE(met.meet("same", 1, never));
    CHECK_FALSE(met.meet("same", 2, never));
    CHECK(met.find("same", [](std::size_t place) { return place == 2; }) == 2);
}
