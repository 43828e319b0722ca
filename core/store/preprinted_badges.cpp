#include "core/store/preprinted_badges.hpp"

#include "core/base/enum_text.hpp"

namespace entre {

void PreprintedBadges::begin(const SheetId& sheet, std::string_view printer, std::span<const PreprintedBadge> badges,
                             UtcTime now) {
    auto row = database_.statement(
        "INSERT INTO preprinted_sheets (id, printer, job, state, changed_ms) VALUES (?, ?, 0, 'submitted', ?)");
    row.with(sheet.value).with(printer).with(to_ms(now)).run();
    for (const auto& badge : badges) {
        auto one = database_.statement("INSERT INTO preprinted_badges (registration, sheet, content) VALUES (?, ?, ?)");
        one.with(badge.registration.value).with(sheet.value).with(badge.content).run();
    }
}

void PreprintedBadges::note(const SheetId& sheet, OrderState state, int job, UtcTime now) {
    if (state == OrderState::failed) {
        database_.statement("DELETE FROM preprinted_badges WHERE sheet = ?").with(sheet.value).run();
        database_.statement("DELETE FROM preprinted_sheets WHERE id = ?").with(sheet.value).run();
        return;
    }
    auto row = database_.statement(
        "UPDATE preprinted_sheets SET state = ?2, job = CASE WHEN ?3 = 0 THEN job ELSE ?3 END, changed_ms = ?4 WHERE id = ?1");
    row.with(sheet.value).with(to_string(state)).with(std::int64_t{job}).with(to_ms(now)).run();
}

std::vector<PreprintedSheet> PreprintedBadges::unsettled() const {
    std::vector<PreprintedSheet> sheets;
    auto row = database_.statement(
        "SELECT s.id, printer, job, state, registration FROM preprinted_sheets s JOIN preprinted_badges b ON b.sheet = s.id "
        "WHERE state <> 'printed' ORDER BY s.id");
    while (row.step()) {
        if (sheets.empty() || sheets.back().id.value != row.text(0)) {
            const auto state = from_string(row.text(3), OrderState::in_doubt).value_or(OrderState::in_doubt);
            sheets.push_back({{row.text(0)}, row.text(1), static_cast<int>(row.number(2)), state, {}});
        }
        sheets.back().registrations.push_back({row.text(4)});
    }
    return sheets;
}

bool PreprintedBadges::is_printed(const RegistrationId& person, std::string_view content) const {
    auto row = database_.statement(
        "SELECT content FROM preprinted_badges JOIN preprinted_sheets s ON s.id = sheet WHERE registration = ? AND state = "
        "'printed' "
        "ORDER BY sheet DESC LIMIT 1");
    row.with(person.value);
    return row.step() && row.text(0) == content;
}

std::unordered_map<RegistrationId, std::string> PreprintedBadges::printed() const {
    std::unordered_map<RegistrationId, std::string> contents;
    // Sheet ids sort by time, so a person's last badge wins.
    auto row = database_.statement(
        "SELECT registration, content FROM preprinted_badges JOIN preprinted_sheets s ON s.id = sheet WHERE state = 'printed' "
        "ORDER BY sheet");
    while (row.step()) contents[{row.text(0)}] = row.text(1);
    return contents;
}

}  // namespace entre
