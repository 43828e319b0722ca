#include "core/attendance/live_json.hpp"

#include <nlohmann/json.hpp>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using nlohmann::json;

namespace {

LiveView view_with(std::size_t inside) {
    LiveView view;
    view.at = morning();
    view.curve_begins = morning();
    view.people = std::make_shared<const PersonRows>(person_rows(std::vector{person("A", "Åsa", "Öström\" <b>")}));
    view.presence.resize(1);
    view.inside = inside;
    return view;
}

DoorHealth health_with(PrinterFault fault) {
    DoorHealth health;
    health.is_known = true;
    health.printers.push_back({"Höger", fault, "media-empty", 12});
    return health;
}

}  // namespace

TEST_CASE("the live view says which kiosks are out of touch", "[live_json][share]") {
    auto health = health_with(PrinterFault::none);
    CHECK(json::parse(live_json(view_with(1), health))["health"]["kiosks"].is_null());
    SharingView sharing;
    sharing.is_connected = true;
    sharing.since = morning();
    sharing.others = {{"Kiosk 2"}, {"Kiosk 3", morning(4)}, {"Kiosk 4", morning(1), true}};
    health.sharing = sharing;
    const auto kiosks = json::parse(live_json(view_with(1), health))["health"]["kiosks"];
    CHECK(kiosks["in_touch"] == true);
    REQUIRE(kiosks["silent"].size() == 1);  // one that staff excluded is not missed
    CHECK(kiosks["silent"][0]["name"] == "Kiosk 3");
    CHECK(kiosks["silent"][0]["since"] == to_rfc3339(morning(4)));
}

TEST_CASE("the live view is one object with everything that the live page shows", "[live_json]") {
    auto view = view_with(3);
    view.forecast = Forecast{158, 163, 169};
    view.capacity = 200;
    view.presence[0].inside_since = morning();
    view.latest.push_back({0, morning(), "Kiosk 1"});
    view.conflicts.push_back({ConflictKind::two_stations, 0, {"Kiosk 1", morning()}, {"Kiosk 2", morning(1)}});
    view.sectors.push_back({"Polis", 1, 4});
    const auto j = json::parse(live_json(view, health_with(PrinterFault::out_of_labels)));
    CHECK(j["inside"] == 3);
    CHECK(j["capacity"] == 200);
    CHECK(j["forecast"]["high"] == 169);
    CHECK(j["latest"][0]["name"] == "Åsa Öström\" <b>");
    CHECK(j["latest"][0]["at"] == "2027-05-20T06:41:00.000Z");
    CHECK(j["conflicts"][0]["kind"] == "two_stations");
    CHECK(j["conflicts"][0]["first"]["station"] == "Kiosk 1");
    CHECK(j["conflicts"][0]["second"]["at"] == "2027-05-20T06:42:00.000Z");
    CHECK(j["sectors"][0]["expected"] == 4);
    CHECK(j["health"]["printers"][0]["stops"] == true);
    CHECK(j["health"]["printers"][0]["labels_left"] == 12);
    CHECK(j["health"]["last_import"].is_null());
    CHECK(json::parse(people_json(view))[0]["inside_since"] == "2027-05-20T06:41:00.000Z");
}

TEST_CASE("the changes turn the earlier view into the later one and contain nothing else", "[live_json]") {
    auto before = view_with(3);
    before.forecast = Forecast{1, 2, 3};
    auto after = view_with(4);
    after.at = morning(1);
    const auto from = live_json(before, health_with(PrinterFault::none)), to = live_json(after, health_with(PrinterFault::jam));
    const auto patch = json::parse(live_changes(from, to));
    CHECK(patch.size() == 4);  // at, inside, forecast, health
    auto made = json::parse(from);
    made.update(patch);
    CHECK(made == json::parse(to));
}

TEST_CASE("time alone is not a change", "[live_json]") {
    auto later = view_with(3);
    later.at = morning(5);
    CHECK(live_changes(live_json(view_with(3), {}), live_json(later, {})) == "{}");
}

TEST_CASE("a view that cannot be compared is sent completely", "[live_json]") {
    const auto whole = live_json(view_with(1), {});
    CHECK(live_changes("", whole) == whole);
    CHECK(live_changes("[]", whole) == whole);
}

TEST_CASE("viewers are told numbers and no names", "[live_json][PRV-5]") {
    const auto live = R"({"inside":2,"latest":[{"name":"Eva"}],"flagged":[{"name":"Eva"}],"conflicts":[{"name":"Eva"}]})";
    const auto shown = without_names(live);
    CHECK(shown.find("Eva") == std::string::npos);
    CHECK(shown.find(R"("inside":2)") != std::string::npos);
    CHECK(shown.find(R"("latest":[])") != std::string::npos);
    CHECK(without_names("not JSON") == "{}");
}
