#include "core/base/clock.hpp"

#include <fmt/format.h>

#include <charconv>

namespace entre {

namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int value = 0;
    const char* end = text.data() + at + count;
    const auto [stop, error] = std::from_chars(text.data() + at, end, value);
    if (error != std::errc{} || stop != end || text[at] == '-') return std::nullopt;
    return value;
}

std::optional<std::chrono::minutes> zone(std::string_view text) {
    if (text == "Z" || text == "z") return std::chrono::minutes{0};
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const auto hours = digits(text, 1, 2);
    const auto minutes = digits(text, 4, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    const std::chrono::minutes offset{*hours * 60 + *minutes};
    return text[0] == '-' ? -offset : offset;
}

std::chrono::local_time<std::chrono::milliseconds> at_place(LocalTime time) {
    return std::chrono::local_time<std::chrono::milliseconds>{time.utc.time_since_epoch() + time.offset};
}

}  // namespace

UtcTime utc_now() { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::string to_rfc3339(UtcTime time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::optional<LocalTime> from_rfc3339(std::string_view text) {
    if (text.size() < 17 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ') || text[13] != ':')
        return std::nullopt;
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2);
    if (!year || !month || !day || !hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;

    std::size_t at = 16;
    std::chrono::milliseconds seconds{0};
    if (at < text.size() && text[at] == ':') {
        const auto whole = digits(text, at + 1, 2);
        if (!whole || *whole > 59) return std::nullopt;
        seconds += std::chrono::seconds{*whole};
        at += 3;
        if (at < text.size() && text[at] == '.') {
            int scale = 100;
            for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
                seconds += std::chrono::milliseconds{(text[at] - '0') * scale};
        }
    }
    const auto offset = zone(text.substr(at));
    if (!offset) return std::nullopt;
    const UtcTime place = std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} + seconds;
    return LocalTime{place - *offset, *offset};
}

std::string clock_time(LocalTime time) {
    const auto local = at_place(time);
    const std::chrono::hh_mm_ss clock{local - std::chrono::floor<std::chrono::days>(local)};
    return fmt::format("{:02}.{:02}", clock.hours().count(), clock.minutes().count());
}

std::string file_stamp(LocalTime time) {
    const auto date = local_date(time);
    const auto clock = clock_time(time);  // "08.47"
    return fmt::format("{:04}-{:02}-{:02}-{}{}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), clock.substr(0, 2), clock.substr(3, 2));
}

std::chrono::year_month_day local_date(LocalTime time) {
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(at_place(time))};
}

unsigned local_weekday(LocalTime time) {
    return std::chrono::weekday{std::chrono::floor<std::chrono::days>(at_place(time))}.c_encoding();
}

std::int64_t to_ms(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime from_ms(std::int64_t ms) { return UtcTime{std::chrono::milliseconds{ms}}; }

}  // namespace entre
