// The one file that includes CLI11.
#include <CLI/CLI.hpp>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"

/// What --help, the manual pages and the shell's completion call an option that takes a file or a folder.
template <>
constexpr const char* CLI::detail::type_name<std::filesystem::path>() {
    return "PATH";
}

namespace entre {

namespace {

void add_folder(CLI::App& command, std::filesystem::path& folder) {
    command.add_option("DIR", folder, say(sentence("the seminar's folder")))->required();
}

void add_json(CLI::App& command, bool& as_json) { command.add_flag("--json", as_json, say(sentence("output as JSON"))); }

/// Start, or the checklist of `seminar`, in place of the door.
int start_again(const KioskOptions& options, const std::filesystem::path& seminar, const std::string& problem = {}) {
    std::vector<std::string> start{"start"};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) start.insert(start.end(), {name, value});
    };
    const auto parent = std::filesystem::absolute(seminar).parent_path();
    add("--seminars", options.from_start.empty() ? parent.string() : options.from_start.string());
    add("--set-up", seminar.string());
    add("--problem", problem);
    add("--window", options.window);
    add("--camera", options.camera);
    add("--printer", options.printer);
    add("--script", options.start_script.string());
    add("--shots", options.start_script.empty() ? "" : options.shots.string());
    return run_again(start);
}

/// What follows the door. If it was opened from Start and failed, Start shows the error: nobody reads standard error there.
int after_door(const KioskOptions& options, const Result<DoorEnd>& end) {
    const bool is_seen = !options.from_start.empty() && options.script.empty();
    if (!end) return is_seen ? start_again(options, options.folder, say(end.error())) : report(end.error());
    if (*end == DoorEnd::done) return status_done;
    return start_again(options, *end == DoorEnd::to_settings ? options.folder : std::filesystem::path{});
}

/// For entre itself, and for tests of what follows.
void add_what_follows(CLI::App& command, KioskOptions& options) {
    command.add_option("--from-start", options.from_start)->group("");
    command.add_option("--start-script", options.start_script)->group("");
}

void add_kiosk(CLI::App& app, KioskOptions& options, int& status) {
    auto* command =
        app.add_subcommand("kiosk", say(sentence("the kiosk: fullscreen visitor screens, and staff screens behind a PIN")));
    add_folder(*command, options.folder);
    command->add_option("--window", options.window,
                        say(sentence("a window of this size instead of the whole screen, such as 1280x800")));
    command->add_option("--camera", options.camera,
                        say(sentence("auto, none, demo, a device, or a GStreamer source; instead of seminar.toml's")));
    command->add_option("--printer", options.printer, "a queue, an ipp:// address or folder:PATH; instead of seminar.toml's");
    command->add_flag("--blind", options.is_blind, say(sentence("draw nothing: to try a visit by ear and keys alone")));
    command->add_flag("--demo", options.is_demo, say(sentence("Esc quits; sample tickets if there is no camera")));
    command->add_option("--trace", options.trace, say(sentence("write every event to this file, without names")));
    command->add_option("--replay", options.replay, say(sentence("replay a trace; nothing is recorded or printed")));
    command->add_option("--script", options.script,
                        say(sentence("run a script: show, scan, wait, tap, keys, pause, shot, targets")));
    command->add_option("--shots", options.shots, say(sentence("the folder for a script's screenshots")));
    add_what_follows(*command, options);
    command->callback([&] { status = after_door(options, run_kiosk(options)); });
}

void add_rehearse(CLI::App& app, KioskOptions& options, int& status) {
    auto* command = app.add_subcommand(
        "rehearse", say(sentence("the door on a copy in memory, for practice: nothing is kept, badges are stamped")));
    add_folder(*command, options.folder);
    command->add_option("--window", options.window,
                        say(sentence("a window of this size instead of the whole screen, such as 1280x800")));
    command->add_option("--camera", options.camera, say(sentence("see entre kiosk --help")));
    command->add_option("--printer", options.printer, say(sentence("see entre kiosk --help")));
    command->add_option("--script", options.script, say(sentence("run a script: see entre kiosk --help")));
    command->add_option("--shots", options.shots, say(sentence("the folder for a script's screenshots")));
    add_what_follows(*command, options);
    command->callback([&] { status = after_door(options, run_rehearse(options)); });
}

