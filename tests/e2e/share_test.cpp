// Two kiosks at one door: real programs with windows, and a real PostgreSQL.
#include "tests/e2e/door.hpp"
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

/// The demo seminar, shared through a private server, and a second kiosk that has joined.
struct SharedDoor {
    DemoSeminar seminar;
    std::string first = seminar.folder().string();
    std::string second = (seminar.scratch() / "second").string();

    SharedDoor() {
        fs::permissions(seminar.scratch(), fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
        const auto shared = run({ENTRE_PROGRAM, "share", first, "--listen", "127.0.0.1:" + std::to_string(free_port())});
        INFO(shared.err);
        REQUIRE(shared.status == 0);
        const auto invited = run({ENTRE_PROGRAM, "share", first, "--invite"});
        const auto joined = run({ENTRE_PROGRAM, "join", second, invitation_in(invited.out)});
        INFO(joined.err);
        REQUIRE(joined.status == 0);
        CHECK(joined.out.find("Kiosk 2") != std::string::npos);
    }
    ~SharedDoor() { run({ENTRE_PROGRAM, "share", first, "--stop"}); }
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
