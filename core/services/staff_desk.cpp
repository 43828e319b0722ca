#include "core/services/staff_desk.hpp"

#include <algorithm>
#include <array>

#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/services/protection.hpp"
#include "core/store/rolls.hpp"

namespace entre {

namespace {

constexpr std::size_t max_word_length = 120;  // as in an import

}  // namespace

StaffDesk::StaffDesk(Database& database, const Seminar& seminar)
    : database_(database),
      station_(seminar.kiosk.station),
      capacity_(seminar.capacity),
      printers_(seminar.printers),
      roster_(database),
      ledger_(database),
      orders_(database) {}

Result<StaffAnswer> StaffDesk::act(const StaffRequest& action, UtcTime now) {
    auto answer = database_.transaction([&]() -> Result<StaffAnswer> {
        return std::visit([&](const auto& request) { return carry_out(request, now); }, action);
    });
    if (answer) log_info("staff", "{} {}: {}", name_of(action), answer->who.id.value, to_string(answer->verdict));
    return answer;
}

Result<std::optional<PersonHistory>> StaffDesk::history(const RegistrationId& person) {
    return database_.guard([&]() -> Result<std::optional<PersonHistory>> {
        const auto who = roster_.with_id(person);
        if (!who) return std::optional<PersonHistory>{};
        auto records = ledger_.records_of(person);
        const auto since = inside_since(records);
        return PersonHistory{*who, since, std::move(records), orders_.of(person)};
    });
}

void StaffDesk::record(const RegistrationId& person, RecordKind kind, UtcTime now, std::string detail) {
    AttendanceRecord record;
    record.id = new_id<RecordId>(now);
    record.registration = person;
    record.kind = kind;
    record.at = now;
    record.station = station_;
    record.by = RecordedBy::staff;
    record.detail = std::move(detail);
    ledger_.add(std::move(record));
}

BadgeOrder StaffDesk::order_badge(const RegistrationId& person, BadgeReason reason, UtcTime now, ReprintReason why) {
    const auto earlier = orders_.of(person);
    return orders_.add(person, reason, earlier.empty() ? BadgeName::full : earlier.back().name_shown, now, why);
}

StaffAnswer StaffDesk::carry_out(const CheckIn& request, UtcTime now) {
    const auto who = roster_.with_id(request.person);
    if (!who) return {};
    if (ledger_.inside_since(request.person)) return {StaffVerdict::already_in, *who, {}};
    const bool had_badge = !orders_.of(request.person).empty();
    record(request.person, RecordKind::checked_in, now);
    // A person who comes back has a badge already; a reprint is a separate request.
    if (had_badge) return {StaffVerdict::done, *who, {}};
    return {StaffVerdict::done, *who, order_badge(request.person, BadgeReason::check_in, now)};
}

StaffAnswer StaffDesk::go_out(const RegistrationId& person, RecordKind kind, UtcTime now) {
    const auto who = roster_.with_id(person);
    if (!who) return {};
    if (!ledger_.inside_since(person)) return {StaffVerdict::not_inside, *who, {}};
    record(person, kind, now);
    return {StaffVerdict::done, *who, {}};
}

StaffAnswer StaffDesk::carry_out(const UndoCheckIn& request, UtcTime now) {
    return go_out(request.person, RecordKind::check_in_undone, now);
}

StaffAnswer StaffDesk::carry_out(const CheckOut& request, UtcTime now) {
    return go_out(request.person, RecordKind::checked_out, now);
}

StaffAnswer StaffDesk::carry_out(const WalkIn& request, UtcTime now) {
    Registration who;
    who.given = clean_text(request.given, max_word_length);
    who.family = clean_text(request.family, max_word_length);
    who.organisation = clean_text(request.organisation, max_word_length);
    who.category = clean_text(request.category, max_word_length);
    who.is_walk_in = true;
    if (who.given.empty() && who.family.empty()) return {StaffVerdict::no_name, who, {}};
    if (!request.is_sure && capacity_ && ledger_.inside() >= static_cast<std::int64_t>(*capacity_))
        return {StaffVerdict::full, who, {}};
    who.id = new_id<RegistrationId>(now);
    roster_.add(who, {});
    roster_.count_up();
    record(who.id, RecordKind::walk_in, now);
    return {StaffVerdict::done, who, order_badge(who.id, BadgeReason::check_in, now)};
}

StaffAnswer StaffDesk::carry_out(const Rename& request, UtcTime now) {
    const auto before = roster_.with_id(request.person);
    if (!before) return {};
    auto who = before;
    who->given = clean_text(request.given, max_word_length);
    who->family = clean_text(request.family, max_word_length);
    if (request.organisation) who->organisation = clean_text(*request.organisation, max_word_length);
    if (request.category) who->category = clean_text(*request.category, max_word_length);
    if (who->given.empty() && who->family.empty()) return {StaffVerdict::no_name, *who, {}};
    // What is as before still follows the export.
    const bool is_name = who->given != before->given || who->family != before->family;
    const bool is_organisation = who->organisation != before->organisation || who->category != before->category;
    if (!is_name && !is_organisation) return {StaffVerdict::done, *who, {}};
    if (is_name) roster_.correct_name(request.person, who->given, who->family);
    if (is_organisation) roster_.correct_organisation(request.person, who->organisation, who->category);
    roster_.count_up();
    // A record of each, because another kiosk may have corrected one of them.
    if (is_name) record(request.person, RecordKind::correction, now, "name");
    if (is_organisation) record(request.person, RecordKind::correction, now, "organisation");
    // A protected person's badge shows the alias, which does not change.
    if (who->is_protected || !ledger_.inside_since(request.person)) return {StaffVerdict::done, *who, {}};
    return {StaffVerdict::done, *who, order_badge(request.person, BadgeReason::correction, now)};
}

StaffAnswer StaffDesk::carry_out(const Reprint& request, UtcTime now) {
    const auto who = roster_.with_id(request.person);
    if (!who) return {};
    // Reuses an order whose badge never came out: two orders would print two badges.
    const auto earlier = orders_.of(request.person);
    for (auto order = earlier.rbegin(); order != earlier.rend(); ++order) {
        if (!order->is_ours() || (order->state != OrderState::ordered && order->state != OrderState::failed)) continue;
        orders_.reorder(order->id, now);
        return {StaffVerdict::done, *who, *order};
    }
    if (reprints_in(earlier) >= max_reprints) return {StaffVerdict::enough, *who, {}};
    return {StaffVerdict::done, *who, order_badge(request.person, BadgeReason::reprint, now, request.why)};
}

StaffAnswer StaffDesk::carry_out(const MarkProtected& request, UtcTime now) {
    const auto who = roster_.with_id(request.person);
    if (!who) return {};
    if (who->is_protected == request.is_protected) return {StaffVerdict::done, *who, {}};
    const auto changed = set_protection(database_, *who, request.is_protected);
    record(request.person, RecordKind::correction, now, request.is_protected ? "protected" : "not protected");
    return {StaffVerdict::done, changed, {}};
}

StaffAnswer StaffDesk::carry_out(const ShowName& request, UtcTime now) {
    auto who = roster_.with_id(request.person);
    if (!who) return {};
    if (who->is_protected) record(request.person, RecordKind::name_shown, now, std::string(to_string(request.why)));
    who->is_protected = false;
    return {StaffVerdict::done, *std::move(who), {}};
}

StaffAnswer StaffDesk::carry_out(const BadgeSettled& request, UtcTime now) {
    const auto order = orders_.with_id(request.order);
    const auto who = order ? roster_.with_id(order->registration) : std::nullopt;
    if (!who) return {};
    orders_.settle(request.order, now);
    return {StaffVerdict::done, *who, {}};
}

StaffAnswer StaffDesk::carry_out(const PrintOrder& request, UtcTime now) {
    auto order = orders_.with_id(request.order);
    const auto who = order ? roster_.with_id(order->registration) : std::nullopt;
    if (!who) return {};
    // Two people at two screens may request the same badge; one is enough.
    const bool is_open = order->is_ours() && (order->state == OrderState::in_doubt || order->state == OrderState::failed ||
                                              order->state == OrderState::ordered);
    if (!is_open) return {StaffVerdict::done, *who, {}};
    orders_.reorder(request.order, now);
    order->state = OrderState::ordered;
    return {StaffVerdict::done, *who, std::move(order)};
}

StaffAnswer StaffDesk::carry_out(const NewRoll& request, UtcTime) {
    const auto printer = std::find_if(printers_.begin(), printers_.end(),
                                      [&](const auto& p) { return p.name == request.printer && p.labels > 0; });
    if (printer == printers_.end()) return {};
    Rolls(database_).change(printer->name, printer->labels);
    return {StaffVerdict::done, {}, {}};
}

std::string_view to_string(StaffVerdict verdict) {
    switch (verdict) {
        case StaffVerdict::done:
            return "done";
        case StaffVerdict::already_in:
            return "already_in";
        case StaffVerdict::not_inside:
            return "not_inside";
        case StaffVerdict::full:
            return "full";
        case StaffVerdict::nobody:
            return "nobody";
        case StaffVerdict::no_name:
            return "no_name";
        case StaffVerdict::enough:
            return "enough";
    }
    return "";
}

std::string_view to_string(ShowReason why) {
    switch (why) {
        case ShowReason::to_identify:
            return "to_identify";
        case ShowReason::as_asked:
            return "as_asked";
        case ShowReason::in_emergency:
            return "in_emergency";
    }
    return "";
}

std::string_view name_of(const StaffRequest& action) {
    constexpr std::array<std::string_view, std::variant_size_v<StaffRequest>> names = {
        "check_in",       "undo_check_in", "check_out",     "walk_in",     "rename",  "reprint",
        "mark_protected", "show_name",     "badge_settled", "print_order", "new_roll"};
    return names[action.index()];
}

}  // namespace entre
