#include "print/badge/content.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

Seminar seminar() {
    Seminar out;
    LocalText name;
    name.add("sv", "Att förebygga social oro");
    name.add("en", "Preventing social unrest");
    out.name = name;
    out.starts = *from_rfc3339("2027-05-20T09:00:00+02:00");
    LocalText label;
    label.add("sv", "Kommun");
    label.add("en", "Municipality");
    out.categories = {{"Kommun", label, {0x1b, 0x6e, 0x43}}};
    return out;
}

Registration somebody() {
    Registration out;
    out.ticket_code = "LKPG-7Q4M";
    out.given = "Ann-Cathrine";
    out.family = "af Hjortsberg";
    out.organisation = "Linköpings kommun";
    out.title = "kommunalråd";
    out.category = "Kommun";
    return out;
}

}  // namespace

TEST_CASE("a badge says who, from where and as what, in the badge's language", "[badge]") {
    const BadgeContent swedish = badge_content(seminar(), somebody(), BadgeName::full, 1, "sv");
    CHECK(swedish.event == "Att förebygga social oro · 20 maj");
    CHECK(swedish.name == "Ann-Cathrine af Hjortsberg");
    CHECK(swedish.organisation == "Linköpings kommun");
    CHECK(swedish.category == "Kommun · kommunalråd");
    CHECK(swedish.category_color == Rgb{0x1b, 0x6e, 0x43});
    CHECK(swedish.ticket_code == "LKPG-7Q4M");

    const BadgeContent english = badge_content(seminar(), somebody(), BadgeName::full, 2, "en");
    CHECK(english.event == "Preventing social unrest · 20 May");
    CHECK(english.category == "Municipality · kommunalråd");
    CHECK(english.print_number == 2);
}

TEST_CASE("a visitor may be shown by given name only", "[badge]") {
    CHECK(badge_content(seminar(), somebody(), BadgeName::given_only, 1, "sv").name == "Ann-Cathrine");
}

TEST_CASE("a protected person's badge tells the alias and the event and nothing else", "[badge]") {
    Registration person = somebody();
    person.is_protected = true;
    person.alias = "Deltagare 07";
    for (const BadgeName shown : {BadgeName::full, BadgeName::given_only}) {
        const BadgeContent badge = badge_content(seminar(), person, shown, 1, "sv");
        CHECK(badge.name == "Deltagare 07");
        CHECK(badge.event == "Att förebygga social oro · 20 maj");
        CHECK(badge.organisation.empty());
        CHECK(badge.category.empty());
        CHECK(badge.ticket_code.empty());
        CHECK_FALSE(badge.category_color == Rgb{0x1b, 0x6e, 0x43});
    }
}

TEST_CASE("a name is never blank", "[badge]") {
    Registration person;
    person.is_protected = true;
    CHECK(badge_content(seminar(), person, BadgeName::full, 1, "sv").name == "Deltagare");
    CHECK(badge_content(seminar(), Registration{}, BadgeName::full, 1, "en").name == "Participant");
}

TEST_CASE("what the export left out leaves no separator behind", "[badge]") {
    Registration person = somebody();
    person.title.clear();
    CHECK(badge_content(seminar(), person, BadgeName::full, 1, "sv").category == "Kommun");
    person.title = "forskare";
    person.category.clear();
    CHECK(badge_content(seminar(), person, BadgeName::full, 1, "sv").category == "forskare");
}
