// GStreamer's own v4l2src on a webcam that can be pulled out.
#include <gdk-pixbuf/gdk-pixbuf.h>

#include <vector>

#include "kiosk/scan/demo_camera.hpp"
#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// What the webcam sees from now on, as motion JPEG and raw.
void hold_up(const std::filesystem::path& webcam, const std::string& code) {
    const auto grey = picture_of_ticket(code);
    std::vector<guint8> rgb;
    for (const auto level : grey) rgb.insert(rgb.end(), 3, level);
    GdkPixbuf* picture = gdk_pixbuf_new_from_data(rgb.data(), GDK_COLORSPACE_RGB, FALSE, 8, demo_width_px, demo_height_px,
                                                  demo_width_px * 3, nullptr, nullptr);
    gdk_pixbuf_save(picture, (webcam / "new.jpg").c_str(), "jpeg", nullptr, "quality", "90", nullptr);
    g_object_unref(picture);
    std::filesystem::rename(webcam / "new.jpg", webcam / "frame.jpg");
    // Which of the two GStreamer asks for differs between its versions, and from one start to the next.
    write_file(webcam / "new.gray", std::string(grey.begin(), grey.end()));
    std::filesystem::rename(webcam / "new.gray", webcam / "frame.gray");
}

}  // namespace

TEST_CASE("a webcam may be pulled out and put back while the door is open", "[e2e][camera]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const auto webcam = seminar.scratch() / "webcam";
    std::filesystem::create_directories(webcam);
    hold_up(webcam, "");
    const RunningKiosk kiosk(display, seminar, {"--camera", "/dev/video77", "--printer", "folder:badges"},
                             "wait welcome\nwait confirm 60\n", {std::string("LD_PRELOAD=") + ENTRE_FAKE_CAMERA, "FAKEV4L2_DIR=" + webcam.string()});
    REQUIRE(kiosk.says("camera: pictures arrive"));

    write_file(webcam / "unplugged", "");
    REQUIRE(kiosk.says("camera: camera_lost"));

    std::filesystem::remove(webcam / "unplugged");
    hold_up(webcam, ann_cathrine);
    REQUIRE(kiosk.says("admitted by plain"));
    const auto log = kiosk.log();
    CHECK(log.rfind("camera: pictures arrive") > log.find("camera: camera_lost"));
}
