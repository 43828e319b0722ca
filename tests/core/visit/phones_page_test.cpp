#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("phones are paired where there is a live page, and a used code disappears", "[visit][staff]") {
    State state = on_screen(staff_on(OverviewPage{}));
    CHECK(name_of(std::get<Staff>(update(state, StaffPageOpened{StaffTab::phones, noon}).state.screen).page) == "printers");
    state.rules.has_live_page = true;
    auto step = update(state, StaffPageOpened{StaffTab::phones, noon});
    CHECK(effect_in<LoadPhones>(step) != nullptr);
    step = update(step.state, PhoneCodeRequested{true, noon});
    REQUIRE(effect_in<InvitePhone>(step) != nullptr);
    CHECK(effect_in<InvitePhone>(step)->is_for_staff);
    step = update(step.state,
                  PhonesChanged{PhoneCode{true, "https://x/pair#secret", "https://x", "482913", "AB", morning()}, {}, noon});
    const auto page = [&] { return std::get<PhonesPage>(std::get<Staff>(step.state.screen).page); };
    CHECK(page().code->digits == "482913");
    step = update(step.state, PhonesChanged{{}, {{"id", "Firefox, Android", true, morning()}}, noon});
    CHECK_FALSE(page().code);
    CHECK(page().phones.size() == 1);
    step = update(step.state, PhoneEnded{"id", noon});
    REQUIRE(effect_in<EndPhone>(step) != nullptr);
    CHECK(effect_in<EndPhone>(step)->id == "id");
    CHECK(effect_in<LoadPhones>(update(step.state, LiveViewChanged{door_of({}), {}, {}, noon})) != nullptr);
}
