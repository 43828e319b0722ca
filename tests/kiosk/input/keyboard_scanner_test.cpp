#include "kiosk/input/keyboard_scanner.hpp"

#include <GLFW/glfw3.h>

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

const Clock::time_point noon = Clock::time_point{} + 1000h;

/// The key press with which a scanner set to `layout` types a character.
std::optional<KeyPress> key_for(char c, ScannerLayout layout) {
    for (int key = GLFW_KEY_SPACE; key <= GLFW_KEY_WORLD_2; ++key)
        for (const bool is_shift : {false, true})
            for (const bool is_right_alt : {false, true})
                if (key_character(key, is_shift, is_right_alt, layout) == c) return KeyPress{key, is_shift, is_right_alt, {}};
    return std::nullopt;
}

/// Types `text` as a scanner would, with `gap` between keys; returns a scan that ended before the last key.
std::optional<std::string> typed(KeyboardScanner& reader, std::string_view text, ScannerLayout layout, Clock::duration gap = 5ms,
                                 Clock::time_point from = noon) {
    std::optional<std::string> scan;
    for (const char c : text) {
        auto key = key_for(c, layout);
        REQUIRE(key);
        // The main loop calls look when the pause after the last key has passed, or at the next key.
        if (const auto pause = reader.pause_ends(); pause && *pause < from + gap)
            if (auto done = reader.look(*pause)) scan = done;
        key->at = from += gap;
        if (auto done = reader.press(*key)) scan = done;
    }
    return scan;
}

}  // namespace

TEST_CASE("a US scanner on a PC with any layout delivers every character of a ticket", "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::us);
    for (const std::string code : {"123e4567-e89b-42d3-a456-426614174000/q+8/9aZ==", "{\"i\":[2,\"host/path\",\"Ej5F==\"]}",
                                   "https://example.org/t?code=A_1&x=%20#y", "ABCxyz 0123 !@#$%^&*()<>~`|\\';"}) {
        typed(reader, code, ScannerLayout::us);
        CHECK(reader.press({GLFW_KEY_ENTER, false, false, noon + 5ms * (code.size() + 1)}) == code);
    }
}

TEST_CASE("a Swedish scanner delivers the characters used in tickets", "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::se);
    const std::string code = "https://example.org/t?code=A_1-b+{\"i\":[2]}@$<>|\\'";
    typed(reader, code, ScannerLayout::se);
    CHECK(reader.press({GLFW_KEY_ENTER, false, false, noon + 5ms * (code.size() + 1)}) == code);
}

TEST_CASE("Enter, the keypad's Enter, Tab or a pause ends a scan", "[keyboard_scanner]") {
    for (const int end : {GLFW_KEY_ENTER, GLFW_KEY_KP_ENTER, GLFW_KEY_TAB}) {
        KeyboardScanner reader(ScannerLayout::us);
        typed(reader, "KOD1", ScannerLayout::us);
        CHECK(reader.press({end, false, false, noon + 25ms}) == "KOD1");
        CHECK_FALSE(reader.press({end, false, false, noon + 30ms}));
    }
    KeyboardScanner reader(ScannerLayout::us);
    typed(reader, "KOD1", ScannerLayout::us);
    const auto pause = reader.pause_ends();
    REQUIRE(pause);
    CHECK_FALSE(reader.look(*pause - 2ms));
    CHECK(reader.look(*pause) == "KOD1");
    CHECK_FALSE(reader.look(*pause + 1s));
    CHECK_FALSE(reader.pause_ends());
}

TEST_CASE("manual typing is not a scan", "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::us);
    CHECK_FALSE(typed(reader, "KOD1", ScannerLayout::us, 200ms));
    CHECK_FALSE(reader.press({GLFW_KEY_ENTER, false, false, noon + 2s}));
    CHECK_FALSE(reader.look(noon + 3s));
}

TEST_CASE("a main loop that draws for long during a scan does not cut it", "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::us);
    typed(reader, "KOD", ScannerLayout::us);
    // Half a second of drawing, then all waiting keys at once; look could not be called in between.
    for (const char c : std::string_view("1234")) CHECK_FALSE(reader.press({c, false, false, noon + 515ms}));
    CHECK_FALSE(reader.look(noon + 516ms));
    CHECK(reader.press({GLFW_KEY_ENTER, false, false, noon + 517ms}) == "KOD1234");
}

TEST_CASE("three characters are not a scan, and a manual key before a scan is not part of it", "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::us);
    typed(reader, "KOD", ScannerLayout::us);
    CHECK_FALSE(reader.press({GLFW_KEY_ENTER, false, false, noon + 20ms}));
    reader.press({GLFW_KEY_X, false, false, noon + 1s});
    typed(reader, "KOD1", ScannerLayout::us, 5ms, noon + 2s);
    CHECK(reader.press({GLFW_KEY_ENTER, false, false, noon + 2s + 25ms}) == "KOD1");
}

TEST_CASE("a scanner that never stops does not fill the memory", "[keyboard_scanner][KIO-6]") {
    KeyboardScanner reader(ScannerLayout::us);
    auto at = noon;
    for (int i = 0; i < 100000; ++i) reader.press({GLFW_KEY_A, false, false, at += 1ms});
    const auto scan = reader.press({GLFW_KEY_ENTER, false, false, at});
    REQUIRE(scan);
    CHECK(scan->size() == KeyboardScanner::max_scan_length);
}

TEST_CASE("keys without a character produce none, in both layouts", "[keyboard_scanner]") {
    for (const auto layout : {ScannerLayout::us, ScannerLayout::se})
        for (const int key : {GLFW_KEY_ESCAPE, GLFW_KEY_F1, GLFW_KEY_LEFT_SHIFT, GLFW_KEY_LEFT, GLFW_KEY_UNKNOWN, 99999, -7})
            CHECK(key_character(key, false, false, layout) == 0);
    CHECK(key_character(GLFW_KEY_A, false, true, ScannerLayout::us) == 0);
    CHECK(key_character(GLFW_KEY_KP_7, false, false, ScannerLayout::se) == '7');
}

TEST_CASE("only a key that is pressed counts, not one that is held or released", "[keyboard_scanner]") {
    CHECK_FALSE(key_press(GLFW_KEY_A, GLFW_REPEAT, 0, noon));
    CHECK_FALSE(key_press(GLFW_KEY_A, GLFW_RELEASE, 0, noon));
    const auto key = key_press(GLFW_KEY_A, GLFW_PRESS, GLFW_MOD_SHIFT, noon);
    REQUIRE(key);
    CHECK(key->key == GLFW_KEY_A);
    CHECK(key->is_shift);
    CHECK_FALSE(key->is_right_alt);
    CHECK(key->at == noon);
    CHECK(key_press(GLFW_KEY_A, GLFW_PRESS, GLFW_MOD_ALT, noon)->is_right_alt);
}

TEST_CASE("Escape, Backspace and both Enter keys are recognised and no others", "[keyboard_scanner]") {
    const auto key = [](int number) { return KeyPress{number, false, false, noon}; };
    CHECK(is_escape(key(GLFW_KEY_ESCAPE)));
    CHECK_FALSE(is_escape(key(GLFW_KEY_BACKSPACE)));
    CHECK(is_backspace(key(GLFW_KEY_BACKSPACE)));
    CHECK_FALSE(is_backspace(key(GLFW_KEY_ENTER)));
    CHECK(is_enter(key(GLFW_KEY_ENTER)));
    CHECK(is_enter(key(GLFW_KEY_KP_ENTER)));
    CHECK_FALSE(is_enter(key(GLFW_KEY_TAB)));
}
