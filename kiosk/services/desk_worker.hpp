// The threads behind the screen: the desk with the writing database connection, and the spooler with the printers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "core/services/check_in_desk.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/database.hpp"
#include "core/services/import_service.hpp"
#include "core/visit/visit.hpp"
#include "kiosk/services/inbox.hpp"
#include "print/badge/template.hpp"
#include "print/printer/printer.hpp"
#include "print/spooler.hpp"

namespace entre {

/// What staff wants done, on the kiosk's own screen, in the organiser's window or on a paired phone. A badge that it leads to is
/// printed. `answer` is called from the desk's thread, after the commit.
struct PendingStaffRequest {
    StaffRequest action;
    std::function<void(const Result<StaffAnswer>&)> answer;
};
/// Everything kept of one person; `answer` as above.
struct PendingPersonRequest {
    RegistrationId person;
    std::function<void(const Result<std::optional<PersonHistory>>&)> answer;
};

/// A fresh export is to be taken in; `answer` as above, false when the roster has changed since it was compared.
struct PendingImportRequest {
    std::shared_ptr<const ImportPlan> plan;
    std::function<void(const Result<bool>&)> answer;
};

/// An order is about to go to a printer. `answer` is called after the commit, with the attempt, or without.
struct BeginPrint {
    OrderId order;
    std::string printer;
    std::function<void(std::optional<int>)> answer;
};
/// News from the spooler to be kept. `kept` as above; may be empty.
struct KeepReport {
    OrderReport report;
    std::function<void(bool)> kept;
};
/// The printers stand: what a start leaves to do is done.
struct OpenDoor {};

/// What the desk thread is asked to do: effects of a visit and of staff, wishes of staff, and news from the spooler to be kept.
using DeskRequest = std::variant<LookUp, FindName, RecordCheckIn, RecordReprint, PrintBadge, PrintPending, CheckPin, KeepReport, BeginPrint, OpenDoor, PendingStaffRequest,
                               PendingPersonRequest, PendingImportRequest, DoForStaff, LoadPerson, FindTicket>;

/// Whether the connection writes. A reader answers who somebody is and leaves everything as it is.
enum class DeskRole { writer, reader };

/// Where pages go.
struct ToPrinters {
    std::function<void(PrintTask)> print;
    std::function<void(InterruptedTask)> resume;
};

/// One thread that owns the writing connection. Everything it tells the inbox is on disk already.
class DeskWorker {
public:
    /// `printing` hands pages to the spooler; called from this thread.
    DeskWorker(Database database, Seminar seminar, BadgeTemplate badge, Inbox& inbox, ToPrinters printing,
               DeskRole role = DeskRole::writer);
    ~DeskWorker();
    DeskWorker(const DeskWorker&) = delete;
    DeskWorker& operator=(const DeskWorker&) = delete;

    /// From any thread.
    void take(DeskRequest order) { orders_.push(std::move(order)); }

private:
    void run(const std::stop_token& stop);
    void report_counts();
    void answer_failure(RequestId request, const Error& error);
    bool is_preprinted(const WaitingBadge& badge);
    [[nodiscard]] std::optional<Page> page_of(const WaitingBadge& badge);
    void print(const WaitingBadge& badge);
    void resume(const WaitingBadge& badge);

    void carry_out(const LookUp& order);
    void carry_out(const FindName& order);
    void carry_out(const RecordCheckIn& order);
    void carry_out(const RecordReprint& order);
    void carry_out(const PrintBadge& order);
    void carry_out(const PrintPending& order);
    void carry_out(const CheckPin& order);
    void carry_out(const KeepReport& news);
    void carry_out(const BeginPrint& order);
    void carry_out(const OpenDoor& order);
    void carry_out(const PendingStaffRequest& request);
    void carry_out(const PendingPersonRequest& request);
    void carry_out(const PendingImportRequest& request);
    void carry_out(const DoForStaff& order);
    void carry_out(const LoadPerson& order);
    void carry_out(const FindTicket& order);

    Database database_;
    Seminar seminar_;
    BadgeTemplate badge_;
    Inbox& inbox_;
    ToPrinters printing_;
    DeskRole role_;
    Desk desk_;
    StaffDesk staff_;
    Queue<DeskRequest> orders_;
    std::jthread thread_;
};

/// Desk and spooler, wired to one another and to the inbox.
class Workers {
public:
    Workers(Database database, const Seminar& seminar, BadgeTemplate badge, std::vector<std::unique_ptr<Printer>> printers, Inbox& inbox,
            DeskRole role = DeskRole::writer);
    ~Workers();

    void take(DeskRequest order) { desk_->take(std::move(order)); }

private:
    Inbox& inbox_;
    // The spooler reports to the desk, and the desk prints through the spooler, but only when asked, and nobody can ask before
    // both stand. The spooler's thread ends first, so that its last words are still kept, then the desk's; then both go.
    std::unique_ptr<DeskWorker> desk_;
    std::unique_ptr<Spooler> spooler_;
};

}  // namespace entre
