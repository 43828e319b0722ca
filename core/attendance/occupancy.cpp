#include "core/attendance/occupancy.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>

namespace entre {

namespace {

constexpr std::uint32_t max_count = std::numeric_limits<std::uint32_t>::max();

std::uint32_t sum(std::uint32_t a, std::uint32_t b) { return a > max_count - b ? max_count : a + b; }

}  // namespace

void Occupancy::add(std::chrono::milliseconds visit) {
    const auto seconds = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(visit).count());
    auto& count = by_second_[std::min(static_cast<std::size_t>(seconds), max_seconds)];
    count = sum(count, 1);
}

void Occupancy::add(const Occupancy& other) {
    for (std::size_t i = 0; i < by_second_.size(); ++i) by_second_[i] = sum(by_second_[i], other.by_second_[i]);
}

std::uint64_t Occupancy::visits() const { return std::accumulate(by_second_.begin(), by_second_.end(), std::uint64_t{0}); }

double Occupancy::median_seconds() const {
    const auto half = (visits() + 1) / 2;
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < by_second_.size() && half > 0; ++i) {
        below += by_second_[i];
        if (below >= half) return static_cast<double>(i) + 0.5;
    }
    return 0;
}

std::string occupancy_json(const Occupancy& occupancy) {
    auto counts = nlohmann::ordered_json::array();
    for (const auto count : occupancy.by_second()) counts.push_back(count);
    while (!counts.empty() && counts.back() == 0) counts.erase(counts.end() - 1);
    return nlohmann::ordered_json{{"visits", occupancy.visits()}, {"by_second", std::move(counts)}}.dump();
}

std::optional<Occupancy> parse_occupancy(std::string_view text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const auto& own = json.contains("occupancy") ? json["occupancy"] : json;
    if (!own.is_object() || !own.contains("by_second") || !own["by_second"].is_array()) return std::nullopt;
    const auto& counts = own["by_second"];
    Occupancy occupancy;
    if (counts.size() > occupancy.by_second_.size()) return std::nullopt;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!counts[i].is_number_unsigned() || counts[i].get<std::uint64_t>() > max_count) return std::nullopt;
        occupancy.by_second_[i] = counts[i].get<std::uint32_t>();
    }
    return occupancy;
}

}  // namespace entre
