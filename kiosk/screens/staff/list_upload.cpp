// The page on which a phone or a laptop sends a newer list, as staff see it: a code, its address, how far a file has come.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/qr_code.hpp"

namespace entre {

namespace {

std::string progress_line(const ListUploadPage& upload, const Frame& f) {
    const auto& w = f.words;
    if (upload.name.empty()) return w[Msg::setup_upload_waiting];
    return upload.percent >= 100 ? w.filled(Msg::setup_upload_reading, {upload.name})
                                 : w.filled(Msg::setup_upload_coming, {upload.name, std::to_string(upload.percent)});
}

}  // namespace

Events draw_list_upload(const ListUploadPage& upload, bool is_idle, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const TextOptions data{.min_scale = 0.6, .is_data = true, .is_staff = true};
    const auto buttons = room.split_bottom(t.staff_tap);
    room.split_bottom(t.mm(4));
    room.split_top(draw_text(f, room, w[Msg::setup_upload_title], staff_strong(t), t.color.ink, {.is_staff = true}) + t.mm(3));
    if (!upload.problem.empty())
        room.split_top(draw_text(f, room, w.say(upload.problem), staff_strong(t), t.color.on_notice, data) + t.mm(3));
    if (!upload.url.empty()) {
        const float side = std::min(room.width * 0.45f, room.height);
        draw_qr_code(f, {std::round(room.x), std::round(room.y), side, side}, upload.url);
        room.split_left(side + t.mm(6));
        column(f, room,
               {{w[Msg::setup_upload_scan], staff_text(t), t.color.ink, 0, data, 2},
                {upload.url, staff_strong(t), t.color.accent, t.mm(2), data, 0},
                {progress_line(upload, f), staff_strong(t), t.color.ink, t.mm(4), data, 1},
                {w[Msg::lists_receive_how], staff_text(t), t.color.quiet, t.mm(4), data, 3},
                {w[Msg::setup_upload_warning], staff_text(t), t.color.quiet, t.mm(2), data, 4}});
    }
    return draw_chips(f, buttons,
                      {{"lists.stop_receiving", w[Msg::lists_receive_stop],
                        ListsRequested{ListsRequestKind::stop_receiving, f.wall, f.now}, false, is_idle}});
}

}  // namespace entre
