#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "core/base/log.hpp"
#include "core/seminar/starter.hpp"
#include "core/services/purge.hpp"
#include "core/store/roster.hpp"
#include "kiosk/app/app.hpp"
#include "kiosk/automation/replay.hpp"
#include "kiosk/automation/sample_tickets.hpp"
#include "kiosk/automation/script.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/input/gstreamer_source.hpp"
#include "kiosk/process/sleep_lock.hpp"
#include "kiosk/process/stop_signals.hpp"
#include "kiosk/services/code_classifier.hpp"
#include "kiosk/services/due_purge.hpp"
#include "kiosk/services/first_import.hpp"
#include "kiosk/services/machine_checks.hpp"
#include "kiosk/services/repair_worker.hpp"
#include "kiosk/services/resources.hpp"
#include "kiosk/services/services.hpp"
#include "kiosk/services/start_log.hpp"

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

/// Everything a kiosk reads before its window opens, apart from the database.
struct KioskContext {
    SeminarFolder folder;
    Seminar seminar;
    std::vector<Language> languages;
    BadgeTemplate badge;
};

/// Open now, and without anything that reaches beyond this computer but its printers.
Seminar for_rehearsal(Seminar seminar) {
    seminar.is_rehearsal = true;
    seminar.doors_open.reset();
    seminar.live_page_listen.clear();
    seminar.registrations.url.clear();
    seminar.backup_folder.clear();
    return seminar;
}

Result<KioskContext> prepare(const KioskOptions& options) {
    const SeminarFolder folder{options.folder};
    auto seminar = read_seminar(folder.path);
    if (!seminar) return pass_on(seminar);
    *seminar = with_printer(std::move(*seminar), options.printer);
    if (options.is_rehearsal) *seminar = for_rehearsal(std::move(*seminar));
    auto languages = read_languages(seminar->languages);
    if (!languages) return pass_on(languages);
    auto badge = find_template(*seminar, folder);
    if (!badge) return pass_on(badge);
    return KioskContext{folder, std::move(*seminar), std::move(*languages), std::move(*badge)};
}

/// A purge that is due goes before everything else, and then there is no door to open: what it did is the error.
Result<void> purge_first(const KioskOptions& options, const KioskContext& context) {
    if (options.is_rehearsal || !options.replay.empty()) return {};
    const auto purged = purge_if_due(context.folder, context.seminar, utc_now(), is_clock_set());
    if (!purged) return pass_on(purged);
    return *purged ? Result<void>(tl::unexpected<Error>(error_of(ErrorCode::stopped, **purged))) : Result<void>{};
}

Result<Database> open_database(const KioskOptions& options, KioskContext& context) {
    const bool is_replay = !options.replay.empty();
    auto database = Database::open(context.folder, is_replay ? Access::read : Access::write,
                                   fmt::format("the kiosk \"{}\"", context.seminar.kiosk.station));
    if (!database) return database;
    if (!is_replay)
        if (const auto imported = import_if_empty(*database, context.seminar, context.folder); !imported)
            return pass_on(imported);
    return database;
}

Result<AppEnd> replay(const KioskOptions& options, Database& database, AppContext app) {
    auto driver = read_replay(options.replay, [&](const RegistrationId& id) {
        const auto person = database.guard([&]() -> Result<std::optional<Registration>> { return Roster(database).with_id(id); });
        return person ? *person : std::nullopt;
    });
    if (!driver) return pass_on(driver);
    app.driver = driver->get();
    return App(app).run();
}

/// The seminar without the parts that a careful start leaves switched off.
Seminar without(Seminar seminar, const std::vector<DoorPart>& parts) {
    for (const auto part : parts) {
        if (part == DoorPart::printers) seminar.printers.clear();
        if (part == DoorPart::camera) seminar.kiosk.camera = "none";
        if (part == DoorPart::live_page) seminar.live_page_listen.clear();
        if (part == DoorPart::export_download) seminar.registrations.url.clear();
    }
    return seminar;
}

