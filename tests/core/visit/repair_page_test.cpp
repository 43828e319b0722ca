// A damaged database: the screen for visitors, and the repair behind the PIN.
#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Walk damaged_door() {
    Walk walk;
    walk.state = on_screen(OutOfOrder{});
    walk.state.rules.is_damaged = true;
    return walk;
}

RepairPlan plan() {
    RepairPlan plan;
    plan.base = RepairBase::backup;
    plan.visits = plan.restorable = 48;
    return plan;
}

const RepairPage& page_of(const Walk& walk) { return std::get<RepairPage>(std::get<Staff>(walk.state.screen).page); }

/// The door with the repair page open, its plan ready.
Walk ready_to_repair() {
    auto walk = damaged_door();
    walk.take(StaffDoorOpened{noon});
    for (const auto* digit : {"2", "0", "4", "8", "1", "7"}) walk.take(Typed{digit, noon});
    walk.take(Confirmed{noon});
    walk.take(PinChecked{walk.state.last_request, true, noon});
    CHECK(walk.news<PrepareRepair>() != nullptr);
    CHECK(page_of(walk).note == RepairNote::looking);
    walk.take(RepairPrepared{plan(), noon});
    return walk;
}

}  // namespace

TEST_CASE("the PIN opens the repair and nothing else while the database is damaged", "[visit][repair]") {
    auto walk = ready_to_repair();
    CHECK(page_of(walk).note == RepairNote::ready);
    CHECK(page_of(walk).plan == plan());
    walk.take(StaffPageOpened{StaffTab::people, noon});
    CHECK(page_of(walk).note == RepairNote::ready);
    walk.take(Cancelled{noon});
    CHECK(walk.screen() == "out_of_order");
}

TEST_CASE("one tap repairs, and the next opens the door", "[visit][repair]") {
    auto walk = ready_to_repair();
    walk.take(RepairRequested{noon});
    CHECK(walk.news<CarryOutRepair>() != nullptr);
    CHECK(page_of(walk).note == RepairNote::repairing);
    walk.take(RepairRequested{noon});
    CHECK(walk.effects.empty());
    walk.take(Cancelled{noon}).take(QuitRequested{noon}).take(Confirmed{noon});
    CHECK(page_of(walk).note == RepairNote::repairing);
    walk.take(RepairDone{"damaged-1", noon});
    CHECK(page_of(walk).note == RepairNote::repaired);
    CHECK(page_of(walk).kept == "damaged-1");
    walk.take(Confirmed{noon});
    CHECK(walk.news<Restart>() != nullptr);
}

TEST_CASE("a repair that failed or is impossible can be tried again", "[visit][repair]") {
    auto walk = ready_to_repair();
    walk.take(RepairRequested{noon}).take(RepairDone{std::nullopt, noon});
    CHECK(page_of(walk).note == RepairNote::failed);
    walk.take(RepairRequested{noon});
    CHECK(walk.news<PrepareRepair>() != nullptr);
    walk.take(RepairPrepared{std::nullopt, noon});
    CHECK(page_of(walk).note == RepairNote::impossible);
    walk.take(Confirmed{noon});
    CHECK(walk.effects.empty());
    walk.take(RepairRequested{noon});
    CHECK(walk.news<PrepareRepair>() != nullptr);
    walk.take(RepairPrepared{RepairPlan{}, noon});
    CHECK(page_of(walk).note == RepairNote::repaired);
}

TEST_CASE("damage that is found while the door is open makes it open everything anew, and the visitor is told",
          "[visit][repair]") {
    Walk walk;
    walk.take(DatabaseDamaged{noon});
    CHECK(walk.news<Restart>() != nullptr);
    Walk recording;
    recording.state = on_screen(Recording{7, asa(), noon});
    recording.take(DeskFailed{7, ErrorCode::database_damaged, noon});
    CHECK(recording.screen() == "trouble");
    CHECK(recording.news<Restart>() != nullptr);
    Walk full;
    full.state = on_screen(Recording{7, asa(), noon});
    full.take(DeskFailed{7, ErrorCode::disk_full, noon});
    CHECK(full.news<Restart>() == nullptr);
}

TEST_CASE("staff switch parts on again on the overview, and hear of threads, backups and old copies", "[visit][careful]") {
    Walk walk;
    walk.state = on_screen(Staff{OverviewPage{}, 0, false, noon});
    walk.take(PartSwitchedOn{DoorPart::camera, noon});
    REQUIRE(walk.news<SwitchOn>() != nullptr);
    CHECK(walk.news<SwitchOn>()->part == DoorPart::camera);
    walk.take(ThreadRestarted{"desk", noon}).take(ThreadRestarted{"desk", noon});
    CHECK(walk.state.devices.restarted == std::vector<std::string>{"desk"});
    walk.take(BackupNoted{"does not answer", noon});
    CHECK(walk.news<AlertStaff>() != nullptr);
    walk.take(BackupNoted{"does not answer", noon});
    CHECK(walk.news<AlertStaff>() == nullptr);
    walk.take(BackupNoted{"", noon});
    CHECK(walk.state.devices.backup_problem.empty());
    walk.take(OldCopyFound{12, morning(), noon});
    CHECK(walk.news<AlertStaff>() != nullptr);
    CHECK(walk.state.devices.missing_check_ins == 12);
}
