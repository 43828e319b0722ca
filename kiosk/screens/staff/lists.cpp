// Import review: what a new export would change. Attendance export: download and, at the end, deletion of all data.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

constexpr TextOptions data_line{.min_scale = 0.7, .is_data = true, .is_staff = true};

/// “Anmälda.xlsx på USB-minnet, 08.12”; the day as well if that is not today.
std::string file_of(const ImportReview& review, const Frame& f) {
    if (review.on_stick_ms == 0) return review.file;
    const auto changed = f.seminar.local(from_ms(review.on_stick_ms));
    const auto day = f.words.date(changed), time = f.words.time(changed);
    return f.words.filled(Msg::lists_on_stick,
                          {review.file, day == f.words.date(f.seminar.local(f.wall)) ? time : day + " " + time});
}

/// The file, and the system that it is from if that is known.
std::string origin_of(const ImportReview& review, const Frame& f) {
    const auto file = file_of(review, f);
    return review.system.empty() || review.system == "list" ? file : file + " · " + review.system;
}

std::string kind_label(const Frame& f, const ReviewLine& line) {
    switch (line.kind) {
        case ReviewKind::withdrawn:
            return f.words[Msg::lists_withdrawn];
        case ReviewKind::rejected:
        case ReviewKind::issue:
            return f.words.filled(Msg::lists_row, {std::to_string(line.issue ? line.issue->line : 0)});
        case ReviewKind::kept:
            return f.words[Msg::lists_kept];
        case ReviewKind::changed:
            return f.words[Msg::lists_changed];
        case ReviewKind::added:
            break;
    }
    return f.words[Msg::lists_added];
}

std::string field_label(const Frame& f, ReviewField field) {
    switch (field) {
        case ReviewField::none:
            return {};
        case ReviewField::name:
            return f.words[Msg::lists_field_name];
        case ReviewField::organisation:
            return f.words[Msg::lists_field_organisation];
        case ReviewField::title:
            return f.words[Msg::lists_field_title];
        case ReviewField::sector:
            return f.words[Msg::lists_field_sector];
        case ReviewField::code:
            return f.words[Msg::lists_field_code];
        case ReviewField::status:
            return f.words[Msg::lists_field_status];
        case ReviewField::other:
            break;
    }
    return f.words[Msg::lists_field_other];
}

/// Describes a change: “Organisation: Region Östergötland → Polisen”.
std::string what_of(const Frame& f, const ReviewLine& line) {
    if (line.kind == ReviewKind::withdrawn && line.is_inside) return f.words[Msg::lists_is_inside];
    if (line.issue) {
        const auto said = f.words.row_issue_line(*line.issue);
        return line.issue->column.empty() ? said : line.issue->column + ": " + said;
    }
    if (line.kind != ReviewKind::changed && line.kind != ReviewKind::kept) return line.after;
    const auto label = field_label(f, line.field);
    const bool is_shown = line.field != ReviewField::other && line.field != ReviewField::code;
    if (!is_shown) return label;
    const bool is_status = line.field == ReviewField::status;
    const auto before = is_status ? f.words.status_line(line.before) : line.before,
               after = is_status ? f.words.status_line(line.after) : line.after;
    return f.words.filled(Msg::lists_change, {label, before.empty() ? "–" : before, after.empty() ? "–" : after});
}

void draw_line(const Frame& f, const Rect& room, Rect row, const ReviewLine& line) {
    const auto& t = f.theme;
    fill_rect(*f.list, {row.x, row.bottom() - 1, row.width, 1}, mixed(t.color.surface, t.color.ink, 0.12f));
    row = row.inset(t.mm(2), 0);
    const bool is_weighty = line.kind == ReviewKind::withdrawn || line.kind == ReviewKind::rejected;
    // The longest of the usual labels is shown whole.
    const float longest = std::ceil(f.text.measure({f.words[Msg::lists_withdrawn], staff_strong(t)}).width_px) + 2;
    cell(f, room, row.split_left(std::max(longest, std::floor(row.width * 0.17f))), kind_label(f, line),
         is_weighty ? staff_strong(t) : staff_text(t), is_weighty ? t.color.ink : t.color.quiet);
    row.split_left(t.mm(3));
    if (!line.name.empty()) {
        cell(f, room, row.split_left(std::floor(row.width * 0.4f)), line.name, staff_strong(t), t.color.ink);
        row.split_left(t.mm(3));
    }
    cell(f, room, row, what_of(f, line), staff_text(t), t.color.quiet);
}

