#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

/// An entry of the history.
struct Happened {
    UtcTime at{};
    std::string what, more;
};

Msg word_of(RecordKind kind) {
    switch (kind) {
        case RecordKind::checked_in:
            return Msg::staff_record_in;
        case RecordKind::checked_out:
            return Msg::staff_record_out;
        case RecordKind::check_in_undone:
            return Msg::staff_record_undone;
        case RecordKind::walk_in:
            return Msg::staff_record_walk_in;
        case RecordKind::name_shown:
            return Msg::staff_record_name_shown;
        case RecordKind::correction:
            break;
    }
    return Msg::staff_record_correction;
}

Msg word_of(RecordedBy by) {
    switch (by) {
        case RecordedBy::self:
            return Msg::staff_by_self;
        case RecordedBy::staff:
            return Msg::staff_by_staff;
        case RecordedBy::command:
            break;
    }
    return Msg::staff_by_command;
}

Msg word_of(OrderState state) {
    switch (state) {
        case OrderState::ordered:
            return Msg::staff_badge_ordered;
        case OrderState::submitted:
        case OrderState::printing:
            return Msg::staff_badge_printing;
        case OrderState::printed:
            return Msg::staff_badge_printed;
        case OrderState::failed:
            return Msg::staff_badge_failed;
        case OrderState::in_doubt:
            break;
    }
    return Msg::staff_badge_in_doubt;
}

Msg word_of(ReprintReason why) {
    switch (why) {
        case ReprintReason::lost:
            return Msg::staff_print_lost;
        case ReprintReason::damaged:
            return Msg::staff_print_damaged;
        case ReprintReason::unsaid:
        case ReprintReason::never_came:
            break;
    }
    return Msg::staff_print_never_came;
}

/// Attendance records and badges combined, newest first.
std::vector<Happened> history_of(const PersonHistory& history, const Frame& f) {
    std::vector<Happened> out;
    for (const auto& record : history.records)
        out.push_back({record.at, f.words[word_of(record.kind)], f.words[word_of(record.by)] + " · " + record.station});
    for (const auto& badge : history.badges) {
        auto more = f.words[word_of(badge.state)];
        if (!badge.printer.empty())
            more += " · " + (badge.printer == before_the_day ? std::string(f.words[Msg::staff_before_the_day]) : badge.printer);
        if (badge.why != ReprintReason::unsaid) more += " · " + f.words[word_of(badge.why)];
        out.push_back({badge.changed_at, f.words.filled(Msg::staff_badge_number, {std::to_string(badge.print_number)}), more});
    }
    std::ranges::stable_sort(out, [](const Happened& a, const Happened& b) { return a.at > b.at; });
    return out;
}

std::string where(const PersonHistory& history, const Frame& f) {
    if (history.inside_since) return f.words.filled(Msg::staff_person_in, {clock_of(f, *history.inside_since)});
    const bool was_in = std::ranges::any_of(history.records, [](const auto& r) { return r.kind == RecordKind::checked_out; });
    return f.words[was_in ? Msg::staff_person_out : Msg::staff_person_not_yet];
}

std::string join(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const auto part : parts)
        if (!part.empty()) out += (out.empty() ? "" : " · ") + std::string(part);
    return out;
}

Msg status_word(RegistrationStatus status) {
    switch (status) {
        case RegistrationStatus::unpaid:
            return Msg::staff_is_unpaid;
        case RegistrationStatus::withdrawn:
            return Msg::staff_is_withdrawn;
        case RegistrationStatus::waiting_list:
            return Msg::staff_is_waiting;
        case RegistrationStatus::registered:
            break;
    }
    return Msg::staff_everybody;
}

