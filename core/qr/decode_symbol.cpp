#include "core/qr/decode_symbol.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/qr/alignment.hpp"
#include "core/qr/curved_grid.hpp"
#include "core/qr/deblur.hpp"
#include "core/qr/module_grid.hpp"
#include "core/qr/module_levels.hpp"

namespace entre {

namespace {

constexpr double min_timing = 0.25;           // wrong sizes and false triples mostly score lower
constexpr double min_timing_of_clear = 0.06;  // for clear finder patterns: blur destroys the timing patterns first
constexpr double clear_timing = 0.6;          // above this it is certainly a code
constexpr double clear_format = 0.6;
constexpr double sharp_timing = 0.7;    // above this modules are not blurred, so deblurring them on the flat grid is useless
constexpr double clear_pattern = 0.33;  // the largest edge error of a clear finder pattern, in modules
constexpr double wanted_module_px = 5;  // modules are sampled at this size or less: coarser levels have less noise

PicturePoint unit(const PicturePoint& from, const PicturePoint& to) {
    const double dx = to.x - from.x, dy = to.y - from.y;
    const double length = std::max(1e-6, std::hypot(dx, dy));
    return {dx / length, dy / length};
}

/// First estimate of a pattern's module vectors, from its extent along row and column and the directions to its neighbours.
MeasuredPattern guess_of(const FinderPattern& pattern, const PicturePoint& across, const PicturePoint& down) {
    // The row through the middle leaves the pattern through its sides or through top and bottom, whichever it meets first.
    const double det = across.x * down.y - across.y * down.x;
    const double row_across = std::abs(down.y / det), row_down = std::abs(across.y / det);
    const double column_across = std::abs(down.x / det), column_down = std::abs(across.x / det);
    double module_across = 0, module_down = 0;
    if (row_across >= row_down) {
        module_across = row_across * pattern.module_x_px;
        module_down = column_down * pattern.module_y_px;
    } else {
        module_down = row_down * pattern.module_x_px;
        module_across = column_across * pattern.module_y_px;
    }
    MeasuredPattern guess;
    guess.middle = pattern.middle;
    guess.across = {across.x * module_across, across.y * module_across};
    guess.down = {down.x * module_down, down.y * module_down};
    return guess;
}

int level_for(double module_px) {
    int level = 0;
    for (; module_px > wanted_module_px && level < ImagePyramid::limit - 1; ++level) module_px /= 2;
    return level;
}

std::optional<FinderPatterns> measured(const Sampler& sampler, const FinderTriple& triple, WorkBudget& budget) {
    constexpr double pattern_us = 12;
    const PicturePoint across = unit(triple.corner.middle, triple.right.middle),
                       down = unit(triple.corner.middle, triple.below.middle);
    const bool is_inverted = triple.corner.is_inverted;
    FinderPatterns corners;
    const auto measure = [&](const FinderPattern& from, MeasuredPattern& into) {
        if (!budget.has_room(pattern_us)) return false;
        budget.spend(pattern_us);
        const auto pattern = measure_pattern(sampler, guess_of(from, across, down), is_inverted);
        if (pattern) into = *pattern;
        return pattern && pattern->off_modules < 0.5;
    };
    if (!measure(triple.corner, corners.corner) || !measure(triple.right, corners.right) || !measure(triple.below, corners.below))
        return std::nullopt;
    return corners;
}

/// The lightest grey level that a module can have. Beyond it is a reflection or a scratch, which would outweigh the contrast
/// between modules.
double ceiling_of(const FinderPatterns& corners) {
    const auto ceiling = [](const MeasuredPattern& pattern) { return pattern.brightest + 0.5 * std::abs(pattern.contrast); };
    return std::max({ceiling(corners.corner), ceiling(corners.right), ceiling(corners.below)});
}

/// The share of 5 × 5 blocks without a dark module; by chance that occurs once in millions of blocks.
double glare_of(const ModuleLevels& levels, double light, double contrast) {
    constexpr int block = 5;
    int blocks = 0, without_dark = 0;
    for (int y = 0; y + block <= levels.size; y += block)
        for (int x = 0; x + block <= levels.size; x += block) {
            float darkest = 255;
            for (int i = 0; i < block * block; ++i) darkest = std::min(darkest, levels.at(x + i % block, y + i / block));
            ++blocks;
            without_dark += static_cast<double>(darkest) > light - 0.2 * contrast ? 1 : 0;
        }
    return blocks > 0 ? static_cast<double>(without_dark) / blocks : 0;
}

/// The ways of binarizing and decoding sampled levels, cheapest first.
class Reading {
    static constexpr int max_blurred_size = 97;  // larger blurred symbols are never read and cost the most

public:
    Reading(const ModuleLevels& levels, WorkBudget& budget)
        : levels_(levels), budget_(budget), area_(levels.size * levels.size) {}

