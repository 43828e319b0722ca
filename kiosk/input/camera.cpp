#include "kiosk/input/camera.hpp"

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
#include "kiosk/input/camera_controls.hpp"
#include "kiosk/input/exposure.hpp"
#include "kiosk/input/jpeg.hpp"
#include "kiosk/input/preview.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto decode_every = 62ms;  // 15 pictures a second are enough for a hand that holds a phone
constexpr auto decode_every_at_rest = 200ms;  // when nobody has been near for a while
constexpr auto rests_after = 1min;
constexpr auto hung_after = 2s;      // a camera on a bad cable stops without a word
constexpr auto retry_every = 500ms;
constexpr auto dark_report_delay = 1s;
constexpr auto lost_frames_report_interval = 1s;
constexpr auto stale_after = 5s;  // a sensor's noise never repeats: the same bytes again and again come from a stuck camera

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

bool is_jpeg(const GstCaps* caps) { return gst_structure_has_name(gst_caps_get_structure(caps, 0), "image/jpeg") != FALSE; }

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

constexpr std::string_view newest = "appsink name=entre max-buffers=1 drop=true";

std::string pipeline_of(const std::string& source, bool is_live) {
    // n-threads=1: converting 720p to grey takes 2 % of a core, and more threads only wake each other.
    return fmt::format("{} ! videoconvert n-threads=1 ! video/x-raw,format=GRAY8 ! {} sync={}", source, newest, is_live ? "false" : "true");
}

