#include "core/qr/qr_layout.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace entre {

namespace {

constexpr unsigned remainder_of(unsigned value, int data_bits, int check_bits, unsigned polynomial) {
    unsigned rest = value << check_bits;
    for (int bit = data_bits + check_bits - 1; bit >= check_bits; --bit)
        if ((rest >> bit & 1U) != 0) rest ^= polynomial << (bit - check_bits);
    return rest;
}

constexpr std::array<unsigned, 32> make_formats() {
    std::array<unsigned, 32> out{};
    for (unsigned data = 0; data < 32; ++data) out[data] = (data << 10 | remainder_of(data, 5, 10, 0x537)) ^ 0x5412;
    return out;
}
constexpr auto formats = make_formats();

int version_of(int size) { return (size - 17) / 4; }

/// Rings at distance 0, 1 and 3 from a finder pattern's middle are dark; those at 2 and 4 (the separator) are light.
std::optional<bool> finder_module(int x, int y, int size) {
    for (const auto& [cx, cy] : {std::array{3, 3}, std::array{size - 4, 3}, std::array{3, size - 4}}) {
        const int ring = std::max(std::abs(x - cx), std::abs(y - cy));
        if (ring <= 4) return ring != 2 && ring != 4;
    }
    return std::nullopt;
}

/// Whether a module is part of a finder pattern or its separator.
bool is_finder_corner(int x, int y, int size) { return (x < 8 && (y < 8 || y >= size - 8)) || (x >= size - 8 && y < 8); }

}  // namespace

std::vector<int> alignment_places(int size) {
    const int version = version_of(size);
    if (version < 2) return {};
    const int count = version / 7 + 2;
    // The table of Annex E as a formula: equal steps from the far end, rounded up to even numbers; only version 32 differs.
    const int step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
    std::vector<int> places{6};
    for (int i = count - 2; i >= 0; --i) places.push_back(size - 7 - i * step);
    return places;
}

std::vector<Fixed> fixed_modules(int size) {
    std::vector<Fixed> out(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), Fixed::unknown);
    const auto set = [&](int x, int y, bool is_dark) {
        out[static_cast<std::size_t>(y * size + x)] = is_dark ? Fixed::dark : Fixed::light;
    };
    for (int i = 0; i < size; ++i) {
        set(i, 6, i % 2 == 0);
        set(6, i, i % 2 == 0);
    }
    const auto places = alignment_places(size);
    for (const int cy : places)
        for (const int cx : places) {
            if (is_finder_corner(cx, cy, size)) continue;
            for (int dy = -2; dy <= 2; ++dy)
                for (int dx = -2; dx <= 2; ++dx) set(cx + dx, cy + dy, std::max(std::abs(dx), std::abs(dy)) != 1);
        }
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            if (const auto finder = finder_module(x, y, size)) set(x, y, *finder);
    set(8, size - 8, true);
    return out;
}

void draw_fixed_modules(QrSymbol& symbol) {
    const int size = symbol.size;
    const auto set = [&](int x, int y, bool is_dark) { symbol.dark[static_cast<std::size_t>(y * size + x)] = is_dark; };
    const auto fixed = fixed_modules(size);
    for (std::size_t i = 0; i < fixed.size(); ++i)
        if (fixed[i] != Fixed::unknown) symbol.dark[i] = fixed[i] == Fixed::dark;
    const int version = version_of(size);
    if (version < 7) return;
    const unsigned bits = static_cast<unsigned>(version) << 12 | remainder_of(static_cast<unsigned>(version), 6, 12, 0x1F25);
    for (int i = 0; i < 18; ++i) {
        const bool is_dark = (bits >> i & 1U) != 0;
        set(i / 3, size - 11 + i % 3, is_dark);
        set(size - 11 + i % 3, i / 3, is_dark);
    }
}

std::array<std::array<std::array<int, 2>, 15>, 2> format_places(int size) {
    std::array<std::array<std::array<int, 2>, 15>, 2> out{};
    for (int i = 0; i < 15; ++i) {
        auto& first_copy = out[0][static_cast<std::size_t>(i)];
        if (i < 8)
            first_copy = {i < 6 ? i : i + 1, 8};
        else
            first_copy = {8, i == 8 ? 7 : 14 - i};
        if (i == 7) first_copy = {8, 8};
        auto& second_copy = out[1][static_cast<std::size_t>(i)];
        if (i < 7)
            second_copy = {8, size - 1 - i};
        else
            second_copy = {size - 15 + i, 8};
    }
    return out;
}

std::span<const unsigned, 32> format_words() { return formats; }

}  // namespace entre
