#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/qr/codes_in_view.hpp"
#include "core/qr/decode_plan.hpp"
#include "core/services/check_in_desk.hpp"
#include "core/services/code_look_up.hpp"
#include "core/store/read_only_folder.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/input/picture_file.hpp"

namespace entre {

namespace {

using Json = nlohmann::ordered_json;

Json person_json(const Registration& who) {
    Json person{{"id", who.id.value}, {"name", display_name(who)}, {"status", to_string(who.status)}};
    if (!who.is_protected) {
        person["organisation"] = who.organisation;
        person["ticket_code"] = who.ticket_code;
    }
    return person;
}

Json none(std::string_view why) { return {{"found", false}, {"why", why}}; }

Result<Json> by_payload(CheckInDesk& desk, const std::string& payload) {
    const auto answer = desk.look_up(payload, utc_now());
    if (!answer) return pass_on(answer);
    Json tried = Json::array();
    for (const auto rule : answer->found.tried) tried.push_back(to_string(rule));
    if (!answer->who) {
        Json json = none(answer->reading.why_not ? fmt::format("not a ticket: {}", to_string(*answer->reading.why_not))
                                                 : std::string(to_string(answer->admission.verdict)));
        json["tried"] = tried;
        return json;
    }
    return Json{{"found", true},
                {"rule", to_string(answer->found.rule)},
                {"verdict", to_string(answer->admission.verdict)},
                {"registration", person_json(*answer->who)},
                {"tried", tried}};
}

Result<Json> by_image(CheckInDesk& desk, const std::filesystem::path& file) {
    const auto picture = read_picture(file);
    if (!picture) return pass_on(picture);
    DecodePlan plan;
    const auto codes = read_still(plan, picture->view());
    if (codes.empty()) return none("no QR code was seen in the picture");
    // As at the door: one frame with these codes in view.
    Result<void> looked_up;
    CodesInView view([&](const std::string& payload) -> CodeMeaning {
        const auto answer = desk.look_up(payload, utc_now());
        if (!answer) looked_up = pass_on(answer);
        return answer ? code_meaning(answer->reading, answer->who) : CodeMeaning{};
    });
    const auto report = view.take(codes, Clock::time_point{});
    if (!looked_up) return pass_on(looked_up);
    if (report.advice == ScanAdvice::one_at_a_time)
        return none("tickets of several people are in the picture; the door asks for one at a time");
    return by_payload(desk, report.code ? report.code->text : codes.front().text);
}

/// As a visitor may type it: all in one field.
Result<Json> by_name(CheckInDesk& desk, const std::string& name) {
    const auto offer = desk.find_name(name, {});
    if (!offer) return pass_on(offer);
    if (*offer)
        return Json{
            {"found", true}, {"rule", "name"}, {"registration", {{"id", (*offer)->person.value}, {"name", (*offer)->masked}}}};
    return none("nobody, or several, or somebody who is not found by name; a complete given name and family name are needed");
}

Result<Json> find(CheckInDesk& desk, std::string_view kind, const std::string& value) {
    if (kind == "payload") return by_payload(desk, value);
    if (kind == "image") return by_image(desk, value);
    if (kind == "name") return by_name(desk, value);
    return fail(ErrorCode::wrong_usage, sentence("\"{}\" is not a kind of request; use payload, image or name", kind));
}

std::string text_of(const Json& json) {
    if (json["found"] != true) {
        std::string why = fmt::format("No registration: {}.", json["why"].get<std::string>());
        if (json.contains("tried") && !json["tried"].empty()) {
            why += " Tried:";
            for (const auto& rule : json["tried"]) why += " " + rule.get<std::string>();
        }
        return why;
    }
    const auto& who = json["registration"];
    return fmt::format("{}{}, by the rule {}{}", who["name"].get<std::string>(),
                       who.contains("organisation") ? ", " + who["organisation"].get<std::string>() : "",
                       json["rule"].get<std::string>(),
                       json.contains("verdict") ? "; the door says " + json["verdict"].get<std::string>() : "");
}

void say(const Json& json, bool as_json) {
    std::puts(as_json ? json.dump(-1, ' ', false, Json::error_handler_t::replace).c_str() : text_of(json).c_str());
}

int run_batch(CheckInDesk& desk, const FindOptions& options) {
    auto text = options.batch == "-" ? Result<std::string>{} : load_file(options.batch);
    if (!text) return report(text.error());
    std::istringstream file(std::move(*text));
    std::istream& in = options.batch == "-" ? std::cin : file;
    int status = status_done;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty()) continue;
        const auto tab = line.find('\t');
        auto json = tab == std::string::npos
                        ? Result<Json>(fail(ErrorCode::wrong_usage, sentence("each line needs a kind, a tab and a value")))
                        : find(desk, std::string_view(line).substr(0, tab), line.substr(tab + 1));
        if (!json) {
            json = none(json.error().detail);
            status = status_failed;
        }
        (*json)["line"] = number;
        say(*json, options.as_json);
    }
    return status;
}

}  // namespace

int run_find(const FindOptions& options) {
    const SeminarFolder folder{options.folder};
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    auto database = open_or_copy(folder, "entre find");
    if (!database) return report(database.error());
    keep_log_quiet();
    CheckInDesk desk(*database, *seminar);
    if (!options.batch.empty()) return run_batch(desk, options);

    const auto json = options.payload          ? by_payload(desk, *options.payload)
                      : !options.image.empty() ? by_image(desk, options.image)
                                               : by_name(desk, *options.name);
    if (!json) return report(json.error());
    say(*json, options.as_json);
    return (*json)["found"] == true ? status_done : status_failed;
}

}  // namespace entre
