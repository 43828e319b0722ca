#include "kiosk/speech/speech.hpp"

#include <cstdlib>

#include "kiosk/services/resources.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/fake_program.hpp"

using namespace entre;
using namespace entre::test;

namespace {

TapTargets screen_with(const std::string& title) {
    TapTargets out;
    out.texts.push_back({title, {10, 30, 100, 20}, 12});
    out.targets.push_back({.id = "yes", .label = "Ja", .rect = {0, 100, 40, 30}, .is_primary = true});
    return out;
}

struct Listener {
    FakeProgram program{"espeak-ng", "echo \"$4\" >> \"$(dirname \"$0\")/rates\"; cat >> \"$(dirname \"$0\")/said\""};
    std::vector<Language> languages = read_languages({"sv"}).value();
    State state;
    Speech speech{[] {
                      SpeechSettings settings;
                      settings.headphones = "no_such_card";
                      return settings;
                  }(),
                  {[](bool) {}, [] {}}};

    void see(const std::string& screen, const std::string& title) {
        speech.saw(state, screen, screen_with(title), languages.front());
    }
    std::string press(VisitKey key) { return speech.press(key, state, screen_with("Hej"), languages.front()); }
    [[nodiscard]] std::string said() const { return read_file(program.folder() / "said"); }
    [[nodiscard]] bool says(const std::string& text) const {
        return eventually([&] { return said().find(text) != std::string::npos; });
    }
};

}  // namespace

TEST_CASE("nothing is said without headphones, and the keys work all the same", "[speech][privacy]") {
    Listener visitor;
    visitor.see("confirm", "Är du Hilda Hemlig?");
    visitor.press(VisitKey::help);  // nobody would hear it
    visitor.press(VisitKey::next);
    CHECK(visitor.press(VisitKey::ok) == "yes");
    visitor.press(VisitKey::louder);
    CHECK_FALSE(visitor.speech.is_speaking());
    visitor.state.devices.has_headphones = true;
    visitor.see("welcome", "Välkommen");
    REQUIRE(visitor.says("Välkommen"));
    CHECK(visitor.said().find("Hilda") == std::string::npos);
    CHECK(visitor.said().starts_with("Hej!"));  // who is speaking, and which keys there are
}

TEST_CASE("a code sounds higher and faster the nearer the middle of the picture it is", "[speech]") {
    CHECK(lens_tick(0).hz == 330);
    CHECK(lens_tick(1).hz == 1320);
    CHECK(lens_tick(0).pause == std::chrono::milliseconds{600});
    CHECK(lens_tick(1).pause == std::chrono::milliseconds{150});
    for (double near = 0.1; near <= 1; near += 0.1) {
        CHECK(lens_tick(near).hz > lens_tick(near - 0.1).hz);
        CHECK(lens_tick(near).pause < lens_tick(near - 0.1).pause);
    }
}

TEST_CASE("staff's pages are read to nobody", "[speech][privacy]") {
    Listener visitor;
    visitor.state.devices.has_headphones = true;
    visitor.state.screen = Staff{PeoplePage{}, 0, false, {}};
    visitor.see("staff", "Hilda Hemlig");
    visitor.state.screen = Welcome{};
    visitor.see("welcome", "Välkommen");
    REQUIRE(visitor.says("Välkommen"));
    CHECK(visitor.said().find("Hilda") == std::string::npos);
}

TEST_CASE("rate and volume are the visitor's, and the next one finds the usual ones", "[speech]") {
    Listener visitor;
    visitor.state.devices.has_headphones = true;
    visitor.see("confirm", "Ett");
    REQUIRE(visitor.says("Ett"));
    visitor.press(VisitKey::faster);
    REQUIRE(visitor.says("Takt 3 av 5."));
    for (int i = 0; i < 9; ++i) visitor.press(VisitKey::louder);
    REQUIRE(visitor.says("Volym 7 av 7."));
    visitor.see("done", "Två");
    REQUIRE(visitor.says("Två"));
    CHECK(read_file(visitor.program.folder() / "rates").ends_with("210\n"));
    visitor.see("welcome", "Tre");
    REQUIRE(visitor.says("Tre"));
    REQUIRE(eventually([&] { return read_file(visitor.program.folder() / "rates").ends_with("165\n"); }));
    visitor.press(VisitKey::quieter);
    CHECK(visitor.says("Volym 4 av 7."));
    visitor.press(VisitKey::help);
    visitor.press(VisitKey::quieter);
    CHECK(visitor.says("Volym. Rösten blir starkare eller svagare."));
    CHECK(visitor.said().find("Volym 3 av 7.") == std::string::npos);
}

TEST_CASE("what a voice says wrongly is written otherwise for it, as whole words", "[speech]") {
    CHECK(pronounced("Skriv PIN. PINGST", "PIN=pinn; badge=bädj") == "Skriv pinn. PINGST");
    CHECK(pronounced("kl. 10.42, badge", "kl.=klockan; badge=bädj") == "klockan 10 42, bädj");
    CHECK(pronounced("Version 1.2 av 3", "") == "Version 1.2 av 3");
    CHECK(pronounced("öbadge badgeö", "badge=bädj") == "öbadge badgeö");
}
