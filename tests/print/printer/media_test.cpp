#include "print/printer/media.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("a media name contains its size", "[media]") {
    const auto a6 = size_of_media("iso_a6_105x148mm"), label = size_of_media("na_index-4x6_4x6in"),
               badge = size_of_media("om_badge_100x62.5mm");
    REQUIRE(a6);
    CHECK((a6->width_mm == 105 && a6->height_mm == 148));
    REQUIRE(label);
    CHECK(std::abs(label->width_mm - 101.6) < 1e-9);
    REQUIRE(badge);
    CHECK(badge->height_mm == 62.5);
    for (const char* name : {"", "auto", "main-labels", "iso_a6", "iso_a6_105xmm", "iso_a6_x148mm", "a_-1x2mm", "a_1x2px"}) {
        CAPTURE(name);
        CHECK_FALSE(size_of_media(name));
    }
}

TEST_CASE("labels are found by the page's size, preferably in the same orientation", "[media]") {
    const std::vector<std::string> media{"iso_a6_105x148mm", "om_badge-portrait_62x100mm", "om_badge_100x62mm"};
    CHECK(find_media(media, 100, 62) == "om_badge_100x62mm");
    CHECK(find_media({media[0], media[1]}, 100, 62) == "om_badge-portrait_62x100mm");
    CHECK(find_media(media, 105, 148) == "iso_a6_105x148mm");
    CHECK_FALSE(find_media(media, 90, 55));
    CHECK_FALSE(find_media({}, 100, 62));
}

TEST_CASE("sizes in inches match millimetres", "[media]") {
    CHECK(find_media({"na_label_3.94x2.44in"}, 100, 62) == "na_label_3.94x2.44in");
}

TEST_CASE("a printer with a range of sizes gets a custom size", "[media]") {
    const std::vector<std::string> roll{"custom_min_25x10mm", "custom_max_104x900mm"};
    CHECK(find_media(roll, 100, 62) == "custom_100x62mm_100x62mm");
    CHECK_FALSE(find_media(roll, 105, 148));
    CHECK_FALSE(find_media({roll[0]}, 100, 62));
}
