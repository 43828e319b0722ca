// "Knappar för den som inte ser skärmen": which key is to be pressed now, and the keys that are known.
#include <array>
#include <cctype>

#include "core/setup/keys.hpp"
#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

constexpr std::array roles{Msg::setup_keys_next,   Msg::setup_keys_back,    Msg::setup_keys_ok,     Msg::setup_keys_help,
                           Msg::setup_keys_louder, Msg::setup_keys_quieter, Msg::setup_keys_faster, Msg::setup_keys_slower};

/// As it is printed on keyboards: "right" is an arrow, "page_up" is "Page Up", "f13" is "F13".
std::string printed(const std::string& key, const Frame& f) {
    constexpr std::pair<std::string_view, std::string_view> arrows[] = {
        {"right", "\u2192"}, {"left", "\u2190"}, {"up", "\u2191"}, {"down", "\u2193"}};
    for (const auto& [name, arrow] : arrows)
        if (key == name) return std::string(arrow);
    if (key.empty()) return f.words[Msg::setup_keys_none];
    if (std::isdigit(static_cast<unsigned char>(key.front())) != 0) return f.words.filled(Msg::setup_keys_number, {key});
    std::string out = key;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (out[i] == '_') out[i] = ' ';
        if (i == 0 || out[i - 1] == ' ') out[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[i])));
    }
    return out;
}

std::vector<Choice> rows(const KeysScreen& s, const Frame& f) {
    std::vector<Choice> all;
    for (std::size_t i = 0; i < roles.size(); ++i)
        all.push_back({"keys." + std::to_string(i + 1), f.words[roles[i]] + ": " + printed(s.keys[i], f), KeyChosen{i},
                       i == s.learning, s.saving == 0});
    return all;
}

}  // namespace

Events draw_screen(const KeysScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] =
        draw_page(state, f,
                  {.title = w[Msg::setup_keys_title],
                   .hint = s.problem || s.is_unfit ? std::string_view{} : std::string_view(w[Msg::setup_keys_hint]),
                   .next = w[Msg::setup_done],
                   .is_next_enabled = s.saving == 0 && (!s.is_changed || has_needed_keys(s))});
    if (!s.is_read) {
        draw_text(f, room, w[Msg::common_moment], t.type.sentence, t.color.ink, {.is_staff = true});
        return out;
    }
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    if (s.is_unfit) room.split_top(draw_problem(f, room, w[Msg::setup_keys_unfit]) + t.mm(5));
    const auto ask = s.learning < roles.size() ? w.filled(Msg::setup_keys_press, {w[roles[s.learning]]})
                                               : std::string(w[Msg::setup_keys_known]);
    auto style = t.type.sentence;
    style.weight = Weight::semibold;
    room.split_top(draw_text(f, room, ask, style, t.color.accent, {.max_lines = 2, .min_scale = 0.6, .is_staff = true}) +
                   t.mm(5));
    append(out, draw_grid(f, room, rows(s, f), 2));
    return out;
}

}  // namespace entre::setup
