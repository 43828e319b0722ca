#include "kiosk/commands/common.hpp"

#include <charconv>
#include <fmt/format.h>

#include <cstdio>

#include "core/base/log.hpp"
#include "core/sync.hpp"
#include "kiosk/commands/commands.hpp"
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
                            "(landscape, a6)",
                            folder.settings().string(), wanted));
}

Seminar with_printer(Seminar seminar, const std::string& queue) {
    if (queue.empty()) return seminar;
    seminar.printers.resize(1);
    seminar.printers.front().queue = queue;
    return seminar;
}

Result<OrderReport> print_badge(Desk& desk, const Seminar& seminar, const BadgeTemplate& badge,
                                std::vector<std::unique_ptr<Printer>>& printers, const WaitingBadge& waiting, int seconds) {
    const auto content =
        badge_content(seminar, waiting.who, waiting.order.name_shown, waiting.order.print_number, seminar.languages.front());
    const auto rendered = render_pdf(badge, content);
    if (!rendered) return tl::unexpected<Error>(rendered.error());
    const Page page{rendered->pdf, badge.width_mm, badge.height_mm, waiting.order.id.value};

    OrderReport last{waiting.order.id, OrderState::failed, PrinterFault::missing, {}, 0, "no printer took it"};
    for (auto& printer : printers) {
        const auto tell = [&](const PrintProgress& progress) {
            static_cast<void>(desk.note(
                {waiting.order.id, progress.state, progress.fault, printer->name(), progress.job, progress.detail}, utc_now()));
        };
        const auto printed = printer->print(page, tell, Clock::now() + std::chrono::seconds{seconds}, {});
        last.printer = printer->name();
        if (printed) {
            last = {waiting.order.id, OrderState::printed, PrinterFault::none, printer->name(), printed->job, {}};
            break;
        }
        const bool is_in_doubt = printed.error().code == ErrorCode::print_in_doubt;
        last.state = is_in_doubt ? OrderState::in_doubt : OrderState::failed;
        last.fault = fault_of(printed.error());
        last.detail = printed.error().detail;
        if (is_in_doubt) break;  // a second printer would print it a second time
    }
    if (const auto kept = desk.note(last, utc_now()); !kept) return tl::unexpected<Error>(kept.error());
    return last;
}

Result<void> import_if_empty(Database& database, const Seminar& seminar, const SeminarFolder& folder) {
    const auto has_people = database.guard([&]() -> Result<bool> { return database.statement("SELECT 1 FROM registrations LIMIT 1").step(); });
    if (!has_people) return tl::unexpected<Error>(has_people.error());
    if (*has_people) return {};
    // All files are read before the first is kept: a roster with half of them would not look empty the next time.
    const auto& files = seminar.registrations.files;
    for (const auto& file : files)
        if (const auto plan = plan_import(&database, seminar, folder.path / file, utc_now()); !plan)
            return tl::unexpected<Error>(plan.error());
    for (const auto& file : files) {
        const auto plan = plan_import(&database, seminar, folder.path / file, utc_now());
        if (!plan) return tl::unexpected<Error>(plan.error());
        if (const auto done = apply_import(database, *plan, utc_now()); !done) return tl::unexpected<Error>(done.error());
        for (const auto& reject : plan->reading.rejected) log_warning("sync", "{}:{}: {}", file, reject.line, reject.reason);
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
    return [&inbox](LiveNews news) { inbox.push(LiveTold{std::move(news.view), std::move(news.last_import), news.disk_free_mib, Clock::now()}); };
}

}  // namespace entre
