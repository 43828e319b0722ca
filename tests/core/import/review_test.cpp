#include "core/import/review.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

ExportedPerson fresh(Registration who) {
    who.id = {};
    return {std::move(who), 2};
}

ImportReview reviewed(const std::vector<Registration>& roster, ExportedPeople people, std::vector<RowIssue> rejected = {},
                      const std::string& inside = {}) {
    const auto known = [&](const std::function<void(KnownPerson)>& visit) {
        for (const auto& who : roster) visit({who, Origin::this_file});
    };
    const auto changes = changes_of(known, std::move(people), morning());
    ExportReading reading;
    reading.rejected = std::move(rejected);
    return review_of(reading, changes, {}, [&](const RegistrationId& who) { return who.value == inside; });
}

}  // namespace

TEST_CASE("a review counts everything and starts with the most important lines", "[review]") {
    const std::vector roster{person("A", "Åsa", "Öström"), person("B", "Bo", "Ek"), person("C", "Cia", "Al")};
    auto moved = roster[0];
    moved.organisation = "Polisen";
    const auto review = reviewed(roster, {fresh(moved), fresh(roster[2]), fresh(person("D", "Dag", "Ny"))},
                                 {{7, RowIssueKind::no_code, RowIssueAction::rejected, "Biljettkod", 0}}, "id-B");
    CHECK(review.added == 1);
    CHECK(review.changed == 1);
    CHECK(review.withdrawn == 1);
    CHECK(review.unchanged == 1);
    CHECK(review.rejected == 1);
    CHECK(review.withdrawn_inside == 1);
    CHECK(review.is_suspicious);
    REQUIRE(review.lines.size() == 4);
    CHECK(review.lines[0] == ReviewLine{ReviewKind::withdrawn, "Bo Ek", ReviewField::none, {}, "Linköpings kommun", true});
    CHECK(review.lines[1] == ReviewLine{ReviewKind::rejected,
                                        {},
                                        ReviewField::none,
                                        {},
                                        {},
                                        false,
                                        RowIssue{7, RowIssueKind::no_code, RowIssueAction::rejected, "Biljettkod", 0}});
    CHECK(review.lines[2] ==
          ReviewLine{ReviewKind::changed, "Åsa Öström", ReviewField::organisation, "Linköpings kommun", "Polisen", false});
    CHECK(review.lines[3] == ReviewLine{ReviewKind::added, "Dag Ny", ReviewField::none, {}, "Linköpings kommun", false});
}

TEST_CASE("people whom the export calls withdrawn count as withdrawn, not as changed", "[review]") {
    const std::vector roster{person("A", "Åsa", "Öström")};
    auto gone = roster[0];
    gone.status = RegistrationStatus::withdrawn;
    const auto review = reviewed(roster, {fresh(gone)});
    CHECK(review.withdrawn == 1);
    CHECK(review.changed == 0);
    REQUIRE(review.lines.size() == 1);
    CHECK(review.lines[0].kind == ReviewKind::withdrawn);
}

TEST_CASE("a review shows no ticket codes, and only the alias of protected people", "[review][protected]") {
    std::vector roster{person("secret-1", "Åsa", "Öström"), person("secret-2", "Hemlig", "Person")};
    roster[1].is_protected = true;
    roster[1].alias = "Deltagare 07";
    roster[0].export_key = "K-1";
    auto reissued = roster[0], renamed = roster[1];
    reissued.ticket_code = "secret-3";
    renamed.family = "Annan";
    renamed.organisation = "Skyddad organisation";
    const auto review = reviewed(roster, {fresh(reissued), fresh(renamed)});
    REQUIRE(review.lines.size() == 2);
    std::string all;
    for (const auto& line : review.lines) all += line.name + "|" + line.before + "|" + line.after + "\n";
    CHECK(review.lines[0].field == ReviewField::code);
    CHECK(review.lines[0].after.empty());
    CHECK(review.lines[1] == ReviewLine{ReviewKind::changed, "Deltagare 07", ReviewField::other, {}, {}, false});
    for (const auto* secret : {"secret", "Hemlig", "Annan", "Skyddad"}) CHECK_FALSE(contains(all, secret));
}

TEST_CASE("several changed fields are summarised, and lines are limited but counts are not", "[review]") {
    std::vector roster{person("A", "Åsa", "Öström")};
    auto other = roster[0];
    other.organisation = "Polisen";
    other.title = "kommissarie";
    ExportedPeople people{fresh(other)};
    for (int i = 0; i < 300; ++i) people.push_back(fresh(person("N" + std::to_string(i), "Ny", "Person")));
    const auto review = reviewed(roster, std::move(people));
    CHECK(review.lines.front() == ReviewLine{ReviewKind::changed, "Åsa Öström", ReviewField::other, {}, {}, false});
    CHECK(review.lines.size() == max_review_lines);
    CHECK(review.added == 300);
}

TEST_CASE("of a protected person neither sector nor title is shown beside the alias", "[review][PRV-5]") {
    auto before = person("A", "Åsa", "Öström");
    before.is_protected = true;
    before.alias = "Deltagare 07";
    auto after = before;
    after.category = "Hemlig sektor";
    const auto review = reviewed({before}, {fresh(after)});
    REQUIRE(review.lines.size() == 1);
    CHECK(review.lines[0] == ReviewLine{ReviewKind::changed, "Deltagare 07", ReviewField::other, {}, {}, false});
}

TEST_CASE("a name that was corrected at the door is counted, and shown unless the person is protected", "[review][PRV-5]") {
    const std::vector<KeptAtDoor> kept{{"Asa Ostrom", "Åsa Öström", false}, {"Hemlig Person", "Hemliga Person", true}};
    const auto review = review_of({}, {}, kept, [](const RegistrationId&) { return false; });
    CHECK(review.kept_at_door == 2);
    REQUIRE(review.lines.size() == 1);
    CHECK(review.lines[0].name == "Åsa Öström");
}
