#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("without confirmation, the check-in follows the scan at once", "[visit]") {
    Walk walk;
    walk.state.rules.confirm = false;
    scan(walk, "KOD1");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::admitted, {}}, asa(), noon});
    CHECK(walk.screen() == "recording");
    CHECK(walk.news<RecordCheckIn>());
}

TEST_CASE("each verdict shows its own screen", "[visit]") {
    const auto after = [](Verdict verdict, std::optional<Registration> who) {
        Walk walk;
        scan(walk, "KOD1");
        walk.take(LookUpDone{walk.state.last_request, {verdict, morning()}, std::move(who), noon});
        const auto* trouble = std::get_if<Trouble>(&walk.state.screen);
        return trouble != nullptr ? "trouble " + std::to_string(static_cast<int>(trouble->advice)) : walk.screen();
    };
    const auto advice = [](Advice wanted) { return "trouble " + std::to_string(static_cast<int>(wanted)); };
    CHECK(after(Verdict::admitted, asa()) == "confirm");
    CHECK(after(Verdict::already_in, asa()) == "already_in");
    CHECK(after(Verdict::withdrawn, {}) == advice(Advice::withdrawn));
    CHECK(after(Verdict::unpaid, {}) == advice(Advice::unpaid));
    CHECK(after(Verdict::unknown, {}) == advice(Advice::unknown));
    CHECK(after(Verdict::other_seminar, {}) == advice(Advice::other_seminar));
    CHECK(after(Verdict::too_early, {}) == advice(Advice::too_early));
    CHECK(after(Verdict::admitted, {}) == advice(Advice::unknown));
}

TEST_CASE("when the desk fails, success is not shown and staff are called", "[visit]") {
    Walk walk;
    to_confirm(walk, asa());
    walk.take(Confirmed{noon + 1s});
    walk.take(DeskFailed{walk.state.last_request, ErrorCode::disk_full, noon + 1s});
    CHECK(std::get<Trouble>(walk.state.screen).advice == Advice::desk_failed);
    CHECK(walk.news<AlertStaff>());
    CHECK(walk.news<PlaySound>()->sound == Sound::stop);
}

TEST_CASE("a desk that does not answer in time counts as failed", "[visit]") {
    Walk walk;
    scan(walk, "KOD1");
    walk.take(Tick{noon + 7s});
    CHECK(walk.screen() == "looking_up");
    walk.take(Tick{noon + 8s});
    CHECK(walk.screen() == "trouble");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::admitted, {}}, asa(), noon + 9s});
    CHECK(walk.screen() == "trouble");
}