void add_start(CLI::App& app, StartOptions& options, int& status) {
    auto* command = app.add_subcommand(
        "start", say(sentence("the seminars of this computer, and the assistant that sets one up; the same as entre alone")));
    command->add_option("--seminars", options.seminars,
                        say(sentence("the folder of the seminars; by default Entré in your home folder")));
    command->add_option("--lists", options.lists,
                        say(sentence("where lists of people are looked for, instead of sticks, downloads and the desktop")));
    command->add_option("--address", options.address,
                        say(sentence("where phones send lists to, instead of this machine's own address")));
    command->add_option("--window", options.window,
                        say(sentence("a window of this size instead of the whole screen, such as 1280x800")));
    command->add_option("--camera", options.camera, say(sentence("for the door that is opened: see entre kiosk --help")));
    command->add_option("--printer", options.printer, say(sentence("for the door that is opened: see entre kiosk --help")));
    command->add_option("--script", options.script, say(sentence("run a script: wait, tap, keys, pause, shot, targets")));
    command->add_option("--door-script", options.door_script, say(sentence("the same for the door that is opened")));
    command->add_option("--shots", options.shots, say(sentence("the folder for a script's screenshots")));
    command->add_option("--set-up", options.seminar)->group("");  // for entre itself
    command->add_option("--problem", options.problem)->group("");
    command->callback([&] { status = run_start(options); });
}

void add_organiser(CLI::App& app, OrganiserOptions& options, int& status) {
    auto* command = app.add_subcommand(
        "organiser", say(sentence("the staff screens in a window: who is inside, who is missing, what needs attention")));
    add_folder(*command, options.folder);
    command->add_option("--window", options.window, say(sentence("the window's size, such as 1280x800")));
    command->add_option("--script", options.script, say(sentence("run a script: wait, tap, keys, pause, shot, targets")));
    command->add_option("--shots", options.shots, say(sentence("the folder for a script's screenshots")));
    command->callback([&] { status = run_organiser(options); });
}

void add_import(CLI::App& app, ImportOptions& options, int& status) {
    auto* command =
        app.add_subcommand("import", say(sentence("imports exports: shows what would change, applies all or nothing")));
    add_folder(*command, options.folder);
    command->add_option("FILE", options.files, say(sentence("exports; by default the files in seminar.toml")));
    command->add_flag("--dry-run", options.is_dry_run, say(sentence("only show what would change")));
    command->add_flag("--yes", options.is_sure, say(sentence("even if over a fifth of the roster would be withdrawn")));
    add_json(*command, options.as_json);
    command->add_option(
        "--column", options.columns,
        say(sentence("answers a question about a column: \"Kommer du?=attending\", \"Lunch=ignore\"; kept in seminar.toml")));
    command->add_option("--status", options.statuses,
                        say(sentence("answers a question about a word: \"Kanske=waiting_list\"; kept in seminar.toml")));
    command->callback([&] { status = run_import(options); });
}

void add_check_in(CLI::App& app, CheckInOptions& options, int& status) {
    auto* command = app.add_subcommand("check-in", say(sentence("one visit from the command line, badge included")));
    add_folder(*command, options.folder);
    command->add_option("CODE", options.code, say(sentence("the content of the QR code")))->required();
    command->add_flag("--no-badge", options.without_badge,
                      say(sentence("print the badge later, with: entre badge DIR --pending")));
    command->add_option("--printer", options.printer, say(sentence("instead of seminar.toml's")));
    add_json(*command, options.as_json);
    command->callback([&] { status = run_check_in(options); });
}

void add_find(CLI::App& app, FindOptions& options, int& status) {
    auto* command =
        app.add_subcommand("find", say(sentence("shows which registration a code leads to, by which rule, or why it has none")));
    add_folder(*command, options.folder);
    auto* payload =
        command->add_option("--payload", options.payload, say(sentence("the text of a code, as a scanner delivers it")));
    auto* image = command->add_option("--image", options.image, say(sentence("a picture with a QR code")));
    auto* name =
        command->add_option("--name", options.name, say(sentence("given name and family name, as in the search on the screen")));
    auto* batch = command->add_option(
        "--batch", options.batch,
        say(sentence("a file with one request a line: payload, image or name, a tab, the value; - for standard input")));
    for (auto* one : {payload, image, name, batch})
        for (auto* other : {payload, image, name, batch})
            if (one != other) one->excludes(other);
    add_json(*command, options.as_json);
    command->callback([&, payload, image, name, batch] {
        if (payload->count() + image->count() + name->count() + batch->count() == 0)
            throw CLI::RequiredError("one of --payload, --image, --name and --batch");
        status = run_find(options);
    });
}

