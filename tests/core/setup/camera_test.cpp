#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

Step with_camera(const std::string& source) { return after(state_on(CameraScreen{}), {CameraSettingsRead{source}}); }

const CameraScreen& camera(const Step& step) {
    REQUIRE(screen_of<CameraScreen>(step) != nullptr);
    return *screen_of<CameraScreen>(step);
}

}  // namespace

TEST_CASE("the camera of the settings is tried, and closed on every way out", "[setup]") {
    auto step = with_camera("auto");
    REQUIRE(effect_in<OpenCamera>(step) != nullptr);
    CHECK(effect_in<OpenCamera>(step)->source == "auto");
    CHECK_FALSE(camera(step).is_working);
    step = after(std::move(step.state), {CameraStatus{true}, CodeRead{true, false, 140ms}});
    CHECK(camera(step).is_working == true);
    CHECK(camera(step).code->is_on_list);
    const auto next = after(step.state, {NextChosen{}});
    CHECK(screen_of<StaffScreen>(next) != nullptr);
    CHECK(effect_in<CloseCamera>(next) != nullptr);
    CHECK(effect_in<SaveCamera>(next) == nullptr);
    const auto back = after(step.state, {BackChosen{}});
    CHECK(screen_of<PrinterScreen>(back) != nullptr);
    CHECK(effect_in<CloseCamera>(back) != nullptr);
}

TEST_CASE("a door without a camera is remembered, and can get its camera back", "[setup]") {
    auto step = after(with_camera("/dev/video2").state, {CameraWanted{false}});
    CHECK(effect_in<CloseCamera>(step) != nullptr);
    step = after(std::move(step.state), {CameraStatus{false}});
    CHECK_FALSE(camera(step).is_working);
    step = after(std::move(step.state), {NextChosen{}});
    REQUIRE(effect_in<SaveCamera>(step) != nullptr);
    CHECK(effect_in<SaveCamera>(step)->source == "none");
    CHECK(after(step.state, {NextChosen{}}).effects.empty());
    const auto request = step.state.last_request;
    CHECK(camera(after(step.state, {CameraSaved{request, Error{ErrorCode::disk_full, "full"}}})).problem);
    CHECK(screen_of<StaffScreen>(after(step.state, {CameraSaved{request, std::nullopt}})) != nullptr);
    step = after(with_camera("none").state, {CameraWanted{true}, NextChosen{}});
    CHECK(effect_in<SaveCamera>(step)->source == "auto");
    step = after(with_camera("/dev/video2").state, {CameraWanted{false}, CameraWanted{true}, NextChosen{}});
    CHECK(effect_in<SaveCamera>(step)->source == "/dev/video2");
}

TEST_CASE("the layout in which a hand scanner reads the square is the seminar's", "[setup]") {
    auto step = after(with_camera("none").state, {ScannerTried{ScannerLayout::se}});
    REQUIRE(effect_in<SaveScannerLayout>(step) != nullptr);
    CHECK(effect_in<SaveScannerLayout>(step)->layout == ScannerLayout::se);
    step = after(std::move(step.state), {CameraSaved{step.state.last_request, std::nullopt}});
    CHECK(camera(step).scanner->layout == ScannerLayout::se);
    step = after(std::move(step.state), {ScannerTried{}});
    CHECK(effect_in<SaveScannerLayout>(step) == nullptr);
    CHECK_FALSE(camera(step).scanner->layout);
}
