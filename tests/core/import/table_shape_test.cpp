#include "core/import/table_shape.hpp"

#include "tests/core/import/row_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("headings in two rows are one", "[import][headings]") {
    const auto survey = rows_of(
        {{"ID", "E-post", "Namn", "Kommer du?"}, {"", "", "Open-Ended Response", "Response"}, {"1", "a@x.se", "Anna Ek", "Ja"}});
    const auto read = heading_rows(survey, 0, {});
    CHECK(read.headings == std::vector<std::string>{"ID", "E-post", "Namn", "Kommer du?"});
    CHECK(read.first_person == 2);
    const auto grouped =
        rows_of({{"Kontaktuppgifter", "", "Deltar du?"}, {"Namn", "E-post", "Response"}, {"Anna Ek", "a@x.se", "Nej"}});
    CHECK(heading_rows(grouped, 1, {}).headings == std::vector<std::string>{"Namn", "E-post", "Deltar du?"});
    const auto identifiers =
        rows_of({{"Namn", "E-post"}, {"{\"ImportId\":\"QID1\"}", "{\"ImportId\":\"QID2\"}"}, {"Bo Al", "b@x.se"}});
    CHECK(heading_rows(identifiers, 0, {}).first_person == 2);
    CHECK(heading_rows(rows_of({{"Namn", "E-post"}, {"Bo Al", "b@x.se"}}), 0, {}).first_person == 1);
    const auto words_as_names = rows_of({{"Förnamn", "Efternamn", "Skyddad", "E-post"}, {"Hemlig", "Person", "Ja", "h@x.se"}});
    CHECK(heading_rows(words_as_names, 0, {}).first_person == 1);
}

TEST_CASE("a column without a heading gets its letter if its values have to be asked about", "[import][headings]") {
    std::vector<std::string> headings{"Namn", "", ""};
    std::vector<ColumnValues> values(3);
    for (const auto* code : {"AB12CD", "EF34GH"}) values[1].add(code);
    for (const auto* note : {"vegetarian", "kommer sent"}) values[2].add(note);
    name_unheaded_columns(headings, values);
    CHECK(headings == std::vector<std::string>{"Namn", "B", ""});
}

TEST_CASE("an order of several people has its status in the first row", "[import][status]") {
    Columns columns;
    columns.of(Field::status) = {1};
    columns.of(Field::full_name) = {2};
    const auto orders =
        rows_of({{"1001", "Avbokad", "Anna Ek", "a@x.se"}, {"", "", "Bo Al", "b@x.se"}, {"1002", "Betald", "Cia Ny", ""}});
    const auto grouped = grouped_rows(orders, columns);
    REQUIRE(grouped);
    CHECK(grouped->leading == 0);
    CHECK(grouped->repeated == std::vector<std::size_t>{1});
    // A status that is empty now and then means nothing by itself.
    const auto plain = rows_of({{"1001", "Avbokad", "Anna Ek"}, {"1002", "", "Bo Al"}, {"1003", "Betald", "Cia Ny"}});
    CHECK_FALSE(grouped_rows(plain, columns));
}

TEST_CASE("the rows of an order repeat what its first row says, and those of the next order do not", "[import][status]") {
    RepeatedCells repeated(GroupedRows{0, {1}});
    const auto filled = [&](std::vector<std::string_view> cells) {
        const bool is_filled = repeated.fill(cells);
        return std::string(cells.at(1)) + (is_filled ? "!" : "");
    };
    CHECK(filled({"1001", "Avbokad", "Anna Ek"}) == "Avbokad");
    CHECK(filled({"", "", "Bo Al"}) == "Avbokad!");
    CHECK(filled({"1002", "", "Cia Ny"}).empty());
    CHECK(filled({"", "", "Dan Ro"}).empty());
    std::vector<std::string_view> plain(2);
    CHECK_FALSE(RepeatedCells().fill(plain));
}

TEST_CASE("an empty cell among dates or crosses is a no, and one among yes and no is no answer", "[import][status]") {
    const auto values_of = [](const std::vector<std::string>& cells) {
        ColumnValues values;
        for (const auto& cell : cells) values.add(cell);
        return values;
    };
    CHECK(empty_means_no(values_of({"2027-05-02", "", "2027-05-03"})));
    CHECK(empty_means_no(values_of({"x", "", "x"})));
    CHECK_FALSE(empty_means_no(values_of({"Ja", "Nej", ""})));
    CHECK(are_answers(values_of({"Ja", "Nej", "Ja", ""})));
    CHECK_FALSE(are_answers(values_of({"Ja", "Ja", ""})));
    CHECK_FALSE(are_answers(values_of({"", "", "", "", "Ja", "Nej"})));
}

TEST_CASE("codes that all end in zeros were rounded", "[import][codes]") {
    CHECK(are_rounded_codes(rows_of({{"814847311126137000"}, {"814847311126138000"}}), 0));
    CHECK_FALSE(are_rounded_codes(rows_of({{"814847311126137000"}, {"814847311126138001"}}), 0));
    CHECK_FALSE(are_rounded_codes(rows_of({{"12345000"}, {"12346000"}}), 0));
}

TEST_CASE("the text of merged cells counts for each of their rows, but not for other empty ones", "[import][shape][status]") {
    const std::vector<std::string> headings{"Namn", "Organisation", "Status"};
    const auto columns = recognise(headings, {}, {}, "list.xlsx:1");
    REQUIRE(columns);
    MergedCells merged(*columns);
    std::vector<std::string_view> first{"Åsa Ek", "", "Avbokad"}, second{"Bo Al", "Polisen", ""}, third{"Cia Ny"},
        fourth{"Dag Ro", "", ""};
    const std::vector<std::size_t> of_status{2}, of_both{1, 2};
    CHECK_FALSE(merged.fill(first, {}));
    CHECK(merged.fill(second, of_status) == 2);
    CHECK(second[2] == "Avbokad");
    CHECK(merged.fill(third, of_both) == 2);
    REQUIRE(third.size() == 3);
    CHECK(third[1] == "Polisen");
    CHECK(third[2] == "Avbokad");
    CHECK_FALSE(merged.fill(fourth, {}));
    CHECK(fourth[2].empty());
}

TEST_CASE("marks of repetition stand for the cell above", "[import][shape]") {
    DittoMarks marks({1});
    std::vector<std::string_view> first{"Åsa Ek", "Polisen"}, second{"Bo Al", "-\"-"}, third{"Cia Ny", "d:o"},
        fourth{"Dag Ro", "-"};
    CHECK_FALSE(marks.fill(first));
    CHECK(marks.fill(second));
    CHECK(second[1] == "Polisen");
    CHECK(marks.fill(third));
    CHECK(third[1] == "Polisen");
    CHECK_FALSE(marks.fill(fourth));
}
