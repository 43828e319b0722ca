// Import, attendance export and purge, with a real window.
#include <unistd.h>

#include <regex>

#include "core/services/check_in_desk.hpp"
#include "tests/e2e/door.hpp"
#include "tests/e2e/phone.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

int organiser(const DemoSeminar& seminar, const std::string& script) {
    const Display display("1280x800");
    write_file(seminar.scratch() / "script.txt", script);
    const auto outcome = run({ENTRE_PROGRAM, "organiser", seminar.folder().string(), "--script",
                              (seminar.scratch() / "script.txt").string(), "--shots", (seminar.scratch() / "shots").string()},
                             {"DISPLAY=" + display.name()});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    return outcome.status;
}

std::string query(const DemoSeminar& seminar, const std::string& sql) {
    auto database = Database::open({seminar.folder()}, Access::read, "test");
    REQUIRE(database);
    const auto answer = database->guard([&]() -> Result<std::string> {
        auto row = database->statement(sql);
        return row.step() ? row.text(0) : std::string{};
    });
    return answer ? *answer : answer.error().detail;
}

/// The same with a stick plugged in that holds `list`, and is copied to the folder "stick" at the end. False where the kernel
/// allows no mounts.
bool organiser_with_stick(const DemoSeminar& seminar, const std::string& list, const std::string& script) {
    const std::string flags = ::geteuid() == 0 ? "-m" : "-rm";
    if (run({"unshare", flags, "mount", "-t", "tmpfs", "none", "/media"}).status != 0) return false;
    const Display display("1280x800");
    write_file(seminar.scratch() / "script.txt", script);
    write_file(seminar.scratch() / "new.csv", list);
    std::filesystem::create_directory(seminar.scratch() / "stick");
    const std::string stick = R"(set -e
        mount -t tmpfs none /media; mkdir /media/KINGSTON; mount -t tmpfs none /media/KINGSTON
        cp "$1/new.csv" "/media/KINGSTON/Anmälda.csv"; touch -d '1 hour' "/media/KINGSTON/Anmälda.csv"
        to=$1; shift; "$@"; cp /media/KINGSTON/* "$to/stick")";
    const auto outcome = run({"unshare", flags, "sh", "-c", stick, "sh", seminar.scratch().string(), ENTRE_PROGRAM, "organiser",
                              seminar.folder().string(), "--script", (seminar.scratch() / "script.txt").string(), "--shots",
                              (seminar.scratch() / "shots").string()},
                             {"DISPLAY=" + display.name()});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    return true;
}

/// Moves the seminar to a past year.
void end_the_seminar(const DemoSeminar& seminar) {
    const auto file = seminar.folder() / "seminar.toml";
    write_file(file, std::regex_replace(content_of(file), std::regex("2027-"), "2020-"));
}

}  // namespace

TEST_CASE("a new export is imported in the organiser's window, and the attendance list is saved there", "[e2e][lists]") {
    const DemoSeminar seminar;
    const auto list = seminar.folder() / "registrations.csv";
    auto text = content_of(list);
    REQUIRE(text.find("Hjortsberg") != std::string::npos);
    text.replace(text.find("Hjortsberg"), 10, "Hjortsborg");
    write_file(list, text);
    // Updates in the first moments move the notices, so that a tap could hit a different one.
    organiser(seminar,
              "pause 1000\ntap staff.import_look\ntap lists.take\ntap lists.look\ntap lists.save\npause 1000\nshot lists\n");
    CHECK(query(seminar, "SELECT count(*) FROM registrations WHERE family = 'Hjortsborg'") == "1");
    CHECK(query(seminar, "SELECT count(*) FROM imports") == "2");
    std::string saved;
    for (const auto& entry : std::filesystem::directory_iterator(seminar.folder()))
        if (entry.path().filename().string().starts_with("attendance-")) saved = content_of(entry.path());
    CHECK(saved.find("Hjortsborg") != std::string::npos);
}

TEST_CASE("a newer list is taken from a stick, and attendance and evacuation lists are saved on it", "[e2e][lists][stick]") {
    const DemoSeminar seminar;
    auto text = content_of(seminar.folder() / "registrations.csv");
    REQUIRE(text.find("Hjortsberg") != std::string::npos);
    text.replace(text.find("Hjortsberg"), 10, "Hjortsborg");
    const bool could_try = organiser_with_stick(
        seminar, text,
        "pause 2000\nshot overview\ntap staff.import_look\npause 500\nshot review\ntap lists.take\npause 1000\ntap lists.stick\n"
        "pause 1500\nshot saved\ntap staff.tab.roll_call\npause 1000\ntap roll_call.stick\npause 1500\nshot roll_call\n");
    if (!could_try) {
        WARN("this machine allows no mounts");
        return;
    }
    CHECK(query(seminar, "SELECT count(*) FROM registrations WHERE family = 'Hjortsborg'") == "1");
    CHECK(content_of(seminar.folder() / "registrations.csv") == text);
    std::string attendance, roll_call;
    for (const auto& entry : std::filesystem::directory_iterator(seminar.scratch() / "stick")) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("attendance-")) attendance = content_of(entry.path());
        if (name.starts_with("roll-call-")) roll_call = content_of(entry.path());
        CHECK_FALSE(name.ends_with(".part"));
    }
    CHECK(attendance.find("Hjortsborg") != std::string::npos);
    CHECK(roll_call.starts_with("%PDF"));
}

TEST_CASE("a newer list is sent to the open door from a phone that scanned the code on the staff screen", "[e2e][lists]") {
    const DemoSeminar seminar;
    auto text = content_of(seminar.folder() / "registrations.csv");
    text.replace(text.find("Hjortsberg"), 10, "Hjortsborg");
    Phone phone(seminar.scratch() / "shots" / "receiving.png", "Anmälda i dag.csv", text);
    organiser(seminar,
              "pause 1000\ntap staff.tab.lists\ntap lists.receive\npause 4000\nshot receiving\npause 6000\nshot review\ntap "
              "lists.take\npause 1500\nshot taken\n");
    CHECK(phone.reply().status == 200);
    CHECK(query(seminar, "SELECT count(*) FROM registrations WHERE family = 'Hjortsborg'") == "1");
    CHECK(content_of(seminar.folder() / "registrations.csv") == text);
}

TEST_CASE("after the seminar two taps delete all personal data, and the folder contains none", "[e2e][lists][PRV-7]") {
    const DemoSeminar seminar;
    end_the_seminar(seminar);
    std::filesystem::remove(seminar.folder() / "visits.txt");  // the demo's own script contains ticket codes
    // There is no printer; the check-in is recorded nevertheless.
    static_cast<void>(run({ENTRE_PROGRAM, "check-in", seminar.folder().string(), ann_cathrine}));
    REQUIRE(query(seminar, "SELECT count(*) FROM attendance") == "1");
    organiser(seminar, "pause 1000\ntap staff.tab.lists\ntap lists.purge\ntap lists.purge\ntap staff.quit\npause 5000\n");
    CHECK_FALSE(std::filesystem::exists(seminar.folder() / "entre.db"));
    CHECK_FALSE(std::filesystem::exists(seminar.folder() / "registrations.csv"));
    CHECK(std::filesystem::exists(seminar.folder() / "statistics.json"));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(seminar.folder()))
        if (entry.is_regular_file()) {
            INFO(entry.path().string());
            CHECK(content_of(entry.path()).find("Hjortsberg") == std::string::npos);
            CHECK(content_of(entry.path()).find(ann_cathrine) == std::string::npos);
        }
}
