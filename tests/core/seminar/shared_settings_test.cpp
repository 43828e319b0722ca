#include "core/seminar/shared_settings.hpp"

#include "core/seminar/seminar.hpp"
#include "core/seminar/starter.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr std::string_view here =
    "# Norra dörren\n"
    "[seminar]\n"
    "name = \"Vårmöte\"    # skyltas\n"
    "languages = [\"sv\",  # först\n  \"en\"]\n"
    "\n"
    "[kiosk]\n"
    "station = \"Norra\"   # bara här\n"
    "[[printer]]\n"
    "name = \"Höger\"\n"
    "[venue]\n"
    "capacity = 300\n"
    "[[category]]\n"
    "name = \"Polis\"\n";

std::string common(std::string_view settings) {
    const auto part = shared_part(settings);
    REQUIRE(part);
    return *part;
}

std::string merged(std::string_view own, std::string_view theirs) {
    const auto text = with_shared_part(own, theirs);
    REQUIRE(text);
    CHECK(common(*text) == common(theirs));
    return *text;
}

}  // namespace

TEST_CASE("the common part is the same however it is written, and leaves out what is a kiosk's own", "[settings][share]") {
    CHECK(common("[seminar]\nname = \"A\"\nlanguages = [\"sv\",\"en\"]\n[kiosk]\nstation = \"Norra\"\n") ==
          common("# a comment\n[speech.keys]\nnext = \"n\"\n[venue]\n[seminar]\nlanguages = [ \"sv\",\n \"en\" ]\nname = 'A'\n"));
    CHECK(common("[seminar]\nname = \"A\"\n") != common("[seminar]\nname = \"B\"\n"));
    CHECK(common("[staff]\npin_hash = \"x\"\n") != common("[staff]\npin_hash = \"y\"\n"));
    CHECK(common("[[printer]]\nname = \"A\"\n") == common(""));
}

TEST_CASE("another kiosk's change is written where it belongs, and comments stay", "[settings][share]") {
    const auto text = merged(here,
                             "[seminar]\nname = \"Höstmöte\"\nlanguages = [\"sv\", \"en\"]\n[kiosk]\nstation = \"Södra\"\n"
                             "[venue]\ncapacity = 300\nroom = \"Kyrksalen\"\n[[category]]\nname = \"Polis\"\n");
    CHECK(text.starts_with("# Norra dörren\n[seminar]\nname = \"Höstmöte\"   # skyltas\n"));
    CHECK(contains(text, "station = \"Norra\"   # bara här\n[[printer]]\nname = \"Höger\"\n"));
    CHECK(contains(text, "capacity = 300\nroom = \"Kyrksalen\"\n"));
    CHECK_FALSE(contains(text, "Södra"));
}

TEST_CASE("keys, tables and lists of tables come and go", "[settings][share]") {
    const auto text = merged(here,
                             "[seminar]\nname = \"Vårmöte\"\n[privacy]\nkeep_days = 14\n[registrations.answers]\n"
                             "\"Kommer du?\" = \"attending\"\n[[category]]\nname = \"Polis\"\n[[category]]\nname = \"Media\"\n");
    CHECK_FALSE(contains(text, "languages"));
    CHECK_FALSE(contains(text, "capacity"));
    CHECK(contains(text, "\"Kommer du?\" = \"attending\""));
    const auto back = merged(text, here);
    CHECK(contains(back, "capacity = 300"));
    CHECK_FALSE(contains(back, "Media"));
    CHECK(contains(back, "# bara här"));
}

TEST_CASE("values of several lines, and keys written in another way, arrive whole", "[settings][share]") {
    const auto text = merged("[registrations.answers]\n'Kommer du?' = \"ignore\"\n[seminar]\norganisers = [ # alla\n \"A\" ]\n",
                             "[registrations.answers]\n\"Kommer du?\" = \"attending\"\n[seminar]\norganisers = [ \"A\",  # en\n"
                             "  \"B\",\n]\nname = \"\"\"a\n[b]\"\"\"\n");
    CHECK(contains(text, "\"B\""));
    merged("[seminar]\nname = \"A\"\n", "seminar = { name = \"B\" }\n[kiosk]\nstation = \"Södra\"\n");
    merged("seminar.name = \"A\"\n", "[seminar]\nname = \"B\"\n");
}

TEST_CASE("of the settings that a new seminar has, nothing is lost on the way", "[settings][share]") {
    const auto zone = TimeZone::named("Europe/Stockholm").value();
    const auto starter = starter_settings(utc_now(), zone);
    CHECK(merged(starter, starter) == starter);
    CHECK(merged(std::string(here), starter).find("station = \"Norra\"") != std::string::npos);
}

TEST_CASE("what is no TOML changes nothing", "[settings][share][bad_input]") {
    CHECK_FALSE(with_shared_part(here, "[seminar\n"));
    CHECK_FALSE(with_shared_part("name =", here));
    CHECK_FALSE(shared_part("x = ="));
}
