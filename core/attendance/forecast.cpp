// A Bayesian model with four unknown parameters: the share of the registered people who come, the share of those who come early
// for coffee, and the median and spread of the others' arrival times (logistic distribution). Every combination on a grid is
// weighted by its likelihood, given the arrivals so far and earlier seminars, and predicts how many more people will come before
// the start. The range is read from this mixture. People arrive in groups, so arrivals are not independent: their likelihood is
// down-weighted, and the variance of the arrivals to come is increased.
#include "core/attendance/forecast.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace entre {

namespace {

constexpr double bin_minutes = 3;
constexpr double first_minute = -90;  // earlier arrivals are counted here
constexpr double earliest_minutes = -120;
constexpr double evidence_weight = 0.17;  // of one arrival: people come in groups, so arrivals are not independent
constexpr double earlier_weight = 0.004;  // of one arrival at an earlier seminar: 300 there count as much as seven here
constexpr double scatter = 2.8;           // variance relative to that of independent arrivals
constexpr double range_tail = 0.1;

struct Morning {
    double share;   // of the registered people who come
    double middle;  // the median arrival, in minutes relative to the start
    double spread;  // the scale of the logistic distribution, in minutes
    double early;   // share of those who come evenly distributed from 75 to 25 minutes before the start
    double weight = 0;

    /// The share of those who come that has arrived by `minute`.
    [[nodiscard]] double come_by(double minute) const {
        const double for_coffee = std::clamp((minute + 75) / 50, 0.0, 1.0);
        return early * for_coffee + (1 - early) / (1 + std::exp(-(minute - middle) / spread));
    }
};

/// The prior, as a logarithm: most registered people come, half of them by a quarter of an hour before the start, most within
/// half an hour of each other.
double log_prior(const Morning& m) {
    const auto bell = [](double x, double mean, double deviation) { return -0.5 * std::pow((x - mean) / deviation, 2); };
    return bell(m.share, 0.82, 0.13) + bell(m.middle, -14, 8) + bell(std::log(m.spread), std::log(4.5), 0.5);
}

std::vector<Morning> parameter_grid() {
    std::vector<Morning> grid;
    for (int share = 0; share < 14; ++share)
        for (int middle = 0; middle < 16; ++middle)
            for (const double spread : {1.6, 2.4, 3.4, 4.8, 6.8, 10.0, 15.0})
                for (const double early : {0.0, 0.05, 0.12})
                    grid.push_back({0.32 + 0.05 * share, -42 + 3.0 * middle, spread, early});
    return grid;
}

/// Arrivals in bins up to `until`, and the number of people who have not arrived.
struct Seen {
    std::vector<double> bins;
    double until = 0;
    double absent = 0;
};

Seen count(std::size_t expected, std::span<const double> minutes, double until) {
    Seen seen;
    seen.until = until;
    seen.bins.assign(static_cast<std::size_t>(std::max(1.0, std::ceil((until - first_minute) / bin_minutes))), 0);
    for (const double minute : minutes) {
        if (minute > until) continue;
        const double place = std::clamp((minute - first_minute) / bin_minutes, 0.0, static_cast<double>(seen.bins.size() - 1));
        ++seen.bins[static_cast<std::size_t>(place)];
    }
    seen.absent = std::max(0.0, static_cast<double>(expected) - static_cast<double>(minutes.size()));
    return seen;
}

double log_likelihood(const Morning& m, const Seen& seen) {
    constexpr double min_share = 1e-9;
    double sum = 0, before = 0;
    for (std::size_t i = 0; i < seen.bins.size(); ++i) {
        const bool is_last = i + 1 == seen.bins.size();
        const double by = m.come_by(is_last ? seen.until : first_minute + bin_minutes * static_cast<double>(i + 1));
        if (seen.bins[i] > 0) sum += seen.bins[i] * std::log(std::max(min_share, m.share * (by - before)));
        before = by;
    }
    return sum + seen.absent * std::log(std::max(min_share, 1 - m.share * before));
}

/// Converts logarithms to weights that add up to one.
void normalise(std::vector<double>& logs) {
    const double highest = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    for (auto& log : logs) sum += log = std::exp(log - highest);
    for (auto& log : logs) log /= sum;
}

void weigh(std::vector<Morning>& grid, const MorningSoFar& morning, std::span<const ArrivalCurve> earlier) {
    std::vector<double> logs;
    for (const auto& m : grid) logs.push_back(log_prior(m));
    for (const auto& curve : earlier) {
        if (curve.expected == 0 || curve.minutes.empty()) continue;
        const auto seen = count(curve.expected, curve.minutes, 30);
        for (std::size_t i = 0; i < grid.size(); ++i) logs[i] += earlier_weight * log_likelihood(grid[i], seen);
    }
    const auto seen = count(morning.expected, morning.minutes, morning.now_minutes);
    for (std::size_t i = 0; i < grid.size(); ++i) logs[i] += evidence_weight * log_likelihood(grid[i], seen);
    normalise(logs);
    for (std::size_t i = 0; i < grid.size(); ++i) grid[i].weight = logs[i];
}

/// The number of people still to come before the start, under one set of parameters: mean and variance.
struct Remaining {
    double mean = 0, variance = 0, weight = 0;
};

Remaining remaining_in(const Morning& m, const MorningSoFar& morning, double absent) {
    const double now = m.come_by(morning.now_minutes), start = m.come_by(0);
    const double chance = std::clamp(m.share * (start - now) / std::max(1e-9, 1 - m.share * now), 0.0, 1.0);
    // Walk-ins follow the same curve, so their number so far predicts how many more will come.
    const double walk_ins = static_cast<double>(morning.walk_ins) * (start - now) / std::max(now, 0.1);
    return {absent * chance + walk_ins, scatter * (absent * chance * (1 - chance) + walk_ins) + 0.25, m.weight};
}

/// The `below` quantile of the mixture.
double quantile(const std::vector<Remaining>& mixture, double below, double highest) {
    double low = 0, high = highest;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        double sum = 0;
        for (const auto& part : mixture)
            sum += part.weight * 0.5 * std::erfc(-(middle - part.mean) / std::sqrt(2 * part.variance));
        (sum < below ? low : high) = middle;
    }
    return high;
}

}  // namespace

std::optional<Forecast> forecast_at_start(const MorningSoFar& morning, std::span<const ArrivalCurve> earlier) {
    if (morning.now_minutes >= 0 || morning.now_minutes < earliest_minutes) return std::nullopt;
    auto grid = parameter_grid();
    weigh(grid, morning, earlier);
    const double absent = std::max(0.0, static_cast<double>(morning.expected) - static_cast<double>(morning.minutes.size()));
    std::vector<Remaining> mixture;
    for (const auto& m : grid)
        if (m.weight > 1e-7) mixture.push_back(remaining_in(m, morning, absent));
    const double highest = absent + 2.0 * static_cast<double>(morning.walk_ins) * 10 + 10;
    const auto inside = static_cast<double>(morning.inside);
    const auto at = [&](double below) { return inside + quantile(mixture, below, highest); };
    Forecast forecast{static_cast<std::size_t>(std::floor(at(range_tail))), static_cast<std::size_t>(std::lround(at(0.5))),
                      static_cast<std::size_t>(std::ceil(at(1 - range_tail)))};
    forecast.likely = std::clamp(forecast.likely, forecast.low, forecast.high);
    return forecast;
}

}  // namespace entre
