#include "kiosk/input/keyboard_scanner.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "core/base/text.hpp"

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

constexpr char group_separator = 0x1d;

bool is_digit_of_alt_code(const KeyPress& key) {
    return key.is_right_alt && key.key >= GLFW_KEY_KP_0 && key.key <= GLFW_KEY_KP_9;
}

/// Enter or Tab, or Ctrl with M or J, which are carriage return and line feed.
bool ends_scan(const KeyPress& key) {
    if (key.is_control) return key.key == GLFW_KEY_M || key.key == GLFW_KEY_J;
    return is_enter(key) || key.key == GLFW_KEY_TAB;
}

/// Ctrl and a key are the control character of that key's place in ASCII. Only the separator of GS1 codes is part of a scan.
char control_character(int key) { return key == GLFW_KEY_RIGHT_BRACKET ? group_separator : 0; }

}  // namespace

std::optional<KeyPress> key_press(int key, int action, int mods, Clock::time_point at) {
    if (action != GLFW_PRESS) return std::nullopt;
    // GLFW does not distinguish the two Alt keys here; on a Swedish keyboard only the right one produces characters.
    const bool is_alt = (mods & GLFW_MOD_ALT) != 0;
    return KeyPress{key, (mods & GLFW_MOD_SHIFT) != 0, is_alt, at, (mods & GLFW_MOD_CONTROL) != 0 && !is_alt};
}

bool is_escape(const KeyPress& key) { return key.key == GLFW_KEY_ESCAPE; }
bool is_backspace(const KeyPress& key) { return key.key == GLFW_KEY_BACKSPACE; }
bool is_enter(const KeyPress& key) { return key.key == GLFW_KEY_ENTER || key.key == GLFW_KEY_KP_ENTER; }
bool is_tab(const KeyPress& key) { return key.key == GLFW_KEY_TAB; }

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

std::string alt_code_character(std::string_view digits) {
    // The letters that code pages 437 and 850 have in common, from 128.
    constexpr std::array<std::string_view, 27> dos_letters = {"Ç", "ü", "é", "â", "ä", "à", "å", "ç", "ê",
                                                              "ë", "è", "ï", "î", "ì", "Ä", "Å", "É", "æ",
                                                              "Æ", "ô", "ö", "ò", "û", "ù", "ÿ", "Ö", "Ü"};
    unsigned number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc{} || number == 0) return {};
    if (number < 0x80 || number > 0xff) return to_utf8(number);
    if (digits.starts_with('0')) return from_windows_1252(std::string(1, static_cast<char>(number)));
    return number - 0x80 < dos_letters.size() ? std::string(dos_letters[number - 0x80]) : std::string{};
}

void KeyboardScanner::write(std::string_view text) {
    if (earlier_.size() + text_.size() + text.size() <= max_scan_length) text_.append(text);
}

bool KeyboardScanner::write_alt_code() {
    const std::string character = alt_code_character(std::exchange(alt_digits_, {}));
    if (character == "\r" || character == "\n" || character == "\t") return true;
    const bool is_control = character.size() == 1 && static_cast<unsigned char>(character[0]) < 0x20;
    if (!is_control || character[0] == group_separator) write(character);
    return false;
}

std::optional<std::string> KeyboardScanner::press(const KeyPress& key) {
    constexpr std::size_t max_alt_digits = 7;
    std::optional<std::string> scan;
    if (text_.empty() && alt_digits_.empty() && key.at - last_ > piece_gap) scan = finish();
    last_ = key.at;
    if (is_digit_of_alt_code(key)) {
        if (alt_digits_.size() < max_alt_digits) alt_digits_.push_back(static_cast<char>('0' + key.key - GLFW_KEY_KP_0));
        return scan;
    }
    // Scanners press Alt anew for each character, so the next key of any kind ends the digits.
    if (!alt_digits_.empty() && write_alt_code()) scan = finish();
    if (ends_scan(key)) {
        ends_with_enter_ = ends_with_enter_ || text_.size() >= min_scan_length;
        auto ended = finish();
        return scan ? scan : ended;
    }
    const char written =
        key.is_control ? control_character(key.key) : key_character(key.key, key.is_shift, key.is_right_alt, layout_);
    if (written != 0) write(std::string_view(&written, 1));
    return scan;
}

std::optional<std::string> KeyboardScanner::look(Clock::time_point now) {
    if (now - last_ <= burst_gap) return std::nullopt;
    if (!alt_digits_.empty() && write_alt_code()) return finish();
    if (now - last_ > piece_gap) return finish();
    return text_.empty() ? std::nullopt : end_piece();
}

std::optional<ScannedPieces> KeyboardScanner::take_pieces() { return std::exchange(ended_, {}); }

std::optional<Clock::time_point> KeyboardScanner::pause_ends() const {
    constexpr std::chrono::milliseconds past{1};
    if (!text_.empty() || !alt_digits_.empty()) return last_ + burst_gap + past;
    if (pieces_ > 0) return last_ + piece_gap + past;
    return std::nullopt;
}

/// A pause after `text_`, which more may follow.
std::optional<std::string> KeyboardScanner::end_piece() {
    const std::string piece = std::exchange(text_, {});
    const bool is_scan = piece.size() >= min_scan_length;
    earlier_ += piece;
    ++pieces_;
    held_ = is_scan ? piece : std::string{};
    if (!is_scan || ends_with_enter_) return std::nullopt;
    // A scanner that ends its scans with a pause: this may be all.
    held_.clear();
    if (pieces_ == 1) return piece;
    ended_ = ScannedPieces{earlier_, piece};
    return std::nullopt;
}

/// Enter, or so long a pause that nothing belongs to the pieces any more.
std::optional<std::string> KeyboardScanner::finish() {
    if (!text_.empty()) {
        held_ = text_.size() >= min_scan_length ? text_ : std::string{};
        earlier_ += std::exchange(text_, {});
        ++pieces_;
    }
    std::string together = std::exchange(earlier_, {}), last = std::exchange(held_, {});
    const int pieces = std::exchange(pieces_, 0);
    if (pieces == 1 && !last.empty()) return last;
    if (pieces > 1 && together.size() >= min_scan_length) ended_ = ScannedPieces{std::move(together), std::move(last)};
    return std::nullopt;
}

}  // namespace entre
