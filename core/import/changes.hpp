// What a fresh export changes in the roster.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/import/row_issue.hpp"
#include "core/registration/people.hpp"
#include "core/import/reader.hpp"
#include "core/registration/registration.hpp"

namespace entre {

/// What the roster holds when an export comes.
struct Known {
    People roster{};                     ///< everybody, as exported before
    std::span<const Origin> origins{};   ///< of each; where there are none, all are from elsewhere
};

struct Changes {
    People added;                          ///< with id; protected people with their alias; with a code where Entré issues it
    People changed;                        ///< the roster's id, the export's words
    std::vector<std::size_t> changed_from; ///< where each of `changed` stands in the roster
    std::vector<bool> has_other_keys;      ///< whether each of `changed` has another code or name than before
    std::vector<RegistrationId> withdrawn; ///< no longer in the export
    std::vector<std::size_t> withdrawn_from;  ///< where each of `withdrawn` stands in the roster
    std::vector<RowIssue> ambiguous;         ///< rows that cannot be told from others or from several who are registered: not applied
    People same;                           ///< as they were
    std::size_t said_to_withdraw = 0;      ///< of `changed`: those whom the export itself now calls withdrawn

    [[nodiscard]] bool is_empty() const { return added.empty() && changed.empty() && withdrawn.empty(); }
};

/// Matches people by ticket code; those who are left by the export's own key, then by e-mail, then by name and organisation, each only
/// where it names one row and one person. Whoever brings something to be known by and is not known is new; a row with nothing but a
/// name that others share is ambiguous. `unreadable` are the codes and keys of rejected rows: whom they name is not missing.
/// Fresh ids and codes are made for `now`.
Changes changes_of(const Known& known, People fresh, UtcTime now, std::span<const Registration> unreadable = {});

/// True when so many would be withdrawn that the file is more likely wrong than right: over a fifth of `roster`.
bool is_suspicious(const Changes& changes, std::size_t roster);

}  // namespace entre
