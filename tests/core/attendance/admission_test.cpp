#include "core/attendance/admission.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a registered person is admitted", "[admission]") {
    CHECK(decide(person("A", "Bo", "Ek"), {}, {}, morning()).verdict == Verdict::admitted);
    CHECK(decide(person("A", "Bo", "Ek"), {}, {morning()}, morning()).verdict == Verdict::admitted);
}

TEST_CASE("nobody is admitted before the doors open, and the answer has the opening time", "[admission]") {
    const auto answer = decide(person("A", "Bo", "Ek"), {}, {morning(30)}, morning(29));
    CHECK(answer.verdict == Verdict::too_early);
    CHECK(answer.since == morning(30));
}

TEST_CASE("a person who is inside stays inside, whatever a later export says, even before the doors open", "[admission]") {
    auto who = person("A", "Bo", "Ek");
    for (const auto status : {RegistrationStatus::registered, RegistrationStatus::unpaid, RegistrationStatus::withdrawn,
                              RegistrationStatus::waiting_list}) {
        who.status = status;
        const auto answer = decide(who, morning(), {morning(30)}, morning(5));
        CHECK(answer.verdict == Verdict::already_in);
        CHECK(answer.since == morning());
    }
}

TEST_CASE("withdrawn, unpaid and waiting people are not admitted, whether the doors are open or not", "[admission]") {
    auto who = person("A", "Bo", "Ek");
    for (const auto& rules : {AdmissionRules{}, AdmissionRules{morning(30)}}) {
        who.status = RegistrationStatus::withdrawn;
        CHECK(decide(who, {}, rules, morning()).verdict == Verdict::withdrawn);
        who.status = RegistrationStatus::unpaid;
        CHECK(decide(who, {}, rules, morning()).verdict == Verdict::unpaid);
        who.status = RegistrationStatus::waiting_list;
        CHECK(decide(who, {}, rules, morning()).verdict == Verdict::unpaid);
    }
}

TEST_CASE("every verdict has a name", "[admission]") {
    for (int i = 0; i <= static_cast<int>(Verdict::too_early); ++i) CHECK_FALSE(to_string(static_cast<Verdict>(i)).empty());
}
