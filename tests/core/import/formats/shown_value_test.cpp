#include "core/import/formats/shown_value.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using Kind = NumberFormat::Kind;

namespace {

std::string plain(std::string_view raw) { return shown_number(raw, {}, false); }
std::string dated(std::string_view raw, Kind kind, bool counts_from_1904 = false) {
    return shown_number(raw, {kind, 0}, counts_from_1904);
}
Kind kind_of(std::string_view code) { return format_of_code(code).kind; }

}  // namespace

TEST_CASE("numbers are shown as they were typed", "[workbook][shown_value]") {
    CHECK(plain("0.30000000000000004") == "0.3");
    CHECK(plain("1.1000000000000001") == "1.1");
    CHECK(plain("17") == "17");
    CHECK(plain(" 17 ") == "17");
    CHECK(plain("+17") == "17");
    CHECK(plain("17.0") == "17");
    CHECK(plain("-2.5") == "-2.5");
    CHECK(plain("-0") == "0");
    CHECK(plain("1E3") == "1000");
    CHECK(plain("123456789012345") == "123456789012345");
    CHECK(plain("999999999999999") == "999999999999999");
    CHECK(plain("-999999999999999") == "-999999999999999");
    CHECK(plain("1.0000000000000001E-5") == "1E-05");
}

TEST_CASE("a number that the spreadsheet has rounded does not look like a code", "[workbook][shown_value]") {
    CHECK(plain("12345678901234567890") == "1.23456789012346E+19");
    CHECK(plain("1.2345678901234567E+19") == "1.23456789012346E+19");
    CHECK(plain("1000000000000000") == "1E+15");
    CHECK(plain("1234500000000000") == "1.2345E+15");
    CHECK(plain("-1E+300") == "-1E+300");
    CHECK(shown_number("1234567890123456", {Kind::padded, 20}, false) == "1.23456789012346E+15");
}

TEST_CASE("text that is not a number is unchanged", "[workbook][shown_value]") {
    for (const auto* raw : {"", " ", "abc", "12x", "nan", "inf", "1e999", "--1", "0x10"}) {
        CHECK(plain(raw) == raw);
        CHECK(dated(raw, Kind::date) == raw);
    }
}

TEST_CASE("codes keep the leading zeros of their format", "[workbook][shown_value]") {
    const auto seven = format_of_code("0000000");
    CHECK(seven == NumberFormat{Kind::padded, 7});
    CHECK(shown_number("123", seven, false) == "0000123");
    CHECK(shown_number("0", seven, false) == "0000000");
    CHECK(shown_number("12345678", seven, false) == "12345678");
    CHECK(shown_number("1.5", seven, false) == "1.5");
    CHECK(shown_number("-3", seven, false) == "-3");
    CHECK(format_of_code("0") == NumberFormat{});
    CHECK(format_of_code("0.00") == NumberFormat{});
}

TEST_CASE("dates are ISO 8601 in both date systems, including Excel's wrong leap day", "[workbook][shown_value]") {
    CHECK(dated("46162", Kind::date) == "2026-05-20");
    CHECK(dated("1", Kind::date) == "1900-01-01");
    CHECK(dated("59", Kind::date) == "1900-02-28");
    CHECK(dated("60", Kind::date) == "1900-02-29");
    CHECK(dated("61", Kind::date) == "1900-03-01");
    CHECK(dated("45351", Kind::date) == "2024-02-29");
    CHECK(dated("2958465", Kind::date) == "9999-12-31");
    CHECK(dated("44700", Kind::date, true) == "2026-05-20");
    CHECK(dated("0", Kind::date, true) == "1904-01-01");
}

TEST_CASE("times are rounded to the second", "[workbook][shown_value]") {
    CHECK(dated("46162.3958333333", Kind::date_and_time) == "2026-05-20 09:30:00");
    CHECK(dated("46162", Kind::date_and_time) == "2026-05-20 00:00:00");
    CHECK(dated("46162.9999999", Kind::date_and_time) == "2026-05-21 00:00:00");
    CHECK(dated("0.395833333333333", Kind::time) == "09:30:00");
    CHECK(dated("46162.3958333333", Kind::time) == "09:30:00");
    CHECK(dated("0.395833333333333", Kind::date_and_time) == "09:30:00");
    CHECK(dated("1.520833333333", Kind::elapsed) == "36:30:00");
}

