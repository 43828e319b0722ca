// The desk: combines ticket look-up, attendance rules and the store. Every answer is on disk before it is given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/admission.hpp"
#include "core/attendance/badge_order.hpp"
#include "core/attendance/record.hpp"
#include "core/registration/registration.hpp"
#include "core/search/offer.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/badge_orders.hpp"
#include "core/store/database.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"
#include "core/ticket/match.hpp"

namespace entre {

/// The registration that a payload leads to, and the verdict.
struct TicketAnswer {
    Admission admission;
    std::optional<Registration> who;  ///< the person the code belongs to, also when not admitted
    PayloadReading reading;
    TicketMatch found;
};

struct CheckInRequest {
    RegistrationId person;
    BadgeName name_shown = BadgeName::full;
    std::optional<std::string> given, family;  ///< the visitor's corrected spelling, if any
    RecordedBy by = RecordedBy::self;
};

struct CheckInAnswer {
    Admission admission;
    Registration who;  ///< as recorded, with a corrected spelling
    BadgeOrder order;  ///< set when admitted
};

struct DoorCounts {
    std::int64_t inside = 0;
    std::int64_t expected = 0;
    std::int64_t badges_waiting = 0;
};

/// A waiting badge and its person.
struct WaitingBadge {
    BadgeOrder order;
    Registration who;
};

/// Owned by one thread, together with the database. A read-only database is enough for look_up and find_name.
/// Errors of every function: those of the database. Earlier answers remain valid.
class CheckInDesk {
public:
    CheckInDesk(Database& database, const Seminar& seminar);

    /// The registration that `payload` leads to, the rule that found it, and the verdict. Logs the rules tried, never the code.
    Result<TicketAnswer> look_up(std::string_view payload, UtcTime now);
    /// The one person with this name, masked; nullopt for no match, several, protected or withdrawn people, and names too short.
    Result<std::optional<NameOffer>> find_name(std::string_view given, std::string_view family);

    /// Writes record and badge order in one transaction, durable when this returns. Any verdict but admitted writes nothing.
    Result<CheckInAnswer> check_in(const CheckInRequest& request, UtcTime now);
    /// Orders another badge for a person; never a new check-in. An earlier order that was never printed is reused.
    Result<CheckInAnswer> reprint(const RegistrationId& person, ReprintReason why, UtcTime now);

    /// Marks the order as submitted to `printer`. Returns the number of the attempt; nullopt when it must not be printed.
    Result<std::optional<int>> begin_print(const OrderId& order, std::string_view printer, UtcTime now);
    Result<void> note(const OrderReport& report, UtcTime now);
    Result<DoorCounts> counts();
    /// Orders that are ordered or failed, oldest first.
    Result<std::vector<WaitingBadge>> waiting();
    /// The order with its person; nullopt when there is no such order.
    Result<std::optional<WaitingBadge>> order(const OrderId& id);
    /// After a start: orders that were with a printer, or about to be sent, when the program ended. Oldest first.
    Result<std::vector<WaitingBadge>> interrupted();
    /// If `badge` was pre-printed with this `content` (print's `fingerprint`), stores and returns a report that it is printed;
    /// otherwise nullopt. Always nullopt for a reprint, which is printed anew.
    Result<std::optional<OrderReport>> claim_preprinted(const BadgeOrder& badge, std::string_view content, UtcTime now);
    /// Staff want the badge printed again.
    Result<void> reorder(const OrderId& id, UtcTime now);

private:
    /// The check-in by which somebody is inside; without a time if nobody is.
    struct Entry {
        std::optional<UtcTime> at;
        std::string other_kiosk;  ///< empty: it was here
    };
    /// The person that the last look-up found, with the attendance at that time.
    struct LastSeen {
        Registration who;
        Entry entry;
        std::uint64_t as_of = 0;  ///< Database::transactions at the time; writes by anyone else make this stale
    };

    /// A transaction that changes badge orders only. It does not affect who may check in, so the last look-up
    /// stays valid.
    template <class Work>
    auto about_badges(Work&& work) {
        const bool is_fresh = last_seen_ && last_seen_->as_of == database_.transactions();
        auto done = database_.transaction(std::forward<Work>(work));
        if (is_fresh) last_seen_->as_of = database_.transactions();
        return done;
    }
    void correct(Registration& who, const CheckInRequest& request, UtcTime now);
    std::vector<WaitingBadge> with_people(std::vector<BadgeOrder> orders);
    /// The person and whether they are inside; nullopt when there is no such registration. Throws DatabaseFailure.
    std::optional<LastSeen> facts_of(const RegistrationId& person);
    [[nodiscard]] Entry entry_of(const RegistrationId& person) const;
    [[nodiscard]] Admission decision(const LastSeen& seen, UtcTime now) const;

    Database& database_;
    AdmissionRules rules_;
    std::string station_;
    std::string event_;
    Roster roster_;
    Ledger ledger_;
    BadgeOrders orders_;
    /// How many people a version of the roster expects. Counting them reads the whole roster.
    struct Expected {
        std::int64_t roster_version = -1;
        std::int64_t people = 0;
    };
    Expected expected_;
    // A check-in follows its own look-up and need not read unchanged data again.
    std::optional<LastSeen> last_seen_;
};

}  // namespace entre
