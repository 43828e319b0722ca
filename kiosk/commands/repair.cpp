#include "core/services/repair.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "core/base/log.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"

namespace entre {

namespace {

/// With places for how many check-ins of how many can be brought back.
std::string_view words_for(RepairBase base) {
    switch (base) {
        case RepairBase::none:
            break;
        case RepairBase::database:
            return sentence_pattern(
                "{} of {} check-ins can be brought back, from entre.db itself, which is sound, and the journal.");
        case RepairBase::backup:
            return sentence_pattern(
                "{} of {} check-ins can be brought back, from the latest backup, and the journal for what happened since.");
        case RepairBase::list:
            return sentence_pattern(
                "{} of {} check-ins can be brought back, from the registrations imported anew, and the journal.");
    }
    return "";
}

}  // namespace

int run_repair(const RepairOptions& options) {
    keep_log_quiet();
    const SeminarFolder folder{options.folder};
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    auto repair = Repair::prepare(folder, *seminar, utc_now());
    if (!repair) return report(repair.error());
    const auto& plan = repair->plan();
    if (plan.base == RepairBase::none) {
        print_line(sentence("Nothing is damaged: entre.db is sound, and everything that was acknowledged is in it."));
        return status_done;
    }
    std::puts(plan.damage.c_str());
    print_line(sentence(words_for(plan.base), plan.restorable, plan.visits));
    if (plan.unreadable > 0)
        print_line(
            sentence("{} lines of the journal cannot be read. Compare the result with the people in the room.", plan.unreadable));
    if (!options.is_sure) {
        print_line(sentence("Nothing was changed. To carry it out: entre repair {} --yes", folder.path.string()));
        return status_done;
    }
    const auto kept = repair->put_in_place();
    if (!kept) return report(kept.error());
    print_line(
        sentence("Done. The damaged files are in {}. Badges that were on their way to a printer are in doubt: entre badge {} "
                 "--pending does not print them, staff decide.",
                 kept->string(), folder.path.string()));
    return plan.restorable == plan.visits ? status_done : status_failed;
}

}  // namespace entre
