#include "core/qr/scan_advice.hpp"

#include "core/base/enum_text.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("each advice has a unique name", "[scan_advice]") {
    for (const auto advice : {ScanAdvice::none, ScanAdvice::closer, ScanAdvice::further, ScanAdvice::away_from_light,
                              ScanAdvice::brighter, ScanAdvice::hold_still})
        CHECK(from_string(to_string(advice), ScanAdvice::hold_still) == advice);
}
