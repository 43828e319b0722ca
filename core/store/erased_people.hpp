// People who were erased at their own request. Their name is gone; keyed hashes of what an export knows them by remain, so that a
// later export does not bring them back.
#pragma once

#include <string>
#include <vector>

#include "core/registration/registration.hpp"
#include "core/store/database.hpp"

namespace entre {

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class ErasedPeople {
public:
    explicit ErasedPeople(Database& database);

    /// False in nearly every seminar: then nobody has to be compared.
    [[nodiscard]] bool has_any() const;
    /// Whether a row of an export is about somebody who was erased.
    [[nodiscard]] bool has(const Registration& exported) const;
    /// Takes everything about the person out of the roster and remembers what an export knows them by. Attendance records and
    /// badge orders, which name nobody, stay. `person` as exported.
    void erase(const Registration& person);

private:
    [[nodiscard]] std::vector<std::string> hashes_of(const Registration& exported) const;

    Database& database_;
    std::string key_;
};

/// Shown instead of the name of somebody who was erased.
inline constexpr std::string_view erased_name = "Borttagen";

}  // namespace entre
