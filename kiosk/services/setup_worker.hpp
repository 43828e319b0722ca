// The thread "setup", which carries out the assistant's effects: everything that reads or writes a file, asks a printer or looks
// for a camera.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/queue.hpp"
#include "core/setup/effects.hpp"
#include "core/setup/events.hpp"
#include "kiosk/services/badge_designs.hpp"
#include "kiosk/services/list_fetch.hpp"
#include "kiosk/services/list_printer.hpp"
#include "kiosk/services/phone_pairing.hpp"
#include "kiosk/services/phone_transfer.hpp"
#include "kiosk/services/printer_rights.hpp"
#include "kiosk/services/setup_printers.hpp"
#include "kiosk/services/stick_mounts.hpp"

namespace entre {

struct SetupPlaces {
    std::filesystem::path seminars;               ///< the folder that holds the seminars' folders
    std::vector<std::filesystem::path> lists{};   ///< where lists are looked for; empty: sticks and this user's folders
    std::string address{};                        ///< for upload and pairing; empty: this machine's own
    std::filesystem::path pkexec = usual_pkexec;  ///< asks for a password where printers need one
};

class SetupWorker {
public:
    /// `answer` is called from the worker's thread and those of the transfer page, the printer and the live page.
    SetupWorker(SetupPlaces places, std::function<void(setup::Event)> answer);
    ~SetupWorker();
    SetupWorker(const SetupWorker&) = delete;
    SetupWorker& operator=(const SetupWorker&) = delete;

    /// The camera, OpenDoor, Rehearse and Leave are the loop's and do nothing here. From any thread.
    void carry_out(setup::Effect effect) { tasks_.push(std::move(effect)); }

    /// The designs behind the last BadgesRead, once; nullopt when they were taken already. From any thread.
    std::optional<std::shared_ptr<const BadgeDesigns>> badge_designs() { return designs_.take(); }

private:
    void run(const std::stop_token& stop);
    PhoneTransfer::Listener transfer_listener();
    void read_upload(const PhoneTransfer::Arrived& arrived);
    void forget_lists();
    void find_files();
    void on(const setup::FindSeminars& effect);
    void on(const setup::JoinDoor& effect);
    void on(const setup::ReadForm& effect);
    void on(const setup::SaveForm& effect);
    void on(const setup::FindFiles& effect);
    void on(const setup::StopFinding& effect);
    void on(const setup::ReadList& effect);
    void on(const setup::FetchList& effect) { fetch_.fetch(effect); }
    void on(const setup::CancelFetch&) { fetch_.forget(); }
    void on(const setup::OpenUpload& effect);
    void on(const setup::CloseUpload& effect);
    void on(const setup::TakeList& effect);
    void on(const setup::SaveSearch& effect);
    void on(const setup::SaveTickets& effect);
    void on(const setup::OfferTickets& effect);
    void on(const setup::WithdrawTickets&) { transfer_->close(); }
    void print_tickets(const setup::SaveTickets& effect);
    void on(const setup::ReadBadges& effect);
    void on(const setup::SaveBadge& effect);
    void on(const setup::FindPrinters& effect);
    void on(const setup::AddPrinter& effect) { printers_.add(effect); }
    void on(const setup::ReadRoll& effect) { printers_.read_roll(effect); }
    void on(const setup::SavePrinter& effect);
    void on(const setup::PrintTest& effect);
    void on(const setup::ReadCameraSettings& effect);
    void on(const setup::SaveCamera& effect);
    void on(const setup::SaveScannerLayout& effect);
    void on(const setup::ReadKeys& effect);
    void on(const setup::SaveKeys& effect);
    void on(const setup::ReadStaffSettings& effect);
    void on(const setup::SavePin& effect);
    void on(const setup::SavePhones& effect);
    void on(const setup::OpenPairing& effect) { pairing_->open(effect); }
    void on(const setup::ClosePairing&) { pairing_->close(); }
    void on(const setup::MakeRecovery& effect);
    void on(const setup::PlayHelpSound&);
    void on(const setup::Check& effect);
    void on(const setup::OpenCamera&) {}
    void on(const setup::CloseCamera&) {}
    void on(const setup::OpenDoor&) {}
    void on(const setup::Rehearse&) {}
    void on(const setup::Leave&) {}

    SetupPlaces places_;
    std::function<void(setup::Event)> answer_;
    bool is_finding_ = false;
    StickMounter mounter_;
    std::optional<std::filesystem::path> inside_;              ///< the folder to look into, as in FindFiles
    std::optional<std::vector<std::filesystem::path>> found_;  ///< in the last FilesFound
    Latest<std::shared_ptr<const BadgeDesigns>> designs_;
    SetupPrinters printers_;
    ListPrinter list_printer_;
    ListFetch fetch_;
    std::optional<PhoneTransfer> transfer_;  ///< while the thread runs, as `pairing_`
    bool is_offering_ = false;               ///< `transfer_` gives tickets
    setup::OpenUpload upload_for_{};
    std::shared_ptr<ReceivedFile> uploaded_;  ///< the list that came last
    std::optional<PhonePairing> pairing_;
    struct PairingChanged {};
    using Task = std::variant<setup::Effect, PhoneTransfer::Arrived, PairingChanged>;
    Queue<Task> tasks_;
    std::jthread thread_;
};

}  // namespace entre
