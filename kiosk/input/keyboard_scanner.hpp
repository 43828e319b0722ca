// USB scanners that act as keyboards. Key positions are decoded with the scanner's configured layout, not the desktop's, so that
// dead keys do not swallow characters. Pure: keys and times in, texts out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// A key of a USB keyboard, identified by its position on a US keyboard as in GLFW ('A', '1', '/' …; see GLFW_KEY_*).
struct KeyPress {
    int key = 0;
    bool is_shift = false;
    bool is_right_alt = false;
    Clock::time_point at{};
    bool is_control = false;  ///< with Ctrl, and without Alt: both together are the right Alt key
};

/// Converts an event of the window's KeyHook (GLFW's numbers); nullopt unless it is a press.
std::optional<KeyPress> key_press(int key, int action, int mods, Clock::time_point at);
bool is_escape(const KeyPress& key);
bool is_backspace(const KeyPress& key);
bool is_enter(const KeyPress& key);
bool is_tab(const KeyPress& key);

/// The character of a key in `layout`; '\0' if it produces none.
char key_character(int key, bool is_shift, bool is_right_alt, ScannerLayout layout);

/// The text of Alt and digits on the keypad, as scanners type characters independently of the layout: Windows-1252 with a leading
/// zero, the letters of code page 437 without one, and Unicode above 255. Empty if they stand for no character.
std::string alt_code_character(std::string_view digits);

/// Text that came in pieces, with pauses between its keys: from a slow scanner, a computer under load, or a person.
struct ScannedPieces {
    std::string together;  ///< a scan only if it is a known code, which the desk tells
    std::string last;      ///< the last piece, if it is a scan by itself when they are not; otherwise empty
    friend bool operator==(const ScannedPieces&, const ScannedPieces&) = default;
};

/// Distinguishes a scanner's burst from typing: keys less than `burst_gap` apart, at least `min_scan_length` of them, ended by
/// Enter, Tab or a pause. Slower input counts only if its pieces, less than `piece_gap` apart, make a known code: so nothing that
/// a person types, or a cat, brings up "unknown code". A scanner that has ended a scan with Enter or Tab ends all with it; after
/// that a pause no longer delivers half a code, which may be somebody else's.
class KeyboardScanner {
public:
    static constexpr auto burst_gap = std::chrono::milliseconds{120};
    static constexpr auto piece_gap = std::chrono::milliseconds{1000};
    static constexpr std::size_t min_scan_length = 4;
    static constexpr std::size_t max_scan_length = 4096;

    explicit KeyboardScanner(ScannerLayout layout) : layout_(layout) {}

    /// The complete scan if this key ended one. Keys carry the time at which the main loop read them, and they queue up while it
    /// draws; so only `look` can detect a pause.
    std::optional<std::string> press(const KeyPress& key);
    /// The complete scan if a pause ended one. Call it after all pending keys were passed to `press`, and by `pause_ends` at the
    /// latest.
    std::optional<std::string> look(Clock::time_point now);
    /// The pieces that the last `press` or `look` ended, if any; those returned no scan then.
    std::optional<ScannedPieces> take_pieces();
    /// When to call `look`: a scan without Enter ends at that time.
    [[nodiscard]] std::optional<Clock::time_point> pause_ends() const;
    /// In the middle of a scan, so that the next key belongs to it.
    [[nodiscard]] bool is_reading() const { return !text_.empty() || !alt_digits_.empty(); }

private:
    void write(std::string_view text);
    /// Writes the character of the Alt code being typed; true if it ends the scan.
    bool write_alt_code();
    std::optional<std::string> finish();
    std::optional<std::string> end_piece();

    ScannerLayout layout_;
    std::string text_;        // the burst being read
    std::string alt_digits_;  // typed on the keypad while Alt is held
    std::string earlier_;     // the pieces before it
    std::string held_;        // the last of these, if it has not been returned
    int pieces_ = 0;          // how many these are
    bool ends_with_enter_ = false;
    std::optional<ScannedPieces> ended_;
    Clock::time_point last_{};
};

}  // namespace entre
