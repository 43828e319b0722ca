// What was imported when, in entre.db.
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
    std::size_t rejected = 0;  ///< told by `last`; `add` counts the rows it is given
};

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class Imports {
public:
    explicit Imports(Database& database) : database_(database) {}

    void add(const ImportRecord& import, const std::vector<RowIssue>& rejected);
    /// Whether `file` was imported before with these very bytes.
    [[nodiscard]] bool has(std::string_view file, std::string_view sha256) const;
    /// The newest, with how many rows it rejected.
    [[nodiscard]] std::optional<ImportRecord> last() const;
    /// Oldest first.
    [[nodiscard]] std::vector<ImportRecord> all() const;

private:
    Database& database_;
};

}  // namespace entre
