// "Var finns listan?": what is on sticks and among this computer's files.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"

namespace entre::setup {

namespace {

void draw_file(const Frame& f, const Rect& list, const Rect& row, const FoundFile& file, bool is_reading) {
    const auto& c = f.theme.color;
    const auto& w = f.words;
    if (file.kind == FoundFile::Kind::folder)
        return draw_card_row(f, list, row, {file.name, w[Msg::setup_folder], c.edge, c.quiet});
    if (file.kind == FoundFile::Kind::folder_above)
        return draw_card_row(f, list, row, {w[Msg::setup_folder_above], file.place, c.edge, c.quiet});
    const LocalTime changed = f.seminar.local(from_ms(file.changed_ms));
    const auto when = w.filled(Msg::setup_file_when, {w.date(changed), w.time(changed)});
    const auto where = file.place.empty() ? w[Msg::setup_on_computer] : w.filled(Msg::setup_on_stick, {file.place});
    const auto line = is_reading ? w[Msg::setup_reading] : w.filled(Msg::setup_card_line, {where, when});
    draw_card_row(f, list, row, {file.name, line, is_reading ? c.accent : c.edge, c.quiet});
}

}  // namespace

Events draw_screen(const FilesScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] = draw_page(state, f,
                                 {.title = w[Msg::setup_files_title],
                                  .hint = w[Msg::setup_files_hint],
                                  .left = {{"setup.later", w[Msg::setup_later], ListSkipped{}}}});
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    const bool is_idle = s.reading == 0;
    const std::vector<Choice> elsewhere{
        {"files.upload", w[Msg::setup_from_phone], UploadChosen{}, false, is_idle},
        {"files.address", w[Msg::setup_from_web], AddressChosen{}, false, is_idle},
        {"files.folders", w[s.inside ? Msg::setup_found_files : Msg::setup_folders], FoldersToggled{}, false, is_idle}};
    append(out, draw_row(f, room.split_bottom(t.tap), elsewhere));
    room.split_bottom(t.mm(5));
    if (s.files.empty()) {
        draw_text(f, room,
                  w[!s.is_read ? Msg::common_moment
                    : s.inside ? Msg::setup_empty_folder
                               : Msg::setup_no_files],
                  t.type.sentence, t.color.ink, {.min_scale = 0.6, .is_staff = true});
        return out;
    }
    const float row = card_row_height(f);
    auto list = room;
    list.height = std::min(std::floor(room.height / row), static_cast<float>(s.files.size())) * row - t.tap_gap;
    const auto touch =
        scroll_list(f, "files", list, {s.files.size(), s.top, row, s.reading == 0}, [&](std::size_t i, const Rect& place) {
            draw_file(f, list, place, s.files[i], s.reading != 0 && s.files[i].name == s.reading_name);
        });
    if (touch.top) out.push_back(Scrolled{*touch.top});
    if (touch.tapped) out.push_back(FileChosen{*touch.tapped});
    return out;
}

}  // namespace entre::setup
