#include "core/registrations/headings.hpp"

#include "tests/core/core_lab.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Table table_with(std::string_view headings) {
    auto table = parse_csv(std::string(headings) + "\n", "export.csv");
    REQUIRE(table);
    return std::move(*table);
}

std::string problem_of(std::string_view headings, std::string_view protected_heading = {}) {
    const auto columns = recognise(table_with(headings), protected_heading);
    REQUIRE_FALSE(columns);
    CHECK(columns.error().code == ErrorCode::export_invalid);
    return columns.error().detail;
}

using Places = std::vector<std::size_t>;

}  // namespace

TEST_CASE("pretix order positions are known by their headings, with both Company columns", "[headings][pretix]") {
    const auto columns = recognise(
        table_with("Event slug,Order code,Position ID,Status,Email,Phone number,Order date,Order time,Product,Variation,"
                   "Price,Tax rate,Tax rule,Tax value,Attendee name,Attendee name: Given name,Attendee name: "
                   "Family name,Attendee email,Company,Address,Ticket secret,Sektor,Company,Order locale"),
        "");
    REQUIRE(columns);
    CHECK(columns->system == "pretix order positions");
    CHECK(columns->of(Field::ticket_code) == Places{20});
    CHECK(columns->of(Field::organisation) == Places{18, 22});
    CHECK(columns->of(Field::given) == Places{15});
    CHECK(columns->of(Field::category) == Places{21});
    CHECK(columns->of(Field::event) == Places{0});
    CHECK(columns->of(Field::note).empty());
}

TEST_CASE("a pretix check-in list is known by its headings", "[headings][pretix]") {
    const auto columns =
        recognise(table_with("Order code,Attendee name,Product,Price,Checked in,Checked out,Automatically checked in,Paid,Secret,"
                             "E-mail,Phone number,Company,Voucher code"),
                  "");
    REQUIRE(columns);
    CHECK(columns->system == "pretix check-in list");
    CHECK(columns->of(Field::ticket_code) == Places{8});
    CHECK(columns->of(Field::is_paid) == Places{7});
}

TEST_CASE("a check-in list without secrets says which box to tick", "[headings][pretix]") {
    CHECK(contains(problem_of("Order code,Attendee name,Product,Price,Checked in,Checked out"), "Include QR-code secret"));
    CHECK(contains(problem_of("Event slug,Order code,Position ID,Attendee name"), "Ticket secret"));
    CHECK(contains(problem_of("Förnamn;Efternamn;Organisation"), "Biljettkod"));
}

TEST_CASE("the plain Swedish list is known however its headings are written", "[headings][list]") {
    for (const auto* headings :
         {"Förnamn;Efternamn;Organisation;E-post;Biljettkod", "FÖRNAMN;efternamn; Organisation ;E-post;BILJETTKOD",
          "Fo\xcc\x88rnamn;Efternamn;Organisation;E-post;Biljettkod", "First name,Last name,Organization,E-mail,Ticket code"}) {
        const auto columns = recognise(table_with(headings), "");
        REQUIRE(columns);
        CHECK(columns->system == "list");
        CHECK(columns->of(Field::given) == Places{0});
        CHECK(columns->of(Field::family) == Places{1});
        CHECK(columns->of(Field::organisation) == Places{2});
        CHECK(columns->of(Field::ticket_code) == Places{4});
    }
}

TEST_CASE("a csv of another kind is refused with what was found and what is needed", "[headings][other_kind]") {
    const auto detail = problem_of("Datum;Belopp;Saldo");
    CHECK(contains(detail, "export.csv:1"));
    CHECK(contains(detail, "\"Belopp\""));
    CHECK(contains(detail, "Förnamn"));
    CHECK(problem_of("a;b;c;d;e;f;g;h;i;j;k;" + std::string(5000, 'x')).size() < 1000);
}

TEST_CASE("the protected column that seminar.toml names must be there", "[headings]") {
    CHECK(contains(problem_of("Förnamn;Efternamn;Biljettkod", "Sekretess"), "Sekretess"));
    const auto columns = recognise(table_with("Förnamn;Efternamn;Biljettkod;sekretess"), "Sekretess");
    REQUIRE(columns);
    CHECK(columns->of(Field::protected_mark) == Places{3});
}

TEST_CASE("status words of several systems and both languages are known", "[headings]") {
    using enum RegistrationStatus;
    for (const auto* word : {"paid", "P", "Betald", "Anmäld", "anmald", "Completed", ""}) CHECK(status_of(word) == registered);
    for (const auto* word : {"pending", "n", "Obetald", "Avvaktar betalning"}) CHECK(status_of(word) == unpaid);
    for (const auto* word : {"canceled", "Cancelled", "e", "Avbokad", "Återkallad"}) CHECK(status_of(word) == withdrawn);
    for (const auto* word : {"Väntelista", "waiting list"}) CHECK(status_of(word) == waiting_list);
}

TEST_CASE("a status nobody knows lets nobody in unseen", "[headings]") {
    for (const auto* word : {"kanske", "???", "***", "PAID?no", "§", "=1"}) CHECK_FALSE(status_of(word));
}

TEST_CASE("yes is said in several ways", "[headings]") {
    for (const auto* word : {"Ja", "yes", "TRUE", "1", "x", " J "}) CHECK(is_yes(word));
    for (const auto* word : {"", "Nej", "no", "0", "false", "xx"}) CHECK_FALSE(is_yes(word));
}

TEST_CASE("every field has words for the terminal", "[headings]") {
    for (std::size_t i = 0; i < field_count; ++i) CHECK_FALSE(to_string(static_cast<Field>(i)).empty());
}
