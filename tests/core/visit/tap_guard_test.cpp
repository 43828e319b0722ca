#include "core/visit/tap_guard.hpp"

#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

TapGuard guard_on(const Screen& before, const Screen& after) {
    TapGuard guard;
    guard.saw(on_screen(before), noon - 1h);
    guard.saw(on_screen(after), noon);
    return guard;
}

PersonPage page_of_somebody_inside() {
    auto page = person_page();
    auto history = *page.history;
    history.inside_since = history.inside_since ? std::nullopt : std::optional(morning());
    page.history = std::make_shared<const PersonHistory>(std::move(history));
    return page;
}

PersonPage sure_of(StaffRequestKind kind) {
    auto page = person_page();
    page.sure = kind;
    return page;
}

ListsPage sure_to_purge() {
    ListsPage page;
    page.is_sure = true;
    return page;
}

}  // namespace

TEST_CASE("the second tap of a double tap answers nothing on the next screen", "[visit][taps]") {
    for (const auto& before : every_screen())
        for (const auto& after : every_screen()) {
            if (before.index() == after.index()) continue;
            INFO(name_of(before) << " to " << name_of(after));
            const auto guard = guard_on(before, after);
            CHECK_FALSE(guard.accepts(Confirmed{noon}, noon + 120ms));
            CHECK_FALSE(guard.accepts(Cancelled{noon}, noon + 699ms));
            CHECK(guard.accepts(Confirmed{noon}, noon + 700ms));
        }
}

TEST_CASE("a question on the same page is a new one", "[visit][taps]") {
    const std::pair<StaffPage, StaffPage> questions[] = {
        {PrintersPage{}, PrintersPage{Sure::quit}},
        {PrintersPage{}, PrintersPage{Sure::settings}},
        {person_page(), sure_of(StaffRequestKind::undo)},
        {person_page(), page_of_somebody_inside()},  // where the button checked in it now checks out
        {sure_of(StaffRequestKind::undo), sure_of(StaffRequestKind::protect)},
        {ListsPage{}, sure_to_purge()},
    };
    for (const auto& [before, after] : questions) {
        INFO(name_of(after));
        const auto guard = guard_on(staff_on(before), staff_on(after));
        CHECK_FALSE(guard.accepts(QuitRequested{noon}, noon + 120ms));
        CHECK(guard.accepts(QuitRequested{noon}, noon + 1s));
    }
    CHECK_FALSE(
        guard_on(Trouble{Advice::unknown, {}, noon}, Trouble{Advice::not_found, {}, noon}).accepts(Confirmed{noon}, noon));
    CHECK_FALSE(guard_on(AlreadyIn{asa(), {}, noon}, AlreadyIn{asa(), {}, noon, false, true}).accepts(Confirmed{noon}, noon));
}

TEST_CASE("the next answer about a list, a badge or a call for help is not given by the tap for the last one", "[visit][taps]") {
    TapGuard guard;
    auto state = on_screen(staff_on(OverviewPage{}));
    state.help = {{1, noon, "welcome"}, {2, noon, "trouble"}};
    guard.saw(state, noon - 1h);
    state.help.erase(state.help.begin());
    guard.saw(state, noon);
    CHECK_FALSE(guard.accepts(HelpMet{2, noon}, noon + 300ms));

    state = on_screen(staff_on(PrintersPage{}));
    const auto badges = [](std::string order) {
        return std::make_shared<const std::vector<TroubledBadge>>(
            1, TroubledBadge{{std::move(order)}, "Åsa", "Höger", {}, true, {}});
    };
    state.troubled = badges("one");
    guard.saw(state, noon);
    state.troubled = badges("two");
    guard.saw(state, noon + 1h);
    CHECK_FALSE(guard.accepts(BadgeAnswered{{"two"}, true, noon}, noon + 1h));
}

TEST_CASE("typing stays fast, and nothing delays what does not answer", "[visit][taps]") {
    const auto guard = guard_on(Welcome{}, every_screen().at(11));
    for (const Event& tap :
         std::vector<Event>{Typed{"a", noon}, Erased{noon}, ShiftToggled{noon}, FieldChosen{NameField::family, noon},
                            LanguageChosen{1, noon}, TextSizeToggled{noon}, MoreTimeRequested{noon}})
        CHECK(guard.accepts(tap, noon));
    TapGuard typing = guard;
    auto state = on_screen(Search{"Åsa", "Ö", NameField::family, false, noon});
    typing.saw(state, noon + 1s);
    std::get<Search>(state.screen).family += "s";
    typing.saw(state, noon + 2s);
    CHECK(typing.accepts(Confirmed{noon}, noon + 2s));
}
