#include "core/import/formats/shown_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include "core/base/text.hpp"

namespace entre {

namespace {

using Kind = NumberFormat::Kind;
using std::chrono::days;
using std::chrono::sys_days;

constexpr std::int64_t seconds_a_day = 86400;
constexpr double largest_serial = 2958466;  // the first day of the year 10000

std::optional<double> number_of(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || problem != std::errc{} || rest != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::string shown_plain(double number) {
    if (number == 0) return "0";
    if (std::abs(number) < 1e15) return fmt::format("{:.15G}", number);
    // %.14E leaves trailing zeros.
    std::string text = fmt::format("{:.14E}", number);
    const auto exponent = text.find('E');
    auto last = text.find_last_not_of('0', exponent - 1);
    if (text[last] == '.') --last;
    return text.erase(last + 1, exponent - last - 1);
}

std::string shown_clock(std::int64_t seconds) {
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string shown_day(sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string shown_serial_day(std::int64_t serial, bool counts_from_1904) {
    using namespace std::chrono_literals;
    if (counts_from_1904) return shown_day(sys_days(1904y / 1 / 1) + days(serial));
    // Lotus 1-2-3 treated 1900 as a leap year, and Excel still has that day 60.
    if (serial == 60) return "1900-02-29";
    return shown_day(sys_days(1899y / 12 / 30) + days(serial < 60 ? serial + 1 : serial));
}

std::optional<std::string> shown_serial(double serial, Kind kind, bool counts_from_1904) {
    if (serial < 0 || serial >= largest_serial) return std::nullopt;
    const auto seconds = static_cast<std::int64_t>(std::llround(serial * static_cast<double>(seconds_a_day)));
    if (kind == Kind::elapsed) return shown_clock(seconds);
    // Day 0 is not a date: a time was formatted with a date by mistake.
    if (kind == Kind::time || (seconds < seconds_a_day && !counts_from_1904)) return shown_clock(seconds % seconds_a_day);
    const auto day = shown_serial_day(seconds / seconds_a_day, counts_from_1904);
    return kind == Kind::date ? day : day + " " + shown_clock(seconds % seconds_a_day);
}

/// The first section of a format in lower case, without quoted, bracketed and escaped text. Brackets around elapsed hours,
/// minutes and seconds are significant; they become '['.
std::string letters_of(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"' || c == '[') {
            const auto end = std::min(code.find(c == '"' ? '"' : ']', i + 1), code.size());
            const auto inside = to_lower_ascii(code.substr(i + 1, end - i - 1));
            const bool is_elapsed = c == '[' && end < code.size() && !inside.empty() &&
                                    std::string_view("hms").find(inside[0]) != std::string_view::npos &&
                                    inside.find_first_not_of(inside[0]) == std::string::npos;
            if (is_elapsed) out += '[';
            i = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return out;
}

void erase_all(std::string& text, std::string_view word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) text.erase(at, word.size());
}

/// The digits at `at`, at most `most` of them; nullopt if there are none. Moves `at` behind them.
std::optional<std::int64_t> digits(std::string_view text, std::size_t& at, std::size_t limit) {
    std::int64_t value = 0;
    const auto begin = at;
    for (; at < text.size() && at - begin < limit && text[at] >= '0' && text[at] <= '9'; ++at)
        value = value * 10 + (text[at] - '0');
    if (at == begin) return std::nullopt;
    return value;
}

/// Rounds up if the rest is ".5" or more; false if it is not a fraction.
bool round_up(std::string_view rest, std::int64_t& seconds) {
    if (rest.size() < 2 || (rest[0] != '.' && rest[0] != ',') ||
        rest.find_first_not_of("0123456789", 1) != std::string_view::npos)
        return false;
    if (rest[1] >= '5') ++seconds;
    return true;
}

}  // namespace

NumberFormat builtin_format(std::int64_t id) {
    if (id >= 14 && id <= 17) return {Kind::date};
    if ((id >= 18 && id <= 21) || id == 45 || id == 47) return {Kind::time};
    if (id == 22) return {Kind::date_and_time};
    if (id == 46) return {Kind::elapsed};
    return {};
}

NumberFormat format_of_code(std::string_view code) {
    if (code.size() > 1 && code.size() <= 40 && code.find_first_not_of('0') == std::string_view::npos)
        return {Kind::padded, static_cast<std::uint8_t>(code.size())};
    std::string letters = letters_of(code);
    for (const auto* word : {"general", "am/pm", "a/p"}) erase_all(letters, word);
    const auto has = [&](const char* any) { return letters.find_first_of(any) != std::string::npos; };
    if (has("[")) return {Kind::elapsed};
    const bool is_time = has("hs");
    const bool is_date = has("yd") || (has("m") && !is_time);  // next to hours or seconds, m means minutes
    if (is_date) return {is_time ? Kind::date_and_time : Kind::date};
    return {is_time ? Kind::time : Kind::plain};
}

std::string shown_number(std::string_view raw, NumberFormat format, bool counts_from_1904) {
    const auto number = number_of(trim(raw));
    if (!number) return std::string(raw);
    if (format.kind == Kind::padded) {
        const bool is_whole = *number >= 0 && *number < 1e15 && *number == std::floor(*number);
        return is_whole ? fmt::format("{:0{}}", static_cast<std::int64_t>(*number), format.digits) : shown_plain(*number);
    }
    if (format.kind == Kind::plain) return shown_plain(*number);
    return shown_serial(*number, format.kind, counts_from_1904).value_or(shown_plain(*number));
}

std::string shown_iso_date(std::string_view raw) {
    const auto as_it_stood = std::string(raw);
    std::size_t at = 0;
    std::array<std::int64_t, 6> parts{};
    constexpr std::string_view between = "--T::";
    std::size_t count = 0;
    for (; count < parts.size(); ++count) {
        if (count > 0) {
            if (at == raw.size() && (count == 3 || count == 5)) break;  // a date, or a time without seconds
            if (at >= raw.size() || (raw[at] != between[count - 1] && !(count == 3 && raw[at] == ' '))) return as_it_stood;
            ++at;
        }
        const auto part = digits(raw, at, count == 0 ? 4 : 2);
        if (!part) return as_it_stood;
        parts[count] = *part;
    }
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(parts[0])),
                                           std::chrono::month(static_cast<unsigned>(parts[1])),
                                           std::chrono::day(static_cast<unsigned>(parts[2])));
    if (!date.ok() || parts[3] > 24 || parts[4] > 59 || parts[5] > 60) return as_it_stood;
    if (count == 3) return shown_day(date);
    auto seconds = parts[3] * 3600 + parts[4] * 60 + parts[5];
    auto rest = raw.substr(at);
    if (rest.ends_with('Z')) rest.remove_suffix(1);
    if (!rest.empty() && !round_up(rest, seconds)) return as_it_stood;
    return shown_day(sys_days(date) + days(seconds / seconds_a_day)) + " " + shown_clock(seconds % seconds_a_day);
}

std::string shown_iso_time(std::string_view raw) {
    const auto as_it_stood = std::string(raw);
    if (!raw.starts_with("PT")) return as_it_stood;
    std::int64_t seconds = 0;
    std::size_t at = 2;
    for (const auto& [unit, length] : {std::pair{'H', 3600}, std::pair{'M', 60}, std::pair{'S', 1}}) {
        const auto begin = at;
        const auto value = digits(raw, at, 9);
        if (!value) break;
        auto amount = *value;
        const auto end = std::min(raw.find(unit, at), raw.size());
        const auto rest = raw.substr(at, end - at);
        if (end == raw.size() || !(rest.empty() || (unit == 'S' && round_up(rest, amount)))) {
            at = begin;
            continue;
        }
        seconds += amount * length;
        at = end + 1;
    }
    return at == raw.size() && at > 2 ? shown_clock(seconds) : as_it_stood;
}

}  // namespace entre
