#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

SharingView in_touch() { return {"Kiosk 1", true, morning(), 0, {}, {}, {{"Kiosk 2"}}}; }

std::string page_of(const Step& step) { return std::string(name_of(std::get<Staff>(step.state.screen).page)); }

}  // namespace

TEST_CASE("the page about kiosks is there where several share the door, or may", "[visit][staff][share]") {
    State state = on_screen(staff_on(OverviewPage{}));
    CHECK(page_of(update(state, StaffPageOpened{StaffTab::kiosks, noon})) == "kiosks");
    state.rules.can_invite = false;
    CHECK(page_of(update(state, StaffPageOpened{StaffTab::kiosks, noon})) == "printers");
    state = update(state, SharingChanged{in_touch(), noon}).state;
    CHECK(page_of(update(state, StaffPageOpened{StaffTab::kiosks, noon})) == "kiosks");
}

TEST_CASE("staff are alerted when the connection to the other kiosks is lost, not at the start without one", "[visit][share]") {
    State state = on_screen(Welcome{});
    auto apart = in_touch();
    apart.is_connected = false;
    CHECK(effect_in<AlertStaff>(update(state, SharingChanged{apart, noon})) == nullptr);
    const auto step = update(update(state, SharingChanged{in_touch(), noon}).state, SharingChanged{apart, noon});
    CHECK(effect_in<AlertStaff>(step) != nullptr);
    CHECK(step.state.sharing == apart);
    CHECK(screen_of(step.state) == "welcome");
}

TEST_CASE("somebody whom another kiosk serves at this moment is told so, and nobody else", "[visit][share]") {
    Confirm asks{asa(), asa().given, asa().family, BadgeName::full, noon};
    const State state = on_screen(asks);
    CHECK(screen_of(update(state, ServedElsewhere{{"somebody else"}, "Kiosk 2", noon}).state) == "confirm");
    const auto told = update(state, ServedElsewhere{asa().id, "Kiosk 2", noon}).state;
    REQUIRE(screen_of(told) == "already_in");
    CHECK(std::get<AlreadyIn>(told.screen).at_kiosk == "Kiosk 2");
    CHECK(std::get<AlreadyIn>(told.screen).since == UtcTime{});  // nothing is recorded there yet
    CHECK(screen_of(update(on_screen(Welcome{}), ServedElsewhere{asa().id, "Kiosk 2", noon}).state) == "welcome");
}

TEST_CASE("a purge at another kiosk purges here before anything else", "[visit][share]") {
    const auto step = update(on_screen(Confirm{asa(), "Åsa", "Öberg", BadgeName::full, noon}), PurgedElsewhere{noon});
    REQUIRE(effect_in<DoForLists>(step) != nullptr);
    CHECK(effect_in<DoForLists>(step)->kind == ListsRequestKind::purge);
    REQUIRE(page_of(step) == "lists");
    CHECK(std::get<ListsPage>(std::get<Staff>(step.state.screen).page).note == ListsNote::purging);
    CHECK(std::get<Staff>(step.state.screen).request == effect_in<DoForLists>(step)->request);
}

TEST_CASE("a kiosk is invited with a code that stays on the page for ten minutes, and sharing begins", "[visit][staff][share]") {
    State state = on_screen(staff_on(KiosksPage{}));
    CHECK(closes_at(state) == noon + 60s);
    auto step = update(state, KioskInvitationRequested{noon + 5s});
    CHECK(effect_in<InviteKiosk>(step) != nullptr);
    CHECK(step.state.kiosk_invitation == KioskInvitation{});
    CHECK(closes_at(step.state) == noon + 5s + 10min);
    const KioskInvitation code{"entre-join:h/d/x", morning(), InvitationProblem::none};
    step = update(step.state, KioskInvited{code, noon + 7s});
    CHECK(step.state.kiosk_invitation == code);
    CHECK(effect_in<BeginSharing>(step) != nullptr);
    step = update(step.state, Cancelled{noon + 8s});
    CHECK(screen_of(step.state) == "welcome");
    CHECK_FALSE(step.state.kiosk_invitation);
    state.rules.can_invite = false;
    CHECK(effect_in<InviteKiosk>(update(state, KioskInvitationRequested{noon})) == nullptr);
}

TEST_CASE("the code is gone once another kiosk has joined with it, and nothing is shared without a code",
          "[visit][staff][share]") {
    State state = on_screen(staff_on(KiosksPage{}));
    auto view = in_touch();
    view.others.clear();
    state = update(state, SharingChanged{view, noon}).state;
    state = update(state, KioskInvited{{"code", morning(), InvitationProblem::none}, noon}).state;
    state = update(state, SharingChanged{view, noon}).state;
    CHECK(state.kiosk_invitation);
    CHECK_FALSE(update(state, SharingChanged{in_touch(), noon}).state.kiosk_invitation);
    const auto step = update(state, KioskInvited{{{}, {}, InvitationProblem::no_network}, noon});
    CHECK(effect_in<BeginSharing>(step) == nullptr);
    CHECK(step.state.kiosk_invitation->problem == InvitationProblem::no_network);
}
