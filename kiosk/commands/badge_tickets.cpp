// Tickets for people whose registration came without a QR code, for the organiser to send.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "core/attendance/report.hpp"
#include "core/base/atomic_file.hpp"
#include "core/services/import_service.hpp"
#include "core/services/visitor_codes.hpp"
#include "core/store/read_only_folder.hpp"
#include "kiosk/commands/badge.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/resources.hpp"
#include "kiosk/ui/words.hpp"

namespace entre {

namespace {

/// People who need a ticket: nobody withdrawn, and those with a ticket from their own system only when everybody is
/// to get one.
std::vector<Registration> in_need(std::vector<Registration> people, bool is_everybody) {
    std::erase_if(people, [&](const Registration& who) {
        const bool has_another = who.code_kind == CodeKind::prefix || (who.code_kind == CodeKind::exported && !is_everybody);
        return who.status == RegistrationStatus::withdrawn || who.is_walk_in || who.ticket_code.empty() || has_another;
    });
    return people;
}

Result<std::size_t> write_pdf(const BadgeOptions& options, const Seminar& seminar, const std::vector<Registration>& people) {
    const auto ticket =
        read_template(options.template_file.empty() ? assets_folder() / "badges" / "ticket.svg" : options.template_file);
    if (!ticket) return pass_on(ticket);
    const auto layout = sheet_layout(options.sheet, options.grid, *ticket);
    if (!layout) return pass_on(layout);
    const auto& language = seminar.languages.front();
    const auto words = read_languages({language});
    if (!words) return pass_on(words);
    std::string place = words->front().day(seminar.starts) + " " + words->front().time_span(seminar.starts, seminar.ends);
    for (const auto* part : {&seminar.venue, &seminar.address})
        if (const auto& text = part->in(language); !text.empty()) place += (part == &seminar.venue ? " · " : ", ") + text;
    return write_document(options.tickets, people, *ticket, *layout, [&](const Registration& who) {
        auto content = badge_content(seminar, who);
        content.event = seminar.name.in(language);
        content.place = place;
        content.ticket_code = who.ticket_code;  // also on a protected person's ticket, which has no name
        return content;
    });
}

/// Our own columns, followed by all columns of the export: it has the address to send to, which Entré does not keep.
Result<std::size_t> write_csv(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder,
                              const std::vector<Registration>& people) {
    CarriedColumns all;
    auto database = open_or_copy(folder, "entre badge");
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
    if (const auto written =
            write_file_atomically(options.tickets, attendance_csv(attendance_table(people, {}, all), seminar.time_zone()));
        !written)
        return pass_on(written);
    return people.size();
}

}  // namespace

int run_tickets(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder) {
    auto everybody = people_for_badges(folder, seminar, {}, options.by_sector);
    if (!everybody) return report(everybody.error());
    const auto people = in_need(std::move(*everybody), options.is_everybody);
    if (people.empty())
        return report(
            {ErrorCode::wrong_usage,
             "Nobody needs a ticket: all have one of their registration system's. --everybody makes them all the same."});
    const bool is_csv = options.tickets.extension() == ".csv";
    if (!is_csv && options.tickets.extension() != ".pdf")
        return report({ErrorCode::wrong_usage, "--tickets needs a name that ends in .pdf, or in .csv for mail merge"});
    const auto written = is_csv ? write_csv(options, seminar, folder, people) : write_pdf(options, seminar, people);
    if (!written) return report(written.error());
    if (const auto noted = note_tickets_made(folder); !noted) return report(noted.error());
    print_line(sentence("Tickets in {}: {}.", options.tickets.string(), *written));
    const auto hidden = std::count_if(people.begin(), people.end(), [](const Registration& who) { return who.is_protected; });
    if (is_csv && hidden > 0)
        print_line(sentence("{} of them are for protected people, without name and address: send those by hand.", hidden));
    return status_done;
}

}  // namespace entre
