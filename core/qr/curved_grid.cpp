#include "core/qr/curved_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/qr/qr_layout.hpp"

namespace entre {

namespace {

constexpr double knot_every = 3.6;  // modules; folds in paper are seldom sharper
constexpr int reach = 3;            // modules on each side of a knot that are compared to place it
constexpr int max_knots = 33;
constexpr double slope = 0.6;  // how much of the change between two knots is extrapolated to the next one

/// Places the knots one by one, starting at the finder patterns, whose positions are known.
class GridCurve {
public:
    GridCurve(const Sampler& sampler, Grid& grid, bool is_inverted) : sampler_(sampler), grid_(grid), is_inverted_(is_inverted) {
        grid_.knots = std::clamp(static_cast<int>(grid_.size / knot_every) + 1, 4, max_knots);
        side_ = static_cast<std::size_t>(grid_.knots);
        spacing_ = grid_.size / static_cast<double>(grid_.knots - 1);
        grid_.curve.assign(side_ * side_, {});
        is_known_.assign(side_ * side_, false);
        fixed_ = fixed_modules(grid_.size);
    }

    void follow() {
        std::vector<std::size_t> order(side_ * side_);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return from_patterns(a) < from_patterns(b); });
        for (const std::size_t knot : order) {
            settle(knot, predicted(knot, 1), 0.22, 2);
            is_known_[knot] = true;
        }
    }

    /// Second pass: places each knot again, now that all its neighbours are known.
    void settle_again() {
        for (std::size_t knot = 0; knot < side_ * side_; ++knot) settle(knot, predicted(knot, 2), 0.15, 2);
    }

private:
    [[nodiscard]] PicturePoint place_of(std::size_t knot) const {
        return {static_cast<double>(knot % side_) * spacing_, static_cast<double>(knot / side_) * spacing_};
    }

    [[nodiscard]] double from_patterns(std::size_t knot) const {
        const PicturePoint p = place_of(knot);
        const double n = grid_.size;
        return std::min(
            {std::hypot(p.x - 3.5, p.y - 3.5), std::hypot(p.x - n + 3.5, p.y - 3.5), std::hypot(p.x - 3.5, p.y - n + 3.5)});
    }

    /// The weighted mean of the knot's own offset, weight `own`, and of its known neighbours' offsets. While `own` < 2, each
    /// neighbour's offset is extrapolated from the neighbour behind it.
    [[nodiscard]] PicturePoint predicted(std::size_t knot, double own) const {
        PicturePoint sum{};
        double weight = 0;
        const auto column = static_cast<int>(knot % side_), row = static_cast<int>(knot / side_);
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx) {
                const int x = column + dx, y = row + dy;
                if (x < 0 || y < 0 || x >= grid_.knots || y >= grid_.knots) continue;
                const auto i = static_cast<std::size_t>(y) * side_ + static_cast<std::size_t>(x);
                if (!is_known_[i]) continue;
                const double votes = dx == 0 && dy == 0 ? own : dx == 0 || dy == 0 ? 1 : 0.6;
                PicturePoint offset = grid_.curve[i];
                const int behind_x = x + dx, behind_y = y + dy;
                if (own < 2 && behind_x >= 0 && behind_y >= 0 && behind_x < grid_.knots && behind_y < grid_.knots) {
                    const auto k = static_cast<std::size_t>(behind_y) * side_ + static_cast<std::size_t>(behind_x);
                    if (is_known_[k])
                        offset = {offset.x + slope * (offset.x - grid_.curve[k].x),
                                  offset.y + slope * (offset.y - grid_.curve[k].y)};
                }
                sum = {sum.x + votes * offset.x, sum.y + votes * offset.y};
                weight += votes;
            }
        return weight > 0 ? PicturePoint{sum.x / weight, sum.y / weight} : PicturePoint{};
    }

    /// How strongly the modules around (u, v) contrast with each other when all of them are moved by `shift`.
    [[nodiscard]] double contrast_at(double u, double v, const PicturePoint& shift) const {
        const int left = std::max(0, static_cast<int>(u) - reach), right = std::min(grid_.size - 1, static_cast<int>(u) + reach);
        const int top = std::max(0, static_cast<int>(v) - reach), bottom = std::min(grid_.size - 1, static_cast<int>(v) + reach);
        std::array<float, 2 * reach + 1> above{};
        float sum = 0;
        for (int y = top; y <= bottom; ++y) {
            float before = 0;
            const Fixed* fixed = fixed_.data() + y * grid_.size;
            for (int x = left; x <= right; ++x) {
                const float level = sampler_.at(grid_.homography(x + 0.5 + shift.x, y + 0.5 + shift.y));
                auto& up = above[static_cast<std::size_t>(x - left)];
                if (x > left) sum += worth(fixed[x - 1], before, fixed[x], level);
                if (y > top) sum += worth(fixed[x - grid_.size], up, fixed[x], level);
                before = up = level;
            }
        }
        return static_cast<double>(sum);
    }

    /// The score of two neighbouring modules. A difference counts in favour, unless both modules belong to function patterns and
    /// the difference is not the one that the patterns require.
    [[nodiscard]] float worth(Fixed a, float level_a, Fixed b, float level_b) const {
        const float difference = level_b - level_a;
        const float pattern = difference * difference;
        if (a == Fixed::unknown || b == Fixed::unknown) return pattern;
        if (a == b) return -pattern;
        return ((b == Fixed::light) == (difference > 0)) != is_inverted_ ? 1.5F * pattern : -pattern;
    }

    /// Moves a knot to the best place near `start`; places further away need a higher contrast.
    void settle(std::size_t knot, const PicturePoint& start, double step, int steps) {
        constexpr double stiffness = 0.35;
        const PicturePoint p = place_of(knot);
        PicturePoint best = start;
        double limit = 0;
        for (int dy = -steps; dy <= steps; ++dy)
            for (int dx = -steps; dx <= steps; ++dx) {
                const PicturePoint tried{start.x + dx * step, start.y + dy * step};
                const double away = (dx * dx + dy * dy) * step * step;
                const double value = contrast_at(p.x, p.y, tried) * (1 - stiffness * away);
                if (value > limit) {
                    limit = value;
                    best = tried;
                }
            }
        grid_.curve[knot] = best;
    }

    const Sampler& sampler_;
    Grid& grid_;
    bool is_inverted_;
    std::vector<Fixed> fixed_;
    std::size_t side_ = 0;
    double spacing_ = 0;
    std::vector<bool> is_known_;
};

}  // namespace

Grid with_curved_grid(const Sampler& sampler, Grid grid, bool is_inverted) {
    GridCurve curve(sampler, grid, is_inverted);
    curve.follow();
    curve.settle_again();
    return grid;
}

}  // namespace entre
