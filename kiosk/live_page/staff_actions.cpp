#include "kiosk/live_page/staff_actions.hpp"

#include <nlohmann/json.hpp>

#include "core/base/enum_text.hpp"

namespace entre {

namespace {

using Json = nlohmann::json;

std::string text(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// nullopt if it is not there at all.
std::optional<std::string> text_if_any(const Json& json, const char* key) {
    return json.contains(key) ? std::optional(text(json, key)) : std::nullopt;
}

bool flag(const Json& json, const char* key, bool otherwise) {
    const auto found = json.find(key);
    return found != json.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::optional<StaffRequest> action_of(std::string_view json_text) {
    const Json json = Json::parse(json_text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const std::string action = text(json, "action");
    if (action == "walk_in")
        return WalkIn{text(json, "given"), text(json, "family"), text(json, "organisation"), text(json, "category"),
                      flag(json, "sure", false)};
    const OrderId order{text(json, "order")};
    if (action == "badge_settled" && !order.is_empty()) return BadgeSettled{order};
    if (action == "print_order" && !order.is_empty()) return PrintOrder{order};
    const RegistrationId person{text(json, "person")};
    if (person.is_empty()) return std::nullopt;
    if (action == "check_in") return CheckIn{person};
    if (action == "undo_check_in") return UndoCheckIn{person};
    if (action == "check_out") return CheckOut{person};
    if (action == "rename")
        return Rename{person, text(json, "given"), text(json, "family"), text_if_any(json, "organisation"),
                      text_if_any(json, "category")};
    if (action == "reprint")
        return Reprint{person, from_string(text(json, "why"), ReprintReason::never_came).value_or(ReprintReason::unsaid)};
    if (action == "mark_protected") return MarkProtected{person, flag(json, "protected", true)};
    if (action == "show_name") {
        const auto why = from_string(text(json, "why"), ShowReason::in_emergency);
        return why ? std::optional<StaffRequest>(ShowName{person, *why}) : std::nullopt;
    }
    return std::nullopt;
}

std::string request_id_of(std::string_view json_text) {
    constexpr std::size_t max_length = 64;
    const Json json = Json::parse(json_text, nullptr, false);
    auto request = json.is_object() ? text(json, "request") : std::string{};
    return request.size() <= max_length ? request : std::string{};
}

std::string answer_json(const StaffAnswer& answer) {
    return dumped({{"verdict", to_string(answer.verdict)},
                   {"person", answer.who.id.value},
                   {"name", display_name(answer.who)},
                   {"badge", answer.badge.has_value()}});
}

std::string badges_json(const std::vector<TroubledBadge>& badges) {
    auto all = Json::array();
    for (const auto& badge : badges)
        all.push_back({{"order", badge.order.value},
                       {"name", badge.name},
                       {"printer", badge.printer},
                       {"at", to_rfc3339(badge.at)},
                       {"in_doubt", badge.is_in_doubt},
                       {"fault", to_string(badge.fault)}});
    return dumped(all);
}

std::string history_json(const PersonHistory& history) {
    const auto& who = history.who;
    Json json = {{"id", who.id.value},
                 {"name", display_name(who)},
                 {"status", to_string(who.status)},
                 {"protected", who.is_protected},
                 {"walk_in", who.is_walk_in},
                 {"inside_since", history.inside_since ? Json(to_rfc3339(*history.inside_since)) : Json(nullptr)},
                 {"records", Json::array()},
                 {"badges", Json::array()}};
    if (!who.is_protected)
        json.update({{"given", who.given},
                     {"family", who.family},
                     {"organisation", who.organisation},
                     {"title", who.title},
                     {"sector", who.category},
                     {"note", who.note}});
    for (const auto& record : history.records)
        json["records"].push_back({{"kind", to_string(record.kind)},
                                   {"at", to_rfc3339(record.at)},
                                   {"station", record.station},
                                   {"by", to_string(record.by)},
                                   {"detail", record.detail}});
    for (const auto& badge : history.badges)
        json["badges"].push_back({{"number", badge.print_number},
                                  {"reason", to_string(badge.reason)},
                                  {"why", to_string(badge.why)},
                                  {"state", to_string(badge.state)},
                                  {"fault", to_string(badge.fault)},
                                  {"printer", badge.printer},
                                  {"at", to_rfc3339(badge.changed_at)}});
    return dumped(json);
}

}  // namespace entre
