#include "kiosk/ui/gui.hpp"

#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <utility>

namespace entre {
namespace {

constexpr int settling_frames = 3;  // ImGui reacts to a click one frame later; the resulting state shows in the frame after that

void pass_to_imgui(PointPx at, bool is_down) {
    auto& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddMousePosEvent(at.x, at.y);
    io.AddMouseButtonEvent(0, is_down);
#else
    io.MousePos = {at.x, at.y};
    io.MouseDown[0] = is_down;
#endif
}

/// Turns and moves what was drawn, once a frame.
void place(ImDrawData& drawn, const View& view, SizePx panel) {
    if (view.rotate == 0 && view.top == 0) return;
    drawn.DisplaySize = {static_cast<float>(panel.width), static_cast<float>(panel.height)};
    for (int i = 0; i < drawn.CmdListsCount; ++i) {
        auto& list = *drawn.CmdLists[i];
        for (auto& vertex : list.VtxBuffer) {
            const auto at = view.on_panel({vertex.pos.x, vertex.pos.y}, panel);
            vertex.pos = {at.x, at.y};
        }
        for (auto& command : list.CmdBuffer) {
            const auto a = view.on_panel({command.ClipRect.x, command.ClipRect.y}, panel);
            const auto b = view.on_panel({command.ClipRect.z, command.ClipRect.w}, panel);
            command.ClipRect = {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
        }
    }
}

}  // namespace

Gui::Gui() {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    auto& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
#if IMGUI_VERSION_NUM >= 18700
    io.ConfigInputTrickleEventQueue = false;
#endif
    auto& style = ImGui::GetStyle();
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.CircleTessellationMaxError = 0.1f;
    style.CurveTessellationTol = 0.3f;
    ImGui_ImplOpenGL3_Init("#version 150");
}

Gui::~Gui() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
}

void Gui::press(PointPx at) {
    steps_.push_back({at, true});
    frames_to_settle_ = settling_frames;
}

void Gui::drag(PointPx at) {
    const bool is_down = steps_.empty() ? finger_.is_down : steps_.back().is_down;
    if (!is_down) return;
    if (steps_.size() > 1 && steps_.back().is_down && steps_[steps_.size() - 2].is_down)
        steps_.back().at = at;
    else
        steps_.push_back({at, true});
}

void Gui::release(PointPx at) {
    const bool is_down = steps_.empty() ? finger_.is_down : steps_.back().is_down;
    if (!is_down) return;
    steps_.push_back({at, false});
    frames_to_settle_ = settling_frames;
}

void Gui::wheel(float notches) {
    wheel_ += notches;
    frames_to_settle_ = std::max(frames_to_settle_, 1);
}

/// Passes one step per frame to ImGui. After a lift the pointer is moved away; otherwise the last button would look hovered until
/// the next tap.
void Gui::feed() {
    if (!steps_.empty()) {
        finger_ = steps_.front();
        steps_.pop_front();
        is_away_ = false;
    } else if (!finger_.is_down) {
        is_away_ = true;
    }
    ImGui::GetIO().MouseWheel = std::exchange(wheel_, 0.0f);
    pass_to_imgui(is_away_ ? PointPx{-FLT_MAX, -FLT_MAX} : finger_.at, finger_.is_down);
}

void Gui::begin(SizePx panel, const View& view) {
    panel_ = panel;
    view_ = view;
    const auto size = view.turned(panel);
    auto& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(size.width), static_cast<float>(size.height)};
    const auto now = std::chrono::steady_clock::now();
    io.DeltaTime = std::clamp(std::chrono::duration<float>(now - last_frame_).count(), 0.001f, 0.1f);
    last_frame_ = now;
    frames_to_settle_ = std::max(0, frames_to_settle_ - 1);
    feed();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("###entre", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus);
}

void Gui::end() {
    ImGui::End();
    ImGui::Render();
    place(*ImGui::GetDrawData(), view_, panel_);
    glViewport(0, 0, panel_.width, panel_.height);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Gui::finish() { glFinish(); }

Picture Gui::picture() {
    Picture out{panel_.width, panel_.height, {}};
    const auto row = static_cast<std::size_t>(panel_.width) * 4;
    out.bgra.resize(row * static_cast<std::size_t>(panel_.height));
    if (auto* drawn = ImGui::GetDrawData(); drawn != nullptr && drawn->Valid) ImGui_ImplOpenGL3_RenderDrawData(drawn);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, panel_.width, panel_.height, GL_BGRA, GL_UNSIGNED_BYTE, out.bgra.data());
    // OpenGL's first row is the bottom one. Screens cover the complete framebuffer, so every pixel is opaque.
    for (std::size_t top = 0, low = static_cast<std::size_t>(panel_.height) - 1; top < low; ++top, --low)
        std::swap_ranges(out.bgra.begin() + static_cast<std::ptrdiff_t>(top * row),
                         out.bgra.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
                         out.bgra.begin() + static_cast<std::ptrdiff_t>(low * row));
    for (std::size_t i = 3; i < out.bgra.size(); i += 4) out.bgra[i] = 255;
    return out;
}

}  // namespace entre