std::vector<Block> offer_head(const Frame& f, const ImportReview& review) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto number = [](std::size_t n) { return std::to_string(n); };
    std::vector<Block> out{{w[Msg::lists_waits], staff_strong(t), t.color.ink, 0, data_line, 1},
                           {origin_of(review, f), staff_text(t), t.color.quiet, t.mm(1), data_line, 3},
                           {w.filled(Msg::lists_summary, {number(review.added), number(review.changed), number(review.withdrawn),
                                                          number(review.rejected)}),
                            staff_strong(t), t.color.ink, t.mm(2), data_line, 0}};
    if (review.issues > 0 && !review.is_suspicious)  // the warning is more important on small screens
        out.push_back(
            {w.filled(Msg::lists_damaged, {number(review.issues)}), staff_text(t), t.color.quiet, t.mm(1), data_line, 0});
    if (review.is_suspicious)
        out.push_back({w.filled(Msg::lists_suspicious, {number(review.withdrawn)}), staff_strong(t), t.color.on_notice, t.mm(2),
                       data_line, 0});
    if (review.withdrawn_inside > 0)
        out.push_back(
            {w.filled(Msg::lists_inside, {number(review.withdrawn_inside)}), staff_text(t), t.color.ink, t.mm(2), data_line, 2});
    return out;
}

/// Draws two buttons of equal width, the first one primary, or a single one.
Events draw_pair(const Frame& f, Rect room, const std::vector<Chip>& buttons) {
    Events out;
    const auto many = static_cast<float>(buttons.size());
    const float width = (room.width - (many - 1) * f.theme.tap_gap) / many;
    float from = room.x;
    for (const auto& b : buttons) {
        // Edges are rounded, not widths, so that the last one ends where the room ends.
        const Rect place{std::round(from), room.y, std::round(from + width) - std::round(from), room.height};
        if (button(f, paper_backdrop(f.theme), b.id, place, b.label,
                   {.is_enabled = b.is_enabled, .is_staff = true, .is_chosen = b.is_chosen}))
            out.push_back(b.event);
        from += width + f.theme.tap_gap;
    }
    return out;
}

Event asked(ListsRequestKind kind, const Frame& f) { return ListsRequested{kind, f.wall, f.now}; }

/// The first question about the waiting list: two answers in a row, above them the question.
Events draw_question(const ImportReview& review, bool can_act, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& question = review.questions.front();
    Events out;
    std::vector<Chip> chips;
    for (std::size_t i = 0; i < question.answers.size(); ++i)
        chips.push_back({fmt::format("lists.answer.{}", i), f.words.answer_line(question, question.answers[i]),
                         ListsRequested{ListsRequestKind::answer, f.wall, f.now, i}, false, can_act});
    const std::size_t rows = (chips.size() + 1) / 2;
    auto buttons = room.split_bottom(static_cast<float>(rows) * t.staff_tap + static_cast<float>(rows - 1) * t.tap_gap);
    for (std::size_t i = 0; i < chips.size(); i += 2) {
        const std::vector<Chip> pair(chips.begin() + static_cast<std::ptrdiff_t>(i),
                                     chips.begin() + static_cast<std::ptrdiff_t>(std::min(i + 2, chips.size())));
        append(out, draw_pair(f, buttons.split_top(t.staff_tap), pair));
        buttons.split_top(t.tap_gap);
    }
    room.split_bottom(t.mm(4));
    const std::vector<Block> blocks{{f.words[Msg::lists_question], staff_strong(t), t.color.on_notice, 0, data_line, 1},
                                    {origin_of(review, f), staff_text(t), t.color.quiet, t.mm(1), data_line, 3},
                                    {f.words.question_line(question),
                                     staff_strong(t),
                                     t.color.ink,
                                     t.mm(3),
                                     {.min_scale = 0.6, .is_data = true, .is_staff = true},
                                     0},
                                    {f.words[Msg::lists_unread], staff_text(t), t.color.quiet, t.mm(3), data_line, 2}};
    column(f, room, blocks);
    return out;
}

