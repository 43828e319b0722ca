#include "core/seminar/toml_section.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

/// The message about `toml`; "" if there is none.
std::string problem(std::string_view toml, const std::function<void(Section&)>& read) {
    const auto done = read_toml(toml, "a.toml", read);
    if (done) return "";
    CHECK(done.error().code == ErrorCode::settings_invalid);
    return done.error().detail;
}

}  // namespace

TEST_CASE("values of every kind are read, and a missing key changes nothing", "[settings]") {
    std::string text = "before", kept = "before";
    bool flag = false;
    double number = 0;
    int whole = 0;
    std::vector<std::string> texts;
    LocalText local;
    std::optional<LocalTime> time;
    int choice = 0;
    const auto read = [&](Section& in) {
        in.text("text", text);
        in.text("missing", kept);
        in.flag("flag", flag);
        in.number("number", number, 0, 10);
        in.number("whole", whole, 0, 10);
        in.texts("texts", texts);
        in.local_text("local", local);
        in.time("time", time, std::nullopt);
        in.one_of<int>("choice", choice, {{"one", 1}, {"two", 2}});
        in.know("unread");
    };
    CHECK(problem("text = 'a'\nflag = true\nnumber = 2.5\nwhole = 3\ntexts = ['b', 'c']\nlocal = { sv = 'd', en = 'e' }\n"
                  "time = 2027-05-20T09:00:00+02:00\nchoice = 'two'\nunread = 1",
                  read) == "");
    CHECK(text == "a");
    CHECK(kept == "before");
    CHECK(flag);
    CHECK(number == 2.5);
    CHECK(whole == 3);
    CHECK(texts == std::vector<std::string>{"b", "c"});
    CHECK(local.in("sv") == "d");
    CHECK(local.in("en") == "e");
    REQUIRE(time);
    CHECK(time->utc == from_rfc3339("2027-05-20T07:00:00Z")->utc);
    CHECK(time->offset == std::chrono::minutes{120});
    CHECK(choice == 2);
}

TEST_CASE("a value of the wrong kind is reported with file, line, key and what is expected", "[settings]") {
    std::string text;
    std::vector<std::string> texts;
    std::optional<LocalTime> time;
    int number = 7, choice = 0;
    CHECK(problem("\n\ntext = 1", [&](Section& in) { in.text("text", text); }) ==
          "a.toml:3: text: must be a text in quotes: text = \"…\"");
    CHECK(problem("text = 1", [&](Section& in) { in.text_of_kind("text", text, "must be a colour"); }) ==
          "a.toml:1: text: must be a colour");
    CHECK(problem("number = 11", [&](Section& in) { in.number("number", number, 0, 10); }) ==
          "a.toml:1: number: must be a number from 0 to 10, without quotes");
    CHECK(number == 7);
    CHECK(problem("texts = []", [&](Section& in) { in.texts("texts", texts); }).find("must be a list") != std::string::npos);
    CHECK(problem("time = 2027-05-20T09:00:00", [&](Section& in) { in.time("time", time, std::nullopt); }) ==
          "a.toml:1: time: has no time zone. Add a line with the zone of the place: zone = \"Europe/Stockholm\"");
    CHECK(problem("time = '09:00'", [&](Section& in) { in.time("time", time, std::nullopt); }).find("without quotes") !=
          std::string::npos);
    CHECK(problem("choice = 'three'", [&](Section& in) { in.one_of<int>("choice", choice, {{"one", 1}, {"two", 2}}); }) ==
          "a.toml:1: choice: must be one of \"one\", \"two\"");
    CHECK(problem("", [&](Section& in) { in.text("text", text, true); }) == "a.toml:1: text is missing: text = \"…\"");
}

TEST_CASE("only the first problem is reported", "[settings]") {
    bool flag = false;
    CHECK(problem("one = 1\ntwo = 2\nunknown = 3", [&](Section& in) {
              in.flag("two", flag);
              in.flag("one", flag);
          }).starts_with("a.toml:2: two: "));
}

TEST_CASE("a key that nothing reads is reported, with the known key that it resembles", "[settings]") {
    bool flag = false;
    const auto read = [&](Section& in) { in.section("part", [&](Section& part) { part.flag("confirm", flag); }); };
    CHECK(problem("[part]\nconfrim = true", read) == "a.toml:2: part.confrim is not a known key. Did you mean confirm?");
    CHECK(problem("[part]\nelsewhere = true", read) == "a.toml:2: part.elsewhere is not a known key. Known keys: confirm");
    CHECK(problem("part = 1", read) == "a.toml:1: part: must be a section: [part]");
}

TEST_CASE("several tables of one name are read in order, and so is a single one", "[settings]") {
    std::vector<std::string> names;
    const auto read = [&](Section& in) {
        in.sections("printer", "must be sections", [&](Section& part) { part.text("name", names.emplace_back(), true); });
    };
    CHECK(problem("[[printer]]\nname = 'a'\n[[printer]]\nname = 'b'", read) == "");
    CHECK(names == std::vector<std::string>{"a", "b"});
    CHECK(problem("[printer]\nname = 'c'", read) == "");
    CHECK(names.back() == "c");
    CHECK(problem("printer = 'c'", read) == "a.toml:1: printer: must be sections");
    CHECK(problem("printer = []", read) == "a.toml:1: printer: must be sections");
    CHECK(problem("[[printer]]\nname = 'a'\n[[printer]]", read).starts_with("a.toml:3: printer.name is missing"));
}

TEST_CASE("what is not TOML is reported with its line", "[settings]") {
    CHECK(problem("a = 1\nb = Folkets hus", [](Section&) {}).starts_with("a.toml:2: this line cannot be read"));
}
