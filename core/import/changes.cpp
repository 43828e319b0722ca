#include "core/import/changes.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/text.hpp"
#include "core/registration/issue_code.hpp"

namespace entre {

namespace {

constexpr std::size_t suspicious_part = 5;
constexpr std::size_t several = static_cast<std::size_t>(-1);  // instead of an index

using KeyOf = std::string (*)(const Registration&);
using UniqueIndex = std::unordered_map<std::string, std::size_t>;  // a key that occurs twice maps to `several`

void add_to(UniqueIndex& index, std::string key, std::size_t i) {
    if (const auto [place, is_new] = index.emplace(std::move(key), i); !is_new) place->second = several;
}

std::string export_key(const Registration& who) { return who.export_key; }
std::string email_hash(const Registration& who) { return who.email_hash; }
/// The real name, never the alias of a protected person.
std::string written_name(const Registration& who) { return fold(who.given + ' ' + who.family); }
std::string name_and_organisation(const Registration& who) { return written_name(who) + "\n" + fold(who.organisation); }
/// Tells namesakes with one e-mail apart: "Anna Ek, kurator" and "Anna Ek, rektor".
std::string everything_written(const Registration& who) {
    return who.email_hash + "\n" + name_and_organisation(who) + "\n" + fold(who.title) + "\n" + fold(who.category);
}
std::string email_and_name(const Registration& who) {
    return who.email_hash.empty() ? std::string{} : who.email_hash + "\n" + written_name(who);
}

/// Has something that no other person has: if such a row matches nobody, the person is new.
bool is_identifiable(const Registration& row) {
    return !row.ticket_code.empty() || !row.export_key.empty() || !row.email_hash.empty();
}

/// Takes from the roster what the export does not say about a known person.
void carry_over(const Registration& before, ExportedPerson& fresh, bool are_other_lists) {
    Registration& now = fresh.registration;
    now.id = before.id;
    now.alias = before.alias;
    if (now.ticket_code.empty()) {
        now.ticket_code = before.ticket_code;
        now.code_kind = before.code_kind;
    }
    if (now.export_key.empty()) now.export_key = before.export_key;
    if (now.email_hash.empty()) now.email_hash = before.email_hash;
    if (!fresh.speaks_of_protection || are_other_lists) now.is_protected = now.is_protected || before.is_protected;
}

bool needs_alias(const Registration& who) { return who.is_protected && who.alias.empty(); }

/// Compares the rows of an export with the roster: first each known person by ticket code, then those who are left by other keys.
class Comparison {
public:
    Comparison(ExportedPeople rows, std::span<const Registration> unreadable, bool are_other_lists)
        : rows_(std::move(rows)), are_other_lists_(are_other_lists), outcomes_(rows_.size(), Outcome::unmatched) {
        for (const auto& row : unreadable) {
            if (!row.ticket_code.empty()) unreadable_codes_.insert(row.ticket_code);
            if (!row.export_key.empty()) unreadable_keys_.emplace(row.export_key, 0);
        }
    }

    /// All codes are compared before any other key: a row further down may have the code of a person whom another key would
    /// match.
    void take(KnownPerson known) {
        if (++changes_.roster_size == 1) index_codes();
        auto& who = known.registration;
        last_alias_ = std::max(last_alias_, alias_number(who.alias));
        if (known.origin != Origin::other_file)
            if (const auto key = unreadable_keys_.find(who.export_key); key != unreadable_keys_.end()) ++key->second;
        if (const auto row = by_code_.find(who.ticket_code); row != by_code_.end())
            match(row->second, std::move(known));
        else
            left_.push_back({std::move(known), false});
    }

    void match_the_rest() {
        by_code_ = {};  // refers to texts of rows that are about to move
        // A key that two people share, such as the order code of a check-in list, identifies neither.
        for (const KeyOf key : {export_key, everything_written, email_and_name, email_hash, name_and_organisation})
            match_by(key, &Left::is_free);
        for (const KeyOf key : {everything_written, email_and_name}) match_by(key, &Left::is_free_elsewhere);
        find_ambiguous();
    }

