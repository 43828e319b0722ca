// Checks every screen of the assistant in every size, language and look, as layout_test.cpp does for the kiosk's.
#include "tests/kiosk/screens/checks.hpp"
#include "tests/kiosk/screens/setup_demo.hpp"
#include "tests/support/catch.hpp"

namespace entre {
namespace {

demo::Faults faults_of(demo::Studio& studio, const demo::Drawing& how) {
    const auto& shown = studio.tap_targets();
    auto out = demo::target_faults(shown, how, true);
    const auto add = [&](const demo::Faults& more) { out.insert(out.end(), more.begin(), more.end()); };
    add(demo::text_faults(shown, how, true));
    add(demo::edge_faults(shown, make_theme(how.look, how.size, how.inches, false, std::nullopt), false));
    if (how.size == SizePx{1280, 800} && how.inches > 13 && how.language == 0)
        add(demo::contrast_faults(shown, studio.picture(), how.look));
    return out;
}

void check(demo::Studio& studio, const demo::NamedSetup& named, const demo::Drawing& how) {
    studio.draw(named.state, how);
    std::string told;
    for (const auto& fault : faults_of(studio, how)) told += fault + "\n";
    INFO(named.name << (how.language == 0 ? " sv" : " en"));
    CHECK(told == "");
    REQUIRE_FALSE(studio.tap_targets().targets.empty());
}

/// Each screen in both languages; one of them in high contrast, which changes no place.
void check_all(SizePx size, double inches) {
    demo::Studio studio(size);
    for (const auto& named : demo::setup_states()) {
        check(studio, named, {size, inches, 1});
        check(studio, named, {size, inches, 0});
        check(studio, named, {size, inches, 0, false, Look::high_contrast});
    }
}

}  // namespace

TEST_CASE("every screen of the assistant fits a wide display", "[screens][setup]") { check_all({1920, 1080}, 21.5); }
TEST_CASE("every screen of the assistant fits a tall display", "[screens][setup]") { check_all({1080, 1920}, 21.5); }
TEST_CASE("every screen of the assistant fits a small display", "[screens][setup]") { check_all({1280, 800}, 13.3); }
TEST_CASE("every screen of the assistant fits a ten inch display", "[screens][setup]") { check_all({1280, 800}, 10.1); }

TEST_CASE("a tap on each button of the assistant gives an event", "[screens][setup]") {
    demo::Studio studio({1920, 1080});
    const demo::Drawing how{};
    for (const auto& named : demo::setup_states()) {
        if (named.name == "setup_join_typing_problem" || named.name == "join_typing_problem") continue;  // the same keys again
        studio.draw(named.state, how);
        for (const auto& target : std::vector<Target>(studio.tap_targets().targets)) {
            if (!target.is_enabled) continue;
            INFO(named.name << ": " << target.id);
            // One only scrolls, the others are the only field of their screen and typed in already.
            const bool does_nothing = target.id == "columns.issues" || target.id == "address.url" || target.id == "join.code";
            CHECK((does_nothing || !studio.tap(named.state, how, target.rect.middle()).empty()));
        }
    }
}

}  // namespace entre
