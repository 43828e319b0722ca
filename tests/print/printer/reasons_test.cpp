#include "print/printer/reasons.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("printer-state-reasons become faults whatever their suffix", "[reasons]") {
    const std::vector<std::pair<std::string, PrinterFault>> table{{"media-empty", PrinterFault::out_of_labels},
                                                                  {"media-needed", PrinterFault::out_of_labels},
                                                                  {"input-tray-missing", PrinterFault::out_of_labels},
                                                                  {"media-low", PrinterFault::labels_low},
                                                                  {"media-jam", PrinterFault::jam},
                                                                  {"cover-open", PrinterFault::cover_open},
                                                                  {"door-open", PrinterFault::cover_open},
                                                                  {"interlock-open", PrinterFault::cover_open},
                                                                  {"marker-supply-empty", PrinterFault::supply_empty},
                                                                  {"toner-empty", PrinterFault::supply_empty},
                                                                  {"marker-waste-full", PrinterFault::supply_empty},
                                                                  {"spool-area-full", PrinterFault::output_full},
                                                                  {"output-area-full", PrinterFault::output_full},
                                                                  {"paused", PrinterFault::paused},
                                                                  {"moving-to-paused", PrinterFault::paused},
                                                                  {"stopped-partly", PrinterFault::paused},
                                                                  {"deactivated", PrinterFault::paused},
                                                                  {"hold-new-jobs", PrinterFault::paused},
                                                                  {"offline", PrinterFault::offline},
                                                                  {"connecting-to-device", PrinterFault::offline},
                                                                  {"timed-out", PrinterFault::offline},
                                                                  {"shutdown", PrinterFault::offline},
                                                                  {"toner-low", PrinterFault::none},
                                                                  {"stopping", PrinterFault::paused},
                                                                  {"marker-supply-low", PrinterFault::none},
                                                                  {"marker-waste-almost-full", PrinterFault::none},
                                                                  {"cups-waiting-for-job-completed", PrinterFault::none},
                                                                  {"cups-ipp-conformance-failure", PrinterFault::none},
                                                                  {"cups-remote-pending", PrinterFault::none},
                                                                  {"cups-remote-processing", PrinterFault::none},
                                                                  {"cups-remote-stopped", PrinterFault::other},
                                                                  {"none", PrinterFault::none}};
    for (const auto& [stem, fault] : table)
        for (const std::string suffix : {"", "-error", "-warning", "-report"}) {
            CAPTURE(stem, suffix);
            CHECK(fault_of({stem + suffix}) == fault);
        }
}

TEST_CASE("an unknown reason counts if it ends in -error", "[reasons]") {
    CHECK(fault_of({"cutter-failure-error"}) == PrinterFault::other);
    CHECK(fault_of({"other-error"}) == PrinterFault::other);
    CHECK(fault_of({"marker-cleaning-report"}) == PrinterFault::none);
    CHECK(fault_of({"something-new"}) == PrinterFault::none);
    CHECK(fault_of({}) == PrinterFault::none);
}

TEST_CASE("the most urgent of several reasons is reported", "[reasons]") {
    CHECK(fault_of({"media-low-warning", "media-empty-error", "cover-open-error"}) == PrinterFault::out_of_labels);
    CHECK(fault_of({"paused", "media-jam-error"}) == PrinterFault::jam);
    const std::vector<std::string> by_urgency{"media-jam",        "media-empty", "cover-open", "marker-supply-empty",
                                              "output-area-full", "offline",     "paused",     "other-error",
                                              "media-low",        "none"};
    for (std::size_t i = 0; i + 1 < by_urgency.size(); ++i) {
        CAPTURE(by_urgency[i]);
        CHECK(fault_of({by_urgency[i + 1], by_urgency[i]}) == fault_of({by_urgency[i]}));
        CHECK(fault_of({by_urgency[i], by_urgency[i + 1]}) == fault_of({by_urgency[i]}));
    }
    CHECK(fault_of({"media-low-warning", "none"}) == PrinterFault::labels_low);
}

TEST_CASE("a job that CUPS lost track of is recognised", "[reasons]") {
    CHECK(reports_lost_history({"none", "cups-ipp-missing-job-history"}));
    CHECK_FALSE(reports_lost_history({"media-empty-error"}));
    CHECK(fault_of({"cups-ipp-missing-job-history"}) == PrinterFault::none);
}

TEST_CASE("the raw reasons are shown to staff", "[reasons]") {
    CHECK(reasons_text({"media-empty-error", "cover-open"}, "Out of labels.") == "media-empty-error, cover-open: Out of labels.");
    CHECK(reasons_text({"none"}, "") == "");
    CHECK(reasons_text({"none"}, "Ready.") == "Ready.");
}
