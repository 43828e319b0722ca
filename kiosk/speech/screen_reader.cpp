#include "kiosk/speech/screen_reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace entre {

namespace {

bool is_inside(const Rect& text, const Rect& target) {
    const auto middle = text.middle();
    return middle.x >= target.x && middle.x <= target.right() && middle.y >= target.y && middle.y <= target.bottom();
}

bool is_label(const ShownText& text, const TapTargets& drawn) {
    return std::ranges::any_of(drawn.targets,
                               [&](const Target& target) { return !target.label.empty() && is_inside(text.rect, target.rect); });
}

/// Without digits, so that a countdown is not read again each second.
std::string without_digits(std::string text) {
    std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return text;
}

bool was_read(const std::vector<std::string>& read, const std::string& text) {
    return std::ranges::any_of(read, [&](const auto& one) { return without_digits(one) == without_digits(text); });
}

std::string choices(std::size_t count, const Language& words) {
    if (count == 0) return {};
    return count == 1 ? words[Msg::spoken_one_choice] : words.filled(Msg::spoken_choices, {std::to_string(count)});
}

Msg meaning_of(VisitKey key) {
    switch (key) {
        case VisitKey::next:
            return Msg::spoken_key_next;
        case VisitKey::back:
            return Msg::spoken_key_back;
        case VisitKey::ok:
            return Msg::spoken_key_ok;
        case VisitKey::help:
            return Msg::spoken_key_help;
        case VisitKey::louder:
        case VisitKey::quieter:
            return Msg::spoken_key_volume;
        case VisitKey::faster:
        case VisitKey::slower:
            break;
    }
    return Msg::spoken_key_rate;
}

}  // namespace

std::vector<std::string> texts_to_read(const TapTargets& drawn) {
    std::vector<const ShownText*> texts;
    for (const auto& text : drawn.texts)
        if (!is_label(text, drawn)) texts.push_back(&text);
    // The title has the largest letters; everything else is read from the top.
    const auto title = std::ranges::max_element(texts, {}, &ShownText::cap_mm);
    if (title != texts.end()) std::rotate(texts.begin(), title, title + 1);
    if (!texts.empty())
        std::stable_sort(texts.begin() + 1, texts.end(), [](const auto* a, const auto* b) { return a->rect.y < b->rect.y; });
    std::vector<std::string> out;
    for (const auto* text : texts)
        if (std::ranges::find(out, text->text) == out.end()) out.push_back(text->text);
    return out;
}

std::vector<const Target*> targets_in_order(const TapTargets& drawn) {
    std::vector<const Target*> out;
    for (const auto& target : drawn.targets)
        if (target.is_enabled && !target.is_staff && !target.label.empty()) out.push_back(&target);
    constexpr float row_px = 24;
    const auto place = [](const Target* target) { return std::pair(std::round(target->rect.y / row_px), target->rect.x); };
    std::ranges::stable_sort(out, {}, place);
    std::stable_partition(out.begin(), out.end(), [](const Target* target) { return target->is_primary; });
    return out;
}

std::vector<std::string> ScreenReader::saw(std::string_view screen, const TapTargets& drawn, const Language& words) {
    auto texts = texts_to_read(drawn);
    const bool is_new = screen != screen_ || words.code() != language_;
    std::vector<std::string> say;
    if (is_new) {
        screen_ = screen;
        language_ = words.code();
        focus_.clear();
        is_help_ = false;
        say = texts;
        if (auto line = choices(targets_in_order(drawn).size(), words); !line.empty()) say.push_back(std::move(line));
    } else {
        std::ranges::copy_if(texts, std::back_inserter(say), [&](const auto& text) { return !was_read(read_, text); });
    }
    if (drawn.find(focus_) == nullptr) focus_.clear();
    read_ = std::move(texts);
    return say;
}

KeyAnswer ScreenReader::press(VisitKey key, const TapTargets& drawn, const Language& words) {
    if (is_help_ || key == VisitKey::help) return help(key, drawn, words);
    if (key == VisitKey::next) return move(1, drawn, words);
    if (key == VisitKey::back) return move(-1, drawn, words);
    if (key != VisitKey::ok) return {};
    if (focus_.empty()) return {{words[Msg::spoken_choose_first]}, {}};
    return {{}, focus_};
}

KeyAnswer ScreenReader::move(int by, const TapTargets& drawn, const Language& words) {
    const auto targets = targets_in_order(drawn);
    if (targets.empty()) return {{words[Msg::spoken_no_choice]}, {}};
    const auto count = static_cast<int>(targets.size());
    const auto at = std::ranges::find(targets, focus_, &Target::id);
    const int before = at == targets.end() ? (by > 0 ? -1 : 0) : static_cast<int>(at - targets.begin());
    const auto& target = *targets[static_cast<std::size_t>((before + by + count) % count)];
    focus_ = target.id;
    return {{target.label}, {}};
}

/// Each key says what it does, until help is pressed again.
KeyAnswer ScreenReader::help(VisitKey key, const TapTargets& drawn, const Language& words) {
    if (key != VisitKey::help) return {{words[meaning_of(key)]}, {}};
    is_help_ = !is_help_;
    if (is_help_) return {{words[Msg::spoken_help]}, {}};
    std::vector<std::string> say{words[Msg::spoken_help_ended]};
    for (auto& text : texts_to_read(drawn)) say.push_back(std::move(text));
    return {say, {}};
}

void ScreenReader::reset() {
    screen_.clear();
    read_.clear();
    focus_.clear();
    is_help_ = false;
}

}  // namespace entre
