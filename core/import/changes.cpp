#include "core/import/changes.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/base/text.hpp"
#include "core/registration/issue_code.hpp"

namespace entre {

namespace {

constexpr std::size_t suspicious_part = 5;

using KeyOf = std::function<std::string(const PersonView&)>;

constexpr std::size_t nobody = static_cast<std::size_t>(-1);

/// The name as it is written: a protected person's alias is no name to be found by.
std::string written_name(const PersonView& who) { return fold(std::string(who.given) + ' ' + std::string(who.family)); }
std::string name_key(const PersonView& who) { return written_name(who) + "\n" + fold(who.organisation); }
std::string email_and_name(const PersonView& who) {
    return who.email_hash.empty() ? std::string{} : std::string(who.email_hash) + "\n" + written_name(who);
}

/// Something that nobody else has: a row with it that is not known is somebody new.
bool can_be_known(const PersonView& row) { return !row.ticket_code.empty() || !row.export_key.empty() || !row.email_hash.empty(); }

/// Who in the roster each row is about. People and rows go by their places.
class Matcher {
public:
    Matcher(const Known& known, const People& fresh)
        : roster_(known.roster), origins_(known.origins), fresh_(fresh), found_(fresh.size(), nobody), is_seen_(roster_.size()) {}

    void match() {
        match_codes();
        // A key that two people share, such as the bare order code of a check-in list, tells nobody apart.
        match_by([](const PersonView& who) { return std::string(who.export_key); });
        match_by(email_and_name);
        match_by([](const PersonView& who) { return std::string(who.email_hash); });
        match_by(name_key);
        find_ambiguous();
    }

    /// The people whom rejected rows are about, as far as can be told: they stand in the export all the same.
    void keep(std::span<const Registration> unreadable) {
        if (unreadable.empty()) return;
        std::unordered_map<std::string_view, std::size_t> by_key;  // nobody: several
        for (std::size_t i = 0; i < roster_.size(); ++i)
            if (const auto key = roster_.view(i).export_key; !key.empty() && !is_others(i))
                if (const auto [place, is_new] = by_key.emplace(key, i); !is_new) place->second = nobody;
        const auto by_code = codes([](std::size_t) { return true; });
        for (const auto& row : unreadable) {
            if (const auto who = with_code(by_code, row.ticket_code); who != nobody) is_seen_[who] = true;
            if (const auto who = by_key.find(row.export_key); who != by_key.end() && who->second != nobody) is_seen_[who->second] = true;
        }
    }

    /// The place in the roster; `nobody` for somebody new.
    [[nodiscard]] std::size_t found(std::size_t row) const { return found_[row]; }
    /// Somebody of this file whom no row is about, and who is not withdrawn yet.
    [[nodiscard]] bool is_missing(std::size_t who) const {
        return !is_seen_[who] && origin(who) == Origin::this_file && roster_.view(who).status != RegistrationStatus::withdrawn;
    }
    [[nodiscard]] const std::unordered_map<std::size_t, std::int64_t>& ambiguous() const { return ambiguous_; }

private:
    [[nodiscard]] Origin origin(std::size_t who) const { return origins_.empty() ? Origin::elsewhere : origins_[who]; }
    [[nodiscard]] bool is_others(std::size_t who) const { return origin(who) == Origin::other_file; }

    /// All exact codes first: a row further down may hold the code of somebody whom a key would have taken.
    void match_codes() {
        if (roster_.empty()) return;
        match_codes_in_order();
        bool is_any_left = false;
        for (std::size_t row = 0; row < fresh_.size() && !is_any_left; ++row) is_any_left = found_[row] == nobody && !fresh_.ticket_code(row).empty();
        if (!is_any_left) return;
        const auto by_code = codes([&](std::size_t who) { return !is_seen_[who]; });
        for (std::size_t row = 0; row < fresh_.size(); ++row)
            if (found_[row] == nobody)
                if (const auto who = with_code(by_code, fresh_.ticket_code(row)); who != nobody) take(row, who);
    }

