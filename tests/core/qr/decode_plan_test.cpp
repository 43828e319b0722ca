#include "core/qr/decode_plan.hpp"

#include <set>

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::string read(const Drawing& picture) {
    DecodePlan plan;
    const auto codes = read_still(plan, picture.view());
    return codes.empty() ? "" : codes[0].text;
}

constexpr const char* ticket = "https://tix.example.org/c/oevviiiimo7yau4hjmotnm";

}  // namespace

TEST_CASE("a still picture is read large, small, rotated, in perspective, mirrored and light on dark", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    for (const double module_px : {1.9, 3.0, 6.0, 9.5})
        for (const double turn : {0.0, 0.5, 1.2, 3.0}) {
            CAPTURE(module_px, turn);
            CHECK(read(drawn(symbol, lying_flat(symbol.size, 320, 240, module_px, turn))) == ticket);
        }
    CHECK(read(drawn(symbol, spanned(symbol.size, {{{200, 60}, {430, 20}, {420, 440}, {190, 330}}}))) == ticket);
    CHECK(read(mirrored(drawn(ticket))) == ticket);
    CHECK(read(drawn(ticket, 5, 0.3, {30, 225})) == ticket);
}

TEST_CASE("blur, low contrast, glare and a covering thumb do not prevent reading", "[scan]") {
    CHECK(read(smeared(drawn(ticket, 6, 0.2), 3, 3)) == ticket);
    CHECK(read(smeared(drawn(ticket, 6, 0.2), 4, 1)) == ticket);
    CHECK(read(drawn(ticket, 5, 0.2, {135, 105})) == ticket);
    CHECK(read(spotted(drawn(ticket, 6), 340, 250, 18, 255)) == ticket);
    CHECK(read(spotted(drawn(ticket, 6), 330, 345, 22, 110)) == ticket);
}

TEST_CASE("a dim code crossed by bright lines is read", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    for (const double module_px : {3.5, 5.0, 7.0}) {
        CAPTURE(module_px);
        const auto image = lying_flat(symbol.size, 320, 240, module_px, 0.2);
        auto picture = drawn(symbol, image, 640, 480, {35, 8});
        for (auto& pixel : picture.pixels) pixel = pixel > 40 ? std::uint8_t{15} : pixel;  // the wall
        const double n = symbol.size;
        // Next to a side, in the quiet zone of another, and across the data.
        for (const auto& [from, to] : {std::array{PicturePoint{-1, -3}, PicturePoint{-1, n + 3}},
                                       std::array{PicturePoint{2, n + 1.2}, PicturePoint{n, n + 2}},
                                       std::array{PicturePoint{8.5, n + 3}, PicturePoint{n + 3, 9.5}}})
            for (double t = 0; t <= 1; t += 0.0005) {
                const auto p = image(from.x + t * (to.x - from.x), from.y + t * (to.y - from.y));
                for (int y = -1; y <= 1; ++y)
                    for (int x = -1; x <= 1; ++x) picture.at(static_cast<int>(p.x) + x, static_cast<int>(p.y) + y) = 255;
            }
        CHECK(read(picture) == ticket);
    }
}

TEST_CASE("a large symbol is read", "[scan]") {
    const std::string text(700, 'z');
    const auto symbol = qr_symbol(text);
    REQUIRE(symbol.size > 100);
    CHECK(read(drawn(symbol, lying_flat(symbol.size, 500, 500, 6, 0.1), 1000, 1000)) == text);
}

TEST_CASE("two codes in view are both read", "[scan]") {
    auto picture = drawn(qr_symbol("KOD1"), lying_flat(21, 150, 240, 6));
    const auto other = drawn(qr_symbol("KOD2"), lying_flat(21, 480, 240, 6));
    for (int y = 0; y < picture.height; ++y)
        for (int x = 320; x < picture.width; ++x) picture.at(x, y) = other.pixels[static_cast<std::size_t>(y * other.width + x)];
    DecodePlan plan;
    std::set<std::string> texts;
    for (const auto& code : read_still(plan, picture.view())) texts.insert(code.text);
    CHECK(texts == std::set<std::string>{"KOD1", "KOD2"});
}

TEST_CASE("a code's corners are in pixels of the full picture, whatever the scale it was read at", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto image = lying_flat(symbol.size, 1000, 700, 14, 0.2);
    const auto picture = drawn(symbol, image, 2000, 1400);
    DecodePlan plan;
    const auto codes = read_still(plan, picture.view());
    REQUIRE(codes.size() == 1);
    CHECK(distance(codes[0].corners[0], image(0, 0)) < 10);
    CHECK(distance(codes[0].corners[2], image(symbol.size, symbol.size)) < 10);
}

