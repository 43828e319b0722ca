#include "core/registrations/changes.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace entre {

namespace {

constexpr std::size_t suspicious_part = 5;

using Seen = std::unordered_set<std::string_view>;

/// Who in the roster each row is about; null for people who are new. `seen` gets the ids that were found.
class Matcher {
public:
    explicit Matcher(std::span<const Registration> roster) {
        for (const auto& person : roster) {
            if (!person.ticket_code.empty()) by_code_.emplace(person.ticket_code, &person);
            // A key that two people share, such as the bare order code of a check-in list, tells nobody apart.
            if (person.export_key.empty()) continue;
            const auto [place, is_new] = by_key_.emplace(person.export_key, &person);
            if (!is_new) place->second = nullptr;
        }
    }

    /// All exact codes first: a row further down may hold the code of somebody whom a key would have taken.
    std::vector<const Registration*> match(std::span<const ExportedPerson> fresh, Seen& seen) const {
        std::vector<const Registration*> found(fresh.size(), nullptr);
        for (std::size_t i = 0; i < fresh.size(); ++i) found[i] = take(with_code(fresh[i].registration.ticket_code), seen);
        std::unordered_map<std::string_view, int> rows_of_key;
        for (std::size_t i = 0; i < fresh.size(); ++i)
            if (found[i] == nullptr && with_key(fresh[i].registration.export_key) != nullptr)
                ++rows_of_key[fresh[i].registration.export_key];
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            if (found[i] != nullptr) continue;
            const auto rows = rows_of_key.find(fresh[i].registration.export_key);
            if (rows != rows_of_key.end() && rows->second == 1) found[i] = take(with_key(rows->first), seen);
        }
        return found;
    }

    /// The people whom rejected rows are about, as far as can be told: they stand in the export all the same.
    void keep(std::span<const Registration> unreadable, Seen& seen) const {
        for (const auto& row : unreadable) {
            take(with_code(row.ticket_code), seen);
            take(with_key(row.export_key), seen);
        }
    }

private:
    static const Registration* take(const Registration* person, Seen& seen) {
        return person != nullptr && seen.insert(person->id.value).second ? person : nullptr;
    }
    [[nodiscard]] const Registration* with_code(const std::string& code) const {
        const auto found = by_code_.find(code);
        return found == by_code_.end() ? nullptr : found->second;
    }
    [[nodiscard]] const Registration* with_key(std::string_view key) const {
        const auto found = by_key_.find(key);
        return found == by_key_.end() ? nullptr : found->second;
    }

    std::unordered_map<std::string_view, const Registration*> by_code_, by_key_;
};

}  // namespace

Changes changes_of(std::span<const Registration> roster, std::span<const RegistrationId> from_this_file,
                   std::vector<ExportedPerson> fresh, UtcTime now, std::span<const Registration> unreadable) {
    const Matcher matcher(roster);
    Seen seen;
    const auto known = matcher.match(fresh, seen);
    matcher.keep(unreadable, seen);
    int last_alias = 0;
    for (const auto& person : roster) last_alias = std::max(last_alias, alias_number(person.alias));

    Changes changes;
    std::size_t added = 0;  // the new ones move up in `fresh`, which is handed on: a first import is all of them
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        auto& registration = fresh[i].registration;
        const Registration* before = known[i];
        registration.id = before != nullptr ? before->id : new_id<RegistrationId>(now);
        registration.alias = before != nullptr ? before->alias : std::string{};
        // An export that does not speak of protection does not take it away.
        if (before != nullptr && !fresh[i].speaks_of_protection) registration.is_protected = before->is_protected;
        if (registration.is_protected && registration.alias.empty()) registration.alias = alias_of(++last_alias);
        if (before == nullptr) {
            if (added != i) fresh[added] = std::move(fresh[i]);
            ++added;
        } else if (*before == registration) {
            ++changes.unchanged;
        } else {
            const bool was_expected = before->status != RegistrationStatus::withdrawn;
            changes.said_to_withdraw += was_expected && registration.status == RegistrationStatus::withdrawn ? 1U : 0U;
            changes.changed.push_back(std::move(fresh[i]));
        }
    }
    fresh.resize(added);
    changes.added = std::move(fresh);
    std::unordered_map<std::string_view, RegistrationStatus> status;
    for (const auto& person : roster) status.emplace(person.id.value, person.status);
    for (const auto& id : from_this_file) {
        const auto before = status.find(id.value);
        if (!seen.contains(id.value) && before != status.end() && before->second != RegistrationStatus::withdrawn)
            changes.withdrawn.push_back(id);
    }
    return changes;
}

bool is_suspicious(const Changes& changes, std::size_t roster) { return (changes.withdrawn.size() + changes.said_to_withdraw) * suspicious_part > roster; }

}  // namespace entre
