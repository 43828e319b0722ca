#include "core/registrations/changes.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "core/base/text.hpp"
#include "core/ticket/issue.hpp"

namespace entre {

namespace {

constexpr std::size_t suspicious_part = 5;

using Seen = std::unordered_set<std::string_view>;
using KeyOf = std::function<std::string(const Registration&)>;

/// The name as it is written: a protected person's alias is no name to be found by.
std::string written_name(const Registration& who) { return fold(who.given + " " + who.family); }
std::string name_key(const Registration& who) { return written_name(who) + "\n" + fold(who.organisation); }
std::string email_and_name(const Registration& who) {
    return who.email_hash.empty() ? std::string{} : who.email_hash + "\n" + written_name(who);
}

/// Something that nobody else has: a row with it that is not known is somebody new.
bool can_be_known(const Registration& row) { return !row.ticket_code.empty() || !row.export_key.empty() || !row.email_hash.empty(); }

/// Who in the roster each row is about; null for people who are new. `seen` gets the ids that were found.
class Matcher {
public:
    Matcher(const Known& known, std::span<const ExportedPerson> fresh) : known_(known), fresh_(fresh), found_(fresh.size(), nullptr) {
        for (const auto& id : known.from_other_files) others_.insert(id.value);
    }

    void match() {
        match_codes();
        // A key that two people share, such as the bare order code of a check-in list, tells nobody apart.
        match_by([](const Registration& who) { return who.export_key; });
        match_by(email_and_name);
        match_by([](const Registration& who) { return who.email_hash; });
        match_by(name_key);
        find_ambiguous();
    }

    /// The people whom rejected rows are about, as far as can be told: they stand in the export all the same.
    void keep(std::span<const Registration> unreadable) {
        if (unreadable.empty()) return;
        std::unordered_map<std::string_view, const Registration*> by_key;
        for (const auto& person : known_.roster)
            if (!person.export_key.empty() && !others_.contains(person.id.value))
                if (const auto [place, is_new] = by_key.emplace(person.export_key, &person); !is_new) place->second = nullptr;
        for (const auto& row : unreadable) {
            if (const auto* who = with_code(row.ticket_code)) seen_.insert(who->id.value);
            if (const auto who = by_key.find(row.export_key); who != by_key.end() && who->second != nullptr) seen_.insert(who->second->id.value);
        }
    }

    [[nodiscard]] const Registration* found(std::size_t row) const { return found_[row]; }
    [[nodiscard]] const Seen& seen() const { return seen_; }
    [[nodiscard]] const std::unordered_map<std::size_t, std::int64_t>& ambiguous() const { return ambiguous_; }

private:
    /// All exact codes first: a row further down may hold the code of somebody whom a key would have taken.
    void match_codes() {
        by_code_.reserve(known_.roster.size());
        for (const auto& person : known_.roster)
            if (!person.ticket_code.empty()) by_code_.emplace(person.ticket_code, &person);
        for (std::size_t i = 0; i < fresh_.size(); ++i)
            if (const auto* who = with_code(fresh_[i].registration.ticket_code)) take(i, who);
    }

    [[nodiscard]] const Registration* with_code(std::string_view code) const {
        const auto found = code.empty() ? by_code_.end() : by_code_.find(code);
        return found == by_code_.end() ? nullptr : found->second;
    }

    void take(std::size_t row, const Registration* who) {
        if (seen_.insert(who->id.value).second) found_[row] = who;
    }

    /// Not found yet, and not another file's: every form numbers its answers from 1.
    [[nodiscard]] bool is_free(const Registration& person) const { return !seen_.contains(person.id.value) && !others_.contains(person.id.value); }

    void match_by(const KeyOf& key_of) {
        std::unordered_map<std::string, const Registration*> people;  // null: several
        for (const auto& person : known_.roster) {
            if (!is_free(person)) continue;
            auto key = key_of(person);
            if (key.empty()) continue;
            if (const auto [place, is_new] = people.emplace(std::move(key), &person); !is_new) place->second = nullptr;
        }
        if (people.empty()) return;
        std::unordered_map<std::string, std::size_t> rows;  // no_row: several
        for (std::size_t i = 0; i < fresh_.size(); ++i) {
            if (found_[i] != nullptr) continue;
            if (const auto [place, is_new] = rows.emplace(key_of(fresh_[i].registration), i); !is_new) place->second = no_row;
        }
        for (const auto& [key, row] : rows)
            if (const auto who = people.find(key); row != no_row && who != people.end() && who->second != nullptr) take(row, who->second);
    }

