#include "core/import/questions.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("every kind of question has a name and a sentence that asks", "[questions]") {
    for (const auto kind : {QuestionKind::status_column, QuestionKind::code_column, QuestionKind::protected_column,
                            QuestionKind::name_column, QuestionKind::status_word}) {
        const ListQuestion question{kind, "Rubrik", "Ord", 2, {}};
        CHECK_FALSE(to_string(question.kind).empty());
        CHECK(describe(question).ends_with('?'));
        CHECK(contains(describe(question), "\"Rubrik\""));
    }
}

TEST_CASE("the option that answers a question can be copied into a shell", "[questions]") {
    CHECK(option_for({QuestionKind::status_column, "Kommer du?", {}, 1, {}}, "attending") == "--column \"Kommer du?=attending\"");
    CHECK(option_for({QuestionKind::status_word, "Status", "Kan$ke \"ja\"", 1, {}}, "withdrawn") ==
          "--status \"Kan\\$ke \\\"ja\\\"=withdrawn\"");
}

TEST_CASE("a word that nobody knows is never proposed as registered", "[questions]") {
    for (const auto* word : {"Makulerad", "Zzz", "Ja kanske", "", "registered"}) CHECK(safe_status(word) != "registered");
    CHECK(safe_status("Väntar på plats") == "waiting_list");
    CHECK(safe_status("Faktura") == "unpaid");
}

TEST_CASE("a word of status is asked about once, the safest answer first, and no more than twenty words are",
          "[import][questions]") {
    std::vector<ListQuestion> questions;
    ask_about_word(questions, "Status", "Kanske");
    ask_about_word(questions, "Status", "Kanske");
    REQUIRE(questions.size() == 1);
    CHECK(questions[0].rows == 2);
    CHECK(questions[0].answers.front() == "waiting_list");
    CHECK(questions[0].answers.size() == 4);
    for (int i = 0; i < 30; ++i) ask_about_word(questions, "Status", "Zzz" + std::to_string(i));
    CHECK(questions.size() == 20);
}
