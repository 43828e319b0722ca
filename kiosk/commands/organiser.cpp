#include <fstream>

#include "core/base/log.hpp"
#include "kiosk/app/app.hpp"
#include "kiosk/automation/script.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/resources.hpp"
#include "kiosk/services/services.hpp"

namespace entre {

namespace {

constexpr SizePx usual_size{1280, 800};

/// The database, opened for writing if no other process writes it.
struct Door {
    Database database;
    std::string writer;  ///< the other process that writes; empty when this one does
};

/// The station in `the kiosk "Kiosk 1", process 4711, since …`: “Kiosk 1”.
std::string short_name(const std::string& holder) {
    const auto begin = holder.find('"');
    const auto end = begin == std::string::npos ? begin : holder.find('"', begin + 1);
    if (end != std::string::npos) return holder.substr(begin + 1, end - begin - 1);
    return holder.substr(0, holder.find(','));
}

Result<Door> open_database(const SeminarFolder& folder) {
    auto writing = Database::open(folder, Access::write, "organiser");
    if (writing) return Door{std::move(*writing), {}};
    if (writing.error().code != ErrorCode::database_in_use) return pass_on(writing);
    auto reading = Database::open(folder, Access::read, "organiser");
    if (!reading) return pass_on(reading);
    return Door{std::move(*reading), short_name(current_writer(folder).value_or("entre"))};
}

Result<void> run(const OrganiserOptions& options, SizePx size) {
    const SeminarFolder folder{options.folder};
    auto seminar = read_seminar(folder.path);
    if (!seminar) return pass_on(seminar);
    auto languages = read_languages(seminar->languages);
    if (!languages) return pass_on(languages);
    auto badge = find_template(*seminar, folder);
    if (!badge) return pass_on(badge);
    auto door = open_database(folder);
    if (!door) return pass_on(door);
    const bool is_writer = door->writer.empty();
    if (const auto logging = start_log(folder.log(), false); !logging) return pass_on(logging);
    std::unique_ptr<AutomationDriver> driver;
    if (!options.script.empty()) {
        auto script = read_script(options.script, options.shots, {});
        if (!script) return pass_on(script);
        driver = std::move(*script);
    }
    auto window = open_window({size, seminar->name.in(seminar->languages.front())});
    if (!window) return pass_on(window);
    Window& screen = **window;
    Inbox inbox([&screen] { screen.wake(); });
    // If a kiosk runs, it serves the live page; otherwise this window does.
    Services services(std::move(door->database), folder, *seminar, *badge, inbox,
                      is_writer ? DeskRole::writer : DeskRole::reader);
    AppContext app{screen, inbox, *seminar, *languages, *badge};
    app.services = &services;
    app.driver = driver.get();
    app.started = options.started;
    app.is_organisers = true;
    app.writer = door->writer;
    if (const auto end = App(app).run(); !end) return tl::unexpected<Error>(end.error());
    return {};
}

}  // namespace

int run_organiser(const OrganiserOptions& options) {
    const auto size = window_size(options.window);
    if (!size) return report(size.error());
    const auto done = run(options, size->value_or(usual_size));
    return done ? status_done : report(done.error());
}

}  // namespace entre
