#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

namespace {

State on_files() {
    FilesScreen files;
    files.files = {{"/media/stick/Anmälda.xlsx", "Anmälda.xlsx", "STICK", 1}};
    files.is_read = true;
    return state_on(files);
}

State on_columns(ListPreview preview) {
    ColumnsScreen columns;
    columns.preview = std::move(preview);
    columns.path = "/media/stick/Anmälda.xlsx";
    return state_on(columns);
}

}  // namespace

TEST_CASE("a file that is chosen is read once and its columns are shown", "[setup]") {
    auto step = after(on_files(), {FileChosen{0}});
    REQUIRE(effect_in<ReadList>(step) != nullptr);
    CHECK(effect_in<ReadList>(step)->file == "/media/stick/Anmälda.xlsx");
    const auto request = effect_in<ReadList>(step)->request;
    CHECK(after(step.state, {FileChosen{0}}).effects.empty());
    CHECK(after(step.state, {ListSkipped{}}).effects.empty());
    step = after(std::move(step.state), {ListRead{request, "/media/stick/Anmälda.xlsx", asked_preview(), std::nullopt}});
    REQUIRE(screen_of<ColumnsScreen>(step) != nullptr);
    CHECK(effect_in<StopFinding>(step) != nullptr);
}

TEST_CASE("a file that is no list is said where the files are, and another one can be chosen", "[setup][bad_input]") {
    auto step = after(on_files(), {FileChosen{0}});
    step = after(std::move(step.state), {ListRead{step.state.last_request, {}, {}, Error{ErrorCode::export_invalid, "no list"}}});
    REQUIRE(screen_of<FilesScreen>(step) != nullptr);
    CHECK(screen_of<FilesScreen>(step)->problem);
    CHECK(effect_in<ReadList>(after(step.state, {FileChosen{0}})) != nullptr);
    CHECK(after(step.state, {FileChosen{5}}).effects.empty());
    // The stick was pulled out.
    CHECK(screen_of<FilesScreen>(after(step.state, {FilesFound{}}))->files.empty());
}

TEST_CASE("folders are looked into, one after the other, and left for what was found", "[setup]") {
    auto step = after(on_files(), {FoldersToggled{}});
    REQUIRE(effect_in<FindFiles>(step) != nullptr);
    CHECK(effect_in<FindFiles>(step)->inside == "");
    CHECK(screen_of<FilesScreen>(step)->files.empty());
    // A late answer about what was found on sticks says nothing about the folder.
    step = after(std::move(step.state), {FilesFound{{{"/media/stick/a.csv", "a.csv", "STICK", 1}}}});
    CHECK_FALSE(screen_of<FilesScreen>(step)->is_read);
    using Kind = FoundFile::Kind;
    step = after(std::move(step.state), {FilesFound{{{"/home", "", "/home/eva", 0, Kind::folder_above},
                                                     {"/home/eva/Listor", "Listor", "", 0, Kind::folder},
                                                     {"/home/eva/a.csv", "a.csv", "", 1}},
                                                    ""}});
    CHECK(screen_of<FilesScreen>(step)->is_read);
    const auto inside = after(step.state, {FileChosen{1}});
    REQUIRE(effect_in<FindFiles>(inside) != nullptr);
    CHECK(effect_in<FindFiles>(inside)->inside == "/home/eva/Listor");
    CHECK(screen_of<FilesScreen>(inside)->inside == "/home/eva/Listor");
    CHECK(effect_in<FindFiles>(after(step.state, {FileChosen{0}}))->inside == "/home");
    CHECK(effect_in<ReadList>(after(step.state, {FileChosen{2}}))->file == "/home/eva/a.csv");
    const auto found = after(inside.state, {FoldersToggled{}});
    CHECK_FALSE(effect_in<FindFiles>(found)->inside);
}

TEST_CASE("a list with an open question is not taken, and an answer is kept and the file read again", "[setup]") {
    auto step = after(on_columns(asked_preview()), {NextChosen{}});
    CHECK(step.effects.empty());
    step = after(std::move(step.state), {QuestionAnswered{"attending"}});
    REQUIRE(effect_in<ReadList>(step) != nullptr);
    CHECK(effect_in<ReadList>(step)->answers == std::vector<ListAnswer>{{false, "Kommer du?", "attending"}});
    CHECK(after(step.state, {QuestionAnswered{"ignore"}}).effects.empty());  // one after the other
    auto preview = asked_preview();
    preview.questions.clear();
    step = after(std::move(step.state), {ListRead{step.state.last_request, {}, preview, std::nullopt}, NextChosen{}});
    REQUIRE(effect_in<TakeList>(step) != nullptr);
    CHECK(effect_in<TakeList>(step)->file == "/media/stick/Anmälda.xlsx");
}

