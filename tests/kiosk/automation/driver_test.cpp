#include "kiosk/automation/replay.hpp"
#include "kiosk/automation/sample_tickets.hpp"
#include "kiosk/automation/script.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// A fake window that records taps.
class FakeWindow : public Window {
public:
    [[nodiscard]] SizePx size() const override { return {800, 600}; }
    [[nodiscard]] bool is_close_requested() const override { return false; }
    void begin_frame() override {}
    void end_frame() override {}
    void wait(std::chrono::milliseconds) override {}
    void wake() override {}
    void on_key(KeyHook) override {}
    void set_view(const View&) override {}
    void tap(PointPx at) override { taps.push_back(at); }
    void press(int key) override { keys.push_back(key); }
    Picture screenshot() override { return {}; }
    std::vector<PointPx> taps;
    std::vector<int> keys;
};

struct Stage {
    ScratchFolder folder;
    State state;
    TapTargets targets;
    FakeWindow window;
    Clock::time_point now = Clock::time_point{} + 1000h;

    std::unique_ptr<AutomationDriver> script(std::string_view text) {
        write_file(folder / "script.txt", text);
        auto driver = read_script(folder / "script.txt", folder.path(), std::nullopt);
        if (!driver) FAIL(driver.error().detail);
        return std::move(*driver);
    }
    std::string problem(std::string_view text) {
        write_file(folder / "script.txt", text);
        const auto driver = read_script(folder / "script.txt", folder.path(), std::nullopt);
        REQUIRE_FALSE(driver);
        CHECK(driver.error().code == ErrorCode::wrong_usage);
        return driver.error().detail;
    }
    /// Runs frames of 20 ms until the driver is done or fails, or `most` has passed; returns what it did.
    Result<Events> step(AutomationDriver& driver, int limit = 2000) {
        Events all;
        for (int frame = 0; frame < limit && !driver.is_done(); ++frame) {
            auto events = driver.step({name_of(state.screen), &state, targets, window, now});
            if (!events) return events;
            all.insert(all.end(), events->begin(), events->end());
            now += 20ms;
        }
        return all;
    }
};

}  // namespace

TEST_CASE("a script scans, taps and ends", "[automation]") {
    Stage stage;
    stage.targets.targets.push_back({"welcome.search", "", {100, 200, 40, 20}});
    auto driver = stage.script("# a comment\n\n  scan A B C\npause 100\ntap welcome.search\nwait welcome\ntargets " +
                               (stage.folder / "targets.tsv").string() + "\n");
    const auto events = stage.step(*driver);
    REQUIRE(events);
    REQUIRE(events->size() == 1);
    CHECK(std::get<Scanned>(events->front()).payload == "A B C");
    CHECK(std::get<Scanned>(events->front()).source == ScanSource::scanner);
    REQUIRE(stage.window.taps.size() == 1);
    CHECK(stage.window.taps[0].x == 120);
    CHECK(driver->is_done());
    CHECK(read_file(stage.folder / "targets.tsv") == "welcome.search\t100\t200\t40\t20\n");
}

TEST_CASE("a screen that has passed since the last tap was waited for, but not one from before it", "[automation]") {
    Stage stage;
    stage.targets.targets.push_back({"confirm.yes", "", {0, 0, 10, 10}});
    stage.state.screen = Confirm{};
    auto driver = stage.script("tap confirm.yes\nwait printing\nwait done\ntap confirm.yes\nwait printing 1\n");
    REQUIRE(stage.step(*driver, 2));
    for (const auto& screen : {Screen{Printing{}}, Screen{Done{}}}) {
        stage.state.screen = screen;
        REQUIRE(stage.step(*driver, 1));
    }
    const auto stuck = stage.step(*driver);  // the badge of the first tap is not that of the second
    REQUIRE_FALSE(stuck);
    CHECK(stuck.error().detail.find("script.txt:5:") != std::string::npos);
    CHECK(stage.window.taps.size() == 2);
}

