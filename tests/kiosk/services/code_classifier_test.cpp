#include "kiosk/services/code_classifier.hpp"

#include <fstream>

#include "core/store/roster.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
using Kind = CodeMeaning::Kind;

namespace {

void fill(const SeminarFolder& folder) {
    auto database = Database::open(folder, Access::write, "a test");
    REQUIRE(database);
    const auto done = database->transaction([&]() -> Result<void> {
        Roster roster(*database);
        for (const auto* code : {"KOD1", "KOD2"}) {
            Registration person;
            person.id = RegistrationId{std::string(code) + "-id"};
            person.given = "Åsa";
            person.family = code;
            person.ticket_code = code;
            roster.add(person, Source{"registrations.csv", 1});
        }
        return {};
    });
    REQUIRE(done);
}

}  // namespace

TEST_CASE("tickets of this seminar, unknown tickets and other codes are distinguished", "[camera]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    fill(folder);
    CodeClassifier classifier(folder);
    const auto first = classifier.meaning_of("KOD1");
    CHECK(first.kind == Kind::ticket);
    CHECK(classifier.meaning_of("kod1").person == first.person);
    CHECK(classifier.meaning_of("https://tickets.example.org/t/KOD1").person == first.person);
    CHECK(classifier.meaning_of("https://tickets.example.org/x?ref=KOD1&lang=sv").person == first.person);
    CHECK(classifier.meaning_of(R"({"data":{"code":"KOD1"}})").person == first.person);
    CHECK(classifier.meaning_of(R"({"data":{"code":"KOD3"}})").kind == Kind::other);
    CHECK(classifier.meaning_of("KOD2").person != first.person);
    CHECK(classifier.meaning_of("KOD3").kind == Kind::unknown);
    CHECK(classifier.meaning_of("https://www.linkoping.se/trygghet").kind == Kind::other);
    CHECK(classifier.meaning_of("WIFI:S:kyrkan;T:WPA;P:hemligt;;").kind == Kind::other);
    CHECK(classifier.meaning_of("").kind == Kind::other);
}

TEST_CASE("when the roster cannot be read, every possible ticket is left to the desk", "[camera]") {
    const ScratchFolder scratch;
    CodeClassifier classifier(SeminarFolder{scratch / "nothing-here"});
    CHECK(classifier.meaning_of("KOD1").kind == Kind::unknown);
}
