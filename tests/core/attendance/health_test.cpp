#include "core/attendance/health.hpp"

#include <set>

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("each part of the door has a name of its own, which taps and scripts use", "[health]") {
    std::set<std::string_view> names;
    for (const auto part : {DoorPart::printers, DoorPart::camera, DoorPart::live_page, DoorPart::export_download})
        names.insert(to_string(part));
    CHECK(names == std::set<std::string_view>{"printers", "camera", "live_page", "export_download"});
}
