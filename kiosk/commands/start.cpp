#include <unistd.h>

#include <cstdlib>

#include "core/base/log.hpp"
#include "kiosk/app/setup_app.hpp"
#include "kiosk/automation/script.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/input/demo_camera.hpp"
#include "kiosk/process/child_process.hpp"
#include "kiosk/process/stop_signals.hpp"
#include "kiosk/services/seminar_cards.hpp"

namespace entre {

namespace {

/// The languages that the assistant speaks; the environment's first if it is one of them, otherwise Swedish.
constexpr const char* languages[] = {"sv", "en"};

std::size_t first_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return std::string_view(value).starts_with("en") ? 1 : 0;
    return 0;
}

/// nullopt unless the demo camera is wanted.
Result<std::optional<DemoCamera>> demo_camera(const StartOptions& options, const std::filesystem::path& seminars) {
    if (options.camera != "demo") return std::optional<DemoCamera>{};
    auto demo = DemoCamera::in(seminars / "demo-camera");
    if (!demo) return pass_on(demo);
    return std::optional(std::move(*demo));
}

Result<std::optional<SetupEnd>> choose(const StartOptions& options, std::optional<SizePx> size) {
    auto words = read_languages({std::begin(languages), std::end(languages)});
    if (!words) return pass_on(words);
    SetupPlaces places{options.seminars.empty() ? usual_seminars() : options.seminars};
    if (!options.lists.empty()) places.lists.push_back(options.lists);
    places.address = options.address;
    const auto demo = demo_camera(options, places.seminars);
    if (!demo) return pass_on(demo);
    std::unique_ptr<AutomationDriver> driver;
    if (!options.script.empty()) {
        auto script = read_script(options.script, options.shots, *demo);
        if (!script) return pass_on(script);
        driver = std::move(*script);
    }
    auto signals = stop_signals();  // before the first thread, which would otherwise end the program
    auto window = open_window({size});
    if (!window) return pass_on(window);
    Window& screen = **window;
    const LeaveOnSignal leaving(std::move(signals), [&screen] { screen.ask_close(); });
    const auto camera = *demo ? (*demo)->source() : options.camera == "none" ? std::string{} : options.camera;
    return SetupApp({screen, *words, std::move(places), first_language(), driver.get(), camera, options.seminar, options.problem})
        .run();
}

}  // namespace

int run_again(const std::vector<std::string>& arguments) {
    close_log();
    std::vector<char*> all{const_cast<char*>("entre")};
    for (const auto& one : arguments) all.push_back(const_cast<char*>(one.c_str()));
    all.push_back(nullptr);
    // The installed program, which an upgrade may have replaced meanwhile: its helpers are those of the new one.
    ::execv(helper_program("entre", "/proc/self/exe").c_str(), all.data());
    return report(error_of(ErrorCode::file_unreadable, sentence("The program could not be started again.")));
}

int run_start(const StartOptions& options) {
    open_helpers();
    const auto size = window_size(options.window);
    if (!size) return report(size.error());
    const auto end = choose(options, *size);
    if (!end) return report(end.error());
    if (!*end) return status_done;
    const auto seminars = options.seminars.empty() ? usual_seminars() : options.seminars;
    const auto& [folder, is_rehearsal] = **end;
    std::vector<std::string> door{is_rehearsal ? "rehearse" : "kiosk", folder.string(), "--from-start", seminars.string()};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) door.insert(door.end(), {name, value});
    };
    add("--window", options.window);
    add("--camera", options.camera);
    add("--printer", options.printer);
    add("--script", options.door_script.string());
    add("--shots", options.door_script.empty() ? "" : options.shots.string());
    return run_again(door);
}

}  // namespace entre
