#include "core/qr/frame_sequence.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace entre {

namespace {

/// The passes run on every frame: one reads most codes, the other reads damaged and near ones at almost no cost.
constexpr std::array<std::string_view, 2> always{"patterns double", "patterns half"};
/// After them one turn is run per frame, in rotation; "" is no pass. The rotation completes within a second.
using Turn = std::array<std::string_view, 2>;
constexpr std::array<Turn, 8> turns{{
    {"patterns", ""},
    {"patterns sharpened", ""},
    {"patterns wide", "patterns close"},
    {"patterns double fine", ""},
    {"patterns", ""},
    {"patterns fine", ""},
    {"patterns mid", ""},
    {"library", ""},
}};
constexpr int tracked_frames = 6;         // how long a region is tracked after the last detection
constexpr double near_px = 24;            // margin around a code's position in the previous frame
constexpr std::size_t max_misses = 3;     // passes that see nothing in the region before it is skipped for this frame
constexpr int others_every = 3;           // frames between searches for other symbologies
constexpr int others_with_qr_every = 12;  // the same while a QR code is being read, so that it is not delayed

std::size_t number_of(std::string_view name) {
    const auto all = passes();
    return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), [&](const Pass& p) { return p.name == name; }) -
                                    all.begin());
}

/// A turn as indices into passes(); `no_pass` for none.
constexpr std::size_t no_pass = static_cast<std::size_t>(-1);
std::array<std::size_t, 2> passes_of(unsigned turn) {
    const Turn& names = turns[turn % turns.size()];
    return {number_of(names[0]), names[1].empty() ? no_pass : number_of(names[1])};
}

/// Less effort than for a still picture, because another frame follows.
Effort effort(double when_seen_us) { return {when_seen_us, 8, 2.0}; }

double from_middle(const Detection& detection, int width_px, int height_px) {
    double x = 0, y = 0;
    for (const auto& corner : detection.corners) {
        x += corner.x / 4;
        y += corner.y / 4;
    }
    return std::hypot(x - width_px / 2.0, y - height_px / 2.0);
}

}  // namespace

FrameSequence::FrameSequence(FrameSequenceOptions options) : options_(std::move(options)) {}

void FrameSequence::note(const std::array<PicturePoint, 4>& corners) {
    for (const auto& corner : corners) {
        if (!std::isfinite(corner.x) || !std::isfinite(corner.y)) continue;  // on the homography's horizon
        if (!seen_) seen_ = Part{corner.x, corner.y, corner.x, corner.y};
        *seen_ = {std::min(seen_->left, corner.x), std::min(seen_->top, corner.y), std::max(seen_->right, corner.x),
                  std::max(seen_->bottom, corner.y)};
    }
}

/// Adds the result of a pass over the part of the frame that begins at `origin`.
void FrameSequence::take(CodesSeen seen, const PicturePoint& origin, FrameResult& out) {
    const auto move = [&](std::array<PicturePoint, 4>& corners) {
        for (auto& corner : corners) corner = {corner.x + origin.x, corner.y + origin.y};
        note(corners);
    };
    for (auto& code : seen.codes) {
        move(code.corners);
        const bool is_known =
            std::any_of(out.codes.begin(), out.codes.end(), [&](const auto& known) { return known.text == code.text; });
        if (!is_known) out.codes.push_back(std::move(code));
    }
    for (auto& detection : seen.unread) {
        move(detection.corners);
        if (!out.unread || from_middle(detection, plan_.width_px(), plan_.height_px()) <
                               from_middle(*out.unread, plan_.width_px(), plan_.height_px()))
            out.unread = detection;
    }
}

