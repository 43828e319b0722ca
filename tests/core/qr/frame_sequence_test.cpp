#include "core/qr/frame_sequence.hpp"

#include <set>

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/ticket_frames.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

constexpr auto frame_every = 66ms;

Clock::time_point moment(int frame) { return Clock::time_point{} + frame * frame_every; }

/// The number of frames until a still picture is read; 0 when 12 are not enough.
int frames_until_read(const Drawing& picture, const std::string& text) {
    FrameSequence sequence;
    for (int i = 0; i < 12; ++i)
        for (const auto& code : sequence.next(picture.view(), moment(i)).codes)
            if (code.text == text) return i + 1;
    return 0;
}

}  // namespace

TEST_CASE("a code held still is read within a few frames, near and far, in both polarities", "[scan]") {
    for (const double module_px : {2.0, 4.0, 9.0}) {
        CAPTURE(module_px);
        const auto frames =
            frames_until_read(drawn("ez5t6x53x85setzsrrsn7hqgc92nms22", module_px, 0.3), "ez5t6x53x85setzsrrsn7hqgc92nms22");
        CHECK(frames >= 1);
        CHECK(frames <= 4);
    }
    CHECK(frames_until_read(drawn("KOD1", 5, 0.3, {30, 225}), "KOD1") >= 1);
}

TEST_CASE("frame sequences with each kind of image defect are read", "[scan]") {
    for (const ImageDefect damage : all_image_defects) {
        CAPTURE(std::string(to_string(damage)));
        const TicketFrames rendered(damage, 4, 960, 540);
        FrameSequence sequence;
        bool has_read = false;
        for (int i = 0; i < 40 && !has_read; ++i) {
            const auto frame = rendered.frame(i);
            for (const auto& code : sequence.next(frame.view(), moment(i)).codes) {
                CHECK(code.text == rendered.text());
                has_read = true;
            }
        }
        CHECK(has_read);
    }
}

TEST_CASE("a code in view is reported in every frame after it was first read", "[scan]") {
    const auto picture = drawn("ez5t6x53x85setzsrrsn7hqgc92nms22", 2.2, 0.3);
    FrameSequence sequence;
    int first = -1, received = 0;
    for (int i = 0; i < 24; ++i) {
        const bool is_reported = !sequence.next(picture.view(), moment(i)).codes.empty();
        if (is_reported && first < 0) first = i;
        received += is_reported ? 1 : 0;
    }
    REQUIRE(first >= 0);
    CHECK(received == 24 - first);
}

TEST_CASE("a code is tracked from its last position and found where it moved to", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    FrameSequence sequence;
    const auto close_runs = [&] {
        int sum = 0;
        for (const auto& count : sequence.close_counts()) sum += count.runs;
        return sum;
    };
    int frame = 0;
    for (const auto& [x, y] : {std::array{900.0, 520.0}, std::array{912.0, 512.0}, std::array{930.0, 500.0},
                               std::array{200.0, 150.0}, std::array{206.0, 152.0}}) {
        CAPTURE(x, y);
        const int before = close_runs();
        const auto image = lying_flat(symbol.size, x, y, 5, 0.2);
        const auto codes = sequence.next(drawn(symbol, image, 1280, 720).view(), moment(frame)).codes;
        REQUIRE(codes.size() == 1);
        CHECK(distance(codes[0].corners[0], image(0, 0)) < 3);
        CHECK(distance(codes[0].corners[2], image(21, 21)) < 3);
        CHECK((close_runs() > before) == (frame > 0));
        ++frame;
    }
    const auto nothing = grain(1280, 720, 1);
    for (int i = 0; i < 8; ++i) sequence.next(nothing.view(), moment(frame + i));
    const int before = close_runs();
    sequence.next(nothing.view(), moment(frame + 8));
    CHECK(close_runs() == before);  // tracking has ended
}

TEST_CASE("a second code that comes into view next to a held one is reported", "[scan]") {
    const auto first = drawn(qr_symbol("KOD1"), lying_flat(21, 320, 360, 6), 1280, 720);
    auto both = first;
    const auto second = drawn(qr_symbol("KOD2"), lying_flat(21, 960, 360, 6), 1280, 720);
    for (int y = 0; y < both.height; ++y)
        for (int x = both.width / 2; x < both.width; ++x)
            both.at(x, y) = second.pixels[static_cast<std::size_t>(y * both.width + x)];
    FrameSequence sequence;
    for (int i = 0; i < 5; ++i) CHECK(sequence.next(first.view(), moment(i)).codes.size() == 1);
    std::set<std::string> texts;
    for (int i = 5; i < 17; ++i)
        for (const auto& code : sequence.next(both.view(), moment(i)).codes) texts.insert(code.text);
    CHECK(texts == std::set<std::string>{"KOD1", "KOD2"});
}

