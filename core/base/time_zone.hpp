// Time zones by name, so that a clock shows the right hour on every day of the year.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"

namespace entre {

/// A zone of the IANA database by its name ("Europe/Stockholm"), with ICU's rules, or a fixed offset from UTC. A value; safe from
/// any thread.
class TimeZone {
public:
    TimeZone(std::chrono::minutes fixed = std::chrono::minutes{0}) : fixed_(fixed) {}  // NOLINT(google-explicit-constructor)
    /// nullopt for a name that is not a zone's.
    static std::optional<TimeZone> named(std::string_view name);
    /// The zone that this machine is set to; nullopt if it has no name.
    static std::optional<TimeZone> of_machine();

    /// "Europe/Stockholm"; empty for a fixed offset.
    [[nodiscard]] const std::string& name() const { return name_; }
    /// The offset from UTC at `time`: an hour more in summer, where there is summer time.
    [[nodiscard]] std::chrono::minutes offset_at(UtcTime time) const;
    [[nodiscard]] LocalTime at(UtcTime time) const { return {time, offset_at(time)}; }
    /// The moment when the zone's clocks show `clock`. In the hour that clocks skip in spring, the moment an hour later; in the
    /// hour that they show twice in autumn, the first one.
    [[nodiscard]] LocalTime when(std::chrono::local_time<std::chrono::milliseconds> clock) const;

private:
    struct Rules;

    std::chrono::minutes fixed_{0};
    std::string name_;
    std::shared_ptr<const Rules> rules_;
};

/// The city that gives a zone its name, as `language` calls it: "Helsingfors" for "Europe/Helsinki" and "sv". The zone's own name
/// if there is none.
std::string city_of_zone(const std::string& zone, const std::string& language);

/// "+02:00".
std::string offset_text(std::chrono::minutes offset);

}  // namespace entre
