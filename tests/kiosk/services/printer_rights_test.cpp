// polkit needs a desktop session, so a script stands in for pkexec; what it starts and how it is answered is the real program's.
#include "kiosk/services/printer_rights.hpp"

#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/clock.hpp"
#include "kiosk/services/printer_json.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

struct Pkexec {
    test::ScratchFolder scratch;
    fs::path program = scratch.path() / "pkexec";
    explicit Pkexec(const std::string& script) { test::write_program(program, script); }
    [[nodiscard]] std::string arguments() const { return test::read_file(scratch.path() / "arguments"); }
};

const std::string keep_arguments = "echo \"$*\" > \"$(dirname \"$0\")/arguments\"\n";

}  // namespace

TEST_CASE("printers are looked for and added as root, with the arguments of the command", "[rights]") {
    const Pkexec list(keep_arguments +
                      "echo '{\"queues\":[],\"devices\":[{\"device\":\"usb://Brother/QL\",\"make_and_model\":\"Brother "
                      "QL\",\"is_network\":false}],\"is_denied\":false}'\n");
    const auto found = find_devices_as_root(list.program, {});
    REQUIRE(found);
    REQUIRE(found->devices.size() == 1);
    CHECK(found->devices[0].uri == "usb://Brother/QL");
    CHECK(list.arguments().find(fs::read_symlink("/proc/self/exe").string() + " printer --json\n") != std::string::npos);
    CHECK(list.arguments().starts_with("--disable-internal-agent "));

    const Pkexec add(keep_arguments + "echo '{\"result\":\"made\",\"name\":\"badge\"}'\n");
    const auto made = make_queue_as_root(add.program, {"usb://Brother/QL", "badge", MediaSize{100, 62}}, {});
    REQUIRE(made);
    CHECK(made->how == MakingQueue::made);
    CHECK(made->name == "badge");
    CHECK(add.arguments().ends_with("printer --json --add usb://Brother/QL --name badge --media 100x62\n"));
}

TEST_CASE("without a password, without pkexec and for a strange answer nothing is added, and it is said", "[rights]") {
    const NewQueue wanted{"usb://Brother/QL", {}, {}};
    const Pkexec refused("exit 126\n"), strange("echo '[1, 2'\n"), other("echo '{\"result\":\"perhaps\"}'\n"),
        failed("echo '{\"error\":\"the disk is full\"}'; exit 1\n");
    CHECK(make_queue_as_root(refused.program, wanted, {}).error().said.english().starts_with("The password was not given"));
    CHECK(find_devices_as_root(refused.program, {}).error().code == ErrorCode::printer_refused);
    CHECK_FALSE(make_queue_as_root(strange.program, wanted, {}));
    CHECK_FALSE(make_queue_as_root(other.program, wanted, {}));
    CHECK(make_queue_as_root(failed.program, wanted, {}).error().detail == "the disk is full");
    const auto missing = make_queue_as_root(refused.scratch.path() / "none", wanted, {});
    CHECK(missing.error().said.english().find("lpadmin") != std::string::npos);
}

TEST_CASE("a person who does not type the password holds nothing up when the assistant ends", "[rights]") {
    const Pkexec waiting("cat\n");  // until its input closes
    std::stop_source stop;
    const std::jthread ending([&] {
        std::this_thread::sleep_for(200ms);
        stop.request_stop();
    });
    const auto begin = Clock::now();
    CHECK_FALSE(find_devices_as_root(waiting.program, stop.get_token()));
    CHECK(Clock::now() - begin < 2s);
}

TEST_CASE("what the command says of printers comes back as it was", "[rights]") {
    const DeviceSearch found{{{"usb://Brother/QL", "Brother QL", "Brother QL (USB)", "MFG:Brother;MDL:QL;", false},
                              {"ipp://h/", "Canon", "", "", true}},
                             true};
    const auto again = devices_from_json(nlohmann::json::parse(printers_to_json({}, found).dump()));
    REQUIRE(again);
    CHECK(again->devices == found.devices);
    CHECK(again->is_denied);
    for (const auto how : {MakingQueue::made, MakingQueue::denied, MakingQueue::unknown_device, MakingQueue::name_taken,
                           MakingQueue::bad_name, MakingQueue::no_driver, MakingQueue::no_backend, MakingQueue::no_answer}) {
        const MadeQueue made{how, "badge", "everywhere", "iso_a6_105x148mm", "printer-driver-ptouch"};
        const auto read = made_from_json(nlohmann::json::parse(made_to_json(made).dump()));
        REQUIRE(read);
        CHECK(read->how == how);
        CHECK(read->package == made.package);
        CHECK_FALSE(said(*read).empty());
    }
}

}  // namespace entre
