#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

namespace {

const Error cut_off{ErrorCode::stopped, "cut off"};

/// On the screen with an address, asked for by request 8.
State on_upload() {
    FilesScreen files;
    files.is_read = true;
    auto step = after(state_on(files), {UploadChosen{}});
    return after(std::move(step.state), {UploadOpened{8, "https://192.168.1.20:8443/abcd-efgh", std::nullopt}}).state;
}

const UploadScreen& shown(const Step& step) {
    const auto* screen = screen_of<UploadScreen>(step);
    REQUIRE(screen != nullptr);
    return *screen;
}

}  // namespace

TEST_CASE("the address for phones is opened for the seminar, and closed with the screen", "[setup]") {
    FilesScreen files;
    const auto step = after(state_on(files), {UploadChosen{}});
    REQUIRE(effect_in<OpenUpload>(step) != nullptr);
    CHECK(effect_in<OpenUpload>(step)->folder == "/seminars/Oro");
    CHECK(effect_in<StopFinding>(step) != nullptr);
    CHECK(shown(step).url.empty());
    const auto left = after(on_upload(), {BackChosen{}});
    CHECK(screen_of<FilesScreen>(left) != nullptr);
    CHECK(effect_in<CloseUpload>(left) != nullptr);
    CHECK(effect_in<FindFiles>(left) != nullptr);
}

TEST_CASE("while a file is read no address is opened", "[setup]") {
    FilesScreen files;
    files.files = {{"/media/stick/a.csv", "a.csv", "STICK", 1}};
    CHECK(screen_of<FilesScreen>(after(state_on(files), {FileChosen{0}, UploadChosen{}})) != nullptr);
}

TEST_CASE("a file that arrives leads to its columns, as one that was tapped", "[setup]") {
    auto step = after(on_upload(), {UploadProgressed{8, "Anmälda.xlsx", 40}});
    CHECK(shown(step).name == "Anmälda.xlsx");
    CHECK(shown(step).percent == 40);
    step = after(std::move(step.state), {UploadProgressed{8, "Anmälda.xlsx", 100},
                                         ListRead{8, "/run/list/Anmälda.xlsx", asked_preview(), std::nullopt}});
    REQUIRE(screen_of<ColumnsScreen>(step) != nullptr);
    CHECK(screen_of<ColumnsScreen>(step)->path == "/run/list/Anmälda.xlsx");
    CHECK(effect_in<CloseUpload>(step) != nullptr);
}

TEST_CASE("a file that is cut off or no list is said, and another one may come", "[setup][bad_input]") {
    auto step = after(on_upload(), {UploadProgressed{8, "Anmälda.xlsx", 40}, UploadCut{8, cut_off}});
    CHECK(shown(step).problem);
    CHECK(shown(step).name.empty());
    CHECK_FALSE(shown(step).url.empty());
    step = after(std::move(step.state), {UploadProgressed{8, "bild.jpg.csv", 100}});
    CHECK_FALSE(shown(step).problem);
    step = after(std::move(step.state), {ListRead{8, {}, {}, Error{ErrorCode::export_invalid, "no list"}}});
    CHECK(shown(step).problem);
    CHECK(step.effects.empty());
}

TEST_CASE("without a network there is a reason and no address, until there is one", "[setup][bad_input]") {
    auto step = after(on_upload(), {UploadOpened{8, {}, Error{ErrorCode::address_taken, "no network"}}});
    CHECK(shown(step).url.empty());
    CHECK(shown(step).problem);
    step = after(std::move(step.state), {UploadOpened{8, "https://10.0.0.2:8443/abcd-efgh", std::nullopt}});
    CHECK(shown(step).url == "https://10.0.0.2:8443/abcd-efgh");
    CHECK_FALSE(shown(step).problem);
}

TEST_CASE("what an earlier visit received changes nothing", "[setup]") {
    const auto before = on_upload();
    for (const Event& late :
         Events{UploadProgressed{3, "a.csv", 5}, UploadCut{3, cut_off}, UploadOpened{3, "https://x", std::nullopt},
                ListRead{3, "a.csv", asked_preview(), std::nullopt}}) {
        const auto step = after(before, {late});
        CHECK(shown(step).url == "https://192.168.1.20:8443/abcd-efgh");
        CHECK(shown(step).name.empty());
        CHECK_FALSE(shown(step).problem);
        CHECK(step.effects.empty());
    }
}
