// The kiosks at this door: which reach each other, what waits to be sent, and a code that lets one more join.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/staff/device_list.hpp"
#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/qr_code.hpp"

namespace entre {

namespace {

DeviceLine own_line(const SharingView& sharing, const Frame& f) {
    const auto& w = f.words;
    std::string line = sharing.is_connected ? w.filled(Msg::kiosks_in_touch_since, {clock_of(f, sharing.since)})
                                            : w.filled(Msg::staff_no_contact, {clock_of(f, sharing.since)}) + ".";
    if (sharing.unsent == 1) line += " " + std::string(w[Msg::staff_one_unsent]);
    if (sharing.unsent > 1) line += " " + w.filled(Msg::staff_unsent, {std::to_string(sharing.unsent)});
    if (!sharing.is_connected) line += " " + std::string(w[Msg::staff_no_contact_line]);  // why not is in the log
    return {w.filled(Msg::kiosks_this_one, {sharing.own_name}), line, sharing.is_connected};
}

DeviceLine line_of(const SharedKiosk& kiosk, bool is_known, const Frame& f) {
    const auto& w = f.words;
    if (!is_known) return {kiosk.name, w[Msg::kiosks_unknown], false};
    if (!kiosk.silent_since) return {kiosk.name, w[Msg::kiosks_in_touch]};
    const auto silent = w.filled(Msg::kiosks_silent_since, {clock_of(f, *kiosk.silent_since)});
    return {kiosk.name, silent + " " + std::string(w[Msg::staff_kiosk_silent_line]), false};
}

Msg words_of(InvitationProblem problem) {
    switch (problem) {
        case InvitationProblem::no_network:
            return Msg::kiosks_no_network;
        case InvitationProblem::no_server_program:
            return Msg::kiosks_no_program;
        case InvitationProblem::other_kiosk:
            return Msg::kiosks_invite_elsewhere;
        case InvitationProblem::none:
        case InvitationProblem::failed:
            break;
    }
    return Msg::kiosks_invite_failed;
}

void draw_code(const KioskInvitation& invitation, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const float side =
        draw_qr_code(f, {std::round(room.x), std::round(room.y), room.width * 0.48f, room.height}, invitation.code);
    room.split_left(side + t.mm(6));
    auto text = staff_text(t);
    text.leading = 1.3f;
    const TextOptions data{.min_scale = 0.5, .is_data = true, .is_staff = true};
    column(f, room,
           {{w[Msg::kiosks_invite_how], text, t.color.ink, 0, data, 2},
            {w.filled(Msg::staff_phones_until, {clock_of(f, invitation.expires)}), text, t.color.quiet, t.mm(2), data, 1},
            {w[Msg::kiosks_invite_typed], text, t.color.quiet, t.mm(3), data, 3},
            {invitation.code.substr(invitation.code.find(':') + 1), staff_strong(t), t.color.accent, t.mm(1), data, 0}});
}

void draw_news(const std::optional<KioskInvitation>& invitation, const Frame& f, const Rect& room) {
    const auto& c = f.theme.color;
    const auto say = [&](Msg msg, Rgb color) {
        draw_text(f, room, f.words[msg], staff_text(f.theme), color, {.min_scale = 0.6, .is_staff = true});
    };
    if (!invitation) return say(Msg::kiosks_invite_why, c.quiet);
    if (invitation->problem != InvitationProblem::none) return say(words_of(invitation->problem), c.on_notice);
    if (invitation->code.empty()) return say(Msg::common_moment, c.ink);
    if (f.wall > invitation->expires) return say(Msg::kiosks_invite_old, c.ink);
    draw_code(*invitation, f, room);
}

/// Lets one more kiosk join.
Events draw_invitation(const State& state, const Frame& f, const Rect& card) {
    staff_card(f, card);
    const auto& t = f.theme;
    const auto& w = f.words;
    auto room = card.inset(t.mm(6), t.mm(5));
    Events out;
    const auto& invitation = state.kiosk_invitation;
    const bool is_working = invitation && invitation->code.empty() && invitation->problem == InvitationProblem::none;
    auto buttons = room.split_bottom(t.staff_tap);
    room.split_bottom(t.mm(4));
    const bool has_failed = invitation && invitation->problem != InvitationProblem::none;
    const auto label = w[has_failed                  ? Msg::repair_again
                         : invitation && !is_working ? Msg::kiosks_invite_again
                                                     : Msg::kiosks_invite];
    const float width = std::min(buttons.width, std::max(t.mm(70), button_width(f, label, t.staff_tap, {.is_staff = true})));
    if (button(f, paper_backdrop(t), "kiosks.invite", buttons.split_left(width), label,
               {.is_enabled = !is_working, .is_staff = true}))
        out.push_back(KioskInvitationRequested{f.now});
    room.split_top(draw_text(f, room, w[Msg::kiosks_invite_title], staff_strong(t), t.color.ink, {.is_staff = true}) + t.mm(3));
    draw_news(invitation, f, room);
    return out;
}

std::vector<DeviceLine> lines_of(const State& state, const Frame& f) {
    if (!state.sharing) return {{f.words.filled(Msg::kiosks_this_one, {f.seminar.kiosk.station}), f.words[Msg::kiosks_alone]}};
    std::vector<DeviceLine> kiosks{own_line(*state.sharing, f)};
    for (const auto& other : state.sharing->others)
        if (!other.is_revoked) kiosks.push_back(line_of(other, state.sharing->is_connected, f));
    return kiosks;
}

}  // namespace

Events draw_page(const KiosksPage&, const Staff& staff, const State& state, const Frame& f) {
    auto [body, out] = staff_body(staff, state, f);
    const auto& t = f.theme;
    if (state.rules.can_invite) {
        const float gap = t.mm(6);
        const auto card = t.is_portrait() ? body.split_bottom(std::floor(body.height * 0.5f))
                                          : body.split_right(std::floor(body.width * (t.is_text_large ? 0.4f : 0.55f)));
        t.is_portrait() ? body.split_bottom(gap) : body.split_right(gap);
        append(out, draw_invitation(state, f, card));
    }
    draw_devices(f, body, f.words[Msg::kiosks_title], lines_of(state, f));
    return out;
}

}  // namespace entre
