#include "kiosk/services/due_purge.hpp"

#include "core/base/log.hpp"
#include "core/services/purge.hpp"
#include "kiosk/share/shared_purge.hpp"

namespace entre {

namespace {

Sentence result_of(const PurgeProof& proof, const SeminarFolder& folder, const Seminar& seminar) {
    const auto day = to_rfc3339(purge_is_due(seminar)).substr(0, 10);
    if (proof.traces.empty())
        return sentence(
            "The personal data of this seminar was to be deleted on {}, and now it is: {} files were searched for {} "
            "names and ticket codes, and none was found. Statistics without names are kept.",
            day, proof.files, proof.marks);
    return sentence(
        "The personal data of this seminar was to be deleted on {}. Entré has deleted its own files, but {} may still "
        "hold names. Delete or move that file, then: entre purge {}",
        day, proof.traces.front().file.string(), folder.path.string());
}

}  // namespace

Result<std::optional<Sentence>> purge_if_due(const SeminarFolder& folder, const Seminar& seminar, UtcTime now,
                                             bool is_clock_set) {
    if (!purge_reminder(folder, seminar, now) || !seminar.privacy.is_purged_when_due) return std::optional<Sentence>{};
    if (!is_clock_set) {
        log_warning("purge", "it is due, but no time service keeps the clock: nothing is deleted");
        return std::optional<Sentence>{};
    }
    const auto plan = plan_purge(folder, seminar);
    if (!plan) return pass_on(plan);
    auto shared = SharedPurge::of(folder);
    if (shared) shared->begin();
    const auto proof = purge(folder, *plan);
    if (!proof && shared) shared->resume();
    if (!proof) return pass_on(proof);
    if (shared) shared->end({proof->marks, proof->traces.size()});
    return std::optional(result_of(*proof, folder, seminar));
}

}  // namespace entre
