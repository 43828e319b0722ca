#include "core/qr/grey_image.hpp"

#include <algorithm>

namespace entre {

void GreyImage::reshape(int width_px, int height_px) {
    width_px_ = std::max(0, width_px);
    height_px_ = std::max(0, height_px);
    const auto size = static_cast<std::size_t>(width_px_) * static_cast<std::size_t>(height_px_);
    if (pixels_.size() < size) pixels_.resize(size);
}

void halve(const GreyView& from, GreyImage& into) {
    into.reshape(from.width_px / 2, from.height_px / 2);
    const int width = into.width_px();
    for (int y = 0; y < into.height_px(); ++y) {
        const std::uint8_t* upper = row_of(from, 2 * y);
        const std::uint8_t* lower = row_of(from, 2 * y + 1);
        std::uint8_t* out = into.row(y);
        for (int x = 0; x < width; ++x)
            out[x] = static_cast<std::uint8_t>((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) >> 2);
    }
}

void box_mean(const GreyView& from, int radius, GreyImage& into) {
    into.reshape(from.width_px, from.height_px);
    const int width = from.width_px, height = from.height_px;
    if (width <= 0 || height <= 0) return;
    const auto padded = static_cast<std::size_t>(width + 2 * radius + 1);
    std::vector<std::uint32_t> columns(static_cast<std::size_t>(width)), running(padded);
    const auto clamped = [&](int y) { return row_of(from, std::clamp(y, 0, height - 1)); };
    for (int y = -radius; y <= radius; ++y) {
        const std::uint8_t* row = clamped(y);
        for (int x = 0; x < width; ++x) columns[static_cast<std::size_t>(x)] += row[x];
    }
    const int side = 2 * radius + 1;
    const std::uint32_t scale = (1U << 16) / static_cast<std::uint32_t>(side * side);
    for (int y = 0; y < height; ++y) {
        std::uint32_t* sums = running.data();
        std::uint32_t sum = 0;
        sums[0] = 0;
        std::size_t at = 1;
        for (int x = 0; x < radius; ++x) sums[at++] = sum += columns.front();
        for (int x = 0; x < width; ++x) sums[at++] = sum += columns[static_cast<std::size_t>(x)];
        for (int x = 0; x < radius; ++x) sums[at++] = sum += columns.back();
        std::uint8_t* out = into.row(y);
        for (int x = 0; x < width; ++x) out[x] = static_cast<std::uint8_t>(((sums[x + side] - sums[x]) * scale) >> 16);
        const std::uint8_t* enters = clamped(y + radius + 1);
        const std::uint8_t* leaves = clamped(y - radius);
        for (int x = 0; x < width; ++x)
            columns[static_cast<std::size_t>(x)] += static_cast<std::uint32_t>(enters[x]) - static_cast<std::uint32_t>(leaves[x]);
    }
}

void threshold(const GreyView& from, const GreyView& means, GreyImage& into) {
    const int width = from.width_px;  // a local copy: otherwise the compiler must assume that writing pixels may change it
    into.reshape(width, from.height_px);
    if (means.width_px <= 0 || means.height_px <= 0) return;
    std::vector<std::uint8_t> wide(static_cast<std::size_t>(std::max(width, 4 * means.width_px)));
    for (int y = 0; y < from.height_px; ++y) {
        if (y % 4 == 0) {
            const std::uint8_t* mean = row_of(means, std::min(y / 4, means.height_px - 1));
            const int whole = means.width_px;
            std::uint8_t* four = wide.data();
            for (int x = 0; x < whole; ++x, four += 4) four[0] = four[1] = four[2] = four[3] = mean[x];
            for (int x = 4 * whole; x < width; ++x) wide[static_cast<std::size_t>(x)] = mean[whole - 1];
        }
        const std::uint8_t* row = row_of(from, y);
        const std::uint8_t* limit = wide.data();
        std::uint8_t* out = into.row(y);
        for (int x = 0; x < width; ++x) out[x] = row[x] < limit[x] ? std::uint8_t{0} : std::uint8_t{255};
    }
}

void darkest(const GreyView& from, GreyImage& into) {
    constexpr int border = 2;
    const int width = from.width_px, height = from.height_px;
    into.reshape(width, height);
    if (width <= 0 || height <= 0) return;
    std::vector<std::uint8_t> column(static_cast<std::size_t>(width + 2 * border));
    for (int y = 0; y < height; ++y) {
        std::uint8_t* c = column.data() + border;
        std::copy_n(row_of(from, y), width, c);
        for (const int dy : {-2, -1, 1, 2}) {
            const std::uint8_t* row = row_of(from, std::clamp(y + dy, 0, height - 1));
            for (int x = 0; x < width; ++x) c[x] = std::min(c[x], row[x]);
        }
        std::fill_n(column.begin(), border, c[0]);
        std::fill_n(column.end() - border, border, c[width - 1]);
        c = column.data();
        std::uint8_t* out = into.row(y);
        for (int x = 0; x < width; ++x)
            out[x] = std::min(std::min(std::min(c[x], c[x + 1]), std::min(c[x + 2], c[x + 3])), c[x + 4]);
    }
}

void cap(const GreyView& from, const GreyView& means, const GreyView& dark, GreyImage& into) {
    const int width = from.width_px;
    into.reshape(width, from.height_px);
    for (int y = 0; y < from.height_px; ++y) {
        const std::uint8_t *row = row_of(from, y), *mean = row_of(means, y), *low = row_of(dark, y);
        std::uint8_t* out = into.row(y);
        for (int x = 0; x < width; ++x) {
            const auto limit = static_cast<std::int16_t>(2 * mean[x] - low[x]);
            out[x] = static_cast<std::uint8_t>(std::clamp<std::int16_t>(limit, 0, row[x]));
        }
    }
}

void flatten(const GreyView& from, int min_contrast, GreyImage& means) {
    constexpr int side = 5, border = side / 2;
    const int width = from.width_px, height = from.height_px;
    if (width < side || height < side) return;
    const auto padded = static_cast<std::size_t>(width + 2 * border);
    std::vector<std::uint8_t> low(padded), high(padded);
    for (int y = 0; y < height; ++y) {
        const int first = std::clamp(y - border, 0, height - side);
        std::uint8_t* l = low.data() + border;
        std::uint8_t* h = high.data() + border;
        std::copy_n(row_of(from, first), width, l);
        std::copy_n(row_of(from, first), width, h);
        for (int i = 1; i < side; ++i) {
            const std::uint8_t* row = row_of(from, first + i);
            for (int x = 0; x < width; ++x) l[x] = std::min(l[x], row[x]);
            for (int x = 0; x < width; ++x) h[x] = std::max(h[x], row[x]);
        }
        for (auto* ends : {&low, &high}) {
            std::fill_n(ends->begin(), border, (*ends)[border]);
            std::fill_n(ends->end() - border, border, *(ends->end() - border - 1));
        }
        l = low.data();
        h = high.data();
        std::uint8_t* out = means.row(y);
        for (int x = 0; x < width; ++x) {
            const std::uint8_t darkest = std::min(std::min(std::min(l[x], l[x + 1]), std::min(l[x + 2], l[x + 3])), l[x + 4]);
            const std::uint8_t lightest = std::max(std::max(std::max(h[x], h[x + 1]), std::max(h[x + 2], h[x + 3])), h[x + 4]);
            out[x] = lightest - darkest < min_contrast ? std::uint8_t{0} : out[x];
        }
    }
}

void sharpen(const GreyView& from, GreyImage& into) {
    constexpr int border = 2;
    const int width = from.width_px, height = from.height_px;
    into.reshape(width, height);
    if (width <= 0 || height <= 0) return;
    std::vector<std::uint16_t> column(static_cast<std::size_t>(width + 2 * border));
    for (int y = 0; y < height; ++y) {
        const auto clamped = [&](int row) { return row_of(from, std::clamp(row, 0, height - 1)); };
        const std::uint8_t *a = clamped(y - 2), *b = clamped(y - 1), *row = row_of(from, y), *d = clamped(y + 1),
                           *e = clamped(y + 2);
        // The sums fit into 16 bits: at most 8 × 8 × 255.
        std::uint16_t* sums = column.data() + border;
        for (int x = 0; x < width; ++x) sums[x] = static_cast<std::uint16_t>(a[x] + 2 * (b[x] + row[x] + d[x]) + e[x]);
        std::fill_n(column.begin(), border, sums[0]);
        std::fill_n(column.end() - border, border, sums[width - 1]);
        const std::uint16_t* s = column.data();
        std::uint8_t* out = into.row(y);
        for (int x = 0; x < width; ++x) {
            const auto all = static_cast<std::uint16_t>(s[x] + 2 * (s[x + 1] + s[x + 2] + s[x + 3]) + s[x + 4]);
            const auto wide = static_cast<std::int16_t>(3 * row[x] - 2 * (all >> 6));
            const auto not_black = std::max<std::int16_t>(wide, 0);
            out[x] = static_cast<std::uint8_t>(std::min<std::int16_t>(not_black, 255));
        }
    }
}

void invert(const GreyView& from, GreyImage& into) {
    const int width = from.width_px;
    into.reshape(width, from.height_px);
    for (int y = 0; y < from.height_px; ++y) {
        const std::uint8_t* row = row_of(from, y);
        std::uint8_t* out = into.row(y);
        for (int x = 0; x < width; ++x) out[x] = static_cast<std::uint8_t>(255 - row[x]);
    }
}

}  // namespace entre
