// Complete visits with real components: a window on Xvfb, camera frames through GStreamer, a database file, CUPS and printers on
// loopback, taps by xdotool.
#include <csignal>

#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_pages.hpp"

using namespace entre::test;

namespace {

std::size_t inside(const DemoSeminar& seminar) {
    const auto json = run({ENTRE_PROGRAM, "attendance", seminar.folder().string(), "--format", "json"}).out;
    std::size_t count = 0;
    for (auto at = json.find("\"inside_since\": \""); at != std::string::npos; at = json.find("\"inside_since\": \"", at + 1))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("a code shown to the camera results in a badge printed through CUPS", "[e2e]") {
    PrintingFixture fixture;
    auto& printer = fixture.add_printer();
    const auto queue = fixture.add_queue("badges", printer);
    const DemoSeminar seminar;
    const Display display("1920x1080");
    const auto targets = seminar.scratch() / "targets.tsv";
    const RunningKiosk kiosk(display, seminar,
                             {"--camera", "demo", "--printer", queue, "--trace", (seminar.scratch() / "trace").string()},
                             "wait welcome\nshow " + ann_cathrine + "\nwait confirm\npause 800\ntargets " + targets.string() +
                                 "\nwait printing 30\nwait done 40\nshot done\n");
    const auto widgets = kiosk.widgets(targets);
    REQUIRE(widgets.contains("confirm.yes"));

    // A real press and release on the X server, as from a touchscreen driver.
    const auto [x, y] = widgets.at("confirm.yes");
    REQUIRE(
        run({"xdotool", "mousemove", std::to_string(x), std::to_string(y), "click", "1"}, {"DISPLAY=" + display.name()}).status ==
        0);

    REQUIRE(kiosk.says("screen: done"));
    REQUIRE(eventually([&] { return printer.pages().size() == 1; }));
    CHECK(qr_on(raster_of(printer.pages().front())) == ann_cathrine);
    CHECK(text_on(printer.pages().front()).find("Ann-Cathrine") != std::string::npos);
    CHECK(text_on(printer.pages().front()).find("Hjortsberg") != std::string::npos);
    CHECK(inside(seminar) == 1);
    REQUIRE(eventually([&] { return std::filesystem::exists(seminar.scratch() / "shots" / "done.png"); }));

    SECTION("neither log nor trace reveals who it was") {
        const auto received = kiosk.log() + content_of(seminar.folder() / "entre.log") + content_of(seminar.scratch() / "trace");
        CHECK(received.find("Hjortsberg") == std::string::npos);
        CHECK(received.find(ann_cathrine) == std::string::npos);
        CHECK(received.find("check_in_recorded") != std::string::npos);
    }
}

TEST_CASE("the five visits of the demo succeed", "[e2e]") {
    PrintingFixture fixture;
    auto& printer = fixture.add_printer();
    const DemoSeminar seminar;
    const Display display("1280x800");
    const auto shots = seminar.scratch() / "shots";
    const auto outcome = run({ENTRE_PROGRAM, "kiosk", seminar.folder().string(), "--camera", "demo", "--printer", printer.uri(),
                              "--script", ENTRE_SOURCE_DIR "/assets/seminar/visits.txt", "--shots", shots.string()},
                             {"DISPLAY=" + display.name()}, std::chrono::seconds{150});
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK(printer.pages().size() == 2);
    CHECK(inside(seminar) == 2);
    CHECK(std::filesystem::exists(shots / "05-done.png"));
}

TEST_CASE("a running kiosk locks its seminar", "[e2e]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const RunningKiosk kiosk(display, seminar, {"--camera", "none", "--printer", "folder:badges"}, "wait welcome\npause 60000\n");
    REQUIRE(kiosk.says("first frame"));
    const auto refused = run({ENTRE_PROGRAM, "check-in", seminar.folder().string(), ann_cathrine});
    CHECK(refused.status == 1);
    CHECK(refused.err.find("already open: the kiosk \"Kiosk 1\", process ") != std::string::npos);
    CHECK(run({ENTRE_PROGRAM, "attendance", seminar.folder().string()}).status == 0);
    CHECK(inside(seminar) == 0);
}

TEST_CASE("a machine shutdown ends the kiosk cleanly", "[e2e]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const RunningKiosk kiosk(display, seminar, {"--camera", "demo", "--printer", "folder:badges"},
                             "wait welcome\nwait confirm 600\n");
    REQUIRE(kiosk.says("camera: frames arrive"));
    kiosk.signal(SIGTERM);
    REQUIRE(kiosk.says("asked to leave"));
    // The folder is no longer locked.
    const auto can_write = [&] { return run({ENTRE_PROGRAM, "import", seminar.folder().string()}).status == 0; };
    CHECK(eventually(can_write, std::chrono::seconds{30}));
}

TEST_CASE("a hand scanner's code is read whatever the desktop's keyboard layout", "[e2e]") {
    const DemoSeminar seminar;
    auto csv = content_of(seminar.folder() / "registrations.csv");
    const std::string uuid = "0b5a1d9e-7c64-4c52-9f0a-5d1c7f0e4b21";
    csv.replace(csv.find(ann_cathrine), ann_cathrine.size(), uuid);
    write_file(seminar.folder() / "registrations.csv", csv);
    std::filesystem::remove(seminar.folder() / "entre.db");
    REQUIRE(run({ENTRE_PROGRAM, "import", seminar.folder().string()}).status == 0);

    const Display display("1280x800");
    const std::vector<std::string> on_display{"DISPLAY=" + display.name()};
    const RunningKiosk kiosk(display, seminar, {"--camera", "none", "--printer", "folder:badges"},
                             "wait welcome\nwait confirm 60\nshot confirm\n");
    REQUIRE(kiosk.says("first frame"));
    REQUIRE(run({"xdotool", "type", "--delay", "8", uuid + "/kx+9fA==\n"}, on_display).status == 0);
    CHECK(kiosk.says("before_slash; admitted by before_slash"));
    CHECK(kiosk.says("screen: confirm"));
}

TEST_CASE("a camera that is unplugged and plugged in again is reported and used again", "[e2e]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const RunningKiosk kiosk(display, seminar, {"--camera", "demo", "--printer", "folder:badges"},
                             "wait welcome\nwait confirm 60\ntap confirm.no\nwait welcome\n");
    REQUIRE(kiosk.says("camera: frames arrive"));
    const auto frames = seminar.folder() / "demo-camera" / "camera.grey";
    const auto picture = content_of(frames);
    std::filesystem::remove(frames);
    REQUIRE(kiosk.says("camera: camera_lost"));
    write_file(frames.string() + ".new", picture);
    std::filesystem::rename(frames.string() + ".new", frames);
    REQUIRE(eventually([&] {
        const auto log = kiosk.log();
        return log.rfind("camera: frames arrive") > log.find("camera: camera_lost");
    }));
}

