#include "print/printer/reasons.hpp"

#include <algorithm>
#include <array>

namespace entre {

namespace {

struct Meaning {
    std::string_view stem;
    PrinterFault fault;
};

constexpr std::array<Meaning, 33> meanings{{
    {"media-empty", PrinterFault::out_of_labels},
    {"media-needed", PrinterFault::out_of_labels},
    {"input-tray-missing", PrinterFault::out_of_labels},
    {"media-low", PrinterFault::labels_low},
    {"media-jam", PrinterFault::jam},
    {"cover-open", PrinterFault::cover_open},
    {"door-open", PrinterFault::cover_open},
    {"interlock-open", PrinterFault::cover_open},
    {"marker-supply-empty", PrinterFault::supply_empty},
    {"marker-waste-full", PrinterFault::supply_empty},
    {"toner-empty", PrinterFault::supply_empty},
    {"spool-area-full", PrinterFault::output_full},
    {"output-area-full", PrinterFault::output_full},
    {"paused", PrinterFault::paused},
    {"moving-to-paused", PrinterFault::paused},
    {"stopped-partly", PrinterFault::paused},
    {"stopping", PrinterFault::paused},
    {"deactivated", PrinterFault::paused},
    {"hold-new-jobs", PrinterFault::paused},
    {"offline", PrinterFault::offline},
    {"connecting-to-device", PrinterFault::offline},
    {"timed-out", PrinterFault::offline},
    {"shutdown", PrinterFault::offline},
    // Known and harmless: these do not block badges, or are CUPS's own notes, which are handled elsewhere.
    {"none", PrinterFault::none},
    {"marker-supply-low", PrinterFault::none},
    {"marker-waste-almost-full", PrinterFault::none},
    {"toner-low", PrinterFault::none},
    {"cups-waiting-for-job-completed", PrinterFault::none},
    {"cups-ipp-missing-job-history", PrinterFault::none},
    {"cups-ipp-conformance-failure", PrinterFault::none},
    {"cups-remote-pending", PrinterFault::none},
    {"cups-remote-processing", PrinterFault::none},
    {"cups-remote-stopped", PrinterFault::other},
}};

/// By urgency, the fault to fix first at the front.
constexpr std::array urgency{PrinterFault::jam,          PrinterFault::out_of_labels, PrinterFault::cover_open,
                             PrinterFault::supply_empty, PrinterFault::output_full,   PrinterFault::offline,
                             PrinterFault::missing,      PrinterFault::paused,        PrinterFault::other,
                             PrinterFault::labels_low,   PrinterFault::none};

std::string_view stem_of(std::string_view keyword) {
    for (const std::string_view suffix : {"-error", "-warning", "-report"})
        if (keyword.ends_with(suffix)) return keyword.substr(0, keyword.size() - suffix.size());
    return keyword;
}

PrinterFault meaning_of(std::string_view keyword) {
    const std::string_view stem = stem_of(keyword);
    const auto known = std::find_if(meanings.begin(), meanings.end(), [stem](const Meaning& m) { return m.stem == stem; });
    if (known != meanings.end()) return known->fault;
    return keyword.ends_with("-error") ? PrinterFault::other : PrinterFault::none;
}

}  // namespace

PrinterFault fault_of(const std::vector<std::string>& reasons) {
    std::vector<PrinterFault> faults;
    for (const std::string& keyword : reasons) faults.push_back(meaning_of(keyword));
    for (const PrinterFault fault : urgency)
        if (std::find(faults.begin(), faults.end(), fault) != faults.end()) return fault;
    return PrinterFault::none;
}

bool reports_lost_history(const std::vector<std::string>& reasons) {
    return std::any_of(reasons.begin(), reasons.end(),
                       [](const std::string& keyword) { return stem_of(keyword) == "cups-ipp-missing-job-history"; });
}

bool reports_sent_before(std::string_view message) { return message.find("entre: sent before") != std::string_view::npos; }

bool mentions_backend(std::string_view message) {
    // scheduler/job.c: "Backend failed", "/usr/lib/cups/backend/ipp failed", "Printer stopped due to backend errors; please
    // consult the /var/log/cups/error_log file for details."
    return message.find("ackend") != std::string_view::npos;
}

std::string reasons_text(const std::vector<std::string>& reasons, std::string_view message) {
    std::string out;
    for (const std::string& keyword : reasons) {
        if (keyword == "none") continue;
        if (!out.empty()) out += ", ";
        out += keyword;
    }
    if (!out.empty() && !message.empty()) out += ": ";
    return out.append(message);
}

}  // namespace entre
