#include <algorithm>
#include <atomic>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "kiosk/speech/voice.hpp"
#include "tests/bench/measures.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::bench {

namespace {

constexpr int first_sounds = 50, silences = 30;
constexpr auto patience = std::chrono::seconds{10};

/// Waits for `is_done`, looking every half millisecond; the time it took in ms.
template <class Done>
double until(Done is_done) {
    const auto began = Clock::now();
    while (!is_done()) {
        if (Clock::now() - began > patience) throw std::runtime_error("speech: nothing was heard within 10 s");
        std::this_thread::sleep_for(std::chrono::microseconds{500});
    }
    return ms_between(began, Clock::now());
}

/// Whether anything but silence has come out of the file that stands for the sound output.
bool is_heard(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::any_of(std::istreambuf_iterator<char>(in), {}, [](char byte) { return byte != 0; });
}

}  // namespace

/// Into a file, because a sound card's own delay is not ours; the first sound of a fresh program is among them.
Figures measure_speech() {
    if (!speech_program()) throw std::runtime_error("speech: espeak-ng is not installed");
    const test::ScratchFolder scratch;
    const auto file = scratch / "heard.raw";
    Voice voice("filesink sync=false buffer-mode=unbuffered location=" + file.string());
    std::vector<double> sounds, ends;
    for (int i = 0; i < first_sounds; ++i) {
        std::filesystem::resize_file((std::ofstream(file, std::ios::app), file), 0);
        voice.say({{"Hej Ann-Cathrine! Är det här du? Så här blir din namnbricka.", "sv"}});
        sounds.push_back(until([&] { return is_heard(file); }));
        voice.say({});
        const double end = until([&] { return !voice.is_speaking(); });
        if (i < silences) ends.push_back(end);
    }
    return {
        {"speech, first sound after a new screen, 95 of 100", percentile(sounds, 0.95), "ms", "limit", 300, Bar::max_ratio, 1},
        {"speech, first sound, median", median(sounds), "ms", "", {}},
        {"speech, silence after a key, a tap or a new screen, longest", percentile(ends, 1), "ms", "limit", 100, Bar::max_ratio,
         1}};
}

}  // namespace entre::bench
