// A damaged database at the kiosk: what visitors see, and the repair behind the PIN.
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/base/pin.hpp"
#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"

using namespace entre::test;

namespace {

namespace fs = std::filesystem;

/// Sets the PIN 204817.
void set_pin(const DemoSeminar& seminar) {
    auto text = content_of(seminar.folder() / "seminar.toml");
    const std::string empty = "pin_hash = \"\"";
    REQUIRE(text.find(empty) != std::string::npos);
    text.replace(text.find(empty), empty.size(), "pin_hash = \"" + entre::hash_pin("204817").value() + "\"");
    write_file(seminar.folder() / "seminar.toml", text);
}

/// The ticket of Ulrika Persson, who is not inside.
const std::string ulrika = "pkwaghfqysgpxmrpehvw25h8uka9k5hm";

constexpr const char* enter_pin =
    "tap welcome.staff_door\nwait staff_pin\ntap pin.2\ntap pin.0\ntap pin.4\ntap pin.8\ntap pin.1\ntap pin.7\npause 300\n"
    "tap pin.go\nwait staff\n";

std::size_t damaged_folders(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder))
        count += entry.path().filename().string().starts_with("damaged-") ? 1U : 0U;
    return count;
}

}  // namespace

TEST_CASE("staff repair a lost database at the kiosk with one tap, and the door opens with every check-in", "[e2e][repair]") {
    const DemoSeminar seminar;
    set_pin(seminar);
    REQUIRE(run({ENTRE_PROGRAM, "check-in", seminar.folder().string(), ann_cathrine, "--no-badge"}).status == 0);
    fs::remove(seminar.folder() / "entre.db");
    const Display display("1280x800");
    const auto shots = seminar.scratch() / "shots";
    const std::string script =
        std::string("wait out_of_order\nshot visitor\n") + enter_pin +
        "pause 3000\nshot ready\ntap repair.start\npause 3000\nshot repaired\ntap repair.open\nwait welcome 30\nscan " +
        ann_cathrine + "\nwait already_in\nshot already_in\n";
    write_file(seminar.scratch() / "script.txt", script);
    const auto outcome = run({ENTRE_PROGRAM, "kiosk", seminar.folder().string(), "--camera", "none", "--printer", "folder:badges",
                              "--script", (seminar.scratch() / "script.txt").string(), "--shots", shots.string()},
                             {"DISPLAY=" + display.name()}, std::chrono::seconds{120});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(fs::exists(shots / "already_in.png"));
    CHECK(damaged_folders(seminar.folder()) == 1);
    CHECK(run({ENTRE_PROGRAM, "doctor", seminar.folder().string()}).out.find("sound, complete") != std::string::npos);
}

TEST_CASE("a database that is moved away while the door is open closes the door to visitors until it is repaired",
          "[e2e][repair]") {
    const DemoSeminar seminar;
    set_pin(seminar);
    REQUIRE(run({ENTRE_PROGRAM, "check-in", seminar.folder().string(), ann_cathrine, "--no-badge"}).status == 0);
    const Display display("1280x800");
    const RunningKiosk kiosk(display, seminar, {"--camera", "none", "--printer", "folder:badges"},
                             "wait welcome\npause 3000\nscan " + ulrika +
                                 "\nwait confirm 20\ntap confirm.yes\nwait out_of_order 30\nshot visitor\npause 60000\n");
    REQUIRE(kiosk.says("first frame"));
    fs::create_directory(seminar.scratch() / "aside");
    fs::rename(seminar.folder() / "entre.db", seminar.scratch() / "aside" / "entre.db");
    const bool is_closed =
        eventually([&] { return fs::exists(seminar.scratch() / "shots" / "visitor.png"); }, std::chrono::seconds{90});
    INFO(kiosk.log());
    CHECK(is_closed);
    CHECK(run({ENTRE_PROGRAM, "check-in", seminar.folder().string(), ann_cathrine}).err.find("entre repair") !=
          std::string::npos);
}