/// The parts that this seminar uses and that a careful start leaves switched off.
std::vector<DoorPart> parts_of(const Seminar& seminar) {
    std::vector<DoorPart> parts;
    if (!seminar.printers.empty()) parts.push_back(DoorPart::printers);
    if (seminar.kiosk.camera != "none") parts.push_back(DoorPart::camera);
    if (!seminar.live_page_listen.empty()) parts.push_back(DoorPart::live_page);
    if (!seminar.registrations.url.empty()) parts.push_back(DoorPart::export_download);
    return parts;
}

/// The kiosk from its window on: runs the door, and opens everything anew in the same window when that is needed.
class Kiosk {
public:
    Kiosk(const KioskOptions& options, KioskContext context, Window& window, Inbox& inbox)
        : options_(options), context_(std::move(context)), window_(window), inbox_(inbox) {}

    /// The staff PIN is chosen on the screen first. A door that fills the screen could otherwise never be left.
    void ask_for_pin() { is_pin_missing_ = true; }
    void start_carefully() { parts_off_ = parts_of(context_.seminar); }

    /// How it ended: quit or settings.
    Result<AppEnd> run(Result<Database> database) {
        auto choice = choose_camera(options_, context_.seminar, context_.folder);
        if (!choice) return pass_on(choice);
        camera_ = std::move(*choice);
        if (!options_.script.empty()) {
            auto script = read_script(options_.script, options_.shots, camera_.demo);
            if (!script) return pass_on(script);
            driver_ = std::move(*script);
        }
        if (is_pin_missing_) {
            auto end = choose_pin();
            if (!end || *end == AppEnd::quit) return end;
        }
        while (true) {
            std::optional<DoorPart> switched_on;
            auto end = run_once(std::move(database), switched_on);
            if (!end || *end != AppEnd::restart) return end;
            static_cast<void>(inbox_.drain());  // answers to requests of before
            was_interrupted_ = !switched_on.has_value() && !was_damaged_;
            if (switched_on) std::erase(parts_off_, *switched_on);
            database = open_database(options_, context_);
        }
    }

private:
    Result<AppEnd> run_once(Result<Database> database, std::optional<DoorPart>& switched_on) {
        const Seminar seminar = without(context_.seminar, parts_off_);
        AppContext app{window_, inbox_, seminar, context_.languages, context_.badge};
        app.started = options_.started;
        app.is_blind = options_.is_blind;
        app.esc_leaves = options_.is_demo || options_.is_rehearsal;
        app.has_settings = options_.replay.empty() && !options_.is_rehearsal;
        app.pin_tries = load_pin_tries(context_.folder, utc_now());
        app.parts_off = parts_off_;
        app.was_interrupted = was_interrupted_;
        was_damaged_ = !database && database.error().code == ErrorCode::database_damaged;
        if (was_damaged_) return repair(app, database.error());
        if (!database) return tl::unexpected<Error>(database.error());
        return options_.replay.empty() ? run_door(app, seminar, std::move(*database), switched_on)
                                       : replay(options_, *database, app);
    }

    Result<AppEnd> choose_pin() {
        AppContext app{window_, inbox_, context_.seminar, context_.languages, context_.badge};
        app.started = options_.started;
        app.driver = driver_.get();
        app.save_pin = [this](std::string_view pin) -> Result<void> {
            if (const auto saved = set_pin(context_.folder.path, pin); !saved) return saved;
            const auto settings = read_seminar(context_.folder.path);
            if (!settings) return pass_on(settings);
            context_.seminar.pin_hash = settings->pin_hash;
            return {};
        };
        return App(app).run();
    }

    Result<AppEnd> repair(AppContext app, const Error& damage) {
        log_error("store", damage);
        report(damage);
        RepairWorker worker(context_.folder, context_.seminar, inbox_);
        app.repair = &worker;
        app.driver = driver_.get();
        return App(app).run();
    }

