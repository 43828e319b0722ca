#include "kiosk/services/setup_checks.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/log.hpp"
#include "core/store/rolls.hpp"
#include "core/store/roster.hpp"
#include "core/store/shared_entries.hpp"
#include "kiosk/input/gstreamer_source.hpp"
#include "kiosk/services/machine_checks.hpp"
#include "kiosk/services/queue_forecast.hpp"
#include "kiosk/services/resources.hpp"
#include "kiosk/services/seminar_cards.hpp"
#include "kiosk/services/setup_printers.hpp"
#include "print/badge/content.hpp"
#include "print/badge/painter.hpp"
#include "print/badge/render.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

/// Letters of the western languages are in every font; only other names are measured.
bool has_rare_letters(const Registration& person) {
    const auto is_rare = [](char c) { return static_cast<unsigned char>(c) > 0xc3; };
    return std::any_of(person.given.begin(), person.given.end(), is_rare) ||
           std::any_of(person.family.begin(), person.family.end(), is_rare);
}

setup::CheckRow check_badge(const Seminar& seminar, const SeminarFolder& folder, const std::vector<Registration>& people) {
    setup::CheckRow row{setup::CheckKind::badge};
    const auto badge = find_template(seminar, folder);
    if (!badge) {
        row.health = setup::Health::missing;
        return row;
    }
    row.count = std::lround(badge->width_mm);
    row.other = std::lround(badge->height_mm);
    const BadgePainter painter(*badge);
    row.unprintable = std::count_if(people.begin(), people.end(), [&](const Registration& person) {
        return has_rare_letters(person) && painter.measure(badge_content(seminar, person)).missing_glyphs > 0;
    });
    if (row.unprintable > 0) row.health = setup::Health::notice;
    return row;
}

/// For printers whose labels are counted.
std::vector<setup::CheckRow> check_labels(Database& database, std::int64_t expected) {
    std::vector<setup::CheckRow> rows;
    for (const auto& roll : Rolls(database).all())
        rows.push_back({.kind = setup::CheckKind::labels,
                        .health = roll.left >= expected ? setup::Health::good : setup::Health::notice,
                        .count = roll.left,
                        .other = expected});
    return rows;
}

/// From the seminar's database, once there is one.
struct Stored {
    std::vector<Registration> people;
    std::vector<setup::CheckRow> labels;
};
Stored stored_in(const SeminarFolder& folder, std::int64_t expected) {
    if (expected == 0) return {};
    auto database = Database::open(folder, Access::read, "entre");
    if (!database) return {};
    const auto read = database->guard(
        [&]() -> Result<Stored> { return Stored{Roster(*database).all(false), check_labels(*database, expected)}; });
    if (!read) log_warning("setup", "{}", read.error().detail);
    return read.value_or(Stored{});
}

std::vector<setup::CheckRow> check_printers(const Seminar& seminar, const SeminarFolder& folder) {
    std::vector<setup::CheckRow> rows;
    for (const auto& printer : make_printers(seminar, folder)) {
        setup::CheckRow row{setup::CheckKind::printer};
        const auto health = printer->health();
        const bool is_any = std::any_of(seminar.printers.begin(), seminar.printers.end(), [&](const PrinterSettings& one) {
            return one.name == printer->name() && one.queue == "auto";
        });
        if (!health && is_any) continue;  // "auto", and no printer is connected
        row.name = printer->name();
        row.fault = health ? health->fault : PrinterFault::offline;
        if (row.fault != PrinterFault::none) row.health = setup::Health::notice;
        rows.push_back(std::move(row));
    }
    for (const auto& printer : seminar.printers) {
        const auto roll = read_roll(folder.path, printer.queue, {});
        using How = setup::PrinterRoll::How;
        if (roll.how != How::is_other && roll.how != How::has_no_such) continue;
        rows.push_back({.kind = setup::CheckKind::labels, .health = setup::Health::notice, .roll = roll});
    }
    if (rows.empty()) rows.push_back({.kind = setup::CheckKind::printer, .health = setup::Health::notice});
    return rows;
}

setup::CheckRow check_camera(const Seminar& seminar) {
    setup::CheckRow row{setup::CheckKind::camera};
    const auto& wanted = seminar.kiosk.camera;
    std::error_code ignored;
    const bool is_there =
        wanted == "auto" ? find_camera().has_value() : !wanted.starts_with("/dev/") || fs::exists(wanted, ignored);
    if (!is_there) row.health = setup::Health::notice;
    row.count = wanted == "none" ? 0 : 1;
    return row;
}

std::size_t kiosks_at(const SeminarFolder& folder) {
    auto database = Database::open(folder, Access::read, "entre");
    if (!database) return 1;
    return database->guard([&]() -> Result<std::size_t> { return SharedEntries(*database).known().size() + 1; }).value_or(1);
}

setup::CheckRow check_queue(const Seminar& seminar, const SeminarFolder& folder, std::size_t invited) {
    constexpr std::int64_t patience_s = 180;
    setup::CheckRow row{setup::CheckKind::queue};
    row.queue = queue_forecast(folder, seminar, invited, kiosks_at(folder));
    if (row.queue->wait_s > patience_s) row.health = setup::Health::notice;
    return row;
}

setup::CheckRow check_day(const Seminar& seminar) {
    const auto day_of = [&](UtcTime time) { return std::chrono::floor<std::chrono::days>(time + seminar.starts.offset); };
    const auto days = day_of(seminar.starts.utc) - day_of(utc_now());
    return {.kind = setup::CheckKind::day,
            .health = days.count() < 0 ? setup::Health::missing : setup::Health::good,
            .other = days.count(),
            .time = seminar.doors_open};
}

void append(std::vector<setup::CheckRow>& rows, std::vector<setup::CheckRow> more) {
    for (auto& row : more) rows.push_back(std::move(row));
}

}  // namespace

std::vector<setup::CheckRow> check_seminar(const fs::path& path) {
    const SeminarFolder folder{path};
    const auto seminar = read_seminar(path);
    if (!seminar) return {{.kind = setup::CheckKind::day, .health = setup::Health::missing}};
    const auto people = people_on_list(folder);
    std::vector<setup::CheckRow> rows;
    rows.push_back({.kind = setup::CheckKind::list,
                    .health = people.expected > 0 ? setup::Health::good : setup::Health::missing,
                    .count = people.expected});
    if (people.expected > 0)
        rows.push_back({.kind = setup::CheckKind::codes,
                        .health = people.have_codes || seminar->kiosk.search ? setup::Health::good : setup::Health::notice,
                        .count = people.have_codes ? 1 : 0,
                        .other = seminar->kiosk.search ? 1 : 0});
    auto stored = stored_in(folder, people.expected);
    rows.push_back(check_badge(*seminar, folder, stored.people));
    append(rows, check_printers(*seminar, folder));
    append(rows, std::move(stored.labels));
    rows.push_back(check_camera(*seminar));
    const bool is_before = !seminar->doors_open || seminar->doors_open->utc < seminar->starts.utc;
    if (people.expected > 0 && is_before)
        rows.push_back(check_queue(*seminar, folder, static_cast<std::size_t>(people.expected)));
    rows.push_back(
        {.kind = setup::CheckKind::staff_pin, .health = setup::Health::good, .count = seminar->pin_hash.empty() ? 0 : 1});
    rows.push_back({.kind = setup::CheckKind::phones, .count = seminar->live_page_listen.empty() ? 0 : 1});
    rows.push_back(check_day(*seminar));
    append(rows, check_machine(*seminar, folder));
    return rows;
}

}  // namespace entre
