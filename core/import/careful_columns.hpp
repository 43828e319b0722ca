// The three kinds of columns where a mistake hurts somebody: status, ticket code and protected identity. Each is taken when it is
// sure, and asked about when it is not.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/import/heading_meaning.hpp"
#include "core/import/headings.hpp"

namespace entre {

/// One column as the rules see it.
struct CandidateColumn {
    std::size_t place = 0;
    const HeadingWords* words = nullptr;
    const ColumnValues* values = nullptr;
    std::string heading;  ///< cleaned, for questions
};

/// What is decided about one column.
struct CarefulColumn {
    std::size_t place = 0;
    std::optional<Field> taken;
    std::optional<ListQuestion> question;
};

/// Each of these looks at columns that nothing else has claimed. `has_system`: the columns of a known system are set; only what
/// plainly speaks is looked at.
std::vector<CarefulColumn> status_columns(std::span<const CandidateColumn> columns, bool has_system);
std::vector<CarefulColumn> code_columns(std::span<const CandidateColumn> columns);
std::vector<CarefulColumn> protected_columns(std::span<const CandidateColumn> columns);

}  // namespace entre
