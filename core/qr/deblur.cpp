#include "core/qr/deblur.hpp"

#include <algorithm>
#include <cmath>

#include "core/qr/qr_layout.hpp"

namespace entre {

namespace {

constexpr int rounds = 40;
constexpr double regularisation = 0.02;  // relative to the number of equations: keeps noise out of the kernel

/// The blur kernel and the illumination: level = shade + Σ kernel · module.
struct Channel {
    int reach = 0;
    std::vector<double> kernel;  // row by row
    double base = 0, by_x = 0, by_y = 0;

    [[nodiscard]] double shade(int x, int y) const { return base + by_x * x + by_y * y; }
};

/// Solves a symmetric, positive definite system in place (Cholesky); false when it is not positive definite.
bool solve(std::vector<double>& a, std::vector<double>& b) {
    const std::size_t n = b.size();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = a[i * n + j];
            for (std::size_t k = 0; k < j; ++k) sum -= a[i * n + k] * a[j * n + k];
            if (i != j) {
                a[i * n + j] = sum / a[j * n + j];
            } else if (sum <= 1e-12) {
                return false;
            } else {
                a[i * n + i] = std::sqrt(sum);
            }
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) b[i] -= a[i * n + k] * b[k];
        b[i] /= a[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[k * n + i] * b[k];
        b[i] /= a[i * n + i];
    }
    return true;
}

/// The assumed values of the modules and of the quiet zone around them: 1 light, 0 dark, or unknown.
class Assumption {
public:
    static constexpr signed char unknown = -1;

    Assumption(int size, int border) : border_(border), stride_(size + 2 * border) {
        values_.assign(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(stride_), 1);
    }
    [[nodiscard]] signed char* row(int y) {
        return values_.data() + static_cast<std::ptrdiff_t>(y + border_) * stride_ + border_;
    }
    [[nodiscard]] const signed char* row(int y) const {
        return values_.data() + static_cast<std::ptrdiff_t>(y + border_) * stride_ + border_;
    }

private:
    int border_, stride_;
    std::vector<signed char> values_;
};

/// Only the modules that are the same in all symbols of this size; all others are unknown.
Assumption known_modules(int size, int reach) {
    Assumption assumed(size, reach);
    const auto fixed = fixed_modules(size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const Fixed module = fixed[static_cast<std::size_t>(y * size + x)];
            assumed.row(y)[x] = module == Fixed::unknown ? Assumption::unknown : module == Fixed::light ? 1 : 0;
        }
    return assumed;
}

std::optional<Channel> estimated_channel(const ModuleLevels& levels, const Assumption& assumed, int reach) {
    const int side = 2 * reach + 1, size = levels.size;
    const auto taps = static_cast<std::size_t>(side * side), unknowns = taps + 3;
    std::vector<double> a(unknowns * unknowns), b(unknowns), row(unknowns);
    int count = 0;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            bool is_complete = true;
            for (int dy = -reach; dy <= reach && is_complete; ++dy)
                for (int dx = -reach; dx <= reach && is_complete; ++dx) {
                    const signed char module = assumed.row(y + dy)[x + dx];
                    is_complete = module != Assumption::unknown;
                    row[static_cast<std::size_t>((dy + reach) * side + dx + reach)] = module;
                }
            if (!is_complete) continue;
            row[taps] = 1;
            row[taps + 1] = static_cast<double>(x) / size;
            row[taps + 2] = static_cast<double>(y) / size;
            const double level = static_cast<double>(levels.at(x, y));
            for (std::size_t i = 0; i < unknowns; ++i) {
                if (row[i] == 0) continue;
                for (std::size_t k = 0; k < unknowns; ++k) a[i * unknowns + k] += row[i] * row[k];
                b[i] += row[i] * level;
            }
            ++count;
        }
    if (count < 60) return std::nullopt;
    for (std::size_t i = 0; i < unknowns; ++i) a[i * unknowns + i] += regularisation * count * (i < taps ? 1 : 0.001);
    if (!solve(a, b)) return std::nullopt;
    return Channel{
        reach, {b.begin(), b.begin() + static_cast<std::ptrdiff_t>(taps)}, b[taps], b[taps + 1] / size, b[taps + 2] / size};
}

