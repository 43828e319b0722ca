#include "core/qr/grey_image.hpp"

#include <numeric>

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("halving replaces four pixels by their mean and drops an odd last row or column", "[scan]") {
    const Drawing five{5, 3, {0, 10, 20, 30, 99, 2, 12, 22, 32, 99, 99, 99, 99, 99, 99}};
    GreyImage half;
    halve(five.view(), half);
    REQUIRE(half.width_px() == 2);
    REQUIRE(half.height_px() == 1);
    CHECK(half.row(0)[0] == 6);
    CHECK(half.row(0)[1] == 26);
}

TEST_CASE("halving respects the stride", "[scan]") {
    Drawing wide = grain(40, 12, 3);
    GreyImage cut, whole;
    halve({wide.pixels.data(), 20, 12, 40}, cut);
    halve(wide.view(), whole);
    REQUIRE(cut.width_px() == 10);
    for (int y = 0; y < cut.height_px(); ++y)
        for (int x = 0; x < cut.width_px(); ++x) CHECK(cut.row(y)[x] == whole.row(y)[x]);
}

TEST_CASE("the box mean is the mean of the pixels around each, with the border repeated", "[scan]") {
    const Drawing picture = grain(17, 11, 9);
    GreyImage means;
    box_mean(picture.view(), 2, means);
    for (const auto& [x, y] : {std::pair{0, 0}, {8, 5}, {16, 10}, {1, 9}}) {
        int sum = 0;
        for (int dy = -2; dy <= 2; ++dy)
            for (int dx = -2; dx <= 2; ++dx)
                sum += picture.pixels[static_cast<std::size_t>(std::clamp(y + dy, 0, 10) * 17 + std::clamp(x + dx, 0, 16))];
        CHECK(std::abs(means.row(y)[x] - sum / 25) <= 1);
    }
}

TEST_CASE("pixels darker than the local mean become dark, and areas without contrast light", "[scan]") {
    Drawing ramp{64, 64, {}};
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x) ramp.pixels.push_back(static_cast<std::uint8_t>(x * 2 + (x / 4 % 2 == 0 ? 0 : 60)));
    GreyImage half, coarse, means, out;
    halve(ramp.view(), half);
    halve(half.view(), coarse);
    box_mean(coarse.view(), 2, means);
    threshold(ramp.view(), means.view(), out);
    CHECK(out.row(30)[33] == 0);
    CHECK(out.row(30)[37] == 255);
    flatten(coarse.view(), 200, means);
    threshold(ramp.view(), means.view(), out);
    CHECK(out.row(30)[33] == 255);
}

TEST_CASE("a bright line is lowered to about the white level of the modules it crosses", "[scan]") {
    Drawing stripes{80, 12, {}};
    for (int y = 0; y < 12; ++y)
        for (int x = 0; x < 80; ++x)
            stripes.pixels.push_back(x == 40 ? std::uint8_t{255} : x / 2 % 2 == 0 ? std::uint8_t{10} : std::uint8_t{40});
    GreyImage means, dark, capped;
    darkest(stripes.view(), dark);
    CHECK(dark.row(6)[40] == 10);
    CHECK(dark.row(0)[79] == 10);
    box_mean(stripes.view(), 6, means);
    CHECK(means.row(6)[40] > 40);  // so that white modules next to the line would become dark
    for (int round = 0; round < 2; ++round) {
        cap(stripes.view(), means.view(), dark.view(), capped);
        box_mean(capped.view(), 6, means);
    }
    CHECK(means.row(6)[40] > 20);
    CHECK(means.row(6)[40] < 32);
    CHECK(capped.row(6)[40] < 80);
    CHECK(capped.row(6)[22] > 30);
    CHECK(capped.row(6)[0] == 10);
}

TEST_CASE("sharpening makes an edge steeper and leaves a flat area unchanged", "[scan]") {
    Drawing soft{12, 6, {}};
    for (int y = 0; y < 6; ++y)
        for (const int level : {80, 80, 80, 80, 90, 110, 130, 150, 160, 160, 160, 160})
            soft.pixels.push_back(static_cast<std::uint8_t>(level));
    GreyImage sharp;
    sharpen(soft.view(), sharp);
    CHECK(sharp.row(3)[0] == 80);
    CHECK(sharp.row(3)[11] == 160);
    CHECK(sharp.row(3)[7] - sharp.row(3)[4] > 60);
    GreyImage inverted;
    invert(soft.view(), inverted);
    CHECK(inverted.row(2)[0] == 175);
}

TEST_CASE("a grey image reuses its memory for a smaller picture", "[scan]") {
    GreyImage image;
    image.reshape(100, 50);
    const auto* memory = image.view().pixels;
    image.reshape(10, 5);
    CHECK(image.view().pixels == memory);
    CHECK(image.view().stride == 10);
    image.reshape(-1, 7);
    CHECK(image.width_px() == 0);
}
