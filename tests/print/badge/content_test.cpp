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
    out.venue = LocalText("Missionskyrkan");
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

TEST_CASE("a badge shows name, organisation and sector in the badge's language", "[badge]") {
    const BadgeContent swedish = badge_content(seminar(), somebody(), BadgeName::full, 1, "sv");
    CHECK(swedish.event == "Att förebygga social oro · 20 maj");
    CHECK(swedish.name == "Ann-Cathrine af Hjortsberg");
    CHECK(swedish.organisation == "Linköpings kommun");
    CHECK(swedish.category == "Kommun");
    CHECK(swedish.title == "kommunalråd");
    CHECK(swedish.category_pattern == 0);
    CHECK(swedish.place == "Missionskyrkan");
    CHECK(swedish.category_color == Rgb{0x1b, 0x6e, 0x43});
    CHECK(swedish.ticket_code == "LKPG-7Q4M");

    const BadgeContent english = badge_content(seminar(), somebody(), BadgeName::full, 2, "en");
    CHECK(english.event == "Preventing social unrest · 20 May");
    CHECK(english.category == "Municipality");
    CHECK(english.print_number == 2);
}

TEST_CASE("a visitor may be shown by given name only", "[badge]") {
    CHECK(badge_content(seminar(), somebody(), BadgeName::given_only, 1, "sv").name == "Ann-Cathrine");
}

TEST_CASE("a protected person's badge shows only the alias and the event, in the shape of any other badge", "[badge]") {
    Registration person = somebody();
    person.is_protected = true;
    person.alias = "Deltagare 07";
    for (const BadgeName shown : {BadgeName::full, BadgeName::given_only}) {
        const BadgeContent badge = badge_content(seminar(), person, shown, 1, "sv");
        CHECK(badge.name == "Deltagare 07");
        CHECK(badge.event == "Att förebygga social oro · 20 maj");
        CHECK(badge.organisation.empty());
        CHECK(badge.category == "Deltagare");
        CHECK(badge.title.empty());
        CHECK(badge.category_pattern == -1);
        for (const auto& text : badge.free) CHECK(text.empty());
        CHECK(badge.ticket_code.size() == somebody().ticket_code.size());
        CHECK(badge.ticket_code != somebody().ticket_code);
        CHECK_FALSE(badge.category_color == Rgb{0x1b, 0x6e, 0x43});
    }
}

TEST_CASE("a name is never blank", "[badge]") {
    Registration person;
    person.is_protected = true;
    CHECK(badge_content(seminar(), person, BadgeName::full, 1, "sv").name == "Deltagare");
    CHECK(badge_content(seminar(), Registration{}, BadgeName::full, 1, "en").name == "Participant");
}

TEST_CASE("a sector that the seminar does not list is named but has no colour or pattern", "[badge]") {
    Registration person = somebody();
    person.category = "Förening";
    const auto badge = badge_content(seminar(), person, BadgeName::full, 1, "sv");
    CHECK(badge.category == "Förening");
    CHECK(badge.category_pattern == -1);
}

TEST_CASE("free columns are available to templates, except a family name that must not be shown", "[badge]") {
    Registration person = somebody();
    person.note = "behöver ramp";
    const auto badge = badge_content(seminar(), person, BadgeName::full, 1, "sv");
    const auto value = [](const BadgeContent& content, std::string_view column) {
        return content.free[static_cast<std::size_t>(*free_field_of(column))];
    };
    CHECK(value(badge, "note") == "behöver ramp");
    CHECK(value(badge, "Titel") == "kommunalråd");
    CHECK(value(badge, "efternamn") == "af Hjortsberg");
    CHECK(value(badge_content(seminar(), person, BadgeName::given_only, 1, "sv"), "family").empty());
    CHECK_FALSE(free_field_of("e-mail"));
    CHECK(free_field_names() == "given, family, title, sector, language, note");
}

TEST_CASE("everything on the badge is in its fingerprint, so that a change makes a printed badge stale", "[badge]") {
    const BadgeContent now = badge_content(seminar(), somebody());
    const auto differs = [&](auto change) {
        BadgeContent other = now;
        change(other);
        return fingerprint(other) != fingerprint(now);
    };
    CHECK(fingerprint(badge_content(seminar(), somebody())) == fingerprint(now));
    CHECK(differs([](BadgeContent& c) { c.event += "!"; }));
    CHECK(differs([](BadgeContent& c) { c.name += "!"; }));
    CHECK(differs([](BadgeContent& c) { c.organisation += "!"; }));
    CHECK(differs([](BadgeContent& c) { c.category += "!"; }));
    CHECK(differs([](BadgeContent& c) { c.ticket_code += "!"; }));
    CHECK(differs([](BadgeContent& c) { c.title += "!"; }));
    CHECK(differs([](BadgeContent& c) { c.place += "!"; }));
    for (std::size_t i = 0; i < free_field_count; ++i) CHECK(differs([i](BadgeContent& c) { c.free[i] += "!"; }));
    // A letter that moves from one field to the next.
    CHECK(differs([](BadgeContent& c) {
        c.organisation = c.name.back() + c.organisation;
        c.name.pop_back();
    }));
}

TEST_CASE("a badge of a rehearsal is stamped in its language, and is another badge", "[badge]") {
    auto practice = seminar();
    practice.is_rehearsal = true;
    const auto stamped = badge_content(practice, somebody(), BadgeName::full, 1, "sv");
    CHECK(stamped.stamp == "ÖVNING");
    CHECK(badge_content(practice, somebody(), BadgeName::full, 1, "en").stamp == "REHEARSAL");
    const auto plain = badge_content(seminar(), somebody(), BadgeName::full, 1, "sv");
    CHECK(plain.stamp.empty());
    CHECK(fingerprint(stamped) != fingerprint(plain));
}
