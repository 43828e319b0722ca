#include "core/services/purge.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "kiosk/commands/commands.hpp"

namespace entre {

namespace {

void print_list(const char* heading, const std::vector<std::filesystem::path>& files) {
    if (files.empty()) return;
    std::puts(heading);
    for (const auto& file : files) std::puts(fmt::format("  {}", file.string()).c_str());
}

void print_plan(const PurgePlan& plan) {
    std::puts(fmt::format("{} people. To be deleted:", plan.people).c_str());
    for (const auto& file : plan.files) std::puts(fmt::format("  {}", file.string()).c_str());
    std::puts("Kept: seminar.toml, and statistics.json without names.");
    print_list("Named in seminar.toml, but outside this folder: neither deleted nor searched. See to these yourself:",
               plan.outside);
    for (const auto& program : plan.not_checked)
        std::puts(fmt::format("Could not be checked for open files of this folder: {}", program).c_str());
}

int print_proof(const PurgeProof& proof, const std::filesystem::path& folder) {
    std::puts(fmt::format("Searched {} files for {} names and ticket codes.", proof.files, proof.marks).c_str());
    for (const auto& trace : proof.traces)
        std::puts((trace.problem.empty()
                       ? fmt::format("  {}: {} places. Entré did not write this file: delete or move it yourself.",
                                     trace.file.string(), trace.places)
                       : fmt::format("  {}: not searched: {}", trace.file.string(), trace.problem))
                      .c_str());
    print_list("Pictures may show names, which no search finds. Look at these yourself:", proof.pictures);
    if (proof.traces.empty()) {
        std::puts("None was found.");
        return status_done;
    }
    std::puts(
        fmt::format("This does not prove that all personal data is gone. See to the files above, then purge again; until then "
                    "{} keeps what to search for.",
                    (folder / "purge-unfinished.txt").string())
            .c_str());
    return status_failed;
}

}  // namespace

int run_purge(const PurgeOptions& options) {
    const SeminarFolder folder{options.folder};
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    const auto plan = plan_purge(folder, *seminar);
    if (!plan) return report(plan.error());
    if (plan->files.empty()) {
        std::puts("There is nothing to purge here.");
        return status_done;
    }
    const bool is_over = utc_now() > seminar->ends.utc;
    print_plan(*plan);
    if (!options.is_decided) {
        std::puts(fmt::format("Nothing was deleted. First save what must be kept (entre attendance {0} --out FILE) and make "
                              "sure that the purge is decided.\nThen: entre purge {0} --decided",
                              folder.path.string())
                      .c_str());
        return status_done;
    }
    if (!is_over && !options.is_early)
        return report({ErrorCode::wrong_usage, fmt::format("the seminar does not end until {}. To purge it anyway, add --early.",
                                                           to_rfc3339(seminar->ends.utc).substr(0, 16))});
    const auto proof = purge(folder, *plan);
    if (!proof) return report(proof.error());
    return print_proof(*proof, folder.path);
}

}  // namespace entre
