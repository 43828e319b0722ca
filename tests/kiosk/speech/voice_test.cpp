#include "kiosk/speech/voice.hpp"

#include <atomic>
#include <cmath>
#include <cstring>

#include "tests/support/catch.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/fake_program.hpp"

using namespace entre;
using namespace entre::test;

namespace {

bool has_program() {
    if (speech_program()) return true;
    WARN("espeak-ng is not installed: nothing is checked");
    return false;
}

/// The real program into a file instead of a loudspeaker.
struct Recorded {
    ScratchFolder scratch;
    std::atomic<int> changes = 0;  ///< it began to speak, or fell silent
    Voice voice{"filesink sync=false buffer-mode=unbuffered location=" + (scratch / "heard.raw").string(), [this] { ++changes; }};

    [[nodiscard]] std::vector<std::int16_t> samples() const {
        const auto bytes = read_file(scratch / "heard.raw");
        std::vector<std::int16_t> out(bytes.size() / 2);
        std::memcpy(out.data(), bytes.data(), out.size() * 2);
        return out;
    }
    void say(const Utterance& utterance) {
        voice.say({utterance});
        REQUIRE(eventually([&] { return changes == 2; }));
    }
};

double loudness_db(const std::vector<std::int16_t>& samples) {
    double sum = 0;
    for (const auto s : samples) sum += static_cast<double>(s) * s;
    return 10 * std::log10(sum / static_cast<double>(std::max<std::size_t>(1, samples.size())));
}

}  // namespace

TEST_CASE("a sentence is spoken in the language and at the rate that were asked for", "[speech]") {
    if (!has_program()) return;
    Recorded slow, quick;
    slow.say({"Hej! Du är incheckad.", "sv", 120});
    quick.say({"Hej! Du är incheckad.", "sv", 300});
    CHECK(slow.samples().size() > quick.samples().size() * 3 / 2);
    CHECK(loudness_db(slow.samples()) > 40);
}

TEST_CASE("six decibels a step are six decibels at the sound output", "[speech]") {
    if (!has_program()) return;
    Recorded loud, quiet;
    loud.say({"Hej och välkommen hit."});
    quiet.voice.set_gain(0.5);
    quiet.say({"Hej och välkommen hit."});
    CHECK(std::abs(loudness_db(loud.samples()) - loudness_db(quiet.samples()) - 6.02) < 1);
}

TEST_CASE("a tick is a short tone of the pitch that was asked for", "[speech]") {
    Recorded recorded;
    recorded.voice.tick(660);
    REQUIRE(eventually([&] { return recorded.samples().size() == 882; }));  // 40 ms
    const auto samples = recorded.samples();
    int crossings = 0;
    for (std::size_t i = 1; i < samples.size(); ++i) crossings += (samples[i - 1] < 0) != (samples[i] < 0) ? 1 : 0;
    CHECK(std::abs(crossings - 2 * 660 * 40 / 1000) <= 2);
    CHECK(std::abs(samples.front()) < 100);  // no click
    CHECK_FALSE(recorded.voice.is_speaking());
}

TEST_CASE("what is being said is never interrupted by a tick", "[speech]") {
    const FakeProgram program("espeak-ng", "cat >> \"$(dirname \"$0\")/said\"; exec sleep 60");
    Voice voice("fakesink");
    voice.say({{"ett"}});
    REQUIRE(eventually([&] { return read_file(program.folder() / "said") == "ett\n"; }));
    for (int i = 0; i < 20; ++i) voice.tick(660);
    CHECK(voice.is_speaking());
}

TEST_CASE("the text goes to the program's standard input, never to its arguments", "[speech][privacy]") {
    const FakeProgram program("espeak-ng", "echo \"$@\" >> \"$(dirname \"$0\")/arguments\"; cat >> \"$(dirname \"$0\")/said\"");
    Voice voice("fakesink");
    voice.say({{"Hemliga Hilda", "sv", 165}, {"Bo Ek", "en", 165}});
    REQUIRE(eventually([&] { return read_file(program.folder() / "said").find("Bo Ek") != std::string::npos; }));
    CHECK(read_file(program.folder() / "said") == "Hemliga Hilda\nBo Ek\n");
    CHECK(read_file(program.folder() / "arguments") == "-v sv -s 165 --stdin --stdout\n-v en -s 165 --stdin --stdout\n");
}

TEST_CASE("a new utterance, or none, silences what is being said, however long the program takes", "[speech]") {
    const FakeProgram program("espeak-ng",
                              "echo $$ >> \"$(dirname \"$0\")/pids\"; cat >> \"$(dirname \"$0\")/said\"; exec sleep 60");
    Voice voice("fakesink");
    voice.say({{"ett"}, {"aldrig"}});
    REQUIRE(eventually([&] { return read_file(program.folder() / "said") == "ett\n"; }));
    voice.say({{"två"}});
    REQUIRE(eventually([&] { return read_file(program.folder() / "said") == "ett\ntvå\n"; }));
    CHECK(voice.is_speaking());
    voice.say({});
    REQUIRE(eventually([&] { return !voice.is_speaking(); }));
    const auto pids = read_file(program.folder() / "pids");
    const auto first = std::stoi(pids), second = std::stoi(pids.substr(pids.find('\n') + 1));
    for (const int pid : {first, second})
        CHECK(eventually([&] { return !std::filesystem::exists("/proc/" + std::to_string(pid)); }));
}

TEST_CASE("a program that crashes, or is not there, costs a sentence and nothing else", "[speech][bad_input]") {
    {
        const FakeProgram program("espeak-ng", "kill -SEGV $$");
        Voice voice("fakesink");
        for (int i = 0; i < 20; ++i) voice.say({{"hej"}, {"hå"}});
        CHECK(eventually([&] { return !voice.is_speaking(); }));
    }
    Voice without_output("no_such_sink");
    without_output.say({{"hej"}});
    CHECK_FALSE(without_output.is_speaking());
}
