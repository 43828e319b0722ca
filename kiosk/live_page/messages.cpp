#include "kiosk/live_page/messages.hpp"

#include <nlohmann/json.hpp>

#include "core/base/enum_text.hpp"

namespace entre {

namespace {

using Json = nlohmann::json;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }
std::int64_t ms(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime utc(const Json& json) { return UtcTime{std::chrono::milliseconds{json.get<std::int64_t>()}}; }
LiveRole role_of(const Json& json) {
    return json.get<std::string>() == to_string(LiveRole::staff) ? LiveRole::staff : LiveRole::viewer;
}

template <class Value, class Read>
std::optional<Value> read(std::string_view text, Read from) {
    try {
        return from(Json::parse(text));
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

}  // namespace

std::string to_json(const PageSettings& settings) {
    return dumped({{"host", settings.address.host},
                   {"port", settings.address.port},
                   {"names", settings.address.names},
                   {"key", settings.key.string()},
                   {"certificate", settings.certificate.string()},
                   {"seminar", settings.seminar},
                   {"sessions", settings.sessions},
                   {"ends_ms", ms(settings.ends)},
                   {"can_act", settings.can_act},
                   {"transfer", settings.transfer},
                   {"offered", settings.offered}});
}

std::optional<PageSettings> page_settings_from(std::string_view json) {
    return read<PageSettings>(json, [](const Json& all) {
        PageSettings settings;
        settings.address = {all.at("host"), all.at("port"), all.at("names")};
        settings.key = all.at("key").get<std::string>();
        settings.certificate = all.at("certificate").get<std::string>();
        settings.seminar = all.at("seminar");
        settings.sessions = all.at("sessions");
        settings.ends = utc(all.at("ends_ms"));
        settings.can_act = all.at("can_act");
        settings.transfer = all.at("transfer");
        settings.offered = all.at("offered");
        return settings;
    });
}

std::string to_json(const PageState& state) {
    auto sessions = Json::array();
    for (const auto& session : state.sessions)
        sessions.push_back({{"id", session.id},
                            {"role", to_string(session.role)},
                            {"device", session.device},
                            {"since_ms", ms(session.since)},
                            {"last_seen_ms", ms(session.last_seen)}});
    return dumped(
        {{"sessions", std::move(sessions)}, {"valid_digits", state.valid_digits}, {"saved_sessions", state.saved_sessions}});
}

std::optional<PageState> page_state_from(std::string_view json) {
    return read<PageState>(json, [](const Json& all) {
        PageState state;
        for (const auto& one : all.at("sessions")) {
            if (state.sessions.size() >= max_sessions) break;
            state.sessions.push_back(
                {one.at("id"), role_of(one.at("role")), one.at("device"), utc(one.at("since_ms")), utc(one.at("last_seen_ms"))});
        }
        state.valid_digits = all.at("valid_digits");
        state.saved_sessions = all.at("saved_sessions");
        return state;
    });
}

std::string to_json(const Invitation& invitation) {
    return dumped({{"role", to_string(invitation.role)},
                   {"secret", invitation.secret},
                   {"digits", invitation.digits},
                   {"expires_ms", ms(invitation.expires)}});
}

std::optional<Invitation> invitation_from(std::string_view json) {
    return read<Invitation>(json, [](const Json& all) {
        return Invitation{role_of(all.at("role")), all.at("secret"), all.at("digits"), utc(all.at("expires_ms"))};
    });
}

std::string refusal_json(const Error& error) { return dumped({{"code", to_string(error.code)}, {"detail", error.detail}}); }

Error refusal_from(std::string_view json) {
    auto error = read<Error>(json, [](const Json& all) {
        return Error{from_string(all.at("code").get<std::string>(), ErrorCode::stopped).value_or(ErrorCode::stopped),
                     all.at("detail")};
    });
    return error ? std::move(*error) : Error{ErrorCode::stopped, "the live page's process ended before it was ready"};
}

}  // namespace entre
