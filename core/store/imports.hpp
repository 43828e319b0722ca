// The history of imports in entre.db.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.hpp"
#include "core/import/reader.hpp"
#include "core/store/database.hpp"

namespace entre {

struct ImportRecord {
    std::string file;
    std::string sha256;
    UtcTime at{};
    std::string system;
    std::size_t added = 0, changed = 0, withdrawn = 0, unchanged = 0;
    std::size_t rejected = 0;  ///< set by `last` only; `add` stores the rows it is given
};

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class Imports {
public:
    explicit Imports(Database& database) : database_(database) {}

    void add(const ImportRecord& import, const std::vector<RowIssue>& rejected);
    /// Whether `file` was imported before with the same content.
    [[nodiscard]] bool has(std::string_view file, std::string_view sha256) const;
    /// The newest import, with the number of rejected rows; nullopt if there is none.
    [[nodiscard]] std::optional<ImportRecord> last() const;
    /// Oldest first.
    [[nodiscard]] std::vector<ImportRecord> all() const;

private:
    Database& database_;
};

}  // namespace entre
