#include "tests/bench/mornings.hpp"

#include <algorithm>
#include <random>

namespace entre::bench {

SimulatedMorning simulate_morning(std::uint64_t seed) {
    std::mt19937_64 random(seed * 0x9e3779b97f4a7c15ULL + 1);
    const auto uniform = [&](double from, double to) { return std::uniform_real_distribution(from, to)(random); };
    SimulatedMorning morning;
    morning.expected = static_cast<std::size_t>(std::exp(uniform(std::log(60), std::log(500))));
    const double share = std::clamp(std::normal_distribution(0.8, 0.1)(random), 0.35, 0.98);
    // Two overlapping streams, by car and from a train that arrives some minutes earlier, and a few early for coffee.
    const double main = uniform(-24, -6), width = uniform(4, 11);
    const double train = uniform(-25, -5), by_train = uniform(0, 0.35), early = uniform(0, 0.12), late = uniform(0, 0.08);
    for (std::size_t left = morning.expected; left > 0;) {
        const std::size_t party = std::min<std::size_t>(left, uniform(0, 1) < 0.6 ? 1 : 2 + random() % 5);
        left -= party;
        // Sometimes a complete group stays away; otherwise each person decides independently.
        const bool comes = uniform(0, 1) < 0.25 + 0.75 * share;
        const double kind = uniform(0, 1);
        double minute = std::normal_distribution(main, width)(random);
        if (kind < by_train)
            minute = train + std::exponential_distribution(1 / 2.5)(random);
        else if (kind < by_train + early)
            minute = uniform(-75, -25);
        else if (kind < by_train + early + late)
            minute = uniform(0, 40);
        const double each = share / (0.25 + 0.75 * share);
        for (std::size_t i = 0; comes && i < party; ++i)
            if (uniform(0, 1) < each) morning.registered.push_back(minute + uniform(0, 0.6));
    }
    const auto strangers = std::poisson_distribution<int>(uniform(0, 0.06) * static_cast<double>(morning.expected))(random);
    for (int i = 0; i < strangers; ++i) morning.walk_ins.push_back(std::normal_distribution(main + 3, width + 2)(random));
    std::sort(morning.registered.begin(), morning.registered.end());
    std::sort(morning.walk_ins.begin(), morning.walk_ins.end());
    return morning;
}

MorningSoFar so_far(const SimulatedMorning& morning, double now_minutes) {
    MorningSoFar known{morning.expected, {}, 0, 0, now_minutes};
    for (const double minute : morning.registered)
        if (minute <= now_minutes) known.minutes.push_back(minute);
    known.walk_ins = static_cast<std::size_t>(
        std::count_if(morning.walk_ins.begin(), morning.walk_ins.end(), [&](double minute) { return minute <= now_minutes; }));
    known.inside = known.minutes.size() + known.walk_ins;
    return known;
}

std::size_t inside_at_start(const SimulatedMorning& morning) { return so_far(morning, 0).inside; }

ArrivalCurve curve_of(const SimulatedMorning& morning) { return {morning.expected, morning.registered}; }

}  // namespace entre::bench
