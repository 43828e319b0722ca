#include "core/qr/decode_symbol.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/qr/curved_grid.hpp"
#include "core/qr/deblur.hpp"
#include "core/qr/alignment.hpp"
#include "core/qr/module_grid.hpp"
#include "core/qr/module_levels.hpp"

namespace entre {

namespace {

constexpr double min_timing = 0.25;           // a wrong size or no code at all stays below in most cases
constexpr double min_timing_of_clear = 0.06;  // where the squares leave no doubt: blur takes the timing lines first
constexpr double clear_timing = 0.6;            // where nobody would doubt that a code is there
constexpr double clear_format = 0.6;
constexpr double sharp_timing = 0.7;    // modules are not blurred, so taking them apart where they seem to lie is no use
constexpr double clear_square = 0.33;   // modules its edges may lie off
constexpr double wanted_module_px = 5;  // at most, where modules are sampled: smaller levels have less noise

PicturePoint unit(const PicturePoint& from, const PicturePoint& to) {
    const double dx = to.x - from.x, dy = to.y - from.y;
    const double length = std::max(1e-6, std::hypot(dx, dy));
    return {dx / length, dy / length};
}

/// A first guess of how the modules of `square` lie, from its row and column and the directions to its neighbours.
MeasuredSquare guess_of(const FinderSquare& square, const PicturePoint& across, const PicturePoint& down) {
    // The row through the middle leaves the square by the sides or by top and bottom, whichever it meets first.
    const double det = across.x * down.y - across.y * down.x;
    const double row_across = std::abs(down.y / det), row_down = std::abs(across.y / det);
    const double column_across = std::abs(down.x / det), column_down = std::abs(across.x / det);
    double module_across = 0, module_down = 0;
    if (row_across >= row_down) {
        module_across = row_across * square.module_x_px;
        module_down = column_down * square.module_y_px;
    } else {
        module_down = row_down * square.module_x_px;
        module_across = column_across * square.module_y_px;
    }
    MeasuredSquare guess;
    guess.middle = square.middle;
    guess.across = {across.x * module_across, across.y * module_across};
    guess.down = {down.x * module_down, down.y * module_down};
    return guess;
}

int level_for(double module_px) {
    int level = 0;
    for (; module_px > wanted_module_px && level < Levels::limit - 1; ++level) module_px /= 2;
    return level;
}

std::optional<CodeSquares> measured(const Lens& lens, const Trio& trio, Meter& meter) {
    constexpr double square_us = 12;
    const PicturePoint across = unit(trio.corner.middle, trio.right.middle), down = unit(trio.corner.middle, trio.below.middle);
    const bool is_inverted = trio.corner.is_inverted;
    CodeSquares corners;
    const auto measure = [&](const FinderSquare& from, MeasuredSquare& into) {
        if (!meter.has_room(square_us)) return false;
        meter.spend(square_us);
        const auto square = measure_square(lens, guess_of(from, across, down), is_inverted);
        if (square) into = *square;
        return square && square->off_modules < 0.5;
    };
    if (!measure(trio.corner, corners.corner) || !measure(trio.right, corners.right) || !measure(trio.below, corners.below))
        return std::nullopt;
    return corners;
}

/// The share of 5 × 5 blocks without a dark module: by chance that happens once in millions.
double glare_of(const ModuleLevels& levels, double light, double contrast) {
    constexpr int block = 5;
    int blocks = 0, blind = 0;
    for (int y = 0; y + block <= levels.size; y += block)
        for (int x = 0; x + block <= levels.size; x += block) {
            float darkest = 255;
            for (int i = 0; i < block * block; ++i) darkest = std::min(darkest, levels.at(x + i % block, y + i / block));
            ++blocks;
            blind += static_cast<double>(darkest) > light - 0.2 * contrast ? 1 : 0;
        }
    return blocks > 0 ? static_cast<double>(blind) / blocks : 0;
}

/// The ways from levels to dark and light, cheapest first.
class Reading {
    static constexpr int max_blurred_size = 97;  // a larger symbol with blurred modules has no hope, and costs the most

public:
    Reading(const ModuleLevels& levels, Meter& meter) : levels_(levels), meter_(meter), area_(levels.size * levels.size) {}