void add_plan(CLI::App& app, PlanOptions& options, int& status) {
    auto* command =
        app.add_subcommand("plan", say(sentence("how many kiosks are needed: how long people wait with 1, 2 … of them")));
    add_folder(*command, options.folder);
    command->add_option("--guests", options.guests, say(sentence("how many are invited; otherwise those on the list")));
    command->add_option("--kiosks", options.kiosks, say(sentence("whether this many are enough")));
    command->add_option("--printers", options.printers, say(sentence("for all kiosks together; otherwise one for each")));
    command->add_option("--visit", options.visit_seconds,
                        say(sentence("seconds of a usual visit (as measured at the door, otherwise 12)")));
    command->add_option("--wait", options.wait_minutes, say(sentence("minutes that 19 of 20 may wait (3)")));
    add_json(*command, options.as_json);
    command->callback([&] { status = run_plan(options); });
}

void add_badge(CLI::App& app, BadgeOptions& options, int& status) {
    auto* command =
        app.add_subcommand("badge", say(sentence("renders, prints and checks badges: one, the waiting ones, or all")));
    add_folder(*command, options.folder);
    auto* code = command->add_option("--code", options.code, say(sentence("the badge of the person with this ticket code")));
    auto* pending = command->add_flag("--pending", options.is_pending, say(sentence("print the waiting badges, oldest first")));
    auto* all = command->add_flag("--all", options.is_all,
                                  say(sentence("everybody's badge, sorted; an interrupted run continues where it stopped")));
    auto* check =
        command->add_flag("--check", options.is_check,
                          say(sentence("list names that need two lines or the smallest size, or letters that no font has")));
    auto* preview = command->add_option("--preview", options.preview,
                                        say(sentence("a .png of the template with difficult names, or with the name of --code")));
    code->excludes(pending)->excludes(all)->excludes(check);
    pending->excludes(all)->excludes(check)->excludes(preview);
    all->excludes(check)->excludes(preview);
    check->excludes(preview);
    auto* tickets = command->add_option(
        "--tickets", options.tickets,
        say(sentence("a .pdf of tickets, or a .csv for mail merge, for people whose registration came without a QR code")));
    for (auto* other : {code, pending, all, check, preview}) tickets->excludes(other);
    command->add_flag("--everybody", options.is_everybody, say(sentence("with --tickets: also for people who have one")))
        ->needs(tickets);
    command->add_option("--sheet", options.sheet,
                        say(sentence("with --all or --tickets: several on A4, A3, Letter or 210x297, with crop marks")));
    command->add_option("--grid", options.grid,
                        say(sentence("with --all or --tickets: columns x rows on each sheet, such as 2x4")));
    command->add_flag("--by-sector", options.by_sector, say(sentence("with --all or --tickets: by sector, then by name")));
    command->add_flag("--again", options.is_again, say(sentence("with --all: also badges that have been printed")))->needs(all);
    command->add_option("--came-out", options.came_out, say(sentence("yes or no: whether the sheet in doubt came out")))
        ->needs(all)
        ->check(CLI::IsMember({"yes", "no"}));
    command->add_option("--template", options.template_file, say(sentence("an .svg instead of the seminar's own")));
    command->add_option(
        "--out", options.out,
        say(sentence("a .pdf or .png; with --all a .pdf, or a folder with one file each; without it, badges are printed")));
    command->add_option("--printer", options.printer, say(sentence("instead of seminar.toml's")));
    command->callback([&, code, pending, all, check, preview, tickets] {
        if (code->count() + pending->count() + all->count() + check->count() + preview->count() + tickets->count() == 0)
            throw CLI::RequiredError("one of --code, --pending, --all, --check, --preview and --tickets");
        const bool is_many = all->count() + tickets->count() > 0;
        if (!is_many && (!options.sheet.empty() || !options.grid.empty() || options.by_sector))
            throw CLI::RequiredError("--sheet, --grid and --by-sector belong to --all or --tickets: one of them");
        status = run_badge(options);
    });
}

void add_attendance(CLI::App& app, AttendanceOptions& options, int& status) {
    auto* command = app.add_subcommand("attendance", say(sentence("who came, when")));
    add_folder(*command, options.folder);
    command->add_option("--format", options.format, say(sentence("csv, xlsx or json; records: every record with its hash")))
        ->check(CLI::IsMember({"csv", "xlsx", "json", "records"}));
    command
        ->add_option("--dialect", options.dialect,
                     say(sentence("of csv: excel (semicolons and a byte order mark, for Swedish Excel), rfc (commas) or tab")))
        ->check(CLI::IsMember({"excel", "rfc", "tab"}));
    command->add_option("--with", options.with, say(sentence("an export whose columns are added to the list")));
    command->add_option("--out", options.out, say(sentence("a file; by default standard output")));
    command->callback([&] { status = run_attendance(options); });
}

