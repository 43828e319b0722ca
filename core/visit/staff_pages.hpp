// The staff pages, behind the PIN and in the organiser's window. Plain values: typed text, filters and scroll positions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/attendance/inside_list.hpp"
#include "core/attendance/live.hpp"
#include "core/attendance/repair_plan.hpp"
#include "core/attendance/staff_action.hpp"
#include "core/base/clock.hpp"
#include "core/base/one_of.hpp"
#include "core/import/review.hpp"

namespace entre {

/// Matches an answer to its request; an answer to any other request is ignored.
using RequestId = std::uint64_t;

/// A visitor who called for staff and has not been helped yet.
struct HelpCall {
    std::uint64_t number = 0;  ///< counts up while the program runs
    Clock::time_point since{};
    std::string from;  ///< the screen they called from: "trouble"

    friend bool operator==(const HelpCall&, const HelpCall&) = default;
};

/// The buttons that switch between pages.
/// `phones` only where the live page is served, `kiosks` only where several share the door or may.
enum class StaffTab { overview, people, walk_in, roll_call, lists, printers, phones, kiosks };

/// Numbers, arrivals, and what needs attention.
struct OverviewPage {};

/// The keyboard or buttons below the list.
enum class PeoplePanel { none, keyboard, sectors };

struct PeoplePage {
    std::string sought;
    PeopleFilter filter = PeopleFilter::everybody;
    std::string sector;  ///< empty: all
    double top = 0;      ///< rows scrolled out at the top, with fractions
    PeoplePanel panel = PeoplePanel::none;
    /// The people shown, as indices into the live view's people; rebuilt on every change. Null before the first live view.
    std::shared_ptr<const std::vector<std::size_t>> shown;
};

/// What staff can request on a person's page.
enum class StaffRequestKind {
    check_in,
    undo,
    check_out,
    reprint,
    protect,
    unprotect,
    print_lost,
    print_damaged,
    print_never_came,
    show_name,
    show_to_identify,
    show_as_asked,
    show_in_emergency
};
/// Set for the three requests that are reasons for a reprint.
std::optional<ReprintReason> reprint_reason_of(StaffRequestKind kind);
/// Set for the three requests that are reasons for seeing a protected person's name.
std::optional<ShowReason> show_reason_of(StaffRequestKind kind);

/// The outcome of the last request.
enum class StaffNote {
    none,
    working,
    done,
    printing,
    already_in,
    not_inside,
    full,
    nobody,
    no_name,
    enough,
    stick_saved,
    stick_full,
    stick_read_only,
    stick_gone,
    list_printed,
    list_not_printed,
    no_list_printer,  ///< none for sheets of paper; those of badges do not count
    failed
};

struct PersonPage {
    RegistrationId person;
    RequestId request = 0;                         ///< of the history; reloaded under this number when the live view changes
    std::shared_ptr<const PersonHistory> history;  ///< null until the desk has answered
    bool is_missing = false;                       ///< this id is no longer on the list
    std::optional<StaffRequestKind> sure;          ///< tapped once; the second tap carries it out
    StaffNote note = StaffNote::none;
    double top = 0;  ///< rows of the history scrolled out at the top
    PeoplePage back;
    std::string shown_name{};  ///< of a protected person, once staff gave a reason; only while this page is open
};

enum class StaffField { given, family, organisation, sector };

/// Checking in a person who is not on the list.
struct WalkInPage {
    std::string given, family, organisation, sector;
    StaffField field = StaffField::given;
    bool is_shift_on = true;
    bool is_sure = false;  ///< the seminar is full and staff check them in anyway
    StaffNote note = StaffNote::none;
    std::string written;                     ///< the last walk-in; the form is ready for the next one
    std::vector<std::string> suggestions{};  ///< known organisations that fit what is typed
};

struct RenamePage {
    PersonPage back;
    std::string given, family, organisation, sector;
    StaffField field = StaffField::given;
    bool is_shift_on = false;
    StaffNote note = StaffNote::none;
    std::vector<std::string> suggestions{};  ///< known organisations that fit what is typed
};

/// A button that was tapped once; the second tap carries it out.
enum class Sure { nothing, quit, settings };

struct PrintersPage {
    Sure sure = Sure::nothing;
    StaffNote note = StaffNote::none;
};

/// Everybody inside, to be read aloud and ticked.
struct RollCallPage {
    double top = 0;
    StaffNote note = StaffNote::none;
    std::string file;                              ///< where it was saved
    bool is_clear_sure = false;                    ///< removing the ticks was tapped once
    std::shared_ptr<const PeopleBySector> inside;  ///< null before the first live view
};

/// Where a list goes.
enum class ListTarget { folder, stick, printer };
/// Who is on a list on paper: the people inside, for an evacuation; or everybody who came.
enum class ListedPeople { inside, came };

/// A pairing code for one phone or laptop: valid once, for a few minutes.
struct PhoneCode {
    bool is_for_staff = false;  ///< may change things, not only look
    std::string url;            ///< with the secret; for the QR code
    std::string address;        ///< for typing by hand
    std::string digits;         ///< six digits to type on that page
    std::string fingerprint;    ///< of the live page's certificate, to compare with the browser's warning
    UtcTime expires{};
};
/// A paired phone or laptop.
struct PairedPhone {
    std::string id;
    std::string device;  ///< “Firefox, Android”
    bool is_staff = false;
    UtcTime since{};
};
struct PhonesPage {
    std::optional<PhoneCode> code;  ///< nullopt until one is requested, and once it has been used
    std::vector<PairedPhone> phones;
};

/// The kiosks at this door, and whether they reach each other.
struct KiosksPage {};

/// What staff can request on the lists page.
enum class ListsRequestKind {
    look,           ///< look for a new export
    take,           ///< apply the waiting export
    leave,          ///< reject the waiting export
    save,           ///< save the attendance list to a file
    answer,         ///< answer the first question about the waiting export
    save_on_stick,  ///< the same as `save`, on a stick that is plugged in
    print,          ///< everybody who came, on paper
    receive,        ///< open a page on which a phone or a laptop sends a list
    stop_receiving,
    purge,  ///< delete everything about people; needs two taps
};
/// The outcome of a lists request.
enum class ListsNote {
    none,
    working,
    nothing_new,
    applied,
    declined,
    stale,
    saved,
    not_over,
    purging,
    purged,
    purged_here_only,  ///< the other kiosks at the door could not be told
    traces,
    stick_saved,
    stick_full,
    stick_read_only,
    stick_gone,
    printed,
    not_printed,
    no_printer,    ///< for paper of the size A4
    out_of_touch,  ///< several kiosks share one list, and this one does not reach the others
    failed,
    purge_failed
};

/// The page on which a phone or a laptop sends a newer list, while it is open.
struct ListUploadPage {
    std::string url;     ///< empty: there is no network yet, or another `problem`
    std::string name{};  ///< of the file on its way
    int percent = 0;     ///< of it; at 100 it is being read
    Sentence problem{};
    friend bool operator==(const ListUploadPage&, const ListUploadPage&) = default;
};

/// Importing registrations, saving attendance, purging.
struct ListsPage {
    double top = 0;        ///< lines of the review scrolled out at the top
    bool is_sure = false;  ///< purge was tapped once
    ListsNote note = ListsNote::none;
    std::string file;  ///< the saved file, the printer that got the list, or a file that still holds a name after a purge, or
                       ///< kiosks that have not purged yet
    std::size_t marks = 0;   ///< purge: names and codes that were searched for
    std::size_t places = 0;  ///< purge: files searched, or files that still hold a name or code
};

/// True once a purge has begun: the only way on is to quit, or to retry a purge that failed.
bool has_ended(const ListsPage& page);

/// How far a repair of the database has come.
enum class RepairNote {
    looking,     ///< finding out what is damaged and what can be brought back
    ready,       ///< the plan is shown; one tap carries it out
    impossible,  ///< nothing can be brought back here
    repairing,
    repaired,
    failed,
};

/// The only staff page while the database is damaged.
struct RepairPage {
    RepairNote note = RepairNote::looking;
    RepairPlan plan;
    std::string kept;  ///< the folder with the damaged files, once repaired
};

using StaffPageKinds = std::variant<OverviewPage, PeoplePage, PersonPage, WalkInPage, RenamePage, PrintersPage, RollCallPage,
                                    PhonesPage, KiosksPage, ListsPage, RepairPage>;
using StaffPage = OneOf<StaffPageKinds>;

/// A page's name in traces, screenshots and tests: "person".
std::string_view name_of(const StaffPage& page);
/// The highlighted button on this page.
StaffTab tab_of(const StaffPage& page);

/// The staff screen, behind the PIN or in the organiser's window.
struct Staff {
    StaffPage page;
    RequestId request = 0;       ///< the unanswered request; 0: none
    bool is_organisers = false;  ///< the organiser's window: it never closes by itself
    Clock::time_point shown{};
};

std::string_view to_string(StaffTab tab);
std::string_view to_string(StaffRequestKind kind);
std::string_view to_string(StaffField field);
std::string_view to_string(PeoplePanel panel);
std::string_view to_string(ListsRequestKind kind);
std::string_view to_string(ListTarget target);
std::string_view to_string(ListsNote note);

}  // namespace entre
