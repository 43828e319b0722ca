#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/store/read_only_folder.hpp"
#include "core/store/roster.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/queue_forecast.hpp"

namespace entre {

namespace {

constexpr double usual_visit_seconds = 12;
constexpr std::size_t usual_rows = 8, max_guests = 100'000, max_kiosks = 50;

/// "45 s", "2 min 5 s"; "∞" if nobody is let in any more.
std::string time_text(double seconds) {
    if (std::isinf(seconds)) return "∞";
    const auto whole = std::lround(seconds);
    if (whole < 60) return fmt::format("{} s", whole);
    return whole % 60 == 0 ? fmt::format("{} min", whole / 60) : fmt::format("{} min {} s", whole / 60, whole % 60);
}

nlohmann::ordered_json seconds_json(double seconds) {
    return std::isinf(seconds) ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(std::round(seconds * 10) / 10);
}

Result<std::size_t> expected_in(const SeminarFolder& folder) {
    std::error_code ignored;
    if (!std::filesystem::exists(folder.database(), ignored)) return std::size_t{0};
    auto database = open_or_copy(folder, "plan");
    if (!database) return pass_on(database);
    return database->guard([&]() -> Result<std::size_t> { return static_cast<std::size_t>(Roster(*database).expected()); });
}

Result<void> check(const PlanOptions& options) {
    const auto is_within = [](const auto& value, double low, double high) {
        return !value || (static_cast<double>(*value) >= low && static_cast<double>(*value) <= high);
    };
    if (!is_within(options.guests, 1, max_guests))
        return fail(ErrorCode::wrong_usage, sentence("--guests must be between 1 and {}", max_guests));
    if (!is_within(options.kiosks, 1, max_kiosks) || !is_within(options.printers, 1, max_kiosks))
        return fail(ErrorCode::wrong_usage, sentence("--kiosks and --printers must be between 1 and {}", max_kiosks));
    if (!is_within(options.visit_seconds, 1, 600))
        return fail(ErrorCode::wrong_usage, sentence("--visit must be between 1 and 600 seconds"));
    if (options.wait_minutes <= 0 || options.wait_minutes > 120)
        return fail(ErrorCode::wrong_usage, sentence("--wait must be between 0 and 120 minutes"));
    return {};
}

/// What is asked for, and the measurement that is used.
struct Plan {
    PlanQuestion question;
    MeasuredVisits measured{};
};

/// The visits of `--visit`, otherwise as they were measured, otherwise as is usual.
void set_visits(Plan& plan, const PlanOptions& options) {
    auto& question = plan.question;
    if (options.visit_seconds) plan.measured = {};
    question.measured = plan.measured.visits;
    const double usual = question.measured.visits() > 0 ? question.measured.median_seconds() : usual_visit_seconds;
    question.visit_seconds = options.visit_seconds.value_or(usual);
    question.print_seconds = std::min(question.print_seconds, question.visit_seconds / 2);
}

Result<Plan> plan_of(const PlanOptions& options) {
    if (const auto good = check(options); !good) return pass_on(good);
    const SeminarFolder folder{options.folder};
    const auto seminar = read_seminar(options.folder);
    if (!seminar) return pass_on(seminar);
    const auto expected = options.guests ? Result<std::size_t>(*options.guests) : expected_in(folder);
    if (!expected) return pass_on(expected);
    if (*expected == 0)
        return fail(ErrorCode::wrong_usage,
                    sentence("There is nobody on the list yet. Import it, or say how many: --guests 300"));
    Plan plan{plan_question(folder, *seminar, *expected), measured_visits(folder, *seminar)};
    auto& question = plan.question;
    if (question.doors_open >= 0)
        return fail(ErrorCode::wrong_usage,
                    sentence("The doors open when the seminar has begun. Change doors_open in seminar.toml."));
    set_visits(plan, options);
    question.printers = options.printers.value_or(0);
    question.patience_seconds = options.wait_minutes * 60;
    return plan;
}

void print_json(const PlanQuestion& question, const std::vector<PlanAnswer>& answers) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const auto& answer : answers)
        rows.push_back({{"kiosks", answer.kiosks},
                        {"half_wait_s", seconds_json(answer.half_wait)},
                        {"p95_wait_s", seconds_json(answer.nearly_all_wait)},
                        {"longest_queue", answer.longest_queue},
                        {"short_share", std::round(answer.short_share * 1000) / 1000},
                        {"p95_wait_one_broken_s", seconds_json(answer.broken_wait)}});
    const auto enough = enough_kiosks(question, answers);
    const nlohmann::ordered_json json{{"invited", question.invited},
                                      {"earlier_seminars", question.earlier.size()},
                                      {"visit_s", question.visit_seconds},
                                      {"measured_visits", question.measured.visits()},
                                      {"wait_s", question.patience_seconds},
                                      {"mornings", question.mornings},
                                      {"enough", enough ? nlohmann::ordered_json(*enough) : nlohmann::ordered_json(nullptr)},
                                      {"kiosks", rows}};
    std::puts(json.dump(2).c_str());
}

