#include "kiosk/input/jpeg.hpp"

#include <cstdlib>

#include "tests/support/catch.hpp"
#include "tests/support/jpeg_picture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a JPEG's luminance is decoded, in colour or grey", "[camera]") {
    JpegReader reader;
    const auto picture = picture_of("KOD1");
    for (const bool is_coloured : {false, true}) {
        const auto jpeg = jpeg_of(picture, is_coloured);
        GreyPicture back;
        REQUIRE(reader.read(jpeg, back));
        REQUIRE(back.width_px == picture.width_px);
        REQUIRE(back.height_px == picture.height_px);
        int furthest = 0;
        for (std::size_t i = 0; i < back.grey.size(); ++i)
            furthest = std::max(furthest, std::abs(back.grey[i] - picture.grey[i]));
        CHECK(furthest < 40);
        REQUIRE(read_qr(back.view(), false).size() == 1);
        CHECK(read_qr(back.view(), false).front().text == "KOD1");
    }
}

TEST_CASE("truncated, missing and damaged JPEGs are rejected, and the next intact one is decoded", "[camera]") {
    JpegReader reader;
    const auto whole = jpeg_of(picture_of("KOD1"), true);
    GreyPicture back;
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, std::size_t{20}, whole.size() / 2, whole.size() - whole.size() / 8})
        CHECK_FALSE(reader.read(std::span(whole).first(size), back));
    const std::vector<std::uint8_t> noise(5'000, 0x5a);
    CHECK_FALSE(reader.read(noise, back));
    auto careless = whole;
    careless.insert(careless.end(), 100, 0);  // padding, as webcams add it
    CHECK(reader.read(careless, back));
    CHECK(reader.read(whole, back));
}
