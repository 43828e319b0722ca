#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("what is typed has an end", "[visit]") {
    Walk walk;
    walk.take(SearchStarted{noon});
    for (int i = 0; i < 500; ++i) walk.take(Typed{"👩‍👩‍👧", noon});
    CHECK(std::get<Search>(walk.state.screen).given.size() <= 200);
    walk.take(Erased{noon});
    CHECK(std::get<Search>(walk.state.screen).given.ends_with("👧"));
}

TEST_CASE("search is off unless switched on: then staff comes", "[visit][search]") {
    Walk walk;
    walk.state.rules.search = false;
    walk.take(SearchStarted{noon});
    CHECK(walk.screen() == "staff_coming");
    CHECK(walk.news<AlertStaff>());
    CHECK(walk.state.help.size() == 1);
}

TEST_CASE("a name of two letters each is looked up, and offers one person or gives one neutral answer", "[visit][search]") {
    Walk walk;
    walk.take(SearchStarted{noon});
    walk.take(Typed{"Å", noon});
    walk.take(Confirmed{noon});
    CHECK(walk.screen() == "search");
    walk.take(Typed{"s", noon});
    walk.take(FieldChosen{NameField::family, noon});
    walk.take(Typed{"Ö", noon});
    walk.take(Confirmed{noon});
    CHECK(walk.screen() == "search");
    walk.take(Typed{"s", noon});
    walk.take(Confirmed{noon});
    REQUIRE(walk.news<FindName>());
    CHECK(walk.news<FindName>()->given == "Ås");
    auto nobody = walk;
    nobody.take(NameLookedUp{walk.state.last_request, {}, {}, noon});
    CHECK(std::get<Trouble>(nobody.state.screen).advice == Advice::not_found);
    walk.take(NameLookedUp{walk.state.last_request, RegistrationId{"id"}, "Åsa Ö.", noon});
    CHECK(walk.screen() == "offer");
    auto hidden = walk;
    hidden.take(NameShownChosen{BadgeName::alias, noon + 1s});
    CHECK(hidden.screen() == "offer");
    hidden.take(Confirmed{noon + 2s});
    CHECK(hidden.news<RecordCheckIn>()->name_shown == BadgeName::alias);
    walk.take(Confirmed{noon + 1s});
    CHECK(walk.news<RecordCheckIn>()->person.value == "id");
    CHECK(walk.news<RecordCheckIn>()->name_shown == BadgeName::full);
}

TEST_CASE("a name in one field is looked up for people with a single name", "[visit][search]") {
    Walk walk;
    walk.take(SearchStarted{noon});
    for (const auto* letter : {"Y", "e"}) walk.take(Typed{letter, noon});
    walk.take(Confirmed{noon});
    REQUIRE(walk.news<FindName>());
    CHECK(walk.news<FindName>()->family.empty());
}

TEST_CASE("a list of names cannot be tried through: after five searches there is a pause", "[visit][search]") {
    Walk walk;
    const auto search = [&](Clock::duration after) {
        walk.take(SearchStarted{noon + after});
        for (int i = 0; i < 2; ++i) walk.take(Typed{"a", noon + after});
        walk.take(FieldChosen{NameField::family, noon + after});
        for (int i = 0; i < 2; ++i) walk.take(Typed{"b", noon + after});
        walk.take(Confirmed{noon + after});
        const bool is_asked = walk.news<FindName>() != nullptr;
        if (is_asked) walk.take(NameLookedUp{walk.state.last_request, {}, {}, noon + after});
        return is_asked;
    };
    for (int i = 0; i < 5; ++i) CHECK(search(i * 5s));
    CHECK_FALSE(search(25s));
    CHECK(std::get<Trouble>(walk.state.screen).advice == Advice::search_paused);
    CHECK_FALSE(search(79s));
    CHECK(search(81s));
    CHECK_FALSE(search(82s));
}

TEST_CASE("a search counts for two minutes", "[visit][search]") {
    Walk walk;
    walk.state.searches = {noon, noon + 70s, noon + 75s, noon + 80s, noon + 85s};
    auto later = walk;
    const auto is_paused = [](Walk& visitor, Clock::duration after) {
        visitor.take(SearchStarted{noon + after});
        for (int i = 0; i < 2; ++i) visitor.take(Typed{"a", noon + after});
        return visitor.take(Confirmed{noon + after}).news<FindName>() == nullptr;
    };
    CHECK(is_paused(walk, 120s));
    CHECK_FALSE(is_paused(later, 120s + 1ms));
}
