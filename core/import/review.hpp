// Summary of what a new export would change, for a person to review before confirming.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/import/changes.hpp"
#include "core/import/questions.hpp"
#include "core/import/reader.hpp"
#include "core/import/row_issue.hpp"
#include "core/registration/registration.hpp"

namespace entre {

/// `issue`: the row was read, but something looks wrong. `kept`: the name was corrected at the door, which takes precedence over
/// the export.
enum class ReviewKind { withdrawn, rejected, changed, kept, issue, added };
/// What has changed; `other` for several fields at once and for those that are not shown.
enum class ReviewField { none, name, organisation, title, sector, code, status, other };

struct ReviewLine {
    ReviewKind kind = ReviewKind::added;
    std::string name;  ///< as shown to staff: the alias of a protected person; empty for a rejected row
    ReviewField field = ReviewField::none;
    std::string before, after;        ///< for `changed` and `kept`, if it may be shown; for others `after` is the organisation
    bool is_inside = false;           ///< withdrawn although inside: shown as a conflict; the person stays inside
    std::optional<RowIssue> issue{};  ///< for `rejected` and `issue`
    friend bool operator==(const ReviewLine&, const ReviewLine&) = default;
};

/// Contains names, so it must not be written to a log or trace.
struct ImportReview {
    std::string file;
    std::string system;
    std::string sha256;
    std::size_t added = 0, changed = 0, withdrawn = 0, unchanged = 0, rejected = 0;
    std::size_t withdrawn_inside = 0;
    std::size_t kept_at_door = 0, issues = 0;
    bool is_suspicious = false;             ///< would withdraw over a fifth of the roster
    std::vector<ListQuestion> questions{};  ///< to be answered first; until then nothing can be applied
    std::int64_t on_stick_ms = 0;           ///< the file is on a stick, and was changed then; 0: it is elsewhere
    Sentence problem{};                     ///< why the file cannot be read, and what to do; then only `file` is set besides
    std::vector<ReviewLine> lines;          ///< most important first; at most `max_review_lines`, the counts include the rest
    friend bool operator==(const ImportReview&, const ImportReview&) = default;
};

inline constexpr std::size_t max_review_lines = 200;

/// A name that was corrected at the door and that the export still spells differently.
struct KeptAtDoor {
    std::string exported, at_door;
    bool is_protected = false;  ///< counted, but not shown
};

/// `is_inside` is called with the people who would be withdrawn.
ImportReview review_of(const ExportReading& reading, const Changes& changes, std::span<const KeptAtDoor> kept,
                       const std::function<bool(const RegistrationId&)>& is_inside);

}  // namespace entre
