// Renders camera frames of a ticket: a phone or paper held up in front of a wall, with one kind of image defect. Rendering is
// deterministic: the same seed gives the same frames on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/qr/homography.hpp"

namespace entre::test {

/// The defect of a frame sequence, in addition to sensor noise and an unsteady hand.
enum class ImageDefect {
    none,
    perspective,  ///< held at an angle of up to 55°
    motion,       ///< waved about; motion blur of more than one module at its fastest
    defocus,
    glare,      ///< the reflection of a lamp moves over the code
    moire,      ///< interference of the screen's pixels with the camera's
    dark_mode,  ///< light on dark
    cracked,    ///< glass with cracks and displaced pieces
    low_light,
    small,    ///< about 2.5 pixels per module
    covered,  ///< a thumb over an edge
    rotating,
    crumpled,
    bright_lines,  ///< in the dark, with reflections of strip lights across it
};
inline constexpr std::array all_image_defects{
    ImageDefect::none,    ImageDefect::perspective, ImageDefect::motion,   ImageDefect::defocus,     ImageDefect::glare,
    ImageDefect::moire,   ImageDefect::dark_mode,   ImageDefect::cracked,  ImageDefect::low_light,   ImageDefect::small,
    ImageDefect::covered, ImageDefect::rotating,    ImageDefect::crumpled, ImageDefect::bright_lines};
std::string_view to_string(ImageDefect defect);

struct RenderedFrame {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> grey;
    [[nodiscard]] GreyView view() const { return {grey.data(), width_px, height_px, width_px}; }
};

/// A sequence of 15 frames a second. The ticket enters from the side within a third of a second and stays.
class TicketFrames {
public:
    TicketFrames(ImageDefect defect, std::uint32_t seed, int width_px = 1280, int height_px = 720);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] RenderedFrame frame(int number) const;
    /// The first frame in which the complete code is visible.
    [[nodiscard]] int in_view_from() const;

private:
    /// The ticket's position and rotation in one frame.
    struct Pose {
        double x = 0, y = 0, angle = 0;  // the code's middle in pixels, and radians
    };
    struct Crack {
        double u, v, along_u, along_v, width;
    };
    struct Line {
        double direction, off, half_width;  // radians, and modules from the code's middle
    };

    [[nodiscard]] Pose pose_at(double frame) const;
    [[nodiscard]] std::array<PicturePoint, 4> corners_at(const Pose& pose) const;
    [[nodiscard]] double tone(double u, double v, double frame) const;
    void draw_ticket(double frame, std::vector<float>& tones) const;
    void damage_picture(int number, std::vector<float>& tones) const;

    ImageDefect defect_;
    std::uint32_t seed_;
    int width_px_, height_px_;
    std::string text_;
    QrSymbol symbol_;
    double module_px_ = 5, tilt_ = 0, tilt_direction_ = 0, angle_ = 0, phase_ = 0;
    double target_x_ = 0, target_y_ = 0;
    std::vector<Crack> cracks_;
    std::vector<Line> lines_;
    std::vector<float> background_;
};

}  // namespace entre::test
