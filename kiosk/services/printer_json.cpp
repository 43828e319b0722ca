#include "kiosk/services/printer_json.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace entre {

namespace {

struct Word {
    MakingQueue how;
    const char* word;
};
constexpr std::array<Word, 8> words{{{MakingQueue::made, "made"},
                                     {MakingQueue::denied, "denied"},
                                     {MakingQueue::unknown_device, "unknown_device"},
                                     {MakingQueue::name_taken, "name_taken"},
                                     {MakingQueue::bad_name, "bad_name"},
                                     {MakingQueue::no_driver, "no_driver"},
                                     {MakingQueue::no_backend, "no_backend"},
                                     {MakingQueue::no_answer, "no_answer"}}};

std::string text_in(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

tl::unexpected<Error> refusal(const nlohmann::json& answer) {
    const auto text = text_in(answer, "error");
    return fail(ErrorCode::printer_refused, text.empty() ? "an answer of another form" : text);
}

}  // namespace

nlohmann::ordered_json printers_to_json(const std::vector<QueueAnswer>& queues, const DeviceSearch& found) {
    nlohmann::ordered_json out{{"queues", nlohmann::ordered_json::array()}, {"devices", nlohmann::ordered_json::array()}};
    for (const auto& queue : queues)
        out["queues"].push_back({{"name", queue.name},
                                 {"description", queue.description},
                                 {"make_and_model", queue.make_and_model},
                                 {"device", queue.device_uri}});
    for (const auto& device : found.devices)
        out["devices"].push_back({{"device", device.uri},
                                  {"make_and_model", device.make_and_model},
                                  {"info", device.info},
                                  {"device_id", device.device_id},
                                  {"is_network", device.is_network}});
    out["is_denied"] = found.is_denied;
    return out;
}

nlohmann::ordered_json made_to_json(const MadeQueue& made) {
    const auto word = std::find_if(words.begin(), words.end(), [&](const Word& one) { return one.how == made.how; });
    return {{"result", word->word}, {"name", made.name},       {"driver", made.driver},
            {"media", made.media},  {"package", made.package}, {"text", said(made).english()}};
}

nlohmann::ordered_json failed_to_json(const Error& error) {
    return {{"error", error.said.empty() ? error.detail : error.said.english()}};
}

Result<DeviceSearch> devices_from_json(const nlohmann::json& answer) {
    const auto devices = answer.find("devices");
    if (devices == answer.end() || !devices->is_array()) return refusal(answer);
    DeviceSearch found;
    for (const auto& one : *devices) {
        if (!one.is_object()) return refusal(answer);
        const auto is_network = one.find("is_network");
        found.devices.push_back({text_in(one, "device"), text_in(one, "make_and_model"), text_in(one, "info"),
                                 text_in(one, "device_id"),
                                 is_network != one.end() && is_network->is_boolean() && is_network->get<bool>()});
    }
    const auto denied = answer.find("is_denied");
    found.is_denied = denied != answer.end() && denied->is_boolean() && denied->get<bool>();
    return found;
}

Result<MadeQueue> made_from_json(const nlohmann::json& answer) {
    const auto result = text_in(answer, "result");
    const auto word = std::find_if(words.begin(), words.end(), [&](const Word& one) { return one.word == result; });
    if (word == words.end()) return refusal(answer);
    return MadeQueue{word->how, text_in(answer, "name"), text_in(answer, "driver"), text_in(answer, "media"),
                     text_in(answer, "package")};
}

}  // namespace entre
