// Tickets for people whose registration came without a QR code, for the organiser to send.
#include <algorithm>
#include <cstdio>

#include "core/base/atomic_file.hpp"
#include "core/services/visitor_codes.hpp"
#include "kiosk/commands/badge.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/resources.hpp"
#include "kiosk/services/tickets.hpp"

namespace entre {

namespace {

Result<std::size_t> write_pdf(const BadgeOptions& options, const Seminar& seminar, const std::vector<Registration>& people) {
    const auto ticket =
        read_template(options.template_file.empty() ? assets_folder() / "badges" / "ticket.svg" : options.template_file);
    if (!ticket) return pass_on(ticket);
    const auto layout = sheet_layout(options.sheet, options.grid, *ticket);
    if (!layout) return pass_on(layout);
    const auto place = ticket_place(seminar);
    if (!place) return pass_on(place);
    return write_document(
        options.tickets, people, *ticket, *layout, [&](const Registration& who) { return ticket_content(seminar, who, *place); },
        ticket_texts(seminar));
}

Result<std::size_t> write_csv(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder,
                              const std::vector<Registration>& people) {
    const auto csv = tickets_csv(seminar, folder, people);
    if (!csv) return pass_on(csv);
    if (const auto written = write_file_atomically(options.tickets, *csv); !written) return pass_on(written);
    return people.size();
}

}  // namespace

int run_tickets(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder) {
    auto everybody = people_for_badges(folder, seminar, {}, options.by_sector);
    if (!everybody) return report(everybody.error());
    const auto people = who_needs_tickets(std::move(*everybody), options.is_everybody);
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
