#include "core/services/visitor_codes.hpp"

#include <filesystem>

#include "core/base/atomic_file.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

constexpr TicketFiles swedish{"Biljetter.pdf", "Biljetter för utskick.csv"};
constexpr TicketFiles english{"Tickets.pdf", "Tickets for mail merge.csv"};

std::filesystem::path mark_in(const SeminarFolder& folder) { return folder.path / "tickets-made"; }

}  // namespace

bool have_visitors_codes(Database& database, const SeminarFolder& folder) {
    std::error_code ignored;
    return Roster(database).has_codes() || std::filesystem::exists(mark_in(folder), ignored);
}

Result<void> note_tickets_made(const SeminarFolder& folder) { return write_file_atomically(mark_in(folder), ""); }

TicketFiles ticket_files(std::string_view language) { return language == "sv" ? swedish : english; }

bool is_ticket_file(std::string_view name) {
    return name == swedish.document || name == swedish.list || name == english.document || name == english.list;
}

}  // namespace entre
