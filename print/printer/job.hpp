// What a printer's words about a job mean for the badge.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// A job as the printer tells of it. `state` is IPP's job-state (RFC 8011, 5.3.7): 3 pending … 9 completed.
struct JobAnswer {
    int state = 0;
    std::string name;  ///< empty when the printer does not say
    std::string message;
    std::vector<std::string> reasons;
    std::vector<std::string> printer_reasons;  ///< of the printer behind a CUPS queue
    std::string printer_message;
    int id = 0;
};

enum class JobPhase { waiting, working, printed, refused, in_doubt };

/// The job was created and its page never came, so that it prints nothing (job-incoming, RFC 8011, 5.3.8).
bool waits_for_page(const JobAnswer& job);

/// In doubt: the number belongs to another job by now (numbers start again after a restart), or CUPS says completed
/// though it lost sight of the job at the printer.
JobPhase phase_of(const JobAnswer& job, std::string_view job_name);

}  // namespace entre
