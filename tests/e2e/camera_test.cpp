// GStreamer's real v4l2src with a simulated webcam that can be unplugged.
#include <gdk-pixbuf/gdk-pixbuf.h>

#include <map>
#include <sstream>
#include <thread>
#include <vector>

#include "kiosk/input/demo_camera.hpp"
#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Sets what the webcam shows as `name` from now on, as motion JPEG and raw.
void show(const std::filesystem::path& webcam, const std::string& name, const std::vector<std::uint8_t>& grey) {
    std::vector<guint8> rgb;
    for (const auto level : grey) rgb.insert(rgb.end(), 3, level);
    GdkPixbuf* picture = gdk_pixbuf_new_from_data(rgb.data(), GDK_COLORSPACE_RGB, FALSE, 8, demo_width_px, demo_height_px,
                                                  demo_width_px * 3, nullptr, nullptr);
    gdk_pixbuf_save(picture, (webcam / "new.jpg").c_str(), "jpeg", nullptr, "quality", "90", nullptr);
    g_object_unref(picture);
    std::filesystem::rename(webcam / "new.jpg", webcam / (name + ".jpg"));
    // GStreamer requests either format, depending on its version and even from one start to the next.
    write_file(webcam / "new.gray", std::string(grey.begin(), grey.end()));
    std::filesystem::rename(webcam / "new.gray", webcam / (name + ".gray"));
}

void hold_up(const std::filesystem::path& webcam, const std::string& code) { show(webcam, "frame", picture_of_ticket(code)); }

/// A dark hall; with `has_screen` it contains an overexposed, completely white screen.
std::vector<std::uint8_t> dark_hall(bool has_screen) {
    std::vector<std::uint8_t> grey(static_cast<std::size_t>(demo_width_px * demo_height_px), 25);
    if (has_screen)
        for (int y = 200; y < 560; ++y) std::fill_n(grey.begin() + y * demo_width_px + 500, 300, std::uint8_t{255});
    return grey;
}

/// The last value set for each of the webcam's controls.
std::map<std::string, int> controls(const std::filesystem::path& webcam) {
    std::map<std::string, int> out;
    std::istringstream lines(content_of(webcam / "controls"));
    for (std::string line; std::getline(lines, line);)
        out[line.substr(0, line.find('='))] = std::stoi(line.substr(line.find('=') + 1));
    return out;
}

/// The programs of a release, in a folder of their own as an installation has them.
struct Installed {
    std::filesystem::path folder, entre = folder / "entre";

    explicit Installed(std::filesystem::path in) : folder(std::move(in)) {
        const auto built = std::filesystem::path(ENTRE_PROGRAM).parent_path();
        std::filesystem::create_directories(folder);
        for (const char* name : {"entre", "entre-decoder", "entre-page"}) std::filesystem::copy(built / name, folder / name);
    }
    /// Replaces all of them as dpkg does, by programs that only exit with status 3.
    void upgrade() const {
        for (const char* name : {"entre", "entre-decoder", "entre-page"}) {
            write_file(folder / "new", "#!/bin/sh\nexit 3\n");
            std::filesystem::permissions(folder / "new", std::filesystem::perms::owner_all);
            std::filesystem::rename(folder / "new", folder / name);
        }
    }
};

/// The process called `name` that `parent` has started; 0 if there is none.
pid_t child_of(pid_t parent, const std::string& name) {
    const auto folder = std::filesystem::path("/proc") / std::to_string(parent) / "task";
    std::error_code error;
    for (const auto& thread : std::filesystem::directory_iterator(folder, error)) {
        std::istringstream children(content_of(thread.path() / "children"));
        for (pid_t child = 0; children >> child;)
            if (content_of("/proc/" + std::to_string(child) + "/comm") == name + "\n") return child;
    }
    return 0;
}

/// The demo seminar with a webcam whose pictures are files in a folder.
struct WebcamDoor {
    DemoSeminar seminar;
    Display display{"1280x800"};
    std::filesystem::path webcam = seminar.scratch() / "webcam";

