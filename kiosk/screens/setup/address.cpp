// "Vilken adress har listan?": the address of a list on a server, and a keyboard with the signs of addresses.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/setup/parts.hpp"

namespace entre::setup {

namespace {

Body draw_head(const AddressScreen& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    const bool is_fetching = s.fetching != 0;
    return draw_page(state, f,
                     {.title = w[Msg::setup_web_title],
                      .hint = s.problem ? std::string_view{} : std::string_view(w[Msg::setup_web_hint]),
                      .next = w[is_fetching ? Msg::setup_web_fetching : Msg::setup_web_fetch],
                      .is_next_enabled = !is_fetching && !s.url.empty()});
}

}  // namespace

Events draw_screen(const AddressScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const bool is_flat = !t.is_portrait() && t.scale < 0.9;
    const bool is_free = s.fetching == 0;
    auto [room, out] = is_flat ? draw_flat_head({"address.url", w[Msg::setup_web_title], s.url,
                                                 w[is_free ? Msg::setup_web_fetch : Msg::setup_web_fetching], is_free},
                                                f)
                               : draw_head(s, state, f);
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(3));
    if (!is_flat) {
        draw_field(f, room.split_top(name_field_height(f)), "address.url", w[Msg::setup_web_field], s.url, s.fetching == 0, true);
        room.split_top(t.mm(4));
    }
    if (s.fetching != 0) return out;
    const auto keyboard = room.split_bottom(std::min(room.height, keyboard_height(f, room.height, KeyboardFor::addresses)));
    for (const auto& event : draw_keyboard(f, keyboard, s.is_shift_on, KeyboardFor::addresses)) {
        if (const auto* typed = std::get_if<entre::Typed>(&event)) out.push_back(Typed{typed->text});
        if (std::holds_alternative<entre::Erased>(event)) out.push_back(Erased{});
        if (std::holds_alternative<entre::ShiftToggled>(event)) out.push_back(ShiftToggled{});
    }
    return out;
}

}  // namespace entre::setup
