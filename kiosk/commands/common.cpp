#include "kiosk/commands/common.hpp"

#include <charconv>
#include <fmt/format.h>

#include <cstdio>

#include "core/base/log.hpp"
#include "core/services/import_service.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/services/export_download.hpp"
#include "print/badge/content.hpp"
#include "print/badge/render.hpp"
#include "print/printer/printers.hpp"

namespace entre {

int report(const Error& error) {
    std::fputs(fmt::format("entre: {}\n", error.detail).c_str(), stderr);
    return error.code == ErrorCode::wrong_usage ? status_wrong_usage : status_failed;
}

std::filesystem::path assets_folder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto installed = program.parent_path().parent_path() / "share" / "entre";
    if (!error && std::filesystem::exists(installed / "badges", error)) return installed;
    return ENTRE_ASSETS;
}

Result<BadgeTemplate> find_template(const Seminar& seminar, const SeminarFolder& folder) {
    const std::string wanted = seminar.badge_template.empty() ? "landscape" : seminar.badge_template;
    std::error_code ignored;
    if (seminar.badge_template.empty() && std::filesystem::exists(folder.path / "badge.svg", ignored))
        return read_template(folder.path / "badge.svg");
    if (const auto own = folder.path / wanted; std::filesystem::is_regular_file(own, ignored)) return read_template(own);
    const auto shipped = assets_folder() / "badges" / (wanted + ".svg");
    if (std::filesystem::exists(shipped, ignored)) return read_template(shipped);
    return fail(ErrorCode::file_missing,
                fmt::format("{}: badge.template = \"{}\" is neither a file in this folder nor a template of Entré's "
                            "(landscape, a6, a7, card, fold)",
                            folder.settings().string(), wanted));
}

Seminar with_printer(Seminar seminar, const std::string& queue) {
    if (queue.empty()) return seminar;
    seminar.printers.resize(1);
    seminar.printers.front().queue = queue;
    return seminar;
}

namespace {

Result<Page> page_for(const Seminar& seminar, const BadgeTemplate& badge, const WaitingBadge& waiting) {
    const auto content =
        badge_content(seminar, waiting.who, waiting.order.name_shown, waiting.order.print_number, seminar.languages.front());
    auto rendered = render_pdf(badge, content);
    if (!rendered) return pass_on(rendered);
    return Page{std::move(rendered->pdf), badge.width_mm, badge.height_mm, waiting.order.id.value, waiting.order.attempts};
}

/// What `outcome` means for the order.
OrderReport report_of(const OrderId& order, const std::string& printer, const Result<PrintedPage>& outcome) {
    if (outcome) return {order, OrderState::printed, PrinterFault::none, printer, outcome->job, {}};
    const bool is_in_doubt = outcome.error().code == ErrorCode::print_in_doubt;
    return {order, is_in_doubt ? OrderState::in_doubt : OrderState::failed, fault_of(outcome.error()), printer, 0, outcome.error().detail};
}

OnProgress progress_recorder(Desk& desk, const OrderId& order, const std::string& printer) {
    return [&desk, order, printer](const PrintProgress& progress) {
        return desk.note({order, progress.state, progress.fault, printer, progress.job, progress.detail}, utc_now()).has_value();
    };
}

}  // namespace

Result<OrderReport> print_badge(Desk& desk, const Seminar& seminar, const BadgeTemplate& badge,
                                std::vector<std::unique_ptr<Printer>>& printers, const WaitingBadge& waiting, int seconds) {
    const auto content = badge_content(seminar, waiting.who, waiting.order.name_shown, waiting.order.print_number, seminar.languages.front());
    const auto is_preprinted = desk.claim_preprinted(waiting.order, fingerprint(content), utc_now());
    if (!is_preprinted) return pass_on(is_preprinted);
    if (*is_preprinted) return **is_preprinted;
    auto page = page_for(seminar, badge, waiting);
    if (!page) return pass_on(page);
    OrderReport last{waiting.order.id, OrderState::failed, PrinterFault::missing, {}, 0, "no printer took it"};
    for (auto& printer : printers) {
        const auto attempt = desk.begin_print(waiting.order.id, printer->name(), utc_now());
        if (!attempt) return pass_on(attempt);
        if (!*attempt) break;  // it came out meanwhile, or nobody knows: no second one
        page->attempt = **attempt;
        const auto outcome = printer->print(*page, progress_recorder(desk, waiting.order.id, printer->name()), Clock::now() + std::chrono::seconds{seconds}, {});
        last = report_of(waiting.order.id, printer->name(), outcome);
        if (const auto kept = desk.note(last, utc_now()); !kept) return pass_on(kept);
        const bool is_over = last.state != OrderState::failed || outcome.error().code == ErrorCode::print_given_up;
        if (is_over) break;  // another printer might print it a second time
    }
    return last;
}

