// Tells tickets of this seminar from whatever else a camera sees.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/qr/codes_in_view.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"

namespace entre {

/// Reads the roster through a connection of its own, opened when it is first asked. One thread. When the roster cannot be read,
/// everything that could be a ticket is `unknown`, and the desk has the word.
class TicketSorter {
public:
    explicit TicketSorter(SeminarFolder folder) : folder_(std::move(folder)) {}

    [[nodiscard]] CodeMeaning meaning_of(const std::string& payload);

private:
    SeminarFolder folder_;
    std::optional<Database> database_;
};

}  // namespace entre
