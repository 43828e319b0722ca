#include "print/printer/job.hpp"

#include <algorithm>

#include "print/printer/reasons.hpp"

namespace entre {

bool waits_for_page(const JobAnswer& job) {
    constexpr int pending = 3, held = 4;
    if (job.state != pending && job.state != held) return false;
    const auto is_incoming = [](const std::string& reason) {
        return reason == "job-incoming" || reason == "job-data-insufficient";
    };
    // Do not use number-of-documents: after a restart, cupsd reports 0 for jobs whose document it has, and prints them.
    return std::any_of(job.reasons.begin(), job.reasons.end(), is_incoming);
}

JobPhase phase_of(const JobAnswer& job, std::string_view job_name) {
    constexpr int pending = 3, held = 4, processing = 5, processing_stopped = 6, canceled = 7, aborted = 8, completed = 9;
    if (!job.name.empty() && job.name != job_name) return JobPhase::in_doubt;
    if (job.state == pending || job.state == held) return JobPhase::waiting;
    if (job.state == processing || job.state == processing_stopped) return JobPhase::working;
    if (job.state == canceled || job.state == aborted) return JobPhase::refused;
    if (job.state != completed) return JobPhase::in_doubt;
    const bool is_lost = reports_lost_history(job.reasons) || reports_lost_history(job.printer_reasons);
    return is_lost ? JobPhase::in_doubt : JobPhase::printed;
}

}  // namespace entre
