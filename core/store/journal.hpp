// journal.jsonl: the second record of what was acknowledged, outside entre.db. A morning can be rebuilt from it and the export.
// One line of JSON (RFC 8259) per transaction:
//   {"registrations":[{…}],"attendance":[{…}],"badge_orders":[{…}],"sum":"0123456789abcdef"}
// The objects are rows of the tables of these names, column by column. "sum" is the first 16 hex digits of the SHA-256 of
// everything before it. Lines are only added; a row that changes comes again, and its last line counts.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// What a journal holds. A last line without a line feed is left out: it was never acknowledged.
struct JournalContent {
    std::vector<std::string> entries;  ///< JSON without the sum, oldest first
    std::size_t unreadable = 0;        ///< lines whose sum does not match
};

/// A missing file is an empty journal. Errors: file_unreadable.
Result<JournalContent> read_journal(const std::filesystem::path& file);

/// The complete line of an entry, with sum and line feed.
std::string journal_line(std::string_view entry);

/// Replaces the seminar's journal. When lines of the old one are unreadable it is kept, in a folder "damaged-…".
/// Errors: file_unwritable.
Result<void> write_journal_anew(const SeminarFolder& folder, const std::vector<std::string>& entries, std::size_t unreadable);

/// A new folder for damaged files that are kept: "damaged-2027-05-20T064109.000Z". Errors: file_unwritable.
Result<std::filesystem::path> make_damaged_folder(const SeminarFolder& folder);

/// The journal opened for adding. Owned by one thread.
class Journal {
public:
    /// Creates the file if missing, and cuts off an unfinished last line. Errors: file_unwritable, disk_full.
    static Result<Journal> open(const std::filesystem::path& file);
    Journal(Journal&& other) noexcept;
    Journal& operator=(Journal&& other) noexcept;
    ~Journal();

    /// Adds the entries; on disk when this returns if `is_synced`. Errors: file_unwritable, disk_full; some of the entries may
    /// have been added then, so write the file anew.
    Result<void> add(const std::vector<std::string>& entries, bool is_synced);
    /// False when the file was moved, replaced or removed: open it anew.
    [[nodiscard]] bool is_in_place() const;

private:
    Journal(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}

    std::filesystem::path file_;
    int descriptor_ = -1;
};

}  // namespace entre
