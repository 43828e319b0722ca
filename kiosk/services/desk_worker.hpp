// The threads behind the screen: the desk with the writing database connection, and the spooler with the printers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "core/services/check_in_desk.hpp"
#include "core/services/import_service.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/database.hpp"
#include "core/store/help_calls.hpp"
#include "core/visit/visit.hpp"
#include "kiosk/services/inbox.hpp"
#include "kiosk/services/resumed_orders.hpp"
#include "print/badge/template.hpp"
#include "print/printer/printer.hpp"
#include "print/spooler.hpp"

namespace entre {

/// A request of staff, from the kiosk's own screen, the organiser's window or a paired phone. A badge that it orders is printed.
/// `answer` is called from the desk's thread, after the commit.
struct PendingStaffRequest {
    StaffRequest request;
    std::function<void(const Result<StaffAnswer>&)> answer;
};
/// For everything stored about one person; `answer` as above.
struct PendingPersonRequest {
    RegistrationId person;
    std::function<void(const Result<std::optional<PersonHistory>>&)> answer;
};

/// To apply a fresh export; `answer` as above, false when the roster has changed since the export was compared with it.
struct PendingImportRequest {
    std::shared_ptr<const ImportPlan> plan;
    std::function<void(const Result<bool>&)> answer;
};

/// A badge order is about to go to a printer. `answer` is called after the commit with the number of the attempt; nullopt when it
/// must not be printed.
struct BeginPrint {
    OrderId order;
    std::string printer;
    std::function<void(std::optional<int>)> answer;
};
/// A report of the spooler to store. `stored` is called after the commit; may be empty.
struct StoreReport {
    OrderReport report;
    std::function<void(bool)> stored;
};
/// The printers are ready: resume the badges that the last run left unfinished.
struct ResumeBadges {};

/// Text of a keyboard scanner that came in pieces. Answered with `Scanned`: of all of it if that is somebody's code; otherwise of
/// `last` unless it is empty.
struct LookUpPieces {
    std::string together, last;
};

/// The calls for help that nobody has answered yet, for the organiser's window.
struct StoreHelpCalls {
    std::vector<StoredHelpCall> calls;
};

/// Runs with the writing connection, behind what was requested before: what other kiosks told is merged in this way.
struct DatabaseTask {
    std::function<void(Database&)> work;
};

/// The other kiosks at the same door, once there are some. All functions may be called from any thread.
struct ToOthers {
    /// Something was written that they may not know yet.
    std::function<void()> wake;
    /// Asks whether one of them is checking `person` in. `answer` is called from another thread, unless the kiosks lose touch:
    /// with nullopt if nobody is. False without connection: then nobody is asked.
    std::function<bool(const RegistrationId& person, std::function<void(const std::optional<ServedElsewhere>&)> answer)> ask;
};

/// Everything the desk thread carries out: effects of the state machine, requests of staff and phones, reports of the spooler.
using DeskRequest = std::variant<LookUp, FindName, RecordCheckIn, RecordReprint, PrintBadge, PrintPending, CheckPin, StoreReport,
                                 BeginPrint, ResumeBadges, PendingStaffRequest, PendingPersonRequest, PendingImportRequest,
                                 DoForStaff, LoadPerson, FindTicket, LookUpPieces, StoreHelpCalls, DatabaseTask, ToOthers>;

/// Whether the connection writes. A reader answers look-ups and changes nothing.
enum class DeskRole { writer, reader };

/// Where finished pages go.
struct ToPrinters {
    std::function<void(PrintTask)> print;
    std::function<void(InterruptedTask)> resume;
};

/// Thread "desk", which owns the writing connection. Everything it posts to the inbox is on disk already.
class DeskWorker {
public:
    /// `printing` hands pages to the spooler; called from this thread.
    DeskWorker(Database database, Seminar seminar, BadgeTemplate badge, Inbox& inbox, ToPrinters printing,
               DeskRole role = DeskRole::writer);
    ~DeskWorker();
    DeskWorker(const DeskWorker&) = delete;
    DeskWorker& operator=(const DeskWorker&) = delete;

    /// From any thread.
    void take(DeskRequest request) { requests_.push(std::move(request)); }

private:
    void run(const std::stop_token& stop);
    void report_counts();
    void answer_failure(RequestId request, const Error& error);
    bool is_preprinted(const WaitingBadge& badge);
    [[nodiscard]] std::optional<PrintPage> page_of(const WaitingBadge& badge);
    void print(const WaitingBadge& badge);
    void resume(const WaitingBadge& badge);
    void resume_interrupted();

    void carry_out(const LookUp& request);
    void carry_out(const FindName& request);
    void carry_out(const RecordCheckIn& request);
    void carry_out(const RecordReprint& request);
    void carry_out(const PrintBadge& request);
    void carry_out(const PrintPending&);
    void carry_out(const CheckPin& request);
    void carry_out(const StoreReport& request);
    void carry_out(const BeginPrint& request);
    void carry_out(const ResumeBadges&);
    void carry_out(const PendingStaffRequest& request);
    void carry_out(const PendingPersonRequest& request);
    void carry_out(const PendingImportRequest& request);
    void carry_out(const DoForStaff& request);
    void carry_out(const LoadPerson& request);
    void carry_out(const FindTicket& request);
    void carry_out(const LookUpPieces& request);
    void carry_out(const StoreHelpCalls& request);
    void carry_out(const DatabaseTask& request);
    void carry_out(const ToOthers& others) { others_ = others; }
    void ask_others(const RegistrationId& person);
    std::optional<ServedElsewhere> ask_others_and_wait(const RegistrationId& person);

    Database database_;
    Seminar seminar_;
    BadgeTemplate badge_;
    Inbox& inbox_;
    ToPrinters printing_;
    DeskRole role_;
    ToOthers others_;
    ResumedOrders resumed_orders_;
    CheckInDesk desk_;
    StaffDesk staff_;
    Queue<DeskRequest> requests_;
    std::jthread thread_;
};

/// Desk and spooler, connected to each other and to the inbox.
class Workers {
public:
    Workers(Database database, const Seminar& seminar, BadgeTemplate badge, std::vector<std::unique_ptr<Printer>> printers,
            Inbox& inbox, DeskRole role = DeskRole::writer);
    ~Workers();

    void take(DeskRequest request) { desk_->take(std::move(request)); }

private:
    Inbox& inbox_;
    // Each calls the other, but only on request, and no request can arrive before both exist. The spooler's threads end first, so
    // that the desk still stores their last reports.
    std::unique_ptr<DeskWorker> desk_;
    std::unique_ptr<Spooler> spooler_;
};

}  // namespace entre