/// A compressed or plain picture as grey pixels, for as long as `use` runs. False when there is none in the sample.
class SampleReader {
public:
    template <class Use>
    bool read(GstSample* sample, Use&& use) {
        GstCaps* caps = gst_sample_get_caps(sample);
        GstBuffer* buffer = gst_sample_get_buffer(sample);
        if (caps == nullptr || buffer == nullptr || gst_caps_get_size(caps) == 0) return false;
        return is_jpeg(caps) ? read_jpeg(buffer, use) : read_raw(caps, buffer, use);
    }
    /// Since when every sample has been the same, byte for byte.
    [[nodiscard]] Clock::time_point same_since() const { return same_since_; }

private:
    template <class Use>
    bool read_jpeg(GstBuffer* buffer, Use& use) {
        GstMapInfo map;
        if (gst_buffer_map(buffer, &map, GST_MAP_READ) == FALSE) return false;
        note({map.data, map.size});
        const bool is_whole = jpeg_.read({map.data, map.size}, picture_);
        gst_buffer_unmap(buffer, &map);
        if (is_whole) use(picture_.view());
        return is_whole;
    }
    template <class Use>
    bool read_raw(GstCaps* caps, GstBuffer* buffer, Use& use) {
        GstVideoInfo info;
        GstVideoFrame frame;
        if (gst_video_info_from_caps(&info, caps) == FALSE || gst_video_frame_map(&frame, &info, buffer, GST_MAP_READ) == FALSE) return false;
        const GreyView view{static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&frame, 0)),
                            GST_VIDEO_FRAME_WIDTH(&frame), GST_VIDEO_FRAME_HEIGHT(&frame),
                            GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0)};
        note({view.pixels, static_cast<std::size_t>(view.stride) * static_cast<std::size_t>(view.height_px)});
        use(view);
        gst_video_frame_unmap(&frame);
        return true;
    }
    void note(std::span<const std::uint8_t> bytes) {
        const auto seen = std::hash<std::string_view>{}({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        if (seen != last_) same_since_ = Clock::now();
        last_ = seen;
    }

    JpegReader jpeg_;
    GreyPicture picture_;
    std::size_t last_ = 0;
    Clock::time_point same_since_ = Clock::now();
};

/// What one pass over the camera's pictures keeps between them.
class FrameTaker {
public:
    FrameTaker(const CameraListener& listener, const CameraOptions& options, Latest<Preview>& previews)
        : listener_(listener),
          previews_(previews),
          decoder_(options.decoder),
          in_view_(options.meaning_of ? options.meaning_of : [](const std::string&) { return CodeMeaning{}; }) {}

    /// False when the sample holds no whole picture.
    bool take(GstSample* sample, const std::stop_token& stop) {
        return samples_.read(sample, [&](const GreyView& view) { look(view, stop); });
    }
    /// The device behind the next pictures; empty when there is none that can be told anything.
    void use(const std::string& device) {
        controls_.reset();
        exposure_ = {};
        focus_ = {};
        if (!device.empty()) controls_.emplace(device);
    }
    [[nodiscard]] const DecoderHealth& decoder() const { return decoder_.health(); }
    [[nodiscard]] bool is_at_rest() const { return Clock::now() - maker_.moved_at() > rests_after; }
    [[nodiscard]] bool is_stale() const { return Clock::now() - samples_.same_since() > stale_after; }

private:
    void look(const GreyView& view, const std::stop_token& stop) {
        const auto now = Clock::now();
        const auto frame = decoder_.decode(view, now, stop).value_or(DecodedFrame{});
        const auto received = in_view_.take(frame.codes, now);
        const auto advice = received.advice == ScanAdvice::none ? frame.advice : received.advice;
        if (advice != advice_ && listener_.on_advice) listener_.on_advice(advice);
        advice_ = advice;
        const auto outlined = received.code ? std::span(&*received.code, 1) : std::span<const FoundCode>{};
        if (auto preview = maker_.make(view, outlined, now)) {
            previews_.put(std::move(*preview));
            listener_.on_preview();
        }
        if (received.code) listener_.on_code(received.code->text, now);
        if (!controls_) return;
        controls_->darken(exposure_.next(blown_out_part(view), !frame.codes.empty(), now));
        controls_->focus(focus_.next(frame.advice, now));
    }

    const CameraListener& listener_;
    Latest<Preview>& previews_;
    PreviewMaker maker_;
    SampleReader samples_;
    Decoder decoder_;
    CodesInView in_view_;
    std::optional<CameraControls> controls_;
    ExposurePlan exposure_;
    FocusPlan focus_;
    ScanAdvice advice_ = ScanAdvice::none;
};

/// Tells the listener once of each change, and of darkness only when it lasts.
class Health {
public:
    explicit Health(const CameraListener& listener) : listener_(listener) {}

    void light(const DecoderHealth& decoder) {
        const auto now = Clock::now();
        if (decoder.problem.empty()) reading_since_ = now;
        if (!decoder.problem.empty() && now - reading_since_ >= dark_report_delay) {
            dark_since_ = now;
            if (reported_ && reported_->is_decoder_gone) return;
            return tell({false, decoder.problem, true, decoder.lost_frames});
        }
        dark_since_ = now;
        if (reported_ && reported_->is_working) {
            if (reported_->lost_frames == decoder.lost_frames || now - reported_at_ < lost_frames_report_interval) return;
        } else {
            if (!decoder.problem.empty()) return;
            log_info("camera", "pictures arrive");
        }
        tell({true, {}, false, decoder.lost_frames});
    }
    void dark(const std::string& problem) {
        if ((reported_ && !reported_->is_working) || Clock::now() - dark_since_ < dark_report_delay) return;
        log_error("camera", {reported_ ? ErrorCode::camera_lost : ErrorCode::camera_missing, problem});
        tell({false, problem, false, reported_ ? reported_->lost_frames : 0});
    }

private:
    void tell(CameraNews news) {
        reported_at_ = Clock::now();
        listener_.on_status(news);
        reported_ = std::move(news);
    }

    const CameraListener& listener_;
    std::optional<CameraNews> reported_;
    Clock::time_point reported_at_{};
    Clock::time_point dark_since_ = Clock::now();
    Clock::time_point reading_since_ = Clock::now();
};

void rest(const std::stop_token& stop, Clock::duration time) {
    Queue<int> nothing;
    static_cast<void>(nothing.pop_until(stop, Clock::now() + time));
}

/// Takes pictures until the pipeline ends, fails or hangs; why it ended. True in `had_pictures` when at least one came.
std::string watch(const Running& running, bool is_live, FrameTaker& frames, Health& health, const std::stop_token& stop,
                  bool& had_pictures) {
    std::string problem;
    auto last_picture = Clock::now();
    while (!stop.stop_requested()) {
        const auto began = Clock::now();
        if (const Sample sample{gst_app_sink_try_pull_sample(running.sink, GST_SECOND / 10)}) {
            const bool is_whole = frames.take(sample.get(), stop);
            if (is_live && frames.is_stale()) return "the same picture again and again";
            if (is_whole) {
                last_picture = Clock::now();
                had_pictures = true;
                health.light(frames.decoder());
            }
        }
        if (has_failed(running.pipeline.get(), problem)) return problem;
        if (Clock::now() - last_picture > hung_after) return "no pictures for two seconds";
        if (gst_app_sink_is_eos(running.sink) != FALSE) return "end of the film";
        const Clock::duration pace = frames.is_at_rest() ? decode_every_at_rest : decode_every;
        if (const auto left = pace - (Clock::now() - began); left > 0ms) rest(stop, left);
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
    // Motion JPEG first: over USB 2 raw 720p often comes with ten pictures a second only. It is opened here and not in the
    // pipeline: only pictures that are looked at, and of those only the brightness.
    return {fmt::format("{} ! image/jpeg,width=1280,height=720 ! {} sync=false", v4l2, newest),
            pipeline_of(v4l2 + " ! video/x-raw,width=1280,height=720", true), pipeline_of(v4l2 + " ! decodebin", true)};
}

Camera::Camera(std::string source, CameraListener listener, CameraOptions options)
    : source_(std::move(source)),
      listener_(std::move(listener)),
      options_(std::move(options)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Camera::~Camera() = default;

void Camera::run(const std::stop_token& stop) {
    gst_init(nullptr, nullptr);
    FrameTaker frames(listener_, options_, previews_);
    Health health(listener_);
    std::size_t next = 0;
    while (!stop.stop_requested()) {
        const auto pipelines = camera_pipelines(source_);
        const bool is_live = source_ == "auto" || is_device(source_);
        std::string problem = "no camera found";
        if (!pipelines.empty()) {
            const Running running = start(pipelines[next % pipelines.size()]);
            problem = running.problem;
            bool had_pictures = false;
            frames.use(running.pipeline && is_live ? (source_ == "auto" ? find_camera().value_or("") : source_) : "");
            if (running.pipeline) problem = watch(running, is_live, frames, health, stop, had_pictures);
            frames.use("");  // before the device goes
            if (!had_pictures) ++next;  // this way of asking gives nothing here; the next one may
            if (had_pictures && problem == "end of the film") continue;
        }
        health.dark(problem);
        rest(stop, retry_every);
        health.dark(problem);
    }
}

}  // namespace entre
