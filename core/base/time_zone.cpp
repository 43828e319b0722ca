#include "core/base/time_zone.hpp"

#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>

namespace entre {

struct TimeZone::Rules {
    std::unique_ptr<icu::TimeZone> zone;
};

std::optional<TimeZone> TimeZone::named(std::string_view name) {
    const auto id = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())));
    // Without this check, ICU also takes "GMT+2", which browsers do not know.
    UErrorCode error = U_ZERO_ERROR;
    UBool is_in_database = false;
    icu::UnicodeString canonical;
    icu::TimeZone::getCanonicalID(id, canonical, is_in_database, error);
    if (U_FAILURE(error) || !is_in_database || id == UNICODE_STRING_SIMPLE("Etc/Unknown")) return std::nullopt;
    TimeZone out;
    out.name_ = name;
    out.rules_ = std::make_shared<const Rules>(Rules{std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(id))});
    return out;
}

std::optional<TimeZone> TimeZone::of_machine() {
    const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::detectHostTimeZone());
    icu::UnicodeString id;
    std::string name;
    if (zone) zone->getID(id).toUTF8String(name);
    return named(name);
}

std::chrono::minutes TimeZone::offset_at(UtcTime time) const {
    if (!rules_) return fixed_;
    std::int32_t standard = 0, summer = 0;
    UErrorCode error = U_ZERO_ERROR;
    rules_->zone->getOffset(static_cast<UDate>(to_ms(time)), false, standard, summer, error);
    return std::chrono::floor<std::chrono::minutes>(std::chrono::milliseconds{standard + summer});
}

LocalTime TimeZone::when(std::chrono::local_time<std::chrono::milliseconds> clock) const {
    const UtcTime as_utc{clock.time_since_epoch()};
    // Of the offsets a day before and a day after, the earlier one holds if the clocks were not changed in between.
    const auto before = offset_at(as_utc - std::chrono::days{1}), after = offset_at(as_utc + std::chrono::days{1});
    const auto first = at(as_utc - before), second = at(as_utc - after);
    return first.offset == before || second.offset != after ? first : second;
}

std::string city_of_zone(const std::string& zone, const std::string& language) {
    // ICU keeps the names of a language for some minutes after they were asked for last.
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::TimeZoneNames> names(icu::TimeZoneNames::createInstance(icu::Locale(language.c_str()), error));
    if (U_FAILURE(error)) return zone;
    icu::UnicodeString city;
    std::string out;
    names->getExemplarLocationName(icu::UnicodeString::fromUTF8(zone), city).toUTF8String(out);
    return out.empty() ? zone : out;
}

std::string offset_text(std::chrono::minutes offset) {
    const auto minutes = std::abs(offset.count());
    return fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace entre
