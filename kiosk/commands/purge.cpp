#include "core/services/purge.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/share/shared_purge.hpp"

namespace entre {

namespace {

void print_list(const Sentence& heading, const std::vector<std::filesystem::path>& files) {
    if (files.empty()) return;
    print_line(heading);
    for (const auto& file : files) std::puts(fmt::format("  {}", file.string()).c_str());
}

void print_plan(const PurgePlan& plan) {
    print_line(sentence("{} people. To be deleted:", plan.people));
    for (const auto& file : plan.files) std::puts(fmt::format("  {}", file.string()).c_str());
    print_line(sentence("Kept: seminar.toml, and statistics.json without names."));
    print_list(sentence("Named in seminar.toml, but outside this folder: neither deleted nor searched. See to these yourself:"),
               plan.outside);
    for (const auto& program : plan.not_checked)
        print_line(sentence("Could not be checked for open files of this folder: {}", program));
}

int print_proof(const PurgeProof& proof, const std::filesystem::path& folder) {
    print_line(sentence("Searched {} files for {} names and ticket codes.", proof.files, proof.marks));
    for (const auto& trace : proof.traces)
        print_line(trace.problem.empty() ? sentence("  {}: {} places. Entré did not write this file: delete or move it yourself.",
                                                    trace.file.string(), trace.places)
                                         : sentence("  {}: not searched: {}", trace.file.string(), trace.problem));
    print_list(sentence("Pictures may show names, which no search finds. Look at these yourself:"), proof.pictures);
    if (proof.traces.empty()) {
        print_line(sentence("None was found."));
        return status_done;
    }
    print_line(
        sentence("This does not prove that all personal data is gone. See to the files above, then purge again; until then "
                 "{} keeps what to search for.",
                 (folder / "purge-unfinished.txt").string()));
    return status_failed;
}

void print_others(const OthersAndPurge& others) {
    if (!others.were_told && others.unconfirmed.empty())
        return print_line(sentence("The other kiosks could not be reached. Purge them too, one by one."));
    if (!others.were_told)
        return print_line(sentence("The other kiosks could not be reached. Purge them too, one by one: {}.",
                                   fmt::format("{}", fmt::join(others.unconfirmed, ", "))));
    for (const auto& kiosk : others.unconfirmed)
        print_line(sentence("{} has not purged yet. It does so when it next reaches the others.", kiosk));
}

}  // namespace

int run_purge(const PurgeOptions& options) {
    const SeminarFolder folder{options.folder};
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    const auto plan = plan_purge(folder, *seminar);
    if (!plan) return report(plan.error());
    if (plan->files.empty()) {
        print_line(sentence("There is nothing to purge here."));
        return status_done;
    }
    const bool is_over = utc_now() > seminar->ends.utc;
    print_plan(*plan);
    if (!options.is_decided) {
        print_line(
            sentence("Nothing was deleted. First save what must be kept (entre attendance {1} --out FILE) and make sure that the "
                     "purge is decided. Then: entre purge {1} --decided",
                     folder.path.string()));
        return status_done;
    }
    if (!is_over && !options.is_early)
        return report(
            error_of(ErrorCode::wrong_usage,
                     sentence("the seminar does not end until {}. To purge it anyway, add --early.", file_stamp(seminar->ends))));
    auto shared = SharedPurge::of(folder);
    if (shared) shared->begin();
    const auto proof = purge(folder, *plan);
    if (!proof && shared) shared->resume();
    if (!proof) return report(proof.error());
    const int status = print_proof(*proof, folder.path);
    if (shared) print_others(shared->end({proof->marks, proof->traces.size()}));
    return status;
}

}  // namespace entre