    Result<AppEnd> run_door(AppContext app, const Seminar& seminar, Database database, std::optional<DoorPart>& switched_on) {
        if (driver_ == nullptr && camera_.demo) driver_ = sample_tickets(*camera_.demo, sample_codes(database));
        std::ofstream trace;
        if (!options_.trace.empty()) {
            trace.open(options_.trace, std::ios::trunc);
            if (!trace) return fail(ErrorCode::file_unwritable, sentence("{} cannot be written", options_.trace.string()));
            app.trace = &trace;
        }
        const SleepLock awake;
        Services services(std::move(database), context_.folder, seminar, context_.badge, inbox_);
        app.services = &services;
        CodeClassifier classifier(context_.folder);  // used by the camera thread, which it outlives
        std::optional<Camera> camera;
        CameraOptions looking;
        looking.decoder.symbologies = seminar.kiosk.symbologies;
        looking.meaning_of = [&classifier](const std::string& payload) { return classifier.meaning_of(payload); };
        const bool is_camera_on = std::find(parts_off_.begin(), parts_off_.end(), DoorPart::camera) == parts_off_.end();
        if (is_camera_on && !camera_.source.empty()) camera.emplace(camera_.source, camera_listener(inbox_, window_), looking);
        app.camera = camera ? &*camera : nullptr;
        app.driver = driver_.get();
        App door(app);
        const auto end = door.run();
        switched_on = door.switched_on();
        return end;
    }

    const KioskOptions& options_;
    KioskContext context_;
    Window& window_;
    Inbox& inbox_;
    CameraChoice camera_;
    std::unique_ptr<AutomationDriver> driver_;
    std::vector<DoorPart> parts_off_;
    bool is_pin_missing_ = false;
    bool was_interrupted_ = false;
    bool was_damaged_ = false;
};

}  // namespace

Result<DoorEnd> run_kiosk(const KioskOptions& options) {
    open_helpers();
    const auto size = window_size(options.window);
    if (!size) return tl::unexpected<Error>(size.error());
    auto context = prepare(options);
    if (!context) return tl::unexpected<Error>(context.error());
    const SeminarFolder folder = context->folder;
    if (const auto holder = current_writer(folder); holder && options.replay.empty())
        return fail(ErrorCode::database_in_use,
                    sentence("{} is already open: {}. Close it there first.", folder.database().string(), *holder));
    if (const auto purged = purge_first(options, *context); !purged) return tl::unexpected<Error>(purged.error());
    if (const auto logging = start_log(folder.log(), false); !logging) return tl::unexpected<Error>(logging.error());
    auto signals = stop_signals();  // before the first thread, which would otherwise end the program
    std::optional<StartLog> starts;
    if (options.replay.empty()) starts.emplace(folder);
    auto database = open_database(options, *context);
    if (!database && database.error().code != ErrorCode::database_damaged) return tl::unexpected<Error>(database.error());
    if (auto reminder = purge_reminder(folder, context->seminar, utc_now()))
        context->seminar.notices.push_back(std::move(*reminder));
    for (const auto& notice : context->seminar.notices) log_warning("settings", "{}", notice);
    auto window = open_window({*size});
    if (!window) return tl::unexpected<Error>(window.error());
    Window& screen = **window;
    const LeaveOnSignal leaving(std::move(signals), [&screen] { screen.ask_close(); });
    Inbox inbox([&screen] { screen.wake(); });
    const bool is_for_people = !options.is_demo && !options.is_rehearsal && options.replay.empty() && options.script.empty();
    const bool is_pin_missing = context->seminar.pin_hash.empty() && !*size && is_for_people;
    Kiosk kiosk(options, std::move(*context), screen, inbox);
    if (is_pin_missing) kiosk.ask_for_pin();
    if (starts && starts->is_careful()) kiosk.start_carefully();
    const auto end = kiosk.run(std::move(database));
    if (!end) return tl::unexpected<Error>(end.error());
    if (*end == AppEnd::settings) return DoorEnd::to_settings;
    const bool is_left = !options.from_start.empty() && options.script.empty() && !screen.is_close_requested();
    return is_left ? DoorEnd::to_start : DoorEnd::done;
}

}  // namespace entre
