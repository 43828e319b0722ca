#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <stdexcept>

#include "core/ticket/scan/film.hpp"
#include "kiosk/scan/picture_file.hpp"
#include "tests/bench/decoders.hpp"
#include "tests/bench/measures.hpp"
#include "tests/bench/scan_truth.hpp"

namespace entre::bench {

namespace {

using namespace std::chrono_literals;

constexpr int frames_of_a_film = 12;
constexpr auto frame_every = 66ms;
constexpr int rounds_without_code = 3;  // the least of them counts: what else the machine does is not the decoder's

/// How one decoder did on one picture.
struct Outcome {
    bool has_read = false;
    int wrong = 0;
    double ms = 0;
    int frame = 0;     ///< of a film, the one that was read; 1 is the first
    std::string pass;  ///< of our own plan
};

struct Contest {
    KnownPicture picture;
    Outcome ours, anchor, zbar;
    double worst_ms = 0;  ///< ours, of a film without a code
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

/// The pass that read more than `before`.
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

/// The contenders take turns at going first, so that none always finds the picture in the cache.
void take_turns(std::size_t number, std::array<std::function<void()>, 3> contenders) {
    for (std::size_t i = 0; i < contenders.size(); ++i) contenders[(number + i) % contenders.size()]();
}

Contest still_contest(Plan& plan, const KnownPicture& known, const GreyView& view, std::size_t number) {
    Contest contest{known, {}, {}, {}, 0};
    take_turns(number, {[&] {
                            const std::vector<PassCount> before(plan.counts().begin(), plan.counts().end());
                            contest.ours = timed([&] { return texts_of(read_still(plan, view)); }, known);
                            if (contest.ours.has_read) contest.ours.pass = pass_of(before, plan.counts());
                        },
                        [&] { contest.anchor = timed([&] { return read_by_zxing(view); }, known); },
                        [&] { contest.zbar = timed([&] { return read_by_zbar(view); }, known); }});
    return contest;
}

/// Twelve equal frames until one is read. The time is that of the mean frame.
Outcome replayed(const KnownPicture& known, const GreyView& view, std::vector<PassCount>& counts) {
    Film film;
    Outcome outcome;
    double sum = 0;
    for (int i = 0; i < frames_of_a_film && !outcome.has_read; ++i) {
        const std::vector<PassCount> before(film.counts().begin(), film.counts().end());
        const auto seen = timed([&] { return texts_of(film.next(view, Clock::time_point{} + i * frame_every).codes); }, known);
        sum += seen.ms;
        outcome.wrong += seen.wrong;
        outcome.has_read = seen.has_read;
        outcome.frame = i + 1;
        if (seen.has_read) outcome.pass = pass_of(before, film.counts());
    }
    outcome.ms = sum / outcome.frame;
    add(counts, film.counts());
    return outcome;
}

/// A film without a code, all of its frames: the mean and the worst of them, with the anchor between our own.
Contest quiet_contest(const KnownPicture& known, const GreyView& view, std::vector<PassCount>& counts) {
    Contest contest{known, {}, {}, {}, 0};
    std::array<double, frames_of_a_film> least{};
    least.fill(1e9);
    contest.anchor.ms = 1e9;
    for (int round = 0; round < rounds_without_code; ++round) {
        Film film;
        for (int i = 0; i < frames_of_a_film; ++i) {
            const auto at = Clock::time_point{} + i * frame_every;
            const auto seen = timed([&] { return texts_of(film.next(view, at).codes); }, known);
            contest.ours.wrong += round == 0 ? seen.wrong : 0;
            auto& own = least[static_cast<std::size_t>(i)];
            own = std::min(own, seen.ms);
            if (i % 4 == 0) {
                const auto anchor = timed([&] { return read_by_zxing(view); }, known);
                contest.anchor.ms = std::min(contest.anchor.ms, anchor.ms);
                contest.anchor.wrong = anchor.wrong;
            }
        }
        add(counts, film.counts());
    }
    for (const double ms : least) {
        contest.ours.ms += ms / frames_of_a_film;
        contest.worst_ms = std::max(contest.worst_ms, ms);
    }
    contest.zbar = timed([&] { return read_by_zbar(view); }, known);
    return contest;
}

struct Total {
    double pictures = 0, ours = 0, anchor = 0, zbar = 0;
    double ours_wrong = 0, anchor_wrong = 0, zbar_wrong = 0;
    double ours_ms = 0, anchor_ms = 0, zbar_ms = 0, worst_ms = 0, worst_anchor_ms = 0;
};

Total total_of(const std::vector<Contest>& contests, const std::function<bool(const Contest&)>& counts) {
    Total total;
    for (const auto& c : contests) {
        if (!counts(c)) continue;
        ++total.pictures;
        total.ours += c.ours.has_read ? 1 : 0;
        total.anchor += c.anchor.has_read ? 1 : 0;
        total.zbar += c.zbar.has_read ? 1 : 0;
        total.ours_wrong += c.ours.wrong;
        total.anchor_wrong += c.anchor.wrong;
        total.zbar_wrong += c.zbar.wrong;
        total.ours_ms += c.ours.ms;
        total.anchor_ms += c.anchor.ms;
        total.zbar_ms += c.zbar.ms;
        total.worst_ms = std::max(total.worst_ms, c.worst_ms);
        total.worst_anchor_ms = std::max(total.worst_anchor_ms, c.anchor.ms);
    }
    return total;
}

void add_reads(Figures& figures, const std::string& what, const Total& t, double least_ratio) {
    const auto unit = fmt::format("of {}", t.pictures);
    figures.push_back({what, t.ours, unit, "ZXing, default hints", t.anchor, least_ratio > 0 ? Bar::least_value : Bar::none,
                       std::ceil(least_ratio * t.anchor)});
    if (has_zbar()) figures.push_back({what, t.ours, unit, "zbar", t.zbar, Bar::none, 0});
}

void add_times(Figures& figures, const std::string& what, const Total& t, double most_ratio) {
    const double n = std::max(1.0, t.pictures);
    const auto kind = most_ratio > 0 ? Bar::most_ratio : Bar::none;
    figures.push_back({what, t.ours_ms / n, "ms", "ZXing, default hints", t.anchor_ms / n, kind, most_ratio});
    if (has_zbar()) figures.push_back({what, t.ours_ms / n, "ms", "zbar", t.zbar_ms / n, Bar::none, 0});
}

void add_kinds(Figures& figures, const std::vector<Contest>& contests) {
    std::map<std::string, int> kinds;
    for (const auto& c : contests) kinds[c.picture.kind] += c.picture.texts.empty() ? 0 : 1;
    for (const auto& [kind, count] : kinds)
        if (count > 0)
            add_reads(figures, "  " + kind,
                      total_of(contests, [&, name = kind](const Contest& c) { return c.picture.kind == name; }), 0);
}

void print_pictures(const std::vector<Contest>& contests) {
    std::puts("file\tkind\tours\tpass\tframe\tms\tzxing\tms\tzbar\tms");
    const auto told = [](const Outcome& o) { return o.wrong > 0 ? "WRONG" : o.has_read ? "read" : "-"; };
    for (const auto& c : contests)
        fmt::print("{}\t{}\t{}\t{}\t{}\t{:.2f}\t{}\t{:.2f}\t{}\t{:.2f}\n", c.picture.file.filename().string(), c.picture.kind,
                   told(c.ours), c.ours.pass.empty() ? "-" : c.ours.pass, c.ours.frame, c.ours.ms, told(c.anchor), c.anchor.ms,
                   told(c.zbar), c.zbar.ms);
}

void print_passes(const std::string& title, std::span<const PassCount> counts) {
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
    Plan plan;
    std::vector<PassCount> reading, quiet;
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
            Contest contest{picture, {}, {}, {}, 0};
            take_turns(contests.size(), {[&] { contest.ours = replayed(picture, view, reading); },
                                         [&] { contest.anchor = timed([&] { return read_by_zxing(view); }, picture); },
                                         [&] { contest.zbar = timed([&] { return read_by_zbar(view); }, picture); }});
            contests.push_back(std::move(contest));
        }
    }
    if (comma != std::string::npos) print_pictures(contests);
    if (!known.are_frames) add(reading, plan.counts());
    print_passes("pass, with a code", reading);
    if (!quiet.empty()) print_passes("pass, without a code", quiet);
    std::puts(has_zbar() ? "Not measured: OpenCV's WeChatQRCode."
                         : "Not measured: zbar (libzbar-dev was not there), OpenCV's WeChatQRCode.");

    Figures figures;
    const auto with_code = total_of(contests, [](const Contest& c) { return !c.picture.texts.empty(); });
    const auto without = total_of(contests, [](const Contest& c) { return c.picture.texts.empty(); });
    if (!known.are_frames) {
        add_reads(figures, "photographs: codes read", with_code, 1.12);
        add_times(figures, "photographs: processor time a picture", with_code, 2.5);
    } else {
        add_reads(figures, "frames: codes read within 12", with_code, 1.24);
        add_times(figures, "frames: processor time a frame until read", with_code, 0);
        add_times(figures, "no code: processor time a frame", without, 0.55);
        figures.push_back({"no code: worst frame", without.worst_ms, "ms", "ZXing's mean",
                           without.anchor_ms / std::max(1.0, without.pictures), Bar::most_ratio, 1.0});
    }
    figures.push_back({"wrong reads", with_code.ours_wrong + without.ours_wrong, "codes", "ZXing, default hints",
                       with_code.anchor_wrong + without.anchor_wrong, Bar::most_value, 0});
    add_kinds(figures, contests);
    return figures;
}

}  // namespace entre::bench
