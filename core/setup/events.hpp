// What happens to the assistant: taps, typing, and answers of its worker to effects.
#pragma once

#include "core/base/one_of.hpp"
#include "core/setup/screens.hpp"

namespace entre::setup {

struct SeminarsFound {
    std::vector<SeminarCard> cards;
};
struct CardChosen {
    std::size_t index;
};
struct OpenChosen {};  ///< open the door of the chosen seminar
struct EditChosen {};  ///< change it
struct NewChosen {};
struct CopyChosen {};
struct JoinChosen {};  ///< a door that is there already
/// The camera or a hand scanner read another kiosk's code.
struct InvitationRead {
    std::string code;
};
struct JoinTypingToggled {};
/// Answers to JoinDoor.
struct DoorJoined {
    RequestId request;
    std::filesystem::path folder;
    std::optional<Error> problem;
};
struct FormRead {
    std::filesystem::path folder;
    SeminarForm form;
};

struct FieldChosen {
    TextField field;
};
struct Typed {
    std::string text;
};
struct Erased {};
struct ShiftToggled {};
struct TypingDone {};
struct PickerOpened {
    FormPicker picker;
};
/// `nullopt`: no time for the doors.
struct TimeSet {
    std::optional<std::chrono::minutes> time;
};
struct MonthTurned {
    int by;
};
struct DaySet {
    std::chrono::year_month_day day;
};
/// One of `zones`.
struct ZoneSet {
    std::size_t index;
};
struct PickerClosed {};
/// For how many days after the seminar its attendance is kept.
struct KeepDaysSet {
    int days;
};
/// How high over the floor the screen begins.
struct LowerEdgeSet {
    int cm;  ///< 0: nobody has measured it
};
/// Degrees clockwise, from how the picture is now: 90, 180 or 270.
struct PictureTurned {
    int by;
    Clock::time_point at;
};
struct TurnKept {};
struct TurnUndone {};  ///< by a tap, or because nobody kept it in time
/// Answers to SaveForm: the seminar's folder.
struct FormSaved {
    RequestId request;
    std::filesystem::path folder;
    std::optional<Error> problem;
};

/// `inside`: the folder that was looked into, as in FindFiles.
struct FilesFound {
    std::vector<FoundFile> files;
    std::optional<std::filesystem::path> inside{};
};
/// Folders instead of what was found, or the other way round.
struct FoldersToggled {};
/// A list, or a folder to look into.
struct FileChosen {
    std::size_t index;
};
struct ListRead {
    RequestId request;
    std::filesystem::path path;
    ListPreview preview;
    std::optional<Error> problem;
};
struct ListSkipped {};  ///< later, or the list that is there already

struct AddressChosen {};  ///< from a server
struct UploadChosen {};   ///< from a phone or another computer
/// The answer to OpenUpload, and again whenever the network has changed.
struct UploadOpened {
    RequestId request;
    std::string url;
    std::optional<Error> problem;
};
struct UploadProgressed {
    RequestId request;
    std::string name;
    int percent;
};
/// The file will not be complete. One that is leads to ListRead with OpenUpload's request.
struct UploadCut {
    RequestId request;
    Error why;
};

struct ColumnOpened {
    std::optional<std::size_t> column;
};
/// Of the open column.
struct ColumnAnswered {
    std::string answer;
};
/// Of the first question.
struct QuestionAnswered {
    std::string answer;
};
struct ColumnsTurned {
    int by;  ///< columns
};
struct RowsToggled {};
struct ListTaken {
    RequestId request;
    std::size_t people = 0;
    bool have_codes = false;
    std::optional<Error> problem;
};

struct RecognitionChosen {
    Recognition how;
};
struct TicketsChosen {
    TicketsTo to = TicketsTo::files;
};
struct TicketsSaved {
    RequestId request;
    SavedTickets tickets;
    std::optional<Error> problem;
};
/// The answer to OfferTickets.
struct TicketsOffered {
    RequestId request;
    std::string url;
    std::optional<Error> problem;
};
/// A phone or another computer has one of the files now.
struct TicketsFetched {
    RequestId request;
    std::string name;
};
struct SearchSaved {
    RequestId request;
    std::optional<Error> problem;
};

/// Answers to ReadBadges. `chosen`: the seminar's.
struct BadgesRead {
    std::vector<BadgeDesign> designs;
    std::size_t chosen = 0;
    Registration hardest;
};
struct BadgeChosen {
    std::size_t index;
};
struct BadgeSaved {
    RequestId request;
    std::optional<Error> problem;
};

/// The queues there are, which of them the seminar uses, and where its badges come out.
struct PrintersFound {
    std::vector<FoundPrinter> printers;
    std::optional<std::size_t> used;
    Side side = Side::right;
};
/// The printers that have no queue yet.
struct DevicesFound {
    std::vector<FoundPrinter> devices;
    bool is_denied = false;  ///< not shown to this user without a password
    std::optional<Error> problem{};
};
struct PrinterAdded {
    RequestId request;
    FoundPrinter printer;  ///< with its queue
    std::optional<Error> problem;
};
struct RollRead {
    std::string queue;
    PrinterRoll roll;
};
struct PrinterChosen {
    std::optional<std::size_t> index;  ///< nullopt: none yet
};
struct SideChosen {
    Side side;
};
struct PrintersSought {};  ///< look again
struct TestChosen {};      ///< print a badge
struct TestAnswered {
    TestBadge how;
};
struct PrinterSaved {
    RequestId request;
    std::optional<Error> problem;
};
struct TestPrinted {
    RequestId request;
    std::optional<Error> problem;
};

/// Answers to ReadCameraSettings: `[kiosk] camera`.
struct CameraSettingsRead {
    std::string source;
};
struct CameraWanted {
    bool is_wanted;
};
struct CameraStatus {
    bool is_working;
};
struct CameraAdvised {
    ScanAdvice advice;
};
struct LightMeasured {
    PictureLight light;
};
/// Answers to SaveCamera and SaveScannerLayout.
struct CameraSaved {
    RequestId request;
    std::optional<Error> problem;
};

struct KeysOpened {};
/// Answers to ReadKeys.
struct KeysRead {
    std::array<std::string, 8> keys;
};
/// A key of a keypad or keyboard, by its name. `is_fit`: no scanner presses it.
struct KeyPressed {
    std::string key;
    bool is_fit;
};
/// Which one is pressed next.
struct KeyChosen {
    std::size_t number;
};
/// Answers to SaveKeys.
struct KeysSaved {
    RequestId request;
    std::optional<Error> problem;
};

struct StaffSettingsRead {
    bool has_pin;
    bool has_phones;
    bool has_recovery;
};
struct RecoveryChosen {};
/// Answers to MakeRecovery.
struct RecoveryMade {
    RequestId request;
    std::string code;
    bool is_printed;
    std::optional<Error> problem;
};
struct PinChangeChosen {};  ///< again: keep the one there is
struct PinSaved {
    RequestId request;
    std::optional<Error> problem;
};
struct PhonesChosen {
    bool are_on;
};
struct PhonesSaved {
    RequestId request;
    std::optional<Error> problem;
};
struct PairChosen {};  ///< pair a phone
/// The answer to OpenPairing, and again whenever a phone was paired, the code replaced or the network changed.
struct PhonesInvited {
    RequestId request;
    std::optional<PairingCode> code;
    std::vector<std::string> phones;
    std::optional<Error> problem;
};
struct SoundChosen {};
struct SoundPlayed {
    bool was_played;
};

struct Checked {
    std::vector<CheckRow> rows;
};
/// From a row of the checklist.
struct StepChosen {
    StepOf step;
};

struct ClockConfirmed {};  ///< it shows the right time
struct RehearseChosen {};

struct Scrolled {
    double top;
};
struct NextChosen {};
struct BackChosen {};
struct LanguageChosen {
    std::size_t language;
};
struct LeaveChosen {};

using EventKinds = std::variant<
    SeminarsFound, CardChosen, OpenChosen, EditChosen, NewChosen, CopyChosen, JoinChosen, InvitationRead, JoinTypingToggled,
    DoorJoined, FormRead, FieldChosen, Typed, Erased, ShiftToggled, TypingDone, PickerOpened, TimeSet, MonthTurned, DaySet,
    ZoneSet, PickerClosed, KeepDaysSet, LowerEdgeSet, PictureTurned, TurnKept, TurnUndone, FormSaved, FilesFound, FoldersToggled,
    FileChosen, ListRead, ListSkipped, AddressChosen, UploadChosen, UploadOpened, UploadProgressed, UploadCut, ColumnOpened,
    ColumnAnswered, QuestionAnswered, ColumnsTurned, RowsToggled, ListTaken, RecognitionChosen, TicketsChosen, TicketsSaved,
    TicketsOffered, TicketsFetched, SearchSaved, BadgesRead, BadgeChosen, BadgeSaved, PrintersFound, DevicesFound, PrinterAdded,
    RollRead, PrinterChosen, SideChosen, PrintersSought, TestChosen, TestAnswered, PrinterSaved, TestPrinted, CameraSettingsRead,
    CameraWanted, CameraStatus, CodeRead, CameraAdvised, LightMeasured, ScannerTried, CameraSaved, KeysOpened, KeysRead,
    KeyPressed, KeyChosen, KeysSaved, RecoveryChosen, RecoveryMade, StaffSettingsRead, PinChangeChosen, PinSaved, PhonesChosen,
    PhonesSaved, PairChosen, PhonesInvited, SoundChosen, SoundPlayed, Checked, StepChosen, ClockConfirmed, RehearseChosen,
    Scrolled, NextChosen, BackChosen, LanguageChosen, LeaveChosen>;
using Event = OneOf<EventKinds>;
using Events = std::vector<Event>;

}  // namespace entre::setup