    /// Without estimating the blur; enough for most codes.
    std::optional<std::string> quick_text() {
        if (auto read = as_is(0, 4)) return read;
        return as_is(0.5F, 4);
    }
    /// Removes blur and shadow first, at ten times the cost.
    std::optional<std::string> text() {
        for (const int reach : {1, 2}) {
            if (levels_.size > max_blurred_size) break;
            if (!can_afford((reach == 1 ? 0.3 : 0.6) * area_)) return std::nullopt;
            auto clear = deblurred(levels_, reach);
            if (clear)
                if (auto read = decoded(*clear, levels_.size)) return read;
            for (int again = 0; clear && again < 2; ++again) {
                if (!can_afford(area_)) return std::nullopt;
                clear = deblurred_again(levels_, *clear, 2);
                if (!clear) break;
                if (auto read = decoded(*clear, levels_.size)) return read;
            }
        }
        if (auto read = as_is(0.3F, 8)) return read;
        return as_is(1, 3);
    }

private:
    std::optional<std::string> as_is(float unblur, int reach) {
        return decoded(unblur > 0 ? unblurred(levels_, unblur) : levels_, reach);
    }
    bool can_afford(double cost_us) {
        if (!budget_.has_room(cost_us)) return false;
        budget_.spend(cost_us);
        return true;
    }
    std::optional<std::string> decoded(const ModuleLevels& levels, int reach) {
        if (!budget_.has_room()) return std::nullopt;
        budget_.spend(15 + 0.08 * area_);
        return read_symbol(symbol_of(levels, reach));
    }

