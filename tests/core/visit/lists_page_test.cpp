#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

ListsRequested requested(ListsRequestKind what, UtcTime wall = {}) { return {what, wall, at}; }

}  // namespace

TEST_CASE("a waiting export is accepted or rejected, by the writing process only", "[staff][lists]") {
    auto walk = on_page(ListsPage{});
    walk.take(requested(ListsRequestKind::take));
    CHECK_FALSE(walk.news<DoForLists>());
    walk.take(ImportReviewChanged{waiting_list("unreadable"), at}).take(requested(ListsRequestKind::leave));
    CHECK_FALSE(walk.news<DoForLists>());
    walk.take(ImportReviewChanged{waiting_list(), at});
    auto beside = walk;
    beside.state.rules.writer = "Kiosk 1";
    beside.take(requested(ListsRequestKind::take));
    CHECK_FALSE(beside.news<DoForLists>());
    beside.take(requested(ListsRequestKind::save));
    CHECK(beside.news<DoForLists>());
    walk.take(requested(ListsRequestKind::take));
    REQUIRE(walk.news<DoForLists>());
    CHECK(page_of<ListsPage>(walk).note == ListsNote::working);
    const auto request = walk.news<DoForLists>()->request;
    walk.take(requested(ListsRequestKind::leave));
    CHECK_FALSE(walk.news<DoForLists>());
    walk.take(ListsAnswered{request + 1, ListsNote::failed, {}, 0, 0, at});
    CHECK(page_of<ListsPage>(walk).note == ListsNote::working);
    walk.take(ListsAnswered{request, ListsNote::applied, {}, 0, 0, at});
    CHECK(page_of<ListsPage>(walk).note == ListsNote::applied);
}

TEST_CASE("the attendance list is saved on a stick while one is plugged in, also by a process that only reads",
          "[staff][lists]") {
    auto walk = on_page(ListsPage{});
    walk.take(requested(ListsRequestKind::save_on_stick));
    CHECK_FALSE(walk.news<DoForLists>());
    walk.state.rules.writer = "Kiosk 1";
    walk.take(SticksChanged{true, at}).take(requested(ListsRequestKind::save_on_stick));
    REQUIRE(walk.news<DoForLists>());
    CHECK(walk.news<DoForLists>()->kind == ListsRequestKind::save_on_stick);
    for (const auto note : {ListsNote::stick_saved, ListsNote::stick_full, ListsNote::stick_read_only, ListsNote::stick_gone}) {
        auto answered = walk;
        answered.take(ListsAnswered{walk.state.last_request, note, {}, 0, 0, at});
        CHECK(page_of<ListsPage>(answered).note == note);
    }
    walk.take(SticksChanged{false, at});
    CHECK_FALSE(walk.state.devices.has_stick);
}

TEST_CASE("a page for newer lists is opened and closed on request, and shown on every visit to the page", "[staff][lists]") {
    auto walk = on_page(ListsPage{});
    walk.take(requested(ListsRequestKind::receive));
    REQUIRE(walk.news<DoForLists>());
    CHECK(walk.news<DoForLists>()->kind == ListsRequestKind::receive);
    const ListUploadPage upload{"https://192.168.1.20:8443/abcd-efgh"};
    walk.take(ListsAnswered{walk.state.last_request, ListsNote::none, {}, 0, 0, at}).take(ListUploadChanged{upload, at});
    CHECK(walk.state.list_upload == upload);
    CHECK(page_of<ListsPage>(walk).note == ListsNote::none);
    walk.take(requested(ListsRequestKind::stop_receiving));
    CHECK(walk.news<DoForLists>()->kind == ListsRequestKind::stop_receiving);
    walk.take(ListUploadChanged{std::nullopt, at});
    CHECK_FALSE(walk.state.list_upload);
}

TEST_CASE("a process that only reads receives no lists", "[staff][lists]") {
    auto walk = on_page(ListsPage{});
    walk.state.rules.writer = "Kiosk 1";
    walk.take(requested(ListsRequestKind::receive));
    CHECK_FALSE(walk.news<DoForLists>());
}

TEST_CASE("a purge needs the end of the seminar and two taps, and afterwards staff can only quit", "[staff][lists][PRV-7]") {
    auto walk = on_page(ListsPage{});
    const UtcTime ends{1h};
    walk.state.rules.ends = ends;
    walk.take(requested(ListsRequestKind::purge, ends - 1ms));
    CHECK(page_of<ListsPage>(walk).note == ListsNote::not_over);
    walk.take(requested(ListsRequestKind::purge, ends));
    CHECK_FALSE(walk.news<DoForLists>());
    CHECK(page_of<ListsPage>(walk).is_sure);
    auto declined = walk;
    CHECK_FALSE(page_of<ListsPage>(declined.take(Declined{at})).is_sure);
    auto changed_mind = walk;
    changed_mind.take(requested(ListsRequestKind::save))
        .take(ListsAnswered{changed_mind.state.last_request, ListsNote::saved, "a.csv", 0, 0, at});
    changed_mind.take(requested(ListsRequestKind::purge, ends));
    CHECK_FALSE(changed_mind.news<DoForLists>());
    walk.take(requested(ListsRequestKind::purge, ends));
    REQUIRE(walk.news<DoForLists>());
    CHECK_FALSE(closes_at(walk.state));
    walk.take(Cancelled{at}).take(StaffPageOpened{StaffTab::overview, at}).take(Tick{at + 1h});
    CHECK(page_of<ListsPage>(walk).note == ListsNote::purging);
    walk.take(ListsAnswered{walk.state.last_request, ListsNote::purged, {}, 612, 4, at});
    CHECK(page_of<ListsPage>(walk).marks == 612);
    CHECK(page_of<ListsPage>(walk).places == 4);
    walk.take(StaffPageOpened{StaffTab::overview, at});
    CHECK(page_name(walk) == "lists");
    walk.take(QuitRequested{at});
    CHECK(walk.news<Quit>());
}

TEST_CASE("the attendance list goes to the printer once somebody has been counted, and its answer is told", "[staff][lists]") {
    auto walk = on_page(ListsPage{});
    walk.state.rules.writer = "Kiosk 1";  // a process that only reads may print
    walk.state.live = door_of({asa()}, {asa().id});
    walk.take(requested(ListsRequestKind::print));
    REQUIRE(walk.news<SaveRollCall>());
    CHECK(walk.news<SaveRollCall>()->view == walk.state.live);
    CHECK(walk.news<SaveRollCall>()->to == ListTarget::printer);
    CHECK(walk.news<SaveRollCall>()->whom == ListedPeople::came);
    CHECK(page_of<ListsPage>(walk).note == ListsNote::working);
    const auto request = walk.state.last_request;
    for (const auto& [told, note] : {std::pair{StaffNote::list_printed, ListsNote::printed},
                                     {StaffNote::no_list_printer, ListsNote::no_printer},
                                     {StaffNote::list_not_printed, ListsNote::not_printed}}) {
        auto answered = walk;
        answered.take(RollCallSaved{request, "Kontoret", at, told});
        CHECK(page_of<ListsPage>(answered).note == note);
        CHECK(page_of<ListsPage>(answered).file == "Kontoret");
        CHECK(std::get<Staff>(answered.state.screen).request == 0);
    }
    walk.take(RollCallSaved{request + 1, "", at, {}});
    CHECK(page_of<ListsPage>(walk).note == ListsNote::working);
}
