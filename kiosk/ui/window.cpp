#include "kiosk/ui/window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <atomic>
#include <utility>

#include "core/base/log.hpp"
#include "kiosk/ui/gui.hpp"

namespace entre {
namespace {

struct Glfw {
    bool is_up = false;
    Glfw() {
#ifdef GLFW_PLATFORM
        // GLFW 3.4 would choose Wayland where there is a compositor, but its Wayland windows receive no touch; XWayland's do.
        glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
        is_up = glfwInit() == GLFW_TRUE;
        if (is_up) return;
        glfwInitHint(GLFW_PLATFORM, GLFW_ANY_PLATFORM);
#endif
        is_up = glfwInit() == GLFW_TRUE;
    }
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;
    ~Glfw() { glfwTerminate(); }
};

/// For the log: a touchscreen that does nothing is often a matter of the platform.
std::string platform() {
#ifdef GLFW_PLATFORM
    switch (glfwGetPlatform()) {
        case GLFW_PLATFORM_X11:
            return "X11";
        case GLFW_PLATFORM_WAYLAND:
            return "Wayland, without touch";
        default:
            return "another platform";
    }
#else
    return "X11";  // all that GLFW 3.3 is built for in Debian
#endif
}

std::string last_problem() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text == nullptr ? "GLFW gives no reason" : text;
}

GLFWwindow* create(const WindowOptions& request) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
    if (request.windowed)
        return glfwCreateWindow(request.windowed->width, request.windowed->height, request.title.c_str(), nullptr, nullptr);
    auto* monitor = glfwGetPrimaryMonitor();
    const auto* mode = monitor == nullptr ? nullptr : glfwGetVideoMode(monitor);
    if (mode == nullptr) return nullptr;
    // Keep the desktop's mode: a touch screen's native resolution is already set.
    glfwWindowHint(GLFW_RED_BITS, mode->redBits);
    glfwWindowHint(GLFW_GREEN_BITS, mode->greenBits);
    glfwWindowHint(GLFW_BLUE_BITS, mode->blueBits);
    glfwWindowHint(GLFW_REFRESH_RATE, mode->refreshRate);
    return glfwCreateWindow(mode->width, mode->height, request.title.c_str(), monitor, nullptr);
}

class GlfwWindow final : public Window {
public:
    /// `glfw` is initialised and `window`'s context is current.
    GlfwWindow(std::unique_ptr<Glfw> glfw, GLFWwindow* window, bool is_fullscreen)
        : glfw_(std::move(glfw)), window_(window), is_fullscreen_(is_fullscreen), gui_(std::make_unique<Gui>()) {
        glfwSetWindowUserPointer(window_, this);
        if (is_fullscreen) glfwSetInputMode(window_, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
        glfwSwapInterval(1);
        listen();
    }
    ~GlfwWindow() override {
        gui_.reset();
        glfwDestroyWindow(window_);
    }
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    [[nodiscard]] SizePx size() const override { return view_.turned(panel()); }
    void set_view(const View& view) override { view_ = view; }
    [[nodiscard]] bool is_close_requested() const override {
        return is_close_asked_ || (!is_fullscreen_ && glfwWindowShouldClose(window_) == GLFW_TRUE);
    }
    void ask_close() override {
        is_close_asked_ = true;
        wake();
    }

    void begin_frame() override {
        glfwPollEvents();
        gui_->begin(panel(), view_);
    }
    void end_frame() override {
        gui_->end();
        glfwSwapBuffers(window_);
    }

    void wait(std::chrono::milliseconds at_most) override {
        if (gui_->wants_frame() || at_most.count() <= 0 || is_woken_)
            glfwPollEvents();
        else
            glfwWaitEventsTimeout(std::chrono::duration<double>(at_most).count());
        is_woken_ = false;  // the caller now handles everything that was posted before
    }
    void wake() override {
        is_woken_ = true;  // GLFW's event alone is lost when a frame that is being drawn takes it
        glfwPostEmptyEvent();
    }

    void on_key(KeyHook hook) override { on_key_ = std::move(hook); }
    void on_letter(std::function<void(unsigned)> hook) override { on_letter_ = std::move(hook); }
    void tap(PointPx at) override {
        gui_->press(at);
        gui_->release(at);
    }
    void press(int key) override {
        if (on_key_) on_key_(key, 0, GLFW_PRESS, 0);
    }
    // Draws again into the back buffer, because its content is undefined after a swap.
    Picture screenshot() override { return gui_->picture(); }

private:
    static GlfwWindow& self(GLFWwindow* window) { return *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window)); }

    /// Installs GLFW callbacks, which see every key and tap, however short. Touch arrives as the left mouse button.
    void listen() {
        glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int button, int action, int) {
            if (button != GLFW_MOUSE_BUTTON_LEFT) return;
            auto& me = self(window);
            action == GLFW_PRESS ? me.gui_->press(me.pointer()) : me.gui_->release(me.pointer());
        });
        glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double, double) {
            auto& me = self(window);
            me.gui_->drag(me.pointer());
        });
        glfwSetScrollCallback(
            window_, [](GLFWwindow* window, double, double notches) { self(window).gui_->wheel(static_cast<float>(notches)); });
        glfwSetCharCallback(window_, [](GLFWwindow* window, unsigned code_point) {
            if (auto& hook = self(window).on_letter_) hook(code_point);
        });
        glfwSetKeyCallback(window_, [](GLFWwindow* window, int key, int scancode, int action, int mods) {
            if (auto& hook = self(window).on_key_)
                hook(key == GLFW_KEY_UNKNOWN ? first_unnamed_key + scancode : key, scancode, action, mods);
        });
    }

    [[nodiscard]] SizePx panel() const {
        SizePx size;
        glfwGetFramebufferSize(window_, &size.width, &size.height);
        return size;
    }

    /// The pointer position in px of the screens; window coordinates use another unit on some displays.
    [[nodiscard]] PointPx pointer() const {
        double x = 0, y = 0;
        int width = 1, height = 1;
        glfwGetCursorPos(window_, &x, &y);
        glfwGetWindowSize(window_, &width, &height);
        const auto px = panel();
        return view_.on_screen(
            {static_cast<float>(x * px.width / std::max(1, width)), static_cast<float>(y * px.height / std::max(1, height))}, px);
    }

    std::unique_ptr<Glfw> glfw_;
    GLFWwindow* window_;
    bool is_fullscreen_;
    View view_;
    std::atomic<bool> is_close_asked_ = false;
    std::unique_ptr<Gui> gui_;
    std::atomic<bool> is_woken_ = false;
    KeyHook on_key_;
    std::function<void(unsigned)> on_letter_;
};

}  // namespace

Result<std::unique_ptr<Window>> open_window(const WindowOptions& request) {
    auto glfw = std::make_unique<Glfw>();
    if (!glfw->is_up) return fail(ErrorCode::display_missing, "No display to open a window on: " + last_problem());
    auto* window = create(request);
    if (window == nullptr)
        return fail(ErrorCode::display_missing, "The display does not support windows with OpenGL 3.2: " + last_problem());
    glfwMakeContextCurrent(window);
    log_info("window", "GLFW {}, {}", glfwGetVersionString(), platform());
    return std::make_unique<GlfwWindow>(std::move(glfw), window, !request.windowed);
}

}  // namespace entre
