#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

TEST_CASE("people without codes write their name, unless staff ticks them off", "[setup]") {
    auto step = after(state_on(RecogniseScreen{}), {NextChosen{}});
    REQUIRE(effect_in<SaveSearch>(step) != nullptr);
    CHECK(effect_in<SaveSearch>(step)->may_search);
    CHECK(after(step.state, {NextChosen{}}).effects.empty());
    const auto request = step.state.last_request;
    CHECK(screen_of<BadgeScreen>(after(step.state, {SearchSaved{request, std::nullopt}})) != nullptr);
    const auto failed = after(step.state, {SearchSaved{request, Error{ErrorCode::disk_full, "full"}}});
    CHECK(screen_of<RecogniseScreen>(failed)->problem);
    step = after(state_on(RecogniseScreen{}), {RecognitionChosen{Recognition::by_staff}, NextChosen{}});
    CHECK_FALSE(effect_in<SaveSearch>(step)->may_search);
    CHECK(screen_of<FilesScreen>(after(state_on(RecogniseScreen{}), {BackChosen{}})) != nullptr);
}

TEST_CASE("tickets are saved before the next step, and people without their code may search", "[setup]") {
    auto step = after(state_on(RecogniseScreen{}), {RecognitionChosen{Recognition::by_code}, TicketsChosen{}});
    REQUIRE(effect_in<SaveTickets>(step) != nullptr);
    CHECK(after(step.state, {TicketsChosen{}}).effects.empty());
    CHECK(after(step.state, {NextChosen{}}).effects.empty());
    CHECK(screen_of<RecogniseScreen>(after(step.state, {BackChosen{}})) != nullptr);
    const auto request = step.state.last_request;
    const auto failed = after(step.state, {TicketsSaved{request, {}, Error{ErrorCode::disk_full, "full"}}});
    CHECK(screen_of<RecogniseScreen>(failed)->problem);
    step = after(std::move(step.state), {TicketsSaved{request, {38, 1, "KINGSTON"}, std::nullopt}});
    CHECK(screen_of<RecogniseScreen>(step)->tickets->stick == "KINGSTON");
    step = after(std::move(step.state), {NextChosen{}});
    REQUIRE(effect_in<SaveSearch>(step) != nullptr);
    CHECK(effect_in<SaveSearch>(step)->may_search);
}

TEST_CASE("tickets on paper are asked for once, and where they went is said", "[setup]") {
    auto step = after(state_on(RecogniseScreen{}), {TicketsChosen{TicketsTo::printer}});
    REQUIRE(effect_in<SaveTickets>(step) != nullptr);
    CHECK(effect_in<SaveTickets>(step)->on_paper);
    CHECK_FALSE(effect_in<SaveTickets>(after(state_on(RecogniseScreen{}), {TicketsChosen{}}))->on_paper);
    const auto request = step.state.last_request;
    CHECK(after(step.state, {TicketsChosen{TicketsTo::phone}}).effects.empty());
    step = after(std::move(step.state), {TicketsSaved{request, {38, 0, {}, "Kontoret"}, std::nullopt}});
    CHECK(screen_of<RecogniseScreen>(step)->tickets->printer == "Kontoret");
}

TEST_CASE("a phone fetches tickets while the code is shown, and no longer", "[setup]") {
    RecogniseScreen before;
    before.chosen = Recognition::by_code;
    before.problem = Error{ErrorCode::printer_missing, "none"};
    auto step = after(state_on(before), {TicketsChosen{TicketsTo::phone}});
    REQUIRE(effect_in<OfferTickets>(step) != nullptr);
    CHECK(effect_in<OfferTickets>(step)->folder == "/seminars/Oro");
    const auto request = effect_in<OfferTickets>(step)->request;
    step = after(std::move(step.state), {TicketsOffered{request, "https://192.168.1.20:8443/abcd-efgh", std::nullopt},
                                         TicketsFetched{request, "Biljetter.pdf"}, TicketsFetched{request, "Biljetter.pdf"}});
    const auto* shown = screen_of<TicketsScreen>(step);
    REQUIRE(shown != nullptr);
    CHECK(shown->url == "https://192.168.1.20:8443/abcd-efgh");
    CHECK(shown->fetched == std::vector<std::string>{"Biljetter.pdf"});
    for (const Event& leaving : Events{NextChosen{}, BackChosen{}}) {
        const auto left = after(step.state, {leaving});
        CHECK(effect_in<WithdrawTickets>(left) != nullptr);
        REQUIRE(screen_of<RecogniseScreen>(left) != nullptr);
        CHECK(screen_of<RecogniseScreen>(left)->chosen == Recognition::by_code);
        CHECK_FALSE(screen_of<RecogniseScreen>(left)->problem);
    }
    const auto gone = after(step.state, {TicketsOffered{request, {}, Error{ErrorCode::address_taken, "no network"}}});
    CHECK(screen_of<TicketsScreen>(gone)->url.empty());
    CHECK(screen_of<TicketsScreen>(gone)->problem);
}
