#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <stdexcept>

#include "core/qr/frame_sequence.hpp"
#include "kiosk/input/picture_file.hpp"
#include "tests/bench/decoders.hpp"
#include "tests/bench/measures.hpp"
#include "tests/bench/scan_truth.hpp"

namespace entre::bench {

namespace {

using namespace std::chrono_literals;

constexpr int frames_of_a_sequence = 12;
constexpr auto frame_every = 66ms;
constexpr int rounds_without_code = 3;  // the fastest round counts, to exclude other load on the machine

/// The result of one decoder on one picture.
struct Outcome {
    bool has_read = false;
    int wrong = 0;
    double ms = 0;
    int frame = 0;     ///< for frame sequences: the frame that was read, counted from 1
    std::string pass;  ///< the pass of our own plan that read it
};

struct Contest {
    KnownPicture picture;
    Outcome ours;
    std::vector<Outcome> peers = std::vector<Outcome>(bench::peers().size());  // in the order of bench::peers()
    double worst_ms = 0;                                                       ///< ours, for frame sequences without a code
};

Outcome judged(const Texts& texts, const KnownPicture& picture, double ms) {
    Outcome outcome;
    outcome.ms = ms;
    for (const auto& text : texts) {
        const bool is_right = std::find(picture.texts.begin(), picture.texts.end(), text) != picture.texts.end();
        outcome.has_read |= is_right;
        outcome.wrong += is_right ? 0 : 1;
    }
    return outcome;
}

Outcome timed(const std::function<Texts()>& read, const KnownPicture& picture) {
    const double began = thread_cpu_ms();
    const Texts texts = read();
    return judged(texts, picture, thread_cpu_ms() - began);
}

Texts texts_of(const std::vector<FoundCode>& codes) {
    Texts texts;
    for (const auto& code : codes) texts.push_back(code.text);
    return texts;
}

/// The name of the first pass that has read more codes than before; "-" when none has.
std::string pass_of(std::span<const PassCount> before, std::span<const PassCount> after) {
    for (std::size_t i = 0; i < after.size(); ++i)
        if (i >= before.size() || after[i].codes > before[i].codes) return std::string(after[i].name);
    return "-";
}

void add(std::vector<PassCount>& sums, std::span<const PassCount> counts) {
    sums.resize(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        sums[i].name = counts[i].name;
        sums[i].runs += counts[i].runs;
        sums[i].codes += counts[i].codes;
        sums[i].us += counts[i].us;
    }
}

/// Runs all decoders, rotating which one goes first, so that none always finds the picture in the cache.
void take_turns(std::size_t number, Contest& contest, const GreyView& view, const std::function<void()>& ours) {
    const std::size_t count = peers().size() + 1;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t turn = (number + i) % count;
        if (turn == 0)
            ours();
        else
            contest.peers[turn - 1] = timed([&] { return peers()[turn - 1].read(view); }, contest.picture);
    }
}

Contest still_contest(DecodePlan& plan, const KnownPicture& known, const GreyView& view, std::size_t number) {
    Contest contest{known, {}};
    take_turns(number, contest, view, [&] {
        const std::vector<PassCount> before(plan.counts().begin(), plan.counts().end());
        contest.ours = timed([&] { return texts_of(read_still(plan, view)); }, known);
        if (contest.ours.has_read) contest.ours.pass = pass_of(before, plan.counts());
    });
    return contest;
}

/// Pass statistics of frame sequences, over full frames and over the tracking region.
struct FrameSequenceCounts {
    std::vector<PassCount> full, close;

