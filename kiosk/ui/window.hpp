// Display and input: fullscreen, in a window, or off-screen (for tests and pictures). Only one may exist at a time; all calls
// except wake() and ask_close() must come from the thread that opened it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "kiosk/ui/rect.hpp"
#include "kiosk/ui/view.hpp"
#include "print/badge/render.hpp"

namespace entre {

/// The first number of keys that GLFW has none for, as those for the volume: this and the scancode.
inline constexpr int first_unnamed_key = 1000;
/// Key event of a hardware keyboard or keyboard scanner: GLFW's key or one from first_unnamed_key on, scancode, action (1
/// pressed, 0 released, 2 repeated) and modifiers. Every press is reported, even if it is shorter than a frame.
using KeyHook = std::function<void(int key, int scancode, int action, int mods)>;

class Window {
public:
    virtual ~Window() = default;

    /// The panel's size in px, as the screens see it: turned.
    [[nodiscard]] virtual SizePx size() const = 0;
    /// From the next frame on. Taps and sizes are those of the screens all the same.
    virtual void set_view(const View& view) = 0;
    [[nodiscard]] virtual bool is_close_requested() const = 0;
    /// Requests that the window closes. Callable from any thread.
    virtual void ask_close() {}

    /// Call `draw` (kiosk/screens/draw.hpp) between these two. Textures may be created at any time.
    virtual void begin_frame() = 0;
    virtual void end_frame() = 0;

    /// Sleeps until there is input, wake() is called, or `at_most` has passed. Returns immediately while the last touch has not
    /// settled or if `at_most` is zero, but always processes all pending input first. A loop of wait, draw, wait therefore reacts
    /// to every tap.
    virtual void wait(std::chrono::milliseconds at_most) = 0;
    /// Ends the current wait, or the next one if none is running. Callable from any thread.
    virtual void wake() = 0;

    virtual void on_key(KeyHook hook) = 0;
    /// Characters from a hardware keyboard, in the desktop's layout and with dead keys resolved, as Unicode code points.
    virtual void on_letter(std::function<void(unsigned)> /*hook*/) {}
    /// Simulates a tap at `at`; the next frames handle it like a real one.
    virtual void tap(PointPx at) = 0;
    /// Simulates a press of a key of GLFW's.
    virtual void press(int /*key*/) {}

    /// The content of the last frame, as the panel shows it, opaque.
    virtual Picture screenshot() = 0;
};

struct WindowOptions {
    std::optional<SizePx> windowed;  ///< empty: fullscreen
    std::string title = "Entré";
};

/// Errors: display_missing if there is no display, or it lacks OpenGL 3.2.
Result<std::unique_ptr<Window>> open_window(const WindowOptions& request);

/// Renders without a display (EGL surfaceless). Errors: display_missing if Mesa's EGL is not available.
Result<std::unique_ptr<Window>> open_offscreen(SizePx size);

}  // namespace entre
