// Reads exports from text.
#pragma once

#include <string>
#include <string_view>

#include "core/import/reader.hpp"
#include "tests/support/catch.hpp"

namespace entre::test {

inline ExportReading export_of(std::string_view text, const RegistrationSettings& settings = {}) {
    auto reading = read_export({"export.csv", std::string(text)}, settings);
    if (!reading) FAIL(reading.error().detail);
    return std::move(*reading);
}

inline std::string export_problem(std::string_view text, const RegistrationSettings& settings = {}) {
    const auto reading = read_export({"export.csv", std::string(text)}, settings);
    REQUIRE_FALSE(reading);
    CHECK(reading.error().code == ErrorCode::export_invalid);
    return reading.error().detail;
}

/// A person of an export as "code|given|family|organisation|status".
inline std::string kept(const ExportReading& reading, std::size_t i) {
    const auto& who = reading.people.at(i).registration;
    return who.ticket_code + "|" + who.given + "|" + who.family + "|" + who.organisation + "|" +
           std::string(to_string(who.status));
}

}  // namespace entre::test
