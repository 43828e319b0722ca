#include "core/seminar/answers.hpp"

#include "core/seminar/seminar.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr std::string_view minimal_seminar = R"([seminar]
name = "Tillsammans"
starts = 2027-05-20T09:00:00+02:00
ends = 2027-05-20T12:30:00+02:00
[venue]
name = "Missionskyrkan"
[[printer]]
name = "Höger"
queue = "auto"
)";

}  // namespace

TEST_CASE("an answer is added to seminar.toml without touching anything else", "[answers]") {
    const ScratchFolder folder;
    const std::string before =
        "# the evening before\n" + std::string(minimal_seminar) + "\n[registrations]  # the list\nsync = \"ask\"\n";
    write_file(folder.path() / "seminar.toml", before);
    REQUIRE(save_answers(folder.path(), {{false, "Kommer du?", "attending"}, {true, "Kan\"ske", "waiting_list"}}));
    const auto after = read_file(folder.path() / "seminar.toml");
    CHECK(after.starts_with(before));
    auto seminar = read_seminar(folder.path());
    REQUIRE(seminar);
    CHECK(seminar->registrations.answers == std::vector<std::pair<std::string, std::string>>{{"Kommer du?", "attending"}});
    CHECK(seminar->registrations.status_words ==
          std::vector<std::pair<std::string, RegistrationStatus>>{{"Kan\"ske", RegistrationStatus::waiting_list}});
    // A new answer takes the place of the old one.
    REQUIRE(save_answers(folder.path(), {{false, "Kommer du?", "ignore"}, {false, "Lunch", "ignore"}}));
    seminar = read_seminar(folder.path());
    REQUIRE(seminar);
    CHECK(seminar->registrations.answers.size() == 2);
    CHECK_FALSE(contains(read_file(folder.path() / "seminar.toml"), "attending"));
}

TEST_CASE("a file that could not be read afterwards stays as it was", "[answers][bad_input]") {
    const ScratchFolder folder;
    const std::string before = std::string(minimal_seminar) + "\n[registrations]\nanswers = { \"Lunch\" = \"ignore\" }\n";
    write_file(folder.path() / "seminar.toml", before);
    const auto saved = save_answers(folder.path(), {{false, "Kommer du?", "attending"}});
    REQUIRE_FALSE(saved);
    CHECK(contains(saved.error().detail, "as it was"));
    CHECK(read_file(folder.path() / "seminar.toml") == before);
}

TEST_CASE("an answer that there is not is refused with those there are", "[answers][bad_input]") {
    RegistrationSettings settings;
    const auto role = add_answers(settings, {{false, "Kommer du?", "maybe"}});
    REQUIRE_FALSE(role);
    CHECK(contains(role.error().detail, "attending"));
    const auto status = add_answers(settings, {{true, "Kanske", "maybe"}});
    REQUIRE_FALSE(status);
    CHECK(contains(status.error().detail, "waiting_list"));
    REQUIRE(add_answers(settings, {{false, "Kommer du?", "attending"}, {false, "kommer du?", "ignore"}}));
    CHECK(settings.answers.size() == 1);
}