void add_person(CLI::App& app, PersonOptions& options, int& status) {
    auto* command =
        app.add_subcommand("person", say(sentence("everything that is stored about one person who asks, or its erasure")));
    add_folder(*command, options.folder);
    command->add_option("WHO", options.who, say(sentence("the ticket code, or the whole name in quotes")))->required();
    auto* file = command->add_option("--export", options.file, say(sentence("a .json or .csv file for it; - for the terminal")));
    auto* erase = command->add_flag(
        "--erase", options.is_erase,
        say(sentence("take the person out of the list, the journal and the backups, and search for what is left")));
    file->excludes(erase);
    command->callback([&, file, erase] {
        if (file->count() + erase->count() == 0) throw CLI::RequiredError("one of --export and --erase");
        status = run_person(options);
    });
}

void add_printer(CLI::App& app, PrinterOptions& options, int& status) {
    auto* command = app.add_subcommand(
        "printer",
        say(sentence("CUPS queues for badge printers: lists them and the printers without one, makes them and removes them")));
    auto* add =
        command->add_option("--add", options.device, say(sentence("make a queue for this printer, by its address in the list")));
    command->add_option("--name", options.name, say(sentence("the new queue's name; by default badge")))->needs(add);
    command->add_option("--media", options.media, say(sentence("the labels' size in mm, such as 100x62; the queue's default")))
        ->needs(add);
    command->add_option("--remove", options.remove, say(sentence("remove a queue that this command made")))->excludes(add);
    add_json(*command, options.as_json);
    command->callback([&] { status = run_printer(options); });
}

void add_serve(CLI::App& app, ServeOptions& options, int& status) {
    auto* command = app.add_subcommand("serve", say(sentence("the live page for phones and laptops, without a kiosk screen")));
    add_folder(*command, options.folder);
    command->add_option("--listen", options.listen,
                        say(sentence("an address of this machine and a port, such as 192.168.1.20:8443")));
    command->add_flag("--staff", options.as_staff, say(sentence("the first pairing code is for staff, who may make changes")));
    command->callback([&] { status = run_serve(options); });
}

void add_share(CLI::App& app, ShareOptions& options, int& status) {
    auto* command =
        app.add_subcommand("share", say(sentence("several kiosks on one door: shares this seminar with other kiosks")));
    add_folder(*command, options.folder);
    auto* listen = command->add_option("--listen", options.listen,
                                       say(sentence("the address of this computer that the other kiosks reach, such as "
                                                    "192.168.1.20:5433")));
    auto* at = command->add_option(
        "--at", options.at, say(sentence("share through this PostgreSQL server: postgresql://owner:password@host:5432/entre")));
    command
        ->add_option("--certificate", options.certificate,
                     say(sentence("with --at: a file with its certificate, or its authority's")))
        ->needs(at);
    auto* sql =
        command->add_flag("--sql", options.as_sql, say(sentence("print what the administrator of such a server runs first")));
    auto* kiosks =
        command->add_flag("--kiosks", options.list_kiosks, say(sentence("list the kiosks, and when each was last heard")));
    auto* invite =
        command->add_flag("--invite", options.is_invitation, say(sentence("show a code that lets one more kiosk join")));
    auto* revoke = command->add_option("--revoke", options.revoke,
                                       say(sentence("exclude the kiosk of this name: it was stolen or is broken")));
    auto* set_aside = command->add_option("--set-aside", options.set_aside,
                                          say(sentence("what the kiosk of this name recorded after a time no longer counts")));
    auto* after = command->add_option(
        "--after", options.after, say(sentence("with --set-aside: 10:42 on the seminar's day, or 2027-05-20T10:42:00+02:00")));
    auto* stop =
        command->add_flag("--stop", options.is_stop, say(sentence("stop the server here; the kiosks go on by themselves")));
    set_aside->needs(after);
    after->needs(set_aside);
    const std::vector<CLI::Option*> ways{listen, at, sql, kiosks, invite, revoke, set_aside, stop};
    for (auto* one : ways)
        for (auto* other : ways)
            if (one != other) one->excludes(other);
    command->callback([&] { status = run_share(options); });
}

void add_join(CLI::App& app, JoinOptions& options, int& status) {
    auto* command = app.add_subcommand("join", say(sentence("makes this computer one more kiosk of a shared seminar")));
    add_folder(*command, options.folder);
    command->add_option("CODE", options.code, say(sentence("shown by entre share DIR --invite on another kiosk")))->required();
    command->callback([&] { status = run_join(options); });
}

