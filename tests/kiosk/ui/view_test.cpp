#include "kiosk/ui/view.hpp"

#include "tests/kiosk/screens/demo.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

constexpr SizePx panel{1280, 800};

const std::uint8_t* pixel(const Picture& picture, int x, int y) {
    return picture.bgra.data() +
           (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width_px) + static_cast<std::size_t>(x)) * 4;
}

}  // namespace

TEST_CASE("a point of the screens is on the panel where a finger finds it, however it is turned", "[view]") {
    for (const int rotate : {0, 90, 180, 270})
        for (const float top : {0.0f, 300.0f}) {
            const View view{rotate, top};
            const auto at = view.on_panel({100, 20}, panel);
            CHECK(at.x >= 0);
            CHECK(at.x <= 1280);
            CHECK(at.y >= 0);
            CHECK(at.y <= 800);
            const auto back = view.on_screen(at, panel);
            CHECK(back.x == 100);
            CHECK(back.y == 20);
        }
    CHECK(View{90, 0}.turned(panel) == SizePx{800, 1280});
    CHECK(View{180, 0}.turned(panel) == panel);
    // Clockwise: the upper left corner of the screens is at the upper right one of the panel.
    CHECK(View{90, 0}.on_panel({0, 0}, panel).x == 1280);
    CHECK(View{270, 0}.on_panel({0, 0}, panel).y == 800);
}

TEST_CASE("a screen that is turned is the same picture, and its buttons are tapped where they are", "[view][taps]") {
    const auto state = demo::states(demo::now()).front().state;
    demo::Drawing tall;
    tall.size = {800, 1280};
    const auto draw = [&](SizePx size, const View& view) {
        demo::Studio studio(size);
        studio.set_view(view);
        studio.draw(state, tall);
        return studio.picture();
    };
    const auto straight = draw({800, 1280}, {});
    for (const int rotate : {90, 270}) {
        const auto turned = draw(panel, {rotate, 0});
        REQUIRE(turned.width_px == 1280);
        int other = 0;
        for (int y = 0; y < 1280; y += 7)
            for (int x = 0; x < 800; x += 7) {
                const int px = rotate == 90 ? 1279 - y : y, py = rotate == 90 ? x : 799 - x;
                const auto *a = pixel(straight, x, y), *b = pixel(turned, px, py);
                for (int c = 0; c < 3; ++c) other += std::abs(a[c] - b[c]) > 96 ? 1 : 0;
            }
        CHECK(other == 0);
    }
    demo::Studio studio(panel);
    studio.set_view({90, 0});
    studio.draw(state, tall);
    const auto* target = studio.tap_targets().find("foot.text_size");
    REQUIRE(target != nullptr);
    CHECK(studio.tap(state, tall, target->rect.middle()).size() == 1);
}
