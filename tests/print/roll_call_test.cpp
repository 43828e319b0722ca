#include "print/roll_call.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/printing_pages.hpp"

using namespace entre;

namespace {

RollCall call_of(std::size_t people) {
    RollCall call{"Att förebygga social oro",
                  "Upprop torsdag 20 maj kl. 08.47",
                  std::to_string(people) + " är inne",
                  "Sida {1} av {2}",
                  {}};
    call.groups = {{"Kommun", {}}, {"Polis", {}}};
    for (std::size_t i = 0; i < people; ++i)
        call.groups[i % 2].people.push_back({"Åsa Öström " + std::to_string(i), "Linköpings kommun", "08.47"});
    return call;
}

std::string text_of(const RollCall& call) {
    const auto pdf = roll_call_pdf(call);
    REQUIRE(pdf);
    const test::TemporaryFile file(*pdf);
    return test::text_on(file.path());
}

}  // namespace

TEST_CASE("a roll call shows seminar, time and count, and lists everybody by group", "[roll_call]") {
    const auto text = text_of(call_of(4));
    for (const auto* word : {"Upprop torsdag 20 maj kl. 08.47", "Att förebygga social oro", "4 är inne", "Kommun", "Polis",
                             "Åsa Öström 3", "08.47", "Sida 1 av 1"}) {
        INFO(word);
        CHECK(text.find(word) != std::string::npos);
    }
    CHECK(text.find("Kommun") < text.find("Polis"));
}

TEST_CASE("many people take several numbered pages, and a group continues under its own title", "[roll_call]") {
    const auto text = text_of(call_of(300));
    const auto first = text.find("Sida 1 av ");
    REQUIRE(first != std::string::npos);
    const auto pages = std::stoi(text.substr(first + 10));
    CHECK(pages >= 7);
    CHECK(pages <= 9);
    CHECK(text.find("Sida " + std::to_string(pages) + " av " + std::to_string(pages)) != std::string::npos);
    CHECK(text.find("Kommun …") != std::string::npos);
    for (const auto* person : {"Öström 0", "Öström 149", "Öström 298", "Öström 299"})
        CHECK(text.find(person) != std::string::npos);
}

TEST_CASE("a name that is too long ends in an ellipsis, and an empty roll call is one page", "[roll_call]") {
    RollCall call = call_of(0);
    CHECK(text_of(call).find("Sida 1 av 1") != std::string::npos);
    call.groups[0].people.push_back({std::string(200, 'W'), std::string(200, 'M'), "09.00"});
    const auto text = text_of(call);
    CHECK(text.find("W…") != std::string::npos);
    CHECK(text.find("M…") != std::string::npos);
    CHECK(text.find(std::string(100, 'W')) == std::string::npos);
}

TEST_CASE("an attendance list has no boxes to tick", "[roll_call]") {
    /// Vertical lines of 2.5 mm or more at the left margin: the left edges of boxes, and a few stems of letters in titles.
    const auto lines_at_margin = [](bool has_boxes) {
        auto call = call_of(30);
        call.has_boxes = has_boxes;
        const auto pdf = roll_call_pdf(call);
        REQUIRE(pdf);
        const test::TemporaryFile file(*pdf);
        const auto page = test::raster_of(file.path());
        int most = 0;
        for (int x = 210; x < 222; ++x) {
            int lines = 0, run = 0;
            for (int y = 0; y < page.height; ++y) {
                const bool is_dark = page.pixels[static_cast<std::size_t>(y * page.width + x)] < 128;
                run = is_dark ? run + 1 : 0;
                lines += run == 30 ? 1 : 0;
            }
            most = std::max(most, lines);
        }
        return most;
    };
    CHECK(lines_at_margin(true) >= 30);
    CHECK(lines_at_margin(false) < 8);
}
