// Dear ImGui on OpenGL 3 with single-touch input. Used by the window and by off-screen rendering; independent of GLFW and EGL.
// Differences between ImGui 1.86 (Debian 12) and 1.90 (Debian 13) are handled in gui.cpp only.
#pragma once

#include <chrono>
#include <deque>

#include "kiosk/ui/rect.hpp"
#include "kiosk/ui/view.hpp"
#include "print/badge/render.hpp"

namespace entre {

/// Only one instance may exist. Main thread only; the OpenGL 3.2 context that was current at construction must be current in
/// every call.
class Gui {
public:
    Gui();
    ~Gui();
    Gui(const Gui&) = delete;
    Gui& operator=(const Gui&) = delete;

    /// Touch input, in px of the screens. Each step gets its own frame, so that a tap of a millisecond is not lost.
    void press(PointPx at);
    void drag(PointPx at);
    void release(PointPx at);
    /// Mouse wheel input in notches, positive away from the user. The pointer position does not matter.
    void wheel(float notches);

    /// `panel`: the framebuffer's size. Screens are drawn as if they were neither turned nor moved.
    void begin(SizePx panel, const View& view);
    /// Renders into the currently bound framebuffer.
    void end();
    /// Waits until the GPU is done. Where no frames are displayed, the driver would otherwise queue them all with their textures.
    void finish();
    /// True while input steps are pending or the last touch has not settled.
    [[nodiscard]] bool wants_frame() const { return !steps_.empty() || frames_to_settle_ > 0; }

    /// Renders the last frame again and reads it back from the framebuffer.
    Picture picture();

private:
    struct Step {
        PointPx at;
        bool is_down = false;
    };
    void feed();

    std::deque<Step> steps_;
    Step finger_;
    bool is_away_ = true;
    float wheel_ = 0;
    int frames_to_settle_ = 2;
    SizePx panel_;
    View view_;
    std::chrono::steady_clock::time_point last_frame_ = std::chrono::steady_clock::now();
};

}  // namespace entre
