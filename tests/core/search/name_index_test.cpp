#include "core/search/name_index.hpp"

#include <algorithm>
#include <random>

#include "core/base/text.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

class Crowd {
public:
    explicit Crowd(std::vector<std::string> names) : names_(std::move(names)) {
        for (const auto& name : names_) folded_.push_back(fold(name));
        index_ = NameIndex(std::vector<std::string_view>(folded_.begin(), folded_.end()));
    }

    std::vector<std::string> found(std::string_view typed, Typos typos = Typos::forgiven,
                                   std::size_t limit = NameIndex::everybody) const {
        std::vector<std::string> out;
        for (const auto place : index_.find(fold(typed), typos, limit)) out.push_back(names_[place]);
        return out;
    }
    [[nodiscard]] const NameIndex& index() const { return index_; }
    [[nodiscard]] const std::vector<std::string>& folded() const { return folded_; }

private:
    std::vector<std::string> names_, folded_;
    NameIndex index_;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("names are found while typing, in either order and without diacritics", "[name_index]") {
    const Crowd crowd({"Åsa Öström", "Bo Ek", "Søren Đorđe", "Łukasz Weiß", "Asta Yılmaz", "王秀英"});
    CHECK(crowd.found("a") == Names{"Åsa Öström", "Asta Yılmaz"});
    CHECK(crowd.found("as") == Names{"Åsa Öström", "Asta Yılmaz"});
    CHECK(crowd.found("ostrom asa") == Names{"Åsa Öström"});
    CHECK(crowd.found("asa o") == Names{"Åsa Öström"});
    CHECK(crowd.found("soren") == Names{"Søren Đorđe"});
    CHECK(crowd.found("dorde") == Names{"Søren Đorđe"});
    CHECK(crowd.found("lukasz") == Names{"Łukasz Weiß"});
    CHECK(crowd.found("weiss") == Names{"Łukasz Weiß"});
    CHECK(crowd.found("yilmaz") == Names{"Asta Yılmaz"});
    CHECK(crowd.found("王").size() == 1);
    CHECK(crowd.found("").empty());
    CHECK(crowd.found("   ").empty());
    CHECK(crowd.found("asa ek").empty());
    CHECK(NameIndex().find("asa").empty());
}

TEST_CASE("one typo is forgiven if nobody has the word, two are not", "[name_index]") {
    const Crowd crowd({"Åsa Öström", "Lukas Berg", "Karin Bergman"});
    for (const auto* typed : {"ostrm", "osstrom", "oström", "ostron", "sotrom", "pstrom", "strom", "oztrom asa"}) {
        INFO(typed);
        CHECK(crowd.found(typed) == Names{"Åsa Öström"});
    }
    CHECK(crowd.found("osron").empty());
    CHECK(crowd.found("osa").empty());                                   // too short for a typo
    CHECK(crowd.found("berg") == Names{"Lukas Berg", "Karin Bergman"});  // exact beginnings exist, so typos are not considered
    CHECK(crowd.found("bergmn") == Names{"Karin Bergman"});
    CHECK(crowd.found("ostron", Typos::refused).empty());
}

TEST_CASE("a limited search returns the first of all matches", "[name_index]") {
    std::mt19937 random(11);
    const std::vector<std::string> given{"Anna", "Annika", "Bo", "Björn", "Cecilia", "Åke"},
        family{"Ek", "Ekberg", "Berg", "Nygren", "Öst"};
    Names names;
    for (int i = 0; i < 5000; ++i)
        names.push_back(given[random() % given.size()] + " " + family[random() % family.size()] + (i % 7 == 0 ? "son" : ""));
    const Crowd crowd(names);
    for (const auto* typed : {"a", "an", "anna", "b", "ek", "anna ek", "e b", "ekbergson", "nygrn"}) {
        INFO(typed);
        const auto all = crowd.found(typed);
        CHECK_FALSE(all.empty());
        const auto first = crowd.found(typed, Typos::forgiven, 20);
        CHECK(first == Names(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(20, all.size()))));
    }
}

TEST_CASE("a search without typos finds exactly the people whose words begin as typed", "[name_index]") {
    std::mt19937 random(5);
    const auto word = [&] {
        std::string out;
        for (auto left = 1 + random() % 4; left > 0; --left) out += static_cast<char>('a' + random() % 3);
        return out;
    };
    Names names;
    for (int i = 0; i < 400; ++i) names.push_back(word() + " " + word());
    const Crowd crowd(names);
    for (int i = 0; i < 300; ++i) {
        const std::string first = word(), second = word();
        Names expected;
        for (const auto& name : names) {
            const std::string padded = " " + name;
            if (padded.find(" " + first) != std::string::npos && padded.find(" " + second) != std::string::npos)
                expected.push_back(name);
        }
        CHECK(crowd.found(first + " " + second, Typos::refused) == expected);
    }
}

TEST_CASE("a typo is exactly one letter inserted, missing or replaced, or two adjacent letters swapped", "[name_index]") {
    std::mt19937 random(9);
    const auto word = [&](std::size_t min_count, std::size_t limit) {
        std::string out;
        for (auto left = min_count + random() % (limit - min_count + 1); left > 0; --left)
            out += static_cast<char>('a' + random() % 3);
        return out;
    };
    const auto found_despite_typo = [](const std::string& typed) {
        std::vector<std::string> all;
        for (std::size_t i = 0; i <= typed.size(); ++i) {
            for (char c = 'a'; c <= 'c'; ++c) {
                all.push_back(typed.substr(0, i) + c + typed.substr(i));
                if (i < typed.size()) all.push_back(typed.substr(0, i) + c + typed.substr(i + 1));
            }
            if (i < typed.size()) all.push_back(typed.substr(0, i) + typed.substr(i + 1));
            if (i + 1 < typed.size()) all.push_back(typed.substr(0, i) + typed[i + 1] + typed[i] + typed.substr(i + 2));
        }
        return all;
    };
    Names names;
    for (int i = 0; i < 60; ++i) names.push_back(word(3, 8));
    const Crowd crowd(names);
    int forgiven = 0;
    for (int i = 0; i < 400; ++i) {
        const std::string typed = word(4, 8);
        if (!crowd.found(typed, Typos::refused).empty()) continue;
        Names expected;
        const auto all = found_despite_typo(typed);
        for (const auto& name : names)
            if (std::any_of(all.begin(), all.end(), [&](const std::string& one) { return name.starts_with(one); }))
                expected.push_back(name);
        INFO(typed);
        CHECK(crowd.found(typed) == expected);
        forgiven += expected.empty() ? 0 : 1;
    }
    CHECK(forgiven > 50);
}