    Changes finish(UtcTime now) {
        for (std::size_t row = 0; row < rows_.size(); ++row) complete(rows_[row].registration, outcomes_[row], now);
        const auto is_new = [](Outcome outcome) { return outcome == Outcome::unmatched; };
        if (std::all_of(outcomes_.begin(), outcomes_.end(), is_new)) changes_.added = std::exchange(rows_, {});
        for (std::size_t row = 0; !rows_.empty(); ++row, rows_.pop_front()) {
            auto& fresh = rows_.front();
            switch (outcomes_[row]) {
                case Outcome::same:
                    changes_.same.push_back(std::move(fresh));
                    break;
                case Outcome::ambiguous:
                    changes_.ambiguous.push_back(
                        {fresh.line, RowIssueKind::ambiguous, RowIssueAction::rejected, {}, ambiguous_with_[row]});
                    break;
                case Outcome::changed:
                    add_changed({std::move(before_.at(row)), std::move(fresh), stays_.contains(row)});
                    break;
                case Outcome::unmatched:
                    changes_.added.push_back(std::move(fresh));
                    break;
            }
        }
        for (auto& one : left_)
            if (is_missing(one)) changes_.withdrawn.push_back(std::move(one.known.registration));
        return std::move(changes_);
    }

private:
    enum class Outcome : std::uint8_t { unmatched, same, changed, ambiguous };

    struct Left {
        KnownPerson known;
        bool is_found = false;

        /// Not matched yet, and not from another file: every form numbers its answers from 1.
        [[nodiscard]] bool is_free() const { return !is_found && known.origin != Origin::other_file; }
        [[nodiscard]] bool is_free_elsewhere() const {
            return !is_found && known.origin == Origin::other_file && !known.registration.email_hash.empty();
        }
    };

    void index_codes() {
        by_code_.reserve(rows_.size());
        for (std::size_t row = 0; row < rows_.size(); ++row)
            if (const auto& code = rows_[row].registration.ticket_code; !code.empty()) by_code_.emplace(code, row);
    }

    void match(std::size_t row, KnownPerson known) {
        auto& before = known.registration;
        carry_over(before, rows_[row], are_other_lists_);
        auto& now = rows_[row].registration;
        if (known.origin == Origin::other_file) {
            const bool is_protected = now.is_protected || before.is_protected;
            if (!counts_more(now, before)) {
                now = before;
                stays_.insert(row);
            }
            now.is_protected = is_protected;
            changes_.other_list.push_back({rows_[row].line, RowIssueKind::other_list, RowIssueAction::kept, {}, 0});
        }
        outcomes_[row] = now == before && !needs_alias(now) ? Outcome::same : Outcome::changed;
        if (outcomes_[row] == Outcome::changed) before_.emplace(row, std::move(before));
    }

    /// Of one person's registrations in two files, `row` counts rather than `known`.
    static bool counts_more(const Registration& row, const Registration& known) {
        const auto row_distance = distance_from_door(row.status), known_distance = distance_from_door(known.status);
        if (row_distance != known_distance) return row_distance < known_distance;
        return known.code_kind == CodeKind::issued && row.code_kind != CodeKind::issued && !row.ticket_code.empty();
    }

    void match_by(KeyOf key_of, bool (Left::*is_candidate)() const) {
        UniqueIndex people, rows;
        for (std::size_t i = 0; i < left_.size(); ++i)
            if ((left_[i].*is_candidate)())
                if (auto key = key_of(left_[i].known.registration); !key.empty()) add_to(people, std::move(key), i);
        if (people.empty()) return;
        for (std::size_t row = 0; row < rows_.size(); ++row)
            if (outcomes_[row] == Outcome::unmatched) add_to(rows, key_of(rows_[row].registration), row);
        for (const auto& [key, row] : rows) {
            const auto who = people.find(key);
            if (row == several || who == people.end() || who->second == several) continue;
            left_[who->second].is_found = true;
            match(row, std::move(left_[who->second].known));
        }
    }

