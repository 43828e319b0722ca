#include "kiosk/services/queue_forecast.hpp"

#include <algorithm>
#include <cmath>

#include "core/services/occupancy_file.hpp"
#include "kiosk/services/live_view_worker.hpp"

namespace entre {

namespace {

constexpr std::uint64_t enough_visits = 50;

}  // namespace

MeasuredVisits measured_visits(const SeminarFolder& folder, const Seminar& seminar) {
    MeasuredVisits measured{read_occupancy(folder), true};
    if (measured.visits.visits() >= enough_visits) return measured;
    measured.is_here = false;
    for (const auto& name : seminar.earlier) measured.visits.add(read_occupancy({folder.path / name}));
    return measured.visits.visits() >= enough_visits ? measured : MeasuredVisits{};
}

PlanQuestion plan_question(const SeminarFolder& folder, const Seminar& seminar, std::size_t invited) {
    PlanQuestion question;
    question.invited = invited;
    if (seminar.doors_open)
        question.doors_open = std::chrono::duration<double, std::ratio<60>>(seminar.doors_open->utc - seminar.starts.utc).count();
    question.earlier = earlier_curves(folder, seminar);
    question.measured = measured_visits(folder, seminar).visits;
    return question;
}

setup::QueueForecast queue_forecast(const SeminarFolder& folder, const Seminar& seminar, std::size_t invited,
                                    std::size_t kiosks) {
    constexpr std::size_t max_kiosks = 8;
    auto question = plan_question(folder, seminar, invited);
    question.mornings = 100;  // the checklist is read again and again
    const auto answers = plan_queue(question, max_kiosks);
    const auto seconds = [&](std::size_t count) {
        const double wait = answers[std::clamp<std::size_t>(count, 1, max_kiosks) - 1].nearly_all_wait;
        return static_cast<std::int64_t>(std::ceil(wait));
    };
    setup::QueueForecast forecast{kiosks, seconds(kiosks), enough_kiosks(question, answers), 0};
    forecast.measured_visits = static_cast<std::int64_t>(question.measured.visits());
    forecast.is_measured_here = measured_visits(folder, seminar).is_here;
    if (forecast.enough) forecast.enough_wait_s = seconds(*forecast.enough);
    return forecast;
}

}  // namespace entre
