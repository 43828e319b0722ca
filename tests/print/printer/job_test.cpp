#include "print/printer/job.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

JobAnswer job(int state) { return {state, "order-1", "", {}, {}, ""}; }

}  // namespace

TEST_CASE("job states map to phases of the badge", "[job]") {
    CHECK(phase_of(job(3), "order-1") == JobPhase::waiting);
    CHECK(phase_of(job(4), "order-1") == JobPhase::waiting);
    CHECK(phase_of(job(5), "order-1") == JobPhase::working);
    CHECK(phase_of(job(6), "order-1") == JobPhase::working);
    CHECK(phase_of(job(7), "order-1") == JobPhase::refused);
    CHECK(phase_of(job(8), "order-1") == JobPhase::refused);
    CHECK(phase_of(job(9), "order-1") == JobPhase::printed);
    CHECK(phase_of(job(0), "order-1") == JobPhase::in_doubt);
}

TEST_CASE("another job with the same number proves nothing", "[job]") {
    CHECK(phase_of(job(9), "order-2") == JobPhase::in_doubt);
    CHECK(phase_of(job(5), "order-2") == JobPhase::in_doubt);
}

TEST_CASE("a printer that does not report job names is trusted by number", "[job]") {
    JobAnswer nameless = job(9);
    nameless.name.clear();
    CHECK(phase_of(nameless, "order-1") == JobPhase::printed);
}

TEST_CASE("completed without the printer's history is in doubt", "[job]") {
    JobAnswer lost = job(9);
    lost.printer_reasons = {"cups-ipp-missing-job-history"};
    CHECK(phase_of(lost, "order-1") == JobPhase::in_doubt);
    lost.state = 5;
    CHECK(phase_of(lost, "order-1") == JobPhase::working);
}

TEST_CASE("a job whose page was never sent is distinguished from a queued one", "[job][PRN-2]") {
    JobAnswer job;
    job.state = 4;
    CHECK_FALSE(waits_for_page(job));
    job.reasons = {"job-incoming"};
    CHECK(waits_for_page(job));
    job.reasons = {"job-hold-until-specified"};
    CHECK_FALSE(waits_for_page(job));
    job.reasons = {"job-data-insufficient"};
    CHECK(waits_for_page(job));
    job.state = 9;
    CHECK_FALSE(waits_for_page(job));
}