TEST_CASE("a kiosk without its camera still starts", "[e2e]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const RunningKiosk kiosk(display, seminar, {"--camera", "/dev/video63", "--printer", "folder:badges"},
                             "wait welcome\npause 2500\nscan " + ann_cathrine + "\nwait confirm\n");
    CHECK(kiosk.says("camera: camera_missing"));
    CHECK(kiosk.says("screen: confirm"));
}

TEST_CASE("replaying a trace gives the same screens", "[e2e]") {
    const DemoSeminar seminar;
    const Display display("1080x1920");
    const auto trace = (seminar.scratch() / "trace").string();
    const std::vector<std::string> on_display{"DISPLAY=" + display.name()};
    write_file(seminar.scratch() / "script.txt",
               "wait welcome\nscan " + ann_cathrine +
                   "\nwait confirm\ntap confirm.yes\nwait done 30\nscan nobody-knows-this\nwait trouble\n");
    REQUIRE(run({ENTRE_PROGRAM, "kiosk", seminar.folder().string(), "--camera", "none", "--printer", "folder:badges", "--script",
                 (seminar.scratch() / "script.txt").string(), "--trace", trace},
                on_display)
                .status == 0);
    const auto replayed = run({ENTRE_PROGRAM, "kiosk", seminar.folder().string(), "--replay", trace}, on_display);
    REQUIRE(replayed.status == 0);
    std::string screens;
    for (auto at = replayed.err.find("screen: "); at != std::string::npos; at = replayed.err.find("screen: ", at + 1)) {
        const auto name = replayed.err.substr(at + 8, replayed.err.find('\n', at) - at - 8);
        if (!name.starts_with("first")) screens += name + " ";
    }
    CHECK(screens == "looking_up confirm recording printing done looking_up trouble ");
    CHECK(inside(seminar) == 1);
}

TEST_CASE("a name is typed on a real keyboard at the door, and a scan in between is still a scan", "[e2e]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const auto ready = seminar.scratch() / "ready", typed = seminar.scratch() / "typed";
    const RunningKiosk kiosk(
        display, seminar, {"--camera", "none", "--printer", "folder:badges"},
        "wait welcome\ntap welcome.search\nwait search\npause 500\ntargets " + ready.string() +
            "\nwait offer 20\nshot offer\ntap offer.no\nwait welcome\ntap welcome.search\nwait search\npause 500\ntargets " +
            typed.string() + "\nwait confirm 20\nshot confirm\n");
    const std::vector<std::string> screen{"DISPLAY=" + display.name()};
    REQUIRE(kiosk.widgets(ready).contains("search.go"));
    REQUIRE(run({"xdotool", "type", "--delay", "90", "ann-cathrine"}, screen).status == 0);
    REQUIRE(run({"xdotool", "key", "Tab"}, screen).status == 0);
    REQUIRE(run({"xdotool", "type", "--delay", "90", "hjortsberg"}, screen).status == 0);
    REQUIRE(run({"xdotool", "key", "Return"}, screen).status == 0);
    REQUIRE(kiosk.says("screen: offer"));
    REQUIRE(kiosk.widgets(typed).contains("search.go"));
    REQUIRE(run({"xdotool", "type", "--delay", "4", ann_cathrine + "\n"}, screen).status == 0);
    REQUIRE(kiosk.says("screen: confirm"));
}
