#include "kiosk/input/preview.hpp"

#include <algorithm>
#include <cstdlib>

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto show_every = 120ms;  // fast enough for aiming; without a graphics card a redraw costs more than decoding
constexpr int grid_columns = 32;
constexpr int grid_rows = 18;
constexpr int cell_samples = 4;
constexpr int moved_levels = 10;  // a cell's mean changes by this much when something moves; sensor noise averages out
constexpr int moved_cells = 3;

std::vector<std::uint8_t> grid_of(const GreyView& picture) {
    std::vector<std::uint8_t> grid;
    grid.reserve(grid_columns * grid_rows);
    for (int row = 0; row < grid_rows; ++row) {
        for (int column = 0; column < grid_columns; ++column) {
            int sum = 0;
            for (int i = 0; i < cell_samples * cell_samples; ++i) {
                const int x = (column * cell_samples + i % cell_samples) * picture.width_px / (grid_columns * cell_samples);
                const int y = (row * cell_samples + i / cell_samples) * picture.height_px / (grid_rows * cell_samples);
                sum += picture.pixels[static_cast<std::ptrdiff_t>(y) * picture.stride + x];
            }
            grid.push_back(static_cast<std::uint8_t>(sum / (cell_samples * cell_samples)));
        }
    }
    return grid;
}

bool has_moved(const std::vector<std::uint8_t>& before, const std::vector<std::uint8_t>& now) {
    if (before.size() != now.size()) return true;
    int moved = 0;
    for (std::size_t i = 0; i < now.size(); ++i) moved += std::abs(before[i] - now[i]) >= moved_levels ? 1 : 0;
    return moved >= moved_cells;
}

/// Downscales by `factor`; each pixel is the mean of a factor × factor square.
void shrink(const GreyView& picture, int factor, Preview& into) {
    into.width_px = picture.width_px / factor;
    into.height_px = picture.height_px / factor;
    into.grey.resize(static_cast<std::size_t>(into.width_px) * static_cast<std::size_t>(into.height_px));
    auto* out = into.grey.data();
    for (int y = 0; y < into.height_px; ++y) {
        for (int x = 0; x < into.width_px; ++x) {
            int sum = 0;
            for (int dy = 0; dy < factor; ++dy) {
                const auto* row = picture.pixels + static_cast<std::ptrdiff_t>(y * factor + dy) * picture.stride + x * factor;
                for (int dx = 0; dx < factor; ++dx) sum += row[dx];
            }
            *out++ = static_cast<std::uint8_t>(sum / (factor * factor));
        }
    }
}

}  // namespace

std::optional<Preview> PreviewMaker::make(const GreyView& picture, std::span<const FoundCode> codes, Clock::time_point now) {
    if (picture.width_px <= 0 || picture.height_px <= 0) return std::nullopt;
    const bool has_code = !codes.empty();
    const bool is_news = has_code != had_code_;
    if (!is_news && now - last_shown_ < show_every) return std::nullopt;
    auto grid = grid_of(picture);
    if (!is_news && !has_moved(last_grid_, grid)) return std::nullopt;
    last_grid_ = std::move(grid);
    had_code_ = has_code;
    last_shown_ = now;
    moved_at_ = now;

    Preview preview;
    shrink(picture, std::max(1, (picture.width_px + preview_width_px - 1) / preview_width_px), preview);
    if (has_code) {
        auto corners = codes.front().corners;
        for (auto& corner : corners) corner = {corner.x / picture.width_px, corner.y / picture.height_px};
        preview.code = corners;
    }
    return preview;
}

}  // namespace entre
