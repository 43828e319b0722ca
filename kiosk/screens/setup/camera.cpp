// "Ser kameran koden?": the picture, what was read, and a square for a hand scanner.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "kiosk/screens/camera.hpp"
#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/qr_code.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

std::string seconds(const Frame& f, std::chrono::milliseconds time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f",
                  std::chrono::duration<double>(std::max(time, std::chrono::milliseconds{10})).count());
    std::string out = text;
    if (f.words.code() == "sv") std::replace(out.begin(), out.end(), '.', ',');
    return out;
}

std::string line_of(const CodeRead& read, const Frame& f) {
    const auto& w = f.words;
    const auto what = read.is_test      ? Msg::setup_camera_test
                      : read.is_on_list ? Msg::setup_camera_listed
                                        : Msg::setup_camera_other;
    return w[what] + " " + w.filled(Msg::setup_camera_took, {seconds(f, read.took)});
}

CameraNote note_of(const CameraScreen& s, const Frame& f) {
    const auto& w = f.words;
    if (!s.is_wanted) return {w[Msg::setup_camera_off]};
    if (!s.is_working) return {w[Msg::setup_camera_starting]};
    if (!*s.is_working) return {w[Msg::setup_camera_gone], true};
    if (const auto* advice = advice_words(f, s.advice)) return {*advice, true};
    if (s.code) return {line_of(*s.code, f), !s.code->is_test && !s.code->is_on_list};
    if (s.light == PictureLight::dark) return {w[Msg::setup_camera_dark], true};
    if (s.light == PictureLight::bright) return {w[Msg::setup_camera_bright], true};
    return {w[Msg::setup_camera_working]};
}

/// A code in which a scanner for another keyboard layout makes mistakes.
void draw_scanner(const CameraScreen& s, const Frame& f, const Rect& place) {
    const auto& t = f.theme;
    const auto& w = f.words;
    draw_card(f, {place}, t.color.surface, t.color.edge);
    auto room = place.inset(t.mm(6), t.mm(5));
    room.split_top(draw_text(f, room, w[Msg::setup_scanner_title], strong_style(t), t.color.ink,
                             {.max_lines = 1, .min_scale = 0.6, .is_staff = true}) +
                   t.mm(1));
    const auto line = !s.scanner ? Msg::setup_scanner_hint : s.scanner->layout ? Msg::setup_scanner_good : Msg::setup_scanner_bad;
    const bool is_bad = s.scanner && !s.scanner->layout;
    const float height = std::min(room.height * 0.45f, f.text.measure({w[line], line_style(t), room.width}).height_px);
    draw_text(f, room.split_top(std::ceil(height)), w[line], line_style(t), is_bad ? t.color.on_notice : t.color.quiet,
              {.min_scale = 0.5, .is_staff = true});
    room.split_top(t.mm(4));
    const float side = std::floor(std::min(room.width, room.height));
    if (side > t.mm(18)) draw_qr_code(f, {std::round(room.middle().x - side / 2), room.y, side, side}, scanner_code);
}

}  // namespace

Events draw_screen(const CameraScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] =
        draw_page(state, f,
                  {.title = w[Msg::setup_camera_title],
                   .hint = t.scale < 0.9 || !s.is_wanted ? std::string_view{} : std::string_view(w[Msg::setup_camera_hint]),
                   .next = w[Msg::setup_next],
                   .is_next_enabled = s.saving == 0,
                   .left = {{"camera.keys", w[Msg::setup_keys_open], KeysOpened{}, false, s.saving == 0 && !s.is_changed}}});
    if (!s.is_read) {
        draw_text(f, room, w[Msg::common_moment], t.type.sentence, t.color.ink, {.is_staff = true});
        return out;
    }
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    auto [picture, side] = in_two(f, room, t.is_portrait() ? 0.55f : 0.6f);
    append(out, draw_row(f, side.split_bottom(t.staff_tap),
                         {{"camera.use", w[Msg::setup_camera_use], CameraWanted{true}, s.is_wanted, s.saving == 0},
                          {"camera.none", w[Msg::setup_camera_none], CameraWanted{false}, !s.is_wanted, s.saving == 0}}));
    side.split_bottom(t.mm(5));
    draw_camera_with_note(f, picture, note_of(s, f), s.is_wanted && s.is_working.value_or(false), s.code ? 1.0f : 0.0f);
    draw_scanner(s, f, side);
    return out;
}

}  // namespace entre::setup
