#include "kiosk/ui/sound.hpp"

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace entre {

namespace {

constexpr int rate = 22050;

struct Tone {
    double hertz;
    double begins_s;
};

// Each is shorter than a second and between 500 and 3000 Hz. They differ in pitch direction: rising for in, level for notice,
// falling for stop.
constexpr std::array<Tone, 2> in_tones = {{{659.3, 0.0}, {987.8, 0.13}}};
constexpr std::array<Tone, 2> notice_tones = {{{784.0, 0.0}, {784.0, 0.2}}};
constexpr std::array<Tone, 2> stop_tones = {{{740.0, 0.0}, {523.3, 0.18}}};

std::span<const Tone> tones_of(Sound sound) {
    switch (sound) {
        case Sound::in:
            return in_tones;
        case Sound::notice:
            return notice_tones;
        case Sound::stop:
            return stop_tones;
    }
    return {};
}

std::vector<std::int16_t> samples_of(std::span<const Tone> tones) {
    constexpr double length_s = 0.6;
    std::vector<std::int16_t> samples(static_cast<std::size_t>(rate * length_s));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double now = static_cast<double>(i) / rate;
        double value = 0;
        for (const auto& tone : tones) {
            const double age = now - tone.begins_s;
            if (age < 0) continue;
            // Imitates a struck bar: fast attack, one soft overtone, exponential decay.
            const double envelope = std::min(1.0, age * 200) * std::exp(-age * 9);
            value += envelope * (std::sin(2 * M_PI * tone.hertz * age) + 0.25 * std::sin(6 * M_PI * tone.hertz * age));
        }
        samples[i] = static_cast<std::int16_t>(9000 * value);
    }
    return samples;
}

}  // namespace

namespace {

struct Stop {
    void operator()(GstElement* pipeline) const {
        gst_element_set_state(pipeline, GST_STATE_NULL);
        gst_object_unref(pipeline);
    }
};
using Pipeline = std::unique_ptr<GstElement, Stop>;

Pipeline start(Sound sound, const std::string& sink) {
    const std::string description =
        "appsrc name=tones format=time caps=audio/x-raw,format=S16LE,rate=22050,channels=1,layout=interleaved ! audioconvert ! "
        "audioresample ! " +
        sink;
    GError* error = nullptr;
    Pipeline pipeline(gst_parse_launch_full(description.c_str(), nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &error));
    g_clear_error(&error);
    if (!pipeline) return pipeline;
    GstElement* source = gst_bin_get_by_name(GST_BIN(pipeline.get()), "tones");
    if (source == nullptr) return nullptr;
    const auto samples = samples_of(tones_of(sound));
    GstBuffer* buffer = gst_buffer_new_memdup(samples.data(), samples.size() * sizeof(std::int16_t));
    GST_BUFFER_PTS(buffer) = 0;
    gst_app_src_push_buffer(GST_APP_SRC(source), buffer);
    gst_app_src_end_of_stream(GST_APP_SRC(source));
    gst_object_unref(source);
    gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
    return pipeline;
}

struct Unref {
    void operator()(GstMessage* message) const { gst_message_unref(message); }
    void operator()(GstBus* bus) const { gst_object_unref(bus); }
};

std::string text_of(GstMessage* message) {
    GError* error = nullptr;
    GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR ? gst_message_parse_error(message, &error, nullptr)
                                                   : gst_message_parse_warning(message, &error, nullptr);
    std::string text = error != nullptr ? error->message : "GStreamer gives no reason";
    g_clear_error(&error);
    return text;
}

}  // namespace

std::string sound_problem(const std::string& sink) {
    constexpr GstClockTime patience = 3 * GST_SECOND;
    gst_init(nullptr, nullptr);
    const Pipeline pipeline = start(Sound::notice, sink);
    if (!pipeline) return "GStreamer has no part for sound";
    const std::unique_ptr<GstBus, Unref> bus(gst_element_get_bus(pipeline.get()));
    // Without any output, autoaudiosink only warns, and plays to nobody.
    const std::unique_ptr<GstMessage, Unref> message(gst_bus_timed_pop_filtered(
        bus.get(), patience, static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING)));
    if (message == nullptr) return "the sound output does not answer";
    return GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_EOS ? std::string{} : text_of(message.get());
}

Sounds::Sounds() : thread_([this](const std::stop_token& stop) { run(stop); }) {}
Sounds::~Sounds() = default;

void Sounds::run(const std::stop_token& stop) {
    gst_init(nullptr, nullptr);
    Pipeline playing;
    while (const auto sound = sounds_.pop(stop)) playing = start(*sound, "autoaudiosink");
}

}  // namespace entre
