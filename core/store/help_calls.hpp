// The calls for help at the kiosk that nobody has answered yet, in entre.db: the organiser's window is another process.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/clock.hpp"
#include "core/store/database.hpp"

namespace entre {

struct StoredHelpCall {
    std::int64_t number = 0;  ///< counts up while the kiosk runs
    UtcTime since{};
    std::string from;  ///< the screen: "trouble"
    friend bool operator==(const StoredHelpCall&, const StoredHelpCall&) = default;
};

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class HelpCalls {
public:
    explicit HelpCalls(Database& database) : database_(database) {}

    void replace(const std::vector<StoredHelpCall>& calls);
    /// Oldest first.
    [[nodiscard]] std::vector<StoredHelpCall> all() const;

private:
    Database& database_;
};

}  // namespace entre
