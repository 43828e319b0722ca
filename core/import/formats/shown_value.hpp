// Formats numbers and dates of a workbook as a person would have typed them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// The relevant part of a number format.
struct NumberFormat {
    enum class Kind : std::uint8_t { plain, date, time, date_and_time, elapsed, padded };
    Kind kind = Kind::plain;
    std::uint8_t digits = 0;  ///< for padded: "0000000" is 7

    friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

/// ECMA-376 part 1, 18.8.30: the built-in formats. The East Asian ones are treated as plain.
NumberFormat builtin_format(std::int64_t id);
/// ECMA-376 part 1, 18.8.31: only the section for positive numbers counts.
NumberFormat format_of_code(std::string_view code);

/// The text of a number cell. "0.30000000000000004" is 0.3: 15 digits, as spreadsheets show them.
/// From 1e15 on the notation is scientific, "1.23456789012346E+19": the spreadsheet has already rounded such a number, so a
/// ticket code is lost. Written out it would look like a valid code that is merely unknown. Dates are ISO 8601 with a space,
/// "2026-05-20 09:30:00". Other texts are returned unchanged.
std::string shown_number(std::string_view raw, NumberFormat format, bool counts_from_1904);

/// "2026-05-20T09:30:00" as "2026-05-20 09:30:00", rounded to the second; other texts unchanged.
std::string shown_iso_date(std::string_view raw);
/// "PT09H30M00S" as "09:30:00"; other texts unchanged.
std::string shown_iso_time(std::string_view raw);

}  // namespace entre
