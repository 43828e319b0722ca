#include "kiosk/screens/staff/needs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entre {
namespace {

constexpr std::uint64_t min_disk_mib = 500;

std::string from_line(const Frame& f, std::string_view screen) {
    const std::pair<std::string_view, Msg> places[] = {
        {"trouble", Msg::staff_from_code},       {"confirm", Msg::staff_from_name},        {"correcting", Msg::staff_from_name},
        {"printing", Msg::staff_from_badge},     {"badge_trouble", Msg::staff_from_badge}, {"done", Msg::staff_from_badge},
        {"already_in", Msg::staff_from_already}, {"search", Msg::staff_from_search},       {"offer", Msg::staff_from_search}};
    const auto known = std::ranges::find(places, screen, &std::pair<std::string_view, Msg>::first);
    return f.words[known == std::end(places) ? Msg::staff_from_start : known->second];
}

void add_help(std::vector<Need>& out, const State& state, const Frame& f) {
    for (const auto& call : state.help) {
        const auto since = f.wall - std::chrono::duration_cast<std::chrono::milliseconds>(f.now - call.since);
        const Offered met{{"staff.met." + std::to_string(call.number), f.words[Msg::staff_met]}, HelpMet{call.number, f.now}};
        out.push_back(
            {f.words[Msg::staff_help_wanted],
             f.words.filled(Msg::staff_help_line, {f.seminar.kiosk.station, clock_of(f, since), from_line(f, call.from)}),
             state.rules.writer.empty() ? std::vector{met} : std::vector<Offered>{}, true});
    }
}

void add_devices(std::vector<Need>& out, const State& state, const Frame& f) {
    for (const auto& printer : state.devices.printers)
        if (printer.fault != PrinterFault::none)
            out.push_back({f.words.filled(Msg::staff_printer, {printer.name}), f.words.staff_line(printer.fault), {}, true});
    for (const auto& roll : state.devices.rolls)
        if (is_low(roll))
            out.push_back({f.words.filled(Msg::staff_printer, {roll.printer}) + ": " +
                               f.words.filled(Msg::staff_labels_left, {std::to_string(roll.left), std::to_string(roll.size)}),
                           f.words[Msg::staff_labels_low],
                           {},
                           true});
    const bool is_organisers = std::holds_alternative<Staff>(state.screen) && std::get<Staff>(state.screen).is_organisers;
    if (!state.devices.has_camera && !is_organisers && f.seminar.kiosk.camera != "none")
        out.push_back({f.words[Msg::staff_camera],
                       f.words[state.devices.is_decoder_gone ? Msg::staff_decoder_gone : Msg::staff_camera_gone]});
    if (state.devices.disk_free_mib && *state.devices.disk_free_mib < min_disk_mib)
        out.push_back({f.words[Msg::staff_disk_low],
                       f.words.filled(Msg::staff_disk_low_line, {std::to_string(*state.devices.disk_free_mib)})});
}

struct ConflictWords {
    Msg title, line;
};

ConflictWords words_of(ConflictKind kind) {
    switch (kind) {
        case ConflictKind::two_stations:
            return {Msg::staff_two_stations, Msg::staff_two_stations_line};
        case ConflictKind::out_and_in:
            return {Msg::staff_out_and_in, Msg::staff_out_and_in_line};
        case ConflictKind::withdrawn_inside:
            break;
    }
    return {Msg::staff_withdrawn_inside, Msg::staff_withdrawn_inside_line};
}

void add_people(std::vector<Need>& out, const State& state, const Frame& f) {
    const auto& view = *state.live;
    for (const auto& guest : guests_to_meet(state)) {
        const auto& person = (*view.people)[guest.person];
        const Offered met{{"staff.guest." + person.id.value, f.words[Msg::staff_met]}, GuestMet{person.id, f.now}};
        const auto line = f.words.filled(Msg::staff_guest_line, {clock_of(f, guest.at), guest.station});
        out.push_back({f.words.filled(Msg::staff_guest_came, {person.name}), line, {met}, true});
    }
    for (const auto& conflict : view.conflicts) {
        const auto& person = (*view.people)[conflict.person];
        const Offered look{
            {fmt::format("staff.{}.{}", to_string(conflict.kind), person.id.value), f.words[Msg::staff_import_look]},
            PersonOpened{person.id, f.now}};
        const auto words = words_of(conflict.kind);
        const auto &first = conflict.first, &second = conflict.second;
        out.push_back({f.words.filled(words.title, {person.name}),
                       f.words.filled(words.line, {first.station, clock_of(f, first.at), second.station, clock_of(f, second.at)}),
                       {look},
                       true});
    }
}

Msg name_of(DoorPart part) {
    switch (part) {
        case DoorPart::printers:
            return Msg::part_printers;
        case DoorPart::camera:
            return Msg::part_camera;
        case DoorPart::live_page:
            return Msg::part_live_page;
        case DoorPart::export_download:
            break;
    }
    return Msg::part_export_download;
}

/// What is wrong with the program or its files; after a careful start what staff can switch on again, one by one.
void add_parts(std::vector<Need>& out, const State& state, const Frame& f) {
    if (const auto missing = state.devices.missing_check_ins; missing > 0)
        out.push_back(
            {missing == 1 ? f.words[Msg::staff_one_missing] : f.words.filled(Msg::staff_missing, {std::to_string(missing)}),
             f.words.filled(Msg::staff_missing_line, {clock_of(f, state.devices.missing_newest)})});
    for (const auto part : state.rules.parts_off) {
        const Offered on{{"staff.part." + std::string(to_string(part)), f.words[Msg::staff_part_on]},
                         PartSwitchedOn{part, f.now}};
        out.push_back({f.words.filled(Msg::staff_part_off, {f.words[name_of(part)]}), f.words[Msg::staff_part_line], {on}});
    }
    if (!state.devices.restarted.empty())
        out.push_back({f.words[Msg::staff_restarted], f.words[Msg::staff_restarted_line], {}, true});
    if (!state.devices.backup_problem.empty())
        out.push_back({f.words[Msg::staff_backup_failed], f.words[Msg::staff_backup_failed_line]});
}

Offered to_kiosks(const Frame& f, std::string id) {
    return {{std::move(id), f.words[Msg::staff_import_look]}, StaffPageOpened{StaffTab::kiosks, f.now}};
}

void add_kiosks(std::vector<Need>& out, const SharingView& sharing, const Frame& f) {
    constexpr auto notable_clock_error = std::chrono::seconds{2};
    if (!sharing.is_connected)
        out.push_back({f.words.filled(Msg::staff_no_contact, {clock_of(f, sharing.since)}),
                       f.words[Msg::staff_no_contact_line],
                       {to_kiosks(f, "staff.no_contact")}});
    for (std::size_t i = 0; sharing.is_connected && i < sharing.others.size(); ++i) {
        const auto& kiosk = sharing.others[i];
        if (kiosk.is_revoked || !kiosk.silent_since) continue;
        out.push_back({f.words.filled(Msg::staff_kiosk_silent, {kiosk.name, clock_of(f, *kiosk.silent_since)}),
                       f.words[Msg::staff_kiosk_silent_line],
                       {to_kiosks(f, "staff.kiosk_silent." + std::to_string(i))},
                       true});
    }
    if (!sharing.settings_from.empty())
        out.push_back({f.words.filled(Msg::staff_settings_changed, {sharing.settings_from}),
                       f.words[Msg::staff_settings_changed_line],
                       {},
                       true});
    if (const auto off = std::chrono::abs(sharing.clock_off); off > notable_clock_error)
        out.push_back(
            {f.words.filled(Msg::staff_clock_off, {std::to_string(std::chrono::round<std::chrono::seconds>(off).count())}),
             f.words[Msg::staff_clock_off_line]});
}

/// The day on which attendance must be gone has passed.
void add_due_purge(std::vector<Need>& out, const State& state, const Frame& f) {
    const auto due = f.seminar.ends.utc + std::chrono::days{f.seminar.keep_days};
    if (f.wall < due || state.rules.is_rehearsal || !state.live || state.live->people->empty()) return;
    out.push_back({f.words.filled(Msg::staff_purge_due, {file_stamp(f.seminar.local(due)).substr(0, 10)}),
                   f.words[Msg::staff_purge_due_line],
                   {{{"staff.purge_due", f.words[Msg::staff_import_look]}, StaffPageOpened{StaffTab::lists, f.now}}}});
}

Offered to_printers(const Frame& f, std::string id) {
    return {{std::move(id), f.words[Msg::staff_import_look]}, StaffPageOpened{StaffTab::printers, f.now}};
}

void add_counts(std::vector<Need>& out, const LiveView& view, const Frame& f) {
    if (view.is_full)
        out.push_back(
            {f.words[Msg::staff_full_title],
             f.words.filled(Msg::staff_full_line, {std::to_string(view.inside), std::to_string(view.capacity.value_or(0))})});
    if (view.badges.failed > 0)
        out.push_back({f.words.filled(Msg::staff_badges_failed, {std::to_string(view.badges.failed)}),
                       f.words[Msg::staff_badges_failed_line],
                       {to_printers(f, "staff.badges_failed")}});
    if (view.badges.in_doubt > 0)
        out.push_back({f.words.filled(Msg::staff_badges_doubt, {std::to_string(view.badges.in_doubt)}),
                       f.words[Msg::staff_badges_doubt_line],
                       {to_printers(f, "staff.badges_doubt")}});
}

}  // namespace

std::vector<Need> needs_of(const State& state, const Frame& f) {
    std::vector<Need> out;
    add_help(out, state, f);
    add_parts(out, state, f);
    add_devices(out, state, f);
    add_due_purge(out, state, f);
    if (state.sharing) add_kiosks(out, *state.sharing, f);
    if (state.live) add_counts(out, *state.live, f);
    if (state.import) {
        const Offered look{{"staff.import_look", f.words[Msg::staff_import_look]}, StaffPageOpened{StaffTab::lists, f.now}};
        const bool is_readable = state.import->problem.empty();
        out.push_back({f.words[is_readable ? Msg::staff_import_waiting : Msg::staff_import_unreadable],
                       f.words[is_readable ? Msg::staff_import_waiting_line : Msg::lists_problem],
                       {look}});
    }
    if (state.live) add_people(out, state, f);
    return out;
}

}  // namespace entre
