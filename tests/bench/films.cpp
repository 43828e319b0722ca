#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "core/ticket/scan/film.hpp"
#include "tests/bench/decoders.hpp"
#include "tests/bench/measures.hpp"
#include "tests/support/ticket_film.hpp"

namespace entre::bench {

namespace {

using test::Damage;
using test::TicketFilm;

constexpr double ms_a_frame = 1000.0 / 15;
constexpr int most_frames = 30;  // two seconds: whoever has not read by then never does, as far as a visitor is concerned

/// Milliseconds from the first frame that shows the whole code to the one that is read, its decoding included.
struct Waits {
    std::vector<double> ours, anchor, zbar;
};

/// One decoder in one film.
class Watcher {
public:
    Watcher(std::string text, int in_view_from) : text_(std::move(text)), in_view_from_(in_view_from) {}

    template <class Read>
    void watch(int number, Read read) {
        if (wait_ms_) return;
        const double began = thread_cpu_ms();
        const Texts texts = read();
        const double decoding = thread_cpu_ms() - began;
        if (std::find(texts.begin(), texts.end(), text_) != texts.end())
            wait_ms_ = std::max(0, number - in_view_from_) * ms_a_frame + decoding;
        wrong_ += texts.empty() || wait_ms_ ? 0 : 1;
    }
    [[nodiscard]] bool is_done() const { return wait_ms_.has_value(); }
    [[nodiscard]] double wait_ms() const { return wait_ms_.value_or(most_frames * ms_a_frame); }
    [[nodiscard]] int wrong() const { return wrong_; }

private:
    std::string text_;
    int in_view_from_;
    std::optional<double> wait_ms_;
    int wrong_ = 0;
};

int watch_film(const TicketFilm& filmed, Waits& waits) {
    const int from = filmed.in_view_from();
    Watcher ours(filmed.text(), from), anchor(filmed.text(), from), zbar(filmed.text(), from);
    Film film;
    for (int number = 0; number < from + most_frames; ++number) {
        if (ours.is_done() && anchor.is_done() && (zbar.is_done() || !has_zbar())) break;
        const auto frame = filmed.frame(number);
        const GreyView view = frame.view();
        const auto at = Clock::time_point{} + std::chrono::milliseconds(static_cast<int>(number * ms_a_frame));
        ours.watch(number, [&] {
            Texts texts;
            for (const auto& code : film.next(view, at).codes) texts.push_back(code.text);
            return texts;
        });
        anchor.watch(number, [&] { return read_by_zxing(view); });
        if (has_zbar()) zbar.watch(number, [&] { return read_by_zbar(view); });
    }
    waits.ours.push_back(ours.wait_ms());
    waits.anchor.push_back(anchor.wait_ms());
    waits.zbar.push_back(zbar.wait_ms());
    return ours.wrong();
}

void add(Figures& figures, const std::string& what, const Waits& waits, double share, double bar) {
    const double ours = percentile(waits.ours, share);
    const auto kind = bar > 0 ? Bar::most_value : Bar::none;
    figures.push_back({what, ours, "ms", "ZXing, default hints", percentile(waits.anchor, share), kind, bar});
    if (has_zbar()) figures.push_back({what, ours, "ms", "zbar", percentile(waits.zbar, share), Bar::none, 0});
}

}  // namespace

Figures measure_films(int count) {
    Figures figures;
    Waits all;
    int wrong = 0;
    for (const Damage damage : test::all_damages) {
        Waits waits;
        for (int seed = 1; seed <= count; ++seed)
            wrong += watch_film(TicketFilm(damage, static_cast<std::uint32_t>(seed)), waits);
        const std::string name(test::to_string(damage));
        std::fprintf(stderr, "filmed: %s\n", name.c_str());
        add(figures, fmt::format("in view to read, {}, p50", name), waits, 0.5, 0);
        add(figures, fmt::format("in view to read, {}, p95", name), waits, 0.95, 0);
        for (auto [from, into] : {std::pair{&waits.ours, &all.ours}, {&waits.anchor, &all.anchor}, {&waits.zbar, &all.zbar}})
            into->insert(into->end(), from->begin(), from->end());
    }
    add(figures, "in view to read, all kinds, p50", all, 0.5, 150);
    add(figures, "in view to read, all kinds, p95", all, 0.95, 600);
    figures.push_back({"wrong reads in films", static_cast<double>(wrong), "codes", "", std::nullopt, Bar::most_value, 0});
    return figures;
}

}  // namespace entre::bench
