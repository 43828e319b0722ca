// The keys of a visitor who does not use the screen: a keypad with four of them, and four more for the voice. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "kiosk/input/keyboard_scanner.hpp"

namespace entre {

enum class VisitKey { next, back, ok, help, louder, quieter, faster, slower };
inline constexpr std::size_t visit_keys = 8;

/// "right", "enter", "f23", or a number of GLFW's, or from first_unnamed_key on: the key's name in [speech]; nullopt for a key
/// that has none.
std::optional<int> key_named(std::string_view name);
/// The name of a key of GLFW's, as key_named reads it.
std::string name_of_key(int key);

/// False for keys that hand scanners press, and for those that only go with others: letters, digits, Esc, Shift.
bool is_fit_for_visits(int key);

class KeyMap {
public:
    /// Names that are no keys are left out; see SpeechSettings.
    explicit KeyMap(const SpeechSettings& settings);
    [[nodiscard]] std::optional<VisitKey> operator[](const KeyPress& press) const;

private:
    std::vector<std::pair<int, VisitKey>> keys_;
};

}  // namespace entre
