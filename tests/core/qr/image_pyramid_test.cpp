#include "core/qr/image_pyramid.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("each level is half the size of the one before, down to a single pixel", "[scan]") {
    const Drawing picture = grain(200, 120, 1);
    ImagePyramid pyramid;
    pyramid.show(picture.view());
    CHECK(pyramid.at(0).pixels == picture.pixels.data());
    CHECK(pyramid.at(1).width_px == 100);
    CHECK(pyramid.at(3).width_px == 25);
    CHECK(pyramid.at(9).width_px >= 1);
    CHECK(pyramid.at(-4).width_px == 200);
    CHECK(pyramid.at(99).width_px >= 1);
    CHECK(pyramid.fitting(800) == 0);
    CHECK(pyramid.fitting(100) == 1);
    CHECK(pyramid.fitting(60) == 2);
}

TEST_CASE("levels are recomputed for a new picture", "[scan]") {
    const Drawing first = grain(64, 64, 1);
    const Drawing second{32, 32, std::vector<std::uint8_t>(1024, 7)};
    ImagePyramid pyramid;
    pyramid.show(first.view());
    CHECK(pyramid.at(2).width_px == 16);
    pyramid.show(second.view());
    CHECK(pyramid.at(2).width_px == 8);
    CHECK(pyramid.at(2).pixels[0] == 7);
}

TEST_CASE("the black and white image preserves a code's modules in shadow and in light", "[scan]") {
    auto picture = drawn("KOD1", 5);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            picture.at(x, y) = static_cast<std::uint8_t>(picture.at(x, y) * (160 + x / 7) / 255);
    ImagePyramid pyramid;
    pyramid.show(picture.view());
    for (const bool is_sharpened : {false, true}) {
        const GreyView out = pyramid.black_white(0, 3, is_sharpened);
        const auto at = [&](double u, double v) {
            const auto p = lying_flat(21, 320, 240, 5)(u, v);
            return static_cast<int>(row_of(out, static_cast<int>(p.y))[static_cast<int>(p.x)]);
        };
        CHECK(at(3.5, 3.5) == 0);
        CHECK(at(1.5, 3.5) == 255);
        CHECK(at(17.5, 3.5) == 0);
        CHECK(at(3.5, 20.5) == 0);
    }
}

TEST_CASE("a surface with hardly any contrast becomes all light", "[scan]") {
    Drawing flat = grain(64, 64, 1);
    for (auto& pixel : flat.pixels) pixel = static_cast<std::uint8_t>(120 + pixel % 3);
    ImagePyramid pyramid;
    pyramid.show(flat.view());
    const GreyView out = pyramid.black_white(0, 2, false);
    CHECK(std::all_of(out.pixels, out.pixels + 64 * 64, [](std::uint8_t p) { return p == 255; }));
}

TEST_CASE("the black and white image for dim pictures preserves the modules next to a bright line", "[scan]") {
    const auto image = lying_flat(21, 320, 240, 5);
    auto picture = drawn(qr_symbol("KOD1"), image, 640, 480, {30, 10});
    for (auto& pixel : picture.pixels) pixel = std::min(pixel, std::uint8_t{30});  // also the wall
    const auto edge = image(-1, 0);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < 5; ++x) picture.at(static_cast<int>(edge.x) + x, y) = 255;
    const auto is_light = [&](bool is_dim, double u, double v) {
        ImagePyramid pyramid;
        pyramid.show(picture.view());
        const auto p = image(u, v);
        return row_of(pyramid.black_white(0, 6, false, is_dim), static_cast<int>(p.y))[static_cast<int>(p.x)] == 255;
    };
    CHECK(is_light(true, 1.5, 3.5));
    CHECK_FALSE(is_light(true, 0.5, 3.5));
    CHECK_FALSE(is_light(true, 3.5, 3.5));
    CHECK_FALSE(is_light(false, 1.5, 3.5));
}
