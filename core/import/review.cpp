#include "core/import/review.hpp"

namespace entre {

namespace {

/// The difference between `before` and `after` as one line. Of a protected person nothing is shown but the status.
ReviewLine difference(const Registration& before, const Registration& after) {
    ReviewLine line{ReviewKind::changed, display_name(after), ReviewField::none, {}, {}, false, {}};
    const auto differ = [&](ReviewField field, const std::string& old, const std::string& fresh) {
        if (old == fresh) return;
        const bool is_first = line.field == ReviewField::none;
        line.field = is_first ? field : ReviewField::other;
        line.before = is_first ? old : std::string{};
        line.after = is_first ? fresh : std::string{};
    };
    differ(ReviewField::status, std::string(to_string(before.status)), std::string(to_string(after.status)));
    if (!after.is_protected) {
        differ(ReviewField::name, display_name(before), display_name(after));
        differ(ReviewField::organisation, before.organisation, after.organisation);
        differ(ReviewField::sector, before.category, after.category);
        differ(ReviewField::title, before.title, after.title);
    }
    // A ticket code opens the door, so it is not shown; only that it has changed.
    if (before.ticket_code != after.ticket_code) differ(ReviewField::code, {}, "·");
    if (line.field == ReviewField::code) line.after.clear();
    if (line.field == ReviewField::none) line.field = ReviewField::other;
    return line;
}

/// Adds lines up to the limit. Counts are not limited.
class Lines {
public:
    explicit Lines(ImportReview& review) : lines_(review.lines) {}
    [[nodiscard]] bool has_room() const { return lines_.size() < max_review_lines; }
    void add(ReviewLine line) {
        if (has_room()) lines_.push_back(std::move(line));
    }

private:
    std::vector<ReviewLine>& lines_;
};

bool is_withdrawal(const Registration& before, const Registration& after) {
    return before.status != RegistrationStatus::withdrawn && after.status == RegistrationStatus::withdrawn;
}

}  // namespace

ImportReview review_of(const ExportReading& reading, const Changes& changes, std::span<const KeptAtDoor> kept,
                       const std::function<bool(const RegistrationId&)>& is_inside) {
    ImportReview review;
    review.file = reading.file;
    review.system = reading.system;
    review.sha256 = reading.sha256;
    review.added = changes.added.size();
    review.unchanged = changes.same.size();
    review.rejected = reading.rejected.size();
    review.issues = reading.issues.size();
    review.kept_at_door = kept.size();
    review.withdrawn = changes.withdrawn.size() + changes.withdrawn_by_status;
    review.changed = changes.changed.size() - changes.withdrawn_by_status;
    review.is_suspicious = is_suspicious(changes);

    Lines lines(review);
    const auto withdraw = [&](const Registration& who) {
        const bool inside = is_inside(who.id);
        review.withdrawn_inside += inside ? 1U : 0U;
        lines.add({ReviewKind::withdrawn,
                   display_name(who),
                   ReviewField::none,
                   {},
                   who.is_protected ? "" : who.organisation,
                   inside,
                   {}});
    };
    for (const auto& who : changes.withdrawn) withdraw(who);
    for (const auto& person : changes.changed)
        if (is_withdrawal(person.before, person.now.registration)) withdraw(person.now.registration);
    for (const auto& reject : reading.rejected) {
        if (!lines.has_room()) break;
        lines.add({ReviewKind::rejected, {}, ReviewField::none, {}, {}, false, reject});
    }
    for (const auto& person : changes.changed) {
        if (!lines.has_room()) break;
        if (!is_withdrawal(person.before, person.now.registration)) lines.add(difference(person.before, person.now.registration));
    }
    for (const auto& name : kept)
        if (!name.is_protected)
            lines.add({ReviewKind::kept, name.at_door, ReviewField::name, name.exported, name.at_door, false, {}});
    for (const auto& issue : reading.issues) {
        if (!lines.has_room()) break;
        lines.add({ReviewKind::issue, {}, ReviewField::none, {}, {}, false, issue});
    }
    for (const auto& fresh : changes.added) {
        if (!lines.has_room()) break;
        const auto& who = fresh.registration;
        lines.add(
            {ReviewKind::added, display_name(who), ReviewField::none, {}, who.is_protected ? "" : who.organisation, false, {}});
    }
    return review;
}

}  // namespace entre