/// Special information about a person for the staff at the door.
std::vector<std::string> marks_of(const Registration& who, const Frame& f) {
    std::vector<std::string> out;
    if (who.status != RegistrationStatus::registered) out.push_back(f.words[status_word(who.status)]);
    if (who.is_protected) out.push_back(f.words[Msg::staff_person_protected]);
    if (who.is_walk_in) out.push_back(f.words[Msg::staff_person_walk_in]);
    if (who.is_flagged) out.push_back(f.words[Msg::staff_person_flagged]);
    return out;
}

/// Draws name, organisation, presence and special information. Splits the used part off `room`.
Events draw_who(const PersonPage& page, const Frame& f, Rect& room) {
    const auto& t = f.theme;
    const auto& who = page.history->who;
    auto name = t.type.lead;
    if (!t.is_text_large) name.size_px *= 0.9f;
    const TextOptions data{.max_lines = 2, .min_scale = 0.5, .is_data = true, .is_staff = true};
    const float name_room = std::min(room.height * 0.3f, name.size_px * name.leading * 2);
    room.split_top(draw_text(f, {room.x, room.y, room.width, name_room}, display_name(who), name, t.color.ink, data) + t.mm(1));
    const auto text = staff_text(t), strong = staff_strong(t);
    const auto line = [&](std::string_view words, const TextStyle& style, Rgb color, bool is_data) {
        if (words.empty() || room.height < style.size_px * style.leading) return;
        const float height = is_data ? style.size_px * style.leading * 1.05f : room.height;
        room.split_top(draw_text(f, {room.x, room.y, room.width, height}, words, style, color,
                                 {.max_lines = is_data ? 1 : 0, .min_scale = 0.6, .is_data = is_data, .is_staff = true}));
    };
    if (who.is_protected) line(page.shown_name, strong, t.color.ink, true);
    if (!who.is_protected)
        line(join({who.title, who.organisation, who.category.empty() ? "" : sector_label(f, who.category)}), text, t.color.quiet,
             true);
    line(where(*page.history, f), strong, t.color.ink, false);
    for (const auto& mark : marks_of(who, f)) line(mark, text, t.color.on_notice, false);
    room.split_top(t.mm(3));
    Events out;
    const auto note = note_line(f, page.note);
    const auto show = [&](const Need& need) {
        const float height = need_height(f, room.width, need);
        if (height > room.height) return;
        append(out, draw_need(f, room.split_top(height), need));
        room.split_top(t.mm(3));
    };
    if (page.sure == StaffRequestKind::show_name) show({f.words[Msg::staff_show_why], "", {}, true});
    if (page.sure == StaffRequestKind::reprint) show({f.words[Msg::staff_print_why], "", {}, true});
    if (!note.empty() && !is_good(page.note)) show({note, "", {}, false});
    if (!note.empty() && page.note == StaffNote::working) line(note, strong, t.color.accent, false);
    if (!note.empty() && is_good(page.note) && page.note != StaffNote::working) {
        const float height = success_height(f, room.width, note);
        if (height <= room.height) draw_success(f, room.split_top(height), note);
        room.split_top(t.mm(3));
    }
    if (!who.is_protected && !who.note.empty()) show({who.note, "", {}, true});
    return out;
}

