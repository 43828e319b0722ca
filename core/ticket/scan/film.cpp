#include "core/ticket/scan/film.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace entre {

namespace {

/// Whose turn it is, frame by frame; none is called "". What reads most comes round every other frame, everything within a
/// second.
using Turn = std::array<std::string_view, 2>;
constexpr std::array<Turn, 12> turns{{
    {"squares sharpened", ""},
    {"squares double", "squares half"},
    {"squares sharpened", ""},
    {"squares double", "squares wide"},
    {"squares double fine", ""},
    {"squares double", "squares close"},
    {"squares sharpened", ""},
    {"squares double", "squares"},
    {"library", "squares half"},
    {"squares fine", ""},
    {"squares mid", ""},
    {"squares double", ""},
}};
constexpr int believed_frames = 6;
constexpr unsigned other_symbologies_every = 3;

std::size_t number_of(std::string_view name) {
    const auto all = passes();
    return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), [&](const Pass& p) { return p.name == name; }) -
                                    all.begin());
}

/// The same as numbers of passes; `no_pass` for none.
constexpr std::size_t no_pass = static_cast<std::size_t>(-1);
std::array<std::size_t, 2> passes_of(unsigned turn) {
    const Turn& names = turns[turn % turns.size()];
    return {number_of(names[0]), names[1].empty() ? no_pass : number_of(names[1])};
}

double from_middle(const Sight& sight, int width_px, int height_px) {
    double x = 0, y = 0;
    for (const auto& corner : sight.corners) {
        x += corner.x / 4;
        y += corner.y / 4;
    }
    return std::hypot(x - width_px / 2.0, y - height_px / 2.0);
}

}  // namespace

Film::Film(FilmOptions options) : options_(std::move(options)) {}

void Film::run(std::size_t pass, Meter& meter, double when_seen_us, FilmFrame& out) {
    auto seen = plan_.run(pass, meter, when_seen_us);
    for (auto& code : seen.codes) {
        const bool is_known =
            std::any_of(out.codes.begin(), out.codes.end(), [&](const auto& known) { return known.text == code.text; });
        if (!is_known) out.codes.push_back(std::move(code));
    }
    for (const auto& sight : seen.unread)
        if (!out.unread || from_middle(sight, plan_.width_px(), plan_.height_px()) <
                               from_middle(*out.unread, plan_.width_px(), plan_.height_px()))
            out.unread = sight;
    if (!seen.codes.empty() || !seen.unread.empty()) evidence_ = {pass, believed_frames};
}

FilmFrame Film::next(const GreyView& frame, Clock::time_point taken_at) {
    FilmFrame out;
    if (frame.width_px <= 0 || frame.height_px <= 0 || frame.pixels == nullptr) return out;
    plan_.show(frame);
    const bool is_reading = evidence_ && evidence_->frames_left-- > 0;
    if (!is_reading) evidence_.reset();
    Meter meter(is_reading ? options_.reading_us / 2 : options_.searching_us);
    // What saw a code last looks first, for half the budget. Then it is the next one's turn: there may be a second code, or this
    // one is beyond the first.
    const auto last = is_reading ? std::optional(evidence_->pass) : std::nullopt;
    if (last) run(*last, meter, options_.reading_us / 2, out);
    if (is_reading) meter.allow(options_.reading_us);
    for (std::size_t tries = 0; tries < turns.size() && meter.has_room(); ++tries) {
        bool has_run = false;
        for (const std::size_t pass : passes_of(turn_++)) {
            if (pass == no_pass || pass == last || !plan_.has_scale(pass)) continue;
            run(pass, meter, options_.reading_us, out);
            has_run = true;
        }
        if (has_run && (!is_reading || !out.codes.empty())) break;
    }
    if (turn_ % other_symbologies_every == 0)
        for (auto& code : plan_.look_for(options_.symbologies, turn_ % (2 * other_symbologies_every) == 0, meter))
            out.codes.push_back(std::move(code));
    if (!out.codes.empty()) out.unread.reset();
    out.advice = adviser_.take(out.unread, !out.codes.empty(), frame.width_px, frame.height_px, taken_at);
    out.spent_us = meter.spent_us();
    return out;
}

}  // namespace entre
