#include "kiosk/input/keyboard_scanner.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace entre {

namespace {

struct Key {
    int key;
    char plain;
    char shifted;
    char alternate;  // with the right Alt key
};

constexpr std::array<Key, 21> us_keys = {{
    {GLFW_KEY_1, '1', '!', 0},
    {GLFW_KEY_2, '2', '@', 0},
    {GLFW_KEY_3, '3', '#', 0},
    {GLFW_KEY_4, '4', '$', 0},
    {GLFW_KEY_5, '5', '%', 0},
    {GLFW_KEY_6, '6', '^', 0},
    {GLFW_KEY_7, '7', '&', 0},
    {GLFW_KEY_8, '8', '*', 0},
    {GLFW_KEY_9, '9', '(', 0},
    {GLFW_KEY_0, '0', ')', 0},
    {GLFW_KEY_MINUS, '-', '_', 0},
    {GLFW_KEY_EQUAL, '=', '+', 0},
    {GLFW_KEY_LEFT_BRACKET, '[', '{', 0},
    {GLFW_KEY_RIGHT_BRACKET, ']', '}', 0},
    {GLFW_KEY_BACKSLASH, '\\', '|', 0},
    {GLFW_KEY_SEMICOLON, ';', ':', 0},
    {GLFW_KEY_APOSTROPHE, '\'', '"', 0},
    {GLFW_KEY_GRAVE_ACCENT, '`', '~', 0},
    {GLFW_KEY_COMMA, ',', '<', 0},
    {GLFW_KEY_PERIOD, '.', '>', 0},
    {GLFW_KEY_SLASH, '/', '?', 0},
}};

// A scanner set to Swedish uses the positions of a Swedish keyboard. Its å, ä and ö are omitted, because ticket codes never
// contain them.
constexpr std::array<Key, 18> se_keys = {{
    {GLFW_KEY_1, '1', '!', 0},
    {GLFW_KEY_2, '2', '"', '@'},
    {GLFW_KEY_3, '3', '#', 0},
    {GLFW_KEY_4, '4', 0, '$'},
    {GLFW_KEY_5, '5', '%', 0},
    {GLFW_KEY_6, '6', '&', 0},
    {GLFW_KEY_7, '7', '/', '{'},
    {GLFW_KEY_8, '8', '(', '['},
    {GLFW_KEY_9, '9', ')', ']'},
    {GLFW_KEY_0, '0', '=', '}'},
    {GLFW_KEY_MINUS, '+', '?', '\\'},
    {GLFW_KEY_EQUAL, 0, '`', 0},
    {GLFW_KEY_RIGHT_BRACKET, 0, '^', '~'},
    {GLFW_KEY_BACKSLASH, '\'', '*', 0},
    {GLFW_KEY_COMMA, ',', ';', 0},
    {GLFW_KEY_PERIOD, '.', ':', 0},
    {GLFW_KEY_SLASH, '-', '_', 0},
    {GLFW_KEY_WORLD_2, '<', '>', '|'},
}};

template <std::size_t Count>
char character_in(const std::array<Key, Count>& keys, int key, bool is_shift, bool is_right_alt) {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.key == key; });
    if (found == keys.end()) return 0;
    if (is_right_alt) return found->alternate;
    return is_shift ? found->shifted : found->plain;
}

char keypad_character(int key) {
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return static_cast<char>('0' + key - GLFW_KEY_KP_0);
    switch (key) {
        case GLFW_KEY_KP_DECIMAL:
            return '.';
        case GLFW_KEY_KP_DIVIDE:
            return '/';
        case GLFW_KEY_KP_MULTIPLY:
            return '*';
        case GLFW_KEY_KP_SUBTRACT:
            return '-';
        case GLFW_KEY_KP_ADD:
            return '+';
        case GLFW_KEY_KP_EQUAL:
            return '=';
        default:
            return 0;
    }
}

}  // namespace

std::optional<KeyPress> key_press(int key, int action, int mods, Clock::time_point at) {
    if (action != GLFW_PRESS) return std::nullopt;
    // GLFW does not distinguish the two Alt keys here; on a Swedish keyboard only the right one produces characters.
    return KeyPress{key, (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_ALT) != 0, at};
}

bool is_escape(const KeyPress& key) { return key.key == GLFW_KEY_ESCAPE; }
bool is_backspace(const KeyPress& key) { return key.key == GLFW_KEY_BACKSPACE; }
bool is_enter(const KeyPress& key) { return key.key == GLFW_KEY_ENTER || key.key == GLFW_KEY_KP_ENTER; }

char key_character(int key, bool is_shift, bool is_right_alt, ScannerLayout layout) {
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) {
        if (is_right_alt) return 0;
        return static_cast<char>((is_shift ? 'A' : 'a') + key - GLFW_KEY_A);
    }
    if (key == GLFW_KEY_SPACE) return ' ';
    if (const char digit = keypad_character(key); digit != 0) return digit;
    return layout == ScannerLayout::us ? character_in(us_keys, key, is_shift, is_right_alt)
                                       : character_in(se_keys, key, is_shift, is_right_alt);
}

std::optional<std::string> KeyboardScanner::press(const KeyPress& key) {
    last_ = key.at;
    if (key.key == GLFW_KEY_ENTER || key.key == GLFW_KEY_KP_ENTER || key.key == GLFW_KEY_TAB) return finish();
    const char written = key_character(key.key, key.is_shift, key.is_right_alt, layout_);
    if (written != 0 && text_.size() < max_scan_length) text_.push_back(written);
    return std::nullopt;
}

std::optional<std::string> KeyboardScanner::look(Clock::time_point now) {
    if (text_.empty() || now - last_ <= burst_gap) return std::nullopt;
    return finish();
}

std::optional<Clock::time_point> KeyboardScanner::pause_ends() const {
    if (text_.empty()) return std::nullopt;
    return last_ + burst_gap + std::chrono::milliseconds{1};
}

std::optional<std::string> KeyboardScanner::finish() {
    std::string scan = std::exchange(text_, {});
    if (scan.size() < min_scan_length) return std::nullopt;
    return scan;
}

}  // namespace entre
