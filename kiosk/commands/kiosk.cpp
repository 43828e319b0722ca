#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "core/base/log.hpp"
#include "core/services/purge.hpp"
#include "core/store/roster.hpp"
#include "kiosk/app/app.hpp"
#include "kiosk/automation/replay.hpp"
#include "kiosk/automation/sample_tickets.hpp"
#include "kiosk/automation/script.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/input/gstreamer_source.hpp"
#include "kiosk/process/stop_signals.hpp"
#include "kiosk/services/code_classifier.hpp"
#include "kiosk/services/first_import.hpp"
#include "kiosk/services/resources.hpp"
#include "kiosk/services/services.hpp"

namespace entre {

namespace {

/// The camera of `[kiosk] camera`, with the demo camera if that is configured.
struct CameraChoice {
    std::string source;
    std::optional<DemoCamera> demo;
};

Result<CameraChoice> choose_camera(const KioskOptions& options, const Seminar& seminar, const SeminarFolder& folder) {
    const std::string wanted = options.camera.empty() ? seminar.kiosk.camera : options.camera;
    const bool is_demo = wanted == "demo" || (options.is_demo && wanted == "auto" && !find_camera());
    if (!is_demo) return CameraChoice{wanted == "none" ? "" : wanted, {}};
    auto demo = DemoCamera::in(folder.path / "demo-camera");
    if (!demo) return pass_on(demo);
    return CameraChoice{demo->source(), *demo};
}

/// Tickets with different answers: admitted people, a withdrawn one and an unknown one.
std::vector<std::string> sample_codes(Database& database) {
    constexpr std::size_t several = 6;
    std::vector<std::string> codes;
    const auto read = database.guard([&]() -> Result<void> {
        std::string withdrawn;
        for (const auto& person : Roster(database).all(true)) {
            if (person.status == RegistrationStatus::withdrawn) withdrawn = person.ticket_code;
            if (person.status == RegistrationStatus::registered && codes.size() < several) codes.push_back(person.ticket_code);
        }
        codes.push_back(withdrawn);
        codes.emplace_back("not-a-ticket-of-this-seminar");
        return {};
    });
    if (!read) log_error("demo", read.error());
    return codes;
}

CameraListener camera_listener(Inbox& inbox, Window& window) {
    return {[&inbox](const std::string& payload, Clock::time_point at) { inbox.push(Scanned{payload, ScanSource::camera, at}); },
            [&inbox](const CameraNews& news) {
                inbox.push(CameraStatus{news.is_working, news.detail, news.is_decoder_gone, news.lost_frames, Clock::now()});
            },
            [&window] { window.wake(); }, [&inbox](ScanAdvice advice) { inbox.push(ScanAdvised{advice, Clock::now()}); }};
}

/// Everything a kiosk opens before its window.
struct KioskContext {
    SeminarFolder folder;
    Seminar seminar;
    std::vector<Language> languages;
    BadgeTemplate badge;
    Database database;
};

Result<KioskContext> prepare(const KioskOptions& options) {
    const SeminarFolder folder{options.folder};
    auto seminar = read_seminar(folder.path);
    if (!seminar) return pass_on(seminar);
    *seminar = with_printer(std::move(*seminar), options.printer);
    auto languages = read_languages(seminar->languages);
    if (!languages) return pass_on(languages);
    auto badge = find_template(*seminar, folder);
    if (!badge) return pass_on(badge);
    const bool is_replay = !options.replay.empty();
    auto database =
        Database::open(folder, is_replay ? Access::read : Access::write, fmt::format("the kiosk \"{}\"", seminar->kiosk.station));
    if (!database) return pass_on(database);
    if (const auto logging = start_log(folder.log(), false); !logging) return pass_on(logging);
    if (auto reminder = purge_reminder(folder, *seminar, utc_now())) seminar->notices.push_back(std::move(*reminder));
    for (const auto& notice : seminar->notices) log_warning("settings", "{}", notice);
    if (!is_replay)
        if (const auto imported = import_if_empty(*database, *seminar, folder); !imported) return pass_on(imported);
    return KioskContext{folder, std::move(*seminar), std::move(*languages), std::move(*badge), std::move(*database)};
}

Result<void> replay(const KioskOptions& options, KioskContext& context, AppContext app) {
    auto driver = read_replay(options.replay, [&](const RegistrationId& id) {
        const auto person =
            context.database.guard([&]() -> Result<std::optional<Registration>> { return Roster(context.database).with_id(id); });
        return person ? *person : std::nullopt;
    });
    if (!driver) return pass_on(driver);
    app.driver = driver->get();
    return App(app).run();
}

Result<void> run_door(const KioskOptions& options, KioskContext& context, AppContext app, Inbox& inbox, Window& window) {
    const auto choice = choose_camera(options, context.seminar, context.folder);
    if (!choice) return pass_on(choice);
    std::unique_ptr<AutomationDriver> driver;
    if (!options.script.empty()) {
        auto script = read_script(options.script, options.shots, choice->demo);
        if (!script) return pass_on(script);
        driver = std::move(*script);
    } else if (choice->demo) {
        driver = sample_tickets(*choice->demo, sample_codes(context.database));
    }
    std::ofstream trace;
    if (!options.trace.empty()) {
        trace.open(options.trace, std::ios::trunc);
        if (!trace) return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be written", options.trace.string()));
        app.trace = &trace;
    }
    Services services(std::move(context.database), context.folder, context.seminar, context.badge, inbox);
    app.services = &services;
    CodeClassifier classifier(context.folder);  // used by the camera thread, which it outlives
    std::optional<Camera> camera;
    CameraOptions looking;
    looking.decoder.symbologies = context.seminar.kiosk.symbologies;
    looking.meaning_of = [&classifier](const std::string& payload) { return classifier.meaning_of(payload); };
    if (!choice->source.empty()) camera.emplace(choice->source, camera_listener(inbox, window), looking);
    app.camera = camera ? &*camera : nullptr;
    app.driver = driver.get();
    return App(app).run();
}

}  // namespace

int run_kiosk(const KioskOptions& options) {
    const auto size = window_size(options.window);
    if (!size) return report(size.error());
    auto context = prepare(options);
    if (!context) return report(context.error());
    auto signals = stop_signals();  // before the window, which starts threads
    auto window = open_window({*size});
    if (!window) return report(window.error());
    Window& screen = **window;
    const LeaveOnSignal leaving(std::move(signals), [&screen] { screen.ask_close(); });
    Inbox inbox([&screen] { screen.wake(); });
    AppContext app{screen, inbox, context->seminar, context->languages, context->badge};
    app.started = options.started;
    app.esc_leaves = options.is_demo;
    const auto done = options.replay.empty() ? run_door(options, *context, app, inbox, screen) : replay(options, *context, app);
    return done ? status_done : report(done.error());
}

}  // namespace entre
