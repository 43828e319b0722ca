#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

namespace {

Step with_badges() {
    Registration longest;
    longest.family = "af Hohenstauffen";
    return after(state_on(BadgeScreen{}),
                 {BadgesRead{{{"landscape", 100, 62}, {"card", 86, 54, 2}, {"own.svg", 0, 0, 0, false}}, 0, longest}});
}

}  // namespace

TEST_CASE("the seminar's badge is chosen already, and is kept unless another one is tapped", "[setup]") {
    CHECK(screen_of<PrinterScreen>(after(state_on(BadgeScreen{}), {NextChosen{}})) != nullptr);  // nobody has to wait
    const auto step = with_badges();
    CHECK(screen_of<BadgeScreen>(step)->hardest.family == "af Hohenstauffen");
    CHECK(screen_of<PrinterScreen>(after(step.state, {NextChosen{}})) != nullptr);
    CHECK(screen_of<PrinterScreen>(after(step.state, {BadgeChosen{0}, NextChosen{}})) != nullptr);
    CHECK(screen_of<FilesScreen>(after(step.state, {BackChosen{}})) != nullptr);
}

TEST_CASE("another badge is saved before the next step, and a problem is said here", "[setup]") {
    const auto step = after(with_badges().state, {BadgeChosen{1}, NextChosen{}});
    REQUIRE(effect_in<SaveBadge>(step) != nullptr);
    CHECK(effect_in<SaveBadge>(step)->design == "card");
    const auto request = step.state.last_request;
    CHECK(screen_of<PrinterScreen>(after(step.state, {BadgeSaved{request, std::nullopt}})) != nullptr);
    CHECK(screen_of<BadgeScreen>(after(step.state, {BadgeSaved{request, Error{ErrorCode::disk_full, "full"}}}))->problem);
    CHECK(after(step.state, {BackChosen{}}).state.screen.index() == step.state.screen.index());
}

TEST_CASE("a template that cannot be read is not chosen", "[setup][bad_input]") {
    const auto step = after(with_badges().state, {BadgeChosen{2}, BadgeChosen{7}});
    CHECK(screen_of<BadgeScreen>(step)->chosen == 0);
    CHECK_FALSE(screen_of<BadgeScreen>(step)->is_changed);
}
