// What a fresh export changes in the roster.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/registrations/reader.hpp"
#include "core/registrations/registration.hpp"

namespace entre {

struct Changes {
    std::vector<ExportedPerson> added;     ///< with id; protected people with their alias
    std::vector<ExportedPerson> changed;   ///< the roster's id, the export's words
    std::vector<RegistrationId> withdrawn; ///< no longer in the export
    std::size_t unchanged = 0;
    std::size_t said_to_withdraw = 0;      ///< of `changed`: those whom the export itself now calls withdrawn

    [[nodiscard]] bool is_empty() const { return added.empty() && changed.empty() && withdrawn.empty(); }
};

/// Matches people by ticket code, then those who are left by the export's own key, where it names one person. `roster` is everybody as exported before; `from_this_file`
/// those of them that earlier came from the same file, who are withdrawn when they are missing now.
/// `unreadable` are the codes and keys of rejected rows: whom they name is not missing. Fresh ids are made for `now`.
Changes changes_of(std::span<const Registration> roster, std::span<const RegistrationId> from_this_file,
                   std::vector<ExportedPerson> fresh, UtcTime now, std::span<const Registration> unreadable = {});

/// True when so many would be withdrawn that the file is more likely wrong than right: over a fifth of `roster`.
bool is_suspicious(const Changes& changes, std::size_t roster);

}  // namespace entre
