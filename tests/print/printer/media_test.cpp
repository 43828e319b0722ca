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

TEST_CASE("a badge fits on labels of its size either way round, and on a roll as wide as one of its sides", "[media]") {
    CHECK(fits_labels("om_badge_100x62mm", 100, 62));
    CHECK(fits_labels("om_small_62.1x99.8mm", 100, 62));
    CHECK(fits_labels("roll_current_62x0mm", 100, 62) == false);  // a size of nothing is no size
    CHECK(fits_labels("roll_current_62x1000mm", 100, 62));
    CHECK_FALSE(fits_labels("roll_current_29x1000mm", 100, 62));
    CHECK_FALSE(fits_labels("oe_address_29x90mm", 100, 62));
    CHECK_FALSE(fits_labels("labels", 100, 62));
    CHECK(labels_for({"oe_address_29x90mm", "om_badge_62x100mm"}, 100, 62) == "om_badge_62x100mm");
    CHECK_FALSE(labels_for({"oe_address_29x90mm"}, 100, 62));
    CHECK_FALSE(labels_for({}, 100, 62));
}
