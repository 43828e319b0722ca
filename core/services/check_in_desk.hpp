// The desk: puts tickets, attendance and store together. What it answers is on disk.
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

/// What a payload leads to, and what the door says.
struct TicketAnswer {
    Admission admission;
    std::optional<Registration> who;  ///< whoever the code belongs to, also when they are not admitted
    PayloadReading reading;
    TicketMatch found;
};

struct CheckInRequest {
    RegistrationId person;
    BadgeName name_shown = BadgeName::full;
    std::optional<std::string> given, family;  ///< the spelling the visitor mended, if any
    RecordedBy by = RecordedBy::self;
};

struct CheckInAnswer {
    Admission admission;
    Registration who;  ///< as recorded, mended spelling included
    BadgeOrder order;  ///< set when admitted
};

struct DoorCounts {
    std::int64_t inside = 0;
    std::int64_t expected = 0;
    std::int64_t badges_waiting = 0;
};

/// A badge that waits, with whose it is.
struct WaitingBadge {
    BadgeOrder order;
    Registration who;
};

/// Owned by one thread, together with the database. A reading database will do for look_up and find_name.
/// Errors of every function: those of the database. What was answered before stays.
class Desk {
public:
    Desk(Database& database, const Seminar& seminar);

    /// Which registration `payload` leads to, by which rule, and whether the door opens. Logs the rules tried, never the code.
    Result<TicketAnswer> look_up(std::string_view payload, UtcTime now);
    /// One person, masked; nothing for none, several, protected and withdrawn people, and names too short.
    Result<std::optional<NameOffer>> find_name(std::string_view given, std::string_view family);

    /// Record and badge order in one transaction, on disk when this returns. A verdict other than admitted writes nothing.
    Result<CheckInAnswer> check_in(const CheckInRequest& request, UtcTime now);
    /// One more badge for a person; never a new check-in. An earlier order that was never printed is taken up again instead.
    Result<CheckInAnswer> reprint(const RegistrationId& person, ReprintReason why, UtcTime now);

    /// The order is about to go to `printer`; which attempt this is, on disk. Nothing when it is not to be printed any more.
    Result<std::optional<int>> begin_print(const OrderId& order, std::string_view printer, UtcTime now);
    Result<void> note(const OrderReport& report, UtcTime now);
    Result<DoorCounts> counts();
    /// Badges ordered or failed, oldest first.
    Result<std::vector<WaitingBadge>> waiting();
    /// The order with its person; nothing when there is no such order.
    Result<std::optional<WaitingBadge>> order(const OrderId& id);
    /// After a start: badges that a printer had, or was about to get, when the program ended. Oldest first.
    Result<std::vector<WaitingBadge>> interrupted();
    /// Whether `badge` was printed before the day, saying `content` (print's `fingerprint`): then it lies ready, and this keeps
    /// and tells that it came out. Nothing for any other. Only of somebody's first badge; who asks for another gets one.
    Result<std::optional<OrderReport>> claim_preprinted(const BadgeOrder& badge, std::string_view content, UtcTime now);
    /// A person wants the badge tried again.
    Result<void> reorder(const OrderId& id, UtcTime now);

private:
    /// Whom the last look-up found, and what the door knew of them then.
    struct LastSeen {
        Registration who;
        std::optional<UtcTime> inside_since;
        std::uint64_t as_of = 0;  ///< Database::transactions; whatever is written outside of this desk makes it stale
    };

    /// A transaction about badges alone. What becomes of a badge says nothing of who may come in: a visitor who is looking at the
    /// screen stays known.
    template <class Work>
    auto about_badges(Work&& work) {
        const bool is_fresh = last_seen_ && last_seen_->as_of == database_.transactions();
        auto done = database_.transaction(std::forward<Work>(work));
        if (is_fresh) last_seen_->as_of = database_.transactions();
        return done;
    }
    std::vector<WaitingBadge> with_people(std::vector<BadgeOrder> orders);
    /// Who `person` is and whether they are inside; nothing when there is no such registration. Throws DatabaseFailure.
    std::optional<LastSeen> facts_of(const RegistrationId& person);

    Database& database_;
    AdmissionRules rules_;
    std::string station_;
    std::string event_;
    Roster roster_;
    Ledger ledger_;
    BadgeOrders orders_;
    // A check-in follows its own look-up: it need not read again what cannot have changed.
    std::optional<LastSeen> last_seen_;
};

}  // namespace entre
