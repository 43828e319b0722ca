// What a new export changes in the roster.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "core/base/clock.hpp"
#include "core/import/row_issue.hpp"
#include "core/registration/exported_person.hpp"

namespace entre {

/// Calls `visit` once with each person in the roster, always in the same order. A roster of a million people would not fit into
/// memory next to an export of the same size.
using EachKnown = std::function<void(const std::function<void(KnownPerson)>& visit)>;

struct ChangedPerson {
    Registration before;
    ExportedPerson now;                ///< with the roster's id, and everything that the export does not mention
    bool stays_in_other_list = false;  ///< the registration of the other file counts, so it remains that file's
};

/// People are in the order of the export's rows, `withdrawn` in the roster's order.
struct Changes {
    ExportedPeople added;  ///< with id; protected people with their alias; with a code where Entré issues it
    std::vector<ChangedPerson> changed;
    ExportedPeople same;                  ///< with the roster's id
    std::vector<Registration> withdrawn;  ///< no longer in the export
    std::vector<RowIssue>
        ambiguous;  ///< rows that match several people, or rows that are indistinguishable from each other: not applied
    std::vector<RowIssue> other_list;     ///< rows whose person is in another file too
    std::size_t withdrawn_by_status = 0;  ///< how many of `changed` the export itself now calls withdrawn
    std::size_t roster_size = 0;          ///< before the changes

    [[nodiscard]] bool is_empty() const { return added.empty() && changed.empty() && withdrawn.empty(); }
};

/// Matches rows with people by ticket code; the rest by the export's own key, then by e-mail, then by name and organisation, each
/// only where it identifies one row and one person. A person of another file is matched by ticket code, or by e-mail and name; of
/// the two registrations the one that lets in counts, then the one that has a code of its own, then the one that is known
/// already: reading both files again changes nothing. Protected in one is protected; where there are other lists, protection ends
/// by a person's tap only, because one of them may have asked for it. An unmatched row with a code, key or e-mail
/// is a new person; a row with nothing but a name that others share is ambiguous. `unreadable` holds the codes and keys of
/// rejected rows: the people they identify are not missing. An empty `known` is an empty roster. New ids are created for `now`.
Changes changes_of(const EachKnown& known, ExportedPeople fresh, UtcTime now, std::span<const Registration> unreadable = {},
                   bool are_other_lists = false);

/// True if somebody would be withdrawn.
bool withdraws(const Changes& changes);
/// True if so many people would be withdrawn that the file is probably wrong: more than a fifth of the roster.
bool is_suspicious(const Changes& changes);

}  // namespace entre
