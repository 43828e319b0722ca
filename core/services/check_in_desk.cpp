#include "core/services/check_in_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/services/code_look_up.hpp"
#include "core/services/protection.hpp"
#include "core/store/preprinted_badges.hpp"
#include "core/store/rolls.hpp"

namespace entre {

namespace {

std::string listed(const std::vector<CodeRule>& rules) {
    std::string list;
    for (const auto rule : rules) list += fmt::format("{}{}", list.empty() ? "" : " ", to_string(rule));
    return list;
}

AttendanceRecord record_for(const RegistrationId& person, RecordKind kind, RecordedBy by, const std::string& station,
                            UtcTime now) {
    AttendanceRecord record;
    record.id = new_id<RecordId>(now);
    record.registration = person;
    record.kind = kind;
    record.at = now;
    record.station = station;
    record.by = by;
    return record;
}

/// The corrected spelling, cleaned; nullopt when it is unchanged or another person's name.
std::optional<std::pair<std::string, std::string>> corrected_name(const Registration& person, const CheckInRequest& request) {
    if (!request.given || !request.family || person.is_protected) return std::nullopt;
    std::pair name{clean_text(*request.given), clean_text(*request.family)};
    if (name.first == person.given && name.second == person.family) return std::nullopt;
    if (!is_respelling(person.given + person.family, name.first + name.second)) {
        log_warning("desk", "a corrected name differed too much from the registered one and was ignored");
        return std::nullopt;
    }
    return name;
}

}  // namespace

CheckInDesk::CheckInDesk(Database& database, const Seminar& seminar)
    : database_(database),
      station_(seminar.kiosk.station),
      event_(seminar.registrations.event),
      roster_(database),
      ledger_(database),
      orders_(database) {
    if (seminar.doors_open) rules_.doors_open = seminar.doors_open->utc;
}

Result<TicketAnswer> CheckInDesk::look_up(std::string_view payload, UtcTime now) {
    return database_.guard([&]() -> Result<TicketAnswer> {
        TicketAnswer answer;
        answer.reading = read_payload(payload);
        if (answer.reading.why_not && answer.reading.parts.empty()) {
            log_info("desk", "scan {}: no ticket ({})", log_name_of(payload), to_string(*answer.reading.why_not));
            return answer;
        }
        answer.found = match(answer.reading, code_look_up(roster_));
        if (answer.found.who) {
            answer.who = answer.found.who;
            last_seen_ = LastSeen{*answer.who, entry_of(answer.who->id), database_.transactions()};
            answer.admission = decision(*last_seen_, now);
        } else {
            const auto& codes = answer.reading.candidates;
            const auto& parts = answer.reading.parts;
            const bool is_foreign =
                std::any_of(codes.begin(), codes.end(), [&](const auto& c) { return roster_.is_foreign(c.code); }) ||
                std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return roster_.is_foreign(part); }) ||
                (!event_.empty() && !answer.reading.event.empty() && answer.reading.event != event_);
            answer.admission.verdict = is_foreign ? Verdict::other_seminar : Verdict::unknown;
        }
        log_info("desk", "scan {}: tried {}; {} {}", log_name_of(payload), listed(answer.found.tried),
                 to_string(answer.admission.verdict), answer.found.who ? fmt::format("by {}", to_string(answer.found.rule)) : "");
        return answer;
    });
}

Result<std::optional<NameOffer>> CheckInDesk::find_name(std::string_view given, std::string_view family) {
    if (!is_name_enough(given, family)) return std::optional<NameOffer>{};
    return database_.guard([&]() -> Result<std::optional<NameOffer>> {
        auto offer = offer_of(roster_.with_name(given, family, 2));
        log_info("desk", "search by name: {}", offer ? "one" : "none or several");
        return offer;
    });
}

std::optional<CheckInDesk::LastSeen> CheckInDesk::facts_of(const RegistrationId& person) {
    // Called inside a transaction, which has been counted already.
    auto seen = std::exchange(last_seen_, std::nullopt);
    if (seen && seen->who.id == person && seen->as_of + 1 == database_.transactions()) return seen;
    auto who = roster_.with_id(person);
    if (!who) return std::nullopt;
    return LastSeen{std::move(*who), entry_of(person)};
}

CheckInDesk::Entry CheckInDesk::entry_of(const RegistrationId& person) const {
    const auto records = ledger_.records_of(person);
    const auto* entry = entry_that_counts(records);
    return entry == nullptr ? Entry{} : Entry{entry->at, entry->station == station_ ? std::string{} : entry->station};
}

Admission CheckInDesk::decision(const LastSeen& seen, UtcTime now) const {
    auto admission = decide(seen.who, seen.entry.at, rules_, now);
    if (admission.verdict == Verdict::already_in) admission.at_kiosk = seen.entry.other_kiosk;
    return admission;
}

/// What the visitor wants changed before the badge: no name at all, or another spelling.
void CheckInDesk::correct(Registration& who, const CheckInRequest& request, UtcTime now) {
    const auto record = [&](std::string_view detail) {
        auto correction = record_for(who.id, RecordKind::correction, request.by, station_, now);
        correction.detail = detail;
        ledger_.add(std::move(correction));
    };
    if (request.name_shown == BadgeName::alias) {
        if (who.is_protected) return;
        who = set_protection(database_, who, true);
        record("protected");
    } else if (const auto name = corrected_name(who, request)) {
        roster_.correct_name(who.id, name->first, name->second);
        roster_.count_up();
        std::tie(who.given, who.family) = *name;
        record("name");
    }
}

