// The number of labels left on each printer's roll, in entre.db.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/store/database.hpp"

namespace entre {

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class Rolls {
public:
    explicit Rolls(Database& database) : database_(database) {}

    /// A new roll of `size` labels was loaded.
    void change(std::string_view printer, int size);
    /// One label came out. Ignored for a printer without a registered roll.
    void count_down(std::string_view printer);
    /// Sorted by printer name.
    [[nodiscard]] std::vector<LabelRoll> all() const;

private:
    Database& database_;
};

}  // namespace entre
