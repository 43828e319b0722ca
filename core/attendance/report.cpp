#include "core/attendance/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/base/text.hpp"

namespace entre {

namespace {

std::string cell(std::string_view text) {
    std::string out;
    // Spreadsheets run what begins like this, also after white space that they trim.
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool is_formula =
        first != std::string_view::npos && std::string_view("=+-@").find(text[first]) != std::string_view::npos;
    const bool is_guarded = is_formula || text.starts_with('\t') || text.starts_with('\r');
    if (is_guarded) out.push_back('\'');
    out += text;
    if (out.find_first_of(";\"\n\r,") == std::string::npos) return out;
    std::string quoted = "\"";
    for (const char c : out) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string local(const std::optional<UtcTime>& time, std::chrono::minutes offset) {
    if (!time) return {};
    const LocalTime place{*time, offset};
    const auto day = local_date(place);
    std::string clock = clock_time(place);
    std::replace(clock.begin(), clock.end(), '.', ':');
    return fmt::format("{:04}-{:02}-{:02} {}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()), clock);
}

}  // namespace

std::vector<AttendanceLine> attendance_lines(std::span<const Registration> roster, std::span<const AttendanceRecord> records) {
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
        }
        line.status = person.status;
        if (const auto own = by_person.find(person.id.value); own != by_person.end()) {
            line.inside_since = inside_since(own->second);
            for (const auto& record : own->second)
                if (record.kind == RecordKind::checked_in || record.kind == RecordKind::walk_in)
                    line.first_in = line.first_in ? std::min(*line.first_in, record.at) : record.at;
        }
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const AttendanceLine& a, const AttendanceLine& b) {
        if (a.first_in.has_value() != b.first_in.has_value()) return a.first_in.has_value();
        return a.first_in ? *a.first_in < *b.first_in : fold(a.name) < fold(b.name);
    });
    return lines;
}

std::string attendance_csv(std::span<const AttendanceLine> lines, std::chrono::minutes offset) {
    std::string out = "\xef\xbb\xbf" "Namn;Organisation;Titel;Sektor;Status;Först in;Inne sedan\r\n";
    for (const auto& line : lines)
        out += fmt::format("{};{};{};{};{};{};{}\r\n", cell(line.name), cell(line.organisation), cell(line.title), cell(line.category),
                           to_string(line.status), local(line.first_in, offset), local(line.inside_since, offset));
    return out;
}

std::string attendance_json(std::span<const AttendanceLine> lines) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& line : lines) {
        nlohmann::ordered_json person = {{"name", line.name},         {"organisation", line.organisation},
                                         {"title", line.title},       {"category", line.category},
                                         {"status", to_string(line.status)}};
        person["first_in"] = line.first_in ? nlohmann::ordered_json(to_rfc3339(*line.first_in)) : nullptr;
        person["inside_since"] = line.inside_since ? nlohmann::ordered_json(to_rfc3339(*line.inside_since)) : nullptr;
        list.push_back(std::move(person));
    }
    return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace entre
