// The commands of `entre`, one file each. They return the exit status: 0 done, 1 failed, 2 wrong usage.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"

namespace entre {

inline constexpr int status_done = 0;
inline constexpr int status_failed = 1;
inline constexpr int status_wrong_usage = 2;
inline constexpr int status_question = 3;  ///< a list has to be explained first

struct StartOptions {
    std::filesystem::path seminars;  ///< the folder of the seminars' folders; empty: usual_seminars()
    std::filesystem::path lists;     ///< where lists are looked for; empty: sticks, downloads, desktop
    std::string address;             ///< where lists from phones are taken; empty: this machine's own address
    std::string window;              ///< "1280x800"; empty: fullscreen
    std::string camera, printer;     ///< for the door that is opened
    std::filesystem::path script, door_script;
    std::filesystem::path shots = "screenshots";
    std::filesystem::path seminar;  ///< its checklist is shown first; empty: Start
    std::string problem;            ///< why its door did not open, shown there
};
/// Start and the assistant. Becomes the kiosk when a door is opened.
int run_start(const StartOptions& options);
/// Replaces this process by `entre` with other arguments; returns only if that fails. No other thread may run.
int run_again(const std::vector<std::string>& arguments);

struct KioskOptions {
    std::filesystem::path folder;
    std::string window;  ///< "1280x800"; empty: fullscreen
    std::filesystem::path trace, replay, script;
    std::filesystem::path shots = "screenshots";
    std::string camera, printer;  ///< override seminar.toml
    bool is_blind = false;        ///< draws nothing
    bool is_demo = false;         ///< Esc quits; sample tickets if there is no camera
    bool is_rehearsal = false;    ///< on a copy: a band says so and ends it, badges are stamped, the doors are open
    std::filesystem::path
        from_start;  ///< the folder of the seminars of Start, which is shown again when staff leaves; may be empty
    std::filesystem::path start_script;  ///< for Start or the checklist that follows
    Clock::time_point started{};
};
/// What follows the door: nothing, Start, or the seminar's checklist.
enum class DoorEnd { done, to_start, to_settings };
Result<DoorEnd> run_kiosk(const KioskOptions& options);

/// The door on a copy of `options.folder` that is thrown away. Errors: also those of RehearsalCopy.
Result<DoorEnd> run_rehearse(KioskOptions options);

struct OrganiserOptions {
    std::filesystem::path folder;
    std::string window;  ///< "1280x800"
    std::filesystem::path script;
    std::filesystem::path shots = "screenshots";
    Clock::time_point started{};
};
int run_organiser(const OrganiserOptions& options);

int run_new(const std::filesystem::path& folder);

struct PinOptions {
    std::filesystem::path folder;
    bool is_random = false;
};
int run_pin(const PinOptions& options);

struct ImportOptions {
    std::filesystem::path folder;
    std::vector<std::filesystem::path> files;  ///< empty: the files in seminar.toml
    bool is_dry_run = false;
    bool is_sure = false;  ///< even if many people would be withdrawn
    bool as_json = false;
    std::vector<std::string> columns;   ///< answers: "Kommer du?=attending"
    std::vector<std::string> statuses;  ///< answers: "Kanske=waiting_list"
};
/// Asks on a terminal what the program cannot decide about the list; otherwise ends with status_question.
int run_import(const ImportOptions& options);

struct CheckInOptions {
    std::filesystem::path folder;
    std::string code;
    bool without_badge = false;
    std::string printer;
    bool as_json = false;
};
int run_check_in(const CheckInOptions& options);

struct FindOptions {
    std::filesystem::path folder;
    std::optional<std::string> payload, name;
    std::filesystem::path image, batch;
    bool as_json = false;
};
int run_find(const FindOptions& options);

struct BadgeOptions {
    std::filesystem::path folder;
    std::string code;                     ///< one person; empty: see below
    bool is_pending = false;              ///< print waiting badges
    bool is_all = false;                  ///< everybody, before the seminar
    bool is_check = false;                ///< check the template with every name
    std::filesystem::path preview;        ///< a .png for the designer of the template
    std::filesystem::path tickets;        ///< a .pdf or .csv of tickets for people without one
    bool is_everybody = false;            ///< with tickets: also people who have one
    std::filesystem::path template_file;  ///< instead of the seminar's
    std::string sheet, grid;              ///< with is_all: "A4", "2x4"; empty: a page of the badge's size
    bool by_sector = false;               ///< with is_all: by sector, then by name
    bool is_again = false;                ///< with is_all: also people whose badge is printed
    std::string came_out;                 ///< with is_all: "yes" or "no", about a sheet in doubt
    std::filesystem::path out;            ///< one file, or with is_all a .pdf or a folder; empty: print
    std::string printer;
};
int run_badge(const BadgeOptions& options);

struct AttendanceOptions {
    std::filesystem::path folder;
    std::string format = "csv";     ///< "csv", "xlsx" or "json"
    std::string dialect = "excel";  ///< of a csv: "excel", "rfc" or "tab"
    std::filesystem::path with;     ///< an export whose columns are added
    std::filesystem::path out;      ///< empty: standard output
};
int run_attendance(const AttendanceOptions& options);

struct PersonOptions {
    std::filesystem::path folder;
    std::string who;             ///< ticket code, whole name or id
    std::filesystem::path file;  ///< where the person's data goes: .json or .csv; "-" for standard output
    bool is_erase = false;
};
/// What is stored about one person, or its erasure.
int run_person(const PersonOptions& options);

struct PlanOptions {
    std::filesystem::path folder;
    std::optional<std::size_t> guests, kiosks, printers;  ///< nullopt: those on the list; all numbers; one printer a kiosk
    std::optional<double> visit_seconds;                  ///< instead of what was measured
    double wait_minutes = 3;                              ///< what is short enough
    bool as_json = false;
};
int run_plan(const PlanOptions& options);

struct ServeOptions {
    std::filesystem::path folder;
    std::string listen;     ///< instead of seminar.toml's
    bool as_staff = false;  ///< the first code pairs staff
};
int run_serve(const ServeOptions& options);

struct ShareOptions {
    std::filesystem::path folder;
    std::string listen;                 ///< of the private server: "192.168.1.20:5433"; empty: as before, else this machine's own
    std::string at;                     ///< somebody else's server: its owner's URL
    std::filesystem::path certificate;  ///< with `at`: what its certificate is checked against
    bool as_sql = false;                ///< print what its administrator runs instead
    bool list_kiosks = false;
    bool is_invitation = false;
    std::string revoke;            ///< a kiosk's name
    std::string set_aside, after;  ///< a kiosk's name, and a time
    bool is_stop = false;
};
int run_share(const ShareOptions& options);

struct JoinOptions {
    std::filesystem::path folder;
    std::string code;
};
int run_join(const JoinOptions& options);

struct PurgeOptions {
    std::filesystem::path folder;
    bool is_decided = false;  ///< everything that must be kept has been saved elsewhere
    bool is_early = false;    ///< also before the seminar's end
};
int run_purge(const PurgeOptions& options);

struct RepairOptions {
    std::filesystem::path folder;
    bool is_sure = false;  ///< carry it out; otherwise only say what would be done
};
int run_repair(const RepairOptions& options);

struct BackupOptions {
    std::filesystem::path folder;
};
int run_backup(const BackupOptions& options);

struct PrinterOptions {
    std::string device;  ///< make a queue for it; empty: list queues and printers without one
    std::string name;    ///< of the new queue; empty: badge
    std::string media;   ///< the labels' size, "100x62"; may be empty
    std::string remove;  ///< remove this queue
    bool as_json = false;
};
int run_printer(const PrinterOptions& options);

struct DoctorOptions {
    std::filesystem::path folder;
    bool as_json = false;
};
int run_doctor(const DoctorOptions& options);

struct LockOptions {
    bool is_show = false, is_undo = false;
};
/// Becomes the lockdown of the package entre-kiosk; returns only if that fails.
int run_lock(const LockOptions& options);

/// Prints `error` on standard error and returns its exit status.
int report(const Error& error);

/// Parses the arguments and runs the command.
int run_command_line(int count, char** arguments, Clock::time_point started);

}  // namespace entre
