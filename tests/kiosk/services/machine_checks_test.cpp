#include "kiosk/services/machine_checks.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre {
namespace {

namespace fs = std::filesystem;
using setup::CheckKind;
using setup::Health;
using test::write_file;

/// Devices as Linux shows them in folders.
struct Machine {
    test::ScratchFolder scratch;
    MachineFolders folders{scratch.path() / "power", scratch.path() / "sound", scratch.path() / "apt",
                           scratch.path() / "inhibit"};
    Seminar seminar;

    Machine() {
        for (const auto& folder : {folders.power, folders.sound, folders.apt}) fs::create_directories(folder);
    }
    void supply(const std::string& name, const std::vector<std::pair<std::string, std::string>>& values) const {
        fs::create_directories(folders.power / name);
        for (const auto& [file, value] : values) write_file(folders.power / name / file, value + "\n");
    }
    [[nodiscard]] std::optional<setup::CheckRow> row(CheckKind kind) const {
        const auto rows = check_machine(seminar, {scratch.path()}, folders);
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.kind == kind; });
        return found == rows.end() ? std::nullopt : std::optional(*found);
    }
};

}  // namespace

TEST_CASE("a laptop on its battery is a notice, one on the mains is not", "[setup]") {
    const Machine machine;
    CHECK_FALSE(machine.row(CheckKind::power));
    machine.supply("AC", {{"type", "Mains"}, {"online", "0"}});
    machine.supply("mouse", {{"type", "Battery"}, {"scope", "Device"}, {"status", "Discharging"}, {"capacity", "9"}});
    CHECK_FALSE(machine.row(CheckKind::power));
    machine.supply("BAT0", {{"type", "Battery"}, {"status", "Discharging"}, {"capacity", "63"}});
    auto power = machine.row(CheckKind::power);
    REQUIRE(power);
    CHECK(power->health == Health::notice);
    CHECK(power->count == 63);
    machine.supply("BAT0", {{"status", "Charging"}});
    CHECK(machine.row(CheckKind::power)->health == Health::good);
}

TEST_CASE("a computer without a sound output is a notice, and a microphone is no output", "[setup]") {
    const Machine machine;
    write_file(machine.folders.sound / "pcmC0D0c", "");
    CHECK(machine.row(CheckKind::sound)->health == Health::notice);
    write_file(machine.folders.sound / "pcmC0D0p", "");
    CHECK(machine.row(CheckKind::sound)->health == Health::good);
}

TEST_CASE("a stick for copies that is not plugged in is a notice", "[setup]") {
    Machine machine;
    CHECK_FALSE(machine.row(CheckKind::copies));
    machine.seminar.backup_folder = (machine.scratch.path() / "stick" / "entre").string();
    CHECK(machine.row(CheckKind::copies)->health == Health::notice);
    fs::create_directories(machine.scratch.path() / "stick");
    CHECK(machine.row(CheckKind::copies)->health == Health::good);
}

TEST_CASE("a computer that cannot be kept awake is a notice", "[setup]") {
    const Machine machine;
    CHECK(machine.row(CheckKind::sleep)->health == Health::notice);
    test::write_program(machine.folders.inhibitor, "exit 1");
    CHECK(machine.row(CheckKind::sleep)->health == Health::notice);
    test::write_program(machine.folders.inhibitor, "for last; do :; done; exec $last");
    CHECK(machine.row(CheckKind::sleep)->health == Health::good);
}

TEST_CASE("updates that restart the computer by themselves are a notice", "[setup]") {
    const Machine machine;
    CHECK_FALSE(machine.row(CheckKind::updates));
    write_file(machine.folders.apt / "20auto-upgrades", "APT::Periodic::Unattended-Upgrade \"1\";\n");
    write_file(machine.folders.apt / "50unattended-upgrades",
               "//Unattended-Upgrade::Automatic-Reboot \"true\";\nUnattended-Upgrade::Automatic-Reboot-Time \"02:00\";\n");
    REQUIRE(machine.row(CheckKind::updates));
    CHECK(machine.row(CheckKind::updates)->health == Health::good);
    write_file(machine.folders.apt / "52local", "Unattended-Upgrade::Automatic-Reboot \"true\";\n");
    CHECK(machine.row(CheckKind::updates)->health == Health::notice);
    write_file(machine.folders.apt / "60off", "APT::Periodic::Unattended-Upgrade \"0\";\n");
    CHECK_FALSE(machine.row(CheckKind::updates));
}

TEST_CASE("the clock is shown as the place has it", "[setup]") {
    Machine machine;
    machine.seminar.zone = TimeZone::named("Asia/Tokyo").value();
    const auto clock = machine.row(CheckKind::time);
    REQUIRE(clock);
    REQUIRE(clock->time);
    CHECK(clock->time->offset == std::chrono::hours{9});
    CHECK(clock->name.empty());
}

TEST_CASE("a time zone that no place has is a notice", "[setup]") {
    Machine machine;
    for (const auto* name : {"Etc/UTC", "UTC"}) {
        machine.seminar.zone = TimeZone::named(name).value();
        CHECK(machine.row(CheckKind::time)->name == name);
        CHECK(machine.row(CheckKind::time)->health == Health::notice);
    }
    machine.seminar.zone.reset();
    machine.seminar.starts.offset = std::chrono::hours{2};
    CHECK(machine.row(CheckKind::time)->name == "UTC+02:00");
}

}  // namespace entre
