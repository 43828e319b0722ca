#include "kiosk/live_page/staff_actions.hpp"

#include <nlohmann/json.hpp>

#include "kiosk/live_page/html_table.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using Json = nlohmann::json;

TEST_CASE("each action is read from its JSON, and anything else is rejected", "[live]") {
    for (const char* name : {"check_in", "undo_check_in", "check_out", "rename", "reprint", "mark_protected"}) {
        const auto action = action_of(Json{{"action", name}, {"person", "id-1"}, {"given", "Eva"}}.dump());
        REQUIRE(action);
        CHECK(name_of(*action) == name);
        CHECK_FALSE(action_of(Json{{"action", name}}.dump()));
        CHECK_FALSE(action_of(Json{{"action", name}, {"person", 7}}.dump()));
    }
    const auto written = action_of(R"({"action":"walk_in","given":"Eva","family":"Lind","sure":true})");
    REQUIRE(written);
    CHECK(std::get<WalkIn>(*written).is_sure);
    for (const char* unsure : {R"({"action":"walk_in","given":"Eva"})", R"({"action":"walk_in","given":"Eva","sure":"true"})"})
        CHECK_FALSE(std::get<WalkIn>(*action_of(unsure)).is_sure);
    const auto protect = [](const char* json) { return std::get<MarkProtected>(*action_of(json)).is_protected; };
    CHECK(protect(R"({"action":"mark_protected","person":"id-1"})"));
    CHECK_FALSE(protect(R"({"action":"mark_protected","person":"id-1","protected":false})"));
    const auto shown = action_of(R"({"action":"show_name","person":"id-1","why":"as_asked"})");
    REQUIRE(shown);
    CHECK(std::get<ShowName>(*shown).why == ShowReason::as_asked);
    CHECK_FALSE(action_of(R"({"action":"show_name","person":"id-1"})"));
    CHECK_FALSE(action_of(R"({"action":"show_name","person":"id-1","why":"curious"})"));
    for (const char* nonsense : {"", "null", "[]", "{", "{\"action\":1}", R"({"action":"drop_table","person":"x"})", "\xff\xfe"})
        CHECK_FALSE(action_of(nonsense));
    CHECK_FALSE(action_of(std::string(60'000, '[')));
    for (const char* name : {"badge_settled", "print_order"}) {
        const auto settled = action_of(Json{{"action", name}, {"order", "order-1"}}.dump());
        REQUIRE(settled);
        CHECK(name_of(*settled) == name);
        CHECK_FALSE(action_of(Json{{"action", name}, {"person", "id-1"}}.dump()));
    }
}

TEST_CASE("answers show a protected person only by alias, and never a ticket code", "[live]") {
    auto who = person("TICKET-1", "Hemlig", "Person", "Hemliga kommunen");
    who.is_protected = true;
    who.alias = "Deltagare 07";
    who.note = "Hemlig anteckning";
    for (const auto& text : {history_json({who, {}, {}, {}}), answer_json({StaffVerdict::done, who, {}})}) {
        CHECK(text.find("Deltagare 07") != std::string::npos);
        CHECK(text.find("Hemlig") == std::string::npos);
    }
    CHECK(history_json({person("TICKET-1", "Eva", "Lind"), {}, {}, {}}).find("\"TICKET-1") == std::string::npos);
}

TEST_CASE("badges that staff should check are listed with their orders", "[live]") {
    CHECK(badges_json({}) == "[]");
    const auto received = Json::parse(badges_json({{{"order-1"}, "Deltagare 07", "Höger", morning(), true, PrinterFault::jam},
                                                   {{"order-2"}, "\xff", "", morning(1), false, PrinterFault::none}}));
    REQUIRE(received.size() == 2);
    CHECK(received[0]["order"] == "order-1");
    CHECK(received[0]["name"] == "Deltagare 07");
    CHECK(received[0]["in_doubt"] == true);
    CHECK(received[0]["fault"] == to_string(PrinterFault::jam));
    CHECK(received[1]["in_doubt"] == false);
}

TEST_CASE("the table escapes external text and puts faults into words", "[live][WEB-8]") {
    const std::vector<Registration> roster{person("1", "<script>x</script>", "\"&'", "<img src=x>")};
    AttendanceRecord record;
    record.id.value = "r1";
    record.registration = roster[0].id;
    record.at = morning();
    const auto view = live_view(std::make_shared<const PersonRows>(person_rows(roster)), std::vector{record}, {},
                                {morning(1), morning(19), {}, {}});
    DoorHealth health;
    health.printers.push_back({"<b>", PrinterFault::out_of_labels, "", {}});
    const auto page = html_table(small_seminar(), &view, health, "sv", true);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("<b>") == std::string::npos);
    CHECK(page.find("&lt;script&gt;") != std::string::npos);
    CHECK(page.find("etiketterna är slut") != std::string::npos);
    CHECK(html_table(small_seminar(), nullptr, {}, "en", true).find("lang=\"en\"") != std::string::npos);
    CHECK(page.find("08.41") != std::string::npos);
    CHECK(html_table(small_seminar(), &view, health, "en", true).find(">8:41<") != std::string::npos);
    CHECK(html_table(small_seminar(), &view, health, "sv", false).find("script") == std::string::npos);  // viewers see no names
    CHECK(escaped_html("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;");
}
