// What the assistant asks its worker to do. Each answer is an event.
#pragma once

#include "core/base/one_of.hpp"
#include "core/seminar/answers.hpp"
#include "core/setup/screens.hpp"

namespace entre::setup {

struct FindSeminars {};  ///< answered by SeminarsFound
/// Joins a door that is shared, in a folder of its own. Answered by DoorJoined.
struct JoinDoor {
    RequestId request;
    std::string code;
};
/// Answered by FormRead.
struct ReadForm {
    std::filesystem::path folder;
};
/// Creates the seminar if `folder` is empty, otherwise changes it. Answered by FormSaved.
struct SaveForm {
    RequestId request;
    std::filesystem::path folder;
    SeminarForm form;
    std::filesystem::path copy_of;
};
/// Looks for lists now and whenever something changes, until StopFinding: on sticks and among this user's files, or in one
/// folder, with the folders in it. Answered by FilesFound.
struct FindFiles {
    std::optional<std::filesystem::path> inside{};  ///< as in FilesScreen
};
struct StopFinding {};
/// Reads a file with the seminar's settings, keeping `answers` in them first. Answered by ListRead.
struct ReadList {
    RequestId request;
    std::filesystem::path folder;
    std::filesystem::path file;
    std::vector<ListAnswer> answers;
};
/// Fetches a list from a server. Answered by ListRead.
struct FetchList {
    RequestId request;
    std::filesystem::path folder;
    std::string url;  ///< as it was typed
};
struct CancelFetch {};
/// Lets a phone or another computer send a list until CloseUpload. Answered by UploadOpened, then by UploadProgressed, UploadCut
/// and, for each complete file, ListRead.
struct OpenUpload {
    RequestId request;
    std::filesystem::path folder;
};
struct CloseUpload {};
/// Copies the file into the seminar and imports it. Answered by ListTaken.
struct TakeList {
    RequestId request;
    std::filesystem::path folder;
    std::filesystem::path file;
    std::string url{};  ///< from where the door fetches newer ones; empty: from nowhere
};
/// Answered by SearchSaved.
struct SaveSearch {
    RequestId request;
    std::filesystem::path folder;
    bool may_search;
};
/// Tickets with codes, as a document and as a list for mail merge: on a stick if there is one, otherwise in the seminar's folder.
/// Or on paper. Answered by TicketsSaved.
struct SaveTickets {
    RequestId request;
    std::filesystem::path folder;
    bool on_paper = false;
};
/// Lets a phone or another computer fetch the same two files until WithdrawTickets. Answered by TicketsOffered, then by
/// TicketsFetched.
struct OfferTickets {
    RequestId request;
    std::filesystem::path folder;
};
struct WithdrawTickets {};
/// The templates that ship with Entré and the seminar's own. Answered by BadgesRead.
struct ReadBadges {
    std::filesystem::path folder;
};
/// Answered by BadgeSaved.
struct SaveBadge {
    RequestId request;
    std::filesystem::path folder;
    std::string design;
};
/// Answered by PrintersFound at once, and by DevicesFound some seconds later.
struct FindPrinters {
    std::filesystem::path folder;
    bool may_ask = false;  ///< for a password, where this user may not look for printers
};
/// Makes a queue for a printer. Answered by PrinterAdded.
struct AddPrinter {
    RequestId request;
    std::filesystem::path folder;
    FoundPrinter printer;
};
/// Answered by RollRead.
struct ReadRoll {
    std::filesystem::path folder;
    std::string queue;
};
/// `queue` empty: no printer. Answered by PrinterSaved.
struct SavePrinter {
    RequestId request;
    std::filesystem::path folder;
    std::string queue;
    Side side;
    bool is_black;
};
/// Prints a badge with a made-up name. Answered by TestPrinted when it has come out, or not.
struct PrintTest {
    RequestId request;
    std::filesystem::path folder;
};
/// Answered by CameraSettingsRead.
struct ReadCameraSettings {
    std::filesystem::path folder;
};
/// Until CloseCamera. Carried out by the loop, which shows the picture; reports CameraStatus, CodeRead and CameraAdvised. Without
/// a folder another kiosk's code is looked for, and reported as InvitationRead.
struct OpenCamera {
    std::filesystem::path folder;
    std::string source;
};
struct CloseCamera {};
/// Answered by CameraSaved, like SaveScannerLayout.
struct SaveCamera {
    RequestId request;
    std::filesystem::path folder;
    std::string source;
};
struct SaveScannerLayout {
    RequestId request;
    std::filesystem::path folder;
    ScannerLayout layout;
};
/// Answered by KeysRead.
struct ReadKeys {
    std::filesystem::path folder;
};
/// Answered by KeysSaved.
struct SaveKeys {
    RequestId request;
    std::filesystem::path folder;
    std::array<std::string, 8> keys;
};
/// Answered by StaffSettingsRead.
struct ReadStaffSettings {
    std::filesystem::path folder;
};
/// Answered by PinSaved.
struct SavePin {
    RequestId request;
    std::filesystem::path folder;
    std::string pin;
};
/// Whether phones and laptops on the network can be paired. Answered by PhonesSaved.
struct SavePhones {
    RequestId request;
    std::filesystem::path folder;
    bool are_on;
};
/// Serves the live page, only to read, and invites phones for staff until ClosePairing. Answered by PhonesInvited.
struct OpenPairing {
    RequestId request;
    std::filesystem::path folder;
};
struct ClosePairing {};
/// A code that opens the staff pages once; printed as a badge if there is a printer. Answered by RecoveryMade.
struct MakeRecovery {
    RequestId request;
    std::filesystem::path folder;
};
/// The sound of a call for help. Answered by SoundPlayed.
struct PlayHelpSound {};
/// Answered by Checked.
struct Check {
    std::filesystem::path folder;
};
struct OpenDoor {
    std::filesystem::path folder;
};
/// Opens the door on a copy; comes back to the checklist.
struct Rehearse {
    std::filesystem::path folder;
};
struct Leave {};

using EffectKinds =
    std::variant<FindSeminars, JoinDoor, ReadForm, SaveForm, FindFiles, StopFinding, ReadList, FetchList, CancelFetch, OpenUpload,
                 CloseUpload, TakeList, SaveSearch, SaveTickets, OfferTickets, WithdrawTickets, ReadBadges, SaveBadge,
                 FindPrinters, AddPrinter, ReadRoll, SavePrinter, PrintTest, ReadCameraSettings, OpenCamera, CloseCamera,
                 SaveCamera, SaveScannerLayout, ReadKeys, SaveKeys, ReadStaffSettings, SavePin, SavePhones, OpenPairing,
                 ClosePairing, MakeRecovery, PlayHelpSound, Check, OpenDoor, Rehearse, Leave>;
using Effect = OneOf<EffectKinds>;

}  // namespace entre::setup
