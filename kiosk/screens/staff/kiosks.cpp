// The kiosks at this door: which reach each other, and what waits to be sent.
#include "kiosk/screens/staff/device_list.hpp"
#include "kiosk/screens/staff/parts.hpp"

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

}  // namespace

Events draw_page(const KiosksPage&, const Staff& staff, const State& state, const Frame& f) {
    auto [body, out] = staff_body(staff, state, f);
    if (!state.sharing) return out;
    std::vector<DeviceLine> kiosks{own_line(*state.sharing, f)};
    for (const auto& other : state.sharing->others)
        if (!other.is_revoked) kiosks.push_back(line_of(other, state.sharing->is_connected, f));
    draw_devices(f, body, f.words[Msg::kiosks_title], kiosks);
    return out;
}

}  // namespace entre
