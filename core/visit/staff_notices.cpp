#include "core/visit/staff_notices.hpp"

#include <algorithm>

#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

constexpr std::size_t max_help_calls = 20;

bool was_flagged(const LiveView& view, const Arrival& guest, const PersonRows& people) {
    return std::any_of(view.flagged.begin(), view.flagged.end(),
                       [&](const Arrival& known) { return (*view.people)[known.person].id == people[guest.person].id; });
}

/// Updates the page on the screen with the new view.
std::vector<Effect> renew_page(State& state) {
    auto* staff = std::get_if<Staff>(&state.screen);
    if (staff == nullptr) return {};
    if (auto* people = std::get_if<PeoplePage>(&staff->page)) refresh_people(*people, state);
    if (auto* roll_call = std::get_if<RollCallPage>(&staff->page)) refresh_inside_list(*roll_call, state);
    if (std::holds_alternative<PhonesPage>(staff->page)) return {LoadPhones{}};
    auto* person = std::get_if<PersonPage>(&staff->page);
    if (person == nullptr || person->history == nullptr) return {};
    // Reuses the request number: LiveViewChanged is not traced, so a replay must not count a new request.
    return {LoadPerson{person->request, person->person}};
}

/// In the organiser's window while the kiosk is another process.
std::vector<Effect> note_help_at_kiosk(State& state, const std::vector<HelpCall>& calls) {
    if (state.rules.writer.empty()) return {};
    const auto newest = state.help.empty() ? 0 : state.help.back().number;
    const bool is_news = !calls.empty() && (state.help.empty() || calls.back().number > newest);
    state.help = calls;
    return is_news ? std::vector<Effect>{AlertStaff{}, PlaySound{Sound::notice}} : std::vector<Effect>{};
}

}  // namespace

std::vector<Effect> note_live(State& state, const LiveViewChanged& news) {
    if (news.last_import) state.devices.last_import = news.last_import;
    if (news.disk_free_mib) state.devices.disk_free_mib = news.disk_free_mib;
    const bool was_low = std::any_of(state.devices.rolls.begin(), state.devices.rolls.end(), is_low);
    state.devices.rolls = news.rolls;
    const bool runs_low = !was_low && std::any_of(news.rolls.begin(), news.rolls.end(), is_low);
    state.troubled = state.rules.has_printers ? news.troubled : nullptr;
    state.have_visitors_codes = news.have_visitors_codes;
    auto effects = note_help_at_kiosk(state, news.help);
    if (news.view == nullptr) return effects;
    const auto before = std::exchange(state.live, news.view);
    for (auto& effect : renew_page(state)) effects.push_back(std::move(effect));
    // The first view after a start alerts to nothing: staff know how they left the door.
    if (before == nullptr) return effects;
    const auto& view = *state.live;
    const bool has_guest = std::any_of(view.flagged.begin(), view.flagged.end(),
                                       [&](const Arrival& guest) { return !was_flagged(*before, guest, *view.people); });
    if (!has_guest && !runs_low && (before->is_full || !view.is_full)) return effects;
    effects.emplace_back(AlertStaff{});
    effects.emplace_back(PlaySound{Sound::notice});
    return effects;
}

std::vector<Effect> note_import(State& state, const ImportReviewChanged& news) {
    const auto before = std::exchange(state.import, news.review);
    if (auto* staff = std::get_if<Staff>(&state.screen))
        if (auto* lists = std::get_if<ListsPage>(&staff->page)) lists->top = 0;
    const bool is_news = news.review != nullptr && (before == nullptr || !(*before == *news.review));
    return is_news ? std::vector<Effect>{AlertStaff{}, PlaySound{Sound::notice}} : std::vector<Effect>{};
}

void add_help_call(State& state, std::string_view from) {
    if (state.help.size() >= max_help_calls) state.help.erase(state.help.begin());
    state.help.push_back({++state.last_help, state.now, std::string(from)});
    state.help_sounded = state.now;
}

DoorHealth health_of(const State& state) {
    DoorHealth health;
    health.is_known = true;
    health.has_camera = state.devices.has_camera || !state.rules.wants_camera;
    for (const auto& printer : state.devices.printers) {
        const auto roll = std::find_if(state.devices.rolls.begin(), state.devices.rolls.end(),
                                       [&](const auto& r) { return r.printer == printer.name; });
        const auto left = roll == state.devices.rolls.end() ? std::nullopt : std::optional(roll->left);
        health.printers.push_back({printer.name, printer.fault, printer.detail, left});
    }
    health.disk_free_mib = state.devices.disk_free_mib;
    health.last_import = state.devices.last_import;
    health.is_import_waiting = state.import != nullptr && state.import->problem.empty();
    health.speed = state.devices.speed;
    health.help_wanted = state.help.size();
    health.sharing = state.sharing;
    return health;
}

std::vector<Arrival> guests_to_meet(const State& state) {
    std::vector<Arrival> guests;
    if (state.live == nullptr) return guests;
    for (const auto& guest : state.live->flagged) {
        const auto& id = (*state.live->people)[guest.person].id;
        const bool was_met = std::find(state.guests_met.begin(), state.guests_met.end(), id) != state.guests_met.end();
        if (!was_met) guests.push_back(guest);
    }
    return guests;
}

}  // namespace entre
