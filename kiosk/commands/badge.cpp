#include <fmt/format.h>

#include <cstdio>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/store/read_only_folder.hpp"
#include "core/store/roster.hpp"
#include "kiosk/commands/badge.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/resources.hpp"
#include "print/badge/badge_sorting.hpp"
#include "print/badge/content.hpp"
#include "print/badge/render.hpp"
#include "print/print_now.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

constexpr int print_seconds = 60;
constexpr double picture_dots_per_mm = 300 / 25.4;

/// Rendering badges needs no writing connection, so it works while the kiosk runs.
int render(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge) {
    const auto people = people_for_badges(folder, seminar, options.code, false);
    if (!people) return report(people.error());
    const auto content = badge_content(seminar, people->front());
    const auto bytes = [&]() -> Result<std::string> {
        if (options.out.extension() == ".png") {
            const auto picture = render_picture(badge, content, static_cast<int>(badge.width_mm * picture_dots_per_mm));
            if (!picture) return pass_on(picture);
            return to_png(*picture);
        }
        auto rendered = render_pdf(badge, content, badge.back != nullptr);
        if (!rendered) return pass_on(rendered);
        return std::move(rendered->pdf);
    }();
    if (!bytes) return report(bytes.error());
    if (const auto done = write_file_atomically(options.out, *bytes); !done) return report(done.error());
    print_line(sentence("The badge is in {}.", options.out.string()));
    return status_done;
}

int print(const BadgeOptions& options, const Seminar& seminar, const SeminarFolder& folder, const BadgeTemplate& badge) {
    auto database = Database::open(folder, Access::write, "entre badge");
    if (!database) return report(database.error());
    static_cast<void>(start_log(folder.log(), true));
    CheckInDesk desk(*database, seminar);
    auto printers = make_printers(seminar, folder);
    if (const auto settled = settle_interrupted(desk, seminar, badge, printers, print_seconds); !settled)
        return report(settled.error());
    std::vector<WaitingBadge> wanted;
    if (options.is_pending) {
        auto waiting = desk.waiting();
        if (!waiting) return report(waiting.error());
        wanted = std::move(*waiting);
    } else {
        const auto ticket = desk.look_up(options.code, utc_now());
        if (!ticket) return report(ticket.error());
        if (!ticket->who) return report({ErrorCode::wrong_usage, "No registration has this code."});
        const auto order = desk.reprint(ticket->who->id, ReprintReason::unsaid, utc_now());
        if (!order) return report(order.error());
        if (order->order.id.is_empty())
            return report(
                error_of(ErrorCode::wrong_usage, sentence("This person has had {} more badges, and that is enough. If it is "
                                                          "really needed, draw it with --out and print that.",
                                                          max_reprints)));
        wanted.push_back({order->order, order->who});
    }
    std::size_t printed = 0;
    for (const auto& waiting : wanted) {
        const auto outcome = print_badge(desk, seminar, badge, printers, waiting, print_seconds);
        if (!outcome) return report(outcome.error());
        if (outcome->state != OrderState::printed) {
            std::fputs(fmt::format("entre: badge {}: {}. It waits; {} of {} were printed.\n", waiting.order.id.value,
                                   outcome->detail.empty() ? to_string(outcome->state) : without_full_stop(outcome->detail),
                                   printed, wanted.size())
                           .c_str(),
                       stderr);
            return status_failed;
        }
        ++printed;
    }
    print_line(wanted.empty() ? sentence("No badge waits.") : sentence("Badges printed: {}.", printed));
    return status_done;
}

}  // namespace

Result<std::vector<Registration>> people_for_badges(const SeminarFolder& folder, const Seminar& seminar, const std::string& code,
                                                    bool by_sector) {
    auto database = open_or_copy(folder, "entre badge");
    if (!database) return pass_on(database);
    return database->guard([&]() -> Result<std::vector<Registration>> {
        const Roster roster(*database);
        if (code.empty())
            return in_badge_order(roster.all(false), seminar, by_sector ? BadgeSortKey::sector : BadgeSortKey::name);
        const auto who = roster.with_code(code);
        if (!who) return fail(ErrorCode::wrong_usage, sentence("No registration has this code."));
        return std::vector{*who};
    });
}

int run_badge(const BadgeOptions& options) {
    const SeminarFolder folder{options.folder};
    auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    *seminar = with_printer(std::move(*seminar), options.printer);
    if (!options.tickets.empty()) return run_tickets(options, *seminar, folder);
    const auto badge = options.template_file.empty() ? find_template(*seminar, folder) : read_template(options.template_file);
    if (!badge) return report(badge.error());
    if (!options.preview.empty()) return run_badge_preview(options, *seminar, folder, *badge);
    if (options.is_check) return run_badge_check(*seminar, folder, *badge);
    if (options.is_all) return run_all_badges(options, *seminar, folder, *badge);
    return options.out.empty() ? print(options, *seminar, folder, *badge) : render(options, *seminar, folder, *badge);
}

}  // namespace entre
