#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/log.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/first_import.hpp"
#include "kiosk/services/resources.hpp"
#include "print/print_now.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

constexpr int print_seconds = 30;

Sentence verdict_line(const CheckInAnswer& answer, const Seminar& seminar) {
    const auto name = display_name(answer.who);
    switch (answer.admission.verdict) {
        case Verdict::admitted:
            return sentence("{} is checked in.", name);
        case Verdict::already_in:
            return sentence("{} is already in, since {}.", name, clock_time(seminar.local(*answer.admission.since)));
        case Verdict::withdrawn:
            return sentence("{} has withdrawn. Nothing was recorded.", name);
        case Verdict::unpaid:
            return sentence("{} has not paid, or is on the waiting list. Nothing was recorded.", name);
        case Verdict::unknown:
            return sentence("No registration has this code. To see why: entre find DIR --payload CODE");
        case Verdict::other_seminar:
            return sentence("The code belongs to another seminar.");
        case Verdict::too_early:
            return sentence("The doors open at {}. Nothing was recorded.", clock_time(seminar.local(*answer.admission.since)));
    }
    return {};
}

/// Advice about a badge that may not have come out.
Sentence unprinted(const OrderReport& badge, const SeminarFolder& folder, const std::string& code) {
    const std::string why = badge.detail.empty() ? "" : ": " + std::string(without_full_stop(badge.detail));
    if (badge.state == OrderState::in_doubt)
        return sentence("The badge may have come out{}. Look at the printer; to print another: entre badge {} --code {}", why,
                        folder.path.string(), code);
    return sentence("The badge did not come out{}. It waits: entre badge {} --pending", why, folder.path.string());
}

Result<CheckInAnswer> check_in(CheckInDesk& desk, const std::string& code) {
    const auto ticket = desk.look_up(code, utc_now());
    if (!ticket) return pass_on(ticket);
    if (ticket->admission.verdict != Verdict::admitted || !ticket->who)
        return CheckInAnswer{ticket->admission, ticket->who.value_or(Registration{}), {}};
    return desk.check_in({ticket->who->id, BadgeName::full, {}, {}, RecordedBy::command}, utc_now());
}

}  // namespace

int run_check_in(const CheckInOptions& options) {
    const SeminarFolder folder{options.folder};
    auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    *seminar = with_printer(std::move(*seminar), options.printer);
    auto database = Database::open(folder, Access::write, "entre check-in");
    if (!database) return report(database.error());
    static_cast<void>(start_log(folder.log(), true));
    if (const auto imported = import_if_empty(*database, *seminar, folder); !imported) return report(imported.error());

    CheckInDesk desk(*database, *seminar);
    const auto answer = check_in(desk, options.code);
    if (!answer) return report(answer.error());
    const bool is_in = answer->admission.verdict == Verdict::admitted;
    // The check-in is on disk from here on, whatever happens to the badge.
    OrderReport badge{answer->order.id, OrderState::ordered, PrinterFault::none, {}, 0, {}};
    std::optional<Error> trouble;
    if (is_in && !options.without_badge) {
        const auto badge_template = find_template(*seminar, folder);
        auto printers = make_printers(*seminar, folder);
        const auto printed =
            !badge_template ? Result<OrderReport>(tl::unexpected<Error>(badge_template.error()))
                            : print_badge(desk, *seminar, *badge_template, printers, {answer->order, answer->who}, print_seconds);
        if (printed)
            badge = *printed;
        else
            trouble = printed.error();
    }
    if (options.as_json) {
        nlohmann::ordered_json json{{"verdict", to_string(answer->admission.verdict)}};
        if (!answer->who.id.is_empty()) json["registration"] = answer->who.id.value;
        if (is_in)
            json["badge"] = {{"order", answer->order.id.value}, {"state", to_string(badge.state)}, {"printer", badge.printer}};
        std::puts(json.dump(2).c_str());
    } else {
        print_line(verdict_line(*answer, *seminar));
        if (is_in && badge.state == OrderState::printed)
            print_line(badge.printer == before_the_day ? sentence("The badge was printed before the day: it lies ready.")
                                                       : sentence("The badge is printed on {}.", badge.printer));
        if (is_in && !options.without_badge && badge.state != OrderState::printed)
            print_line(unprinted(badge, folder, options.code));
    }
    if (trouble) return report(*trouble);
    return is_in && (options.without_badge || badge.state == OrderState::printed) ? status_done : status_failed;
}

}  // namespace entre
