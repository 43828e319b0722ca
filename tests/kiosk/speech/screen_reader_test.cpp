#include "kiosk/speech/screen_reader.hpp"

#include <algorithm>
#include <set>

#include "kiosk/services/resources.hpp"
#include "tests/kiosk/screens/demo.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

const demo::Drawing wide{{1280, 720}, 21.5};

const Language& swedish() {
    static const auto languages = read_languages({"sv", "en"}).value();
    return languages.front();
}

TapTargets drawn() {
    TapTargets out;
    out.texts.push_back({"Vänta lite.", {10, 60, 100, 10}, 5});
    out.texts.push_back({"Är det här du?", {10, 30, 100, 20}, 12});
    out.texts.push_back({"Ja", {10, 110, 20, 10}, 6});
    out.targets.push_back({.id = "no", .label = "Nej", .rect = {60, 100, 40, 30}});
    out.targets.push_back({.id = "yes", .label = "Ja", .rect = {0, 100, 40, 30}, .is_primary = true});
    out.targets.push_back({.id = "off", .label = "Av", .rect = {120, 100, 40, 30}, .is_enabled = false});
    out.targets.push_back({.id = "door", .label = "", .rect = {200, 0, 40, 30}});
    return out;
}

bool is_for_staff(const State& state) {
    return std::holds_alternative<Staff>(state.screen) || std::holds_alternative<StaffPin>(state.screen) ||
           std::holds_alternative<NewPin>(state.screen);
}

}  // namespace

TEST_CASE("a new screen is read with its title first and the number of choices last, then only what changes", "[speech]") {
    ScreenReader reader;
    auto screen = drawn();
    CHECK(reader.saw("confirm", screen, swedish()) ==
          std::vector<std::string>{"Är det här du?", "Vänta lite.", "Det finns 2 val."});
    CHECK(reader.saw("confirm", screen, swedish()).empty());
    screen.texts.push_back({"Stängs om 20 s.", {10, 80, 100, 10}, 5});
    CHECK(reader.saw("confirm", screen, swedish()) == std::vector<std::string>{"Stängs om 20 s."});
    screen.texts.back().text = "Stängs om 9 s.";  // a countdown
    CHECK(reader.saw("confirm", screen, swedish()).empty());
    CHECK(reader.saw("done", screen, swedish()).front() == "Är det här du?");
}

TEST_CASE("keys lead round the choices, the primary one first, and OK taps what was heard", "[speech]") {
    ScreenReader reader;
    const auto screen = drawn();
    reader.saw("confirm", screen, swedish());
    const auto press = [&](VisitKey key) { return reader.press(key, screen, swedish()); };
    CHECK(press(VisitKey::ok).tap.empty());
    CHECK(press(VisitKey::next).say == std::vector<std::string>{"Ja"});
    CHECK(press(VisitKey::next).say == std::vector<std::string>{"Nej"});
    CHECK(press(VisitKey::next).say == std::vector<std::string>{"Ja"});
    CHECK(press(VisitKey::back).say == std::vector<std::string>{"Nej"});
    CHECK(press(VisitKey::ok).tap == "no");
    reader.saw("done", screen, swedish());
    CHECK(reader.focus().empty());
    CHECK(press(VisitKey::back).say == std::vector<std::string>{"Nej"});
    CHECK(reader.press(VisitKey::next, TapTargets{}, swedish()).say.size() == 1);
}

TEST_CASE("under help each key says what it does and does nothing", "[speech]") {
    ScreenReader reader;
    const auto screen = drawn();
    reader.saw("confirm", screen, swedish());
    const auto press = [&](VisitKey key) { return reader.press(key, screen, swedish()); };
    press(VisitKey::next);
    CHECK(press(VisitKey::help).say.size() == 1);
    std::vector<std::string> meanings;
    for (const auto key : {VisitKey::next, VisitKey::back, VisitKey::ok, VisitKey::louder, VisitKey::faster}) {
        const auto answer = press(key);
        CHECK(answer.tap.empty());
        REQUIRE(answer.say.size() == 1);
        CHECK(std::ranges::find(meanings, answer.say.front()) == meanings.end());
        meanings.push_back(answer.say.front());
    }
    const auto again = press(VisitKey::help).say;
    REQUIRE(again.size() == 3);  // that help has ended, and the screen
    CHECK(again[1] == "Är det här du?");
    CHECK(press(VisitKey::ok).tap == "yes");
}

TEST_CASE("every visitor screen says its title and names everything that can be tapped, in each language", "[speech][layout]") {
    demo::Studio studio(wide.size);
    for (const std::size_t language : {0, 1})
        for (const auto& named : demo::states(demo::now())) {
            if (is_for_staff(named.state)) continue;
            INFO(named.name << " in language " << language);
            auto how = wide;
            how.language = language;
            studio.draw(named.state, how);
            const auto texts = texts_to_read(studio.tap_targets());
            REQUIRE_FALSE(texts.empty());
            CHECK_FALSE(texts.front().empty());
            for (const auto& target : studio.tap_targets().targets) {
                INFO(target.id);
                CHECK((!target.label.empty() || target.is_staff || target.id == "welcome.staff_door"));
            }
            const auto order = targets_in_order(studio.tap_targets());
            const bool waits = named.name.starts_with("looking_up") || named.name.starts_with("recording");
            CHECK((!order.empty() || waits));
        }
}

/// What a tap on each target does is tested in taps_test.cpp.
TEST_CASE("the keys come to every target of every visitor screen, and OK taps it", "[speech][taps]") {
    demo::Studio studio(wide.size);
    for (const auto& named : demo::states(demo::now())) {
        if (is_for_staff(named.state)) continue;
        studio.draw(named.state, wide);
        const auto& drawn = studio.tap_targets();
        ScreenReader reader;
        reader.saw("screen", drawn, swedish());
        std::set<std::string> tapped, wanted;
        for (const auto& target : drawn.targets)
            if (target.is_enabled && !target.is_staff && target.id != "welcome.staff_door") wanted.insert(target.id);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            reader.press(VisitKey::next, drawn, swedish());
            tapped.insert(reader.press(VisitKey::ok, drawn, swedish()).tap);
        }
        INFO(named.name);
        CHECK(tapped == wanted);
    }
}
