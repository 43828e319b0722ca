#include "core/qr/module_levels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/qr/qr_layout.hpp"

namespace entre {

namespace {

/// Sums over any rectangle of modules, from a summed-area table.
class Sums {
public:
    template <class Value>
    Sums(int size, Value value) : side_(static_cast<std::size_t>(size) + 1), table_(side_ * side_) {
        for (std::size_t y = 1; y < side_; ++y)
            for (std::size_t x = 1; x < side_; ++x)
                table_[y * side_ + x] = value((y - 1) * (side_ - 1) + x - 1) + table_[(y - 1) * side_ + x] +
                                        table_[y * side_ + x - 1] - table_[(y - 1) * side_ + x - 1];
    }
    [[nodiscard]] double around(int x, int y, int reach) const {
        const int limit = static_cast<int>(side_) - 1;
        const auto left = static_cast<std::size_t>(std::max(0, x - reach)),
                   right = static_cast<std::size_t>(std::min(limit, x + reach + 1));
        const auto top = static_cast<std::size_t>(std::max(0, y - reach)),
                   bottom = static_cast<std::size_t>(std::min(limit, y + reach + 1));
        return table_[bottom * side_ + right] - table_[top * side_ + right] - table_[bottom * side_ + left] +
               table_[top * side_ + left];
    }

private:
    std::size_t side_;
    std::vector<double> table_;
};

/// The difference between each module's level and the local threshold; negative for dark.
std::vector<float> differences(const ModuleLevels& levels, int reach) {
    const auto count = levels.level.size();
    const Sums all(levels.size, [&](std::size_t i) { return static_cast<double>(levels.level[i]); });
    const Sums ones(levels.size, [](std::size_t) { return 1.0; });
    std::vector<float> mean(count);
    for (int y = 0; y < levels.size; ++y)
        for (int x = 0; x < levels.size; ++x)
            mean[static_cast<std::size_t>(y * levels.size + x)] =
                static_cast<float>(all.around(x, y, reach) / ones.around(x, y, reach));
    // The threshold is midway between the dark and the light mean; the plain mean is biased towards the more frequent colour.
    const auto is_dark = [&](std::size_t i) { return levels.level[i] < mean[i]; };
    const Sums dark(levels.size, [&](std::size_t i) { return is_dark(i) ? static_cast<double>(levels.level[i]) : 0.0; });
    const Sums darks(levels.size, [&](std::size_t i) { return is_dark(i) ? 1.0 : 0.0; });
    std::vector<float> out(count);
    for (int y = 0; y < levels.size; ++y)
        for (int x = 0; x < levels.size; ++x) {
            const auto i = static_cast<std::size_t>(y * levels.size + x);
            const double dark_count = darks.around(x, y, reach), light_count = ones.around(x, y, reach) - dark_count;
            double limit = static_cast<double>(mean[i]);
            if (dark_count > 0 && light_count > 0) {
                const double dark_sum = dark.around(x, y, reach);
                limit = (dark_sum / dark_count + (all.around(x, y, reach) - dark_sum) / light_count) / 2;
            }
            out[i] = levels.level[i] - static_cast<float>(limit);
        }
    return out;
}

struct LikelyFormat {
    unsigned word = 0;
    bool is_mirrored = false;
    double agreement = 0;  ///< 1 when every module agrees
};

LikelyFormat likely_format(const std::vector<float>& differences, int size) {
    const auto places = format_places(size);
    LikelyFormat best;
    best.agreement = -1;
    for (const bool is_mirrored : {false, true})
        for (const unsigned word : format_words()) {
            double agrees = 0, all = 1e-9;
            for (const auto& copy : places)
                for (std::size_t i = 0; i < 15; ++i) {
                    const auto [x, y] = copy[i];
                    const auto at = static_cast<std::size_t>(is_mirrored ? x * size + y : y * size + x);
                    const double level = std::clamp(static_cast<double>(differences[at]), -40.0, 40.0);
                    agrees += (word >> (14 - i) & 1U) != 0 ? -level : level;
                    all += std::abs(level);
                }
            if (agrees / all > best.agreement) best = {word, is_mirrored, agrees / all};
        }
    return best;
}

float mean_level(const Sampler& sampler, const Grid& grid, double u, double v, float middle) {
    float sum = 2 * middle;
    for (const auto& [du, dv] : {std::array{-0.2, 0.0}, std::array{0.2, 0.0}, std::array{0.0, -0.2}, std::array{0.0, 0.2}})
        sum += sampler.at(grid.at(u + du, v + dv));
    return sum / 6;
}

/// The level of a module whose middle a bright line crosses, from the part that is covered least.
float level_beside_line(const Sampler& sampler, const Grid& grid, double u, double v) {
    constexpr double off = 0.35;
    float least = sampler.ceiling();
    for (const double dv : {-off, 0.0, off})
        for (const double du : {-off, 0.0, off}) least = std::min(least, sampler.at(grid.at(u + du, v + dv)));
    return least;
}

}  // namespace

ModuleLevels sample(const Sampler& sampler, const Grid& grid, bool is_inverted) {
    ModuleLevels out{grid.size, {}};
    out.level.reserve(static_cast<std::size_t>(grid.size) * static_cast<std::size_t>(grid.size));
    for (int y = 0; y < grid.size; ++y)
        for (int x = 0; x < grid.size; ++x) {
            const double u = x + 0.5, v = y + 0.5;
            const float middle = sampler.at(grid.at(u, v));
            const float level =
                middle < sampler.ceiling() ? mean_level(sampler, grid, u, v, middle) : level_beside_line(sampler, grid, u, v);
            out.level.push_back(is_inverted ? 255 - level : level);
        }
    return out;
}

ModuleLevels unblurred(const ModuleLevels& levels, float share) {
    ModuleLevels out = levels;
    const int last = levels.size - 1;
    for (int y = 0; y <= last; ++y)
        for (int x = 0; x <= last; ++x) {
            const float sides = levels.at(std::max(0, x - 1), y) + levels.at(std::min(last, x + 1), y);
            const float ends = levels.at(x, std::max(0, y - 1)) + levels.at(x, std::min(last, y + 1));
            const float own = levels.at(x, y);
            out.level[static_cast<std::size_t>(y * levels.size + x)] = own + share * (2 * own - (sides + ends) / 2);
        }
    return out;
}

double format_agreement(const ModuleLevels& levels) { return likely_format(differences(levels, 4), levels.size).agreement; }

QrSymbol symbol_of(const ModuleLevels& levels, int reach) {
    const auto above = differences(levels, reach);
    const LikelyFormat format = likely_format(above, levels.size);
    QrSymbol symbol{levels.size, std::vector<bool>(above.size())};
    const int size = levels.size;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            symbol.dark[static_cast<std::size_t>(y * size + x)] =
                above[static_cast<std::size_t>(format.is_mirrored ? x * size + y : y * size + x)] < 0;
    draw_fixed_modules(symbol);
    for (const auto& copy : format_places(size))
        for (std::size_t i = 0; i < 15; ++i) {
            const auto [x, y] = copy[i];
            symbol.dark[static_cast<std::size_t>(y * size + x)] = (format.word >> (14 - i) & 1U) != 0;
        }
    return symbol;
}

}  // namespace entre
