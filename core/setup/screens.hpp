// The assistant's screens as values, and what they show.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/base/one_of.hpp"
#include "core/import/headings.hpp"
#include "core/import/questions.hpp"
#include "core/import/row_issue.hpp"
#include "core/qr/scan_advice.hpp"
#include "core/seminar/seminar_form.hpp"
#include "core/setup/request_id.hpp"
#include "core/setup/staff_screens.hpp"

namespace entre::setup {

/// A seminar on this machine.
struct SeminarCard {
    std::filesystem::path folder;
    std::string name;
    std::string venue;
    LocalTime starts;
    LocalTime ends;
    std::int64_t expected = 0;  ///< people on its list
    std::int64_t came = 0;
    std::optional<Error> problem{};  ///< why it cannot be opened; then only the folder is known
    int rotate = 0;                  ///< as in `[kiosk] rotate`
};

/// A file on a stick, among downloads or on the desktop that may be a list of people.
struct FoundFile {
    std::filesystem::path path;
    std::string name;
    std::string place;  ///< the stick's name; empty for a folder of this computer
    std::int64_t changed_ms = 0;
    enum class Kind { list, folder, folder_above };
    Kind kind = Kind::list;
};

/// The first rows of a list with what each column was taken for.
struct ListPreview {
    struct Column {
        std::string heading;
        std::optional<Field> role;
        bool is_asked = false;  ///< a question about it is open
    };
    std::string file;
    std::size_t rows_skipped = 0;                ///< above the headings
    std::vector<Column> columns;                 ///< those that are asked about first, then those that are used
    std::vector<std::vector<std::string>> rows;  ///< at most three, one cell a column
    std::size_t people = 0;                      ///< who are let in
    std::size_t kept_out = 0;                    ///< cancelled, waiting or not paid
    std::size_t with_code = 0;
    std::size_t to_look_at = 0;  ///< rows that were left out or changed
    std::vector<ListQuestion> questions;
    std::vector<RowIssue> issues;  ///< of those rows, by line
};

/// The seminars on this machine.
struct StartScreen {
    std::vector<SeminarCard> cards;  ///< the next one first, then the later ones, then those that are over
    bool is_read = false;
    std::size_t chosen = 0;
    bool is_copying = false;  ///< choosing the one to copy
    double top = 0;           ///< rows scrolled away
};

/// "Anslut till en annan kiosk": with the code that a kiosk shows at that door.
struct JoinScreen {
    std::string code{};  ///< what has been typed
    bool is_typing = false;
    bool is_shift_on = false;
    std::optional<bool> is_working{};  ///< nullopt until the camera has said so
    ScanAdvice advice = ScanAdvice::none;
    bool saw_other_code = false;  ///< one that is no invitation
    RequestId joining = 0;
    std::optional<Error> problem{};
};

enum class TextField { name, organisers, venue, address, controller, contact, notice };
/// What the form's first page leaves to a page of its own: three times, the day, the zone, how the picture is turned on the
/// panel, how high the panel is mounted, and what visitors are told about their data.
enum class FormPicker { doors, starts, ends, day, zone, turn, height, privacy };

/// The time zones to choose from: the north's first. Another one stays as it is in the file until one of these is chosen.
inline constexpr std::array<const char*, 12> zones{"Europe/Stockholm",   "Europe/Helsinki", "Europe/Oslo",   "Europe/Copenhagen",
                                                   "Atlantic/Reykjavik", "Europe/Tallinn",  "Europe/London", "Europe/Berlin",
                                                   "Europe/Paris",       "Europe/Madrid",   "Europe/Warsaw", "Europe/Athens"};

/// The picture was turned just now, and will be turned back unless somebody keeps it: nobody could use a wrong one.
struct TurnTrial {
    int before = 0;  ///< as in `[kiosk] rotate`
    Clock::time_point until{};
};

/// Where to go once the form is saved.
enum class AfterSave { stay, next, back };

/// "Vad heter seminariet?"
struct FormScreen {
    SeminarForm form;
    std::optional<TextField> typing{};  ///< the field that the keyboard fills in
    bool is_shift_on = true;
    std::optional<FormPicker> picker{};
    std::optional<TurnTrial> trial{};  ///< of a turned picture; until it is over nothing else can be tapped
    std::chrono::year_month month{};   ///< shown in the calendar
    std::filesystem::path copy_of{};   ///< a new seminar gets this one's settings
    RequestId saving = 0;              ///< 0: not at the moment
    SeminarForm sent{};                ///< what is being saved, or was saved last
    AfterSave after_save = AfterSave::stay;
    std::optional<Error> problem{};
};

/// Where the list is.
struct FilesScreen {
    std::vector<FoundFile> files;  ///< the newest first; in a folder by name, after the folders in it
    bool is_read = false;
    std::optional<std::filesystem::path> inside{};  ///< the folder shown, empty for the first one; nullopt: what was found
    RequestId reading = 0;
    std::string reading_name{};
    std::optional<Error> problem{};
    double top = 0;  ///< rows scrolled away
};

/// "Vilken adress har listan?": on a registration system's server, or a shared document.
struct AddressScreen {
    std::string url{};
    bool is_shift_on = false;
    RequestId fetching = 0;
    std::optional<Error> problem{};
};

/// "Skicka listan hit": the address of a page on which a phone or a laptop sends it.
struct UploadScreen {
    RequestId visit = 0;  ///< the address is good for this one
    std::string url{};    ///< empty until there is a network
    std::string name{};   ///< of the file on its way
    int percent = 0;      ///< of it; at 100 it is being read
    std::optional<Error> problem{};
};

/// "Stämmer kolumnerna?"
struct ColumnsScreen {
    ListPreview preview;
    std::filesystem::path path;
    std::string url{};                  ///< where the list was fetched from; the door fetches it from there as well
    std::optional<std::size_t> open{};  ///< the column whose meaning is chosen
    std::size_t first_column = 0;       ///< the first one shown
    bool is_looking_at_rows = false;
    double top = 0;  ///< rows scrolled away
    RequestId working = 0;
    std::optional<Error> problem{};
};

enum class Recognition { by_name, by_code, by_staff };

/// Where tickets go: as files on a stick or in the seminar's folder, onto paper, or as files to a phone or another computer.
enum class TicketsTo { files, printer, phone };

/// Tickets that were saved, to be sent, or printed.
struct SavedTickets {
    std::size_t count = 0;
    std::size_t by_hand = 0;  ///< for protected people, whose address is not in the list
    std::string stick{};      ///< its name; empty: in the seminar's folder
    std::string printer{};    ///< its name; empty: not printed
};

/// How people without codes are recognised.
struct RecogniseScreen {
    Recognition chosen = Recognition::by_name;
    std::size_t people = 0;
    RequestId saving = 0;
    RequestId saving_tickets = 0;
    std::optional<SavedTickets> tickets{};
    std::optional<Error> problem{};
};

/// "Hämta biljetterna": a code and an address for a phone or another computer.
struct TicketsScreen {
    RecogniseScreen recognise;  ///< shown again afterwards
    RequestId visit = 0;
    std::string url{};                   ///< empty while the page is opened
    std::vector<std::string> fetched{};  ///< names of files, each once
    std::optional<Error> problem{};
};

/// A badge template, and how the list's names fit it.
struct BadgeDesign {
    std::string name;  ///< as in `[badge] template`: "landscape", or a file of the seminar's own
    double width_mm = 0, height_mm = 0;
    std::size_t too_small = 0;  ///< names that need smaller letters than the template wants
    bool is_readable = true;
};

/// "Hur ska namnbrickan se ut?"
struct BadgeScreen {
    bool is_read = false;
    std::vector<BadgeDesign> designs;
    std::size_t chosen = 0;
    bool is_changed = false;  ///< by a tap; otherwise nothing is saved
    Registration hardest{};   ///< who is shown: one of the longest names on the list, or a made-up one
    RequestId saving = 0;
    std::optional<Error> problem{};
};

/// A queue of this computer, or a printer that gets one when it is chosen.
struct FoundPrinter {
    std::string queue;  ///< empty: none yet
    std::string name;   ///< the description, or the make and model, or the queue's own
    bool is_network = false;
    bool is_black = false;  ///< a label printer
    std::string device{};   ///< without a queue: the printer's address
};

/// The labels in a printer beside those that the badge needs.
struct PrinterRoll {
    enum class How { unknown, fits, is_other, must_be_put_in, has_no_such };
    How how = How::unknown;
    double width_mm = 0;  ///< of the labels in it; 0 if it does not tell
    double height_mm = 0;
    double badge_width_mm = 100;
    double badge_height_mm = 62;
    friend bool operator==(const PrinterRoll&, const PrinterRoll&) = default;
};

enum class TestBadge { none, printing, printed, failed, was_whole, was_wrong_size, did_not_come };

/// "Vilken skrivare?", with a badge to try it.
struct PrinterScreen {
    std::vector<FoundPrinter> printers;
    bool is_read = false;
    std::optional<std::size_t> chosen{};  ///< nullopt: none yet
    Side side = Side::right;
    bool is_changed = false;  ///< by a tap; otherwise nothing is saved
    TestBadge test = TestBadge::none;
    RequestId saving = 0;
    bool goes_on = false;  ///< once it is saved
    bool prints = false;   ///< once it is saved
    RequestId printing = 0;
    std::optional<Error> problem{};
    bool is_searching = false;  ///< for printers without a queue
    bool is_denied = false;     ///< they are shown after a password only
    std::optional<Error> search_problem{};
    RequestId adding = 0;  ///< a queue is being made, for the printer `added`
    std::size_t added = 0;
    std::optional<PrinterRoll> roll{};  ///< of the chosen one
    double top = 0;                     ///< rows scrolled away
};

/// What a hand scanner reads off the screen: with the wrong keyboard layout, several of its characters become others.
inline constexpr std::string_view scanner_code = "ENTRE-PROV/a=1&b_2+c#3?d:4";

/// A code that the camera read.
struct CodeRead {
    bool is_on_list = false;
    bool is_test = false;               ///< of the test badge
    std::chrono::milliseconds took{0};  ///< from the picture to its text
};
/// A hand scanner read something; `layout` is set if it is `scanner_code` in that layout.
struct ScannerTried {
    std::optional<ScannerLayout> layout;
};
enum class PictureLight { good, dark, bright };

/// "Ser kameran koden?"
struct CameraScreen {
    bool is_read = false;
    bool is_wanted = true;
    std::string source{};              ///< as in `[kiosk] camera`
    bool is_changed = false;           ///< by a tap; otherwise nothing is saved
    std::optional<bool> is_working{};  ///< nullopt until the camera has said so
    ScanAdvice advice = ScanAdvice::none;
    PictureLight light = PictureLight::good;
    std::optional<CodeRead> code{};
    std::optional<ScannerTried> scanner{};
    RequestId saving = 0;
    RequestId saving_layout = 0;
    std::optional<Error> problem{};
};

/// The first four keys of SpeechSettings::keys; the voice can be changed with the others.
inline constexpr std::size_t needed_keys = 4;

/// "Knappar för den som inte ser skärmen": a part of the camera's step.
struct KeysScreen {
    bool is_read = false;
    std::array<std::string, 8> keys{};  ///< names of keys, as SpeechSettings has them; empty: none
    std::size_t learning = 0;           ///< which one is to be pressed; 8: none
    bool is_changed = false;
    bool is_unfit = false;  ///< the key that was pressed just now is one that scanners press
    RequestId saving = 0;
    std::optional<Error> problem{};
};

enum class CheckKind {
    list,
    codes,
    badge,
    printer,
    labels,
    camera,
    queue,
    staff_pin,
    phones,
    sound,
    day,
    time,
    power,
    sleep,
    updates,
    copies,
    disk
};
enum class Health { good, notice, missing };

/// How long 19 of 20 wait at this door, as `entre plan` reckons; and with as many kiosks as are enough.
struct QueueForecast {
    std::size_t kiosks = 1;
    std::int64_t wait_s = 0;
    std::optional<std::size_t> enough{};  ///< nullopt: more kiosks are no remedy
    std::int64_t enough_wait_s = 0;
    std::int64_t measured_visits = 0;  ///< that it reckons with; 0: with visits as they usually are
    bool is_measured_here = false;     ///< at this kiosk, otherwise at the doors of earlier seminars
    friend bool operator==(const QueueForecast&, const QueueForecast&) = default;
};

/// One row of the checklist.
struct CheckRow {
    CheckKind kind;
    Health health = Health::good;
    std::int64_t count = 0;  ///< people; people with a code; mm of the badge's width; labels left; percent of the battery
    std::int64_t other = 0;  ///< mm of the badge's height; days until the seminar; people who are expected
    std::string name{};      ///< of the printer; time: of a zone that is hardly the place's
    PrinterFault fault = PrinterFault::none;
    std::optional<LocalTime> time{};    ///< day: when the doors open (nullopt: at once); time: what the clock shows
    std::optional<PrinterRoll> roll{};  ///< labels: those in the printer are other ones than the badge needs
    std::int64_t unprintable = 0;       ///< badge: names with letters that no font on this computer has
    std::optional<QueueForecast> queue{};
    friend bool operator==(const CheckRow&, const CheckRow&) = default;
};

/// The checklist before the door opens.
struct ReadyScreen {
    std::vector<CheckRow> rows;
    bool is_read = false;
    std::string problem{};  ///< why the door did not open just now
};

using ScreenKinds =
    std::variant<StartScreen, JoinScreen, FormScreen, FilesScreen, AddressScreen, UploadScreen, ColumnsScreen, RecogniseScreen,
                 TicketsScreen, BadgeScreen, PrinterScreen, CameraScreen, KeysScreen, StaffScreen, PairScreen, ReadyScreen>;
using Screen = OneOf<ScreenKinds>;

/// The steps at the foot of the screens. A list with codes needs no `recognise`; it is counted all the same, so that the number
/// of steps does not change on the way.
enum class StepOf { seminar, list, recognise, badge, printer, camera, staff, ready };
inline constexpr std::size_t steps = 8;
/// nullopt on Start and while a door is joined.
std::optional<StepOf> step_of(const Screen& screen);
/// "start", "form" …: for scripts and the log.
std::string_view name_of(const Screen& screen);

}  // namespace entre::setup
