#include "kiosk/scan/camera.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "core/base/log.hpp"
#include "core/ticket/scan/film.hpp"
#include "kiosk/scan/preview.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto decode_every = 62ms;  // 15 pictures a second are enough for a hand that holds a phone
constexpr auto hung_after = 2s;      // a camera on a bad cable stops without a word
constexpr auto retry_every = 500ms;
constexpr auto dark_is_told_after = 1s;

struct Unref {
    void operator()(GstElement* element) const {
        gst_element_set_state(element, GST_STATE_NULL);
        gst_object_unref(element);
    }
};
using Pipeline = std::unique_ptr<GstElement, Unref>;

struct SampleUnref {
    void operator()(GstSample* sample) const { gst_sample_unref(sample); }
};
using Sample = std::unique_ptr<GstSample, SampleUnref>;

bool is_device(const std::string& source) { return source.starts_with("/dev/"); }

bool can_capture(const std::string& device) {
    const int file = ::open(device.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return false;
    v4l2_capability capability{};
    const bool is_known = ::ioctl(file, VIDIOC_QUERYCAP, &capability) == 0;
    ::close(file);
    return is_known && (capability.device_caps & V4L2_CAP_VIDEO_CAPTURE) != 0;
}

/// A running pipeline and its sink, or why there is none.
struct Running {
    Pipeline pipeline;
    GstAppSink* sink = nullptr;  // owned by the pipeline
    std::string problem;
};

std::string message_text(GstElement* pipeline) {
    GstBus* bus = gst_element_get_bus(pipeline);
    GstMessage* message = gst_bus_pop_filtered(bus, GST_MESSAGE_ERROR);
    std::string text;
    if (message != nullptr) {
        GError* error = nullptr;
        gst_message_parse_error(message, &error, nullptr);
        text = error != nullptr ? error->message : "error";
        g_clear_error(&error);
        gst_message_unref(message);
    }
    gst_object_unref(bus);
    return text;
}

bool has_failed(GstElement* pipeline, std::string& problem) {
    GstBus* bus = gst_element_get_bus(pipeline);
    GstMessage* message = gst_bus_pop_filtered(bus, static_cast<GstMessageType>(GST_MESSAGE_ERROR | GST_MESSAGE_EOS));
    gst_object_unref(bus);
    if (message == nullptr) return false;
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
        GError* error = nullptr;
        gst_message_parse_error(message, &error, nullptr);
        problem = error != nullptr ? error->message : "error";
        g_clear_error(&error);
    } else {
        problem = "end of the film";
    }
    gst_message_unref(message);
    return true;
}

Running start(const std::string& description) {
    Running running;
    GError* error = nullptr;
    GstElement* element = gst_parse_launch(description.c_str(), &error);
    if (error != nullptr) {
        running.problem = error->message;
        g_clear_error(&error);
    }
    if (element == nullptr) return running;
    running.pipeline.reset(element);
    GstElement* sink = gst_bin_get_by_name(GST_BIN(element), "entre");
    if (sink == nullptr) {
        running.problem = "the source does not end in a picture";
        running.pipeline.reset();
        return running;
    }
    running.sink = GST_APP_SINK(sink);
    gst_object_unref(sink);  // the pipeline keeps it
    if (gst_element_set_state(element, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
        running.problem = message_text(element);
        running.pipeline.reset();
    }
    return running;
}

std::string pipeline_of(const std::string& source, bool is_live) {
    // n-threads=1: converting 720p to grey takes 2 % of a core, and more threads only wake each other.
    return fmt::format(
        "{} ! videoconvert n-threads=1 ! video/x-raw,format=GRAY8 ! appsink name=entre max-buffers=1 drop=true sync={}", source,
        is_live ? "false" : "true");
}

/// What one pass over the camera's pictures keeps between them.
class Decoder {
public:
    Decoder(const CameraListener& listener, Latest<Preview>& previews) : listener_(listener), previews_(previews) {}

    void take(GstSample* sample) {
        GstVideoInfo info;
        GstVideoFrame frame;
        GstCaps* caps = gst_sample_get_caps(sample);
        if (caps == nullptr || gst_video_info_from_caps(&info, caps) == FALSE) return;
        if (gst_video_frame_map(&frame, &info, gst_sample_get_buffer(sample), GST_MAP_READ) == FALSE) return;
        const GreyView view{static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&frame, 0)),
                            GST_VIDEO_FRAME_WIDTH(&frame), GST_VIDEO_FRAME_HEIGHT(&frame),
                            GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0)};
        look(view);
        gst_video_frame_unmap(&frame);
    }

