#include "kiosk/services/desk_worker.hpp"

#include <future>
#include <utility>

#include "core/base/log.hpp"
#include "core/base/pin.hpp"
#include "print/badge/content.hpp"
#include "print/badge/render.hpp"

namespace entre {

namespace {

/// What the desk's thread answers to what `give` hands it. It ends after the printers' threads, so it always does.
template <class Answer, class Give>
Answer answered(Give&& give) {
    auto promise = std::make_shared<std::promise<Answer>>();
    auto answer = promise->get_future();
    give([promise](Answer said) { promise->set_value(std::move(said)); });
    return answer.get();
}

/// How long somebody who was checked in waits for a badge; after that a person decides whether it is still wanted.
constexpr auto still_there = std::chrono::minutes{10};

}  // namespace

DeskWorker::DeskWorker(Database database, Seminar seminar, BadgeTemplate badge, Inbox& inbox, ToPrinters printing, DeskRole role)
    : database_(std::move(database)),
      seminar_(std::move(seminar)),
      badge_(std::move(badge)),
      inbox_(inbox),
      printing_(std::move(printing)),
      role_(role),
      desk_(database_, seminar_),
      staff_(database_, seminar_),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

DeskWorker::~DeskWorker() = default;

void DeskWorker::run(const std::stop_token& stop) {
    while (auto order = orders_.pop(stop)) {
        // Once it is time to go, only what became of badges is still kept; visitors and staff have left the screen.
        if (stop.stop_requested() && !std::holds_alternative<KeepReport>(*order)) continue;
        std::visit([this](const auto& request) { carry_out(request); }, *order);
    }
}

void DeskWorker::carry_out(const OpenDoor&) {
    if (role_ == DeskRole::reader) return report_counts();
    const auto interrupted = desk_.interrupted();
    if (!interrupted) log_error("desk", interrupted.error());
    else for (const auto& badge : *interrupted) resume(badge);
    // Whoever was checked in a moment ago stands there and waits. Badges from before that are offered to staff.
    const auto waiting = desk_.waiting();
    if (!waiting) log_error("desk", waiting.error());
    else for (const auto& badge : *waiting)
        if (badge.order.state == OrderState::ordered && utc_now() - badge.order.ordered_at < still_there) orders_.push(PrintBadge{badge.order.id});
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

void DeskWorker::carry_out(const LookUp& order) {
    const auto answer = desk_.look_up(order.payload, utc_now());
    if (!answer) return answer_failure(order.request, answer.error());
    // A person who is not admitted is not named on the screen, save those who are inside already.
    const bool is_named = answer->admission.verdict == Verdict::admitted || answer->admission.verdict == Verdict::already_in;
    inbox_.push(LookUpDone{order.request, answer->admission, is_named ? answer->who : std::nullopt, Clock::now()});
}

void DeskWorker::carry_out(const FindName& order) {
    const auto offer = desk_.find_name(order.given, order.family);
    if (!offer) return answer_failure(order.request, offer.error());
    if (*offer) {
        inbox_.push(NameLookedUp{order.request, (*offer)->person, (*offer)->masked, Clock::now()});
    } else {
        inbox_.push(NameLookedUp{order.request, std::nullopt, {}, Clock::now()});
    }
}

void DeskWorker::carry_out(const RecordCheckIn& order) {
    const auto answer = desk_.check_in({order.person, order.name_shown, order.given, order.family, RecordedBy::self}, utc_now());
    if (!answer) return answer_failure(order.request, answer.error());
    inbox_.push(CheckInRecorded{order.request, answer->admission.verdict, answer->admission.since, answer->who, answer->order.id,
                                order.name_shown, Clock::now()});
}

void DeskWorker::carry_out(const RecordReprint& order) {
    const auto answer = desk_.reprint(order.person, order.why, utc_now());
    if (!answer) return answer_failure(order.request, answer.error());
    inbox_.push(CheckInRecorded{order.request, answer->admission.verdict, answer->admission.since, answer->who, answer->order.id,
                                answer->order.name_shown, Clock::now()});
}

/// True when the badge was printed before the day; nothing is left to be done then.
bool DeskWorker::is_preprinted(const WaitingBadge& badge) {
    const auto content = badge_content(seminar_, badge.who, badge.order.name_shown, badge.order.print_number, seminar_.languages.front());
    const auto taken = desk_.claim_preprinted(badge.order, fingerprint(content), utc_now());
    if (!taken) log_error("desk", taken.error());
    if (!taken || !*taken) return false;
    log_info("desk", "badge {} was printed before the day", badge.order.id.value);
    inbox_.push(PrintReport{**taken, Clock::now()});
    return true;
}

/// The badge as a page; nothing, and the order told as failed, when it cannot be drawn.
std::optional<Page> DeskWorker::page_of(const WaitingBadge& badge) {
    const auto content = badge_content(seminar_, badge.who, badge.order.name_shown, badge.order.print_number, seminar_.languages.front());
    auto rendered = render_pdf(badge_, content);
    if (!rendered) {
        log_error("desk", rendered.error());
        const OrderReport failed{badge.order.id, OrderState::failed, PrinterFault::other, {}, 0, std::string(to_string(rendered.error().code))};
        static_cast<void>(desk_.note(failed, utc_now()));
        inbox_.push(PrintReport{failed, Clock::now()});
        return std::nullopt;
    }
    if (rendered->notes.missing_glyphs > 0)
        log_warning("desk", "badge {}: {} characters that no installed font has", badge.order.id.value, rendered->notes.missing_glyphs);
    return Page{std::move(rendered->pdf), badge_.width_mm, badge_.height_mm, badge.order.id.value, badge.order.attempts};
}

void DeskWorker::print(const WaitingBadge& badge) {
    if (is_preprinted(badge)) return;
    if (auto page = page_of(badge)) printing_.print({badge.order.id, std::move(*page)});
}

void DeskWorker::resume(const WaitingBadge& badge) {
    log_warning("desk", "badge {} was with {} when the program ended; its job is looked for by name", badge.order.id.value, badge.order.printer);
    if (auto page = page_of(badge)) printing_.resume({{badge.order.id, std::move(*page)}, badge.order.printer, badge.order.job});
}

void DeskWorker::carry_out(const PrintBadge& order) {
    const auto badge = desk_.order(order.order);
    if (!badge) return log_error("desk", badge.error());
    if (*badge) print(**badge);
    report_counts();
}

void DeskWorker::carry_out(const PrintPending&) {
    const auto waiting = desk_.waiting();
    if (!waiting) return log_error("desk", waiting.error());
    // One badge a turn: a visitor who comes meanwhile waits for one page to be drawn, not for all of them.
    for (const auto& badge : *waiting) {
        if (const auto again = desk_.reorder(badge.order.id, utc_now()); !again) return log_error("desk", again.error());
        orders_.push(PrintBadge{badge.order.id});
    }
}

void DeskWorker::carry_out(const CheckPin& order) {
    // Takes a tenth of a second on purpose; a scan that comes meanwhile waits that long.
    inbox_.push(PinChecked{order.request, is_pin_right(order.pin, seminar_.pin_hash), Clock::now()});
}

void DeskWorker::carry_out(const KeepReport& news) {
    const auto kept = desk_.note(news.report, utc_now());
    if (!kept) log_error("desk", kept.error());
    if (news.kept) news.kept(kept.has_value());
    if (is_final(news.report.state)) report_counts();
}

void DeskWorker::carry_out(const BeginPrint& order) {
    const auto attempt = desk_.begin_print(order.order, order.printer, utc_now());
    if (!attempt) log_error("desk", attempt.error());
    order.answer(attempt ? *attempt : std::nullopt);
}

void DeskWorker::carry_out(const PendingStaffRequest& request) {
    const auto answer = staff_.act(request.action, utc_now());
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

void DeskWorker::carry_out(const DoForStaff& order) {
    carry_out(PendingStaffRequest{order.action, [&](const Result<StaffAnswer>& answer) {
                            if (!answer) return inbox_.push(DeskFailed{order.request, answer.error().code, Clock::now()});
                            inbox_.push(StaffAnswered{order.request, *answer, Clock::now()});
                        }});
}

void DeskWorker::carry_out(const LoadPerson& order) {
    const auto history = staff_.history(order.person);
    if (!history) return answer_failure(order.request, history.error());
    inbox_.push(PersonLoaded{order.request, *history ? std::make_shared<const PersonHistory>(**history) : nullptr, Clock::now()});
}

void DeskWorker::carry_out(const FindTicket& order) {
    const auto answer = desk_.look_up(order.payload, utc_now());
    if (!answer) return answer_failure(order.request, answer.error());
    inbox_.push(TicketFound{order.request, answer->who ? std::optional(answer->who->id) : std::nullopt, Clock::now()});
}

Workers::Workers(Database database, const Seminar& seminar, BadgeTemplate badge, std::vector<std::unique_ptr<Printer>> printers, Inbox& inbox,
                 DeskRole role)
    : inbox_(inbox),
      desk_(std::make_unique<DeskWorker>(std::move(database), seminar, std::move(badge), inbox,
                                         ToPrinters{[this](PrintTask task) { spooler_->print(std::move(task)); },
                                                  [this](InterruptedTask task) { spooler_->resume(std::move(task)); }},
                                         role)) {
    SpoolerListener listener{
        [this](const OrderId& order, const std::string& printer) {
            return answered<std::optional<int>>([&](auto answer) { desk_->take(BeginPrint{order, printer, std::move(answer)}); });
        },
        [this](const OrderReport& report, bool must_be_kept) {
            const auto give = [&](std::function<void(bool)> kept) { desk_->take(KeepReport{report, std::move(kept)}); };
            if (!must_be_kept) give({});
            const bool is_kept = !must_be_kept || answered<bool>(give);
            inbox_.push(PrintReport{report, Clock::now()});
            return is_kept;
        },
        [this](const std::string& printer, PrinterFault fault, const std::string& detail) {
            inbox_.push(PrinterStatus{printer, fault, detail, Clock::now()});
        }};
    spooler_ = std::make_unique<Spooler>(std::move(printers), std::move(listener));
    desk_->take(OpenDoor{});
}

Workers::~Workers() {
    spooler_->stop();
    desk_.reset();
}

}  // namespace entre
