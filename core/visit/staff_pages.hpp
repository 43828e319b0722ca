// What staff can look at behind the PIN, and in the organiser's window. Plain values: what is typed, filtered and scrolled.
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
#include "core/attendance/staff_action.hpp"
#include "core/base/clock.hpp"
#include "core/import/review.hpp"

namespace entre {

/// Ties an order to the desk and its answer together; an answer to another request changes nothing.
using RequestId = std::uint64_t;

/// A visitor who called for staff and was not met yet.
struct HelpCall {
    std::uint64_t number = 0;  ///< counts up while the program runs
    Clock::time_point since{};
    std::string from;  ///< the screen they called from: "trouble"

    friend bool operator==(const HelpCall&, const HelpCall&) = default;
};

/// The buttons that lead from page to page.
/// `phones` is there only where the live page is served.
enum class StaffTab { live, people, walk_in, roll_call, lists, printers, phones };

/// Numbers, arrivals, and what needs a hand.
struct OverviewPage {};

/// What stands at the foot of the list.
enum class PeoplePanel { none, keyboard, sectors };

struct PeoplePage {
    std::string sought;
    PeopleFilter filter = PeopleFilter::everybody;
    std::string sector;  ///< empty: all
    double top = 0;      ///< rows above the glass; whole and parts
    PeoplePanel panel = PeoplePanel::none;
    /// Whom the list shows, as indices into the live view's people; made anew when any of it changes. Null before the first news.
    std::shared_ptr<const std::vector<std::size_t>> shown;
};

/// What staff can ask for on a person's page.
enum class StaffRequestKind {
    check_in,
    undo,
    check_out,
    reprint,
    protect,
    unprotect,
    print_lost,
    print_damaged,
    print_never_came
};
/// Set for the three that say why somebody gets another badge.
std::optional<ReprintReason> reprint_reason_of(StaffRequestKind kind);

/// How the last order went.
enum class StaffNote { none, working, done, printing, already_in, not_inside, full, nobody, no_name, enough, failed };

struct PersonPage {
    RegistrationId person;
    RequestId request = 0;  ///< of the history; loaded again under this number when the door was counted anew
    std::shared_ptr<const PersonHistory> history;  ///< null until the desk has answered
    bool is_missing = false;                       ///< nobody with this id is on the list any more
    std::optional<StaffRequestKind> sure;          ///< asked for once; a second tap does it
    StaffNote note = StaffNote::none;
    double top = 0;  ///< rows of the history above the glass
    PeoplePage back;
};

enum class StaffField { given, family, organisation, sector };

/// Somebody who is on no list.
struct WalkInPage {
    std::string given, family, organisation, sector;
    StaffField field = StaffField::given;
    bool is_shift_on = true;
    bool is_sure = false;  ///< the house is full and staff lets them in all the same
    StaffNote note = StaffNote::none;
    std::string written;  ///< who was written in last: the form is ready for the next one
};

struct RenamePage {
    PersonPage back;
    std::string given, family;
    StaffField field = StaffField::given;
    bool is_shift_on = false;
    StaffNote note = StaffNote::none;
};

struct PrintersPage {
    bool is_quit_sure = false;  ///< leaving was asked for once
    StaffNote note = StaffNote::none;
};

/// Who is inside, to be read aloud.
struct RollCallPage {
    double top = 0;
    StaffNote note = StaffNote::none;
    std::string file;                          ///< where it was saved
    std::shared_ptr<const InsideList> inside;  ///< null before the first news
};

/// What lets one phone or laptop in to the live page: once, and for some minutes.
struct PhoneCode {
    bool is_for_staff = false;  ///< may act, not only look
    std::string url;            ///< with the secret; for the QR code
    std::string address;        ///< to be typed
    std::string digits;         ///< six, to be typed there
    std::string fingerprint;    ///< of the page's certificate, to hold beside the browser's warning
    UtcTime expires{};
};
/// One that was let in.
struct PairedPhone {
    std::string id;
    std::string device;  ///< “Firefox, Android”
    bool is_staff = false;
    UtcTime since{};
};
struct PhonesPage {
    std::optional<PhoneCode> code;  ///< none until one is asked for, nor once it was used
    std::vector<PairedPhone> phones;
};

/// What staff can ask for on the page of lists.
enum class ListsRequestKind {
    look,   ///< is there a fresh export?
    take,   ///< apply the one that waits
    leave,  ///< not this one
    save,   ///< the attendance list, to a file
    purge,  ///< everything about people goes; asked for twice
};
/// What came of it.
enum class ListsNote {
    none,
    working,
    nothing_new,
    taken,
    left,
    stale,
    saved,
    not_over,
    purging,
    purged,
    traces,
    failed,
    purge_failed
};

/// The registrations that come in and the attendance that goes out.
struct ListsPage {
    double top = 0;        ///< lines of the review above the glass
    bool is_sure = false;  ///< purging was asked for once
    ListsNote note = ListsNote::none;
    std::string file;        ///< what was saved
    std::size_t marks = 0;   ///< purged: names and codes that were searched for
    std::size_t places = 0;  ///< purged: files searched, or files that still hold something
};

/// Everything about people is gone or going: nothing is left to do here but to leave.
bool has_ended(const ListsPage& page);

using StaffPage =
    std::variant<OverviewPage, PeoplePage, PersonPage, WalkInPage, RenamePage, PrintersPage, RollCallPage, PhonesPage, ListsPage>;

/// A page's name in traces, screenshots and tests: "person".
std::string_view name_of(const StaffPage& page);
/// Which of the buttons is lit on this page.
StaffTab tab_of(const StaffPage& page);

/// Behind the PIN, or in the organiser's window.
struct Staff {
    StaffPage page;
    RequestId request = 0;       ///< the order whose answer is waited for; 0: none
    bool is_organisers = false;  ///< a window of its own: it stands as long as nobody closes it
    Clock::time_point shown{};
};

std::string_view to_string(StaffTab tab);
std::string_view to_string(StaffRequestKind kind);
std::string_view to_string(StaffField field);
std::string_view to_string(PeoplePanel panel);
std::string_view to_string(ListsRequestKind kind);
std::string_view to_string(ListsNote note);

}  // namespace entre
