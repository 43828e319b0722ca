#include "kiosk/input/preview.hpp"

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

const Clock::time_point noon = Clock::time_point{} + 1000h;

struct Scene {
    int width = 1280, height = 720;
    std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(static_cast<std::size_t>(1280 * 720), 90);
    [[nodiscard]] GreyView view() const { return {pixels.data(), width, height, width}; }
    void somebody_passes() { std::fill(pixels.begin(), pixels.begin() + 1280 * 300, std::uint8_t{200}); }
};

FoundCode code() { return {"KOD1", {{{320, 180}, {640, 180}, {640, 360}, {320, 360}}}}; }

}  // namespace

TEST_CASE("a picture is downscaled, and a still scene is shown once", "[preview]") {
    PreviewMaker maker;
    const Scene scene;
    const auto first = maker.make(scene.view(), {}, noon);
    REQUIRE(first);
    CHECK(first->width_px == preview_width_px);
    CHECK(first->height_px == 360);
    CHECK(first->grey.size() == 640U * 360U);
    CHECK(first->grey[1000] == 90);
    CHECK_FALSE(first->code);
    for (int i = 1; i < 50; ++i) CHECK_FALSE(maker.make(scene.view(), {}, noon + i * 100ms));
}

TEST_CASE("movement is shown at most eight times a second", "[preview]") {
    PreviewMaker maker;
    Scene scene;
    REQUIRE(maker.make(scene.view(), {}, noon));
    scene.somebody_passes();
    CHECK_FALSE(maker.make(scene.view(), {}, noon + 50ms));
    CHECK(maker.make(scene.view(), {}, noon + 130ms));
}

TEST_CASE("a code that appears or disappears is shown immediately, outlined in relative coordinates", "[preview]") {
    PreviewMaker maker;
    const Scene scene;
    REQUIRE(maker.make(scene.view(), {}, noon));
    const std::vector codes{code()};
    const auto shown = maker.make(scene.view(), codes, noon + 10ms);
    REQUIRE(shown);
    REQUIRE(shown->code);
    CHECK((*shown->code)[0].x == 0.25);
    CHECK((*shown->code)[2].y == 0.5);
    const auto gone = maker.make(scene.view(), {}, noon + 20ms);
    REQUIRE(gone);
    CHECK_FALSE(gone->code);
}

TEST_CASE("pictures of unusual sizes are shown, and empty ones are not", "[preview]") {
    const std::vector<std::uint8_t> pixels(2000 * 3, 7);
    for (const auto& [width, height] : std::vector<std::pair<int, int>>{{1, 1}, {3, 2}, {641, 3}, {2000, 3}}) {
        PreviewMaker maker;
        const auto shown = maker.make({pixels.data(), width, height, width}, {}, noon);
        REQUIRE(shown);
        CHECK(shown->width_px <= preview_width_px);
        CHECK(shown->grey.size() == static_cast<std::size_t>(shown->width_px * shown->height_px));
    }
    PreviewMaker maker;
    CHECK_FALSE(maker.make({pixels.data(), 0, 5, 0}, {}, noon));
}
