#include "kiosk/speech/voice.hpp"

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <poll.h>

#include <array>
#include <cmath>
#include <memory>
#include <numbers>

#include "core/base/log.hpp"
#include "core/base/thread.hpp"

namespace entre {

namespace {

struct Unref {
    void operator()(GstElement* element) const { gst_object_unref(element); }
    void operator()(GstBus* bus) const { gst_object_unref(bus); }
    void operator()(GstMessage* message) const { gst_message_unref(message); }
};
using Element = std::unique_ptr<GstElement, Unref>;

/// 40 ms, softer than speech, beginning and ending without a click.
std::vector<std::int16_t> tone(int hz) {
    constexpr std::size_t count = SpokenSound::rate * 40 / 1000;
    constexpr double loudness = 6000;
    std::vector<std::int16_t> samples(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double swell = std::sin(std::numbers::pi * static_cast<double>(i) / count);
        const double wave = std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / SpokenSound::rate);
        samples[i] = static_cast<std::int16_t>(loudness * swell * wave);
    }
    return samples;
}

}  // namespace

/// The sound output, opened once: the first word would come late otherwise.
class Voice::Output {
public:
    explicit Output(const std::string& sink) {
        gst_init(nullptr, nullptr);
        const auto description =
            "appsrc name=speech format=time is-live=false caps=audio/x-raw,format=S16LE,rate=22050,channels=1,layout=interleaved "
            "! "
            "volume name=gain ! audioconvert ! audioresample ! " +
            sink;
        GError* error = nullptr;
        pipeline_.reset(gst_parse_launch_full(description.c_str(), nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &error));
        g_clear_error(&error);
        if (!pipeline_) return;
        source_.reset(gst_bin_get_by_name(GST_BIN(pipeline_.get()), "speech"));
        gain_.reset(gst_bin_get_by_name(GST_BIN(pipeline_.get()), "gain"));
        bus_.reset(gst_element_get_bus(pipeline_.get()));
        gst_element_set_state(pipeline_.get(), GST_STATE_READY);
    }
    ~Output() {
        if (pipeline_) gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    [[nodiscard]] bool is_open() const { return pipeline_ != nullptr && source_ != nullptr; }

    void begin(double gain) {
        played_ = 0;
        // A device that was pulled out is opened anew.
        if (std::exchange(is_broken_, false)) gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
        gst_bus_set_flushing(bus_.get(), TRUE);
        gst_bus_set_flushing(bus_.get(), FALSE);
        g_object_set(gain_.get(), "volume", gain, nullptr);
        gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
    }

    void push(const std::vector<std::int16_t>& samples) {
        if (samples.empty()) return;
        GstBuffer* buffer = gst_buffer_new_memdup(samples.data(), samples.size() * sizeof(std::int16_t));
        GST_BUFFER_PTS(buffer) = gst_util_uint64_scale(played_, GST_SECOND, SpokenSound::rate);
        played_ += samples.size();
        GST_BUFFER_DURATION(buffer) = gst_util_uint64_scale(played_, GST_SECOND, SpokenSound::rate) - GST_BUFFER_PTS(buffer);
        gst_app_src_push_buffer(GST_APP_SRC(source_.get()), buffer);
    }

    void finish() { gst_app_src_end_of_stream(GST_APP_SRC(source_.get())); }

    /// Whether all was played, or nothing can be. Waits 10 ms for it.
    bool is_done() {
        const std::unique_ptr<GstMessage, Unref> message(gst_bus_timed_pop_filtered(
            bus_.get(), 10 * GST_MSECOND, static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR)));
        if (message == nullptr) return false;
        is_broken_ = is_broken_ || GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_ERROR;
        return true;
    }

    /// At once: what has not been heard yet is lost.
    void silence() { gst_element_set_state(pipeline_.get(), GST_STATE_READY); }
    [[nodiscard]] bool is_broken() const { return is_broken_; }
    /// Of what was pushed.
    [[nodiscard]] std::chrono::seconds length() const { return std::chrono::seconds(played_ / SpokenSound::rate); }

private:
    Element pipeline_, source_, gain_;
    std::unique_ptr<GstBus, Unref> bus_;
    std::uint64_t played_ = 0;  ///< samples
    bool is_broken_ = false;
};

Voice::Voice(std::string sink, std::function<void()> on_change)
    : sink_(std::move(sink)),
      on_change_(std::move(on_change)),
      thread_([this](const std::stop_token& stop) { run_thread("voice", stop, [&] { run(stop); }); }) {}

Voice::~Voice() {
    is_ending_ = true;
    thread_.request_stop();
    wake_.signal();
}

void Voice::say(std::vector<Utterance> utterances) {
    {
        const MutexLock lock(mutex_);
        next_ = std::move(utterances);
    }
    wake_.signal();
}

void Voice::tick(int hz) {
    if (is_speaking_) return;
    tick_hz_ = hz;
    wake_.signal();
}

void Voice::set_gain(double gain) { gain_ = gain; }

bool Voice::is_interrupted() const {
    if (is_ending_) return true;
    const MutexLock lock(mutex_);
    return next_.has_value();
}

std::optional<std::vector<Utterance>> Voice::take() {
    wake_.clear();
    const MutexLock lock(mutex_);
    return std::exchange(next_, std::nullopt);
}

void Voice::note(bool is_speaking) {
    if (is_speaking_.exchange(is_speaking) != is_speaking && on_change_) on_change_();
}

void Voice::run(const std::stop_token& stop) {
    Output output(sink_);
    while (!stop.stop_requested()) {
        pollfd waiting{wake_.handle(), POLLIN, 0};
        if (!is_interrupted()) ::poll(&waiting, 1, -1);
        const auto job = take();
        if (const int hz = tick_hz_.exchange(0); hz > 0 && !job && output.is_open()) {
            sound_tick(output, hz);
            continue;
        }
        if (!job || job->empty() || !output.is_open()) {
            note(false);
            continue;
        }
        note(true);
        for (const auto& utterance : *job)
            if (!speak(output, utterance)) break;
        output.silence();
        if (!is_interrupted()) note(false);
    }
}

/// False if something else is to be said, or nothing can be.
bool Voice::speak(Output& output, const Utterance& utterance) {
    auto sound = SpokenSound::start(utterance);
    if (!sound) {
        if (!std::exchange(has_complained_, true)) log_warning("speech", "{}", sound.error().detail);
        return false;
    }
    output.begin(gain_);
    while (!sound->is_over()) {
        std::array<pollfd, 2> waiting{{{sound->handle(), POLLIN, 0}, {wake_.handle(), POLLIN, 0}}};
        constexpr int patience_ms = 5000;  // a program that hangs is left
        const int ready = ::poll(waiting.data(), waiting.size(), patience_ms);
        if (waiting[1].revents != 0) wake_.clear();
        if (ready <= 0 || is_interrupted()) {
            output.silence();
            return false;
        }
        if (waiting[0].revents != 0) output.push(sound->read());
    }
    output.finish();
    return wait_until_played(output);
}

void Voice::sound_tick(Output& output, int hz) {
    output.begin(gain_);
    output.push(tone(hz));
    output.finish();
    wait_until_played(output);
}

bool Voice::wait_until_played(Output& output) {
    const auto until = Clock::now() + output.length() + std::chrono::seconds{5};  // a device may stall without a word
    while (!is_interrupted() && Clock::now() < until)
        if (output.is_done()) {
            output.silence();
            if (output.is_broken() && !std::exchange(has_complained_, true))
                log_warning("speech", "the sound output does not work");
            return !output.is_broken();
        }
    output.silence();
    return false;
}

}  // namespace entre
