#include "kiosk/input/typed_letters.hpp"

#include <algorithm>
#include <utility>

#include "core/base/text.hpp"

namespace entre {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

void TypedLetters::add(unsigned code_point, Clock::time_point at) {
    if (letters_.size() >= KeyboardScanner::max_scan_length) return;
    if (letters_.empty()) first_ = at;
    last_ = at;
    letters_.push_back(to_utf8(code_point));
}

bool TypedLetters::is_person() const {
    constexpr std::size_t max_name = 20;
    const auto is_in_name = [](const std::string& letter) {
        const char c = letter.front();
        return letter.size() > 1 || is_letter(c) || c == ' ' || c == '-' || c == '\'';
    };
    const bool is_name = letters_.size() <= max_name && std::all_of(letters_.begin(), letters_.end(), is_in_name);
    if (letters_.size() < KeyboardScanner::min_scan_length || is_name) return true;
    return last_ - first_ >= fastest_person * (letters_.size() - 1);
}

std::vector<std::string> TypedLetters::end() {
    const bool is_typed = is_person();
    auto letters = std::exchange(letters_, {});
    return is_typed ? letters : std::vector<std::string>{};
}

std::optional<Clock::time_point> TypedLetters::pause_ends() const {
    if (letters_.empty()) return std::nullopt;
    return last_ + KeyboardScanner::burst_gap;
}

}  // namespace entre
