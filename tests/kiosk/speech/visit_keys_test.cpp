#include "kiosk/speech/visit_keys.hpp"

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

KeyPress press(int key, Clock::time_point at = {}) { return {key, false, false, at}; }

/// As the loop does it: a key is the keypad's unless a scan is being read.
struct Door {
    KeyboardScanner scanner{ScannerLayout::us};
    KeyMap keys{SpeechSettings{}};
    std::vector<std::string> scans;
    std::vector<VisitKey> pressed;

    void take(const KeyPress& key) {
        if (!scanner.is_reading() && !(is_enter(key) && scanner.pause_ends()))
            if (const auto visit_key = keys[key]) return pressed.push_back(*visit_key);
        if (auto scan = scanner.press(key)) scans.push_back(std::move(*scan));
    }
};

}  // namespace

TEST_CASE("keys have names, and every name leads back to its key", "[speech]") {
    for (const auto* name : {"right", "left", "up", "down", "enter", "home", "end", "page_up", "f1", "f13", "f25", "331"}) {
        const auto key = key_named(name);
        REQUIRE(key);
        CHECK(name_of_key(*key) == name);
    }
    for (const auto* wrong : {"", "f0", "f26", "f", "Right", "x", "12a", "-1"}) CHECK_FALSE(key_named(wrong));
}

TEST_CASE("a keypad's own keys are those of the settings", "[speech]") {
    SpeechSettings settings;
    settings.keys[0] = "f13";
    settings.keys[1] = "none";
    const KeyMap keys(settings);
    CHECK(keys[press(*key_named("f13"))] == VisitKey::next);
    CHECK_FALSE(keys[press(*key_named("right"))]);
    CHECK_FALSE(keys[press(*key_named("left"))]);
    CHECK(keys[press(*key_named("enter"))] == VisitKey::ok);
    CHECK(keys[press(*key_named("f24"))] == VisitKey::slower);
}

TEST_CASE("a keypad may have any key but those that scanners press", "[speech][scanner]") {
    for (const auto* name : {"right", "enter", "home", "page_down", "insert", "pause", "f1", "f13", "f25", "284", "1123"})
        CHECK(is_fit_for_visits(*key_named(name)));
    for (const int key : {32, 48, 65, 90, 161, 256, 258, 259, 280, 282, 320, 329, 335, 340, 347})
        CHECK_FALSE(is_fit_for_visits(key));
}

TEST_CASE("the Enter of a slow scanner, which pauses between its keys, presses nothing", "[speech][scanner]") {
    Door door;
    auto at = Clock::time_point{} + 1h;
    for (const char c : std::string("ABC123")) {
        door.take(press(c, at += 200ms));
        static_cast<void>(door.scanner.look(at + 150ms));
    }
    door.take(press(*key_named("enter"), at += 200ms));
    CHECK(door.pressed.empty());
    static_cast<void>(door.scanner.look(at + 2s));
    door.take(press(*key_named("enter"), at + 3s));
    CHECK(door.pressed == std::vector<VisitKey>{VisitKey::ok});
}

TEST_CASE("keys never become part of a scan, and scans never press keys", "[speech][scanner]") {
    Door door;
    auto at = Clock::time_point{} + 1h;
    constexpr int visits = 1000;
    const auto right = *key_named("right"), enter = *key_named("enter");
    for (int i = 0; i < visits; ++i) {
        at += 2s;
        door.take(press(right, at));
        for (const char c : std::string("ABC123")) door.take(press(c, at += 5ms));
        door.take(press(enter, at += 5ms));
        at += 2s;
        door.take(press(enter, at));
    }
    CHECK(door.scans.size() == visits);
    CHECK(std::ranges::all_of(door.scans, [](const auto& scan) { return scan == "abc123"; }));
    CHECK(std::ranges::count(door.pressed, VisitKey::next) == visits);
    CHECK(std::ranges::count(door.pressed, VisitKey::ok) == visits);
}
