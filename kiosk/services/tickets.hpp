// Tickets for people whose registration came without a QR code, for the organiser to send.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "core/services/visitor_codes.hpp"
#include "core/setup/screens.hpp"
#include "print/badge/content.hpp"
#include "print/badge/tagged_pdf.hpp"

namespace entre {

/// People who need a ticket: nobody withdrawn, and those with a ticket from their own system only when everybody is to get one.
std::vector<Registration> who_needs_tickets(std::vector<Registration> people, bool is_everybody);

/// Day, times and place as they stand on a ticket. Errors: those of read_languages.
Result<std::string> ticket_place(const Seminar& seminar);
/// `place` is from ticket_place. A protected person's ticket has no name.
BadgeContent ticket_content(const Seminar& seminar, const Registration& person, const std::string& place);

/// Title, language and the text of the code for those who have tickets read aloud, in the seminar's first language.
DocumentTexts ticket_texts(const Seminar& seminar);

/// For mail merge: our own columns, followed by all columns of the export; it has the address to send to, which Entré does not
/// keep. Errors: those of the database and of reading the export.
Result<std::string> tickets_csv(const Seminar& seminar, const SeminarFolder& folder, const std::vector<Registration>& people);

/// Tickets for everybody on the seminar's list who needs one.
struct Tickets {
    std::string pdf, csv;
    TicketFiles names;
    setup::SavedTickets count;
};
/// Notes that there are codes now. Errors: wrong_usage when nobody needs a ticket; those of the parts above.
Result<Tickets> make_tickets(const std::filesystem::path& seminar);

/// Makes tickets and saves them as two files on the first stick, or in `instead` if that is set; without a stick in the seminar's
/// folder. Errors: also those of save_on_stick.
Result<setup::SavedTickets> save_tickets(const std::filesystem::path& seminar, const std::filesystem::path& instead);

}  // namespace entre
