#include "core/import/whole_list.hpp"

#include "tests/core/import/export_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

ExportReading reading_of(const std::vector<std::string>& codes) {
    ExportReading reading;
    for (const auto& code : codes) {
        Registration who;
        who.ticket_code = code;
        reading.people.push_back({who, static_cast<std::int64_t>(reading.people.size()) + 2, false, {}});
    }
    return reading;
}

}  // namespace

TEST_CASE("a number that is shorter than nearly all others has lost its zeros", "[import][code]") {
    auto reading = reading_of({"10452", "10453", "10454", "10455", "452"});
    report_lost_zeros(reading, "Kod");
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues.front().kind == RowIssueKind::zeros_lost);
    CHECK(reading.issues.front().line == 6);
    CHECK(reading.issues.front().column == "Kod");
    for (auto others : {reading_of({"1", "12", "123", "1234", "12345"}), reading_of({"10452", "452"}),
                        reading_of({"10452", "10453", "10454", "10455", "45A"})}) {
        report_lost_zeros(others, "Kod");
        CHECK(others.issues.empty());
    }
}

TEST_CASE("a list that hides most of its people is told", "[import][privacy]") {
    auto reading = reading_of({"1", "2", "3", "4"});
    for (std::size_t i = 0; i < 2; ++i) reading.people[i].registration.is_protected = true;
    report_many_protected(reading, "Skydd");
    CHECK(reading.issues.empty());
    reading.people[2].registration.is_protected = true;
    report_many_protected(reading, "Skydd");
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues.front().kind == RowIssueKind::many_protected);
}

TEST_CASE("a list of several events is told", "[reader]") {
    const auto mixed = export_of("Namn;E-post;Evenemang\nÅsa Ek;a@example.org;Seminarium\nBo Al;b@example.org;Julfest\n");
    REQUIRE(mixed.issues.size() == 1);
    CHECK(mixed.issues[0].kind == RowIssueKind::several_events);
    CHECK(mixed.issues[0].column == "Evenemang");
    CHECK(export_of("Namn;E-post;Evenemang\nÅsa Ek;a@example.org;Seminarium\nBo Al;b@example.org;Seminarium\n").issues.empty());
}
