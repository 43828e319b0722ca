#include "kiosk/input/keyboard_scanner.hpp"

#include <GLFW/glfw3.h>

#include "core/setup/screens.hpp"
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

namespace {

/// Presses keys 5 ms apart; returns the scan that one of them ended.
std::optional<std::string> pressed(KeyboardScanner& reader, std::initializer_list<KeyPress> keys, Clock::time_point from = noon) {
    std::optional<std::string> scan;
    for (auto key : keys) {
        key.at = from += 5ms;
        if (auto done = reader.press(key)) scan = done;
    }
    return scan;
}

KeyPress plain(int key) { return {key, false, false, {}, false}; }
KeyPress control(int key) { return *key_press(key, GLFW_PRESS, GLFW_MOD_CONTROL, noon); }
KeyPress alt(int key) { return *key_press(key, GLFW_PRESS, GLFW_MOD_ALT, noon); }

/// Types Alt codes as a scanner does: Alt down, digits on the keypad, Alt up (which is not reported).
std::optional<std::string> alt_codes(KeyboardScanner& reader, std::initializer_list<std::string_view> codes) {
    auto at = noon;
    std::optional<std::string> scan;
    const auto press = [&](KeyPress key) {
        key.at = at += 3ms;
        if (auto done = reader.press(key)) scan = done;
    };
    for (const auto code : codes) {
        press(alt(GLFW_KEY_LEFT_ALT));
        for (const char digit : code) press(alt(GLFW_KEY_KP_0 + digit - '0'));
    }
    press(plain(GLFW_KEY_ENTER));
    return scan;
}

/// Types `text` in pieces: '|' is a pause of 400 ms.
void typed_in_pieces(KeyboardScanner& reader, std::string_view text, std::vector<std::string>& scans) {
    auto at = noon;
    const auto look_until = [&](Clock::time_point until) {
        while (reader.pause_ends() && *reader.pause_ends() < until)
            if (auto scan = reader.look(*reader.pause_ends())) scans.push_back(*scan);
    };
    for (const char c : text) {
        at += c == '|' ? 400ms : 5ms;
        if (c == '|') continue;
        look_until(at);
        auto key = c == '\n' ? plain(GLFW_KEY_ENTER) : *key_for(c, ScannerLayout::us);
        key.at = at;
        if (auto scan = reader.press(key)) scans.push_back(*scan);
    }
}

}  // namespace

TEST_CASE("Ctrl with a letter is the control character that it stands for", "[keyboard_scanner]") {
    for (const int end : {GLFW_KEY_M, GLFW_KEY_J}) {
        KeyboardScanner reader(ScannerLayout::us);
        CHECK(pressed(reader, {plain(GLFW_KEY_LEFT_CONTROL), control(GLFW_KEY_B), plain('A'), plain('B'), plain('1'), plain('2'),
                               control(GLFW_KEY_C), control(end)}) == "ab12");
        CHECK_FALSE(pressed(reader, {control(GLFW_KEY_J)}));
        CHECK_FALSE(reader.pause_ends());
    }
    for (const auto layout : {ScannerLayout::us, ScannerLayout::se}) {
        KeyboardScanner reader(layout);
        CHECK(pressed(reader,
                      {plain('A'), plain('B'), control(GLFW_KEY_RIGHT_BRACKET), plain('1'), plain('2'), control(GLFW_KEY_M)}) ==
              "ab\x1d"
              "12");
        for (int key = GLFW_KEY_A; key <= GLFW_KEY_Z; ++key)
            if (key != GLFW_KEY_M && key != GLFW_KEY_J) CHECK_FALSE(pressed(reader, {control(key)}));
        CHECK_FALSE(reader.pause_ends());
    }
    CHECK_FALSE(
        key_press('M', GLFW_PRESS, GLFW_MOD_CONTROL | GLFW_MOD_ALT, noon)->is_control);  // the right Alt key of some scanners
}