Result<void> settle_interrupted(Desk& desk, const Seminar& seminar, const BadgeTemplate& badge, std::vector<std::unique_ptr<Printer>>& printers,
                                int seconds) {
    const auto interrupted = desk.interrupted();
    if (!interrupted) return pass_on(interrupted);
    for (const auto& waiting : *interrupted) {
        auto page = page_for(seminar, badge, waiting);
        if (!page) return pass_on(page);
        const auto printer = std::find_if(printers.begin(), printers.end(), [&](const auto& p) { return p->name() == waiting.order.printer; });
        OrderReport end{waiting.order.id, OrderState::in_doubt, PrinterFault::missing, waiting.order.printer, 0, "its printer is not among the seminar's any more"};
        if (printer != printers.end()) {
            const auto until = Clock::now() + std::chrono::seconds{seconds};
            const auto outcome = (*printer)->resume(*page, waiting.order.job, progress_recorder(desk, waiting.order.id, waiting.order.printer), until, {});
            end = report_of(waiting.order.id, waiting.order.printer, outcome);
            // Nobody answered: that says nothing about a page that went out.
            if (end.state == OrderState::failed && waiting.order.job != 0 && outcome.error().code != ErrorCode::printer_refused &&
                outcome.error().code != ErrorCode::print_given_up)
                end.state = OrderState::in_doubt;
        }
        if (const auto kept = desk.note(end, utc_now()); !kept) return pass_on(kept);
    }
    return {};
}

Result<void> import_if_empty(Database& database, const Seminar& seminar, const SeminarFolder& folder) {
    const auto has_people = database.guard([&]() -> Result<bool> { return database.statement("SELECT 1 FROM registrations LIMIT 1").step(); });
    if (!has_people) return pass_on(has_people);
    if (*has_people) return {};
    // All files are read before the first is kept: a roster with half of them would not look empty the next time.
    const auto& files = seminar.registrations.files;
    std::error_code ignored;
    if (!seminar.registrations.url.empty() && !std::filesystem::exists(folder.path / files.front(), ignored))
        if (const auto fetched = ExportFetch(folder, seminar.registrations).fetch({}); !fetched) return pass_on(fetched);
    for (const auto& file : files)
        if (const auto plan = plan_import(&database, seminar, folder.path / file, utc_now()); !plan)
            return pass_on(plan);
    for (const auto& file : files) {
        const auto plan = plan_import(&database, seminar, folder.path / file, utc_now());
        if (!plan) return pass_on(plan);
        if (const auto done = apply_import(database, *plan, utc_now()); !done) return pass_on(done);
        for (const auto& reject : plan->reading.rejected) log_warning("sync", "{}:{}: {}", file, reject.line, describe(reject));
        if (const auto report = write_import_report(folder, *plan, utc_now()); !report) log_error("sync", report.error());
    }
    return {};
}

Result<std::optional<SizePx>> window_size(const std::string& text) {
    if (text.empty()) return std::optional<SizePx>{};
    SizePx size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    const auto height = width.ptr != end && *width.ptr == 'x' ? std::from_chars(width.ptr + 1, end, size.height) : width;
    if (height.ptr != end || size.width < 320 || size.height < 320 || size.width > 8192 || size.height > 8192)
        return fail(ErrorCode::wrong_usage, fmt::format("--window {}: must be a size such as 1280x800", text));
    return std::optional(size);
}

std::function<void(LiveNews)> live_listener(Inbox& inbox) {
    return [&inbox](LiveNews news) { inbox.push(LiveViewChanged{std::move(news.view), std::move(news.last_import), news.disk_free_mib, Clock::now(),
                            std::move(news.troubled), std::move(news.rolls)}); };
}

}  // namespace entre
