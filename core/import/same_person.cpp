#include "core/import/same_person.hpp"

#include <utility>

#include "core/base/text.hpp"

namespace entre {

namespace {

std::string written_name(const Registration& who) { return fold(who.given + ' ' + who.family); }

bool differ(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && fold(a) != fold(b); }

/// "Anna Andersson, kurator" and "Anna Andersson, rektor" at one address are two people.
bool are_compatible(const Registration& a, const Registration& b) {
    return !differ(a.title, b.title) && !differ(a.organisation, b.organisation) && !differ(a.ticket_code, b.ticket_code);
}

}  // namespace

SamePerson::Answer SamePerson::look(PersonInRow& row, const std::string& code_heading, const std::string& email_heading) {
    auto& who = row.person;
    email_ = row.email;
    if (const auto earlier = codes_.find(who.ticket_code); earlier != codes_.end()) {
        const auto& before = people_[earlier->second];
        const auto line = before.line;
        if (written_name(before.registration) == written_name(who)) {
            row.issues.push_back({0, RowIssueKind::code_twice, RowIssueAction::joined, code_heading, line});
            join(earlier->second, row);
            return Answer::joined;
        }
        // One code for a group: nobody of it may be missing from the roster.
        row.issues.push_back({0, RowIssueKind::code_shared, RowIssueAction::kept, code_heading, line});
        who.ticket_code.clear();
        who.code_kind = CodeKind::issued;
    }
    if (!email_.empty()) {
        const auto [first, last] = emails_.equal_range(email_);
        for (auto it = first; it != last; ++it) {
            const auto& before = people_[it->second];
            if (written_name(before.registration) != written_name(who) || !are_compatible(before.registration, who)) continue;
            row.issues.push_back({0, RowIssueKind::registered_twice, RowIssueAction::joined, email_heading, before.line});
            join(it->second, row);
            return Answer::joined;
        }
        if (first != last)
            row.issues.push_back(
                {0, RowIssueKind::email_twice, RowIssueAction::kept, email_heading, people_[first->second].line});
    } else if (who.ticket_code.empty() && who.export_key.empty()) {
        const auto earlier = names_.find(name_key(who));
        if (earlier != names_.end()) {
            const auto& before = people_[earlier->second];
            if (are_compatible(before.registration, who)) {
                row.issues.push_back({0, RowIssueKind::registered_twice, RowIssueAction::joined, {}, before.line});
                join(earlier->second, row);
                return Answer::joined;
            }
        }
    }
    if (!who.ticket_code.empty()) row.email.clear();  // a code is enough to identify a person
    return Answer::new_person;
}

void SamePerson::added(std::string_view email) {
    const auto index = people_.size() - 1;
    const auto& who = people_.back().registration;
    if (!who.ticket_code.empty()) codes_.emplace(who.ticket_code, index);
    if (!email.empty())
        emails_.emplace(email, index);
    else if (who.ticket_code.empty() && who.export_key.empty())
        names_.emplace(name_key(who), index);
}

/// Protected wins, and so does the status that lets in; the rest is taken from the row whose status counts.
void SamePerson::join(std::size_t index, PersonInRow& row) {
    auto& before = people_[index].registration;
    auto& now = row.person;
    const bool is_protected = before.is_protected || now.is_protected;
    const auto fill = [](std::string& empty, const std::string& other) {
        if (empty.empty()) empty = other;
    };
    const auto complete = [&](Registration& one, const Registration& other) {
        fill(one.organisation, other.organisation);
        fill(one.title, other.title);
        fill(one.category, other.category);
        fill(one.language, other.language);
        fill(one.note, other.note);
        one.is_flagged = one.is_flagged || other.is_flagged;
    };
    if (distance_from_door(now.status) < distance_from_door(before.status)) {
        complete(now, before);
        // The code's text stays in place: an index refers to it.
        if (!before.ticket_code.empty()) {
            now.code_kind = before.code_kind;
            std::swap(now.ticket_code, before.ticket_code);
        }
        now.email_hash = before.email_hash;
        if (now.export_key.empty()) now.export_key = before.export_key;
        before = std::move(now);
    } else {
        complete(before, now);
    }
    before.is_protected = is_protected;
    if (before.ticket_code.empty() && !now.ticket_code.empty()) {
        before.ticket_code = now.ticket_code;
        before.code_kind = now.code_kind;
    }
    if (!before.ticket_code.empty()) take_code(people_[index].registration.ticket_code, index);
}

std::string SamePerson::name_key(const Registration& who) const { return written_name(who) + '\n' + fold(who.organisation); }

}  // namespace entre
