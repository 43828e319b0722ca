// Two kiosks at one door: real programs with windows, and a real PostgreSQL.
#include "core/seminar/seminar.hpp"
#include "tests/e2e/door.hpp"
#include "tests/e2e/phone.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/free_port.hpp"

using namespace entre::test;

namespace {

namespace fs = std::filesystem;

bool has_postgres() {
    if (run({"sh", "-c", "ls /usr/lib/postgresql/*/bin/initdb"}).status == 0) return true;
    WARN("PostgreSQL is not installed: nothing is checked");
    return false;
}

std::string invitation_in(const std::string& out) {
    const auto begin = out.find("entre-join:");
    REQUIRE(begin != std::string::npos);
    return out.substr(begin, out.find('\n', begin) - begin);
}

/// The demo seminar, shared through a private server.
struct SharedSeminar {
    DemoSeminar seminar;
    std::string first = seminar.folder().string();

    SharedSeminar() {
        fs::permissions(seminar.scratch(), fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
        const auto shared = run({ENTRE_PROGRAM, "share", first, "--listen", "127.0.0.1:" + std::to_string(free_port())});
        INFO(shared.err);
        REQUIRE(shared.status == 0);
    }
    ~SharedSeminar() { run({ENTRE_PROGRAM, "share", first, "--stop"}); }
};

/// And a second kiosk that has joined.
struct SharedDoor : SharedSeminar {
    std::string second = (seminar.scratch() / "second").string();

    SharedDoor() {
        const auto invited = run({ENTRE_PROGRAM, "share", first, "--invite"});
        const auto joined = run({ENTRE_PROGRAM, "join", second, invitation_in(invited.out)});
        INFO(joined.err);
        REQUIRE(joined.status == 0);
        CHECK(joined.out.find("Kiosk 2") != std::string::npos);
    }
};

}  // namespace

TEST_CASE("who came in at one kiosk is told so at the other, with the kiosk's name", "[e2e][share]") {
    if (!has_postgres()) return;
    const SharedDoor door;
    const Display display("1280x800"), other_display("1280x800");
    const RunningKiosk first(
        display, door.seminar, {"--camera", "none"},
        "wait welcome\nscan " + ann_cathrine + "\nwait confirm\ntap confirm.yes\nwait done 30\npause 25000\n");
    REQUIRE(first.says("check-in"));
    write_file(door.seminar.scratch() / "second.txt",
               "wait welcome\npause 4000\nscan " + ann_cathrine + "\nwait already_in\nshot already_in\n");
    const auto second =
        run({ENTRE_PROGRAM, "kiosk", door.second, "--camera", "none", "--script",
             (door.seminar.scratch() / "second.txt").string(), "--shots", (door.seminar.scratch() / "shots").string()},
            {"DISPLAY=" + other_display.name()});
    INFO(second.err);
    CHECK(second.status == 0);
    const auto list = run({ENTRE_PROGRAM, "attendance", door.second});
    CHECK(list.out.find("Hjortsberg") != std::string::npos);
    CHECK(list.out == run({ENTRE_PROGRAM, "attendance", door.first}).out);
    const auto kiosks = run({ENTRE_PROGRAM, "share", door.first, "--kiosks"});
    CHECK(kiosks.out.find("Kiosk 2") != std::string::npos);
}

TEST_CASE("a kiosk joins by its camera before the code on another kiosk's staff page, and opens its door",
          "[e2e][share][setup]") {
    if (!has_postgres()) return;
    const SharedSeminar door;
    const auto& scratch = door.seminar.scratch();
    REQUIRE(run({"sh", "-c", "printf '482913\n482913\n' | '" ENTRE_PROGRAM "' pin '" + door.first + "'"}).status == 0);
    const Display display("1280x800"), other_display("1280x800");
    const RunningKiosk first(display, door.seminar, {"--camera", "none"},
                             "wait welcome\ntap welcome.staff_door\nwait staff_pin\ntap pin.4\ntap pin.8\ntap pin.2\ntap pin.9\n"
                             "tap pin.1\ntap pin.3\ntap pin.go\nwait staff\npause 900\ntap staff.tab.kiosks\npause 900\n"
                             "tap kiosks.invite\npause 6000\nshot code\npause 40000\nshot joined\n");
    const auto code = code_in(scratch / "shots" / "code.png");
    REQUIRE(code.starts_with("entre-join:127.0.0.1:"));
    write_file(scratch / "second.txt",
               "wait start\ntap start.join\nwait join\npause 1500\nshow SEMI-X\npause 1500\nshot other\nshow " + code +
                   "\nwait ready 60\npause 2500\nshot ready\n");
    const auto second =
        run({ENTRE_PROGRAM, "start", "--seminars", (scratch / "seminars").string(), "--window", "1280x800", "--camera", "demo",
             "--script", (scratch / "second.txt").string(), "--shots", (scratch / "shots2").string()},
            {"DISPLAY=" + other_display.name(), "LANG=sv_SE.UTF-8"}, std::chrono::seconds{240});
    INFO(second.err);
    CHECK(second.status == 0);
    const auto settings = entre::read_seminar(door.first);
    REQUIRE(settings);
    const auto folder = scratch / "seminars" / settings->name.in("sv");
    const auto joined = entre::read_seminar(folder);
    REQUIRE(joined);
    CHECK(joined->kiosk.station == "Kiosk 2");
    CHECK(joined->pin_hash == entre::read_seminar(door.first)->pin_hash);
    CHECK(run({ENTRE_PROGRAM, "find", folder.string(), "--payload", ann_cathrine}).out.find("Hjortsberg") != std::string::npos);
    CHECK(run({ENTRE_PROGRAM, "share", door.first, "--kiosks"}).out.find("Kiosk 2") != std::string::npos);
}