Events draw_offer(const ListsPage& page, const ImportReview& review, bool can_act, const Frame& f, Rect room) {
    const auto& t = f.theme;
    if (!review.questions.empty()) return draw_question(review, can_act, f, room);
    const auto buttons = room.split_bottom(t.staff_tap);
    room.split_bottom(t.mm(4));
    auto out =
        draw_pair(f, buttons,
                  {{"lists.take", f.words[Msg::lists_take], asked(ListsRequestKind::take, f), !review.is_suspicious, can_act},
                   {"lists.leave", f.words[Msg::lists_leave], asked(ListsRequestKind::leave, f), false, can_act}});
    const auto head = offer_head(f, review);
    // On small screens with large text only the summary is shown, without the list of people.
    column(f, room.split_top(std::min(room.height, column_height(f, room, head))), head);
    room.split_top(t.mm(3));
    if (room.height < 2 * staff_row_height(f)) return out;
    const auto touch = scroll_list(f, "lists.review", room, {review.lines.size(), page.top, staff_row_height(f), false},
                                   [&](std::size_t i, const Rect& row) { draw_line(f, room, row, review.lines[i]); });
    if (touch.top) out.push_back(Scrolled{*touch.top, f.now});
    return out;
}

/// Shown if no export is waiting, or if it cannot be read.
Events draw_no_offer(const Staff& staff, const State& state, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    std::vector<Block> blocks{{w[Msg::lists_title], staff_strong(t), t.color.ink, 0, data_line, 0}};
    const auto* review = state.import.get();
    if (review != nullptr) {
        blocks.push_back({w[Msg::lists_problem], staff_strong(t), t.color.on_notice, t.mm(3), data_line, 0});
        blocks.push_back({w.say(review->problem),
                          staff_text(t),
                          t.color.ink,
                          t.mm(1),
                          {.min_scale = 0.6, .is_data = true, .is_staff = true},
                          0});
    } else {
        const auto how = f.seminar.registrations.sync == SyncMode::off         ? Msg::lists_off
                         : f.seminar.registrations.sync == SyncMode::automatic ? Msg::lists_automatic
                                                                               : Msg::lists_how;
        blocks.push_back({w[how], staff_text(t), t.color.quiet, t.mm(3), data_line, 0});
    }
    if (const auto& last = state.devices.last_import) {
        blocks.push_back({w[Msg::staff_last_import], staff_strong(t), t.color.ink, t.mm(5), data_line, 1});
        blocks.push_back({w.filled(Msg::staff_last_import_line,
                                   {last->file, clock_of(f, last->at), std::to_string(last->added), std::to_string(last->changed),
                                    std::to_string(last->withdrawn), std::to_string(last->rejected)}),
                          staff_text(t), t.color.quiet, t.mm(1), data_line, 1});
    }
    const float most = room.height - t.staff_tap - t.mm(6);
    room.split_top(column(f, {room.x, room.y, room.width, most}, std::move(blocks)) + t.mm(6));
    const bool is_idle = staff.request == 0;
    return draw_pair(f, room.split_top(t.staff_tap),
                     {{"lists.look", w[Msg::lists_look], asked(ListsRequestKind::look, f), false, is_idle},
                      {"lists.receive", w[Msg::lists_receive], asked(ListsRequestKind::receive, f), false,
                       is_idle && state.rules.writer.empty()}});
}

std::string purged_line(const ListsPage& page, const Language& w) {
    return w.filled(Msg::lists_purged, {std::to_string(page.places), std::to_string(page.marks)});
}

std::string note_of(const ListsPage& page, const Frame& f) {
    const auto& w = f.words;
    switch (page.note) {
        case ListsNote::none:
            return {};
        case ListsNote::working:
            return w[Msg::staff_note_working];
        case ListsNote::nothing_new:
            return w[Msg::lists_nothing_new];
        case ListsNote::applied:
            return w[Msg::lists_taken];
        case ListsNote::declined:
            return w[Msg::lists_left];
        case ListsNote::stale:
            return w[Msg::lists_stale];
        case ListsNote::saved:
            return w[Msg::staff_roll_saved];
        case ListsNote::not_over:
            return w[Msg::lists_not_over];
        case ListsNote::purging:
            return w[Msg::lists_purging];
        case ListsNote::purged:
            return purged_line(page, w) + (page.file.empty() ? "" : "\n" + w.filled(Msg::lists_purge_unconfirmed, {page.file}));
        case ListsNote::purged_here_only:
            return purged_line(page, w) + "\n" + w[Msg::lists_purge_not_told] +
                   (page.file.empty() ? "" : " " + w.filled(Msg::lists_purge_unconfirmed, {page.file}));
        case ListsNote::traces:
            return w.filled(Msg::lists_traces, {page.file, std::to_string(page.places)});
        case ListsNote::purge_failed:
            return std::string(w[Msg::lists_purge_failed]) + (page.file.empty() ? "" : "\n" + page.file);
        case ListsNote::stick_saved:
            return w[Msg::stick_saved];
        case ListsNote::stick_full:
            return w[Msg::stick_full];
        case ListsNote::stick_read_only:
            return w[Msg::stick_read_only];
        case ListsNote::stick_gone:
            return w[Msg::stick_gone];
        case ListsNote::printed:
            return w.filled(Msg::staff_roll_printed, {page.file});
        case ListsNote::not_printed:
            return w[Msg::staff_roll_not_printed];
        case ListsNote::no_printer:
            return w[Msg::staff_roll_no_printer];
        case ListsNote::out_of_touch:
            return w[Msg::lists_out_of_touch];
        case ListsNote::failed:
            break;
    }
    return w[Msg::lists_failed];
}

