#include "kiosk/input/demo_camera.hpp"

#include "core/qr/barcode.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::vector<FoundCode> codes_in(const std::vector<std::uint8_t>& picture) {
    return read_qr({picture.data(), demo_width_px, demo_height_px, demo_width_px}, false);
}

}  // namespace

TEST_CASE("the phone in the picture shows a readable ticket", "[demo_camera]") {
    for (const auto* payload : {"KOD1", "123e4567-e89b-42d3-a456-426614174000/q+8/9aZ=",
                                R"({"ticket":"ez5t6x53x85setzsrrsn7hqgc92nms22","lead":"x"})"}) {
        const auto found = codes_in(picture_of_ticket(payload));
        REQUIRE(found.size() == 1);
        CHECK(found[0].text == payload);
    }
}

TEST_CASE("an empty hall and an oversized payload show no code", "[demo_camera]") {
    CHECK(codes_in(picture_of_ticket("")).empty());
    CHECK(codes_in(picture_of_ticket(std::string(5000, 'x'))).empty());
    CHECK(picture_of_ticket("").size() == static_cast<std::size_t>(demo_width_px) * demo_height_px);
}

TEST_CASE("the camera's file always holds one complete picture", "[demo_camera]") {
    const ScratchFolder folder;
    auto camera = DemoCamera::in(folder / "camera");
    REQUIRE(camera);
    const auto size = static_cast<std::uintmax_t>(demo_width_px) * demo_height_px;
    CHECK(std::filesystem::file_size(folder / "camera" / "camera.grey") == size);
    REQUIRE(camera->show("KOD1"));
    CHECK(std::filesystem::file_size(folder / "camera" / "camera.grey") == size);
    CHECK(camera->source().find("camera.grey") != std::string::npos);
}

TEST_CASE("a folder that is not writable is reported", "[demo_camera][file_unwritable]") {
    const ScratchFolder folder;
    write_file(folder / "file", "");
    const auto camera = DemoCamera::in(folder / "file" / "camera");
    REQUIRE_FALSE(camera);
    CHECK(camera.error().code == ErrorCode::file_unwritable);
}
