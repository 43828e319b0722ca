// visits_child FOLDER COUNT [PRINTER…]: a kiosk without a window, with the real state machine, desk, database and spooler, and
// visitors as fast as they can be served. Prints the id of each visitor who saw the green screen immediately, so that a test that
// kills it knows what was promised. After COUNT visitors it waits until no badge is in progress. Without printers, badges become
// files.
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "core/base/log.hpp"
#include "core/store/roster.hpp"
#include "core/visit/visit.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/desk_worker.hpp"
#include "kiosk/services/resources.hpp"
#include "print/printer/printers.hpp"

namespace {

using namespace entre;

/// The kiosk's event loop without a window: updates the state and passes effects to the workers.
class Door {
public:
    Door(Workers& workers, Queue<int>& woken, Inbox& inbox) : workers_(workers), woken_(woken), inbox_(inbox) {}

    void take(const Event& event) {
        Step step = update(std::move(state_), event);
        state_ = std::move(step.state);
        for (const auto& effect : step.effects) {
            if (const auto* look = std::get_if<LookUp>(&effect)) workers_.take(*look);
            if (const auto* record = std::get_if<RecordCheckIn>(&effect)) workers_.take(*record);
            if (const auto* print = std::get_if<PrintBadge>(&effect)) workers_.take(*print);
        }
    }

    template <class Wanted>
    bool wait() {
        while (!std::holds_alternative<Wanted>(state_.screen)) {
            if (std::holds_alternative<Trouble>(state_.screen) || std::holds_alternative<AlreadyIn>(state_.screen)) return false;
            if (!woken_.pop(std::stop_token{})) return false;
            for (const auto& event : inbox_.drain()) take(event);
        }
        return true;
    }

private:
    Workers& workers_;
    Queue<int>& woken_;
    Inbox& inbox_;
    State state_;
};

}  // namespace

int main(int count, char** arguments) {
    if (count < 3 || sodium_init() < 0) return 2;
    const SeminarFolder folder{arguments[1]};
    keep_log_quiet();
    auto seminar = read_seminar(folder.path);
    if (!seminar) return 1;
    seminar->printers = {{"Folder", "folder:badges", Side::right, "", PrintRoute::direct, 0}};
    if (count > 3) seminar->printers.clear();
    for (int i = 3; i < count; ++i)
        seminar->printers.push_back({"Printer " + std::to_string(i - 2), arguments[i], Side::right, "", PrintRoute::direct, 0});
    auto badge = find_template(*seminar, folder);
    auto database = Database::open(folder, Access::write, "visits_child");
    if (!badge || !database) return 1;
    auto people = database->guard([&]() -> Result<std::vector<Registration>> { return Roster(*database).all(true); });
    if (!people) return 1;

    Queue<int> woken;
    Inbox inbox([&woken] { woken.push(0); });
    Workers workers(std::move(*database), *seminar, std::move(*badge), make_printers(*seminar, folder), inbox);
    Door door(workers, woken, inbox);
    int left = std::atoi(arguments[2]);
    for (std::size_t i = 0; i < people->size() && left > 0; ++i) {
        if ((*people)[i].status != RegistrationStatus::registered) continue;
        door.take(Scanned{(*people)[i].ticket_code, ScanSource::scanner, Clock::now()});
        if (!door.wait<Confirm>()) continue;
        door.take(Confirmed{Clock::now()});
        if (!door.wait<Printing>()) continue;
        --left;
        const std::string line = (*people)[i].id.value + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return 1;
    }
    auto reading = Database::open(folder, Access::read, "visits_child");
    if (!reading) return 1;
    const auto is_in_progress = [&] {
        const auto answer = reading->guard([&]() -> Result<bool> {
            auto row =
                reading->statement("SELECT count(*) FROM badge_orders WHERE state IN ('ordered', 'submitted', 'printing')");
            return row.step() && row.number(0) > 0;
        });
        return !answer || *answer;
    };
    while (is_in_progress()) ::usleep(50'000);
    return 0;
}