void add_purge(CLI::App& app, PurgeOptions& options, int& status) {
    auto* command = app.add_subcommand(
        "purge", say(sentence("deletes everything about people, keeps statistics, and verifies the result by a search")));
    add_folder(*command, options.folder);
    command->add_flag("--decided", options.is_decided, say(sentence("delete; without it, only list what would be deleted")));
    command->add_flag("--early", options.is_early, say(sentence("even before the seminar has ended")));
    command->callback([&] { status = run_purge(options); });
}

void add_lock(CLI::App& app, LockOptions& options, int& status) {
    auto* command =
        app.add_subcommand("lock", say(sentence("makes this computer only a door, from the next time it is started")));
    auto* show = command->add_flag("--show", options.is_show, say(sentence("only show what would be changed, or is")));
    command->add_flag("--undo", options.is_undo, say(sentence("put everything back as it was")))->excludes(show);
    command->callback([&] { status = run_lock(options); });
}

}  // namespace

int run_command_line(int count, char** arguments, Clock::time_point started) {
    CLI::App app(say(sentence("Entré runs the door of a seminar: scans tickets, records attendance, prints badges.")), "entre");
    app.set_help_flag("-h,--help", say(sentence("print this help and exit")));
    app.require_subcommand(0, 1);
    app.set_version_flag("--version", "Entré " ENTRE_VERSION);
    int status = status_done;

    StartOptions start;
    add_start(app, start, status);

    KioskOptions kiosk;
    kiosk.started = started;
    add_kiosk(app, kiosk, status);

    KioskOptions rehearse;
    rehearse.started = started;
    add_rehearse(app, rehearse, status);

    OrganiserOptions organiser;
    organiser.started = started;
    add_organiser(app, organiser, status);

    std::filesystem::path new_folder;
    auto* fresh = app.add_subcommand("new", say(sentence("a starter folder with a commented seminar.toml")));
    add_folder(*fresh, new_folder);
    fresh->callback([&] { status = run_new(new_folder); });

    PinOptions pin;
    auto* set_pin = app.add_subcommand("pin", say(sentence("sets the staff PIN")));
    add_folder(*set_pin, pin.folder);
    set_pin->add_flag("--random", pin.is_random, say(sentence("choose a random PIN and print it")));
    set_pin->callback([&] { status = run_pin(pin); });

    ImportOptions import;
    add_import(app, import, status);
    CheckInOptions check_in;
    add_check_in(app, check_in, status);
    FindOptions find;
    add_find(app, find, status);
    BadgeOptions badge;
    add_badge(app, badge, status);
    AttendanceOptions attendance;
    add_attendance(app, attendance, status);
    PersonOptions person;
    add_person(app, person, status);

    PrinterOptions printer;
    add_printer(app, printer, status);
    PlanOptions plan;
    add_plan(app, plan, status);

    ServeOptions serve;
    add_serve(app, serve, status);

    ShareOptions share;
    add_share(app, share, status);
    JoinOptions join;
    add_join(app, join, status);

    RepairOptions repair;
    auto* command =
        app.add_subcommand("repair", say(sentence("brings back what was acknowledged after entre.db was damaged or lost")));
    add_folder(*command, repair.folder);
    command->add_flag("--yes", repair.is_sure, say(sentence("carry it out; without it, only say what can be brought back")));
    command->callback([&] { status = run_repair(repair); });

    BackupOptions backup;
    auto* copy = app.add_subcommand(
        "backup", say(sentence("copies the database now, and brings copy and journal to the folder of [backup]")));
    add_folder(*copy, backup.folder);
    copy->callback([&] { status = run_backup(backup); });

    PurgeOptions purge;
    add_purge(app, purge, status);

    DoctorOptions doctor;
    auto* check = app.add_subcommand(
        "doctor", say(sentence("checks camera, printers, fonts, clock, disk and database, and says what to do")));
    add_folder(*check, doctor.folder);
    add_json(*check, doctor.as_json);
    check->callback([&] { status = run_doctor(doctor); });
    LockOptions lock;
    add_lock(app, lock, status);

    try {
        app.parse(count, arguments);
        if (app.get_subcommands().empty()) status = run_start(start);
    } catch (const CLI::ParseError& e) {
        const int code = app.exit(e);
        return code == 0 ? status_done : status_wrong_usage;
    }
    return status;
}

}  // namespace entre
