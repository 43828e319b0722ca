// "Skicka listan hit": a code and an address for phones and other computers, and how far a file has come.
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
float draw_how(const UploadScreen& s, const Frame& f, const Rect& room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto text = t.type.sentence;
    text.leading = 1.3f;
    auto address = t.type.sentence;
    address.weight = Weight::semibold;
    const TextOptions lines{.min_scale = 0.6, .is_data = true, .is_staff = true};
    return column(f, room,
                  {{w[Msg::setup_upload_scan], text, t.color.ink, 0, lines, 0},
                   {s.url, address, t.color.accent, t.mm(3), lines, 0},
                   {w[Msg::setup_upload_warning], line_style(t), t.color.quiet, t.mm(8), lines, 1}});
}

}  // namespace

Events draw_screen(const UploadScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] = draw_page(state, f, {.title = w[Msg::setup_upload_title], .hint = w[Msg::setup_upload_hint]});
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    if (s.url.empty()) {
        if (!s.problem)
            draw_text(f, room, w[Msg::common_moment], t.type.sentence, t.color.ink, {.min_scale = 0.6, .is_staff = true});
        return out;
    }
    const float share = t.is_portrait() ? 0.5f : std::clamp(room.height / room.width, 0.3f, 0.45f);
    auto [code, how] = in_two(f, room, share);
    const float side = draw_qr_code(f, {std::round(code.x), std::round(code.y), code.width, code.height}, s.url);
    const float progress = t.mm(16), gap = t.mm(4);
    if (!t.is_portrait()) how.height = std::min(how.height, side);  // both end on one line
    const auto text = Rect{how.x, how.y, how.width, how.height - progress - gap};
    const float used = draw_how(s, f, text);
    const float top = t.is_portrait() ? std::round(how.y + used + t.mm(6)) : how.bottom() - progress;
    draw_progress(s, f, {how.x, std::min(top, how.bottom() - progress), how.width, progress});
    return out;
}

}  // namespace entre::setup
