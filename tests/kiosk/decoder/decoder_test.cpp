#include "kiosk/decoder/decoder.hpp"

#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "kiosk/decoder/sandbox.hpp"
#include "kiosk/process/sandbox.hpp"
#include "tests/fuzz/small_picture.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/ticket_picture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// The text of the code in `picture`; waits until the decoder is ready.
std::string text_in(Decoder& decoder, const TicketPicture& picture) {
    for (const auto until = Clock::now() + 20s; Clock::now() < until; std::this_thread::sleep_for(5ms)) {
        const auto frame = decoder.decode(picture.view(), Clock::now());
        if (frame && !frame->codes.empty()) return frame->codes.front().text;
        if (!decoder.health().problem.empty()) return "problem: " + decoder.health().problem;
    }
    return "nothing";
}

/// Writes a script that replaces the decoder program.
std::filesystem::path script(const ScratchFolder& folder, const std::string& lines) {
    const auto path = folder / "decoder";
    std::ofstream(path) << "#!/bin/sh\n" << lines << "\n";
    ::chmod(path.c_str(), 0700);
    return path;
}

std::string problem_with(const std::filesystem::path& program) {
    DecoderOptions options;
    options.program = program;
    Decoder decoder(options);
    return text_in(decoder, picture_of("KOD1"));
}

std::string status_of(pid_t process) { return read_file("/proc/" + std::to_string(process) + "/status"); }

}  // namespace

TEST_CASE("a code is read in a separate, sandboxed process", "[decoder]") {
    Decoder decoder;
    CHECK(text_in(decoder, picture_of("KOD1")) == "KOD1");
    CHECK(text_in(decoder, picture_of("KOD2")) == "KOD2");
    REQUIRE(decoder.process() > 0);
    const auto status = status_of(decoder.process());
    CHECK((status.find("Seccomp:\t2") != std::string::npos) == can_be_sandboxed);
    CHECK((status.find("NoNewPrivs:\t1") != std::string::npos) == can_be_sandboxed);
    CHECK(decoder.health() == DecoderHealth{});
}

TEST_CASE("where in the picture a code is that cannot be read is told, too", "[decoder]") {
    Decoder decoder;
    REQUIRE(text_in(decoder, picture_of("KOD1")) == "KOD1");
    const auto nearness_at = [&](int left_px, int top_px) {
        TicketPicture picture;
        picture.width_px = 640, picture.height_px = 480;
        picture.grey.assign(640 * 480, 255);
        draw_code(picture, "KOD1", 6, left_px, top_px);
        // A thumb over everything but the finder patterns.
        for (int y = top_px + 9 * 6; y < top_px + 25 * 6; ++y)
            for (int x = left_px + 9 * 6; x < left_px + 25 * 6; ++x)
                if (x < 640 && y < 480) picture.grey[static_cast<std::size_t>(y) * 640 + static_cast<std::size_t>(x)] = 255;
        std::optional<double> nearness;
        for (int i = 0; i < 30 && !nearness; ++i)
            if (const auto frame = decoder.decode(picture.view(), Clock::now())) nearness = frame->nearness;
        return nearness;
    };
    const auto middle = nearness_at(240, 160), corner = nearness_at(10, 10);
    REQUIRE(middle);
    REQUIRE(corner);
    CHECK(*middle > 0.9);
    CHECK(*corner < 0.5);
    CHECK_FALSE(decoder.decode(picture_of("KOD1").view(), Clock::now())->nearness);
}

TEST_CASE("the process ends with the kiosk", "[decoder]") {
    pid_t process = 0;
    {
        Decoder decoder;
        REQUIRE(text_in(decoder, picture_of("KOD1")) == "KOD1");
        process = decoder.process();
    }
    CHECK(::kill(process, 0) != 0);
}

TEST_CASE("a killed decoder costs one frame, a hundred times over", "[decoder]") {
    Decoder decoder;
    const auto picture = picture_of("KOD1");
    REQUIRE(text_in(decoder, picture) == "KOD1");
    constexpr int times = 100;
    for (int i = 0; i < times; ++i) {
        const auto process = decoder.process();
        REQUIRE(::kill(process, SIGKILL) == 0);
        CHECK_FALSE(decoder.decode(picture.view(), Clock::now()));
        REQUIRE(text_in(decoder, picture) == "KOD1");
        CHECK(decoder.process() != process);
    }
    CHECK(decoder.health() == DecoderHealth{times, {}});
}

TEST_CASE("a hanging decoder is killed and replaced", "[decoder]") {
    Decoder decoder;
    const auto picture = picture_of("KOD1");
    REQUIRE(text_in(decoder, picture) == "KOD1");
    REQUIRE(::kill(decoder.process(), SIGSTOP) == 0);
    CHECK_FALSE(decoder.decode(picture.view(), Clock::now()));
    CHECK(decoder.health().lost_frames == 1);
    CHECK(text_in(decoder, picture) == "KOD1");
}

