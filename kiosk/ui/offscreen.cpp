#define GL_GLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>

#include "core/base/mutex.hpp"
#include "kiosk/ui/gui.hpp"
#include "kiosk/ui/window.hpp"

namespace entre {
namespace {

struct EglContext {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    EglContext() = default;
    EglContext(const EglContext&) = delete;
    EglContext& operator=(const EglContext&) = delete;
    ~EglContext() {
        if (display == EGL_NO_DISPLAY) return;
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
        eglTerminate(display);
    }
};

/// Opens Mesa's surfaceless EGL platform: the same rendering code without X or a window.
Result<std::unique_ptr<EglContext>> open_egl() {
    const auto refuse = [](const char* what) {
        return fail(ErrorCode::display_missing,
                    std::string("Cannot draw off-screen: ") + what + ". Install libgl1-mesa-dri and libegl1.");
    };
    auto egl = std::make_unique<EglContext>();
    const auto platform_display =
        reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (platform_display == nullptr) return refuse("EGL has no platform displays");
    egl->display = platform_display(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
    if (egl->display == EGL_NO_DISPLAY || eglInitialize(egl->display, nullptr, nullptr) == EGL_FALSE)
        return refuse("no surfaceless EGL display");
    eglBindAPI(EGL_OPENGL_API);
    const EGLint requests[] = {
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    egl->context = eglCreateContext(egl->display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, requests);
    if (egl->context == EGL_NO_CONTEXT) return refuse("no OpenGL 3.2");
    if (eglMakeCurrent(egl->display, EGL_NO_SURFACE, EGL_NO_SURFACE, egl->context) == EGL_FALSE)
        return refuse("a context without a surface is refused");
    return egl;
}

class Offscreen final : public Window {
public:
    Offscreen(std::unique_ptr<EglContext> egl, SizePx size) : egl_(std::move(egl)), size_(size) {
        glGenFramebuffers(1, &framebuffer_);
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
        glGenRenderbuffers(1, &pixels_);
        glBindRenderbuffer(GL_RENDERBUFFER, pixels_);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, size.width, size.height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, pixels_);
    }
    ~Offscreen() override {
        glDeleteRenderbuffers(1, &pixels_);
        glDeleteFramebuffers(1, &framebuffer_);
    }
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

    [[nodiscard]] SizePx size() const override { return view_.turned(size_); }
    void set_view(const View& view) override { view_ = view; }
    [[nodiscard]] bool is_close_requested() const override { return false; }
    void begin_frame() override { gui_.begin(size_, view_); }
    void end_frame() override {
        gui_.end();
        gui_.finish();
    }

    void wait(std::chrono::milliseconds at_most) override {
        if (gui_.wants_frame()) return;
        MutexLock lock(mutex_);
        woken_.wait_for(lock, at_most, [this]() REQUIRES(mutex_) { return is_woken_; });
        is_woken_ = false;
    }
    void wake() override {
        {
            const MutexLock lock(mutex_);
            is_woken_ = true;
        }
        woken_.notify_one();
    }

    void on_key(KeyHook /*hook*/) override {}
    void tap(PointPx at) override {
        gui_.press(at);
        gui_.release(at);
    }
    Picture screenshot() override { return gui_.picture(); }

private:
    std::unique_ptr<EglContext> egl_;
    SizePx size_;
    View view_;
    GLuint framebuffer_ = 0, pixels_ = 0;
    Gui gui_;
    Mutex mutex_;
    std::condition_variable_any woken_;
    bool is_woken_ GUARDED_BY(mutex_) = false;
};

}  // namespace

Result<std::unique_ptr<Window>> open_offscreen(SizePx size) {
    auto egl = open_egl();
    if (!egl) return pass_on(egl);
    return std::make_unique<Offscreen>(std::move(*egl), size);
}

}  // namespace entre