TEST_CASE("the command repairs only when told to, and says how many check-ins are back", "[e2e][repair]") {
    const DemoSeminar seminar;
    REQUIRE(run({ENTRE_PROGRAM, "check-in", seminar.folder().string(), ann_cathrine, "--no-badge"}).status == 0);
    write_file(seminar.folder() / "entre.db", "");
    const auto damaged = run({ENTRE_PROGRAM, "doctor", seminar.folder().string()});
    CHECK(damaged.status != 0);
    CHECK(damaged.out.find("entre repair") != std::string::npos);
    const auto asked = run({ENTRE_PROGRAM, "repair", seminar.folder().string()});
    CHECK(asked.status == 0);
    CHECK(asked.out.find("1 of 1 check-ins can be brought back") != std::string::npos);
    CHECK(fs::file_size(seminar.folder() / "entre.db") == 0);
    const auto done = run({ENTRE_PROGRAM, "repair", seminar.folder().string(), "--yes"});
    INFO(done.err);
    CHECK(done.status == 0);
    CHECK(run({ENTRE_PROGRAM, "check-in", seminar.folder().string(), ann_cathrine}).out.find("already") != std::string::npos);
    CHECK(run({ENTRE_PROGRAM, "repair", seminar.folder().string()}).out.find("Nothing is damaged") != std::string::npos);
}

TEST_CASE("after three crashes the kiosk starts carefully, and staff switch its parts on again", "[e2e][KIO-4]") {
    const DemoSeminar seminar;
    set_pin(seminar);
    const Display display("1280x800");
    for (int i = 0; i < 3; ++i) {
        const RunningKiosk kiosk(display, seminar, {"--camera", "none", "--printer", "folder:badges"},
                                 "wait welcome\npause 60000\n");
        const auto number = "\"unfinished\":" + std::to_string(i + 1);
        REQUIRE(eventually([&] { return content_of(seminar.folder() / "starts.json").find(number) != std::string::npos; }));
        kiosk.signal(SIGKILL);
    }
    const auto shots = seminar.scratch() / "shots";
    write_file(seminar.scratch() / "script.txt", std::string("wait welcome\n") + enter_pin +
                                                     "pause 1500\nshot careful\ntap staff.part.printers\nwait welcome 30\nscan " +
                                                     ann_cathrine + "\nwait confirm\ntap confirm.yes\nwait done 30\n");
    const auto outcome = run({ENTRE_PROGRAM, "kiosk", seminar.folder().string(), "--camera", "none", "--printer", "folder:badges",
                              "--script", (seminar.scratch() / "script.txt").string(), "--shots", shots.string()},
                             {"DISPLAY=" + display.name()}, std::chrono::seconds{120});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK_FALSE(fs::exists(seminar.folder() / "starts.json"));
}

TEST_CASE("a window manager cannot close the fullscreen kiosk, and SIGTERM ends it in good order", "[e2e][KIO-3]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const RunningKiosk kiosk(display, seminar, {"--camera", "none", "--printer", "folder:badges"}, "wait welcome\npause 60000\n");
    REQUIRE(kiosk.says("first frame"));
    const auto quit = run({ENTRE_CLOSE_WINDOW}, {"DISPLAY=" + display.name()});
    INFO(quit.err);
    CHECK(quit.status == 0);
    for (const char* keys : {"alt+F4", "ctrl+q", "ctrl+w", "Escape", "super", "ctrl+alt+Delete", "F11"})
        CHECK(run({"xdotool", "key", keys}, {"DISPLAY=" + display.name()}).status == 0);
    CHECK(run({ENTRE_PROGRAM, "check-in", seminar.folder().string(), ann_cathrine}).err.find("already open") !=
          std::string::npos);
    kiosk.signal(SIGTERM);
    CHECK(kiosk.says("asked to leave"));
}

TEST_CASE("a kiosk that crashes leaves no core dump, which would hold names", "[e2e][PRV-10]") {
    const DemoSeminar seminar;
    const Display display("1280x800");
    const RunningKiosk kiosk(display, seminar, {"--camera", "none", "--printer", "folder:badges"}, "wait welcome\npause 60000\n");
    REQUIRE(kiosk.says("first frame"));
    const fs::path process = "/proc/" + std::to_string(kiosk.pid());
    const auto limits = content_of(process / "limits");
    const std::string size = "Max core file size";
    std::istringstream line(limits.substr(limits.find(size) + size.size()));
    std::string soft, hard;
    line >> soft >> hard;
    CHECK(soft == "0");
    CHECK(hard == "0");
    // Its files in /proc belong to root while it may not be dumped.
    struct stat about{};
    REQUIRE(::stat((process / "maps").c_str(), &about) == 0);
    CHECK(about.st_uid == 0);
    // Root may raise the limit again, and still nothing is dumped.
    const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
    ::prlimit(kiosk.pid(), RLIMIT_CORE, &unlimited, nullptr);
    kiosk.signal(SIGABRT);
    siginfo_t end{};
    REQUIRE(::waitid(P_PID, static_cast<id_t>(kiosk.pid()), &end, WEXITED | WNOWAIT) == 0);
    CHECK(end.si_status == SIGABRT);
    CHECK(end.si_code == CLD_KILLED);
}