TEST_CASE("a number that is not a valid date is shown as a number", "[workbook][shown_value]") {
    CHECK(dated("-1", Kind::date) == "-1");
    CHECK(dated("2958466", Kind::date) == "2958466");
    CHECK(dated("1e18", Kind::date_and_time) == "1E+18");
}

TEST_CASE("formats for dates and times are distinguished from others", "[workbook][shown_value]") {
    for (const auto* code :
         {"yyyy-mm-dd", "d/m/yy", "mmm yyyy", "MMMM", "[$-41D]d mmmm yyyy;@", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"})
        CHECK(kind_of(code) == Kind::date);
    for (const auto* code : {"hh:mm", "h:mm:ss AM/PM", "mm:ss.0", "[$-F400]h:mm:ss\\ am/pm"}) CHECK(kind_of(code) == Kind::time);
    for (const auto* code : {"yyyy-mm-dd hh:mm", "m/d/yy\\ h:mm", "dd.mm.yyyy\\ \"kl\"\\ hh:mm"})
        CHECK(kind_of(code) == Kind::date_and_time);
    for (const auto* code : {"[h]:mm", "[mm]:ss", "[S]"}) CHECK(kind_of(code) == Kind::elapsed);
    for (const auto* code : {"General", "GENERAL", "", "@", "0%", "# ##0.00", "0.00E+00", "#,##0\\ \"dagar\"", "0\\ \\d\\y",
                             "[Red]0", "[$kr-41D]0", "0_);[Red](0)", "0;yyyy", "_d0", "*y0", "\"h", "[h", "\\"})
        CHECK(kind_of(code) == Kind::plain);
}

TEST_CASE("built-in formats are known by their number", "[workbook][shown_value]") {
    for (const int id : {14, 15, 16, 17}) CHECK(builtin_format(id).kind == Kind::date);
    for (const int id : {18, 19, 20, 21, 45, 47}) CHECK(builtin_format(id).kind == Kind::time);
    CHECK(builtin_format(22).kind == Kind::date_and_time);
    CHECK(builtin_format(46).kind == Kind::elapsed);
    for (const int id : {-1, 0, 1, 13, 23, 44, 48, 49, 1000}) CHECK(builtin_format(id).kind == Kind::plain);
}

TEST_CASE("ISO dates and times are shown in the same way", "[workbook][shown_value]") {
    CHECK(shown_iso_date("2026-05-20") == "2026-05-20");
    CHECK(shown_iso_date("2026-05-20T09:30:00") == "2026-05-20 09:30:00");
    CHECK(shown_iso_date("2026-05-20T09:30") == "2026-05-20 09:30:00");
    CHECK(shown_iso_date("2026-05-20T09:29:59.999999997") == "2026-05-20 09:30:00");
    CHECK(shown_iso_date("2026-12-31T23:59:59.7Z") == "2027-01-01 00:00:00");
    CHECK(shown_iso_date("2026-05-20T09:30:00.2") == "2026-05-20 09:30:00");
    for (const auto* raw : {"", "2026", "2026-05", "2026-02-30", "2026-05-20T", "2026-05-20T09", "2026-05-20T99:00:00",
                            "2026-05-20T09:30:00.x", "2026-05-20T09:30:00+02:00", "-5-20", "20 May"})
        CHECK(shown_iso_date(raw) == raw);
    CHECK(shown_iso_time("PT09H30M00S") == "09:30:00");
    CHECK(shown_iso_time("PT36H30M00S") == "36:30:00");
    CHECK(shown_iso_time("PT00H00M01.9999S") == "00:00:02");
    CHECK(shown_iso_time("PT5M") == "00:05:00");
    CHECK(shown_iso_time("PT7S") == "00:00:07");
    for (const auto* raw : {"", "PT", "P1D", "PT1", "PTH", "PT5X", "PT5M5", "PT9999999999999H", "PT1.5H"})
        CHECK(shown_iso_time(raw) == raw);
}