/// The modules with a border around them, so that the kernel needs no special case at the edges.
class Padded {
public:
    Padded(int size, int border, float value)
        : border_(border),
          stride_(size + 2 * border),
          values_(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(stride_), value) {}
    [[nodiscard]] float* row(int y) { return values_.data() + static_cast<std::ptrdiff_t>(y + border_) * stride_ + border_; }

private:
    int border_, stride_;
    std::vector<float> values_;
};

/// Convolves row `y` of `from` with the kernel, or with the kernel rotated by 180° when `is_turned`, and adds it to `into`.
void add_blurred(Padded& from, const Channel& channel, int y, int size, bool is_turned, float* into) {
    const int reach = channel.reach, side = 2 * reach + 1;
    for (int dy = -reach; dy <= reach; ++dy)
        for (int dx = -reach; dx <= reach; ++dx) {
            const auto tap = static_cast<float>(channel.kernel[static_cast<std::size_t>((dy + reach) * side + dx + reach)]);
            const float* source = is_turned ? from.row(y - dy) - dx : from.row(y + dy) + dx;
            for (int x = 0; x < size; ++x) into[x] += tap * source[x];
        }
}

/// The modules that, blurred by `channel`, best reproduce `levels`; nullopt when the finder patterns have too little contrast.
std::optional<ModuleLevels> deconvolved(const ModuleLevels& levels, const Channel& channel) {
    double power = 0, sum = 0;
    for (const double tap : channel.kernel) {
        power += std::abs(tap);
        sum += tap;
    }
    if (sum < 8) return std::nullopt;
    const int size = levels.size, reach = channel.reach;
    const auto gain = static_cast<float>(1.6 / (power * power));
    Padded modules(size, reach, 1), residual(size, reach, 0);  // the quiet zone is light and has no residual
    std::vector<float> target, row(static_cast<std::size_t>(size));
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            target.push_back(levels.at(x, y) - static_cast<float>(channel.shade(x, y)));
            modules.row(y)[x] = std::clamp(target.back() / static_cast<float>(sum), 0.0F, 1.0F);
        }
    // Gradient descent on the squared error, with each module clamped between dark and light.
    for (int round = 0; round < rounds; ++round) {
        for (int y = 0; y < size; ++y) {
            std::fill(row.begin(), row.end(), 0.0F);
            add_blurred(modules, channel, y, size, false, row.data());
            const float* wanted = target.data() + static_cast<std::ptrdiff_t>(y) * size;
            for (int x = 0; x < size; ++x) residual.row(y)[x] = wanted[x] - row[static_cast<std::size_t>(x)];
        }
        for (int y = 0; y < size; ++y) {
            std::fill(row.begin(), row.end(), 0.0F);
            add_blurred(residual, channel, y, size, true, row.data());
            float* own = modules.row(y);
            for (int x = 0; x < size; ++x) own[x] = std::clamp(own[x] + gain * row[static_cast<std::size_t>(x)], 0.0F, 1.0F);
        }
    }
    ModuleLevels out{size, {}};
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) out.level.push_back(255 * modules.row(y)[x]);
    return out;
}

}  // namespace

std::optional<ModuleLevels> deblurred(const ModuleLevels& levels, int reach) {
    Assumption assumed = known_modules(levels.size, reach);
    const auto channel = estimated_channel(levels, assumed, reach);
    return channel ? deconvolved(levels, *channel) : std::nullopt;
}

std::optional<ModuleLevels> deblurred_again(const ModuleLevels& levels, const ModuleLevels& clear, int reach) {
    Assumption assumed = known_modules(levels.size, reach);
    for (int y = 0; y < levels.size; ++y)
        for (int x = 0; x < levels.size; ++x) {
            auto& module = assumed.row(y)[x];
            if (module == Assumption::unknown) module = clear.at(x, y) > 127 ? 1 : 0;
        }
    const auto channel = estimated_channel(levels, assumed, reach);
    return channel ? deconvolved(levels, *channel) : std::nullopt;
}

}  // namespace entre
