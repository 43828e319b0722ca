#include <algorithm>
#include <optional>

#include "kiosk/screens/staff/parts.hpp"

namespace entre {
namespace {

/// What is damaged and how far the repair has come.
std::string sentence_of(const RepairPage& page, const Frame& f) {
    const auto& w = f.words;
    const auto restorable = std::to_string(page.plan.restorable), visits = std::to_string(page.plan.visits);
    switch (page.note) {
        case RepairNote::looking:
            return w[Msg::repair_looking];
        case RepairNote::ready:
            return w.filled(Msg::repair_ready, {restorable, visits});
        case RepairNote::impossible:
            return w[Msg::repair_impossible];
        case RepairNote::repairing:
            return w[Msg::repair_repairing];
        case RepairNote::repaired:
            return page.plan.base == RepairBase::none ? w[Msg::repair_sound]
                                                      : w.filled(Msg::repair_repaired, {restorable, visits});
        case RepairNote::failed:
            break;
    }
    return w[Msg::repair_failed];
}

/// What the repair is based on, what staff should check, and where the damaged files are.
std::string detail_of(const RepairPage& page, const Frame& f) {
    const auto& w = f.words;
    if (page.note == RepairNote::repaired && !page.kept.empty()) return w[Msg::repair_kept];
    if (page.note != RepairNote::ready) return {};
    std::string text = w[page.plan.base == RepairBase::database ? Msg::repair_from_database
                         : page.plan.base == RepairBase::backup ? Msg::repair_from_backup
                                                                : Msg::repair_from_list];
    if (page.plan.unreadable > 0) text += " " + w.filled(Msg::repair_unreadable, {std::to_string(page.plan.unreadable)});
    return text;
}

/// The button that goes on; nullopt while the repair works.
std::optional<Offered> next_step(const RepairPage& page, const Frame& f) {
    const auto& w = f.words;
    switch (page.note) {
        case RepairNote::looking:
        case RepairNote::repairing:
            return std::nullopt;
        case RepairNote::ready:
            return Offered{{"repair.start", w[Msg::repair_start]}, RepairRequested{f.now}};
        case RepairNote::repaired:
            return Offered{{"repair.open", w[Msg::repair_open]}, Confirmed{f.now}};
        case RepairNote::impossible:
        case RepairNote::failed:
            break;
    }
    return Offered{{"repair.again", w[Msg::repair_again]}, RepairRequested{f.now}};
}

std::vector<Offered> buttons_of(const RepairPage& page, const Frame& f) {
    auto next = next_step(page, f);
    if (!next) return {};
    next->button.kind = ButtonKind::primary;
    std::vector<Offered> buttons{std::move(*next),
                                 {{"repair.back", f.words[Msg::repair_back]}, Cancelled{f.now}},
                                 {{"staff.quit", f.words[Msg::staff_quit]}, QuitRequested{f.now}}};
    for (auto& one : buttons) {
        one.button.is_at_start = true;
        one.button.is_staff = true;
    }
    return buttons;
}

}  // namespace

Events draw_page(const RepairPage& page, const Staff& /*staff*/, const State& /*state*/, const Frame& f) {
    const auto& t = f.theme;
    Rect room = entre::page(f, paper_backdrop(t));
    const auto buttons = buttons_of(page, f);
    const auto place = room.split_bottom(std::max(t.mm(22), offer_height(f, room.width, buttons)));
    room.split_bottom(t.mm(8));
    Events out;
    auto top = room.split_top(t.staff_tap);
    room.split_top(t.mm(6));
    for (auto& o : language_offers(f))
        if (button(f, paper_backdrop(t), o.button.id,
                   top.split_right(std::max(t.mm(36), button_width(f, o.button.label, top.height, {.is_staff = true}))),
                   o.button.label, {.is_staff = true}))
            out.push_back(o.event);
    const auto line = [&](const std::string& text, const TextStyle& style, Rgb color, float gap) {
        if (text.empty()) return;
        room.split_top(draw_text(f, room, text, style, color, {.min_scale = 0.5, .is_data = true, .is_staff = true}) + gap);
    };
    const bool is_bad = page.note == RepairNote::impossible || page.note == RepairNote::failed;
    const bool is_done = page.note == RepairNote::repaired;
    line(f.words[is_done ? Msg::repair_title_done : Msg::repair_title], t.type.title, t.color.ink, t.mm(6));
    line(sentence_of(page, f), t.type.sentence, is_bad ? t.color.on_notice : t.color.ink, t.mm(5));
    line(detail_of(page, f), t.type.body, t.color.quiet, 0);
    if (!buttons.empty()) append(out, offer(f, paper_backdrop(t), place, buttons));
    return out;
}

}  // namespace entre
