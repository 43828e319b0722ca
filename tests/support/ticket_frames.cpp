#include "tests/support/ticket_frames.hpp"

#include <algorithm>
#include <cmath>

namespace entre::test {

namespace {

constexpr double pi = 3.14159265358979;
constexpr double arrives_after = 5;  // frames
constexpr double dim_gain = 0.2;     // of a picture taken in the dark
constexpr int strokes = 5;           // poses averaged in a frame with motion blur

/// A pseudo-random number from 0 to 1 that depends only on its arguments.
double chance(std::uint32_t seed, std::uint32_t which) {
    std::uint64_t z = (static_cast<std::uint64_t>(seed) << 32 | which) + 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<double>((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

double between(double low, double high, double share) { return low + (high - low) * share; }

/// Approximately normally distributed, with standard deviation 1.
float noise(std::uint32_t seed, std::uint32_t which) {
    return static_cast<float>(
        (chance(seed, which) + chance(seed ^ 0x5bd1e995U, which) + chance(seed ^ 0x27d4eb2fU, which) - 1.5) * 2);
}

/// The wall behind the ticket: coarse and fine patches of light and shadow.
std::vector<float> background_of(std::uint32_t seed, int width, int height) {
    std::vector<float> wall(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const double base = between(40, 170, chance(seed, 900));
    for (const auto& [cell, strength] : {std::array{160.0, 60.0}, std::array{24.0, 22.0}}) {
        const auto knot = [&, size = cell](int x, int y) {
            return chance(seed + static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(y * 4096 + x)) - 0.5;
        };
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const double u = x / cell, v = y / cell;
                const int column = static_cast<int>(u), row = static_cast<int>(v);
                const double across = u - column, down = v - row;
                const double top = knot(column, row) * (1 - across) + knot(column + 1, row) * across;
                const double bottom = knot(column, row + 1) * (1 - across) + knot(column + 1, row + 1) * across;
                wall[static_cast<std::size_t>(y * width + x)] +=
                    static_cast<float>(strength * (top * (1 - down) + bottom * down));
            }
    }
    for (auto& tone : wall) tone += static_cast<float>(base);
    return wall;
}

/// Box blur of 2 `radius` + 1 pixels along rows, then along columns.
void blur(std::vector<float>& tones, int width, int height, int radius) {
    const auto blur_lines = [&](int lines, int length, std::ptrdiff_t line_step, std::ptrdiff_t step) {
        std::vector<float> line(static_cast<std::size_t>(length));
        for (int i = 0; i < lines; ++i) {
            float* first = tones.data() + i * line_step;
            for (int k = 0; k < length; ++k) line[static_cast<std::size_t>(k)] = first[k * step];
            for (int k = 0; k < length; ++k) {
                float sum = 0;
                for (int d = -radius; d <= radius; ++d) sum += line[static_cast<std::size_t>(std::clamp(k + d, 0, length - 1))];
                first[k * step] = sum / static_cast<float>(2 * radius + 1);
            }
        }
    };
    blur_lines(height, width, width, 1);
    blur_lines(width, height, 1, width);
}

}  // namespace

std::string_view to_string(ImageDefect defect) {
    constexpr std::array<std::string_view, all_image_defects.size()> names{
        "none",    "perspective", "motion", "defocus", "glare",    "moire",    "dark mode",
        "cracked", "low light",   "small",  "covered", "rotating", "crumpled", "bright lines"};
    return names[static_cast<std::size_t>(defect)];
}

TicketFrames::TicketFrames(ImageDefect defect, std::uint32_t seed, int width_px, int height_px)
    : defect_(defect), seed_(seed), width_px_(width_px), height_px_(height_px) {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    const auto random = [&](std::uint32_t which) { return chance(seed_, which); };
    const int length = 16 + static_cast<int>(random(1) * 20);
    for (int i = 0; i < length; ++i)
        text_ +=
            letters[static_cast<std::size_t>(random(100 + static_cast<std::uint32_t>(i)) * static_cast<double>(letters.size()))];
    symbol_ = qr_symbol(text_);
    const double scale = height_px_ / 720.0;
    module_px_ = (defect_ == ImageDefect::small ? between(2.3, 2.8, random(2)) : between(4, 6.5, random(2))) * scale;
    tilt_ = (defect_ == ImageDefect::perspective ? between(30, 55, random(3)) : between(0, 15, random(3))) * pi / 180;
    tilt_direction_ = 2 * pi * random(4);
    angle_ = between(-0.6, 0.6, random(5));
    phase_ = 2 * pi * random(6);
    target_x_ = width_px_ * between(0.4, 0.6, random(7));
    target_y_ = height_px_ * between(0.42, 0.58, random(8));
    for (std::uint32_t i = 0; i < 7; ++i) {
        const double direction = 2 * pi * random(20 + i);
        cracks_.push_back({symbol_.size * random(30 + i), symbol_.size * random(40 + i), std::cos(direction), std::sin(direction),
                           between(0.1, 0.3, random(50 + i))});
    }
    for (std::uint32_t i = 0; i < 2; ++i)
        lines_.push_back(
            {2 * pi * random(60 + i), symbol_.size * between(0.2, 0.75, random(70 + i)), between(0.2, 0.4, random(80 + i))});
    background_ = background_of(seed_, width_px_, height_px_);
}

TicketFrames::Pose TicketFrames::pose_at(double frame) const {
    const double way = std::clamp(frame / arrives_after, 0.0, 1.0);
    const double left = (1 - way) * (1 - way);
    Pose pose{target_x_ + left * width_px_ * 0.75, target_y_, angle_};
    pose.x += 1.5 * std::sin(frame * 0.9 + phase_) + 1.1 * std::sin(frame * 2.3);
    pose.y += 1.3 * std::cos(frame * 1.1 + phase_) + 0.9 * std::sin(frame * 1.9);
    if (defect_ == ImageDefect::motion) {
        pose.x += 12 * module_px_ * std::sin(frame * 0.33 + phase_);
        pose.y += 4 * module_px_ * std::cos(frame * 0.27 + phase_);
    }
    if (defect_ == ImageDefect::rotating) pose.angle += frame * 0.09;
    return pose;
}

std::array<PicturePoint, 4> TicketFrames::corners_at(const Pose& pose) const {
    const double half = symbol_.size / 2.0, distance = 90;  // modules from the camera
    std::array<PicturePoint, 4> corners;
    for (std::size_t i = 0; i < 4; ++i) {
        const double u = i == 1 || i == 2 ? half : -half, v = i >= 2 ? half : -half;
        // Tilted about an axis in the ticket's plane, projected from `distance`, then rotated in the picture.
        const double along = u * std::cos(tilt_direction_) + v * std::sin(tilt_direction_);
        const double aside = -u * std::sin(tilt_direction_) + v * std::cos(tilt_direction_);
        const double nearer = distance / (distance + aside * std::sin(tilt_));
        const double x = along * nearer, y = aside * std::cos(tilt_) * nearer;
        const double turned = pose.angle + tilt_direction_;
        corners[i] = {pose.x + module_px_ * (x * std::cos(turned) - y * std::sin(turned)),
                      pose.y + module_px_ * (x * std::sin(turned) + y * std::cos(turned))};
    }
    return corners;
}

int TicketFrames::in_view_from() const {
    for (int frame = 0;; ++frame) {
        const auto corners = corners_at(pose_at(frame));
        const double border = 4 * module_px_;
        if (std::all_of(corners.begin(), corners.end(),
                        [&](const PicturePoint& p) {
                            return p.x > border && p.y > border && p.x < width_px_ - border && p.y < height_px_ - border;
                        }) ||
            frame > 60)
            return frame;
    }
}

double TicketFrames::tone(double u, double v, double frame) const {
    const double n = symbol_.size;
    if (u < -7 || v < -14 || u >= n + 7 || v >= n + 10) return -1;  // outside the ticket
    const bool is_dark_mode = defect_ == ImageDefect::dark_mode;
    const double light = is_dark_mode ? 28 : 225, dark = is_dark_mode ? 205 : 30;
    if (u < -6 || v < -13 || u >= n + 6 || v >= n + 9) return 24;  // its edge
    double shade = 0;
    if (defect_ == ImageDefect::crumpled) {
        shade = 30 * std::sin(u * 0.37 + v * 0.21 + phase_);
        u += 0.3 * std::sin(v * 0.3 + phase_);
        v += 0.4 * std::sin(u * 0.25 + 2 * phase_);
    }
    if (defect_ == ImageDefect::cracked)
        for (const auto& crack : cracks_) {
            const double off = (u - crack.u) * crack.along_v - (v - crack.v) * crack.along_u;
            if (std::abs(off) < crack.width) return 190;
            if (off > 0) u += 0.06;  // the piece on the other side is displaced
        }
    if (defect_ == ImageDefect::covered) {
        const double x = (u - n * 0.62) / 6.5, y = (v - n - 1) / 3.4;
        if (x * x + y * y < 1) return 120 + 30 * x;
    }
    if (defect_ == ImageDefect::bright_lines)
        for (const auto& line : lines_) {
            const double off = (u - n / 2) * std::cos(line.direction) + (v - n / 2) * std::sin(line.direction) - line.off;
            if (std::abs(off + 1.5 * std::sin(frame * 0.15 + phase_)) < line.half_width) return 255 / dim_gain;
        }
    double value = light;
    if (u >= 0 && v >= 0 && u < n && v < n)
        value = symbol_.is_dark(static_cast<int>(u), static_cast<int>(v)) ? dark : light;
    else if (v > -11 && v < -8.5 && std::fmod(u + 20, 3.0) < 1.8 && u > -3 && u < n + 3)
        value = (light + dark) / 2;  // a line of text
    if (defect_ == ImageDefect::glare) {
        const double x = u - n * (0.5 + 0.9 * std::sin(frame * 0.16 + phase_)),
                     y = v - n * (0.5 + 0.5 * std::cos(frame * 0.1 + phase_));
        value += 330 * std::exp(-(x * x / 40 + y * y / 90));
    }
    return std::clamp(value + shade, 0.0, 255.0);
}

void TicketFrames::draw_ticket(double frame, std::vector<float>& tones) const {
    const auto corners = corners_at(pose_at(frame));
    const double n = symbol_.size;
    const std::array<PointPair, 4> out{{{{0, 0}, corners[0]}, {{n, 0}, corners[1]}, {{n, n}, corners[2]}, {{0, n}, corners[3]}}};
    std::array<PointPair, 4> back = out;
    for (auto& pair : back) std::swap(pair.module, pair.pixel);
    const auto to_picture = fit_homography(out), to_ticket = fit_homography(back);
    if (!to_picture || !to_ticket) return;
    double left = width_px_, right = 0, top = height_px_, bottom = 0;
    for (const double u : {-8.0, n + 8})
        for (const double v : {-15.0, n + 11}) {
            const auto p = (*to_picture)(u, v);
            left = std::min(left, p.x);
            right = std::max(right, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
    for (int y = std::max(0, static_cast<int>(top)); y < std::min<double>(height_px_, bottom + 1); ++y)
        for (int x = std::max(0, static_cast<int>(left)); x < std::min<double>(width_px_, right + 1); ++x) {
            const auto i = static_cast<std::size_t>(y * width_px_ + x);
            float sum = 0;
            for (const auto& [dx, dy] :
                 {std::array{-0.25, -0.25}, std::array{0.25, -0.25}, std::array{0.25, 0.25}, std::array{-0.25, 0.25}}) {
                const auto p = (*to_ticket)(x + dx, y + dy);
                const double own = tone(p.x, p.y, frame);
                sum += own < 0 ? tones[i] : static_cast<float>(own);
            }
            tones[i] = sum / 4;
        }
}

void TicketFrames::damage_picture(int number, std::vector<float>& tones) const {
    if (defect_ == ImageDefect::defocus) {
        const int radius = std::max(1, static_cast<int>(module_px_ * 0.45));
        blur(tones, width_px_, height_px_, radius);
        blur(tones, width_px_, height_px_, std::max(1, radius - 1));
    }
    const bool is_dim = defect_ == ImageDefect::low_light || defect_ == ImageDefect::bright_lines;
    const float gain = is_dim ? static_cast<float>(dim_gain) : 1.0F, grain = defect_ == ImageDefect::low_light ? 5.0F : 2.0F;
    for (int y = 0; y < height_px_; ++y)
        for (int x = 0; x < width_px_; ++x) {
            auto& tone = tones[static_cast<std::size_t>(y * width_px_ + x)];
            if (defect_ == ImageDefect::moire)
                tone *=
                    static_cast<float>(1 + 0.22 * std::sin(x * 1.31 + y * 0.47 + number) + 0.12 * std::sin(x * 0.21 - y * 0.83));
            tone = tone * gain +
                   grain * noise(seed_ + static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(y * width_px_ + x));
        }
}

RenderedFrame TicketFrames::frame(int number) const {
    std::vector<float> tones = background_;
    if (defect_ == ImageDefect::motion || defect_ == ImageDefect::rotating) {
        // The exposure lasts almost a third of the time between frames.
        std::vector<float> sum(tones.size());
        for (int i = 0; i < strokes; ++i) {
            tones = background_;
            draw_ticket(number + 0.3 * i / strokes, tones);
            for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += tones[k] / strokes;
        }
        tones = std::move(sum);
    } else {
        draw_ticket(number, tones);
    }
    damage_picture(number, tones);
    RenderedFrame frame{width_px_, height_px_, {}};
    frame.grey.reserve(tones.size());
    for (const float tone : tones) frame.grey.push_back(static_cast<std::uint8_t>(std::clamp(tone, 0.0F, 255.0F)));
    return frame;
}

}  // namespace entre::test
