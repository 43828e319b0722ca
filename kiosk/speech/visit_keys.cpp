#include "kiosk/speech/visit_keys.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <charconv>

namespace entre {

namespace {

constexpr std::pair<std::string_view, int> named[] = {
    {"right", GLFW_KEY_RIGHT},         {"left", GLFW_KEY_LEFT},     {"up", GLFW_KEY_UP},         {"down", GLFW_KEY_DOWN},
    {"enter", GLFW_KEY_ENTER},         {"home", GLFW_KEY_HOME},     {"end", GLFW_KEY_END},       {"page_up", GLFW_KEY_PAGE_UP},
    {"page_down", GLFW_KEY_PAGE_DOWN}, {"insert", GLFW_KEY_INSERT}, {"delete", GLFW_KEY_DELETE}, {"pause", GLFW_KEY_PAUSE}};

std::optional<int> number_in(std::string_view digits) {
    int number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || number < 0 || read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return number;
}

}  // namespace

std::optional<int> key_named(std::string_view name) {
    if (const auto* it = std::ranges::find(named, name, &std::pair<std::string_view, int>::first); it != std::end(named))
        return it->second;
    if (!name.starts_with('f')) return number_in(name);
    const auto number = number_in(name.substr(1));
    if (!number || *number < 1 || *number > 25) return std::nullopt;
    return GLFW_KEY_F1 + *number - 1;
}

std::string name_of_key(int key) {
    if (const auto* it = std::ranges::find(named, key, &std::pair<std::string_view, int>::second); it != std::end(named))
        return std::string(it->first);
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F25) return "f" + std::to_string(key - GLFW_KEY_F1 + 1);
    return std::to_string(key);
}

bool is_fit_for_visits(int key) {
    const bool is_on_number_pad = key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_EQUAL;  // scanners type with Alt and digits
    const bool is_lock = key >= GLFW_KEY_CAPS_LOCK && key <= GLFW_KEY_NUM_LOCK;
    const bool is_with_others = key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER;
    const bool is_typing = key == GLFW_KEY_ESCAPE || key == GLFW_KEY_TAB || key == GLFW_KEY_BACKSPACE;
    return key > GLFW_KEY_WORLD_2 && !is_on_number_pad && !is_lock && !is_with_others && !is_typing;
}

KeyMap::KeyMap(const SpeechSettings& settings) {
    for (std::size_t i = 0; i < visit_keys; ++i)
        if (const auto key = key_named(settings.keys[i])) keys_.emplace_back(*key, static_cast<VisitKey>(i));
}

std::optional<VisitKey> KeyMap::operator[](const KeyPress& press) const {
    const auto it = std::ranges::find(keys_, press.key, &std::pair<int, VisitKey>::first);
    if (it == keys_.end()) return std::nullopt;
    return it->second;
}

}  // namespace entre
