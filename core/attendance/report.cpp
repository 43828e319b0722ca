#include "core/attendance/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::array<std::string_view, 12> headings{
    "Namn",  "Organisation",      "Titel",     "Sektor", "Status", "Först in", "Inne sedan", "Förnamn", "Efternamn",
    "Språk", "Skyddad identitet", "Biljettkod"};

std::string cell(std::string_view text, char delimiter) {
    std::string out;
    // Spreadsheets execute cells that begin like this, even after white space, which they trim.
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool is_formula =
        first != std::string_view::npos && std::string_view("=+-@").find(text[first]) != std::string_view::npos;
    const bool is_guarded = is_formula || text.starts_with('\t') || text.starts_with('\r');
    if (is_guarded) out.push_back('\'');
    out += text;
    if (out.find_first_of(";\"\n\r,") == std::string::npos && out.find(delimiter) == std::string::npos) return out;
    std::string quoted = "\"";
    for (const char c : out) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

std::span<const std::string_view> attendance_headings() { return headings; }

std::string_view attendance_status(RegistrationStatus status) {
    switch (status) {
        case RegistrationStatus::registered:
            return "anmäld";
        case RegistrationStatus::unpaid:
            return "obetald";
        case RegistrationStatus::withdrawn:
            return "avbokad";
        case RegistrationStatus::waiting_list:
            return "väntelista";
    }
    return {};
}

std::string local_time(const std::optional<UtcTime>& time, const TimeZone& zone) {
    if (!time) return {};
    const auto place = zone.at(*time);
    const auto day = local_date(place);
    std::string clock = clock_time(place);
    std::replace(clock.begin(), clock.end(), '.', ':');
    return fmt::format("{:04}-{:02}-{:02} {}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()), clock);
}

std::vector<AttendanceLine> attendance_lines(std::span<const Registration> roster, std::span<const AttendanceRecord> records) {
    return attendance_table(roster, records).lines;
}

AttendanceTable attendance_table(std::span<const Registration> roster, std::span<const AttendanceRecord> records,
                                 const CarriedColumns& carried) {
    std::unordered_map<std::string_view, std::vector<AttendanceRecord>> by_person;
    for (const auto& record : records) by_person[record.registration.value].push_back(record);
    std::vector<AttendanceLine> lines;
    for (const auto& person : roster) {
        AttendanceLine line;
        line.name = display_name(person);
        if (!person.is_protected) {
            line.organisation = person.organisation;
            line.title = person.title;
            line.category = person.category;
            line.given = person.given;
            line.family = person.family;
        }
        line.is_protected = person.is_protected;
        line.language = person.language;
        line.ticket_code = person.ticket_code;
        line.status = person.status;
        if (const auto own = by_person.find(person.id.value); own != by_person.end()) {
            line.inside_since = inside_since(own->second);
            for (const auto& record : own->second)
                if (record.kind == RecordKind::checked_in || record.kind == RecordKind::walk_in)
                    line.first_in = line.first_in ? std::min(*line.first_in, record.at) : record.at;
        }
        if (const auto cells = carried.cells.find(person.id); cells != carried.cells.end() && !person.is_protected)
            line.carried = cells->second;
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const AttendanceLine& a, const AttendanceLine& b) {
        if (a.first_in.has_value() != b.first_in.has_value()) return a.first_in.has_value();
        return a.first_in ? *a.first_in < *b.first_in : fold(a.name) < fold(b.name);
    });
    return {std::move(lines), carried.headings};
}

std::string attendance_csv(const AttendanceTable& table, const TimeZone& zone, CsvDialect dialect) {
    const char delimiter = dialect == CsvDialect::excel ? ';' : dialect == CsvDialect::tab ? '\t' : ',';
    std::string out = dialect == CsvDialect::excel ? "\xef\xbb\xbf" : "";
    bool is_first = true;
    const auto add = [&](std::string_view text) {
        if (!std::exchange(is_first, false)) out += delimiter;
        out += cell(text, delimiter);
    };
    const auto end_row = [&] {
        out += "\r\n";
        is_first = true;
    };
    for (const auto heading : headings) add(heading);
    for (const auto& heading : table.carried) add(heading);
    end_row();
    for (const auto& line : table.lines) {
        for (const std::string& text :
             {line.name, line.organisation, line.title, line.category, std::string(attendance_status(line.status)),
              local_time(line.first_in, zone), local_time(line.inside_since, zone), line.given, line.family, line.language,
              std::string(line.is_protected ? "ja" : ""), line.ticket_code})
            add(text);
        for (std::size_t i = 0; i < table.carried.size(); ++i)
            add(i < line.carried.size() ? std::string_view(line.carried[i]) : std::string_view{});
        end_row();
    }
    return out;
}

std::string records_json_lines(std::span<const AttendanceRecord> records) {
    std::string out;
    for (const auto& record : records) {
        const nlohmann::ordered_json json{{"station", record.station},   {"number", record.station_seq},
                                          {"at", to_rfc3339(record.at)}, {"kind", to_string(record.kind)},
                                          {"id", record.id.value},       {"person", record.registration.value},
                                          {"turn", record.turn},         {"by", to_string(record.by)},
                                          {"detail", record.detail},     {"chain_hash", record.chain_hash}};
        out += json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    }
    return out;
}

std::string attendance_json(const AttendanceTable& table) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& line : table.lines) {
        nlohmann::ordered_json person = {{"name", line.name},
                                         {"organisation", line.organisation},
                                         {"title", line.title},
                                         {"category", line.category},
                                         {"status", to_string(line.status)}};
        person["first_in"] = line.first_in ? nlohmann::ordered_json(to_rfc3339(*line.first_in)) : nullptr;
        person["inside_since"] = line.inside_since ? nlohmann::ordered_json(to_rfc3339(*line.inside_since)) : nullptr;
        person["given"] = line.given;
        person["family"] = line.family;
        person["language"] = line.language;
        person["protected"] = line.is_protected;
        person["ticket_code"] = line.ticket_code;
        if (!table.carried.empty()) {
            auto& carried = person["export"];
            for (std::size_t i = 0; i < table.carried.size(); ++i)
                carried[table.carried[i]] = i < line.carried.size() ? line.carried[i] : "";
        }
        list.push_back(std::move(person));
    }
    return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace entre
