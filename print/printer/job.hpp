// Interprets a printer's job state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// A job as reported by the printer. `state` is IPP's job-state (RFC 8011, 5.3.7): 3 pending … 9 completed.
struct JobAnswer {
    int state = 0;
    std::string name;  ///< empty if the printer does not report it
    std::string message;
    std::vector<std::string> reasons;
    std::vector<std::string> printer_reasons;  ///< of the printer behind a CUPS queue
    std::string printer_message;
    int id = 0;
};

enum class JobPhase { waiting, working, printed, refused, in_doubt };

/// True if the job was created but never got its document, so that it prints nothing (job-incoming, RFC 8011, 5.3.8).
bool waits_for_page(const JobAnswer& job);

/// In doubt if the number now belongs to another job (numbers start again after a restart), or if CUPS reports the job as
/// completed although it lost track of it at the printer.
JobPhase phase_of(const JobAnswer& job, std::string_view job_name);

}  // namespace entre
