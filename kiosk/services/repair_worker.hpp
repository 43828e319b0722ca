// The thread "repair", which takes the place of all services while the database is damaged: it checks the PIN, and prepares and
// carries out the repair.
#pragma once

#include <optional>
#include <thread>
#include <variant>

#include "core/base/queue.hpp"
#include "core/services/repair.hpp"
#include "core/visit/visit.hpp"
#include "kiosk/services/inbox.hpp"

namespace entre {

/// Results are posted to the inbox, which outlives this.
class RepairWorker {
public:
    using Request = std::variant<CheckPin, PrepareRepair, CarryOutRepair>;

    RepairWorker(SeminarFolder folder, Seminar seminar, Inbox& inbox);
    ~RepairWorker();
    RepairWorker(const RepairWorker&) = delete;
    RepairWorker& operator=(const RepairWorker&) = delete;

    /// From any thread.
    void take(Request request) { requests_.push(std::move(request)); }

private:
    void carry_out(const CheckPin& request);
    void carry_out(const PrepareRepair&);
    void carry_out(const CarryOutRepair&);

    SeminarFolder folder_;
    Seminar seminar_;
    Inbox& inbox_;
    std::optional<Repair> repair_;  ///< prepared
    Queue<Request> requests_;
    std::jthread thread_;
};

}  // namespace entre