TEST_CASE("the same frame sequence gives the same results, whatever the machine's load", "[scan]") {
    const auto answers = [] {
        const TicketFrames rendered(ImageDefect::glare, 2, 640, 360);
        FrameSequence sequence;
        std::string out;
        for (int i = 0; i < 10; ++i) {
            const auto seen = sequence.next(rendered.frame(i).view(), moment(i));
            for (const auto& code : seen.codes) out += code.text;
            out += std::to_string(seen.spent_us) + (seen.unread ? "u" : "-") + '\n';
        }
        return out;
    };
    CHECK(answers() == answers());
}

TEST_CASE("a frame without a code stays within the search budget and reads nothing", "[scan]") {
    const FrameSequenceOptions options;
    FrameSequence sequence(options);
    for (unsigned i = 0; i < 24; ++i) {
        const auto noise = grain(1280, 720, i);
        const auto seen = sequence.next(noise.view(), moment(static_cast<int>(i)));
        CHECK(seen.codes.empty());
        CHECK(seen.spent_us <= options.searching_us + 1200);  // a pass begun just within the budget may exceed it
    }
    int runs = 0;
    for (const auto& count : sequence.counts()) runs += count.runs;
    CHECK(runs <= 24 * 4);
}

TEST_CASE("frames may change size, be empty or be tiny", "[scan]") {
    FrameSequence sequence;
    const auto large = drawn(qr_symbol("KOD1"), lying_flat(21, 640, 360, 9), 1280, 720);
    const auto small = drawn(qr_symbol("KOD1"), lying_flat(21, 80, 60, 3), 160, 120);
    int received = 0;
    for (int i = 0; i < 12; ++i) {
        received += sequence.next((i % 2 == 0 ? large : small).view(), moment(i)).codes.empty() ? 0 : 1;
        CHECK(sequence.next({}, moment(i)).codes.empty());
        CHECK(sequence.next({small.pixels.data(), 1, 1, 1}, moment(i)).codes.empty());
    }
    CHECK(received > 6);
}

TEST_CASE("a code under a lamp brings advice after a second and a half, and none once it is read", "[scan]") {
    const auto symbol = qr_symbol("https://tix.example.org/c/oevviiiimo7yau4hjmotnm");
    const auto image = lying_flat(symbol.size, 320, 240, 8);
    const auto spot = image(symbol.size * 0.65, symbol.size * 0.65);
    const auto clean = drawn(symbol, image);
    const auto lit = spotted(clean, static_cast<int>(spot.x), static_cast<int>(spot.y), 80, 255);
    FrameSequence sequence;
    int first = 0;
    for (int i = 1; i <= 40 && first == 0; ++i)
        if (sequence.next(lit.view(), moment(i)).advice == ScanAdvice::away_from_light) first = i;
    CHECK(first * frame_every >= 1500ms);
    CHECK(first * frame_every <= 2000ms);
    FrameResult seen;
    for (int i = 41; i < 50; ++i) seen = sequence.next(clean.view(), moment(i));
    CHECK_FALSE(seen.codes.empty());
    CHECK(seen.advice == ScanAdvice::none);
}

TEST_CASE("searching for other symbologies does not prevent QR codes from being read", "[scan]") {
    FrameSequence sequence({{Symbology::data_matrix, Symbology::code_128}, 2'000, 9'000});
    const auto picture = drawn("KOD1");
    for (int i = 0; i < 24; ++i) {
        const auto codes = sequence.next(picture.view(), moment(i)).codes;
        REQUIRE(codes.size() == 1);
        CHECK(codes[0].text == "KOD1");
    }
    CHECK(sequence.counts().back().runs == 2);
    const auto nothing = grain(640, 480, 3);
    for (int i = 24; i < 36; ++i) sequence.next(nothing.view(), moment(i));
    CHECK(sequence.counts().back().runs == 6);
}