TEST_CASE("a decoder that is started again after an upgrade is the one before it", "[decoder]") {
    const ScratchFolder folder;
    std::filesystem::copy_file(decoder_program().path(), folder / "installed");
    DecoderOptions options;
    options.program = folder / "installed";
    Decoder decoder(options);
    REQUIRE(text_in(decoder, picture_of("KOD1")) == "KOD1");
    std::filesystem::rename(script(folder, "exit 3"), folder / "installed");  // as dpkg does
    REQUIRE(::kill(decoder.process(), SIGKILL) == 0);
    CHECK_FALSE(decoder.decode(picture_of("KOD1").view(), Clock::now()));
    CHECK(text_in(decoder, picture_of("KOD2")) == "KOD2");
    // A door that opens now has the new one.
    CHECK(problem_with(folder / "installed").find("status 3") != std::string::npos);
}

TEST_CASE("waiting for a hanging decoder ends on a stop request", "[decoder]") {
    Decoder decoder;
    const auto picture = picture_of("KOD1");
    REQUIRE(text_in(decoder, picture) == "KOD1");
    REQUIRE(::kill(decoder.process(), SIGSTOP) == 0);
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(decoder.decode(picture.view(), Clock::now(), stop.get_token()));
    CHECK(decoder.health().lost_frames == 0);
}

TEST_CASE("a missing, wrong or misbehaving decoder program is reported, and never waited for", "[decoder]") {
    CHECK(problem_with("/no/such/program").find("No such file") != std::string::npos);
    CHECK(problem_with("/bin/true").find("it exited with status 0") != std::string::npos);
    const ScratchFolder folder;
    CHECK(problem_with(script(folder, "printf garbage >&3; exec sleep 60")).starts_with("problem: "));
    CHECK(problem_with(script(folder, "exit 66")).find("seccomp") != std::string::npos);
    CHECK(problem_with(script(folder, "kill -SEGV $$")).find("signal 11") != std::string::npos);
}

TEST_CASE("missing memory for shared frames is reported", "[decoder]") {
    DecoderOptions options;
    options.frame_bytes = std::size_t{1} << 52;
    Decoder decoder(options);
    CHECK(text_in(decoder, picture_of("KOD1")).find("not enough memory for pictures") != std::string::npos);
    CHECK(decoder.process() == 0);
}

TEST_CASE("frames of any size are accepted, with code positions in frame coordinates", "[decoder]") {
    Decoder decoder;
    REQUIRE(text_in(decoder, picture_of("KOD1")) == "KOD1");
    const auto nothing = std::vector<std::uint8_t>(1, 0);
    REQUIRE(decoder.decode({nothing.data(), 1, 1, 1}, Clock::now()));
    CHECK_FALSE(decoder.decode({nothing.data(), 0, 0, 0}, Clock::now()));
    CHECK_FALSE(decoder.decode({}, Clock::now()));
    const auto large = picture_of("STOR", 60, 8'000, 8'000);
    CHECK(text_in(decoder, large) == "STOR");
    const auto frame = decoder.decode(large.view(), Clock::now());
    if (frame && !frame->codes.empty()) {
        for (const auto& corner : frame->codes.front().corners) CHECK((corner.x > 3'000 && corner.x < 5'000));
    }
    CHECK(decoder.health() == DecoderHealth{});
}

TEST_CASE("a QR code of maximum size does no harm, and one that changes in every frame is read", "[decoder]") {
    Decoder decoder;
    const std::string longest(2'331, 'x');  // at error correction level M, as in the pictures
    const auto largest = picture_of(longest, 4, 1'280, 800);
    REQUIRE(text_in(decoder, picture_of("KOD")) == "KOD");
    for (int i = 0; i < 30; ++i)
        if (const auto frame = decoder.decode(largest.view(), Clock::now()); frame && !frame->codes.empty())
            CHECK(frame->codes.front().text == longest);
    for (int i = 0; i < 30; ++i) {
        const auto text = "KOD" + std::to_string(i);
        CHECK(text_in(decoder, picture_of(text)) == text);
    }
    CHECK(decoder.health() == DecoderHealth{});
}

TEST_CASE("a picture that makes ZXing 1.4 read out of bounds costs only frames", "[decoder]") {
    const auto bytes = read_file(ENTRE_SOURCE_DIR "/tests/kiosk/decoder/pdf417_overrun");
    const fuzz::SmallPicture picture(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    REQUIRE(picture.height_px > 0);
    DecoderOptions options;
    options.symbologies = {Symbology::pdf417};
    Decoder decoder(options);
    REQUIRE(text_in(decoder, picture_of("KOD1")) == "KOD1");
    int lost = 0;
    for (int i = 0; i < 12; ++i) lost += decoder.decode(picture.view(), Clock::now()) ? 0 : 1;
    CHECK(decoder.health().lost_frames <= lost);
    CHECK(text_in(decoder, picture_of("KOD2")) == "KOD2");
}
