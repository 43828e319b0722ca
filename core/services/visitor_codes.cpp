#include "core/services/visitor_codes.hpp"

#include <filesystem>

#include "core/base/atomic_file.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

std::filesystem::path mark_in(const SeminarFolder& folder) { return folder.path / "tickets-made"; }

}  // namespace

bool have_visitors_codes(Database& database, const SeminarFolder& folder) {
    std::error_code ignored;
    return Roster(database).has_codes() || std::filesystem::exists(mark_in(folder), ignored);
}

Result<void> note_tickets_made(const SeminarFolder& folder) { return write_file_atomically(mark_in(folder), ""); }

}  // namespace entre