    /// An export mostly comes in the order in which it came before: then the next one is only a step away.
    void match_codes_in_order() {
        constexpr std::size_t furthest = 8;
        std::size_t next = 0;
        for (std::size_t row = 0; row < fresh_.size(); ++row) {
            const auto code = fresh_.ticket_code(row);
            if (code.empty()) continue;
            for (std::size_t who = next; who < std::min(next + furthest, roster_.size()); ++who)
                if (roster_.ticket_code(who) == code) {
                    take(row, who);
                    next = who + 1;
                    break;
                }
        }
    }

    using CodeIndex = std::unordered_map<std::string_view, std::size_t>;
    /// Where the codes of those in the roster stand whom `is_wanted` wants.
    template <class IsWanted>
    [[nodiscard]] CodeIndex codes(IsWanted is_wanted) const {
        CodeIndex places;
        for (std::size_t who = 0; who < roster_.size(); ++who)
            if (const auto code = roster_.ticket_code(who); !code.empty() && is_wanted(who)) places.emplace(code, who);
        return places;
    }
    [[nodiscard]] static std::size_t with_code(const CodeIndex& codes, std::string_view code) {
        const auto found = codes.find(code);
        return found == codes.end() ? nobody : found->second;
    }

    void take(std::size_t row, std::size_t who) {
        if (is_seen_[who]) return;
        is_seen_[who] = true;
        found_[row] = who;
    }

    /// Not found yet, and not another file's: every form numbers its answers from 1.
    [[nodiscard]] bool is_free(std::size_t who) const { return !is_seen_[who] && !is_others(who); }

    void match_by(const KeyOf& key_of) {
        std::unordered_map<std::string, std::size_t> people;  // nobody: several
        for (std::size_t i = 0; i < roster_.size(); ++i) {
            if (!is_free(i)) continue;
            auto key = key_of(roster_.view(i));
            if (key.empty()) continue;
            if (const auto [place, is_new] = people.emplace(std::move(key), i); !is_new) place->second = nobody;
        }
        if (people.empty()) return;
        std::unordered_map<std::string, std::size_t> rows;  // nobody: several
        for (std::size_t row = 0; row < fresh_.size(); ++row) {
            if (found_[row] != nobody) continue;
            if (const auto [place, is_new] = rows.emplace(key_of(fresh_.view(row)), row); !is_new) place->second = nobody;
        }
        for (const auto& [key, row] : rows)
            if (const auto who = people.find(key); row != nobody && who != people.end() && who->second != nobody) take(row, who->second);
    }

    /// Rows that nothing but their name tells apart, where the name does not.
    void find_ambiguous() {
        std::unordered_map<std::string, std::vector<std::size_t>> rows;
        for (std::size_t row = 0; row < fresh_.size(); ++row)
            if (found_[row] == nobody && fresh_.ticket_code(row).empty())
                if (const auto who = fresh_.view(row); !can_be_known(who)) rows[name_key(who)].push_back(row);
        if (rows.empty()) return;
        std::unordered_set<std::string> taken;  // names of people who are there already, and might be the ones
        for (std::size_t i = 0; i < roster_.size(); ++i) {
            auto key = name_key(roster_.view(i));
            if (!rows.contains(key) || !is_free(i)) continue;
            is_seen_[i] = true;  // whoever it is, it is not missing
            taken.insert(std::move(key));
        }
        for (const auto& [key, same] : rows) {
            if (same.size() == 1 && !taken.contains(key)) continue;
            for (const auto row : same) ambiguous_.emplace(row, same.size() == 1 ? 0 : fresh_.view(row == same[0] ? same[1] : same[0]).line);
        }
    }

    const People& roster_;
    std::span<const Origin> origins_;
    const People& fresh_;
    std::vector<std::size_t> found_;
    std::vector<bool> is_seen_;
    std::unordered_map<std::size_t, std::int64_t> ambiguous_;  // row, and the line it cannot be told from
};

/// What the export does not say about somebody who is known stays. True when that is anything.
bool carry_over(const PersonView& before, ExportedPerson& fresh) {
    Registration& now = fresh.registration;
    bool is_any = false;
    const auto carry = [&](auto& here, const auto& there) {
        is_any = is_any || here != there;
        here = there;
    };
    now.id.value = before.id;
    carry(now.alias, before.alias);
    if (now.ticket_code.empty()) {
        carry(now.ticket_code, before.ticket_code);
        carry(now.code_kind, before.code_kind);
    }
    if (now.export_key.empty()) carry(now.export_key, before.export_key);
    if (now.email_hash.empty()) carry(now.email_hash, before.email_hash);
    if (!fresh.speaks_of_protection) carry(now.is_protected, before.is_protected);
    return is_any;
}

/// Puts each row where it belongs.
class Sorter {
public:
    Sorter(People fresh, const Known& known, UtcTime now) : fresh_(std::move(fresh)), roster_(known.roster), now_(now) {
        for (auto* part : {&changes.added, &changes.changed, &changes.same}) *part = fresh_.beside();
        (roster_.empty() ? changes.added : changes.same).reserve(fresh_.size());
    }

