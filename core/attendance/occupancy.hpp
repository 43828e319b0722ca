// How long visitors took a kiosk up, as counts: so many visits of so many seconds. No order, no person and no time of day, so the
// counts may outlive a purge. Pure.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// One visit is from the first scan, or the beginning of a search by name, until the kiosk is free again.
class Occupancy {
public:
    /// Longer visits count as this long.
    static constexpr std::size_t max_seconds = 300;

    void add(std::chrono::milliseconds visit);
    void add(const Occupancy& other);

    [[nodiscard]] std::uint64_t visits() const;
    /// Half of the visits are at most this long; 0 without visits.
    [[nodiscard]] double median_seconds() const;
    /// How many visits lasted that many whole seconds: one of 11.9 s counts in [11].
    [[nodiscard]] const std::array<std::uint32_t, max_seconds + 1>& by_second() const { return by_second_; }

    friend bool operator==(const Occupancy&, const Occupancy&) = default;

private:
    friend std::optional<Occupancy> parse_occupancy(std::string_view json);
    std::array<std::uint32_t, max_seconds + 1> by_second_{};
};

/// {"visits":3,"by_second":[0,0,1,2]}, as in occupancy.json and in statistics.json under "occupancy".
std::string occupancy_json(const Occupancy& occupancy);
/// nullopt for anything else. Of statistics.json, what is under "occupancy".
std::optional<Occupancy> parse_occupancy(std::string_view json);

}  // namespace entre
