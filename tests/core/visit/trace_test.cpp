#include <algorithm>

#include "core/visit/trace.hpp"

#include <nlohmann/json.hpp>

#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::optional<Registration> known(const RegistrationId& id) { return id == asa().id ? std::optional(asa()) : std::nullopt; }

/// A walk that records its trace.
struct TracedWalk : Walk {
    std::vector<std::string> lines;
    void go(const Event& event) {
        lines.push_back(to_trace(event, noon));
        take(event);
    }
};

std::vector<std::string> replayed(const std::vector<std::string>& lines, const State& from) {
    Walk walk;
    walk.state = from;
    for (const auto& line : lines) {
        const auto event = from_trace(line, noon, known);
        REQUIRE(event);
        walk.take(*event);
    }
    return walk.screens;
}

}  // namespace

TEST_CASE("each event is one line of JSON and is read back unchanged", "[trace]") {
    for (const auto& [name, event] : every_event()) {
        const auto line = to_trace(event, noon);
        constexpr std::string_view never[] = {"LiveViewChanged", "VisitsMeasured",  "PhonesChanged", "ImportReviewChanged",
                                              "DatabaseDamaged", "BackupNoted",     "OldCopyFound",  "ThreadRestarted",
                                              "RepairPrepared",  "RepairDone",      "SticksChanged", "ListUploadChanged",
                                              "SharingChanged",  "PurgedElsewhere", "KioskInvited"};
        if (std::ranges::find(never, name) != std::end(never)) {
            CHECK(line.empty());
            continue;
        }
        INFO(line);
        CHECK_FALSE(contains(line, "\n"));
        const auto json = nlohmann::json::parse(line);
        CHECK(json["ms"].get<int>() >= 1000);
        const auto back = from_trace(line, noon, known);
        REQUIRE(back);
        CHECK(back->index() == event.index());
        CHECK(to_trace(*back, noon) == (name == "Scanned" ? to_trace(*back, noon) : line));
    }
}

TEST_CASE("a trace holds ids and hashes, but no names, codes, letters or PINs", "[trace]") {
    std::string all;
    for (const auto& [name, event] : every_event()) all += to_trace(event, noon) + "\n";
    all += to_trace(Scanned{"PLANTED-CODE", ScanSource::scanner, noon}, noon);
    for (const auto* letter : {"P", "l", "ä", "7"}) all += to_trace(Typed{letter, noon}, noon);
    all += to_trace(PrinterStatus{"Höger", PrinterFault::jam, "PLANTED detail", noon}, noon);
    for (auto at = all.find("id-KOD1"); at != std::string::npos; at = all.find("id-KOD1")) all.replace(at, 7, "ID");
    for (const auto* secret : {"\\u00c5sa", "\\u00d6str", "KOD1", "PLANTED", "other\"", "\"7\"", "\"P\"", "\\u00e4"})
        CHECK_FALSE(contains(all, secret));
}

TEST_CASE("replaying a trace shows the same screens", "[trace]") {
    TracedWalk walk;
    const auto start = walk.state;
    const auto at = [](int s) { return noon + std::chrono::seconds{s}; };
    // A normal visit; the code stays in view.
    walk.go(Scanned{"KOD1", ScanSource::camera, at(1)});
    walk.go(Scanned{"KOD1", ScanSource::camera, at(2)});
    walk.go(LookUpDone{1, {Verdict::admitted, {}}, asa(), at(2)});
    walk.go(NameShownChosen{BadgeName::given_only, at(3)});
    walk.go(Confirmed{at(4)});
    walk.go(CheckInRecorded{2, Verdict::admitted, {}, asa(), {"o"}, BadgeName::given_only, at(4)});
    walk.go(PrintReport{{{"o"}, OrderState::printing, PrinterFault::cover_open, "Höger", 1, {}}, at(5)});
    walk.go(PrintReport{{{"o"}, OrderState::printed, PrinterFault::none, "Höger", 1, {}}, at(6)});
    // The next visitor is already checked in and wants a badge.
    walk.go(Scanned{"KOD1", ScanSource::scanner, at(10)});
    walk.go(LookUpDone{3, {Verdict::already_in, morning()}, asa(), at(10)});
    walk.go(ReprintRequested{at(11)});
    walk.go(StaffDoorOpened{at(11)});
    for (const auto* digit : {"2", "0", "4", "8", "1", "7"}) walk.go(Typed{digit, at(12)});
    walk.go(Confirmed{at(13)});
    walk.go(PinChecked{4, true, at(13)});
    walk.go(StaffRequested{StaffRequestKind::print_never_came, at(13)});
    walk.go(DeskFailed{5, ErrorCode::disk_full, at(14)});
    walk.go(Tick{at(60)});
    // A visitor searches, at first with spaces only.
    walk.go(SearchStarted{at(61)});
    for (const auto* key : {" ", "-", " "}) walk.go(Typed{key, at(62)});
    walk.go(FieldChosen{NameField::family, at(63)});
    for (const auto* key : {"Ö", "s"}) walk.go(Typed{key, at(63)});
    walk.go(Confirmed{at(64)});
    walk.go(FieldChosen{NameField::given, at(64)});
    for (const auto* key : {"Å", "s", "a"}) walk.go(Typed{key, at(65)});
    walk.go(Confirmed{at(66)});
    walk.go(NameLookedUp{6, {}, {}, at(66)});
    walk.go(StaffCalled{at(67)});
    walk.go(StaffDoorOpened{at(68)});
    for (int i = 0; i < 6; ++i) walk.go(Typed{"3", at(69)});
    walk.go(Confirmed{at(70)});
    walk.go(PinChecked{7, false, at(70)});
    walk.go(Cancelled{at(71)});
    CHECK(replayed(walk.lines, start) == walk.screens);
    CHECK(walk.screen() == "welcome");
}

TEST_CASE("a person who is not on the roster is replayed without a name", "[trace]") {
    const auto event =
        from_trace(R"({"ms":5,"event":"look_up_done","request":1,"verdict":"admitted","who":"stranger"})", noon, known);
    REQUIRE(event);
    const auto& answer = std::get<LookUpDone>(*event);
    REQUIRE(answer.who);
    CHECK(answer.who->id.value == "stranger");
    CHECK(answer.who->given.empty());
}

TEST_CASE("a line that is not an event is skipped, whatever it contains", "[trace]") {
    for (const auto* line : {"", "{", "[]", "7", "null", "\"tick\"", "{}", R"({"event":"vanished"})", R"({"event":7})",
                             R"({"ms":"x","event":"tick"})", R"({"event":"look_up_done","request":"many"})",
                             R"({"event":"typed","text":7})", "\xff", R"({"event":"tick","ms":{}})"})
        CHECK_FALSE(from_trace(line, noon, known));
    CHECK(from_trace(R"({"event":"tick"})", noon, known));
}