Result<CheckInAnswer> CheckInDesk::check_in(const CheckInRequest& request, UtcTime now) {
    auto answer = database_.transaction([&]() -> Result<CheckInAnswer> {
        auto facts = facts_of(request.person);
        if (!facts) return CheckInAnswer{};
        CheckInAnswer result{decision(*facts, now), facts->who, {}};
        if (result.admission.verdict != Verdict::admitted) return result;
        correct(result.who, request, now);
        ledger_.add(record_for(request.person, RecordKind::checked_in, request.by, station_, now));
        const auto name = request.name_shown == BadgeName::alias ? BadgeName::full : request.name_shown;
        result.order = orders_.add(request.person, BadgeReason::check_in, name, now);
        return result;
    });
    if (answer) log_info("desk", "check-in {}: {}", answer->who.id.value, to_string(answer->admission.verdict));
    return answer;
}

Result<CheckInAnswer> CheckInDesk::reprint(const RegistrationId& person, ReprintReason why, UtcTime now) {
    return database_.transaction([&]() -> Result<CheckInAnswer> {
        const auto who = roster_.with_id(person);
        if (!who) return CheckInAnswer{};
        const auto earlier = orders_.of(person);
        CheckInAnswer result{{Verdict::admitted, ledger_.inside_since(person)}, *who, {}};
        // Reuses an order whose badge never came out: two orders would print two badges.
        const auto unprinted = std::find_if(earlier.rbegin(), earlier.rend(), [](const BadgeOrder& order) {
            return order.is_ours() && (order.state == OrderState::ordered || order.state == OrderState::failed);
        });
        if (unprinted != earlier.rend()) {
            orders_.reorder(unprinted->id, now);
            result.order = *unprinted;
        } else if (reprints_in(earlier) >= max_reprints) {
            log_warning("desk", "reprint {}: refused, there were {} already", person.value, max_reprints);
            result.admission.verdict = Verdict::already_in;
            return result;
        } else {
            result.order = orders_.add(person, BadgeReason::reprint,
                                       earlier.empty() ? BadgeName::full : earlier.back().name_shown, now, why);
        }
        log_info("desk", "reprint {}: badge number {}, {}", person.value, result.order.print_number, to_string(why));
        return result;
    });
}

Result<std::optional<int>> CheckInDesk::begin_print(const OrderId& order, std::string_view printer, UtcTime now) {
    return about_badges([&]() -> Result<std::optional<int>> { return orders_.begin_print(order, printer, now); });
}

Result<void> CheckInDesk::note(const OrderReport& report, UtcTime now) {
    log_info("desk", "badge {}: {} {} {}", report.order.value, to_string(report.state),
             report.fault == PrinterFault::none ? "" : to_string(report.fault), report.detail);
    return about_badges([&]() -> Result<void> {
        orders_.note(report, now);
        if (report.state == OrderState::printed && database_.changes() > 0) Rolls(database_).count_down(report.printer);
        return {};
    });
}

Result<DoorCounts> CheckInDesk::counts() {
    return database_.guard([&]() -> Result<DoorCounts> {
        if (const auto version = roster_.version(); version != expected_.roster_version)
            expected_ = {version, roster_.expected()};
        return DoorCounts{ledger_.inside(), expected_.people, orders_.pending_count()};
    });
}

std::vector<WaitingBadge> CheckInDesk::with_people(std::vector<BadgeOrder> orders) {
    std::vector<WaitingBadge> badges;
    for (auto& order : orders)
        if (auto who = roster_.with_id(order.registration)) badges.push_back({std::move(order), std::move(*who)});
    return badges;
}

Result<std::vector<WaitingBadge>> CheckInDesk::waiting() {
    return database_.guard([&]() -> Result<std::vector<WaitingBadge>> { return with_people(orders_.pending()); });
}

Result<std::vector<WaitingBadge>> CheckInDesk::interrupted() {
    return database_.guard([&]() -> Result<std::vector<WaitingBadge>> { return with_people(orders_.interrupted()); });
}

Result<std::optional<WaitingBadge>> CheckInDesk::order(const OrderId& id) {
    return database_.guard([&]() -> Result<std::optional<WaitingBadge>> {
        auto order = orders_.with_id(id);
        if (!order) return std::optional<WaitingBadge>{};
        auto who = roster_.with_id(order->registration);
        if (!who) return std::optional<WaitingBadge>{};
        return WaitingBadge{std::move(*order), std::move(*who)};
    });
}

Result<std::optional<OrderReport>> CheckInDesk::claim_preprinted(const BadgeOrder& badge, std::string_view content, UtcTime now) {
    if (badge.reason != BadgeReason::check_in || badge.print_number != 1) return std::nullopt;
    return about_badges([&]() -> Result<std::optional<OrderReport>> {
        if (!PreprintedBadges(database_).is_printed(badge.registration, content)) return std::nullopt;
        OrderReport report{badge.id, OrderState::printed, PrinterFault::none, std::string(before_the_day), 0, {}};
        orders_.note(report, now);
        return report;
    });
}

Result<void> CheckInDesk::reorder(const OrderId& id, UtcTime now) {
    return database_.transaction([&]() -> Result<void> {
        orders_.reorder(id, now);
        return {};
    });
}

}  // namespace entre
