#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("printers are kept by name, and staff are alerted once when one stops", "[visit]") {
    Walk walk;
    walk.take(PrinterStatus{"Höger", PrinterFault::none, {}, noon});
    CHECK_FALSE(walk.news<AlertStaff>());
    walk.take(PrinterStatus{"Höger", PrinterFault::out_of_labels, "media-empty", noon});
    CHECK(walk.news<AlertStaff>());
    walk.take(PrinterStatus{"Höger", PrinterFault::jam, {}, noon});
    CHECK_FALSE(walk.news<AlertStaff>());
    CHECK(walk.state.devices.printers.size() == 1);
    walk.take(PrinterStatus{"Vänster", PrinterFault::labels_low, {}, noon});
    CHECK_FALSE(walk.news<AlertStaff>());
}

TEST_CASE("advice about a code ends when the camera reports again", "[visit]") {
    Walk walk;
    walk.take(ScanAdvised{ScanAdvice::closer, noon});
    CHECK(walk.state.devices.scan_advice == ScanAdvice::closer);
    walk.take(CameraStatus{true, {}, false, 0, noon});
    CHECK(walk.state.devices.scan_advice == ScanAdvice::none);
}
