// Taps every target and checks the resulting event.
#include <map>

#include "core/visit/trace.hpp"
#include "tests/kiosk/screens/demo.hpp"
#include "tests/support/catch.hpp"

namespace entre {
namespace {

const demo::Drawing wide{{1280, 720}, 21.5};

/// The event's name in traces: "confirmed", "language_chosen".
std::string name_of_event(const Event& event) {
    const auto line = to_trace(event, demo::now());
    const std::string key = "\"event\":\"";
    const auto from = line.find(key) + key.size();
    return line.substr(from, line.find('"', from) - from);
}

const std::map<std::string, std::string> meanings{
    {"welcome.no_code", "search_started"},
    {"welcome.search", "search_started"},
    {"foot.text_size", "text_size_toggled"},
    {"foot.contrast", "contrast_toggled"},
    {"foot.reach", "reach_toggled"},
    {"welcome.staff_door", "staff_door_opened"},
    {"foot.staff", "staff_called"},
    {"foot.more_time", "more_time_requested"},
    {"language.en", "language_chosen"},
    {"confirm.yes", "confirmed"},
    {"confirm.correct", "correction_started"},
    {"confirm.name_shown", "name_shown_chosen"},
    {"confirm.alias", "name_shown_chosen"},
    {"confirm.no", "cancelled"},
    {"welcome.privacy", "privacy_requested"},
    {"privacy.back", "cancelled"},
    {"correcting.back", "cancelled"},
    {"correcting.go", "confirmed"},
    {"search.back", "cancelled"},
    {"search.go", "confirmed"},
    {"name.given", "field_chosen"},
    {"name.family", "field_chosen"},
    {"done.next", "cancelled"},
    {"done.more_time", "more_time_requested"},
    {"badge_trouble.ok", "cancelled"},
    {"already.ok", "cancelled"},
    {"already.staff", "staff_called"},
    {"already.lost", "staff_requested"},
    {"already.damaged", "staff_requested"},
    {"already.never_came", "staff_requested"},
    {"already.reprint", "reprint_requested"},
    {"trouble.back", "cancelled"},
    {"trouble.staff", "staff_called"},
    {"trouble.name", "search_started"},
    {"offer.yes", "confirmed"},
    {"offer.no", "cancelled"},
    {"offer.alias", "name_shown_chosen"},
    {"coming.ok", "cancelled"},
    {"pin.back", "cancelled"},
    {"pin.quit", "quit_requested"},
    {"pin.erase", "erased"},
    {"pin.go", "confirmed"},
    {"key.shift", "shift_toggled"},
    {"key.erase", "erased"},
    {"staff.print_waiting", "pending_print_requested"},
    {"staff.leave", "cancelled"},
    {"staff.quit", "quit_requested"},
    {"roll_call.stick", "roll_call_requested"},
    {"staff.settings", "settings_requested"},
    {"staff.cancel", "declined"},
    {"person.cancel", "declined"},
    {"lists.cancel", "declined"},
    {"staff.latest", "person_opened"},
    {"people.list", "person_opened"},
    {"people.search", "panel_chosen"},
    {"people.sector", "panel_chosen"},
    {"people.done", "confirmed"},
    {"person.back", "person_closed"},
    {"person.rename", "correction_started"},
    {"walk_in.go", "confirmed"},
    {"walk_in.back", "staff_page_opened"},
    {"rename.go", "confirmed"},
    {"rename.back", "cancelled"},
    {"roll_call.save", "roll_call_requested"},
    {"roll_call.print", "roll_call_requested"},
    {"phones.viewer", "phone_code_requested"},
    {"phones.staff", "phone_code_requested"},
    {"kiosks.invite", "kiosk_invitation_requested"},
    {"roll_call.list", "person_ticked"},
    {"roll_call.clear", "ticks_cleared"},
    {"staff.import_look", "staff_page_opened"},
    {"staff.no_contact", "staff_page_opened"},
    {"staff.purge_due", "staff_page_opened"},
    {"staff.badges_failed", "staff_page_opened"},
    {"staff.badges_doubt", "staff_page_opened"},
    {"repair.start", "repair_requested"},
    {"repair.again", "repair_requested"},
    {"repair.back", "cancelled"},
    {"repair.open", "confirmed"},
};

std::string meaning_of(const std::string& id) {
    if (const auto it = meanings.find(id); it != meanings.end()) return it->second;
    const std::pair<const char*, const char*> families[] = {
        {"staff.part.", "part_switched_on"}, {"staff.tab.", "staff_page_opened"}, {"staff.kiosk_silent.", "staff_page_opened"},
        {"phones.end.", "phone_ended"},      {"staff.met.", "help_met"},          {"staff.guest.", "guest_met"},
        {"people.filter.", "filter_chosen"}, {"people.sector.", "sector_chosen"}, {"sector.", "sector_chosen"},
        {"lists.", "lists_requested"},       {"badge.", "badge_answered"},        {"roll.", "roll_changed"},
        {"person.", "staff_requested"},      {"field.", "staff_field_chosen"},    {"suggestion.", "organisation_chosen"}};
    for (const auto& [family, event] : families)
        if (id.starts_with(family)) return event;
    return id.starts_with("key.") || id.starts_with("pin.") ? "typed" : "nothing known for " + id;
}

State state_named(std::string_view name) {
    for (auto& named : demo::states(demo::now()))
        if (named.name == name) return named.state;
    throw std::runtime_error("no demo state " + std::string(name));
}

Events tap_on(demo::Studio& studio, const State& state, std::string_view id, const demo::Drawing& how = wide) {
    studio.draw(state, how);
    const auto* target = studio.tap_targets().find(id);
    if (target == nullptr) throw std::runtime_error("nothing to tap: " + std::string(id));
    return studio.tap(state, how, target->rect.middle());
}

}  // namespace

TEST_CASE("a tap on each enabled target produces its one event, on a disabled one none", "[taps]") {
    demo::Studio studio(wide.size);
    for (const auto& named : demo::states(demo::now())) {
        const bool is_variant = (named.name.starts_with("badge_trouble_") && !named.name.ends_with("jam")) ||
                                (named.name.starts_with("staff_kiosks_") && !named.name.ends_with("code"));
        if (is_variant) continue;
        studio.draw(named.state, wide);
        const auto targets = studio.tap_targets().targets;
        for (const auto& target : targets) {
            INFO(named.name << " " << target.id);
            const auto events = studio.tap(named.state, wide, target.rect.middle());
            REQUIRE(events.size() == (target.is_enabled ? 1 : 0));
            if (target.is_enabled) CHECK(name_of_event(events[0]) == meaning_of(target.id));
        }
    }
}

TEST_CASE("a tap outside all targets does nothing", "[taps]") {
    demo::Studio studio(wide.size);
    CHECK(studio.tap(state_named("confirm"), wide, {3, 400}).empty());
}

TEST_CASE("the no-code button leads to the search if the seminar has one, otherwise to staff", "[taps]") {
    demo::Studio studio(wide.size);
    auto state = state_named("welcome");
    CHECK(std::holds_alternative<SearchStarted>(tap_on(studio, state, "welcome.no_code").at(0)));
    state.rules.search = false;
    CHECK(std::holds_alternative<StaffCalled>(tap_on(studio, state, "welcome.no_code").at(0)));
}

TEST_CASE("the language button selects the other language", "[taps]") {
    demo::Studio studio(wide.size);
    CHECK(std::get<LanguageChosen>(tap_on(studio, state_named("welcome"), "language.en").at(0)).language == 1);
    auto english = wide;
    english.language = 1;
    CHECK(std::get<LanguageChosen>(tap_on(studio, state_named("welcome"), "language.sv", english).at(0)).language == 0);
}

TEST_CASE("keys type what they show", "[taps]") {
    demo::Studio studio(wide.size);
    CHECK(std::get<Typed>(tap_on(studio, state_named("search"), "key.å").at(0)).text == "å");
    CHECK(std::get<Typed>(tap_on(studio, state_named("search_empty"), "key.å").at(0)).text == "Å");
    CHECK(std::get<Typed>(tap_on(studio, state_named("search"), "key.space").at(0)).text == " ");
    CHECK(std::get<Typed>(tap_on(studio, state_named("search"), "key.'").at(0)).text == "'");
    CHECK(std::get<Typed>(tap_on(studio, state_named("staff_pin"), "pin.0").at(0)).text == "0");
}

TEST_CASE("the name on the badge switches between full and given name", "[taps]") {
    demo::Studio studio(wide.size);
    CHECK(std::get<NameShownChosen>(tap_on(studio, state_named("confirm"), "confirm.name_shown").at(0)).name_shown ==
          BadgeName::given_only);
    CHECK(std::get<NameShownChosen>(tap_on(studio, state_named("confirm_given_only"), "confirm.name_shown").at(0)).name_shown ==
          BadgeName::full);
}

TEST_CASE("without a PIN there is no staff entrance", "[taps]") {
    demo::Studio studio(wide.size);
    for (const auto* name : {"welcome", "already_in", "already_in_help"}) {
        auto state = state_named(name);
        state.rules.has_pin = false;
        studio.draw(state, wide);
        CHECK(studio.tap_targets().find("welcome.staff_door") == nullptr);
    }
}

TEST_CASE("a code that is not recognised leads to the name, if the seminar has a search", "[taps]") {
    demo::Studio studio(wide.size);
    for (const auto advice : {Advice::unknown, Advice::other_seminar, Advice::not_found}) {
        State state = state_named("trouble_2");
        state.screen = Trouble{advice, {}, demo::now()};
        CHECK(std::holds_alternative<SearchStarted>(tap_on(studio, state, "trouble.name").at(0)));
        state.rules.search = false;
        studio.draw(state, wide);
        CHECK(studio.tap_targets().find("trouble.name") == nullptr);
    }
}

TEST_CASE("a search requires two letters in each name", "[taps]") {
    demo::Studio studio(wide.size);
    State state = state_named("search");
    state.screen = Search{"Å", "Öström", NameField::given, false, demo::now()};
    CHECK(tap_on(studio, state, "search.go").empty());
    state.screen = Search{"Åsa", "Ö", NameField::given, false, demo::now()};
    CHECK(tap_on(studio, state, "search.go").empty());
    state.screen = Search{"Bo", "Ek", NameField::given, false, demo::now()};
    CHECK(std::holds_alternative<Confirmed>(tap_on(studio, state, "search.go").at(0)));
}

}  // namespace entre