    void add(std::size_t row) {
        if (fresh_.id(row).empty()) fresh_.set_id(row, new_id<RegistrationId>(now_).value);
        if (fresh_.ticket_code(row).empty()) fresh_.set_code(row, issue_ticket_code());
        if (fresh_.is_protected(row)) {
            auto whole = fresh_[row];
            if (give_alias(whole.registration)) fresh_.replace(row, whole);
        }
        changes.added.push_back_from(fresh_, row);
    }

    /// `who`: the place in the roster.
    void compare(std::size_t row, std::size_t who) {
        fresh_.set_id(row, roster_.id(who));
        // Most people stay as they are, and are not taken apart for it.
        if (!fresh_.is_protected(row) && fresh_.has_same(row, roster_, who)) return changes.same.push_back_from(fresh_, row);
        const auto before = roster_.view(who);
        auto whole = fresh_[row];
        const bool is_carried = carry_over(before, whole), has_fresh_alias = give_alias(whole.registration);
        if (is_carried || has_fresh_alias) fresh_.replace(row, whole);
        if (fresh_.has_same(row, roster_, who)) return changes.same.push_back_from(fresh_, row);
        const auto& now = whole.registration;
        const bool was_expected = before.status != RegistrationStatus::withdrawn;
        changes.said_to_withdraw += was_expected && now.status == RegistrationStatus::withdrawn ? 1U : 0U;
        changes.changed.push_back_from(fresh_, row);
        changes.changed_from.push_back(who);
        changes.has_other_keys.push_back(before.ticket_code != now.ticket_code || before.given != now.given || before.family != now.family);
    }

    [[nodiscard]] std::int64_t line(std::size_t row) const { return fresh_.view(row).line; }

    Changes changes;

private:
    bool give_alias(Registration& who) {
        if (!who.is_protected || !who.alias.empty()) return false;
        if (!last_alias_) {
            last_alias_ = 0;
            for (std::size_t i = 0; i < roster_.size(); ++i) last_alias_ = std::max(*last_alias_, alias_number(roster_.view(i).alias));
        }
        who.alias = alias_of(++*last_alias_);
        return true;
    }

    People fresh_;
    const People& roster_;
    UtcTime now_;
    std::optional<int> last_alias_;  // in the roster and given since, once somebody asked
};

}  // namespace

Changes changes_of(const Known& known, People fresh, UtcTime now, std::span<const Registration> unreadable) {
    Matcher matcher(known, fresh);
    matcher.match();
    matcher.keep(unreadable);
    Sorter sorter(fresh, known, now);
    for (std::size_t row = 0; row < fresh.size(); ++row) {
        if (const auto other = matcher.ambiguous().find(row); other != matcher.ambiguous().end())
            sorter.changes.ambiguous.push_back({sorter.line(row), RowIssueKind::ambiguous, RowIssueAction::rejected, {}, other->second});
        else if (const auto before = matcher.found(row); before != nobody) sorter.compare(row, before);
        else sorter.add(row);
    }
    for (std::size_t who = 0; who < known.roster.size(); ++who)
        if (matcher.is_missing(who)) {
            sorter.changes.withdrawn.push_back({std::string(known.roster.id(who))});
            sorter.changes.withdrawn_from.push_back(who);
        }
    return std::move(sorter.changes);
}

bool is_suspicious(const Changes& changes, std::size_t roster) { return (changes.withdrawn.size() + changes.said_to_withdraw) * suspicious_part > roster; }

}  // namespace entre