TEST_CASE("Alt with digits on the keypad is the character that they stand for", "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::se);
    CHECK(alt_codes(reader, {"0097", "098", "49", "50", "51"}) == "ab123");
    CHECK(alt_codes(reader, {"0091", "0081", "0049", "0229", "134", "8364"}) == "[Q1åå€");
    CHECK(alt_codes(reader, {"65", "66", "29", "49", "50"}) ==
          "AB\x1d"
          "12");
    CHECK(alt_codes(reader, {"65", "66", "2", "3", "49", "50", "13"}) == "AB12");
    CHECK(alt_code_character("").empty());
    CHECK(alt_code_character("0").empty());
    CHECK(alt_code_character("240").empty());
    // Without Enter the pause ends it, and digits without Alt are digits.
    pressed(reader, {alt(GLFW_KEY_KP_6), alt(GLFW_KEY_KP_5), plain(GLFW_KEY_KP_6), plain('5'), plain('1')});
    REQUIRE(reader.pause_ends());
    CHECK_FALSE(reader.look(*reader.pause_ends()));
    CHECK(reader.look(noon + 2s) == "A651");
    CHECK(reader.take_pieces() == std::nullopt);
}

TEST_CASE("the pieces of a slow scanner are one text", "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::us);
    std::vector<std::string> scans;
    typed_in_pieces(reader, "a|b|1|2|3\n", scans);
    CHECK(scans.empty());
    CHECK(reader.take_pieces() == ScannedPieces{"ab123", ""});
    CHECK_FALSE(reader.take_pieces());
    typed_in_pieces(reader, "x|ab12345\n", scans);  // a stray key, or the beginning of the code: the desk knows
    CHECK(reader.take_pieces() == ScannedPieces{"xab12345", "ab12345"});
    CHECK(scans.empty());
}

TEST_CASE("half a code is not delivered by a scanner that ends with Enter", "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::us);
    std::vector<std::string> scans;
    typed_in_pieces(reader, "first\n", scans);
    typed_in_pieces(reader, "abcd|1234\n", scans);
    CHECK(scans == std::vector<std::string>{"first"});
    CHECK(reader.take_pieces() == ScannedPieces{"abcd1234", "1234"});
    // Enter that comes late, or not at all, ends what is there.
    typed_in_pieces(reader, "abcd|\n", scans);
    CHECK(scans == std::vector<std::string>{"first", "abcd"});
    typed_in_pieces(reader, "efgh", scans);
    CHECK_FALSE(reader.look(*reader.pause_ends()));
    CHECK(reader.look(*reader.pause_ends()) == "efgh");
    CHECK_FALSE(reader.pause_ends());
}

TEST_CASE("a scanner that ends with a pause is answered at once and its next piece is tried with the first",
          "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::us);
    std::vector<std::string> scans;
    typed_in_pieces(reader, "abcd|1234", scans);
    CHECK(scans == std::vector<std::string>{"abcd"});
    CHECK_FALSE(reader.look(*reader.pause_ends()));
    CHECK(reader.take_pieces() == ScannedPieces{"abcd1234", "1234"});
}

TEST_CASE("pieces more than a second apart are not one", "[keyboard_scanner]") {
    KeyboardScanner reader(ScannerLayout::us);
    std::vector<std::string> scans;
    typed_in_pieces(reader, "ab|||cd\n", scans);
    CHECK(scans.empty());
    CHECK_FALSE(reader.take_pieces());
}

TEST_CASE("the code that the assistant shows identifies a scanner's layout", "[keyboard_scanner][setup]") {
    constexpr auto us = ScannerLayout::us, se = ScannerLayout::se;
    for (const auto& [real, other] : {std::pair{us, se}, std::pair{se, us}}) {
        KeyboardScanner right(real), wrong(other);
        typed(right, setup::scanner_code, real);
        typed(wrong, setup::scanner_code, real);
        const KeyPress enter{GLFW_KEY_ENTER, false, false, noon + 5ms * (setup::scanner_code.size() + 1)};
        CHECK(right.press(enter) == setup::scanner_code);
        CHECK(wrong.press(enter) != setup::scanner_code);
    }
}
