// USB scanners that act as keyboards. Key positions are decoded with the scanner's configured layout, not the desktop's, so that
// dead keys do not swallow characters. Pure: keys and times in, texts out.
#pragma once

#include <optional>
#include <string>

#include "core/base/clock.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// A key of a USB keyboard, identified by its position on a US keyboard as in GLFW ('A', '1', '/' …; see GLFW_KEY_*).
struct KeyPress {
    int key = 0;
    bool is_shift = false;
    bool is_right_alt = false;
    Clock::time_point at{};
};

/// Converts an event of the window's KeyHook (GLFW's numbers); nullopt unless it is a press.
std::optional<KeyPress> key_press(int key, int action, int mods, Clock::time_point at);
bool is_escape(const KeyPress& key);
bool is_backspace(const KeyPress& key);
bool is_enter(const KeyPress& key);

/// The character of a key in `layout`; '\0' if it produces none.
char key_character(int key, bool is_shift, bool is_right_alt, ScannerLayout layout);

/// Distinguishes a scanner's burst from typing: keys less than `burst_gap` apart, at least `min_scan_length` of them, ended by
/// Enter, Tab or a pause. Slower input is discarded.
class KeyboardScanner {
public:
    static constexpr auto burst_gap = std::chrono::milliseconds{120};
    static constexpr std::size_t min_scan_length = 4;
    static constexpr std::size_t max_scan_length = 4096;

    explicit KeyboardScanner(ScannerLayout layout) : layout_(layout) {}

    /// The complete scan if this key ended one. Keys carry the time at which the main loop read them, and they queue up while it
    /// draws; so only `look` can detect a pause.
    std::optional<std::string> press(const KeyPress& key);
    /// The complete scan if a pause ended one. Call it after all pending keys were passed to `press`, and by `pause_ends` at the
    /// latest.
    std::optional<std::string> look(Clock::time_point now);
    /// When to call `look`: a scan without Enter ends at that time.
    [[nodiscard]] std::optional<Clock::time_point> pause_ends() const;

private:
    std::optional<std::string> finish();

    ScannerLayout layout_;
    std::string text_;
    Clock::time_point last_{};
};

}  // namespace entre
