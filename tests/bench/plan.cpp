#include "core/attendance/queue_plan.hpp"
#include "tests/bench/measures.hpp"

namespace entre::bench {

Figures measure_plan() {
    PlanQuestion question;
    question.invited = 300;
    const auto began = Clock::now();
    const auto answers = plan_queue(question, 8);
    const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
    return {{"plan for 300 people, 8 numbers of kiosks, 400 mornings", seconds, "s", "limit", 1, Bar::max_ratio, 1},
            {"95 of 100 wait at most, with 3 kiosks", answers[2].nearly_all_wait, "s", "", {}}};
}

}  // namespace entre::bench