bool is_bad(ListsNote note) {
    return note == ListsNote::stale || note == ListsNote::not_over || note == ListsNote::traces || note == ListsNote::failed ||
           note == ListsNote::stick_full || note == ListsNote::out_of_touch || note == ListsNote::stick_read_only ||
           note == ListsNote::stick_gone || note == ListsNote::purge_failed || note == ListsNote::not_printed ||
           note == ListsNote::no_printer;
}

/// Draws text and a row of buttons below it in `room`, on a card as high as both or without one. Splits the used part off.
Events draw_task(const Frame& f, Rect& room, std::vector<Block> blocks, const std::vector<Chip>& buttons, bool has_card) {
    const auto& t = f.theme;
    const float side = t.mm(6), edge = t.mm(5), gap = t.mm(5);
    const float around = t.staff_tap + gap + 2 * edge;
    const float text = std::min(room.height - around, column_height(f, room.inset(side, around / 2), blocks));
    const auto card = room.split_top(text + around);
    if (has_card) staff_card(f, card);
    auto inner = card.inset(side, edge);
    column(f, inner.split_top(text), std::move(blocks));
    return draw_pair(f, inner.split_bottom(t.staff_tap), buttons);
}

/// Places that the settings name outside the seminar's folder, as they stand there.
std::string outside_places(const Seminar& seminar) {
    auto places = seminar.registrations.files;
    for (const auto& printer : seminar.printers)
        if (printer.queue.starts_with("folder:")) places.push_back(printer.queue.substr(7));
    if (!seminar.backup_folder.empty()) places.push_back(seminar.backup_folder);
    std::string out;
    for (const auto& place : places)
        if (place.starts_with('/') || place.starts_with("..")) out += (out.empty() ? "" : ", ") + place;
    return out;
}

std::string purge_question(const Frame& f) {
    const auto outside = outside_places(f.seminar);
    return f.words[Msg::lists_purge_ask] + (outside.empty() ? "" : " " + f.words.filled(Msg::lists_purge_outside, {outside}));
}

/// Draws the attendance download and, after the seminar, the deletion of all data.
Events draw_afterwards(const ListsPage& page, const Staff& staff, const State& state, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const bool is_idle = staff.request == 0, is_over = f.wall >= f.seminar.ends.utc, is_sure = page.is_sure;
    auto purge = room.split_bottom(std::floor(room.height * 0.58f));
    // On a stick while one is plugged in: it was plugged in to take the list along.
    const bool is_for_stick = state.devices.has_stick;
    const auto where = w[is_for_stick ? Msg::lists_out_stick : Msg::lists_out_line];
    const std::vector<Block> about{{w[Msg::lists_out_title], staff_strong(t), t.color.ink, 0, data_line, 1},
                                   {where, staff_text(t), t.color.quiet, t.mm(2), data_line, 2}};
    const Chip save{is_for_stick ? "lists.stick" : "lists.save", w[Msg::lists_save],
                    asked(is_for_stick ? ListsRequestKind::save_on_stick : ListsRequestKind::save, f), false, is_idle};
    const Chip print{"lists.print", w[Msg::staff_roll_print], asked(ListsRequestKind::print, f), false,
                     is_idle && state.live != nullptr};
    auto out = draw_task(f, room, about, {save, print}, true);
    const auto last_day = file_stamp(f.seminar.local(f.seminar.ends.utc + std::chrono::days{f.seminar.keep_days})).substr(0, 10);
    const auto usual = w.filled(Msg::lists_purge_line, {last_day}) + (is_over ? "" : " " + w[Msg::lists_not_over]);
    const std::vector<Block> blocks{{w[Msg::lists_purge_title], staff_strong(t), t.color.ink, 0, data_line, 1},
                                    {is_sure ? purge_question(f) : usual, is_sure ? staff_strong(t) : staff_text(t),
                                     is_sure ? t.color.on_notice : t.color.quiet, t.mm(2), data_line, 0}};
    // Apart from the rest, at the foot and without a card: nobody should meet it on the way to something else.
    const float wanted = column_height(f, {0, 0, purge.width - t.mm(12), purge.height}, blocks) + t.staff_tap + t.mm(15);
    purge = purge.split_bottom(std::min(purge.height, wanted));
    std::vector<Chip> buttons{{"lists.purge", w[is_sure ? Msg::lists_purge_sure : Msg::lists_purge],
                               asked(ListsRequestKind::purge, f), is_sure, is_idle && is_over && state.rules.writer.empty()}};
    if (is_sure) buttons.insert(buttons.begin(), Chip{"lists.cancel", w[Msg::staff_cancel], Declined{f.now}});
    append(out, draw_task(f, purge, blocks, buttons, is_sure));
    return out;
}

