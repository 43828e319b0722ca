// "Skicka listan hit" and "Hämta biljetterna": a code and an address for phones and other computers, and how far files have come.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/qr_code.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

/// How far the file has come, or that none has begun.
void draw_progress(const UploadScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto text = s.name.empty()     ? w[Msg::setup_upload_waiting]
                      : s.percent >= 100 ? w.filled(Msg::setup_upload_reading, {s.name})
                                         : w.filled(Msg::setup_upload_coming, {s.name, std::to_string(s.percent)});
    const Rect track = room.split_bottom(t.mm(3));
    room.split_bottom(t.mm(3));
    draw_text(f, room, text, strong_style(t), s.name.empty() ? t.color.quiet : t.color.ink,
              {.max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true});
    fill_rect(*f.list, track, mixed(t.color.canvas, t.color.ink, 0.12f), track.height / 2);
    if (s.name.empty()) return;
    const float share = static_cast<float>(std::max(s.percent, 2)) / 100;
    fill_rect(*f.list, {track.x, track.y, std::round(track.width * share), track.height}, t.color.accent, track.height / 2);
}

/// What to do, in the order in which it is done. Returns the height used.
float draw_how(const std::string& url, const Frame& f, const Rect& room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto text = t.type.sentence;
    text.leading = 1.3f;
    auto address = t.type.sentence;
    address.weight = Weight::semibold;
    const TextOptions lines{.min_scale = 0.6, .is_data = true, .is_staff = true};
    return column(f, room,
                  {{w[Msg::setup_upload_scan], text, t.color.ink, 0, lines, 0},
                   {url, address, t.color.accent, t.mm(3), lines, 0},
                   {w[Msg::setup_upload_warning], line_style(t), t.color.quiet, t.mm(8), lines, 1}});
}

/// The code to scan and what to do, side by side or stacked. Returns where `height` is left for how far the files have come.
Rect draw_way(const std::string& url, const Frame& f, const Rect& room, float height) {
    const auto& t = f.theme;
    const float share = t.is_portrait() ? 0.5f : std::clamp(room.height / room.width, 0.3f, 0.45f);
    auto [code, how] = in_two(f, room, share);
    const float side = draw_qr_code(f, {std::round(code.x), std::round(code.y), code.width, code.height}, url);
    if (!t.is_portrait()) how.height = std::min(how.height, side);  // both end on one line
    const float used = draw_how(url, f, {how.x, how.y, how.width, how.height - height - t.mm(4)});
    const float top = t.is_portrait() ? std::round(how.y + used + t.mm(6)) : how.bottom() - height;
    return {how.x, std::min(top, how.bottom() - height), how.width, height};
}

/// In place of the way: why there is none, or that it takes a moment.
void draw_no_way(bool has_problem, const Frame& f, const Rect& room) {
    if (!has_problem)
        draw_text(f, room, f.words[Msg::common_moment], f.theme.type.sentence, f.theme.color.ink,
                  {.min_scale = 0.6, .is_staff = true});
}

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : " · ") + name;
    return out;
}

}  // namespace

Events draw_screen(const UploadScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] = draw_page(state, f, {.title = w[Msg::setup_upload_title], .hint = w[Msg::setup_upload_hint]});
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    s.url.empty() ? draw_no_way(s.problem.has_value(), f, room) : draw_progress(s, f, draw_way(s.url, f, room, t.mm(16)));
    return out;
}

Events draw_screen(const TicketsScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] =
        draw_page(state, f, {.title = w[Msg::setup_fetch_title], .hint = w[Msg::setup_fetch_hint], .next = w[Msg::setup_done]});
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    if (s.url.empty()) {
        draw_no_way(s.problem.has_value(), f, room);
        return out;
    }
    const auto text = s.fetched.empty() ? w[Msg::setup_fetch_waiting] : w.filled(Msg::setup_fetch_done, {joined(s.fetched)});
    draw_text(f, draw_way(s.url, f, room, t.mm(16)), text, strong_style(t), s.fetched.empty() ? t.color.quiet : t.color.ink,
              {.max_lines = 2, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true});
    return out;
}

}  // namespace entre::setup
