#include "print/print_now.hpp"

#include <algorithm>

#include "core/base/log.hpp"
#include "print/badge/content.hpp"
#include "print/badge/render.hpp"
#include "print/printer/outcome.hpp"

namespace entre {

namespace {

BadgeContent content_of(const Seminar& seminar, const WaitingBadge& waiting) {
    return badge_content(seminar, waiting.who, waiting.order.name_shown, waiting.order.print_number, seminar.languages.front());
}

OrderReport report_of(const OrderId& order, const std::string& printer, const Result<PrintedPage>& result) {
    const auto outcome = outcome_of(result);
    return {
        order, outcome.state, outcome.fault, printer, result ? result->job : 0, result ? std::string{} : result.error().detail};
}

OnProgress progress_recorder(CheckInDesk& desk, const OrderId& order, const std::string& printer) {
    return [&desk, order, printer](const PrintProgress& progress) {
        return desk.note({order, progress.state, progress.fault, printer, progress.job, progress.detail}, utc_now()).has_value();
    };
}

}  // namespace

Result<PrintPage> render_print_page(const Seminar& seminar, const BadgeTemplate& badge, const WaitingBadge& waiting) {
    auto rendered = render_pdf(badge, content_of(seminar, waiting));
    if (!rendered) return pass_on(rendered);
    if (rendered->notes.missing_glyphs > 0)
        log_warning("print", "badge {}: no installed font has {} of its characters", waiting.order.id.value,
                    rendered->notes.missing_glyphs);
    return PrintPage{std::move(rendered->pdf), badge.width_mm, badge.height_mm, waiting.order.id.value, waiting.order.attempts};
}

Result<std::optional<OrderReport>> claim_preprinted(CheckInDesk& desk, const Seminar& seminar, const WaitingBadge& waiting) {
    return desk.claim_preprinted(waiting.order, fingerprint(content_of(seminar, waiting)), utc_now());
}

Result<OrderReport> print_badge(CheckInDesk& desk, const Seminar& seminar, const BadgeTemplate& badge,
                                std::vector<std::unique_ptr<Printer>>& printers, const WaitingBadge& waiting, int seconds) {
    const auto preprinted = claim_preprinted(desk, seminar, waiting);
    if (!preprinted) return pass_on(preprinted);
    if (*preprinted) return **preprinted;
    auto page = render_print_page(seminar, badge, waiting);
    if (!page) return pass_on(page);
    OrderReport last{waiting.order.id, OrderState::failed, PrinterFault::missing, {}, 0, "no printer took it"};
    for (auto& printer : printers) {
        const auto attempt = desk.begin_print(waiting.order.id, printer->name(), utc_now());
        if (!attempt) return pass_on(attempt);
        if (!*attempt) break;  // it was printed meanwhile, or is in doubt: no second one
        page->attempt = **attempt;
        const auto result = printer->print(*page, progress_recorder(desk, waiting.order.id, printer->name()),
                                           Clock::now() + std::chrono::seconds{seconds}, {});
        last = report_of(waiting.order.id, printer->name(), result);
        if (const auto stored = desk.note(last, utc_now()); !stored) return pass_on(stored);
        if (!outcome_of(result).may_try_elsewhere) break;
    }
    return last;
}

Result<void> settle_interrupted(CheckInDesk& desk, const Seminar& seminar, const BadgeTemplate& badge,
                                std::vector<std::unique_ptr<Printer>>& printers, int seconds) {
    const auto interrupted = desk.interrupted();
    if (!interrupted) return pass_on(interrupted);
    for (const auto& waiting : *interrupted) {
        auto page = render_print_page(seminar, badge, waiting);
        if (!page) return pass_on(page);
        const auto printer =
            std::find_if(printers.begin(), printers.end(), [&](const auto& p) { return p->name() == waiting.order.printer; });
        OrderReport end{waiting.order.id,
                        OrderState::in_doubt,
                        PrinterFault::missing,
                        waiting.order.printer,
                        0,
                        "its printer is no longer one of the seminar's"};
        if (printer != printers.end()) {
            const auto until = Clock::now() + std::chrono::seconds{seconds};
            const auto result = (*printer)->resume(*page, waiting.order.job,
                                                   progress_recorder(desk, waiting.order.id, waiting.order.printer), until, {});
            end = report_of(waiting.order.id, waiting.order.printer, result);
            // A printer that does not answer says nothing about a page that was sent.
            const bool is_silent =
                !result && outcome_of(result).may_try_elsewhere && result.error().code != ErrorCode::printer_refused;
            if (is_silent && waiting.order.job != 0) end.state = OrderState::in_doubt;
        }
        if (const auto stored = desk.note(end, utc_now()); !stored) return pass_on(stored);
    }
    return {};
}

}  // namespace entre