/// Draws the final page: all data has been deleted, or could not be; the door is closed.
Events draw_end(const ListsPage& page, const Frame& f) {
    const auto& t = f.theme;
    Rect room = entre::page(f, paper_backdrop(t));
    auto place = room.split_bottom(t.mm(page.note == ListsNote::purge_failed ? 32 : 22));
    room.split_bottom(t.mm(8));
    Events out;
    for (auto& o : language_offers(f))
        if (button(f, paper_backdrop(t), o.button.id,
                   place.split_right(std::max(t.mm(36), button_width(f, o.button.label, place.height, {.is_staff = true}))),
                   o.button.label, {.is_staff = true}))
            out.push_back(o.event);
    place.split_right(t.tap_gap);
    column(f, room,
           {{f.words[Msg::lists_purge_title], t.type.title, t.color.ink, 0, {.min_scale = 0.5, .is_staff = true}, 0},
            {note_of(page, f),
             t.type.sentence,
             is_bad(page.note) ? t.color.on_notice : t.color.ink,
             t.mm(8),
             {.min_scale = 0.5, .is_data = true, .is_staff = true},
             0}});
    const bool is_pair = page.note == ListsNote::purge_failed;
    const float width = std::min(is_pair ? std::floor((place.width - t.tap_gap) / 2) : place.width,
                                 std::max(t.mm(70), button_width(f, f.words[Msg::staff_quit], place.height, {.is_staff = true})));
    const bool is_tapped = button(f, paper_backdrop(t), "staff.quit", {place.x, place.y, width, place.height},
                                  f.words[Msg::staff_quit], {.is_enabled = page.note != ListsNote::purging, .is_staff = true});
    if (is_tapped) out.push_back(QuitRequested{f.now});
    place.split_left(width + t.tap_gap);
    if (is_pair && button(f, paper_backdrop(t), "lists.purge", {place.x, place.y, std::min(place.width, width), place.height},
                          f.words[Msg::repair_again], {.is_staff = true}))
        out.push_back(asked(ListsRequestKind::purge, f));
    return out;
}

}  // namespace

Events draw_page(const ListsPage& page, const Staff& staff, const State& state, const Frame& f) {
    if (has_ended(page)) return draw_end(page, f);
    auto [body, out] = staff_body(staff, state, f);
    const auto& t = f.theme;
    const float gap = t.mm(6);
    if (const auto note = note_of(page, f); !note.empty()) {
        const TextStyle style = staff_strong(t);
        const float height = f.text.measure({note, style, body.width}).height_px;
        draw_text(f, body.split_bottom(height), note, style, is_bad(page.note) ? t.color.on_notice : t.color.accent, data_line);
        body.split_bottom(t.mm(3));
    }
    const auto afterwards =
        t.is_portrait() ? body.split_bottom(std::floor(body.height * 0.42f)) : body.split_right(std::floor(body.width * 0.36f));
    t.is_portrait() ? body.split_bottom(gap) : body.split_right(gap);
    staff_card(f, body);
    const auto room = body.inset(t.mm(6), t.mm(5));
    const bool has_offer = state.import != nullptr && state.import->problem.empty();
    const bool is_idle = staff.request == 0;
    append(out, state.list_upload ? draw_list_upload(*state.list_upload, is_idle, f, room)
                : has_offer       ? draw_offer(page, *state.import, state.rules.writer.empty() && is_idle, f, room)
                                  : draw_no_offer(staff, state, f, room));
    append(out, draw_afterwards(page, staff, state, f, afterwards));
    return out;
}

}  // namespace entre
