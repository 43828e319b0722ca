#include "kiosk/input/picture_file.hpp"

#include "kiosk/input/demo_camera.hpp"
#include "print/badge/render.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;

namespace {

ErrorCode problem_of(const std::filesystem::path& file) {
    const auto picture = read_picture(file);
    REQUIRE_FALSE(picture);
    CHECK(picture.error().detail.find(file.filename().string()) != std::string::npos);
    return picture.error().code;
}

}  // namespace

TEST_CASE("a picture file is loaded for the decoder, and its code is found", "[picture_file]") {
    const ScratchFolder folder;
    const auto grey = picture_of_ticket("KOD1");
    // PGM is supported by gdk-pixbuf and easy to write by hand.
    std::string pgm = "P5\n" + std::to_string(demo_width_px) + " " + std::to_string(demo_height_px) + "\n255\n";
    pgm.append(grey.begin(), grey.end());
    write_file(folder / "ticket.pgm", pgm);
    const auto picture = read_picture(folder / "ticket.pgm");
    REQUIRE(picture);
    CHECK(picture->width_px == demo_width_px);
    const auto found = read_qr(picture->view(), false);
    REQUIRE(found.size() == 1);
    CHECK(found[0].text == "KOD1");
}

TEST_CASE("a file that is not a picture is reported as such", "[picture_file][file_missing][file_unreadable]") {
    const ScratchFolder folder;
    CHECK(problem_of(folder / "none.png") == ErrorCode::file_missing);
    for (const std::string& bytes :
         {std::string(), std::string("not a picture"), std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16),
          std::string("\xff\xd8\xff\xe0 half a jpeg"), std::string("P5\n100000 100000\n255\nx")}) {
        write_file(folder / "broken.png", bytes);
        CHECK(problem_of(folder / "broken.png") == ErrorCode::file_unreadable);
    }
}
