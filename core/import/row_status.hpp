// Whether the person in a row comes: from the columns of status, answers, payments and cancellations, and from what is said
// elsewhere in the row.
#pragma once

#include "core/import/row_to_person.hpp"

namespace entre {

/// The worst of what the columns say: one that keeps somebody out is enough. Issues and unknown words are added to `out`.
RegistrationStatus status_in(const RowView& row, const TableFacts& table, PersonInRow& out);

}  // namespace entre
