// What a fresh export would change, in words that a person can look over before saying yes.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/import/changes.hpp"
#include "core/import/row_issue.hpp"
#include "core/import/reader.hpp"
#include "core/registration/registration.hpp"

namespace entre {

/// `damaged`: read, but something looks wrong. `kept`: mended at the door, which wins over the export.
enum class ReviewKind { withdrawn, rejected, changed, kept, issue, added };
/// What is another than before; `other` for several things at once and for those nobody reads.
enum class ReviewField { none, name, organisation, title, sector, code, status, other };

struct ReviewLine {
    ReviewKind kind = ReviewKind::added;
    std::string name;     ///< as staff sees it: the alias of a protected person; empty for a rejected row
    ReviewField field = ReviewField::none;
    std::string before, after;  ///< of `changed` and `kept`, where it can be shown; `after` alone: organisation of a new person
    bool is_inside = false;     ///< withdrawn, but inside: stays so, and is told as a conflict
    std::optional<RowIssue> issue{};  ///< of `rejected` and `damaged`
    friend bool operator==(const ReviewLine&, const ReviewLine&) = default;
};

/// Plain values; holds names, so it belongs in no log and no trace.
struct ImportReview {
    std::string file;
    std::string system;
    std::string sha256;
    std::size_t added = 0, changed = 0, withdrawn = 0, unchanged = 0, rejected = 0;
    std::size_t withdrawn_inside = 0;
    std::size_t kept_at_door = 0, issues = 0;
    bool is_suspicious = false;  ///< would withdraw over a fifth of the roster
    std::string problem;         ///< the file cannot be read: why, and what to do; then nothing else is set but `file`
    std::vector<ReviewLine> lines;  ///< the weightiest first; at most `max_review_lines`, the counts tell of the rest
    friend bool operator==(const ImportReview&, const ImportReview&) = default;
};

inline constexpr std::size_t max_review_lines = 200;

/// A name that was mended at the door and that the export still writes in its own way.
struct KeptAtDoor {
    std::string exported, at_door;
    bool is_protected = false;  ///< counted, but not shown
};

/// `is_inside` is called with the people who would be withdrawn.
ImportReview review_of(const ExportReading& reading, const Changes& changes, std::span<const KeptAtDoor> kept,
                       const std::function<bool(const RegistrationId&)>& is_inside);

}  // namespace entre
