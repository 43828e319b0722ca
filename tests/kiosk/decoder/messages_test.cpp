#include "kiosk/decoder/messages.hpp"

#include <cstring>
#include <limits>
#include <random>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

DecodedFrame frame_with(std::vector<std::string> texts) {
    DecodedFrame frame{7, {}, ScanAdvice::closer, 0.75};
    double x = 1;
    for (auto& text : texts) {
        FoundCode code{std::move(text), {}};
        for (auto& corner : code.corners) corner = {x++, x++};
        frame.codes.push_back(std::move(code));
    }
    return frame;
}

}  // namespace

TEST_CASE("a decoder's message survives encoding and decoding", "[decoder]") {
    const std::string nul("a\0b", 3);
    const auto back = decode(encode(frame_with({"KOD1", "", nul, std::string(max_code_text, '9')})));
    REQUIRE(back);
    CHECK(back->number == 7);
    CHECK(back->advice == ScanAdvice::closer);
    CHECK(back->nearness == 0.75);
    CHECK_FALSE(decode(encode({}))->nearness);
    REQUIRE(back->codes.size() == 4);
    CHECK(back->codes[0].text == "KOD1");
    CHECK(back->codes[0].corners[3].y == 8);
    CHECK(back->codes[2].text == nul);
    CHECK(back->codes[3].text.size() == max_code_text);
    CHECK(decode(encode({}))->number == 0);
}

TEST_CASE("codes beyond the maximum number or length are omitted", "[decoder]") {
    const auto back = decode(encode(frame_with(std::vector<std::string>(20, "X"))));
    REQUIRE(back);
    CHECK(back->codes.size() == max_codes);
    CHECK(decode(encode(frame_with({std::string(max_code_text + 1, '9'), "Y"})))->codes.at(0).text == "Y");
    CHECK(encode(frame_with(std::vector<std::string>(20, std::string(max_code_text, '9')))).size() < max_message_bytes);
}

TEST_CASE("a truncated, overlong or implausible message is rejected", "[decoder]") {
    const auto whole = encode(frame_with({"KOD1", "KOD2"}));
    for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(decode(std::span(whole).first(size)));
    auto longer = whole;
    longer.push_back(std::byte{0});
    CHECK_FALSE(decode(longer));
    const auto with = [&](std::size_t at, auto value) {
        auto changed = whole;
        std::memcpy(changed.data() + at, &value, sizeof value);
        return changed;
    };
    constexpr std::size_t advice = 8, nearness = 12, codes = 20, corners = 24, length_of_text = corners + 64;
    CHECK_FALSE(decode(with(advice, std::uint32_t{99})));
    for (const double value : {1.01, -0.5, 1e300, std::numeric_limits<double>::quiet_NaN()})
        CHECK_FALSE(decode(with(nearness, value)));
    CHECK_FALSE(decode(with(codes, std::uint32_t{1'000'000'000})));
    for (const double value : {1e9, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        CHECK_FALSE(decode(with(corners, value)));
    CHECK_FALSE(decode(with(length_of_text, std::uint32_t{0xffffffff})));
}

TEST_CASE("random messages are rejected, or decode within their limits", "[decoder]") {
    std::mt19937 random(1);
    const auto whole = encode(frame_with({"KOD1", "KOD2"}));
    for (int i = 0; i < 20'000; ++i) {
        auto changed = whole;
        for (int flips = 0; flips < 3; ++flips) changed[random() % changed.size()] = static_cast<std::byte>(random());
        if (const auto frame = decode(changed)) CHECK(frame->codes.size() <= max_codes);
    }
}
