// Every screen with every event.
#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// One event of every kind; a kind that is missing does not compile.
Events all_events() {
    Events events;
    events.reserve(std::variant_size_v<EventKinds>);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (events.push_back(std::variant_alternative_t<I, EventKinds>{}), ...);
    }(std::make_index_sequence<std::variant_size_v<EventKinds>>{});
    for (auto& event : events)
        std::visit(
            [](auto& one) {
                if constexpr (requires { one.request; }) one.request = 99;
            },
            event);
    return events;
}

std::vector<State> all_screens() {
    StartScreen start;
    start.cards = {card("Oro")};
    FormScreen form;
    form.form = filled_in_form();
    FilesScreen files;
    files.files = {{"/media/stick/a.csv", "a.csv", "STICK", 1}};
    ColumnsScreen columns;
    columns.preview = asked_preview();
    ReadyScreen ready;
    ready.rows = {{CheckKind::list, Health::good, 38}};
    std::vector<State> all;
    for (Screen screen : std::vector<Screen>{start, JoinScreen{}, form, files, AddressScreen{}, UploadScreen{}, columns,
                                             RecogniseScreen{}, TicketsScreen{}, BadgeScreen{}, PrinterScreen{}, CameraScreen{},
                                             KeysScreen{}, StaffScreen{}, PairScreen{}, ready})
        all.push_back(state_on(screen));
    return all;
}

}  // namespace

TEST_CASE("every screen takes every event, and no answer of before moves anything", "[setup]") {
    CHECK(all_screens().size() == std::variant_size_v<ScreenKinds>);
    for (const auto& state : all_screens())
        for (const auto& event : all_events()) {
            INFO(name_of(state.screen) << ", event " << event.index());
            const auto step = update(state, event);
            CHECK(step.state.today == state.today);
            // Request 99 was never made.
            const bool is_answer = std::holds_alternative<FormSaved>(event) || std::holds_alternative<ListRead>(event) ||
                                   std::holds_alternative<ListTaken>(event) || std::holds_alternative<SearchSaved>(event) ||
                                   std::holds_alternative<BadgeSaved>(event) || std::holds_alternative<CameraSaved>(event) ||
                                   std::holds_alternative<PinSaved>(event) || std::holds_alternative<PhonesSaved>(event) ||
                                   std::holds_alternative<RecoveryMade>(event) || std::holds_alternative<UploadOpened>(event) ||
                                   std::holds_alternative<TicketsSaved>(event) || std::holds_alternative<TicketsOffered>(event) ||
                                   std::holds_alternative<TicketsFetched>(event) ||
                                   std::holds_alternative<UploadProgressed>(event) || std::holds_alternative<UploadCut>(event) ||
                                   std::holds_alternative<PrinterAdded>(event) || std::holds_alternative<RollRead>(event) ||
                                   std::holds_alternative<PhonesInvited>(event) || std::holds_alternative<KeysSaved>(event) ||
                                   std::holds_alternative<DoorJoined>(event);
            if (is_answer) {
                CHECK(step.state.screen.index() == state.screen.index());
                CHECK(step.effects.empty());
            }
            const bool may_open = std::holds_alternative<OpenChosen>(event) || std::holds_alternative<NextChosen>(event);
            CHECK((may_open || effect_in<OpenDoor>(step) == nullptr));
        }
}

TEST_CASE("the steps at the foot follow the screens", "[setup]") {
    std::vector<std::string> names;
    std::optional<StepOf> before;
    for (const auto& state : all_screens()) {
        names.emplace_back(name_of(state.screen));
        const auto step = step_of(state.screen);
        CHECK(step >= before);
        before = step;
    }
    CHECK(names == std::vector<std::string>{"start", "join", "form", "files", "address", "upload", "columns", "recognise",
                                            "tickets", "badge", "printer", "camera", "keys", "staff", "pair", "ready"});
    CHECK_FALSE(step_of(Screen{StartScreen{}}));
}

TEST_CASE("the language can be changed on every screen and changes nothing else", "[setup]") {
    for (const auto& state : all_screens()) {
        const auto step = update(state, LanguageChosen{1});
        CHECK(step.state.language == 1);
        CHECK(step.state.screen.index() == state.screen.index());
        CHECK(step.effects.empty());
    }
}