    void take(const FrameSequence& sequence) {
        add(full, sequence.counts());
        add(close, sequence.close_counts());
    }
};

/// Replays up to twelve identical frames until one is read. The time is the mean per frame.
Outcome replayed(const KnownPicture& known, const GreyView& view, FrameSequenceCounts& counts) {
    FrameSequence sequence;
    Outcome outcome;
    double sum = 0;
    for (int i = 0; i < frames_of_a_sequence && !outcome.has_read; ++i) {
        FrameSequenceCounts before;
        before.take(sequence);
        const auto seen =
            timed([&] { return texts_of(sequence.next(view, Clock::time_point{} + i * frame_every).codes); }, known);
        sum += seen.ms;
        outcome.wrong += seen.wrong;
        outcome.has_read = seen.has_read;
        outcome.frame = i + 1;
        if (!seen.has_read) continue;
        outcome.pass = pass_of(before.close, sequence.close_counts());
        outcome.pass = outcome.pass == "-" ? pass_of(before.full, sequence.counts()) : outcome.pass + ", close";
    }
    outcome.ms = sum / outcome.frame;
    counts.take(sequence);
    return outcome;
}

/// Replays a sequence without a code: the mean and worst time per frame. The reference decoder is timed between our own runs.
Contest quiet_contest(const KnownPicture& known, const GreyView& view, FrameSequenceCounts& counts) {
    Contest contest{known, {}};
    auto& reference = contest.peers.front();
    std::array<double, frames_of_a_sequence> fastest{};
    fastest.fill(1e9);
    reference.ms = 1e9;
    for (int round = 0; round < rounds_without_code; ++round) {
        FrameSequence sequence;
        for (int i = 0; i < frames_of_a_sequence; ++i) {
            const auto at = Clock::time_point{} + i * frame_every;
            const auto seen = timed([&] { return texts_of(sequence.next(view, at).codes); }, known);
            contest.ours.wrong += round == 0 ? seen.wrong : 0;
            auto& own = fastest[static_cast<std::size_t>(i)];
            own = std::min(own, seen.ms);
            if (i % 4 == 0) {
                const auto seen_by_reference = timed([&] { return peers().front().read(view); }, known);
                reference.ms = std::min(reference.ms, seen_by_reference.ms);
                reference.wrong = seen_by_reference.wrong;
            }
        }
        counts.take(sequence);
    }
    for (const double ms : fastest) {
        contest.ours.ms += ms / frames_of_a_sequence;
        contest.worst_ms = std::max(contest.worst_ms, ms);
    }
    for (std::size_t i = 1; i < peers().size(); ++i) contest.peers[i] = timed([&] { return peers()[i].read(view); }, known);
    return contest;
}

/// Totals of one decoder.
struct Total {
    double read = 0, wrong = 0, ms = 0;
};

struct Totals {
    double pictures = 0, worst_ms = 0;  // ours
    Total ours;
    std::vector<Total> peers = std::vector<Total>(bench::peers().size());
};

void count(Total& total, const Outcome& outcome) {
    total.read += outcome.has_read ? 1 : 0;
    total.wrong += outcome.wrong;
    total.ms += outcome.ms;
}

Totals totals_of(const std::vector<Contest>& contests, const std::function<bool(const Contest&)>& counts) {
    Totals totals;
    for (const auto& c : contests) {
        if (!counts(c)) continue;
        ++totals.pictures;
        count(totals.ours, c.ours);
        for (std::size_t i = 0; i < c.peers.size(); ++i) count(totals.peers[i], c.peers[i]);
        totals.worst_ms = std::max(totals.worst_ms, c.worst_ms);
    }
    return totals;
}

void add_reads(Figures& figures, const std::string& what, const Totals& t, double min_ratio) {
    const auto unit = fmt::format("of {}", t.pictures);
    for (std::size_t i = 0; i < peers().size(); ++i) {
        const bool is_bar = i == 0 && min_ratio > 0;
        figures.push_back({what, t.ours.read, unit, peers()[i].name, t.peers[i].read, is_bar ? Bar::min_value : Bar::none,
                           is_bar ? std::ceil(min_ratio * t.peers[i].read) : 0});
    }
}

void add_times(Figures& figures, const std::string& what, const Totals& t, double max_ratio) {
    const double n = std::max(1.0, t.pictures);
    for (std::size_t i = 0; i < peers().size(); ++i) {
        const bool is_bar = i == 0 && max_ratio > 0;
        figures.push_back(
            {what, t.ours.ms / n, "ms", peers()[i].name, t.peers[i].ms / n, is_bar ? Bar::max_ratio : Bar::none, max_ratio});
    }
}

void add_kinds(Figures& figures, const std::vector<Contest>& contests) {
    std::map<std::string, int> kinds;
    for (const auto& c : contests) kinds[c.picture.kind] += c.picture.texts.empty() ? 0 : 1;
    for (const auto& [kind, count] : kinds)
        if (count > 0)
            add_reads(figures, "  " + kind,
                      totals_of(contests, [&, name = kind](const Contest& c) { return c.picture.kind == name; }), 0);
}

void print_pictures(const std::vector<Contest>& contests) {
    std::string heading = "file\tkind\tours\tpass\tframe\tms";
    for (const auto& peer : peers()) heading += fmt::format("\t{}\tms", peer.name);
    std::puts(heading.c_str());
    const auto outcome_word = [](const Outcome& o) { return o.wrong > 0 ? "WRONG" : o.has_read ? "read" : "-"; };
    for (const auto& c : contests) {
        fmt::print("{}\t{}\t{}\t{}\t{}\t{:.2f}", c.picture.file.filename().string(), c.picture.kind, outcome_word(c.ours),
                   c.ours.pass.empty() ? "-" : c.ours.pass, c.ours.frame, c.ours.ms);
        for (const auto& peer : c.peers) fmt::print("\t{}\t{:.2f}", outcome_word(peer), peer.ms);
        fmt::print("\n");
    }
}

void print_passes(const std::string& title, std::span<const PassCount> counts) {
    if (std::none_of(counts.begin(), counts.end(), [](const PassCount& c) { return c.runs > 0; })) return;
    fmt::print("{:<22}{:>7}{:>7}{:>10}\n", title, "runs", "codes", "mean µs");
    for (const auto& c : counts)
        if (c.runs > 0) fmt::print("{:<22}{:>7}{:>7}{:>10.0f}\n", c.name, c.runs, c.codes, c.us / c.runs);
    std::fflush(stdout);
}

}  // namespace