TEST_CASE("keys are tapped one by one", "[automation]") {
    Stage stage;
    for (const auto* key : {"key.å", "key.s", "key.space"}) stage.targets.targets.push_back({key, "", {0, 0, 10, 10}});
    auto driver = stage.script("keys å så\n");
    REQUIRE(stage.step(*driver));
    CHECK(stage.window.taps.size() == 4);
}

TEST_CASE("a script that fails reports the line and the reason", "[automation][wrong_usage]") {
    Stage stage;
    auto driver = stage.script("\nwait confirm 1\n");
    auto stuck = stage.step(*driver);
    REQUIRE_FALSE(stuck);
    CHECK(stuck.error().detail.find("script.txt:2:") != std::string::npos);
    CHECK(stuck.error().detail.find("still welcome") != std::string::npos);
    driver = stage.script("tap nothing.here\n");
    stuck = stage.step(*driver);
    REQUIRE_FALSE(stuck);
    CHECK(stuck.error().detail.find("nothing.here") != std::string::npos);
    driver = stage.script("show KOD1\n");
    CHECK_FALSE(stage.step(*driver));
}

TEST_CASE("an unknown command in a script is reported before anything runs", "[automation][wrong_usage]") {
    Stage stage;
    CHECK(stage.problem("scan A\ndance\n").find(":2:") != std::string::npos);
    CHECK(stage.problem("tap\n").find(":1:") != std::string::npos);
    CHECK(stage.problem("scan A\n\xff\xfe\n").find("not a command") != std::string::npos);
}

TEST_CASE("missing scripts and traces are reported", "[automation][file_missing]") {
    const ScratchFolder folder;
    CHECK(read_script(folder / "none", folder.path(), std::nullopt).error().code == ErrorCode::file_missing);
    CHECK(read_replay(folder / "none", [](const RegistrationId&) { return std::optional<Registration>{}; }).error().code ==
          ErrorCode::file_missing);
}

TEST_CASE("a trace is replayed with its own timing from the first frame, and other lines are skipped", "[automation][trace]") {
    Stage stage;
    write_file(stage.folder / "trace",
               "{\"ms\":60000,\"event\":\"search_started\"}\nrubbish\n\n{\"ms\":60500,\"event\":\"cancelled\"}\n");
    auto driver = read_replay(stage.folder / "trace", [](const RegistrationId&) { return std::optional<Registration>{}; });
    REQUIRE(driver);
    const auto began = stage.now;
    const auto events = stage.step(**driver);
    REQUIRE(events);
    REQUIRE(events->size() == 2);
    CHECK(std::get<SearchStarted>((*events)[0]).at == began);
    CHECK(std::get<Cancelled>((*events)[1]).at == began + 500ms);
    CHECK((*driver)->is_done());
}

TEST_CASE("sample tickets are shown in turn while the screen is idle", "[automation]") {
    Stage stage;
    auto camera = DemoCamera::in(stage.folder.path());
    REQUIRE(camera);
    const auto empty = read_file(stage.folder / "camera.grey");
    auto driver = sample_tickets(*camera, {"KOD1"});
    const auto from = Clock::now();
    for (int second = 0; second <= 8; ++second) {
        stage.now = from + std::chrono::seconds{second};
        REQUIRE(driver->step({name_of(stage.state.screen), &stage.state, stage.targets, stage.window, stage.now}));
    }
    CHECK(read_file(stage.folder / "camera.grey") != empty);
    CHECK_FALSE(driver->is_done());
}

TEST_CASE("a script presses the keys of a keypad, and says which name is none", "[automation]") {
    Stage stage;
    auto driver = stage.script("press right\npress f13\n");
    REQUIRE(stage.step(*driver));
    CHECK(stage.window.keys == std::vector<int>{262, 302});
    driver = stage.script("press anykey\n");
    CHECK_FALSE(stage.step(*driver));
}