Events draw_history(const PersonPage& page, const Frame& f, Rect card) {
    const auto& t = f.theme;
    const auto rows = history_of(*page.history, f);
    auto title = staff_strong(t);
    title.leading = 1.25f;
    const float row = staff_row_height(f);
    Events out;
    if (card.height < title.size_px * 1.3f + t.mm(9) + row * 0.9f) return out;
    const float nothing = f.text.measure({f.words[Msg::staff_no_history], staff_text(t), card.width - t.mm(10)}).height_px;
    const float whole =
        title.size_px * title.leading + t.mm(9) + (rows.empty() ? nothing : row * static_cast<float>(rows.size()));
    if (rows.empty() && whole > card.height) return out;
    card.height = std::min(card.height, whole + 2);
    staff_card(f, card);
    auto room = card.inset(t.mm(5), t.mm(4));
    draw_text(f, room.split_top(title.size_px * title.leading), f.words[Msg::staff_history], title, t.color.ink,
              {.max_lines = 1, .is_staff = true});
    room.split_top(t.mm(1));
    auto style = staff_text(t);
    style.has_even_digits = true;
    if (rows.empty())
        return draw_text(f, room, f.words[Msg::staff_no_history], style, t.color.quiet, {.min_scale = 0.7, .is_staff = true}),
               out;
    const float time_width = f.text.measure({"88.88", style}).width_px + t.mm(4);
    const auto touch =
        scroll_list(f, "person.history", room, {rows.size(), page.top, row, false}, [&](std::size_t i, const Rect& place) {
            auto rest = place;
            cell(f, room, rest.split_left(time_width), clock_of(f, rows[i].at), style, t.color.quiet);
            cell(f, room, rest.split_left(std::floor(rest.width * 0.42f)), rows[i].what, staff_strong(t), t.color.ink);
            rest.split_left(t.mm(3));
            cell(f, room, rest, rows[i].more, style, t.color.quiet);
        });
    if (touch.top) out.push_back(Scrolled{*touch.top, f.now});
    return out;
}

/// The available actions, the most likely first.
std::vector<Chip> actions_of(const PersonPage& page, const Staff& staff, const State& state, const Frame& f) {
    const auto& w = f.words;
    const bool may = state.rules.writer.empty() && staff.request == 0;
    const bool is_inside = page.history->inside_since.has_value();
    std::vector<Chip> out;
    const auto offer = [&](StaffRequestKind kind, Msg label) {
        const bool is_sure = page.sure == kind;
        out.push_back({"person." + std::string(to_string(kind)), w[label], StaffRequested{kind, f.now}, is_sure, may});
    };
    const auto cancel = [&] { out.push_back({"person.cancel", w[Msg::staff_cancel], Declined{f.now}, false, true}); };
    if (page.sure == StaffRequestKind::show_name) {
        offer(StaffRequestKind::show_to_identify, Msg::staff_show_to_identify);
        offer(StaffRequestKind::show_as_asked, Msg::staff_show_as_asked);
        offer(StaffRequestKind::show_in_emergency, Msg::staff_show_in_emergency);
        cancel();
        return out;
    }
    if (page.sure && page.sure != StaffRequestKind::reprint) {
        const bool is_undo = page.sure == StaffRequestKind::undo, is_protect = page.sure == StaffRequestKind::protect;
        cancel();
        const auto sure = is_undo ? Msg::staff_undo_sure : is_protect ? Msg::staff_protect_sure : Msg::staff_unprotect_sure;
        offer(*page.sure, sure);
        return out;
    }
    if (page.sure == StaffRequestKind::reprint) {
        offer(StaffRequestKind::print_lost, Msg::staff_print_lost);
        offer(StaffRequestKind::print_damaged, Msg::staff_print_damaged);
        offer(StaffRequestKind::print_never_came, Msg::staff_print_never_came);
        cancel();
        return out;
    }
    const bool has_badge = !page.history->badges.empty();
    const auto print = has_badge ? Msg::staff_reprint : Msg::staff_print_first;
    if (!is_inside) offer(StaffRequestKind::check_in, Msg::staff_check_in);
    offer(StaffRequestKind::reprint, print);
    if (is_inside) offer(StaffRequestKind::check_out, Msg::staff_check_out);
    if (is_inside) offer(StaffRequestKind::undo, Msg::staff_undo);
    const bool is_protected = page.history->who.is_protected;
    if (is_protected) {
        if (page.shown_name.empty()) offer(StaffRequestKind::show_name, Msg::staff_show_name);
        offer(StaffRequestKind::unprotect, Msg::staff_unprotect);
    } else {
        out.push_back({"person.rename", w[Msg::staff_rename], CorrectionStarted{f.now}, false, may});
        offer(StaffRequestKind::protect, Msg::staff_protect);
    }
    if (!is_inside) out.front().is_chosen = true;
    return out;
}