/// Runs the passes on the tracking region, which costs a fraction of a full frame. The pass that last read the code runs first;
/// if nothing was read, the rotation continues with the next pass.
void FrameSequence::look_close(const GreyView& frame, WorkBudget& budget, FrameResult& out) {
    const auto& where = tracked_->where;
    const double reach = near_px + (where.right - where.left + where.bottom - where.top) / 4;  // the code may have moved
    const int left = static_cast<int>(std::clamp(where.left - reach, 0.0, frame.width_px - 1.0));
    const int top = static_cast<int>(std::clamp(where.top - reach, 0.0, frame.height_px - 1.0));
    const int right = static_cast<int>(std::clamp(where.right + reach, left + 1.0, static_cast<double>(frame.width_px)));
    const int bottom = static_cast<int>(std::clamp(where.bottom + reach, top + 1.0, static_cast<double>(frame.height_px)));
    close_plan_.show(
        {frame.pixels + static_cast<std::ptrdiff_t>(top) * frame.stride + left, right - left, bottom - top, frame.stride});
    const std::size_t first = tracked_->pass;
    tracked_->pass = (first + 1) % passes().size();
    for (std::size_t tries = 0, misses = 0; tries < passes().size() && misses < max_misses && budget.has_room(); ++tries) {
        const std::size_t pass = (first + tries) % passes().size();
        if (!close_plan_.has_scale(pass)) continue;
        take(close_plan_.run(pass, budget, effort(options_.reading_us / 2)),
             {static_cast<double>(left), static_cast<double>(top)}, out);
        if (!out.codes.empty()) {
            tracked_->pass = pass;
            return;
        }
        misses += out.unread ? 0 : 1;
    }
}

void FrameSequence::look_everywhere(bool is_reading, WorkBudget& budget, FrameResult& out) {
    const auto look = [&](std::size_t pass, double max_us) {
        if (pass == no_pass || !plan_.has_scale(pass)) return false;
        take(plan_.run(pass, budget, effort(max_us)), {}, out);
        if (out.unread) budget.allow(options_.reading_us);
        return true;
    };
    // While searching, spend only a quick look on what is seen: the next pass often reads at once what takes this one long.
    for (const auto name : always)
        if (out.codes.empty()) look(number_of(name), budget.spent_us() + options_.quick_look_us);
    // Continue the rotation: there may be a second code, or one that the passes before cannot read.
    bool is_done = !is_reading && !out.codes.empty();
    for (std::size_t tries = 0; tries < turns.size() && !is_done && budget.has_room(); ++tries) {
        bool has_run = false;
        for (const std::size_t pass : passes_of(turn_++)) has_run |= look(pass, options_.reading_us);
        is_done = has_run && (!out.codes.empty() || (!is_reading && !out.unread));
    }
}

FrameResult FrameSequence::next(const GreyView& frame, Clock::time_point taken_at) {
    FrameResult out;
    if (frame.width_px <= 0 || frame.height_px <= 0 || frame.pixels == nullptr) return out;
    plan_.show(frame);
    seen_.reset();
    const bool is_reading = tracked_ && tracked_->frames_left-- > 0;
    if (!is_reading) tracked_.reset();
    WorkBudget budget(is_reading ? options_.reading_us / 2 : options_.searching_us);
    if (is_reading) {
        look_close(frame, budget, out);
        budget.allow(options_.reading_us);
    }
    look_everywhere(is_reading, budget, out);
    if (seen_) tracked_ = {*seen_, tracked_ ? tracked_->pass : 0, tracked_frames};
    if (++frames_without_others_ >= (out.codes.empty() ? others_every : others_with_qr_every)) {
        frames_without_others_ = 0;
        is_finer_turn_ = !is_finer_turn_;
        for (auto& code : plan_.look_for(options_.symbologies, is_finer_turn_, budget)) out.codes.push_back(std::move(code));
    }
    if (!out.codes.empty()) out.unread.reset();
    out.advice = advisor_.take(out.unread, !out.codes.empty(), frame.width_px, frame.height_px, taken_at);
    out.spent_us = budget.spent_us();
    return out;
}

}  // namespace entre
