#include "kiosk/ui/window.hpp"

#include <cstdlib>
#include <thread>

#include "kiosk/ui/texture.hpp"
#include "tests/support/catch.hpp"

#include <imgui.h>

namespace entre {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<Window> glass() {
    auto window = open_offscreen({320, 200});
    REQUIRE(window);
    return std::move(*window);
}

void settle(Window& window) {
    for (int i = 0; i < 4; ++i) {
        window.begin_frame();
        window.end_frame();
    }
}

}  // namespace

TEST_CASE("opening a window without a display is an error", "[window]") {
    const char* display = std::getenv("DISPLAY");
    const std::string kept = display == nullptr ? "" : display;
    unsetenv("DISPLAY");
    const auto window = open_window({SizePx{320, 200}, "test"});
    if (!kept.empty()) setenv("DISPLAY", kept.c_str(), 1);
    REQUIRE_FALSE(window);
    CHECK(window.error().code == ErrorCode::display_missing);
}

TEST_CASE("a rendered frame can be read back, top row first", "[window]") {
    const auto window = glass();
    window->begin_frame();
    ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {320, 200}, IM_COL32(0, 0, 0, 255));
    ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, {320, 20}, IM_COL32(255, 0, 0, 255));
    window->end_frame();
    const auto picture = window->screenshot();
    REQUIRE(picture.width_px == 320);
    CHECK(int{picture.bgra[2 + 4 * (10 * 320 + 160)]} == 255);
    CHECK(int{picture.bgra[2 + 4 * (100 * 320 + 160)]} == 0);
}

TEST_CASE("a tap is a click in the frames that follow, and leaves nothing hovered", "[window]") {
    const auto window = glass();
    settle(*window);
    window->tap({50, 50});
    int clicks = 0;
    bool is_hovered = true;
    for (int i = 0; i < 4; ++i) {
        window->begin_frame();
        ImGui::SetCursorScreenPos({20, 20});
        clicks += ImGui::InvisibleButton("###button", {60, 60});
        is_hovered = ImGui::IsItemHovered();
        window->end_frame();
    }
    CHECK(clicks == 1);
    CHECK_FALSE(is_hovered);
}

TEST_CASE("waiting ends immediately while a touch settles, and when another thread wakes it", "[window]") {
    const auto window = glass();
    settle(*window);
    window->tap({50, 50});
    auto start = std::chrono::steady_clock::now();
    window->wait(10s);
    CHECK(std::chrono::steady_clock::now() - start < 1s);
    settle(*window);
    settle(*window);
    start = std::chrono::steady_clock::now();
    std::jthread other([&] { window->wake(); });
    window->wait(10s);
    CHECK(std::chrono::steady_clock::now() - start < 5s);
}

TEST_CASE("textures show grey and colour pictures correctly", "[window]") {
    const auto window = glass();
    Texture grey, color;
    grey.show_grey({2, 2}, std::vector<std::uint8_t>{90, 90, 90, 90});
    color.show_bgra({1, 1}, std::vector<std::uint8_t>{10, 200, 30, 255});
    window->begin_frame();
    const auto id = [](const Texture& t) { return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(t.id())); };
    ImGui::GetWindowDrawList()->AddImage(id(grey), {0, 0}, {100, 200});
    ImGui::GetWindowDrawList()->AddImage(id(color), {100, 0}, {320, 200});
    window->end_frame();
    const auto picture = window->screenshot();
    const auto at = [&](int x, std::size_t channel) {
        return int{picture.bgra[static_cast<std::size_t>(100 * 320 + x) * 4 + channel]};
    };
    for (std::size_t channel = 0; channel < 3; ++channel) CHECK(at(50, channel) == 90);
    CHECK(at(200, 0) == 10);
    CHECK(at(200, 1) == 200);
    CHECK(at(200, 2) == 30);
}

}  // namespace entre
