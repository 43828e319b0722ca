// A screen to draw on and a finger to listen to: fullscreen, in a window, or nowhere (off-screen, for tests and pictures).
// Only one of them may live at a time, and all calls but wake() come from the thread that opened it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "kiosk/ui/rect.hpp"
#include "print/badge/render.hpp"

namespace entre {

/// A key of a real keyboard or a wedge scanner: GLFW's key, scancode, action (1 pressed, 0 released, 2 repeated) and modifiers.
/// Every press comes, also one shorter than a frame.
using KeyHook = std::function<void(int key, int scancode, int action, int mods)>;

class Window {
public:
    virtual ~Window() = default;

    /// In px of the picture.
    [[nodiscard]] virtual SizePx size() const = 0;
    [[nodiscard]] virtual bool is_close_requested() const = 0;
    /// From any thread.
    virtual void ask_close() {}

    /// Between the two, `draw` (kiosk/screens/draw.hpp) may be called. Textures may be made at any time.
    virtual void begin_frame() = 0;
    virtual void end_frame() = 0;

    /// Sleeps until something was tapped or typed, wake() was called, or `at_most` passed. Returns at once while the last
    /// touch has not settled and when `at_most` is nothing, but never before all that was tapped and typed so far has been told, so a loop of wait, draw, wait answers a tap without knowing about it.
    virtual void wait(std::chrono::milliseconds at_most) = 0;
    /// Ends a wait, also one that has not begun. From any thread.
    virtual void wake() = 0;

    virtual void on_key(KeyHook hook) = 0;
    /// Letters of a real keyboard, in the desktop's layout, dead keys done with: Unicode code points.
    virtual void on_letter(std::function<void(unsigned)> /*hook*/) {}
    /// A finger down and up again at `at`; the next frames see it like any other.
    virtual void tap(PointPx at) = 0;

    /// What the last frame showed, opaque.
    virtual Picture screenshot() = 0;
};

struct WindowOptions {
    std::optional<SizePx> windowed;  ///< empty: fullscreen
    std::string title = "Entré";
};

/// Errors: display_missing when there is no display or no OpenGL 3.2 on it.
Result<std::unique_ptr<Window>> open_window(const WindowOptions& request);

/// Without any display (EGL surfaceless). Errors: display_missing when Mesa's EGL is not there.
Result<std::unique_ptr<Window>> open_offscreen(SizePx size);

}  // namespace entre