    const ModuleLevels& levels_;
    WorkBudget& budget_;
    double area_;
};

std::array<PicturePoint, 4> corners_of(const Grid& grid) {
    const double n = grid.size;
    return {grid.at(0, 0), grid.at(n, 0), grid.at(n, n), grid.at(0, n)};
}

Detection detection_of(const FinderPatterns& corners, const Grid& grid, const ModuleLevels& levels, bool is_inverted) {
    Detection detection;
    detection.corners = corners_of(grid);
    detection.module_px = std::sqrt(std::hypot(corners.corner.across.x, corners.corner.across.y) *
                                    std::hypot(corners.corner.down.x, corners.corner.down.y));
    detection.contrast =
        (std::abs(corners.corner.contrast) + std::abs(corners.right.contrast) + std::abs(corners.below.contrast)) / 3;
    detection.blur = std::clamp(1 - grid.timing, 0.0, 1.0);
    detection.is_inverted = is_inverted;
    const double dark = static_cast<double>(levels.at(3, 3));
    detection.glare = glare_of(levels, dark + detection.contrast, detection.contrast);
    return detection;
}

/// A hypothesis: a finder-pattern triple together with a symbol size.
struct Candidate {
    std::size_t triple = 0;
    Sampler sampler;
    FinderPatterns corners;
    bool is_inverted = false;
    double timing = 0;
    Grid grid;
    ModuleLevels levels{};  // empty until the grid is fitted
};

/// Appends one candidate for each size that the patterns and timing patterns of `triple` allow.
void lay_candidates(ImagePyramid& levels, const FinderTriple& triple, std::size_t number, WorkBudget& budget,
                    std::vector<Candidate>& out) {
    constexpr double grids_us = 50;
    const int level = level_for(std::sqrt(triple.corner.module_x_px * triple.corner.module_y_px));
    const Sampler unlimited(levels.at(level), level);
    const auto corners = measured(unlimited, triple, budget);
    if (!corners) return;
    const Sampler sampler = unlimited.limited(ceiling_of(*corners));
    budget.spend(grids_us);
    const bool is_clear =
        std::max({corners->corner.off_modules, corners->right.off_modules, corners->below.off_modules}) < clear_pattern;
    for (const Grid& grid : lay_grids(sampler, *corners))
        if (grid.timing >= (is_clear ? min_timing_of_clear : min_timing))
            out.push_back({number, sampler, *corners, triple.corner.is_inverted, grid.timing, grid});
}

std::optional<FoundCode> found_code(std::optional<std::string> text, const Grid& grid) {
    if (!text) return std::nullopt;
    return FoundCode{std::move(*text), corners_of(grid)};
}

/// The expensive attempts, for modules that are displaced, as on curved paper, or blurred into their neighbours.
std::optional<FoundCode> read_thoroughly(const Candidate& candidate, WorkBudget& budget) {
    const double curve_us = 2.2 * candidate.grid.size * candidate.grid.size;
    if (!budget.has_room(curve_us)) return std::nullopt;
    budget.spend(curve_us);
    const Grid curved = with_curved_grid(candidate.sampler, candidate.grid, candidate.is_inverted);
    const auto levels = sample(candidate.sampler, curved, candidate.is_inverted);
    if (auto code = found_code(Reading(levels, budget).quick_text(), curved)) return code;
    if (candidate.timing < sharp_timing)
        if (auto code = found_code(Reading(candidate.levels, budget).text(), candidate.grid)) return code;
    return found_code(Reading(levels, budget).text(), curved);
}

bool is_inside(const PicturePoint& p, const std::array<PicturePoint, 4>& corners) {
    int left = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto &a = corners[i], &b = corners[(i + 1) % 4];
        left += (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) >= 0 ? 1 : 0;
    }
    return left == 0 || left == 4;
}

/// Whether `triple` belongs to a code that has been read already.
bool is_known(const FinderTriple& triple, const std::vector<FoundCode>& codes) {
    return std::any_of(codes.begin(), codes.end(),
                       [&](const FoundCode& code) { return is_inside(triple.corner.middle, code.corners); });
}

}  // namespace

CodesSeen decode_triples(ImagePyramid& levels, std::span<const FinderTriple> triples, WorkBudget& budget, double when_seen_us) {
    CodesSeen out;
    std::vector<Candidate> candidates;
    std::vector<std::optional<Detection>> detections(triples.size());
    const auto read_quickly = [&](Candidate& candidate) {
        if (!candidate.levels.level.empty() || is_known(triples[candidate.triple], out.codes) || !budget.has_room()) return;
        budget.spend(20 + 0.5 * candidate.grid.size * candidate.grid.size);
        candidate.grid = with_alignment(candidate.sampler, candidate.corners, candidate.grid);
        candidate.levels = sample(candidate.sampler, candidate.grid, candidate.is_inverted);
        auto& detection = detections[candidate.triple];
        if (!detection && (candidate.timing > clear_timing || format_agreement(candidate.levels) > clear_format)) {
            detection = detection_of(candidate.corners, candidate.grid, candidate.levels, candidate.is_inverted);
            budget.allow(when_seen_us);
        }
        if (auto code = found_code(Reading(candidate.levels, budget).quick_text(), candidate.grid))
            out.codes.push_back(std::move(*code));
    };
    for (std::size_t i = 0; i < triples.size() && budget.has_room(); ++i) {
        if (is_known(triples[i], out.codes)) continue;
        const std::size_t first = candidates.size();
        lay_candidates(levels, triples[i], i, budget, candidates);
        // A clear candidate is tried at once; most codes are read here.
        if (candidates.size() > first && candidates[first].timing > clear_timing) read_quickly(candidates[first]);
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.timing > b.timing; });
    for (auto& candidate : candidates) read_quickly(candidate);
    for (const auto& candidate : candidates) {
        if (candidate.levels.level.empty() || is_known(triples[candidate.triple], out.codes)) continue;
        if (auto code = read_thoroughly(candidate, budget)) out.codes.push_back(std::move(*code));
    }
    for (std::size_t i = 0; i < triples.size(); ++i)
        if (detections[i] && !is_known(triples[i], out.codes)) out.unread.push_back(*detections[i]);
    return out;
}

}  // namespace entre
