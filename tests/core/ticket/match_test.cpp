#include "core/ticket/match.hpp"

#include "core/base/text.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A roster that records its queries.
struct FakeRoster {
    std::vector<Registration> people;
    std::vector<std::string> exact, alike;

    CodeLookUp look_up() {
        return {[this](std::string_view code) {
                    exact.emplace_back(code);
                    return find([&](const Registration& who) { return who.ticket_code == code; });
                },
                [this](std::string_view code) {
                    alike.emplace_back(code);
                    return find(
                        [&](const Registration& who) { return alphanumeric_ascii(who.ticket_code) == alphanumeric_ascii(code); });
                }};
    }
    template <class Test>
    std::optional<Registration> find(Test test) {
        for (const auto& who : people)
            if (test(who)) return who;
        return std::nullopt;
    }
};

TicketMatch matched(FakeRoster& roster, std::string_view payload) { return match(read_payload(payload), roster.look_up()); }

constexpr auto uuid = "123e4567-e89b-42d3-a456-426614174000";

}  // namespace

TEST_CASE("an exact match is used and nothing else is tried", "[match]") {
    FakeRoster roster{{person("KOD1", "Bo", "Ek"), person("kod1", "Cia", "Al")}, {}, {}};
    const auto found = matched(roster, "kod1");
    REQUIRE(found.who);
    CHECK(found.who->given == "Cia");
    CHECK(found.rule == CodeRule::plain);
    CHECK(found.tried == std::vector{CodeRule::plain});
    CHECK(roster.alike.empty());
}

TEST_CASE("the matching rule is reported: case, dashes, slash", "[match]") {
    FakeRoster roster{{person("A-1234567", "Hi", "Events"), person(uuid, "Alf", "Io")}, {}, {}};
    CHECK(matched(roster, "a-1234567").rule == CodeRule::letter_case);
    CHECK(matched(roster, "123e4567e89b42d3a456426614174000").rule == CodeRule::uuid_dashes);
    CHECK(matched(roster, std::string(uuid) + "/hmac=").rule == CodeRule::before_slash);
    CHECK(matched(roster, "123E4567-E89B-42D3-A456-426614174000/x").rule == CodeRule::letter_case);
}

TEST_CASE("an alf.io code typed on a Swedish layout is repaired when it matches exactly one person", "[match][keyboard]") {
    FakeRoster roster{{person(uuid, "Alf", "Io")}, {}, {}};
    const auto found = matched(roster, "123e4567+e89b+42d3+a456+426614174000-q9x8\xc2\xb4");
    REQUIRE(found.who);
    CHECK(found.rule == CodeRule::keyboard_layout);
    CHECK(found.tried.back() == CodeRule::keyboard_layout);
}

TEST_CASE("the layout is repaired only when nothing else matches", "[match][keyboard]") {
    FakeRoster roster{{person("A+1", "Plus", "P"), person("A-1", "Minus", "M")}, {}, {}};
    CHECK(matched(roster, "A+1").who->given == "Plus");
    CHECK(matched(roster, "a+1").rule != CodeRule::keyboard_layout);
}

TEST_CASE("a repaired code must match exactly", "[match][keyboard]") {
    FakeRoster roster{{person("ab-CD-1", "Bo", "Ek")}, {}, {}};
    roster.people[0].ticket_code = "Zb-CD-1";
    CHECK_FALSE(matched(roster, "zb+cd+2").who);
}

TEST_CASE("an unknown code finds nobody, and the tried rules are reported", "[match]") {
    FakeRoster roster{{person("KOD1", "Bo", "Ek")}, {}, {}};
    const auto found = matched(roster, "https://example.org/t/OTHER");
    CHECK_FALSE(found.who);
    CHECK(found.tried.size() >= 3);
    CHECK_FALSE(match({}, roster.look_up()).who);
}

TEST_CASE("digits match a number they begin with, if nothing else matches and only one number fits", "[match][eventbrite]") {
    Door door;
    auto asa = person("1126137001", "Åsa", "Öström"), bo = person("112613", "Bo", "Ek"), plain = person("814847", "Cia", "Al");
    asa.code_kind = bo.code_kind = CodeKind::prefix;
    for (const auto& who : {asa, plain}) door.expect(who);
    const Roster roster(door.database);
    const CodeLookUp look_up{[&](std::string_view code) { return roster.with_code(code); },
                             [&](std::string_view code) { return roster.with_code_alike(code); },
                             [&](std::string_view code) { return roster.with_code_beginning(code); }};
    const auto found = match(read_payload("1126137001814847001"), look_up);
    REQUIRE(found.who);
    CHECK(found.who->given == "Åsa");
    CHECK(found.rule == CodeRule::code_beginning);
    CHECK(match(read_payload("001126137001814847001"), look_up).who);
    CHECK_FALSE(match(read_payload("814847311126137001"), look_up)
                    .who);  // begins with another system's complete code, which is not a prefix code
    CHECK_FALSE(match(read_payload("11261370"), look_up).who);
    door.expect(bo);
    CHECK_FALSE(match(read_payload("1126137001814847001"), look_up).who);  // begins with two known numbers
}

TEST_CASE("the last part of a link does not match a number it begins with", "[match][eventbrite]") {
    Door door;
    auto asa = person("1126137001", "Åsa", "Öström");
    asa.code_kind = CodeKind::prefix;
    door.expect(asa);
    const Roster roster(door.database);
    const CodeLookUp look_up{[&](std::string_view code) { return roster.with_code(code); },
                             [&](std::string_view code) { return roster.with_code_alike(code); },
                             [&](std::string_view code) { return roster.with_code_beginning(code); }};
    REQUIRE(match(read_payload("1126137001814847001"), look_up).who);
    CHECK_FALSE(match(read_payload("https://example.org/t/1126137001814847001"), look_up).who);
}
