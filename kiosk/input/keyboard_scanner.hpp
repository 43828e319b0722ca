// USB scanners that type. Physical keys are read with the layout the scanner believes in, not the one the desktop has, so that
// dead keys swallow nothing. Pure: keys and times in, texts out.
#pragma once

#include <optional>
#include <string>

#include "core/base/clock.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// A key of a USB keyboard, named by its place on a US keyboard as GLFW does ('A', '1', '/' …; see GLFW_KEY_*).
struct KeyPress {
    int key = 0;
    bool is_shift = false;
    bool is_right_alt = false;
    Clock::time_point at{};
};

/// A key as the window's KeyHook tells it (GLFW's numbers); nothing unless it went down.
std::optional<KeyPress> key_press(int key, int action, int mods, Clock::time_point at);
bool is_escape(const KeyPress& key);
bool is_backspace(const KeyPress& key);
bool is_enter(const KeyPress& key);

/// What a key writes on `layout`; '\0' for keys that write nothing.
char key_character(int key, bool is_shift, bool is_right_alt, ScannerLayout layout);

/// Tells a scanner's burst from fingers on a keyboard: keys closer than `burst_gap`, at min_scale `min_scan_length` of them, ended by
/// Enter, Tab or a pause. What comes slower is dropped.
class KeyboardScanner {
public:
    static constexpr auto burst_gap = std::chrono::milliseconds{120};
    static constexpr std::size_t min_scan_length = 4;
    static constexpr std::size_t max_scan_length = 4096;

    explicit KeyboardScanner(ScannerLayout layout) : layout_(layout) {}

    /// A whole scan, when this key ended one. Keys are as old as the loop that read them: while it draws they wait, so only `look`
    /// can tell that nothing came.
    std::optional<std::string> press(const KeyPress& key);
    /// A whole scan, when a pause ended one. To be asked whenever all keys so far have been told, and at `pause_ends` at the latest.
    std::optional<std::string> look(Clock::time_point now);
    /// When to look: a scan without Enter ends then.
    [[nodiscard]] std::optional<Clock::time_point> pause_ends() const;

private:
    std::optional<std::string> finish();

    ScannerLayout layout_;
    std::string text_;
    Clock::time_point last_{};
};

}  // namespace entre