    WebcamDoor() { std::filesystem::create_directories(webcam); }
    /// Runs the kiosk until the confirm screen is shown.
    [[nodiscard]] std::unique_ptr<RunningKiosk> open(const std::filesystem::path& program = {}) const {
        const std::vector<std::string> options{"--camera", "/dev/video77", "--printer", "folder:badges"};
        const std::vector<std::string> environment{std::string("LD_PRELOAD=") + ENTRE_FAKE_CAMERA,
                                                   "FAKEV4L2_DIR=" + webcam.string()};
        return std::make_unique<RunningKiosk>(display, seminar, options, "wait welcome\nwait confirm 60\n", environment, program);
    }
};

}  // namespace

TEST_CASE("a webcam can be unplugged and plugged in again while the kiosk is running", "[e2e][camera]") {
    const WebcamDoor door;
    const auto& webcam = door.webcam;
    hold_up(webcam, "");
    const auto kiosk = door.open();
    REQUIRE(kiosk->says("camera: frames arrive"));

    write_file(webcam / "unplugged", "");
    REQUIRE(kiosk->says("camera: camera_lost"));

    std::filesystem::remove(webcam / "unplugged");
    hold_up(webcam, ann_cathrine);
    REQUIRE(kiosk->says("admitted by plain"));
    const auto log = kiosk->log();
    CHECK(log.rfind("camera: frames arrive") > log.find("camera: camera_lost"));
}

TEST_CASE("exposure is reduced for an overexposed screen in a dark hall, and the camera's settings are restored",
          "[e2e][camera]") {
    const WebcamDoor door;
    const auto& webcam = door.webcam;
    show(webcam, "frame", dark_hall(false));
    {
        const auto kiosk = door.open();
        REQUIRE(kiosk->says("camera: frames arrive"));
        std::this_thread::sleep_for(std::chrono::seconds{2});  // the kiosk sees the empty hall first
        show(webcam, "dark", picture_of_ticket(ann_cathrine));
        show(webcam, "frame", dark_hall(true));
        REQUIRE(kiosk->says("admitted by plain"));
        CHECK(controls(webcam).at("9a0901") == 1);   // exposure: manual
        CHECK(controls(webcam).at("9a0902") < 320);  // shorter than before
        // The script has ended, so the kiosk exits.
        const std::map<std::string, int> as_found{{"980913", 64}, {"9a0901", 3}, {"9a0902", 320}};
        CHECK(eventually([&] { return controls(webcam) == as_found; }, std::chrono::seconds{30}));
    }
}

TEST_CASE("a webcam that sends the same picture again and again is restarted and reported", "[e2e][camera]") {
    const WebcamDoor door;
    const auto& webcam = door.webcam;
    hold_up(webcam, "");
    const auto kiosk = door.open();
    REQUIRE(kiosk->says("camera: frames arrive"));
    write_file(webcam / "stuck", "");
    REQUIRE(kiosk->says("the same picture again and again"));
    std::filesystem::remove(webcam / "stuck");
    hold_up(webcam, ann_cathrine);
    CHECK(kiosk->says("admitted by plain"));
}

TEST_CASE("after an upgrade, decoder and page that are started again are those of the door that is open", "[e2e][camera]") {
    const WebcamDoor door;
    hold_up(door.webcam, "");
    const auto settings = door.seminar.folder() / "seminar.toml";
    write_file(settings, content_of(settings) + "\n[dashboard]\nlisten = \"127.0.0.1:0\"\n");
    const Installed release(door.seminar.scratch() / "bin");
    const auto kiosk = door.open(release.entre);
    REQUIRE(kiosk->says("camera: frames arrive"));
    REQUIRE(kiosk->says("the page is at"));

    release.upgrade();
    for (const char* name : {"entre-decoder", "entre-page"}) {
        INFO(name);
        pid_t before = 0;
        REQUIRE(eventually([&] { return (before = child_of(kiosk->pid(), name)) != 0; }));
        REQUIRE(::kill(before, SIGKILL) == 0);
        CHECK(eventually([&] {
            const auto now = child_of(kiosk->pid(), name);
            return now != 0 && now != before;
        }));
    }
    hold_up(door.webcam, ann_cathrine);
    CHECK(kiosk->says("admitted by plain"));
    CHECK(kiosk->says("frame lost (total 1)"));
    CHECK(kiosk->log().find("status 3") == std::string::npos);
}
