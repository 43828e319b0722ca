// Practising on a copy that leaves nothing, and the settings behind the staff PIN: the real program, window, printer and files.
#include <map>

#include "core/base/digest.hpp"
#include "core/seminar/seminar.hpp"
#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_pages.hpp"

using namespace entre::test;

namespace {

namespace fs = std::filesystem;

/// Every file below `folder`: its content and when it was changed.
std::map<std::string, std::string> state_of(const fs::path& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        auto& state = all[entry.path().string()];
        state = std::to_string(fs::last_write_time(entry.path()).time_since_epoch().count());
        if (entry.is_regular_file()) state += " " + entre::sha256_hex(content_of(entry.path()));
    }
    return all;
}

/// A file that only this test's seminar has, so that its copies are found among those of tests that run beside it.
std::string mark(const DemoSeminar& seminar) {
    auto name = seminar.scratch().filename().string();
    write_file(seminar.folder() / name, "");
    return name;
}

std::size_t copies_in_memory(const std::string& marked) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator("/dev/shm"))
        if (fs::exists(entry.path() / "seminar" / marked)) ++count;
    return count;
}

}  // namespace

TEST_CASE("a rehearsal prints stamped badges and leaves no byte behind", "[e2e][setup][rehearsal]") {
    PrintingFixture fixture;
    auto& printer = fixture.add_printer();
    const DemoSeminar seminar;
    const Display display("1280x800");
    const auto marked = mark(seminar);
    const auto before = state_of(seminar.folder());
    const auto state_home = seminar.scratch() / "state";
    fs::create_directory(state_home);
    write_file(seminar.scratch() / "script",
               std::string("wait welcome\nshot welcome\nscan ") + ann_cathrine +
                   "\nwait confirm\npause 900\nshot confirm\ntap confirm.yes\nwait printing\nwait done 40\nshot done\ntap "
                   "rehearsal.end\npause 5000\nwait search\n");
    const auto outcome = run(
        {ENTRE_PROGRAM, "rehearse", seminar.folder().string(), "--window", "1280x800", "--camera", "none", "--printer",
         printer.uri(), "--script", (seminar.scratch() / "script").string(), "--shots", (seminar.scratch() / "shots").string()},
        {"DISPLAY=" + display.name(), "XDG_STATE_HOME=" + state_home.string()}, std::chrono::seconds{120});
    INFO(outcome.err);
    CHECK(outcome.status == 0);  // the tap on the band ended it before the script
    REQUIRE(printer.pages().size() == 1);
    auto badge = text_on(printer.pages().front());
    CHECK(badge.find("Ann-Cathrine") != std::string::npos);
    std::erase(badge, ' ');  // the stamp's letters are spread
    CHECK(badge.find("ÖVNING") != std::string::npos);
    CHECK(state_of(seminar.folder()) == before);
    CHECK(fs::is_empty(state_home));
    CHECK(copies_in_memory(marked) == 0);
}

TEST_CASE("a seminar whose door is open is not rehearsed", "[e2e][setup][rehearsal][bad_input]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const RunningKiosk kiosk(display, seminar, {"--camera", "none", "--printer", "folder:badges"}, "wait welcome\npause 60000\n");
    REQUIRE(kiosk.says("first frame"));
    const auto refused = run({ENTRE_PROGRAM, "rehearse", seminar.folder().string()}, {"DISPLAY=" + display.name()});
    CHECK(refused.status == 1);
    CHECK(refused.err.find("already open") != std::string::npos);
}

TEST_CASE("a rehearsal from Start that is terminated ends, and Start does not come back", "[e2e][setup][rehearsal]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const auto marked = mark(seminar);
    const auto ended = run({"timeout", "-s", "TERM", "6", ENTRE_PROGRAM, "rehearse", seminar.folder().string(), "--from-start",
                            seminar.scratch().string(), "--window", "1280x800", "--camera", "none", "--printer", "folder:badges"},
                           {"DISPLAY=" + display.name()}, std::chrono::seconds{25});
    INFO(ended.err);
    CHECK(ended.status == 124);  // timeout's: it had to send the signal, and the program ended
    CHECK(copies_in_memory(marked) == 0);
}

TEST_CASE("the settings behind the PIN close the door, and it opens again with what was changed", "[e2e][setup]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    REQUIRE(
        run({"sh", "-c", "printf '482913\\n482913\\n' | '" ENTRE_PROGRAM "' pin '" + seminar.folder().string() + "'"}).status ==
        0);
    write_file(seminar.scratch() / "door",
               "wait welcome\ntap welcome.staff_door\nwait staff_pin\ntap pin.4\ntap pin.8\ntap pin.2\ntap pin.9\ntap pin.1\ntap "
               "pin.3\ntap pin.go\nwait staff\npause 900\ntap "
               "staff.tab.printers\npause 900\nshot staff\ntap staff.settings\npause 900\nshot sure\ntap staff.settings\npause "
               "20000\n");
    write_file(
        seminar.scratch() / "settings",
        "wait ready\npause 3000\nshot ready\ntap setup.back\nwait staff\npause 800\nshot pin\ntap phones.on\nwait pair\npause "
        "800\ntap setup.next\nwait staff\npause 300\ntap setup.back\nwait camera\npause 800\ntap camera.none\npause 500\nshot "
        "camera\ntap setup.next\nwait "
        "staff\n");
    const auto outcome = run({ENTRE_PROGRAM, "kiosk", seminar.folder().string(), "--window", "1280x800", "--camera", "none",
                              "--printer", "folder:badges", "--script", (seminar.scratch() / "door").string(), "--start-script",
                              (seminar.scratch() / "settings").string(), "--shots", (seminar.scratch() / "shots").string()},
                             {"DISPLAY=" + display.name(), "LANG=sv_SE.UTF-8"}, std::chrono::seconds{150});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    const auto settings = entre::read_seminar(seminar.folder());
    REQUIRE(settings);
    CHECK(settings->kiosk.camera == "none");
    CHECK(settings->live_page_listen == "0.0.0.0:8443");
}
