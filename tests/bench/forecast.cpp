#include "core/attendance/forecast.hpp"

#include <fmt/format.h>

#include "tests/bench/measures.hpp"
#include "tests/bench/mornings.hpp"

namespace entre::bench {

namespace {

constexpr std::uint64_t mornings = 1000;
constexpr std::uint64_t first_seed = 20'000;  // the forecast's three constants were tuned on seeds below 8,000
constexpr std::uint64_t earlier_each = 3;

struct Outcome {
    double held_percent = 0;
    double width_percent = 0;  // of the expected number, on average
    double error_percent = 0;
    double now_error_percent = 0;  // of predicting the number inside now
};

double distance(std::size_t a, std::size_t b) { return std::abs(static_cast<double>(a) - static_cast<double>(b)); }

Outcome watch(double at_minute, bool with_earlier) {
    Outcome sum;
    for (std::uint64_t i = 0; i < mornings; ++i) {
        const auto morning = simulate_morning(first_seed + i);
        std::vector<ArrivalCurve> earlier;
        for (std::uint64_t k = 0; with_earlier && k < earlier_each; ++k)
            earlier.push_back(curve_of(simulate_morning(2 * first_seed + i * earlier_each + k)));
        const auto known = so_far(morning, at_minute);
        const auto forecast = forecast_at_start(known, earlier).value_or(Forecast{});
        const auto truth = inside_at_start(morning);
        const double share = 100.0 / static_cast<double>(mornings);
        const double of_expected = share / static_cast<double>(morning.expected);
        sum.held_percent += truth >= forecast.low && truth <= forecast.high ? share : 0;
        sum.width_percent += static_cast<double>(forecast.high - forecast.low) * of_expected;
        sum.error_percent += distance(forecast.likely, truth) * of_expected;
        sum.now_error_percent += distance(known.inside, truth) * of_expected;
    }
    return sum;
}

void on_progress(Figures& figures, double at_minute, bool with_earlier) {
    const auto outcome = watch(at_minute, with_earlier);
    const auto when = fmt::format("T{:+.0f} min{}", at_minute, with_earlier ? ", with 3 earlier seminars" : "");
    // The bar applies at ten minutes before the start. It has two sides, hence two lines.
    const bool is_barred = at_minute == -10;
    figures.push_back({"80 % range held, at least, " + when, outcome.held_percent, "%", "nominal", 80,
                       is_barred ? Bar::min_value : Bar::none, 75});
    figures.push_back({"80 % range held, at most, " + when, outcome.held_percent, "%", "nominal", 80,
                       is_barred ? Bar::max_value : Bar::none, 90});
    figures.push_back({"width of the range, " + when, outcome.width_percent, "% of the expected", "", {}});
    figures.push_back({"error of the likely value, " + when, outcome.error_percent, "% of the expected",
                       "predicting the number inside now", outcome.now_error_percent});
}

}  // namespace

Figures measure_forecast() {
    Figures figures;
    for (const bool with_earlier : {false, true})
        for (const double at_minute : {-20.0, -10.0, -5.0}) on_progress(figures, at_minute, with_earlier);
    return figures;
}

}  // namespace entre::bench
