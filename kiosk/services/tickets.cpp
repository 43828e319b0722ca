#include "kiosk/services/tickets.hpp"

#include <algorithm>

#include "core/attendance/report.hpp"
#include "core/base/atomic_file.hpp"
#include "core/services/import_service.hpp"
#include "core/services/visitor_codes.hpp"
#include "core/store/read_only_folder.hpp"
#include "core/store/roster.hpp"
#include "kiosk/services/resources.hpp"
#include "kiosk/services/sticks.hpp"
#include "kiosk/ui/words.hpp"
#include "print/badge/badge_sorting.hpp"
#include "print/badge/sheets.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

Result<std::string> tickets_pdf(const Seminar& seminar, const std::vector<Registration>& people) {
    const auto ticket = read_template(assets_folder() / "badges" / "ticket.svg");
    if (!ticket) return pass_on(ticket);
    const auto layout = sheet_layout({}, {}, *ticket);
    if (!layout) return pass_on(layout);
    const auto place = ticket_place(seminar);
    if (!place) return pass_on(place);
    std::string pdf;
    SheetWriter writer(
        *ticket, *layout,
        [&](std::string_view bytes) {
            pdf += bytes;
            return true;
        },
        ticket_texts(seminar));
    for (const auto& who : people)
        if (const auto added = writer.add(ticket_content(seminar, who, *place)); !added) return pass_on(added);
    if (const auto finished = writer.finish(); !finished) return pass_on(finished);
    return pdf;
}

Result<std::vector<Registration>> people_in(const Seminar& seminar, const SeminarFolder& folder) {
    auto database = open_or_copy(folder, "entre");
    if (!database) return pass_on(database);
    return database->guard([&]() -> Result<std::vector<Registration>> {
        return in_badge_order(Roster(*database).all(false), seminar, BadgeSortKey::name);
    });
}

/// Where the files go, and what that is called.
struct Place {
    fs::path folder;
    std::string stick;
    bool is_stick = false;
};
Place place_for(const fs::path& seminar, const fs::path& instead) {
    if (!instead.empty()) return {instead, instead.filename().string(), false};
    const auto sticks = find_sticks();
    return sticks.empty() ? Place{seminar, {}, false} : Place{sticks.front().folder, sticks.front().name, true};
}

Result<void> save(const Place& place, const std::string& name, const std::string& bytes) {
    return place.is_stick ? save_on_stick({}, name, bytes) : write_file_atomically(place.folder / name, bytes);
}

}  // namespace

std::vector<Registration> who_needs_tickets(std::vector<Registration> people, bool is_everybody) {
    std::erase_if(people, [&](const Registration& who) {
        const bool has_another = who.code_kind == CodeKind::prefix || (who.code_kind == CodeKind::exported && !is_everybody);
        return who.status == RegistrationStatus::withdrawn || who.is_walk_in || who.ticket_code.empty() || has_another;
    });
    return people;
}

Result<std::string> ticket_place(const Seminar& seminar) {
    const auto& language = seminar.languages.front();
    const auto words = read_languages({language});
    if (!words) return pass_on(words);
    std::string place = words->front().day(seminar.starts) + " " + words->front().time_span(seminar.starts, seminar.ends);
    for (const auto* part : {&seminar.venue, &seminar.address})
        if (const auto& text = part->in(language); !text.empty()) place += (part == &seminar.venue ? " · " : ", ") + text;
    return place;
}

BadgeContent ticket_content(const Seminar& seminar, const Registration& person, const std::string& place) {
    auto content = badge_content(seminar, person);
    content.event = seminar.name.in(seminar.languages.front());
    content.place = place;
    content.ticket_code = person.ticket_code;  // also on a protected person's ticket, which has no name
    return content;
}

DocumentTexts ticket_texts(const Seminar& seminar) {
    const auto& language = seminar.languages.front();
    const bool is_swedish = language == "sv";
    return {(is_swedish ? "Biljetter · " : "Tickets · ") + seminar.name.in(language), is_swedish ? "sv" : "en",
            is_swedish ? "QR-kod. Visa den vid ingången, på papper eller på telefonen."
                       : "QR code. Show it at the entrance, on paper or on your phone."};
}

Result<std::string> tickets_csv(const Seminar& seminar, const SeminarFolder& folder, const std::vector<Registration>& people) {
    CarriedColumns all;
    auto database = open_or_copy(folder, "entre");
    if (!database) return pass_on(database);
    for (const auto& file : seminar.registrations.files) {
        auto columns = columns_of_export(*database, seminar, folder.path / file, utc_now());
        if (!columns) return pass_on(columns);
        const auto before = all.headings.size();
        all.headings.insert(all.headings.end(), columns->headings.begin(), columns->headings.end());
        for (auto& [who, cells] : columns->cells) {
            if (all.cells.contains(who)) continue;
            cells.insert(cells.begin(), before, std::string{});
            all.cells.emplace(who, std::move(cells));
        }
    }
    return attendance_csv(attendance_table(people, {}, all), seminar.time_zone());
}

Result<Tickets> make_tickets(const fs::path& path) {
    const SeminarFolder folder{path};
    const auto seminar = read_seminar(path);
    if (!seminar) return pass_on(seminar);
    auto everybody = people_in(*seminar, folder);
    if (!everybody) return pass_on(everybody);
    const auto people = who_needs_tickets(std::move(*everybody), false);
    if (people.empty()) return fail(ErrorCode::wrong_usage, sentence("Everybody on the list has a code already."));
    auto pdf = tickets_pdf(*seminar, people);
    if (!pdf) return pass_on(pdf);
    auto csv = tickets_csv(*seminar, folder, people);
    if (!csv) return pass_on(csv);
    if (const auto noted = note_tickets_made(folder); !noted) return pass_on(noted);
    const auto by_hand = std::count_if(people.begin(), people.end(), [](const Registration& who) { return who.is_protected; });
    return Tickets{std::move(*pdf),
                   std::move(*csv),
                   ticket_files(seminar->languages.front()),
                   {people.size(), static_cast<std::size_t>(by_hand)}};
}

Result<setup::SavedTickets> save_tickets(const fs::path& path, const fs::path& instead) {
    auto tickets = make_tickets(path);
    if (!tickets) return pass_on(tickets);
    const auto place = place_for(path, instead);
    if (const auto saved = save(place, std::string(tickets->names.document), tickets->pdf); !saved) return pass_on(saved);
    if (const auto saved = save(place, std::string(tickets->names.list), tickets->csv); !saved) return pass_on(saved);
    tickets->count.stick = place.stick;
    return tickets->count;
}

}  // namespace entre
