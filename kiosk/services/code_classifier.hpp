// Distinguishes tickets of this seminar from other codes in view of the camera.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/qr/codes_in_view.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"

namespace entre {

/// Reads the roster through a connection of its own, opened on first use. One thread. When the roster cannot be read,
/// every possible ticket is `unknown` and left to the desk.
class CodeClassifier {
public:
    explicit CodeClassifier(SeminarFolder folder) : folder_(std::move(folder)) {}

    [[nodiscard]] CodeMeaning meaning_of(const std::string& payload);

private:
    SeminarFolder folder_;
    std::optional<Database> database_;
};

}  // namespace entre
