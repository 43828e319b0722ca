#include "core/services/person_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/services/mark_search.hpp"
#include "core/store/backup.hpp"
#include "core/store/erased_people.hpp"
#include "core/store/roster.hpp"
#include "core/store/shared_entries.hpp"

namespace entre {

namespace {

using Json = nlohmann::ordered_json;

Json details_of(const Registration& who) {
    return {{"id", who.id.value},
            {"given", who.given},
            {"family", who.family},
            {"organisation", who.organisation},
            {"title", who.title},
            {"sector", who.category},
            {"language", who.language},
            {"status", to_string(who.status)},
            {"note", who.note},
            {"ticket_code", who.ticket_code},
            {"export_key", who.export_key},
            {"email_hash", who.email_hash},
            {"protected", who.is_protected},
            {"alias", who.alias},
            {"walk_in", who.is_walk_in},
            {"flagged", who.is_flagged}};
}

std::string cell(std::string_view text) {
    std::string out = "\"";
    // A spreadsheet would take such a cell for a formula.
    if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) out += '\'';
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

/// The person as exported and as corrected at the door.
Result<std::set<std::string>> marks_of(Database& database, const RegistrationId& person) {
    return database.guard([&]() -> Result<std::set<std::string>> {
        std::set<std::string> marks;
        for (const bool as_exported : {true, false})
            for (const auto& one : Roster(database).all(as_exported))
                if (one.id == person) add_marks(marks, one);
        return marks;
    });
}

Result<void> erase_in(Database& database, const RegistrationId& person) {
    return database.transaction([&]() -> Result<void> {
        if (SharedEntries(database).own())
            return tl::unexpected<Error>(error_of(
                ErrorCode::kiosks_apart,
                sentence("Several kiosks share this seminar, and each has the person. End that first: entre share {} --stop, and "
                         "the same at the others. Then erase the person at each.",
                         database.folder().path.string())));
        const auto everybody = Roster(database).all(true);
        const auto who = std::ranges::find(everybody, person, &Registration::id);
        if (who == everybody.end())
            return tl::unexpected<Error>(error_of(ErrorCode::wrong_usage, sentence("There is no such person.")));
        ErasedPeople(database).erase(*who);
        return {};
    });
}

/// The journal's old lines hold the name. Opening the database writes those that are missing anew.
Result<void> write_journal_again(const SeminarFolder& folder) {
    std::error_code error;
    std::filesystem::remove(folder.journal(), error);
    if (error) return fail(ErrorCode::file_unwritable, fmt::format("{}: {}", folder.journal().string(), error.message()));
    const auto database = Database::open(folder, Access::write, "entre person");
    return database ? Result<void>{} : pass_on(database);
}

Result<void> make_backups_again(const SeminarFolder& folder, UtcTime now) {
    if (backups_in(folder.backups()).empty()) return {};
    std::error_code error;
    for (const auto& copy : backups_in(folder.backups()))
        if (std::filesystem::remove(copy, error); error)
            return fail(ErrorCode::file_unwritable, fmt::format("{}: {}", copy.string(), error.message()));
    const auto made = make_backup(folder, now);
    return made ? Result<void>{} : pass_on(made);
}

}  // namespace

Result<std::vector<Registration>> people_meant(Database& database, std::string_view sought) {
    return database.guard([&]() -> Result<std::vector<Registration>> {
        const auto name = folded_name(sought, {});
        std::vector<Registration> named;
        for (const bool as_exported : {false, true})
            for (auto& who : Roster(database).all(as_exported)) {
                if (who.id.value == sought || (!who.ticket_code.empty() && who.ticket_code == sought))
                    return std::vector<Registration>{std::move(who)};
                const bool is_new = std::ranges::find(named, who.id, &Registration::id) == named.end();
                const bool is_named = folded_name(who.given + " " + who.family, {}) == name || display_name(who) == sought;
                if (is_named && is_new) named.push_back(std::move(who));
            }
        return named;
    });
}

std::string person_json(const PersonHistory& history) {
    Json json{{"person", details_of(history.who)}, {"attendance", Json::array()}, {"badges", Json::array()}};
    for (const auto& record : history.records)
        json["attendance"].push_back({{"what", to_string(record.kind)},
                                      {"at", to_rfc3339(record.at)},
                                      {"station", record.station},
                                      {"by", to_string(record.by)},
                                      {"detail", record.detail}});
    for (const auto& badge : history.badges)
        json["badges"].push_back({{"number", badge.print_number},
                                  {"state", to_string(badge.state)},
                                  {"ordered", to_rfc3339(badge.ordered_at)},
                                  {"changed", to_rfc3339(badge.changed_at)},
                                  {"printer", badge.printer},
                                  {"why", to_string(badge.why)}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string person_csv(const PersonHistory& history) {
    std::string out = "\xef\xbb\xbfwhat;when;more\r\n";
    const auto add = [&](std::string_view what, std::string_view when, std::string_view more) {
        out += fmt::format("{};{};{}\r\n", cell(what), cell(when), cell(more));
    };
    const Json details = details_of(history.who);
    for (const auto& [name, value] : details.items()) add(name, "", value.is_string() ? value.get<std::string>() : value.dump());
    for (const auto& record : history.records)
        add(to_string(record.kind), to_rfc3339(record.at),
            fmt::format("{}, {}{}{}", record.station, to_string(record.by), record.detail.empty() ? "" : ", ", record.detail));
    for (const auto& badge : history.badges)
        add(fmt::format("badge {}", badge.print_number), to_rfc3339(badge.changed_at),
            fmt::format("{}{}{}", to_string(badge.state), badge.printer.empty() ? "" : ", ", badge.printer));
    return out;
}

Result<PurgeProof> erase_person(const SeminarFolder& folder, const RegistrationId& person, UtcTime now) {
    std::set<std::string> marks;
    {
        auto database = Database::open(folder, Access::write, "entre person");
        if (!database) return pass_on(database);
        auto found = marks_of(*database, person);
        if (!found) return pass_on(found);
        marks = std::move(*found);
        if (const auto erased = erase_in(*database, person); !erased) return pass_on(erased);
        log_info("person", "{}: erased", person.value);
    }
    if (const auto written = write_journal_again(folder); !written) return pass_on(written);
    if (const auto made = make_backups_again(folder, now); !made) return pass_on(made);
    return search_for(folder.path, {marks.begin(), marks.end()});
}

}  // namespace entre
