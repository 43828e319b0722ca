#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <optional>
#include <thread>

#include "core/qr/frame_sequence.hpp"
#include "tests/bench/decoders.hpp"
#include "tests/bench/measures.hpp"
#include "tests/support/ticket_frames.hpp"

namespace entre::bench {

namespace {

using test::ImageDefect;
using test::TicketFrames;

constexpr double ms_a_frame = 1000.0 / 15;
constexpr int max_frames = 15;  // one second; after that a decoder counts as having failed

/// Milliseconds from the first frame with the complete code to the frame that is read, including its decoding.
struct Waits {
    std::vector<double> ours;
    std::vector<std::vector<double>> peers = std::vector<std::vector<double>>(bench::peers().size());
};

/// Times one decoder on one frame sequence.
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
    [[nodiscard]] double wait_ms() const { return wait_ms_.value_or(max_frames * ms_a_frame); }
    [[nodiscard]] int wrong() const { return wrong_; }

private:
    std::string text_;
    int in_view_from_;
    std::optional<double> wait_ms_;
    int wrong_ = 0;
};

/// The results for one frame sequence.
struct Showing {
    double ours = 0;
    std::vector<double> peers;
    int wrong = 0;  ///< ours
};

Showing watch_sequence(const TicketFrames& rendered) {
    const int from = rendered.in_view_from();
    Watcher ours(rendered.text(), from);
    std::vector<Watcher> others(peers().size(), Watcher(rendered.text(), from));
    FrameSequence sequence;
    for (int number = 0; number < from + max_frames; ++number) {
        if (ours.is_done() && std::all_of(others.begin(), others.end(), [](const Watcher& other) { return other.is_done(); }))
            break;
        const auto frame = rendered.frame(number);
        const GreyView view = frame.view();
        const auto at = Clock::time_point{} + std::chrono::milliseconds(static_cast<int>(number * ms_a_frame));
        ours.watch(number, [&] {
            Texts texts;
            for (const auto& code : sequence.next(view, at).codes) texts.push_back(code.text);
            return texts;
        });
        // The others keep no state, so earlier frames are no use to them.
        for (std::size_t i = 0; i < others.size() && number >= from; ++i)
            others[i].watch(number, [&] { return peers()[i].read(view); });
    }
    Showing showing{ours.wait_ms(), {}, ours.wrong()};
    for (const auto& other : others) showing.peers.push_back(other.wait_ms());
    return showing;
}

/// Runs sequences 1 to `count` of one kind in parallel on all processors. Decoding is timed by the thread's own processor time.
std::vector<Showing> watch_sequences(ImageDefect damage, int count) {
    std::vector<Showing> showings(static_cast<std::size_t>(count));
    std::atomic<int> next = 0;
    const auto watch = [&] {
        for (int i = next++; i < count; i = next++)
            showings[static_cast<std::size_t>(i)] = watch_sequence(TicketFrames(damage, static_cast<std::uint32_t>(i + 1)));
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(watch);
    watch();
    threads.clear();
    return showings;
}

void add(Figures& figures, const std::string& what, const Waits& waits, double share, double bar) {
    const double ours = percentile(waits.ours, share);
    for (std::size_t i = 0; i < peers().size(); ++i)
        figures.push_back({what, ours, "ms", peers()[i].name, percentile(waits.peers[i], share),
                           i == 0 && bar > 0 ? Bar::max_value : Bar::none, i == 0 ? bar : 0});
}

void append(std::vector<double>& to, const std::vector<double>& more) { to.insert(to.end(), more.begin(), more.end()); }

}  // namespace

Figures measure_frame_sequences(int count) {
    Figures figures;
    Waits all;
    int wrong = 0;
    for (const ImageDefect damage : test::all_image_defects) {
        Waits waits;
        for (const auto& showing : watch_sequences(damage, count)) {
            wrong += showing.wrong;
            waits.ours.push_back(showing.ours);
            for (std::size_t i = 0; i < showing.peers.size(); ++i) waits.peers[i].push_back(showing.peers[i]);
        }
        const std::string name(test::to_string(damage));
        std::fprintf(stderr, "rendered: %s\n", name.c_str());
        add(figures, fmt::format("in view to read, {}, p50", name), waits, 0.5, 0);
        add(figures, fmt::format("in view to read, {}, p95", name), waits, 0.95, 0);
        append(all.ours, waits.ours);
        for (std::size_t i = 0; i < waits.peers.size(); ++i) append(all.peers[i], waits.peers[i]);
    }
    add(figures, "in view to read, all kinds, p50", all, 0.5, 150);
    add(figures, "in view to read, all kinds, p95", all, 0.95, 600);
    figures.push_back(
        {"wrong reads in frame sequences", static_cast<double>(wrong), "codes", "", std::nullopt, Bar::max_value, 0});
    return figures;
}

}  // namespace entre::bench