float action_height(const Frame& f, float width, const std::vector<Chip>& actions) {
    float height = f.theme.staff_tap;
    for (const auto& action : actions)
        height = std::max(height, button_height(f, action.label, width, f.theme.staff_tap, {.is_staff = true}));
    return height;
}

Events draw_actions(const Frame& f, Rect room, const std::vector<Chip>& actions, int across, float height) {
    Events out;
    const float gap = f.theme.tap_gap;
    const float width = (room.width - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const auto column = static_cast<float>(i % static_cast<std::size_t>(across)),
                   row = static_cast<float>(i / static_cast<std::size_t>(across));
        Rect place{std::round(room.x + column * (width + gap)), std::round(room.y + row * (height + gap)), std::floor(width),
                   std::floor(height)};
        if (i + 1 == actions.size()) place.width = std::floor(room.right() - place.x);  // the last one fills its row
        if (button(f, paper_backdrop(f.theme), actions[i].id, place, actions[i].label,
                   {.is_enabled = actions[i].is_enabled, .is_staff = true, .is_chosen = actions[i].is_chosen}))
            out.push_back(actions[i].event);
    }
    return out;
}

/// The back button comes first, where the thumb expects it.
Events draw_back(const Frame& f, Rect row) {
    const auto label = f.words[Msg::staff_back];
    const auto place = row.split_left(
        std::max(f.theme.staff_tap * 2,
                 button_width(f, label, row.height, {.icon = Icon::arrow_left, .is_staff = true}) + f.theme.mm(10)));
    if (button(f, paper_backdrop(f.theme), "person.back", place, label, {.icon = Icon::arrow_left, .is_staff = true}))
        return {PersonClosed{f.now}};
    return {};
}

}  // namespace

Events draw_page(const PersonPage& page, const Staff& staff, const State& state, const Frame& f) {
    const auto& t = f.theme;
    // With large text on a small screen there is no room for the tabs; the back button has to do.
    const bool is_tight = t.is_text_large && t.scale < 0.9;
    auto [room, out] = staff_body(staff, state, f, !is_tight);
    append(out, draw_back(f, room.split_top(t.staff_tap)));
    room.split_top(t.mm(5));
    if (page.history == nullptr) {
        const auto text = page.is_missing                  ? Msg::staff_person_missing
                          : page.note == StaffNote::failed ? Msg::staff_note_failed
                                                           : Msg::staff_note_working;
        draw_text(f, room, f.words[text], t.type.body, t.color.ink, {.min_scale = 0.6, .is_staff = true});
        return out;
    }
    const auto actions = actions_of(page, staff, state, f);
    const float gap = t.tap_gap;
    if (t.is_portrait()) {
        const float height = action_height(f, (room.width - gap) / 2, actions);
        const auto rows = static_cast<float>((actions.size() + 1) / 2);
        room.split_bottom(t.mm(8));
        append(out, draw_actions(f, room.split_bottom(rows * height + (rows - 1) * gap), actions, 2, height));
        room.split_bottom(t.mm(6));
    } else {
        const auto side = room.split_right(std::floor(room.width * (is_tight ? 0.62f : 0.32f)));
        room.split_right(t.mm(is_tight ? 4 : 10));
        const int across = is_tight ? 2 : 1;
        const auto rows = std::ceil(static_cast<float>(actions.size()) / static_cast<float>(across));
        const float wanted =
            std::max(t.staff_tap * 1.15f, action_height(f, (side.width - gap) / static_cast<float>(across), actions));
        append(out, draw_actions(f, side, actions, across, std::min(wanted, (side.height - (rows - 1) * gap) / rows)));
    }
    append(out, draw_who(page, f, room));
    append(out, draw_history(page, f, room));
    return out;
}

}  // namespace entre