Figures measure_scan(const std::string& argument) {
    const auto comma = argument.find(',');
    const std::string name = argument.substr(0, comma);
    if (comma != std::string::npos && argument.substr(comma) != ",pictures")
        throw std::runtime_error("scan=FOLDER or scan=FOLDER,pictures");
    const auto known = known_pictures(name);
    DecodePlan plan;
    FrameSequenceCounts reading, quiet;
    std::vector<Contest> contests;
    for (const auto& picture : known.pictures) {
        const auto pixels = read_picture(picture.file);
        if (!pixels) throw std::runtime_error(pixels.error().detail);
        const GreyView view = pixels->view();
        if (!known.are_frames) {
            contests.push_back(still_contest(plan, picture, view, contests.size()));
        } else if (picture.texts.empty()) {
            contests.push_back(quiet_contest(picture, view, quiet));
        } else {
            Contest contest{picture, {}};
            take_turns(contests.size(), contest, view, [&] { contest.ours = replayed(picture, view, reading); });
            contests.push_back(std::move(contest));
        }
    }
    if (comma != std::string::npos) print_pictures(contests);
    if (!known.are_frames) add(reading.full, plan.counts());
    print_passes("pass, with a code", reading.full);
    print_passes("in tracking region", reading.close);
    print_passes("pass, without a code", quiet.full);
    print_passes("in tracking region", quiet.close);
    if (const auto missing = missing_peers(); !missing.empty()) fmt::print("Not measured:{}.\n", missing);

    Figures figures;
    const auto with_code = totals_of(contests, [](const Contest& c) { return !c.picture.texts.empty(); });
    const auto without = totals_of(contests, [](const Contest& c) { return c.picture.texts.empty(); });
    if (!known.are_frames) {
        add_reads(figures, "photographs: codes read", with_code, 1.12);
        add_times(figures, "photographs: processor time per picture", with_code, 2.5);
    } else {
        add_reads(figures, "frames: codes read within 12", with_code, 1.24);
        add_times(figures, "frames: processor time per frame until read", with_code, 0);
        add_times(figures, "no code: processor time per frame", without, 0.55);
        figures.push_back({"no code: worst frame", without.worst_ms, "ms", "ZXing's mean",
                           without.peers.front().ms / std::max(1.0, without.pictures), Bar::max_ratio, 1.0});
    }
    figures.push_back({"wrong reads", with_code.ours.wrong + without.ours.wrong, "codes", peers().front().name,
                       with_code.peers.front().wrong + without.peers.front().wrong, Bar::max_value, 0});
    add_kinds(figures, contests);
    return figures;
}

}  // namespace entre::bench
