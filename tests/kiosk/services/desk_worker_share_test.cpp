// The desk worker at a door with several kiosks.
#include <atomic>

#include "tests/kiosk/services/desk_worker_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("somebody whom another kiosk is checking in is told while reading the question, or at once where none is asked",
          "[desk_worker][share]") {
    Kiosk kiosk;
    kiosk.asks_visitors = GENERATE(true, false);
    kiosk.start();
    const ServedElsewhere elsewhere{{"id-KOD1"}, "Kiosk 2", {}};
    std::atomic<int> writes = 0;
    kiosk.workers->take(ToOthers{[&] { ++writes; },
                                 [&](const RegistrationId& person, auto answer) {
                                     answer(person == elsewhere.person ? std::optional(elsewhere) : std::nullopt);
                                     return true;
                                 }});
    kiosk.workers->take(LookUp{1, "KOD1", {}});
    kiosk.workers->take(LookUp{2, "KOD2", {}});
    const auto first = kiosk.has_heard<LookUpDone>([](const auto& e) { return e.request == 1; });
    const auto second = kiosk.has_heard<LookUpDone>([](const auto& e) { return e.request == 2; });
    REQUIRE((first && second));
    CHECK(second->admission.verdict == Verdict::admitted);
    if (kiosk.asks_visitors) {
        CHECK(first->admission.verdict == Verdict::admitted);
        const auto told = kiosk.has_heard<ServedElsewhere>([](const auto&) { return true; });
        REQUIRE(told);
        CHECK(told->kiosk == "Kiosk 2");
    } else {
        CHECK(first->admission.verdict == Verdict::already_in);
        CHECK(first->admission.at_kiosk == "Kiosk 2");
        CHECK_FALSE(first->admission.since);  // nothing is recorded there yet
    }
    const int before = writes;
    REQUIRE(kiosk.check_in("id-KOD2", 3));
    kiosk.workers.reset();
    CHECK(writes > before);
}

TEST_CASE("without connection to the other kiosks, or without an answer from them, the door goes on", "[desk_worker][share]") {
    Kiosk kiosk;
    kiosk.asks_visitors = false;
    kiosk.start();
    const bool is_connected = GENERATE(true, false);
    kiosk.workers->take(ToOthers{[] {}, [=](const RegistrationId&, auto) { return is_connected; }});
    kiosk.workers->take(LookUp{1, "KOD1", {}});
    const auto answer = kiosk.has_heard<LookUpDone>([](const auto& e) { return e.request == 1; });
    REQUIRE(answer);
    CHECK(answer->admission.verdict == Verdict::admitted);
}
