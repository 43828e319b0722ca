#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

namespace {

const AddressScreen& shown(const Step& step) {
    const auto* screen = screen_of<AddressScreen>(step);
    REQUIRE(screen != nullptr);
    return *screen;
}

/// The address is typed, and the list asked for by request 8.
Step fetching() { return after(state_on(AddressScreen{}), {Typed{"exempel.se/lista"}, NextChosen{}}); }

}  // namespace

TEST_CASE("the list's address is typed, fetched once, and leads to its columns", "[setup]") {
    FilesScreen files;
    auto step = after(state_on(files), {AddressChosen{}});
    CHECK(effect_in<StopFinding>(step) != nullptr);
    step = after(std::move(step.state), {NextChosen{}});
    CHECK(step.effects.empty());  // nothing is typed yet
    step = after(std::move(step.state), {Typed{" exempel.se/å"}, Erased{}, Typed{"lista"}, TypingDone{}});
    REQUIRE(effect_in<FetchList>(step) != nullptr);
    const auto fetch = *effect_in<FetchList>(step);
    CHECK(fetch.folder == "/seminars/Oro");
    CHECK(fetch.url == "exempel.se/lista");
    CHECK(after(step.state, {NextChosen{}}).effects.empty());
    CHECK(shown(after(step.state, {Typed{"x"}})).url == shown(step).url);
    step = after(std::move(step.state), {ListRead{fetch.request, "/run/lista.csv", asked_preview(), std::nullopt}});
    const auto* columns = screen_of<ColumnsScreen>(step);
    REQUIRE(columns != nullptr);
    CHECK(columns->path == "/run/lista.csv");
    CHECK(columns->url == "exempel.se/lista");
}

TEST_CASE("a list that was fetched is taken with its address, one from a stick without", "[setup]") {
    auto preview = asked_preview();
    preview.questions.clear();
    auto step = fetching();
    step = after(std::move(step.state), {ListRead{8, "/run/lista.csv", preview, std::nullopt}, NextChosen{}});
    REQUIRE(effect_in<TakeList>(step) != nullptr);
    CHECK(effect_in<TakeList>(step)->url == "exempel.se/lista");
    FilesScreen files;
    files.files = {{"/media/stick/a.csv", "a.csv", "STICK", 1}};
    step = after(state_on(files), {FileChosen{0}});
    step = after(std::move(step.state), {ListRead{8, "/media/stick/a.csv", preview, std::nullopt}, NextChosen{}});
    REQUIRE(effect_in<TakeList>(step) != nullptr);
    CHECK(effect_in<TakeList>(step)->url.empty());
}

TEST_CASE("an address without a list is said, and stays to be corrected", "[setup][bad_input]") {
    auto step = fetching();
    step = after(std::move(step.state), {ListRead{8, {}, {}, Error{ErrorCode::file_unreadable, "no answer"}}});
    CHECK(shown(step).problem);
    CHECK(shown(step).url == "exempel.se/lista");
    step = after(std::move(step.state), {Typed{".csv"}});
    CHECK_FALSE(shown(step).problem);
    CHECK(effect_in<FetchList>(after(step.state, {NextChosen{}}))->url == "exempel.se/lista.csv");
}

TEST_CASE("going back ends a download first, then leads to the files", "[setup]") {
    auto step = fetching();
    step = after(std::move(step.state), {BackChosen{}});
    CHECK(effect_in<CancelFetch>(step) != nullptr);
    CHECK(shown(step).url == "exempel.se/lista");
    CHECK(screen_of<AddressScreen>(after(step.state, {ListRead{8, "/run/lista.csv", asked_preview(), std::nullopt}})) != nullptr);
    step = after(std::move(step.state), {BackChosen{}});
    CHECK(screen_of<FilesScreen>(step) != nullptr);
    CHECK(effect_in<FindFiles>(step) != nullptr);
}

TEST_CASE("an address is no longer than two thousand bytes", "[setup][bad_input]") {
    const auto step = after(state_on(AddressScreen{}), {Typed{std::string(1990, 'x')}, Typed{std::string(20, 'y')}, Typed{"z"}});
    CHECK(shown(step).url == std::string(1990, 'x') + "z");
}