TEST_CASE("a word of status is answered as a word", "[setup]") {
    auto preview = asked_preview();
    preview.questions = {{QuestionKind::status_word, "Status", "Kanske", 2, {"waiting_list", "registered"}}};
    const auto step = after(on_columns(preview), {QuestionAnswered{"waiting_list"}});
    REQUIRE(effect_in<ReadList>(step) != nullptr);
    CHECK(effect_in<ReadList>(step)->answers == std::vector<ListAnswer>{{true, "Kanske", "waiting_list"}});
}

TEST_CASE("the meaning of any column can be changed", "[setup]") {
    auto step = after(on_columns(asked_preview()), {ColumnOpened{1}, ColumnOpened{9}});
    CHECK(screen_of<ColumnsScreen>(step)->open == 1U);
    CHECK_FALSE(screen_of<ColumnsScreen>(after(step.state, {ColumnOpened{1}}))->open);
    step = after(std::move(step.state), {ColumnAnswered{"organisation"}});
    REQUIRE(effect_in<ReadList>(step) != nullptr);
    CHECK(effect_in<ReadList>(step)->answers == std::vector<ListAnswer>{{false, "Efternamn", "organisation"}});
    CHECK(after(on_columns(asked_preview()), {ColumnAnswered{"organisation"}}).effects.empty());
    CHECK(screen_of<ColumnsScreen>(after(on_columns(asked_preview()), {RowsToggled{}}))->is_looking_at_rows);
}

TEST_CASE("a list with codes leads to the printer, one without to how people are recognised", "[setup]") {
    auto preview = asked_preview();
    preview.questions.clear();
    auto step = after(on_columns(preview), {NextChosen{}});
    const auto request = step.state.last_request;
    CHECK(screen_of<BadgeScreen>(after(step.state, {ListTaken{request, 38, true, std::nullopt}})) != nullptr);
    const auto without = after(step.state, {ListTaken{request, 38, false, std::nullopt}});
    REQUIRE(screen_of<RecogniseScreen>(without) != nullptr);
    CHECK(screen_of<RecogniseScreen>(without)->people == 38);
    const auto failed = after(step.state, {ListTaken{request, 0, false, Error{ErrorCode::disk_full, "full"}}});
    REQUIRE(screen_of<ColumnsScreen>(failed) != nullptr);
    CHECK(screen_of<ColumnsScreen>(failed)->problem);
}

TEST_CASE("the columns are turned within those that there are", "[setup]") {
    const auto first = [](int by) {
        return screen_of<ColumnsScreen>(after(on_columns(asked_preview()), {ColumnsTurned{by}}))->first_column;
    };
    CHECK(first(2) == 2);
    CHECK(first(9) == 2);
    CHECK(first(-1) == 0);
    CHECK(screen_of<ColumnsScreen>(after(on_columns({}), {ColumnsTurned{1}}))->first_column == 0);
}

TEST_CASE("nobody on a list is no list", "[setup][bad_input]") {
    auto preview = asked_preview();
    preview.questions.clear();
    preview.people = 0;
    CHECK(after(on_columns(preview), {NextChosen{}}).effects.empty());
}

TEST_CASE("back leads to the files and from there to the form of the seminar", "[setup]") {
    CHECK(screen_of<FilesScreen>(after(on_columns(asked_preview()), {BackChosen{}})) != nullptr);
    auto state = on_files();
    state.form = filled_in_form();
    const auto step = after(state, {BackChosen{}});
    CHECK(effect_in<StopFinding>(step) != nullptr);
    REQUIRE(screen_of<FormScreen>(step) != nullptr);
    CHECK(screen_of<FormScreen>(step)->form == filled_in_form());
    CHECK(screen_of<FilesScreen>(after(step.state, {NextChosen{}})) != nullptr);  // nothing is left to save
}