TEST_CASE("no code is found in pictures without one, however small or grainy", "[scan]") {
    for (unsigned seed = 1; seed < 6; ++seed) CHECK(read(grain(400, 300, seed)).empty());
    CHECK(read({1, 1, {0}}).empty());
    CHECK(read({2, 3, std::vector<std::uint8_t>(6, 9)}).empty());
    CHECK(read({300, 1, std::vector<std::uint8_t>(300, 9)}).empty());
    DecodePlan plan;
    CHECK(read_still(plan, {}).empty());
    CHECK(read_still(plan, {nullptr, 10, 10, 10}).empty());
}

TEST_CASE("a code is read in a picture of 8000 by 8000 pixels, and in one whose stride exceeds its width", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    Drawing huge{8000, 8000, std::vector<std::uint8_t>(64'000'000, 200)};
    for (int y = 0; y < 21 * 100; ++y)
        for (int x = 0; x < 21 * 100; ++x)
            if (symbol.is_dark(x / 100, y / 100)) huge.at(3000 + x, 4000 + y) = 20;
    CHECK(read(huge) == "KOD1");
    const auto small = drawn("KOD1");
    std::vector<std::uint8_t> padded(static_cast<std::size_t>(700 * small.height), 0);
    for (int y = 0; y < small.height; ++y)
        std::copy_n(small.pixels.begin() + y * small.width, small.width, padded.begin() + y * 700);
    DecodePlan plan;
    const auto codes = read_still(plan, {padded.data(), small.width, small.height, 700});
    REQUIRE(codes.size() == 1);
    CHECK(codes[0].text == "KOD1");
}

TEST_CASE("passes have unique names, are counted, and stop at the budget", "[scan]") {
    std::set<std::string_view> names;
    for (const auto& pass : passes()) {
        CHECK(names.insert(pass.name).second);
        CHECK(pass.us_per_kilopixel > 0);
    }
    const Drawing noise = grain(640, 480, 2);
    const auto runs = [&](double budget_us) {
        DecodePlan plan;
        read_still(plan, noise.view(), budget_us);
        int sum = 0;
        for (const auto& count : plan.counts()) sum += count.runs;
        return sum;
    };
    CHECK(runs(1) == 1);
    CHECK(runs(2000) < runs(1'000'000));
    CHECK(runs(2000) == runs(2000));
    CHECK(runs(1'000'000) ==
          static_cast<int>(std::count_if(passes().begin(), passes().end(), [](const Pass& p) { return p.finer <= 0; })));
}

TEST_CASE("a pass keeps to its limits on the number and the distortion of triples", "[scan]") {
    const auto picture = drawn("KOD1");
    const auto codes = [&](const Effort& effort) {
        DecodePlan plan;
        WorkBudget budget(1e6);
        plan.show(picture.view());
        return plan.run(0, budget, effort).codes.size();
    };
    CHECK(codes({1e6}) == 1);
    CHECK(codes({1e6, 0}) == 0);
    CHECK(codes({1e6, 12, 0}) == 0);
}

TEST_CASE("other symbologies are searched for only when named", "[scan]") {
    DecodePlan plan;
    WorkBudget budget(1e6);
    const auto picture = drawn("KOD1");
    plan.show(picture.view());
    CHECK(plan.look_for({}, false, budget).empty());
    CHECK(budget.spent_us() == 0);
    const std::array all{Symbology::data_matrix, Symbology::aztec, Symbology::pdf417, Symbology::code_128};
    CHECK(plan.look_for(all, true, budget).empty());  // a QR code is not one of them
    CHECK(budget.spent_us() > 0);
    CHECK(plan.counts().back().runs == 1);
}

TEST_CASE("a Code 128 is read in the search for it, and not as a QR code", "[scan]") {
    // Start B, A, B, C, check character 1 and stop, as widths of bars and spaces (ISO/IEC 15417).
    const std::string widths =
        "211214"
        "111323"
        "131123"
        "131321"
        "222122"
        "2331112";
    Drawing picture{640, 240, std::vector<std::uint8_t>(640 * 240, 220)};
    int x = 120;
    for (std::size_t i = 0; i < widths.size(); ++i)
        for (int end = x + 4 * (widths[i] - '0'); x < end; ++x)
            for (int y = 60; y < 180 && i % 2 == 0; ++y) picture.at(x, y) = 25;
    DecodePlan plan;
    plan.show(picture.view());
    WorkBudget budget(1e6);
    const auto codes = plan.look_for(std::array{Symbology::code_128}, false, budget);
    REQUIRE(codes.size() == 1);
    CHECK(codes[0].text == "ABC");
    CHECK(read(picture).empty());
}
