#include "core/attendance/queue_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <random>

namespace entre {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
/// Without earlier seminars: as the forecast assumes.
constexpr double usual_middle = -14, usual_scale = 4.5, usual_share = 0.82;
/// How people come together: alone, in twos … sixes.
constexpr std::array<double, 6> parties{45, 25, 12, 8, 5, 5};
/// Spread of the visits around their mean (coefficient of variation), and the one in twenty with a question.
constexpr double visit_spread = 0.6, trouble_share = 0.05, trouble_seconds = 40;
constexpr double bad_morning = 0.9;

using Random = std::mt19937_64;

double uniform(Random& random) { return std::uniform_real_distribution<double>(0, 1)(random); }

/// The value below which `share` of them lie. Reorders them.
double quantile(std::vector<double>& values, double share) {
    if (values.empty()) return 0;
    const auto at =
        static_cast<std::ptrdiff_t>(std::min(share * static_cast<double>(values.size()), static_cast<double>(values.size() - 1)));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

/// When parties come, in minutes relative to the start, and how many of the invited.
class Arrivals {
public:
    explicit Arrivals(const std::vector<ArrivalCurve>& earlier) {
        std::size_t expected = 0;
        for (const auto& curve : earlier) {
            minutes_.insert(minutes_.end(), curve.minutes.begin(), curve.minutes.end());
            expected += curve.expected;
        }
        if (!minutes_.empty() && expected > 0)
            share_ = std::min(1.0, static_cast<double>(minutes_.size()) / static_cast<double>(expected));
    }
    [[nodiscard]] double share() const { return share_; }
    double next(Random& random) const {
        if (minutes_.empty()) {
            const double at = std::clamp(uniform(random), 1e-6, 1 - 1e-6);
            return usual_middle + usual_scale * std::log(at / (1 - at));
        }
        const auto one = std::uniform_int_distribution<std::size_t>(0, minutes_.size() - 1)(random);
        return minutes_[one] + uniform(random) - 0.5;  // within the minute
    }

private:
    std::vector<double> minutes_;  ///< of all earlier seminars
    double share_ = usual_share;
};

/// How long visits take: as they were measured, or as is usual. Seconds.
class VisitLengths {
public:
    explicit VisitLengths(const PlanQuestion& question)
        : is_measured_(question.measured.visits() > 0),
          print_seconds_(question.print_seconds),
          usual_(shape, question.visit_seconds / shape) {
        const auto& counts = question.measured.by_second();
        if (is_measured_) measured_ = std::discrete_distribution<std::size_t>(counts.begin(), counts.end());
    }

    double next(Random& random) {
        if (is_measured_) return std::max(static_cast<double>(measured_(random)) + uniform(random), print_seconds_);
        return std::max(usual_(random), print_seconds_) + (uniform(random) < trouble_share ? trouble_seconds : 0);
    }

private:
    static constexpr double shape = 1 / (visit_spread * visit_spread);
    bool is_measured_;
    double print_seconds_;
    std::gamma_distribution<double> usual_;
    std::discrete_distribution<std::size_t> measured_;
};

std::vector<Guest> guests_of_a_morning(const PlanQuestion& question, const Arrivals& arrivals, VisitLengths visits,
                                       Random& random) {
    std::discrete_distribution<std::size_t> party(parties.begin(), parties.end());
    std::vector<Guest> guests;
    for (std::size_t invited = 0; invited < question.invited;) {
        const double minute = std::max(arrivals.next(random), question.doors_open);
        const std::size_t size = std::min(party(random) + 1, question.invited - invited);
        for (std::size_t i = 0; i < size; ++i) {
            const double seconds = visits.next(random);
            if (uniform(random) < arrivals.share()) guests.push_back({minute * 60, seconds});
        }
        invited += size;
    }
    std::stable_sort(guests.begin(), guests.end(), [](const Guest& a, const Guest& b) { return a.arrives < b.arrives; });
    return guests;
}

/// The middle of the five minutes in which the most people come.
double busiest_second(std::span<const Guest> guests) {
    constexpr double window = 300;
    double at = 0;
    std::size_t most = 0;
    for (std::size_t first = 0, last = 0; first < guests.size(); ++first) {
        while (last < guests.size() && guests[last].arrives <= guests[first].arrives + window) ++last;
        if (last - first <= most) continue;
        most = last - first;
        at = guests[first].arrives + window / 2;
    }
    return at;
}

/// The moments at which machines of one kind are free, the earliest first.
using FreeAt = std::priority_queue<double, std::vector<double>, std::greater<>>;

FreeAt free_machines(std::size_t count) { return FreeAt(std::greater<>{}, std::vector<double>(count, -never)); }

double take_earliest(FreeAt& machines) {
    const double free = machines.top();
    machines.pop();
    return free;
}

}  // namespace

std::vector<double> waits_of(std::span<const Guest> guests, const DoorSetUp& door) {
    auto kiosks = free_machines(door.kiosks), printers = free_machines(std::min(door.printers, door.kiosks));
    const bool are_shared = door.printers < door.kiosks;
    bool is_broken = !door.one_breaks_at;
    std::vector<double> waits;
    waits.reserve(guests.size());
    for (const auto& guest : guests) {
        // The kiosk that would be next breaks, after the visit that it is in.
        if (!is_broken && !kiosks.empty() && std::max(kiosks.top(), guest.arrives) >= *door.one_breaks_at) {
            kiosks.pop();
            is_broken = true;
        }
        if (kiosks.empty()) {
            waits.push_back(never);
            continue;
        }
        const double begins = std::max(guest.arrives, take_earliest(kiosks));
        waits.push_back(begins - guest.arrives);
        double ends = begins + guest.visit;
        if (are_shared && !printers.empty()) {
            const double wants = ends - door.print_seconds;
            ends = std::max(wants, take_earliest(printers)) + door.print_seconds;
            printers.push(ends);
        }
        kiosks.push(ends);
    }
    return waits;
}

std::size_t longest_queue(std::span<const Guest> guests, std::span<const double> waits) {
    // In one queue those who came first begin first: when somebody comes, those before who have not begun yet are in the queue.
    std::size_t longest = 0, first = 0;
    for (std::size_t i = 0; i < guests.size(); ++i) {
        while (first < i && guests[first].arrives + waits[first] <= guests[i].arrives) ++first;
        longest = std::max(longest, i - first + (waits[i] > 0 ? 1 : 0));
    }
    return longest;
}

std::vector<PlanAnswer> plan_queue(const PlanQuestion& question, std::size_t max_kiosks) {
    struct Mornings {
        std::vector<double> half, nearly_all, longest, broken;
        std::size_t people = 0, in_time = 0;
    };
    std::vector<Mornings> sums(max_kiosks);
    const Arrivals arrivals(question.earlier);
    const VisitLengths visits(question);
    Random random(question.seed);
    for (std::size_t morning = 0; morning < question.mornings; ++morning) {
        const auto guests = guests_of_a_morning(question, arrivals, visits, random);
        const double peak = busiest_second(guests);
        for (std::size_t i = 0; i < max_kiosks; ++i) {
            auto& sum = sums[i];
            DoorSetUp door{i + 1, question.printers == 0 ? i + 1 : question.printers, question.print_seconds, {}};
            auto waits = waits_of(guests, door);
            sum.longest.push_back(static_cast<double>(longest_queue(guests, waits)));
            sum.people += waits.size();
            sum.in_time += static_cast<std::size_t>(
                std::count_if(waits.begin(), waits.end(), [&](double wait) { return wait < question.patience_seconds; }));
            sum.half.push_back(quantile(waits, 0.5));
            sum.nearly_all.push_back(quantile(waits, 0.95));
            door.one_breaks_at = peak;
            waits = waits_of(guests, door);
            sum.broken.push_back(quantile(waits, 0.95));
        }
    }
    std::vector<PlanAnswer> answers;
    for (std::size_t i = 0; i < max_kiosks; ++i) {
        auto& sum = sums[i];
        answers.push_back({i + 1, quantile(sum.half, bad_morning), quantile(sum.nearly_all, bad_morning),
                           static_cast<std::size_t>(quantile(sum.longest, bad_morning)),
                           sum.people == 0 ? 1 : static_cast<double>(sum.in_time) / static_cast<double>(sum.people),
                           quantile(sum.broken, bad_morning)});
    }
    return answers;
}

std::optional<std::size_t> enough_kiosks(const PlanQuestion& question, std::span<const PlanAnswer> answers) {
    for (const auto& answer : answers)
        if (answer.nearly_all_wait < question.patience_seconds) return answer.kiosks;
    return std::nullopt;
}

}  // namespace entre