    /// Rows that nothing but their name tells apart, where the name does not.
    void find_ambiguous() {
        std::unordered_map<std::string, std::vector<std::size_t>> rows;
        for (std::size_t i = 0; i < fresh_.size(); ++i)
            if (found_[i] == nullptr && !can_be_known(fresh_[i].registration)) rows[name_key(fresh_[i].registration)].push_back(i);
        if (rows.empty()) return;
        std::unordered_set<std::string> taken;  // names of people who are there already, and might be the ones
        for (const auto& person : known_.roster) {
            auto key = name_key(person);
            const auto own = rows.find(key);
            if (own == rows.end() || !is_free(person)) continue;
            seen_.insert(person.id.value);  // whoever it is, it is not missing
            taken.insert(std::move(key));
        }
        for (const auto& [key, same] : rows) {
            if (same.size() == 1 && !taken.contains(key)) continue;
            for (const auto row : same) ambiguous_.emplace(row, same.size() == 1 ? 0 : fresh_[row == same[0] ? same[1] : same[0]].line);
        }
    }

    static constexpr std::size_t no_row = static_cast<std::size_t>(-1);

    const Known& known_;
    std::span<const ExportedPerson> fresh_;
    std::vector<const Registration*> found_;
    std::unordered_map<std::string_view, const Registration*> by_code_;
    std::unordered_set<std::string_view> others_;
    std::unordered_map<std::size_t, std::int64_t> ambiguous_;  // row, and the line it cannot be told from
    Seen seen_;
};

/// What the export does not say about somebody who is known stays.
void carry_over(const Registration& before, ExportedPerson& fresh) {
    Registration& now = fresh.registration;
    now.id = before.id;
    now.alias = before.alias;
    if (now.ticket_code.empty()) {
        now.ticket_code = before.ticket_code;
        now.code_kind = before.code_kind;
    }
    if (now.export_key.empty()) now.export_key = before.export_key;
    if (now.email_hash.empty()) now.email_hash = before.email_hash;
    if (!fresh.speaks_of_protection) now.is_protected = before.is_protected;
}

}  // namespace

Changes changes_of(const Known& known, std::vector<ExportedPerson> fresh, UtcTime now, std::span<const Registration> unreadable) {
    Matcher matcher(known, fresh);
    matcher.match();
    matcher.keep(unreadable);
    int last_alias = 0;
    for (const auto& person : known.roster) last_alias = std::max(last_alias, alias_number(person.alias));

    Changes changes;
    std::size_t added = 0;  // the new ones move up in `fresh`, which is handed on: a first import is all of them
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (const auto other = matcher.ambiguous().find(i); other != matcher.ambiguous().end()) {
            changes.ambiguous.push_back({fresh[i].line, DamageKind::ambiguous, DamageDone::rejected, {}, other->second});
            continue;
        }
        auto& registration = fresh[i].registration;
        const Registration* before = matcher.found(i);
        if (before != nullptr) {
            carry_over(*before, fresh[i]);
        } else {
            registration.id = new_id<RegistrationId>(now);
            if (registration.ticket_code.empty()) registration.ticket_code = issue_ticket_code();
        }
        if (registration.is_protected && registration.alias.empty()) registration.alias = alias_of(++last_alias);
        if (before == nullptr) {
            if (added != i) fresh[added] = std::move(fresh[i]);
            ++added;
        } else if (*before == registration) {
            changes.same.push_back(std::move(fresh[i]));
        } else {
            const bool was_expected = before->status != RegistrationStatus::withdrawn;
            changes.said_to_withdraw += was_expected && registration.status == RegistrationStatus::withdrawn ? 1U : 0U;
            changes.changed.push_back(std::move(fresh[i]));
        }
    }
    fresh.resize(added);
    changes.added = std::move(fresh);
    std::unordered_map<std::string_view, RegistrationStatus> status;
    for (const auto& person : known.roster) status.emplace(person.id.value, person.status);
    for (const auto& id : known.from_this_file) {
        const auto before = status.find(id.value);
        if (!matcher.seen().contains(id.value) && before != status.end() && before->second != RegistrationStatus::withdrawn)
            changes.withdrawn.push_back(id);
    }
    return changes;
}

bool is_suspicious(const Changes& changes, std::size_t roster) { return (changes.withdrawn.size() + changes.said_to_withdraw) * suspicious_part > roster; }

}  // namespace entre
