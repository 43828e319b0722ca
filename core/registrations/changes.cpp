#include "core/registrations/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

namespace entre {

namespace {

constexpr std::string_view alias_prefix = "Deltagare ";
constexpr std::size_t suspicious_part = 5;

int alias_number(const Registration& person) {
    if (!person.alias.starts_with(alias_prefix)) return 0;
    int number = 0;
    std::from_chars(person.alias.data() + alias_prefix.size(), person.alias.data() + person.alias.size(), number);
    return number;
}

}  // namespace

Changes changes_of(std::span<const Registration> roster, std::span<const RegistrationId> from_this_file,
                   std::vector<ExportedPerson> fresh, UtcTime now) {
    std::unordered_map<std::string_view, const Registration*> by_code, by_key;
    int last_alias = 0;
    for (const auto& person : roster) {
        if (!person.ticket_code.empty()) by_code.emplace(person.ticket_code, &person);
        if (!person.export_key.empty()) by_key.emplace(person.export_key, &person);
        last_alias = std::max(last_alias, alias_number(person));
    }
    const auto known = [&](const Registration& person) -> const Registration* {
        if (const auto found = by_code.find(person.ticket_code); found != by_code.end()) return found->second;
        if (const auto found = by_key.find(person.export_key); found != by_key.end()) return found->second;
        return nullptr;
    };

    Changes changes;
    std::unordered_set<std::string_view> seen;
    for (auto& person : fresh) {
        auto& registration = person.registration;
        const Registration* before = known(registration);
        if (before != nullptr && !seen.insert(before->id.value).second) before = nullptr;
        registration.id = before != nullptr ? before->id : new_id<RegistrationId>(now);
        registration.alias = before != nullptr ? before->alias : std::string{};
        if (registration.is_protected && registration.alias.empty()) registration.alias = fmt::format("{}{:02}", alias_prefix, ++last_alias);
        if (before == nullptr) {
            changes.added.push_back(std::move(person));
        } else if (*before == registration) {
            ++changes.unchanged;
        } else {
            changes.changed.push_back(std::move(person));
        }
    }
    std::unordered_map<std::string_view, RegistrationStatus> status;
    for (const auto& person : roster) status.emplace(person.id.value, person.status);
    for (const auto& id : from_this_file) {
        const auto before = status.find(id.value);
        if (!seen.contains(id.value) && before != status.end() && before->second != RegistrationStatus::withdrawn)
            changes.withdrawn.push_back(id);
    }
    return changes;
}

bool is_suspicious(const Changes& changes, std::size_t roster) { return changes.withdrawn.size() * suspicious_part > roster; }

}  // namespace entre