    /// Rows that have only a name, where the name is not enough.
    void find_ambiguous() {
        std::unordered_map<std::string, std::vector<std::size_t>> rows;
        for (std::size_t row = 0; row < rows_.size(); ++row)
            if (const auto& who = rows_[row].registration; outcomes_[row] == Outcome::unmatched && !is_identifiable(who))
                rows[name_and_organisation(who)].push_back(row);
        if (rows.empty()) return;
        std::unordered_set<std::string> taken;  // names of registered people who may be meant
        for (auto& one : left_) {
            if (!one.is_free()) continue;
            auto key = name_and_organisation(one.known.registration);
            if (!rows.contains(key)) continue;
            one.is_found = true;  // one of them is meant, so none of them is missing
            taken.insert(std::move(key));
        }
        for (const auto& [key, same] : rows) {
            if (same.size() == 1 && !taken.contains(key)) continue;
            for (const auto row : same) {
                outcomes_[row] = Outcome::ambiguous;
                ambiguous_with_[row] = same.size() == 1 ? 0 : rows_[row == same[0] ? same[1] : same[0]].line;
            }
        }
    }

    /// Gives the person what Entré assigns itself.
    void complete(Registration& who, Outcome outcome, UtcTime now) {
        if (needs_alias(who) && outcome != Outcome::ambiguous) who.alias = alias_of(++last_alias_);
        if (outcome != Outcome::unmatched) return;
        who.id = new_id<RegistrationId>(now);
        if (who.ticket_code.empty()) who.ticket_code = issue_ticket_code();
    }

    void add_changed(ChangedPerson person) {
        if (person.before.status != RegistrationStatus::withdrawn &&
            person.now.registration.status == RegistrationStatus::withdrawn)
            ++changes_.withdrawn_by_status;
        changes_.changed.push_back(std::move(person));
    }

    [[nodiscard]] bool is_missing(const Left& one) const {
        const auto& who = one.known.registration;
        if (one.is_found || one.known.origin != Origin::this_file || who.status == RegistrationStatus::withdrawn) return false;
        const auto key = unreadable_keys_.find(who.export_key);
        const bool is_rejected =
            unreadable_codes_.contains(who.ticket_code) || (key != unreadable_keys_.end() && key->second == 1);
        return !is_rejected;
    }

    ExportedPeople rows_;
    bool are_other_lists_;
    std::vector<Outcome> outcomes_;                         // one per row
    std::unordered_map<std::size_t, Registration> before_;  // of the changed rows
    std::unordered_set<std::size_t> stays_;                 // rows whose person remains another file's
    std::unordered_map<std::size_t, std::int64_t>
        ambiguous_with_;                                         // row -> line that it cannot be told apart from; 0: known people
    std::unordered_map<std::string_view, std::size_t> by_code_;  // rows
    std::vector<Left> left_;                                     // known people whose code is in no row
    std::unordered_set<std::string_view> unreadable_codes_;
    std::unordered_map<std::string_view, int> unreadable_keys_;  // how many known people have it
    int last_alias_ = 0;                                         // in the roster, or given since
    Changes changes_;
};

}  // namespace

Changes changes_of(const EachKnown& known, ExportedPeople fresh, UtcTime now, std::span<const Registration> unreadable,
                   bool are_other_lists) {
    Comparison comparison(std::move(fresh), unreadable, are_other_lists);
    if (known) known([&](KnownPerson one) { comparison.take(std::move(one)); });
    comparison.match_the_rest();
    return comparison.finish(now);
}

bool withdraws(const Changes& changes) { return !changes.withdrawn.empty() || changes.withdrawn_by_status > 0; }

bool is_suspicious(const Changes& changes) {
    return (changes.withdrawn.size() + changes.withdrawn_by_status) * suspicious_part > changes.roster_size;
}

}  // namespace entre
