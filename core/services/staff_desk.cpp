#include "core/services/staff_desk.hpp"

#include <algorithm>
#include <array>

#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/store/rolls.hpp"

namespace entre {

namespace {

constexpr std::size_t max_word_length = 120;  // as in an export

}  // namespace

StaffDesk::StaffDesk(Database& database, const Seminar& seminar)
    : database_(database),
      station_(seminar.kiosk.station),
      capacity_(seminar.capacity),
      printers_(seminar.printers),
      roster_(database),
      ledger_(database),
      orders_(database) {}

Result<StaffAnswer> StaffDesk::act(const StaffAction& action, UtcTime now) {
    auto answer = database_.transaction(
        [&]() -> Result<StaffAnswer> { return std::visit([&](const auto& wish) { return carry_out(wish, now); }, action); });
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

StaffAnswer StaffDesk::carry_out(const LetIn& wish, UtcTime now) {
    const auto who = roster_.with_id(wish.person);
    if (!who) return {};
    if (ledger_.inside_since(wish.person)) return {StaffVerdict::already_in, *who, {}};
    const bool had_badge = !orders_.of(wish.person).empty();
    record(wish.person, RecordKind::checked_in, now);
    // Whoever comes back has a badge already; another one is asked for by itself.
    if (had_badge) return {StaffVerdict::done, *who, {}};
    return {StaffVerdict::done, *who, order_badge(wish.person, BadgeReason::check_in, now)};
}

StaffAnswer StaffDesk::go_out(const RegistrationId& person, RecordKind kind, UtcTime now) {
    const auto who = roster_.with_id(person);
    if (!who) return {};
    if (!ledger_.inside_since(person)) return {StaffVerdict::not_inside, *who, {}};
    record(person, kind, now);
    return {StaffVerdict::done, *who, {}};
}

StaffAnswer StaffDesk::carry_out(const UndoCheckIn& wish, UtcTime now) {
    return go_out(wish.person, RecordKind::check_in_undone, now);
}

StaffAnswer StaffDesk::carry_out(const LetOut& wish, UtcTime now) { return go_out(wish.person, RecordKind::checked_out, now); }

StaffAnswer StaffDesk::carry_out(const WriteIn& wish, UtcTime now) {
    Registration who;
    who.given = clean_text(wish.given, max_word_length);
    who.family = clean_text(wish.family, max_word_length);
    who.organisation = clean_text(wish.organisation, max_word_length);
    who.category = clean_text(wish.category, max_word_length);
    who.is_walk_in = true;
    if (who.given.empty() && who.family.empty()) return {StaffVerdict::no_name, who, {}};
    if (!wish.is_sure && capacity_ && ledger_.inside() >= static_cast<std::int64_t>(*capacity_)) return {StaffVerdict::full, who, {}};
    who.id = new_id<RegistrationId>(now);
    roster_.add(who, {});
    roster_.count_up();
    record(who.id, RecordKind::walk_in, now);
    return {StaffVerdict::done, who, order_badge(who.id, BadgeReason::check_in, now)};
}

StaffAnswer StaffDesk::carry_out(const Rename& wish, UtcTime now) {
    auto who = roster_.with_id(wish.person);
    if (!who) return {};
    who->given = clean_text(wish.given, max_word_length);
    who->family = clean_text(wish.family, max_word_length);
    if (who->given.empty() && who->family.empty()) return {StaffVerdict::no_name, *who, {}};
    roster_.mend_name(wish.person, who->given, who->family);
    roster_.count_up();
    record(wish.person, RecordKind::correction, now, "name");
    // A protected person's badge holds the alias, which stays.
    if (who->is_protected || !ledger_.inside_since(wish.person)) return {StaffVerdict::done, *who, {}};
    return {StaffVerdict::done, *who, order_badge(wish.person, BadgeReason::correction, now)};
}

StaffAnswer StaffDesk::carry_out(const PrintAgain& wish, UtcTime now) {
    const auto who = roster_.with_id(wish.person);
    if (!who) return {};
    // A badge that never came out is the one that is printed now: two orders would be two badges.
    const auto earlier = orders_.of(wish.person);
    for (auto order = earlier.rbegin(); order != earlier.rend(); ++order) {
        if (order->state != OrderState::ordered && order->state != OrderState::failed) continue;
        orders_.reorder(order->id, now);
        return {StaffVerdict::done, *who, *order};
    }
    if (reprints_in(earlier) >= max_reprints) return {StaffVerdict::enough, *who, {}};
    return {StaffVerdict::done, *who, order_badge(wish.person, BadgeReason::reprint, now, wish.why)};
}

StaffAnswer StaffDesk::carry_out(const MarkProtected& wish, UtcTime now) {
    const auto who = roster_.with_id(wish.person);
    if (!who) return {};
    if (who->is_protected == wish.is_protected) return {StaffVerdict::done, *who, {}};
    const auto alias = who->alias.empty() ? alias_of(roster_.last_alias_number() + 1) : who->alias;
    roster_.protect(wish.person, wish.is_protected, alias);
    roster_.count_up();
    record(wish.person, RecordKind::correction, now, wish.is_protected ? "protected" : "not protected");
    return {StaffVerdict::done, roster_.with_id(wish.person).value_or(*who), {}};
}

StaffAnswer StaffDesk::carry_out(const BadgeSettled& wish, UtcTime now) {
    const auto order = orders_.with_id(wish.order);
    const auto who = order ? roster_.with_id(order->registration) : std::nullopt;
    if (!who) return {};
    orders_.settle(wish.order, now);
    return {StaffVerdict::done, *who, {}};
}

StaffAnswer StaffDesk::carry_out(const PrintOrder& wish, UtcTime now) {
    auto order = orders_.with_id(wish.order);
    const auto who = order ? roster_.with_id(order->registration) : std::nullopt;
    if (!who) return {};
    // Two at two screens may tap for the same badge: one of them is enough.
    const bool is_open = order->state == OrderState::in_doubt || order->state == OrderState::failed || order->state == OrderState::ordered;
    if (!is_open) return {StaffVerdict::done, *who, {}};
    orders_.reorder(wish.order, now);
    order->state = OrderState::ordered;
    return {StaffVerdict::done, *who, std::move(order)};
}

StaffAnswer StaffDesk::carry_out(const NewRoll& wish, UtcTime) {
    const auto printer = std::find_if(printers_.begin(), printers_.end(), [&](const auto& p) { return p.name == wish.printer && p.labels > 0; });
    if (printer == printers_.end()) return {};
    Rolls(database_).change(printer->name, printer->labels);
    return {StaffVerdict::done, {}, {}};
}

std::string_view to_string(StaffVerdict verdict) {
    switch (verdict) {
        case StaffVerdict::done: return "done";
        case StaffVerdict::already_in: return "already_in";
        case StaffVerdict::not_inside: return "not_inside";
        case StaffVerdict::full: return "full";
        case StaffVerdict::nobody: return "nobody";
        case StaffVerdict::no_name: return "no_name";
        case StaffVerdict::enough: return "enough";
    }
    return "";
}

std::string_view name_of(const StaffAction& action) {
    constexpr std::array<std::string_view, std::variant_size_v<StaffAction>> names = {
        "let_in", "undo_check_in", "let_out", "write_in", "rename", "print_again", "mark_protected", "badge_settled", "print_order", "new_roll"};
    return names[action.index()];
}

}  // namespace entre
