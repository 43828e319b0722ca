#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "core/base/log.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "print/badge/content.hpp"
#include "print/badge/render.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

constexpr int print_seconds = 60;
constexpr double picture_dots_per_mm = 300 / 25.4;

Result<void> write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << bytes;
    out.close();
    if (!out)
        return fail(ErrorCode::file_unwritable,
                    fmt::format("{} cannot be written; check the folder's rights and the disk's space", file.string()));
    return {};
}

Result<void> render_to(const std::filesystem::path& file, const BadgeTemplate& badge, const BadgeContent& content) {
    if (file.extension() == ".png") {
        const auto picture = render_picture(badge, content, static_cast<int>(badge.width_mm * picture_dots_per_mm));
        if (!picture) return tl::unexpected<Error>(picture.error());
        return write(file, to_png(*picture));
    }
    const auto rendered = render_pdf(badge, content);
    if (!rendered) return tl::unexpected<Error>(rendered.error());
    return write(file, rendered->pdf);
}

/// Rendered badges need no writing connection, so they can be made while the kiosk runs.
int render(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge) {
    auto database = Database::open(folder, Access::read, "entre badge");
    if (!database) return report(database.error());
    const auto people = database->guard([&]() -> Result<std::vector<Registration>> {
        const Roster roster(*database);
        if (options.is_all) return roster.all(false);
        const auto who = roster.with_code(options.code);
        if (!who) return fail(ErrorCode::wrong_usage, "No registration has this code.");
        return std::vector{*who};
    });
    if (!people) return report(people.error());
    if (options.is_all) {
        std::error_code error;
        std::filesystem::create_directories(options.out, error);
    }
    const bool shows_progress = options.is_all && ::isatty(STDERR_FILENO) == 1;
    std::size_t count = 0;
    for (const auto& who : *people) {
        if (options.is_all && who.status == RegistrationStatus::withdrawn) continue;
        const auto file = options.is_all ? options.out / (who.id.value + ".pdf") : options.out;
        const auto content = badge_content(seminar, who, BadgeName::full, 1, seminar.languages.front());
        if (const auto done = render_to(file, badge, content); !done) return report(done.error());
        ++count;
        if (shows_progress) std::fputs(fmt::format("\r{} of {}", count, people->size()).c_str(), stderr);
    }
    if (shows_progress) std::fputs("\n", stderr);
    std::puts(fmt::format("{} {} in {}", count, count == 1 ? "badge" : "badges", options.out.string()).c_str());
    return status_done;
}

int print(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge) {
    auto database = Database::open(folder, Access::write, "entre badge");
    if (!database) return report(database.error());
    static_cast<void>(start_log(folder.log(), true));
    Desk desk(*database, seminar);
    auto printers = make_printers(seminar, folder);
    if (const auto settled = settle_interrupted(desk, seminar, badge, printers, print_seconds); !settled) return report(settled.error());
    std::vector<WaitingBadge> wanted;
    if (options.is_pending) {
        auto waiting = desk.waiting();
        if (!waiting) return report(waiting.error());
        wanted = std::move(*waiting);
    } else {
        const auto ticket = desk.look_up(options.code, utc_now());
        if (!ticket) return report(ticket.error());
        if (!ticket->who) return report({ErrorCode::wrong_usage, "No registration has this code."});
        const auto order = desk.reprint(ticket->who->id, utc_now());
        if (!order) return report(order.error());
        wanted.push_back({order->order, order->who});
    }
    std::size_t printed = 0;
    for (const auto& waiting : wanted) {
        const auto outcome = print_badge(desk, seminar, badge, printers, waiting, print_seconds);
        if (!outcome) return report(outcome.error());
        if (outcome->state != OrderState::printed) {
            std::fputs(fmt::format("entre: badge {}: {}. It waits; {} of {} were printed.\n", waiting.order.id.value,
                                   outcome->detail.empty() ? to_string(outcome->state) : outcome->detail, printed, wanted.size())
                           .c_str(),
                       stderr);
            return status_failed;
        }
        ++printed;
    }
    std::puts(wanted.empty() ? "No badge waits."
                             : fmt::format("{} {} printed.", printed, printed == 1 ? "badge" : "badges").c_str());
    return status_done;
}

}  // namespace

int run_badge(const BadgeOptions& options) {
    const SeminarFolder folder{options.folder};
    auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    *seminar = with_printer(std::move(*seminar), options.printer);
    const auto badge = find_template(*seminar, folder);
    if (!badge) return report(badge.error());
    return options.out.empty() ? print(options, *seminar, folder, *badge) : render(options, *seminar, folder, *badge);
}

}  // namespace entre