/// Columns as wide as their longest entry; all but the first to the right.
void print_table(const std::vector<std::vector<std::string>>& rows) {
    const auto width_of = [](const std::string& text) {
        return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    };
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            std::size_t width = 0;
            for (const auto& other : rows) width = std::max(width, width_of(other[i]));
            line += std::string(width - width_of(row[i]), ' ') + row[i] + (i + 1 < row.size() ? "   " : "");
        }
        std::puts(line.c_str());
    }
}

void print_measured(const MeasuredVisits& measured) {
    const auto visits = measured.visits.visits();
    if (visits == 0) return;
    print_line(measured.is_here
                   ? sentence("How long visits take was measured at this door: {} visits.", visits)
                   : sentence("How long visits take was measured at the doors of earlier seminars: {} visits.", visits));
}

void print_text(const Plan& plan, const std::vector<PlanAnswer>& answers, std::optional<std::size_t> kiosks) {
    const auto& question = plan.question;
    print_line(question.earlier.empty()
                   ? sentence("{} invited. A usual visit takes {}. People come as is usual: most a quarter before the start.",
                              question.invited, time_text(question.visit_seconds))
                   : sentence("{} invited. A usual visit takes {}. People come as to {} earlier seminars.", question.invited,
                              time_text(question.visit_seconds), question.earlier.size()));
    print_measured(plan.measured);
    std::puts("");
    const auto patience = time_text(question.patience_seconds);
    std::vector<std::vector<std::string>> rows{{say(sentence("kiosks")), say(sentence("half wait")),
                                                say(sentence("19 of 20 wait")), say(sentence("longest queue")),
                                                say(sentence("below {}", patience)), say(sentence("if one breaks"))}};
    for (const auto& answer : answers)
        rows.push_back({std::to_string(answer.kiosks), time_text(answer.half_wait), time_text(answer.nearly_all_wait),
                        std::to_string(answer.longest_queue), fmt::format("{:.0f} %", answer.short_share * 100),
                        time_text(answer.broken_wait)});
    print_table(rows);
    std::puts("");
    print_line(sentence("Reckoned over {} mornings; nine of ten are at least as good. If one breaks: when the most people come.",
                        question.mornings));
    const auto enough = enough_kiosks(question, answers);
    if (kiosks && (!enough || *kiosks < *enough))
        return print_line(
            sentence("{} are not enough: 19 of 20 wait up to {}.", *kiosks, time_text(answers[*kiosks - 1].nearly_all_wait)));
    if (!enough) return print_line(sentence("None of these is enough. Open the doors earlier, or divide the group."));
    const auto chosen = kiosks.value_or(*enough);
    print_line(sentence("{} are enough: 19 of 20 wait {} at most.", chosen, time_text(answers[chosen - 1].nearly_all_wait)));
}

}  // namespace

int run_plan(const PlanOptions& options) {
    const auto plan = plan_of(options);
    if (!plan) return report(plan.error());
    const auto answers = plan_queue(plan->question, std::max(usual_rows, options.kiosks.value_or(0)));
    if (options.as_json)
        print_json(plan->question, answers);
    else
        print_text(*plan, answers, options.kiosks);
    return status_done;
}

}  // namespace entre
