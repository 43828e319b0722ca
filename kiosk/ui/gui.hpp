// Dear ImGui over OpenGL 3, fed by one finger. Shared by the window and the off-screen picture; knows neither GLFW nor EGL.
// Where ImGui 1.86 (Debian 12) and 1.90 (Debian 13) differ, they differ in gui.cpp.
#pragma once

#include <chrono>
#include <deque>

#include "kiosk/ui/rect.hpp"
#include "print/badge/render.hpp"

namespace entre {

/// One at a time. Main thread; the OpenGL 3.2 context that was current when it was made stays current for every call.
class Gui {
public:
    Gui();
    ~Gui();
    Gui(const Gui&) = delete;
    Gui& operator=(const Gui&) = delete;

    /// What the finger did, in px. Each step is seen by a frame of its own, so that a tap of a millisecond is not lost.
    void press(PointPx at);
    void drag(PointPx at);
    void release(PointPx at);
    /// A mouse's wheel was turned, in notches, away from the hand when positive. Where the pointer is does not matter.
    void wheel(float notches);

    void begin(SizePx size);
    /// Renders into the framebuffer that is bound.
    void end();
    /// Waits until all of it is drawn: where nothing shows the frames, the driver would keep them all, and their textures, for later.
    void finish();
    /// True while steps wait, or the last touch has not settled.
    [[nodiscard]] bool wants_frame() const { return !steps_.empty() || frames_to_settle_ > 0; }

    /// Renders the last frame again and reads it back.
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
    SizePx size_;
    std::chrono::steady_clock::time_point last_frame_ = std::chrono::steady_clock::now();
};

}  // namespace entre
