#include "kiosk/services/desk_worker.hpp"

#include <future>
#include <utility>

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "core/services/pin_check.hpp"
#include "print/print_now.hpp"

namespace entre {

namespace {

/// Waits for the desk thread's answer to what `send` sends it. The desk thread outlives the printers' threads, so it always
/// answers.
template <class Answer, class Send>
Answer answer_to(Send&& send) {
    auto promise = std::make_shared<std::promise<Answer>>();
    auto answer = promise->get_future();
    send([promise](Answer given) { promise->set_value(std::move(given)); });
    return answer.get();
}

/// How long a visitor is assumed to wait for a badge; after that a person decides whether it is still wanted.
constexpr auto visitor_waits = std::chrono::minutes{10};

constexpr auto others_answer_within = std::chrono::milliseconds{150};

}  // namespace

DeskWorker::DeskWorker(Database database, Seminar seminar, BadgeTemplate badge, Inbox& inbox, ToPrinters printing, DeskRole role)
    : database_(std::move(database)),
      seminar_(std::move(seminar)),
      badge_(std::move(badge)),
      inbox_(inbox),
      printing_(std::move(printing)),
      role_(role),
      resumed_orders_(database_.folder()),
      desk_(database_, seminar_),
      staff_(database_, seminar_),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

DeskWorker::~DeskWorker() {
    thread_.request_stop();
    thread_.join();
    if (role_ == DeskRole::writer) resumed_orders_.forget();
}

void DeskWorker::run(const std::stop_token& stop) {
    run_thread("desk", stop, [&] {
        while (auto request = requests_.pop(stop)) {
            // While stopping, only reports about badges are still stored; visitors and staff have left the screen.
            if (stop.stop_requested() && !std::holds_alternative<StoreReport>(*request)) continue;
            std::visit([this](const auto& wanted) { carry_out(wanted); }, *request);
            if (others_.wake && !std::holds_alternative<DatabaseTask>(*request)) others_.wake();
        }
    });
}

void DeskWorker::carry_out(const ResumeBadges&) {
    if (role_ == DeskRole::reader) return report_counts();
    resume_interrupted();
    // Somebody checked in a moment ago is still waiting. Older badges are offered to staff.
    const auto waiting = desk_.waiting();
    if (!waiting)
        log_error("desk", waiting.error());
    else
        for (const auto& badge : *waiting)
            if (badge.order.state == OrderState::ordered && utc_now() - badge.order.ordered_at < visitor_waits)
                requests_.push(PrintBadge{badge.order.id});
    report_counts();
}

void DeskWorker::report_counts() {
    const auto counts = desk_.counts();
    if (!counts) return log_error("desk", counts.error());
    inbox_.push(CountsChanged{static_cast<std::size_t>(counts->inside), static_cast<std::size_t>(counts->expected),
                              static_cast<std::size_t>(counts->badges_waiting), Clock::now()});
}

void DeskWorker::answer_failure(RequestId request, const Error& error) {
    log_error("desk", error);
    inbox_.push(DeskFailed{request, error.code, Clock::now()});
}

void DeskWorker::carry_out(const LookUp& request) {
    const auto answer = desk_.look_up(request.payload, utc_now());
    if (!answer) return answer_failure(request.request, answer.error());
    // Only people who are admitted or already inside are named on the screen.
    const bool is_admitted = answer->admission.verdict == Verdict::admitted;
    const bool is_named = is_admitted || answer->admission.verdict == Verdict::already_in;
    auto admission = answer->admission;
    if (is_admitted && !seminar_.kiosk.confirm)
        if (const auto elsewhere = ask_others_and_wait(answer->who->id)) admission = {Verdict::already_in, {}, elsewhere->kiosk};
    inbox_.push(LookUpDone{request.request, admission, is_named ? answer->who : std::nullopt, Clock::now()});
    if (is_admitted && seminar_.kiosk.confirm) ask_others(answer->who->id);
}

/// While the visitor reads “Är det här du?”.
void DeskWorker::ask_others(const RegistrationId& person) {
    if (!others_.ask) return;
    others_.ask(person, [&inbox = inbox_](const std::optional<ServedElsewhere>& elsewhere) {
        if (elsewhere) inbox.push(*elsewhere);
    });
}

/// Where no question is asked, the answer is waited for; not for long, and not without connection.
std::optional<ServedElsewhere> DeskWorker::ask_others_and_wait(const RegistrationId& person) {
    if (!others_.ask) return std::nullopt;
    auto promise = std::make_shared<std::promise<std::optional<ServedElsewhere>>>();
    auto answer = promise->get_future();
    const bool is_asked = others_.ask(person, [promise](const auto& elsewhere) { promise->set_value(elsewhere); });
    if (!is_asked || answer.wait_for(others_answer_within) != std::future_status::ready) return std::nullopt;
    return answer.get();
}

void DeskWorker::carry_out(const FindName& request) {
    const auto offer = desk_.find_name(request.given, request.family);
    if (!offer) return answer_failure(request.request, offer.error());
    if (*offer) {
        inbox_.push(NameLookedUp{request.request, (*offer)->person, (*offer)->masked, Clock::now()});
    } else {
        inbox_.push(NameLookedUp{request.request, std::nullopt, {}, Clock::now()});
    }
}

void DeskWorker::carry_out(const RecordCheckIn& request) {
    const auto answer =
        desk_.check_in({request.person, request.name_shown, request.given, request.family, RecordedBy::self}, utc_now());
    if (!answer) return answer_failure(request.request, answer.error());
    inbox_.push(CheckInRecorded{request.request, answer->admission.verdict, answer->admission.since, answer->who,
                                answer->order.id, request.name_shown, Clock::now(), answer->admission.at_kiosk});
}

void DeskWorker::carry_out(const RecordReprint& request) {
    const auto answer = desk_.reprint(request.person, request.why, utc_now());
    if (!answer) return answer_failure(request.request, answer.error());
    inbox_.push(CheckInRecorded{request.request, answer->admission.verdict, answer->admission.since, answer->who,
                                answer->order.id, answer->order.name_shown, Clock::now()});
}

/// True when the badge is pre-printed; then there is nothing to print.
bool DeskWorker::is_preprinted(const WaitingBadge& badge) {
    const auto claimed = claim_preprinted(desk_, seminar_, badge);
    if (!claimed) log_error("desk", claimed.error());
    if (!claimed || !*claimed) return false;
    log_info("desk", "badge {} is pre-printed", badge.order.id.value);
    inbox_.push(PrintReport{**claimed, Clock::now()});
    return true;
}

/// The badge as a page; nullopt, and the order reported as failed, when it cannot be drawn.
std::optional<PrintPage> DeskWorker::page_of(const WaitingBadge& badge) {
    auto page = render_print_page(seminar_, badge_, badge);
    if (page) return std::move(*page);
    log_error("desk", page.error());
    const OrderReport failed{
        badge.order.id, OrderState::failed, PrinterFault::other, {}, 0, std::string(to_string(page.error().code))};
    if (const auto stored = desk_.note(failed, utc_now()); !stored) log_error("desk", stored.error());
    inbox_.push(PrintReport{failed, Clock::now()});
    return std::nullopt;
}

void DeskWorker::print(const WaitingBadge& badge) {
    if (is_preprinted(badge)) return;
    if (auto page = page_of(badge)) printing_.print({badge.order.id, std::move(*page)});
}

void DeskWorker::resume(const WaitingBadge& badge) {
    log_warning("desk", "badge {} was with {} when the program ended; its job is looked up by name", badge.order.id.value,
                badge.order.printer);
    if (auto page = page_of(badge)) printing_.resume({{badge.order.id, std::move(*page)}, badge.order.printer, badge.order.job});
}

void DeskWorker::resume_interrupted() {
    const auto interrupted = desk_.interrupted();
    if (!interrupted) return log_error("desk", interrupted.error());
    std::vector<OrderId> resumed;
    for (const auto& badge : *interrupted)
        if (!resumed_orders_.was_resumed(badge.order.id)) resumed.push_back(badge.order.id);
    resumed_orders_.store(resumed);
    for (const auto& badge : *interrupted) {
        if (!resumed_orders_.was_resumed(badge.order.id)) {
            resume(badge);
            continue;
        }
        log_warning("desk", "badge {} was in hand when the program ended twice; staff decide", badge.order.id.value);
        OrderReport doubt{badge.order.id, OrderState::in_doubt, PrinterFault::other, badge.order.printer, badge.order.job, {}};
        if (const auto stored = desk_.note(doubt, utc_now()); !stored) log_error("desk", stored.error());
        inbox_.push(PrintReport{std::move(doubt), Clock::now()});
    }
}

void DeskWorker::carry_out(const PrintBadge& request) {
    const auto badge = desk_.order(request.order);
    if (!badge) return log_error("desk", badge.error());
    if (*badge) print(**badge);
    report_counts();
}

void DeskWorker::carry_out(const PrintPending&) {
    const auto waiting = desk_.waiting();
    if (!waiting) return log_error("desk", waiting.error());
    // One request per badge: a visitor who comes meanwhile waits for one page to be drawn, not for all of them.
    for (const auto& badge : *waiting) {
        if (const auto again = desk_.reorder(badge.order.id, utc_now()); !again) return log_error("desk", again.error());
        requests_.push(PrintBadge{badge.order.id});
    }
}

void DeskWorker::carry_out(const CheckPin& request) {
    // Deliberately takes a tenth of a second; a scan meanwhile waits that long.
    const bool is_right = check_pin(database_.folder(), request.pin, seminar_.pin_hash, request.wrong_before, utc_now());
    inbox_.push(PinChecked{request.request, is_right, Clock::now()});
}

void DeskWorker::carry_out(const StoreReport& request) {
    const auto stored = desk_.note(request.report, utc_now());
    if (!stored) log_error("desk", stored.error());
    if (request.stored) request.stored(stored.has_value());
    if (is_final(request.report.state)) report_counts();
}

void DeskWorker::carry_out(const BeginPrint& request) {
    const auto attempt = desk_.begin_print(request.order, request.printer, utc_now());
    if (!attempt) log_error("desk", attempt.error());
    request.answer(attempt ? *attempt : std::nullopt);
}

void DeskWorker::carry_out(const PendingStaffRequest& request) {
    const auto answer = staff_.act(request.request, utc_now());
    if (!answer) log_error("desk", answer.error());
    request.answer(answer);
    if (!answer) return;
    if (answer->badge) return carry_out(PrintBadge{answer->badge->id});
    report_counts();
}

void DeskWorker::carry_out(const PendingPersonRequest& request) { request.answer(staff_.history(request.person)); }

void DeskWorker::carry_out(const PendingImportRequest& request) {
    request.answer(apply_import(database_, *request.plan, utc_now()));
    report_counts();
}

void DeskWorker::carry_out(const StoreHelpCalls& request) {
    const auto stored = database_.transaction([&]() -> Result<void> {
        HelpCalls(database_).replace(request.calls);
        return {};
    });
    if (!stored) log_error("desk", stored.error());
}

void DeskWorker::carry_out(const DatabaseTask& request) {
    const auto before = database_.transactions();
    request.work(database_);
    if (database_.transactions() != before) report_counts();
}

void DeskWorker::carry_out(const DoForStaff& request) {
    carry_out(PendingStaffRequest{request.action, [&](const Result<StaffAnswer>& answer) {
                                      if (!answer)
                                          return inbox_.push(DeskFailed{request.request, answer.error().code, Clock::now()});
                                      inbox_.push(StaffAnswered{request.request, *answer, Clock::now()});
                                  }});
}

void DeskWorker::carry_out(const LoadPerson& request) {
    const auto history = staff_.history(request.person);
    if (!history) return answer_failure(request.request, history.error());
    inbox_.push(
        PersonLoaded{request.request, *history ? std::make_shared<const PersonHistory>(**history) : nullptr, Clock::now()});
}

void DeskWorker::carry_out(const FindTicket& request) {
    const auto answer = desk_.look_up(request.payload, utc_now());
    if (!answer) return answer_failure(request.request, answer.error());
    inbox_.push(TicketFound{request.request, answer->who ? std::optional(answer->who->id) : std::nullopt, Clock::now()});
}

void DeskWorker::carry_out(const LookUpPieces& request) {
    const auto answer = desk_.look_up(request.together, utc_now());
    if (!answer) log_error("desk", answer.error());  // what follows fails too, and is reported to the visitor
    const auto& code = answer && answer->who ? request.together : request.last;
    if (!code.empty()) inbox_.push(Scanned{code, ScanSource::scanner, Clock::now()});
}

Workers::Workers(Database database, const Seminar& seminar, BadgeTemplate badge, std::vector<std::unique_ptr<Printer>> printers,
                 Inbox& inbox, DeskRole role)
    : inbox_(inbox),
      desk_(std::make_unique<DeskWorker>(std::move(database), seminar, std::move(badge), inbox,
                                         ToPrinters{[this](PrintTask task) { spooler_->print(std::move(task)); },
                                                    [this](InterruptedTask task) { spooler_->resume(std::move(task)); }},
                                         role)) {
    SpoolerListener listener{[this](const OrderId& order, const std::string& printer) {
                                 return answer_to<std::optional<int>>(
                                     [&](auto answer) { desk_->take(BeginPrint{order, printer, std::move(answer)}); });
                             },
                             [this](const OrderReport& report, bool must_be_stored) {
                                 const auto send = [&](std::function<void(bool)> stored) {
                                     desk_->take(StoreReport{report, std::move(stored)});
                                 };
                                 if (!must_be_stored) send({});
                                 const bool is_stored = !must_be_stored || answer_to<bool>(send);
                                 inbox_.push(PrintReport{report, Clock::now()});
                                 return is_stored;
                             },
                             [this](const std::string& printer, PrinterFault fault, const std::string& detail) {
                                 inbox_.push(PrinterStatus{printer, fault, detail, Clock::now()});
                             }};
    spooler_ = std::make_unique<Spooler>(std::move(printers), std::move(listener));
    desk_->take(ResumeBadges{});
}

Workers::~Workers() {
    spooler_->stop();
    desk_.reset();
}

}  // namespace entre