    /// As the levels are; enough for most.
    std::optional<std::string> quick_text() {
        if (auto read = as_is(0, 4)) return read;
        return as_is(0.5F, 4);
    }
    /// What blur and shadow have mixed taken apart, at ten times the cost.
    std::optional<std::string> text() {
        for (const int reach : {1, 2}) {
            if (levels_.size > max_blurred_size) break;
            if (!can_afford((reach == 1 ? 0.3 : 0.6) * area_)) return std::nullopt;
            auto clear = equalized(levels_, reach);
            if (clear)
                if (auto read = decoded(*clear, levels_.size)) return read;
            for (int again = 0; clear && again < 2; ++again) {
                if (!can_afford(area_)) return std::nullopt;
                clear = equalized_again(levels_, *clear, 2);
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
        if (!meter_.has_room(cost_us)) return false;
        meter_.spend(cost_us);
        return true;
    }
    std::optional<std::string> decoded(const ModuleLevels& levels, int reach) {
        if (!meter_.has_room()) return std::nullopt;
        meter_.spend(15 + 0.08 * area_);
        return read_symbol(symbol_of(levels, reach));
    }

    const ModuleLevels& levels_;
    Meter& meter_;
    double area_;
};

std::array<PicturePoint, 4> corners_of(const Grid& grid) {
    const double n = grid.size;
    return {grid.at(0, 0), grid.at(n, 0), grid.at(n, n), grid.at(0, n)};
}

Sight sight_of(const CodeSquares& corners, const Grid& grid, const ModuleLevels& levels, bool is_inverted) {
    Sight sight;
    sight.corners = corners_of(grid);
    sight.module_px = std::sqrt(std::hypot(corners.corner.across.x, corners.corner.across.y) *
                                std::hypot(corners.corner.down.x, corners.corner.down.y));
    sight.contrast =
        (std::abs(corners.corner.contrast) + std::abs(corners.right.contrast) + std::abs(corners.below.contrast)) / 3;
    sight.blur = std::clamp(1 - grid.timing, 0.0, 1.0);
    sight.is_inverted = is_inverted;
    const double dark = static_cast<double>(levels.at(3, 3));
    sight.glare = glare_of(levels, dark + sight.contrast, sight.contrast);
    return sight;
}

/// One way in which three squares and a size may be a symbol.
struct Candidate {
    std::size_t trio = 0;
    Lens lens;
    CodeSquares corners;
    bool is_inverted = false;
    double timing = 0;
    Grid grid;
    ModuleLevels levels{};  // none until the grid is fitted
};

/// The sizes that `trio` may have, by its squares and timing lines.
void lay_candidates(Levels& levels, const Trio& trio, std::size_t number, Meter& meter, std::vector<Candidate>& out) {
    constexpr double grids_us = 50;
    const int level = level_for(std::sqrt(trio.corner.module_x_px * trio.corner.module_y_px));
    const Lens lens(levels.at(level), level);
    const auto corners = measured(lens, trio, meter);
    if (!corners) return;
    meter.spend(grids_us);
    const bool is_clear =
        std::max({corners->corner.off_modules, corners->right.off_modules, corners->below.off_modules}) < clear_square;
    for (const Grid& grid : lay_grids(lens, *corners))
        if (grid.timing >= (is_clear ? min_timing_of_clear : min_timing))
            out.push_back({number, lens, *corners, trio.corner.is_inverted, grid.timing, grid});
}

std::optional<FoundCode> told(std::optional<std::string> text, const Grid& grid) {
    if (!text) return std::nullopt;
    return FoundCode{std::move(*text), corners_of(grid)};
}

/// Levels that do not read as they are lie elsewhere, as those of bent paper do, or are mixed with their neighbours.
std::optional<FoundCode> read_with_care(const Candidate& candidate, Meter& meter) {
    const double bend_us = 2.2 * candidate.grid.size * candidate.grid.size;
    if (!meter.has_room(bend_us)) return std::nullopt;
    meter.spend(bend_us);
    const Grid bent = with_bend(candidate.lens, candidate.grid, candidate.is_inverted);
    const auto levels = sample(candidate.lens, bent, candidate.is_inverted);
    if (auto code = told(Reading(levels, meter).quick_text(), bent)) return code;
    if (candidate.timing < sharp_timing)
        if (auto code = told(Reading(candidate.levels, meter).text(), candidate.grid)) return code;
    return told(Reading(levels, meter).text(), bent);
}

bool is_inside(const PicturePoint& p, const std::array<PicturePoint, 4>& corners) {
    int left = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto &a = corners[i], &b = corners[(i + 1) % 4];
        left += (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) >= 0 ? 1 : 0;
    }
    return left == 0 || left == 4;
}

/// Whether `trio` is of a code that was read already.
bool is_known(const Trio& trio, const std::vector<FoundCode>& codes) {
    return std::any_of(codes.begin(), codes.end(),
                       [&](const FoundCode& code) { return is_inside(trio.corner.middle, code.corners); });
}

}  // namespace

CodesSeen read_trios(Levels& levels, std::span<const Trio> trios, Meter& meter, double when_seen_us) {
    CodesSeen out;
    std::vector<Candidate> candidates;
    std::vector<std::optional<Sight>> sights(trios.size());
    const auto read_as_it_lies = [&](Candidate& candidate) {
        if (!candidate.levels.level.empty() || is_known(trios[candidate.trio], out.codes) || !meter.has_room()) return;
        meter.spend(20 + 0.5 * candidate.grid.size * candidate.grid.size);
        candidate.grid = with_fourth_corner(candidate.lens, candidate.corners, candidate.grid);
        candidate.levels = sample(candidate.lens, candidate.grid, candidate.is_inverted);
        auto& sight = sights[candidate.trio];
        if (!sight && (candidate.timing > clear_timing || format_agreement(candidate.levels) > clear_format)) {
            sight = sight_of(candidate.corners, candidate.grid, candidate.levels, candidate.is_inverted);
            meter.allow(when_seen_us);
        }
        if (auto code = told(Reading(candidate.levels, meter).quick_text(), candidate.grid))
            out.codes.push_back(std::move(*code));
    };
    for (std::size_t i = 0; i < trios.size() && meter.has_room(); ++i) {
        if (is_known(trios[i], out.codes)) continue;
        const std::size_t first = candidates.size();
        lay_candidates(levels, trios[i], i, meter, candidates);
        // What is clear is tried at once: most are read so.
        if (candidates.size() > first && candidates[first].timing > clear_timing) read_as_it_lies(candidates[first]);
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.timing > b.timing; });
    for (auto& candidate : candidates) read_as_it_lies(candidate);
    for (const auto& candidate : candidates) {
        if (candidate.levels.level.empty() || is_known(trios[candidate.trio], out.codes)) continue;
        if (auto code = read_with_care(candidate, meter)) out.codes.push_back(std::move(*code));
    }
    for (std::size_t i = 0; i < trios.size(); ++i)
        if (sights[i] && !is_known(trios[i], out.codes)) out.unread.push_back(*sights[i]);
    return out;
}

}  // namespace entre
