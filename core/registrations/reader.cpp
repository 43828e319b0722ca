#include "core/registrations/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory_resource>
#include <unordered_map>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::size_t longest_code = 256;  // pretix allows 255
constexpr std::size_t longest_field = 120;

/// One row seen through the columns.
class RowView {
public:
    RowView(const TableRow& row, const Columns& columns) : row_(row), columns_(columns) {}

    /// The first cell of the field that says something, without spreadsheet guards (a leading TAB or apostrophe before =+-@).
    [[nodiscard]] std::string_view raw(Field field) const {
        for (const std::size_t place : columns_.of(field)) {
            if (place >= row_.cells.size()) continue;
            std::string_view cell = trim(row_.cells[place]);
            if (cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos) cell.remove_prefix(1);
            if (!cell.empty()) return cell;
        }
        return {};
    }
    [[nodiscard]] std::string text(Field field) const { return clean_text(raw(field), longest_field); }

private:
    const TableRow& row_;
    const Columns& columns_;
};

/// Where only the whole name is exported: the last word is the family name, with the particles before it.
void split_name(const std::string& full, Registration& person) {
    if (const auto comma = full.find(", "); comma != std::string::npos) {
        person.family = full.substr(0, comma);
        person.given = full.substr(comma + 2);
        return;
    }
    auto space = full.rfind(' ');
    if (space == std::string::npos) {
        person.given = full;
        return;
    }
    while (space > 0) {
        const auto before = full.rfind(' ', space - 1);
        if (before == std::string::npos || !is_name_particle(std::string_view(full).substr(before + 1, space - before - 1))) break;
        space = before;
    }
    person.given = full.substr(0, space);
    person.family = full.substr(space + 1);
}

RegistrationStatus status_in(const RowView& row, std::string& reason) {
    const auto status = status_of(row.raw(Field::status));
    if (!status) {
        reason = "the status is a word that is not known; known are paid, pending, canceled, expired, Anmäld, Obetald, Avbokad, Väntelista";
        return RegistrationStatus::registered;
    }
    const auto paid = row.raw(Field::is_paid);
    if (*status == RegistrationStatus::registered && !paid.empty() && !is_yes(paid)) return RegistrationStatus::unpaid;
    return *status;
}

bool is_no(std::string_view mark) {
    constexpr std::array<std::string_view, 9> words = {"nej", "no", "n", "false", "falskt", "0", "-", "–", "ingen"};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return word == mark || (!fold(mark).empty() && fold(word) == fold(mark)); });
}

bool is_protected(const RowView& row, const RegistrationSettings& settings) {
    const auto mark = row.raw(Field::protected_mark);
    if (mark.empty()) return false;
    const std::string folded = fold(mark);
    const auto& values = settings.protected_values;
    const bool is_named = std::any_of(values.begin(), values.end(), [&](const std::string& value) {
        return folded.empty() ? value == mark : fold(value) == folded;
    });
    // A plain yes protects whatever the organiser named, and where nothing was named anything but a plain no does: a name shown
    // by mistake cannot be taken back.
    return is_named || is_yes(mark) || (values.empty() && !is_no(mark));
}

/// A row that was shifted by an unquoted delimiter would put one field's words into another.
bool has_stray_cells(const TableRow& row, std::size_t headings) {
    for (std::size_t i = headings; i < row.cells.size(); ++i)
        if (!trim(row.cells[i]).empty()) return true;
    return false;
}

bool is_code_damaged(std::string_view code) {
    // "2,38202E+11": a spreadsheet took the code for a number; the rest of the digits are gone.
    const auto e = code.find_first_of("eE");
    return e != std::string_view::npos && e > 0 && e + 1 < code.size() && code[e + 1] == '+' &&
           code.substr(0, e).find_first_not_of("0123456789.,") == std::string_view::npos;
}

Registration person_in(const RowView& row, const RegistrationSettings& settings, std::string& reason) {
    Registration person;
    const auto code = row.raw(Field::ticket_code);
    person.ticket_code = clean_text(code, longest_code);
    person.given = row.text(Field::given);
    person.family = row.text(Field::family);
    if (person.given.empty() && person.family.empty()) split_name(row.text(Field::full_name), person);
    person.organisation = row.text(Field::organisation);
    person.title = row.text(Field::title);
    person.category = row.text(Field::category);
    person.language = to_lower_ascii(row.text(Field::language).substr(0, 2));
    person.note = row.text(Field::note);
    const auto order = row.text(Field::order), position = row.text(Field::position);
    if (!order.empty()) person.export_key = position.empty() ? order : order + "-" + position;
    person.status = status_in(row, reason);
    person.is_protected = is_protected(row, settings);
    person.is_flagged = is_yes(row.raw(Field::notify));

    if (person.ticket_code.empty()) reason = "no ticket code";
    else if (code.size() > longest_code)
        reason = "the ticket code is longer than 256 characters";
    else if (is_code_damaged(person.ticket_code)) reason = "the ticket code was turned into a rounded number by a spreadsheet; export it again as text";
    else if (person.given.empty() && person.family.empty()) reason = "no name";
    return person;
}

}  // namespace

Result<ExportReading> read_export(const Table& table, const RegistrationSettings& settings) {
    auto columns = recognise(table, settings.protected_column);
    if (!columns) return pass_on(columns);
    ExportReading reading{table.name, table.sha256, columns->system, table.format, {}, {}, {}, {}, {}};
    const bool speaks_of_protection = !columns->of(Field::protected_mark).empty();
    for (std::size_t field = 0; field < field_count; ++field)
        for (const std::size_t place : columns->places[field])
            reading.columns.push_back({clean_text(table.headings[place], 60), static_cast<Field>(field)});

    std::pmr::monotonic_buffer_resource nodes(table.rows.size() * 40);  // a code each: given back all at once
    std::pmr::unordered_map<std::string_view, std::int64_t> lines(&nodes);  // by the codes of those in `people`, which is never moved
    lines.reserve(table.rows.size());
    reading.people.reserve(table.rows.size());
    for (const auto& cells : table.rows) {
        const RowView row(cells, *columns);
        const auto event = row.raw(Field::event);
        if (!settings.event.empty() && !event.empty() && fold(event) != fold(settings.event)) {
            if (auto code = clean_text(row.raw(Field::ticket_code), longest_code); !code.empty())
                reading.foreign_codes.push_back(std::move(code));
            continue;
        }
        std::string reason;
        Registration person = person_in(row, settings, reason);
        if (has_stray_cells(cells, table.headings.size())) reason = "more cells than headings; is there a delimiter inside a cell?";
        if (reason.empty()) {
            const auto earlier = lines.find(person.ticket_code);
            if (earlier != lines.end()) reason = fmt::format("the same ticket code as on line {}", earlier->second);
        }
        if (reason.empty()) {
            reading.people.push_back({std::move(person), cells.line, speaks_of_protection});
            lines.emplace(reading.people.back().registration.ticket_code, cells.line);
        } else {
            reading.rejected.push_back({cells.line, std::move(reason)});
            Registration named;
            named.ticket_code = std::move(person.ticket_code);
            named.export_key = std::move(person.export_key);
            reading.unreadable.push_back(std::move(named));
        }
    }
    if (reading.people.empty() && !table.rows.empty() && reading.foreign_codes.empty())
        return fail(ErrorCode::export_invalid, fmt::format("{}: not one of its {} rows could be read. Line {}: {}", table.name, table.rows.size(),
                                                           reading.rejected.front().line, reading.rejected.front().reason));
    return reading;
}

}  // namespace entre
