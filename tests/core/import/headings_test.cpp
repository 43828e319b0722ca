#include "core/import/headings.hpp"
#include "core/import/formats/csv.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::vector<std::string> cells_of(std::string_view headings) {
    std::vector<std::string> cells;
    REQUIRE(read_csv({"export.csv", std::string(headings) + "\n"}, [&](std::int64_t, std::span<const std::string_view> row) {
        cells.assign(row.begin(), row.end());
        return false;
    }));
    return cells;
}

Result<Columns> recognised(std::string_view headings, const std::string& protected_heading = {}) {
    RegistrationSettings settings;
    settings.protected_column = protected_heading;
    return recognise(cells_of(headings), {}, settings, "export.csv:1");
}

std::string problem_of(std::string_view headings, const std::string& protected_heading = {}) {
    const auto columns = recognised(headings, protected_heading);
    REQUIRE_FALSE(columns);
    CHECK(columns.error().code == ErrorCode::export_invalid);
    return columns.error().detail;
}

using Places = std::vector<std::size_t>;

}  // namespace

TEST_CASE("pretix order positions are recognised by their headings, with both Company columns", "[headings][pretix]") {
    const auto columns =
        recognised(("Event slug,Order code,Position ID,Status,Email,Phone number,Order date,Order time,Product,Variation,"
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

TEST_CASE("a pretix check-in list is recognised by its headings", "[headings][pretix]") {
    const auto columns = recognised(
        "Order code,Attendee name,Product,Price,Checked in,Checked out,Automatically checked in,Paid,Secret,"
        "E-mail,Phone number,Company,Voucher code");
    REQUIRE(columns);
    CHECK(columns->system == "pretix check-in list");
    CHECK(columns->of(Field::ticket_code) == Places{8});
    CHECK(columns->of(Field::is_paid) == Places{7});
}

TEST_CASE("for a check-in list without secrets the error says which box to tick", "[headings][pretix]") {
    CHECK(contains(problem_of("Order code,Attendee name,Product,Price,Checked in,Checked out"), "Include QR-code secret"));
    CHECK(contains(problem_of("Event slug,Order code,Position ID,Attendee name"), "Ticket secret"));
}

TEST_CASE("the plain Swedish list is recognised in all spellings of its headings", "[headings][list]") {
    for (const auto* headings :
         {"Förnamn;Efternamn;Organisation;E-post;Biljettkod", "FÖRNAMN;efternamn; Organisation ;E-post;BILJETTKOD",
          "Fo\xcc\x88rnamn;Efternamn;Organisation;E-post;Biljettkod", "First name,Last name,Organization,E-mail,Ticket code"}) {
        const auto columns = recognised(headings);
        REQUIRE(columns);
        CHECK(columns->system == "list");
        CHECK(columns->of(Field::given) == Places{0});
        CHECK(columns->of(Field::family) == Places{1});
        CHECK(columns->of(Field::organisation) == Places{2});
        CHECK(columns->of(Field::ticket_code) == Places{4});
    }
}

TEST_CASE("an unknown csv is refused, naming the headings found and those needed", "[headings][other_kind]") {
    const auto detail = problem_of("Datum;Belopp;Saldo");
    CHECK(contains(detail, "export.csv:1"));
    CHECK(contains(detail, "\"Belopp\""));
    CHECK(contains(detail, "Förnamn"));
    CHECK(problem_of("a;b;c;d;e;f;g;h;i;j;k;" + std::string(5000, 'x')).size() < 1000);
}

TEST_CASE("the protected column named in seminar.toml must exist", "[headings]") {
    CHECK(contains(problem_of("Förnamn;Efternamn;Biljettkod", "Sekretess"), "Sekretess"));
    const auto columns = recognised("Förnamn;Efternamn;Biljettkod;sekretess", "Sekretess");
    REQUIRE(columns);
    CHECK(columns->of(Field::protected_mark) == Places{3});
}

TEST_CASE("a list without codes is accepted because Entré issues them", "[headings][list]") {
    const auto columns = recognised("Förnamn;Efternamn;Organisation");
    REQUIRE(columns);
    CHECK(columns->of(Field::ticket_code).empty());
    CHECK(columns->issues_codes);
    CHECK_FALSE(recognised("Order code,Attendee name,Product,Checked in,Secret")->issues_codes);
}

TEST_CASE("a heading that occurs twice is an error, except for pretix's companies", "[headings]") {
    CHECK(contains(problem_of("Förnamn;Efternamn;Förnamn;Biljettkod"), "two columns are called \"Förnamn\""));
    CHECK(recognised("Förnamn;Efternamn;Organisation;Organisation;Ort;Ort"));
}

TEST_CASE("column names in seminar.toml take precedence", "[headings]") {
    RegistrationSettings settings;
    settings.columns = {{"code", "Anmälningsnummer"}, {"name", "Vem"}, {"organisation", "Ort"}};
    const auto columns = recognise(cells_of("Vem;Ort;Organisation;Anmälningsnummer;Kod"), {}, settings, "x:1");
    REQUIRE(columns);
    CHECK(columns->system == "list");
    CHECK(columns->of(Field::full_name) == Places{0});
    CHECK(columns->of(Field::organisation) == Places{1});
    CHECK(columns->of(Field::ticket_code) == Places{3});
    const auto missing = recognise(cells_of("Vem;Ort"), {}, settings, "x:1");
    REQUIRE_FALSE(missing);
    CHECK(contains(missing.error().detail, "columns.code"));
    CHECK(contains(missing.error().detail, "\"Ort\""));
}

TEST_CASE("a name column alone is not a list of people", "[headings][other_kind]") {
    CHECK_FALSE(are_headings(std::vector<std::string>{"Datum", "Namn", "Belopp"}, {}));
    CHECK(are_headings(std::vector<std::string>{"Namn", "Förvaltning", "Mobil"}, {}));
    CHECK(recognised("Namn;Organisation"));
    CHECK_FALSE(are_headings(std::vector<std::string>{"Deltagarlista 2027"}, {}));
}

TEST_CASE("headings are compared without spaces", "[headings]") {
    const auto columns = recognised("Firstname;last_name;Arbets plats;QR-Kod");
    REQUIRE(columns);
    CHECK(columns->of(Field::given) == Places{0});
    CHECK(columns->of(Field::family) == Places{1});
    CHECK(columns->of(Field::organisation) == Places{2});
    CHECK(columns->of(Field::ticket_code) == Places{3});
}

TEST_CASE("a misspelt heading of ticket codes is asked about and not ignored", "[headings][other_kind]") {
    const std::string misspelt = GENERATE("Biljetkod", "Biljettkodd", "Bilejttkod", "Biljettkot", "Tiket code", "Ticket-Cod");
    CAPTURE(misspelt);
    const auto columns = recognised("Förnamn;Efternamn;" + misspelt);
    REQUIRE(columns);
    CHECK((columns->questions.size() == 1 || columns->of(Field::ticket_code) == Places{2}));
}

TEST_CASE("other columns are not taken for misspelt ticket codes", "[headings]") {
    const std::string other =
        GENERATE("Biljettyp", "Postkod", "Landskod", "Ticket type", "Ticket cost", "Rabattkod", "Discount code");
    CAPTURE(other);
    const auto columns = recognised("Förnamn;Efternamn;" + other);
    REQUIRE(columns);
    CHECK(columns->unread == Places{2});
    CHECK(columns->issues_codes);
}

TEST_CASE("a misspelt heading is ignored if another column has the codes", "[headings]") {
    CHECK(recognised("Förnamn;Efternamn;Biljettkod;Biljettkodd"));
    RegistrationSettings settings;
    settings.columns = {{"code", "Biljetkod"}};
    const auto named = recognise(cells_of("Förnamn;Efternamn;Biljetkod"), {}, settings, "export.csv:1");
    REQUIRE(named);
    CHECK(named->of(Field::ticket_code) == Places{2});
    CHECK(named->unread.empty());
}
