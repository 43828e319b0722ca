#include "core/registration/people.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

ExportedPerson somebody() {
    auto who = person("K-1", "Åsa", "Öström");
    who.export_key = "FOO-1";
    who.title = "kommunalråd";
    who.category = "Kommun";
    who.language = "sv";
    who.status = RegistrationStatus::unpaid;
    who.code_kind = CodeKind::prefix;
    who.note = "rullstol";
    who.is_protected = true;
    who.alias = "Deltagare 07";
    who.is_flagged = true;
    who.is_walk_in = true;
    who.email_hash = "h1";
    return {who, 1'000'000, false, "asa@example.org"};
}

bool are_same(const ExportedPerson& a, const ExportedPerson& b) {
    return a.registration == b.registration && a.line == b.line && a.speaks_of_protection == b.speaks_of_protection && a.email == b.email;
}

}  // namespace

TEST_CASE("people come out as they were put in", "[people]") {
    const ExportedPerson nobody{};
    const People people{somebody(), nobody, somebody()};
    REQUIRE(people.size() == 3);
    CHECK(are_same(people[0], somebody()));
    CHECK(are_same(people.at(1), nobody));
    CHECK(are_same(people.back(), somebody()));
    CHECK_THROWS_AS(people.at(3), std::out_of_range);
    std::size_t met = 0;
    for (const auto& one : people) met += one.registration.family == "Öström" ? 1U : 0U;
    CHECK(met == 2);
}

TEST_CASE("a view says the same, each text with a zero byte behind it", "[people]") {
    const auto whole = somebody();
    const People people{whole};
    const auto who = people.view(0);
    CHECK(who.id == whole.registration.id.value);
    CHECK(who.given == "Åsa");
    CHECK(who.organisation == "Linköpings kommun");
    CHECK(who.email == "asa@example.org");
    CHECK((who.is_protected && who.is_flagged && who.is_walk_in && !who.speaks_of_protection));
    CHECK(*who.alias.end() == '\0');
    const auto elsewhere = view_of(whole.registration);
    CHECK(elsewhere.alias == who.alias);
    CHECK(elsewhere.status == who.status);
    CHECK(elsewhere.code_kind == who.code_kind);
}

TEST_CASE("an id and a code find room, and whoever shares the person sees them", "[people]") {
    auto without_code = somebody();
    without_code.registration.ticket_code.clear();
    const People people{without_code, somebody()};
    auto others = people.beside();
    others.push_back_from(people, 0);
    others.set_id(0, "0190f3a0-0000-7000-8000-000000000001");
    others.set_code(0, "ABCDEFGHJKMNPQRSTUVWXYZ234");
    CHECK(people[0].registration.id.value == "0190f3a0-0000-7000-8000-000000000001");
    CHECK(people[0].registration.ticket_code == "ABCDEFGHJKMNPQRSTUVWXYZ234");
    CHECK(people[0].email == "asa@example.org");
    CHECK(are_same(people[1], somebody()));
}

TEST_CASE("people are the same who are written the same", "[people]") {
    auto one = somebody();
    const People people{one};
    one.line = 7;
    one.email = "other@example.org";
    one.speaks_of_protection = true;
    one.registration.id.value = "another";
    CHECK(people.has_same(0, People{one}, 0));
    const auto differs = [&](auto change) {
        auto other = one;
        change(other.registration);
        return !people.has_same(0, People{other}, 0) && !People{other}.has_same(0, people, 0);
    };
    CHECK(differs([](Registration& who) { who.ticket_code = "K-2"; }));
    CHECK(differs([](Registration& who) { who.ticket_code.clear(); }));
    CHECK(differs([](Registration& who) { who.family = "Ostrom"; }));
    CHECK(differs([](Registration& who) { std::swap(who.given, who.family); }));
    CHECK(differs([](Registration& who) { who.email_hash += "x"; }));
    CHECK(differs([](Registration& who) { who.status = RegistrationStatus::registered; }));
    CHECK(differs([](Registration& who) { who.code_kind = CodeKind::issued; }));
    CHECK(differs([](Registration& who) { who.is_protected = false; }));
    CHECK(differs([](Registration& who) { who.is_flagged = false; }));
    CHECK(differs([](Registration& who) { who.is_walk_in = false; }));
}

TEST_CASE("a code that was issued counts like one that was exported", "[people]") {
    auto without = somebody();
    without.registration.ticket_code.clear();
    People issued{without};
    CHECK(issued.ticket_code(0).empty());
    issued.set_code(0, "K-1");
    CHECK(issued.ticket_code(0) == "K-1");
    const People exported{somebody()};
    CHECK(exported.ticket_code(0) == "K-1");
    CHECK(issued.has_same(0, exported, 0));
    CHECK(exported.has_same(0, issued, 0));
    People other{without};
    other.set_code(0, "K-2");
    CHECK_FALSE(issued.has_same(0, other, 0));
}

TEST_CASE("who is replaced stays as before in a copy", "[people]") {
    People people{somebody()};
    const People copy = people;
    auto other = somebody();
    other.registration.family = "Ek";
    people.replace(0, other);
    CHECK(people[0].registration.family == "Ek");
    CHECK(copy[0].registration.family == "Öström");
}

TEST_CASE("many people lie in little memory, and a zero byte in an e-mail ends it", "[people]") {
    People people;
    auto one = somebody();
    one.email = std::string("a\0b", 3);
    for (int i = 0; i < 20'000; ++i) {
        one.line = i;
        one.registration.note = std::string(static_cast<std::size_t>(i % 200), 'x');
        people.push_back(one);
    }
    for (std::size_t i = 0; i < people.size(); i += 997) {
        CHECK(people.view(i).line == static_cast<std::int64_t>(i));
        CHECK(people.view(i).note.size() == i % 200);
        CHECK(people.view(i).email == "a");
    }
}
