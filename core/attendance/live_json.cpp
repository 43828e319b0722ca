#include "core/attendance/live_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace entre {

namespace {

using Json = nlohmann::json;

Json time_or_null(const std::optional<UtcTime>& time) { return time ? Json(to_rfc3339(*time)) : Json(nullptr); }

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json arrivals_json(const LiveView& view, const std::vector<Arrival>& arrivals) {
    Json list = Json::array();
    for (const auto& arrival : arrivals) {
        const auto& person = (*view.people)[arrival.person];
        list.push_back({{"id", person.id.value},
                        {"name", person.name},
                        {"organisation", person.organisation},
                        {"sector", person.sector},
                        {"at", to_rfc3339(arrival.at)},
                        {"station", arrival.station},
                        {"protected", person.is_protected}});
    }
    return list;
}

Json station_time_json(const StationTime& one) { return {{"station", one.station}, {"at", to_rfc3339(one.at)}}; }

/// {"in_touch", "since", "unsent", "silent": [{"name", "since"}]}; null where there is one kiosk.
Json kiosks_json(const std::optional<SharingView>& sharing) {
    if (!sharing) return nullptr;
    Json silent = Json::array();
    for (const auto& kiosk : sharing->others)
        if (kiosk.silent_since && !kiosk.is_revoked)
            silent.push_back({{"name", kiosk.name}, {"since", to_rfc3339(*kiosk.silent_since)}});
    return {{"in_touch", sharing->is_connected},
            {"since", to_rfc3339(sharing->since)},
            {"unsent", sharing->unsent},
            {"silent", silent}};
}

Json health_json(const DoorHealth& health) {
    Json json = {{"known", health.is_known},
                 {"camera", health.has_camera},
                 {"import_waiting", health.is_import_waiting},
                 {"help_wanted", health.help_wanted},
                 {"speed",
                  {{"visits", health.speed.visits},
                   {"p50_ms", std::lround(health.speed.p50_ms)},
                   {"p95_ms", std::lround(health.speed.p95_ms)}}},
                 {"disk_free_mib", health.disk_free_mib ? Json(*health.disk_free_mib) : Json(nullptr)},
                 {"printers", Json::array()},
                 {"last_import", nullptr},
                 {"kiosks", kiosks_json(health.sharing)}};
    for (const auto& printer : health.printers)
        json["printers"].push_back({{"name", printer.name},
                                    {"fault", to_string(printer.fault)},
                                    {"stops", stops_printing(printer.fault)},
                                    {"detail", printer.detail},
                                    {"labels_left", printer.labels_left ? Json(*printer.labels_left) : Json(nullptr)}});
    if (const auto& import = health.last_import)
        json["last_import"] = {{"file", import->file},       {"at", to_rfc3339(import->at)},   {"added", import->added},
                               {"changed", import->changed}, {"withdrawn", import->withdrawn}, {"rejected", import->rejected}};
    return json;
}

}  // namespace

std::string live_json(const LiveView& view, const DoorHealth& health) {
    Json json = {{"at", to_rfc3339(view.at)},
                 {"inside", view.inside},
                 {"expected", view.expected},
                 {"come", view.come},
                 {"still_to_come", view.still_to_come},
                 {"walk_ins", view.walk_ins},
                 {"protected_inside", view.protected_inside},
                 {"full", view.is_full},
                 {"curve", {{"begins", to_rfc3339(view.curve_begins)}, {"minutes", view.curve}}},
                 {"arrivals_a_minute", std::round(view.arrivals_a_minute * 10) / 10},
                 {"latest", arrivals_json(view, view.latest)},
                 {"flagged", arrivals_json(view, view.flagged)},
                 {"badges",
                  {{"waiting", view.badges.waiting},
                   {"failed", view.badges.failed},
                   {"in_doubt", view.badges.in_doubt},
                   {"printed", view.badges.printed}}},
                 {"sectors", Json::array()},
                 {"conflicts", Json::array()},
                 {"forecast", nullptr},
                 {"capacity", view.capacity ? Json(*view.capacity) : Json(nullptr)},
                 {"health", health_json(health)}};
    for (const auto& sector : view.sectors)
        json["sectors"].push_back({{"sector", sector.sector}, {"inside", sector.inside}, {"expected", sector.expected}});
    for (const auto& conflict : view.conflicts) {
        const auto& person = (*view.people)[conflict.person];
        json["conflicts"].push_back({{"kind", to_string(conflict.kind)},
                                     {"id", person.id.value},
                                     {"name", person.name},
                                     {"first", station_time_json(conflict.first)},
                                     {"second", station_time_json(conflict.second)}});
    }
    if (view.forecast)
        json["forecast"] = {{"low", view.forecast->low}, {"likely", view.forecast->likely}, {"high", view.forecast->high}};
    return dumped(json);
}

std::string without_names(std::string_view live) {
    Json json = Json::parse(live, nullptr, false);
    if (!json.is_object()) return "{}";
    for (const auto* list : {"latest", "flagged", "conflicts"}) json[list] = Json::array();
    return dumped(json);
}

std::string live_changes(std::string_view before, std::string_view after) {
    const Json old = Json::parse(before, nullptr, false), fresh = Json::parse(after, nullptr, false);
    if (!old.is_object() || !fresh.is_object()) return std::string(after);
    Json patch = Json::object();
    for (const auto& [key, value] : fresh.items())
        if (!old.contains(key) || old[key] != value) patch[key] = value;
    if (patch.size() == 1 && patch.contains("at")) return "{}";
    return dumped(patch);
}

std::string people_json(const LiveView& view) {
    Json list = Json::array();
    for (std::size_t i = 0; i < view.people->size(); ++i) {
        const auto& person = (*view.people)[i];
        list.push_back({{"id", person.id.value},
                        {"name", person.name},
                        {"organisation", person.organisation},
                        {"sector", person.sector},
                        {"status", to_string(person.status)},
                        {"inside_since", time_or_null(view.presence[i].inside_since)},
                        {"first_in", time_or_null(view.presence[i].first_in)},
                        {"walk_in", person.is_walk_in},
                        {"protected", person.is_protected},
                        {"note", person.note}});
    }
    return dumped(list);
}

}  // namespace entre