private:
    void look(const GreyView& view) {
        const auto now = Clock::now();
        const auto frame = film_.next(view, now);
        const auto& codes = frame.codes;
        if (frame.advice != advice_ && listener_.on_advice) listener_.on_advice(frame.advice);
        advice_ = frame.advice;
        if (auto preview = maker_.make(view, codes, now)) {
            previews_.put(std::move(*preview));
            listener_.on_preview();
        }
        if (!codes.empty()) listener_.on_code(codes.front().text, now);
    }

    const CameraListener& listener_;
    Latest<Preview>& previews_;
    PreviewMaker maker_;
    Film film_;
    ScanAdvice advice_ = ScanAdvice::none;
};

/// Tells the listener once of each change, and of darkness only when it lasts.
class Health {
public:
    explicit Health(const CameraListener& listener) : listener_(listener) {}

    void light() {
        dark_since_ = Clock::now();
        if (is_working_.value_or(false)) return;
        is_working_ = true;
        log_info("camera", "pictures arrive");
        listener_.on_status(true, {});
    }
    void dark(const std::string& problem) {
        if (!is_working_.value_or(true) || Clock::now() - dark_since_ < dark_is_told_after) return;
        log_error("camera", {is_working_ ? ErrorCode::camera_lost : ErrorCode::camera_missing, problem});
        is_working_ = false;
        listener_.on_status(false, problem);
    }

private:
    const CameraListener& listener_;
    std::optional<bool> is_working_;
    Clock::time_point dark_since_ = Clock::now();
};

void rest(const std::stop_token& stop, Clock::duration time) {
    Queue<int> nothing;
    static_cast<void>(nothing.pop_until(stop, Clock::now() + time));
}

/// Takes pictures until the pipeline ends, fails or hangs; why it ended. True in `had_pictures` when at least one came.
std::string watch(const Running& running, Decoder& decoder, Health& health, const std::stop_token& stop, bool& had_pictures) {
    std::string problem;
    auto last_picture = Clock::now();
    while (!stop.stop_requested()) {
        const auto began = Clock::now();
        if (const Sample sample{gst_app_sink_try_pull_sample(running.sink, GST_SECOND / 10)}) {
            last_picture = Clock::now();
            had_pictures = true;
            health.light();
            decoder.take(sample.get());
        }
        if (has_failed(running.pipeline.get(), problem)) return problem;
        if (Clock::now() - last_picture > hung_after) return "no pictures for two seconds";
        if (gst_app_sink_is_eos(running.sink) != FALSE) return "end of the film";
        if (const auto left = decode_every - (Clock::now() - began); left > 0ms) rest(stop, left);
    }
    return problem;
}

}  // namespace

std::optional<std::string> find_camera() {
    for (int number = 0; number < 64; ++number) {
        const std::string device = fmt::format("/dev/video{}", number);
        if (can_capture(device)) return device;
    }
    return std::nullopt;
}

std::vector<std::string> camera_pipelines(const std::string& source) {
    const std::string device = source == "auto" ? find_camera().value_or("") : source;
    if (device.empty()) return {};
    if (!is_device(device)) return {pipeline_of(source, false)};
    const std::string v4l2 = fmt::format("v4l2src device={}", device);
    // Motion JPEG first: over USB 2 raw 720p often comes with ten pictures a second only.
    return {pipeline_of(v4l2 + " ! image/jpeg,width=1280,height=720 ! jpegdec", true),
            pipeline_of(v4l2 + " ! video/x-raw,width=1280,height=720", true), pipeline_of(v4l2 + " ! decodebin", true)};
}

Camera::Camera(std::string source, CameraListener listener)
    : source_(std::move(source)), listener_(std::move(listener)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

Camera::~Camera() = default;

void Camera::run(const std::stop_token& stop) {
    gst_init(nullptr, nullptr);
    Decoder decoder(listener_, previews_);
    Health health(listener_);
    std::size_t next = 0;
    while (!stop.stop_requested()) {
        const auto pipelines = camera_pipelines(source_);
        std::string problem = "no camera found";
        if (!pipelines.empty()) {
            const Running running = start(pipelines[next % pipelines.size()]);
            problem = running.problem;
            bool had_pictures = false;
            if (running.pipeline) problem = watch(running, decoder, health, stop, had_pictures);
            if (!had_pictures) ++next;  // this way of asking gives nothing here; the next one may
            if (had_pictures && problem == "end of the film") continue;
        }
        health.dark(problem);
        rest(stop, retry_every);
        health.dark(problem);
    }
}

}  // namespace entre
