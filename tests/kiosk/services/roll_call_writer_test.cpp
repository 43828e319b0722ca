#include "kiosk/services/roll_call_writer.hpp"

#include <semaphore>

#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Language swedish() {
    auto languages = read_languages({"sv"});
    REQUIRE(languages);
    return languages->front();
}

std::shared_ptr<const LiveView> a_door() {
    auto police = person("1", "Eva", "Alm", "Polisen");
    police.category = "Polis";
    auto hidden = person("2", "Hemlig", "Person");
    hidden.is_protected = true;
    hidden.alias = "Deltagare 03";
    const auto nobody = person("3", "Bo", "Ek");
    return door_of({police, hidden, nobody}, {police.id, hidden.id, nobody.id});
}

}  // namespace

TEST_CASE("a roll call lists names, and aliases of protected people", "[roll_call]") {
    const auto words = swedish();
    const auto call = roll_call_of(*a_door(), small_seminar(), words);
    CHECK(call.title == "Utrymning · Torsdag 20 maj kl. 08.41");
    CHECK(call.total == "3 är inne");
    REQUIRE(call.groups.size() == 2);
    CHECK(call.groups[0].title == "Polis · 1");
    CHECK(call.groups[1].title == "Utan sektor · 2");
    CHECK(call.groups[1].people[0].name == "Deltagare 03");
    CHECK(call.groups[1].people[0].organisation.empty());
    CHECK(call.groups[0].people[0].name == "Eva Alm");
    CHECK(call.groups[0].people[0].since == "08.41");
}

TEST_CASE("the attendance list has everybody who came, with the time, and nothing to tick", "[roll_call]") {
    const auto words = swedish();
    auto view = *a_door();
    for (auto& presence : view.presence) presence.inside_since.reset();  // they have left
    const auto list = attendance_list_of(view, small_seminar(), words);
    CHECK(list.title == "Närvaro · Torsdag 20 maj");
    CHECK(list.total == "3 kom · 3 var anmälda");
    CHECK_FALSE(list.has_boxes);
    REQUIRE(list.groups.size() == 2);
    CHECK(list.groups[0].people[0].name == "Eva Alm");
    CHECK(list.groups[0].people[0].since == "08.41");
    CHECK(list.groups[1].people[0].name == "Deltagare 03");
    CHECK(roll_call_of(view, small_seminar(), words).groups.empty());
}

TEST_CASE("a roll call is saved to a file named by the minute, or the failure is reported", "[roll_call]") {
    const auto words = swedish();
    const ScratchFolder folder;
    const auto written_to = [&](const std::filesystem::path& path) {
        std::string answer = "none yet";
        std::binary_semaphore done{0};
        RollCallWriter writer(SeminarFolder{path}, small_seminar());
        writer.write({a_door(), &words, [&](const Result<std::string>& file) {
                          answer = file.value_or("");
                          done.release();
                      }});
        done.acquire();
        return answer;
    };
    CHECK(written_to(folder.path()) == "roll-call-2027-05-20-0841.pdf");
    CHECK(std::filesystem::file_size(folder.path() / "roll-call-2027-05-20-0841.pdf") > 1000);
    CHECK(written_to(folder.path() / "no such folder").empty());
}

TEST_CASE("a roll call for a stick is saved there and not in the folder", "[roll_call][stick]") {
    const auto words = swedish();
    const ScratchFolder folder;
    std::filesystem::create_directories(folder.path() / "sticks" / "KINGSTON");
    Result<std::string> answer = fail(ErrorCode::stopped, "none yet");
    std::binary_semaphore done{0};
    RollCallWriter writer(SeminarFolder{folder.path()}, small_seminar(), folder.path() / "sticks");
    const auto write = [&] {
        writer.write({a_door(), &words,
                      [&](const Result<std::string>& file) {
                          answer = file;
                          done.release();
                      },
                      ListTarget::stick});
        done.acquire();
    };
    write();
    REQUIRE(answer);
    CHECK(std::filesystem::file_size(folder.path() / "sticks" / "KINGSTON" / *answer) > 1000);
    CHECK_FALSE(std::filesystem::exists(folder.path() / *answer));
    std::filesystem::remove_all(folder.path() / "sticks" / "KINGSTON");
    write();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::file_missing);
}
