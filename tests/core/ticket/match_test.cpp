#include "core/ticket/match.hpp"

#include "core/base/text.hpp"
#include "core/services/code_look_up.hpp"
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

namespace {

/// The given name of the person whom `payload` finds in a real roster; empty for nobody.
std::string found_in(Door& door, std::string_view payload) {
    const Roster roster(door.database);
    const auto found = match(read_payload(payload), code_look_up(roster));
    return found.who ? found.who->given : "";
}

}  // namespace

TEST_CASE("a code in any parameter or path part or JSON value finds its person", "[match][link]") {
    Door door;
    door.expect(person("a1b2c3d4e5", "Åsa", "Ek"));
    door.expect(person("g-cccc3333", "Cia", "Bo"));
    for (const auto* payload :
         {"https://example.org/?event_qr_code=1&ticket_id=1001&event_id=45&security_code=a1b2c3d4e5",
          "https://example.org/wp-admin/admin.php?page=CiviCRM&q=civicrm%2Fqrcodecheckin%2F65%2Fa1b2c3d4e5",
          "https://example.org/t/a1b2c3d4e5/qr", "https://example.org/app/#/ticket/a1b2c3d4e5", "www.example.org/t/a1b2c3d4e5",
          "example.org/t/a1b2c3d4e5", "entreapp://ticket/a1b2c3d4e5", "TICKET:a1b2c3d4e5", R"({"code":"a1b2c3d4e5"})",
          R"({"data":{"code":"a1b2c3d4e5"}})", "[\"a1b2c3d4e5\"]", "a1b2c3d4e5|45|1"})
        CHECK(found_in(door, payload) == "Åsa");
    CHECK(found_in(door, "https://lu.ma/check-in/evt-Qq1?pk=g-cccc3333") == "Cia");
    const Roster roster(door.database);
    CHECK(match(read_payload("TICKET:a1b2c3d4e5"), code_look_up(roster)).rule == CodeRule::payload_part);
    CHECK(found_in(door, "https://example.org/t/A1B2C3D4E5/qr").empty());  // only exactly
}

TEST_CASE("a payload whose parts belong to two people finds neither", "[match][link]") {
    Door door;
    door.expect(person("a1b2c3d4e5", "Åsa", "Ek"));
    door.expect(person("f6a7b8c9d0", "Bo", "Al"));
    CHECK(found_in(door, "https://example.org/x?from=a1b2c3d4e5&to=f6a7b8c9d0").empty());
    CHECK(found_in(door, R"(["f6a7b8c9d0","a1b2c3d4e5"])").empty());
    CHECK(found_in(door, R"(["f6a7b8c9d0","f6a7b8c9d0"])") == "Bo");
}

TEST_CASE("a link in the roster is found with other tracking, slash, scheme and host case", "[match][link]") {
    Door door;
    door.expect(person("https://luma.com/check-in/evt-1?pk=g-1", "Åsa", "Ek"));
    door.expect(person("https://luma.com/check-in/evt-1?pk=g-2&utm_source=export", "Bo", "Al"));
    CHECK(found_in(door, "https://luma.com/check-in/evt-1?pk=g-1&utm_source=mail&fbclid=x") == "Åsa");
    CHECK(found_in(door, "HTTP://Luma.com/check-in/evt-1/?pk=g-1") == "Åsa");
    CHECK(found_in(door, "luma.com/check-in/evt-1?pk=g-2") == "Bo");
    CHECK(found_in(door, "https://luma.com/check-in/evt-1?pk=g-3").empty());
    CHECK(found_in(door, "https://luma.com/check-in/evt-1").empty());
    const Roster roster(door.database);
    CHECK(match(read_payload("luma.com/check-in/evt-1?pk=g-2"), code_look_up(roster)).rule == CodeRule::same_link);
    door.expect(person("http://luma.com/check-in/evt-1/?pk=g-1", "Cia", "Bo"));
    CHECK(found_in(door, "https://luma.com/check-in/evt-1?utm_source=mail&pk=g-1").empty());  // two people have this link
}
