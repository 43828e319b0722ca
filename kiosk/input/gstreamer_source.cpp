#include "kiosk/input/gstreamer_source.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <utility>

namespace entre {

namespace {

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

bool can_capture(const std::string& device) {
    const int file = ::open(device.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return false;
    v4l2_capability capability{};
    const bool is_known = ::ioctl(file, VIDIOC_QUERYCAP, &capability) == 0;
    ::close(file);
    return is_known && (capability.device_caps & V4L2_CAP_VIDEO_CAPTURE) != 0;
}

/// Takes a message of one of `types` from the pipeline's bus; an empty text when there is none.
std::string take_message(GstElement* pipeline, GstMessageType types) {
    GstBus* bus = gst_element_get_bus(pipeline);
    GstMessage* message = gst_bus_pop_filtered(bus, types);
    gst_object_unref(bus);
    if (message == nullptr) return {};
    std::string text(end_of_recording);
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
        GError* error = nullptr;
        gst_message_parse_error(message, &error, nullptr);
        text = error != nullptr ? error->message : "error";
        g_clear_error(&error);
    }
    gst_message_unref(message);
    return text;
}

bool use_jpeg(GstBuffer* buffer, const std::function<void(const SourceFrame&)>& use) {
    GstMapInfo map;
    if (gst_buffer_map(buffer, &map, GST_MAP_READ) == FALSE) return false;
    use({{map.data, map.size}, std::nullopt});
    gst_buffer_unmap(buffer, &map);
    return true;
}

bool use_raw(GstCaps* caps, GstBuffer* buffer, const std::function<void(const SourceFrame&)>& use) {
    GstVideoInfo info;
    GstVideoFrame frame;
    if (gst_video_info_from_caps(&info, caps) == FALSE || gst_video_frame_map(&frame, &info, buffer, GST_MAP_READ) == FALSE)
        return false;
    const GreyView view{static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&frame, 0)), GST_VIDEO_FRAME_WIDTH(&frame),
                        GST_VIDEO_FRAME_HEIGHT(&frame), GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0)};
    use({{view.pixels, static_cast<std::size_t>(view.stride) * static_cast<std::size_t>(view.height_px)}, view});
    gst_video_frame_unmap(&frame);
    return true;
}

constexpr std::string_view newest = "appsink name=entre max-buffers=1 drop=true";

std::string pipeline_of(const std::string& source, bool is_live) {
    // n-threads=1: converting 720p to grey takes 2 % of a core, and more threads only wake each other.
    return fmt::format("{} ! videoconvert n-threads=1 ! video/x-raw,format=GRAY8 ! {} sync={}", source, newest,
                       is_live ? "false" : "true");
}

}  // namespace

struct GstreamerSource::Impl {
    Pipeline pipeline;
    GstAppSink* sink = nullptr;  // owned by the pipeline
    std::string problem;
};

GstreamerSource::GstreamerSource(const std::string& description) : impl_(std::make_unique<Impl>()) {
    gst_init(nullptr, nullptr);
    GError* error = nullptr;
    Pipeline pipeline(gst_parse_launch(description.c_str(), &error));
    if (error != nullptr) impl_->problem = error->message;
    g_clear_error(&error);
    if (!pipeline) return;
    GstElement* sink = gst_bin_get_by_name(GST_BIN(pipeline.get()), "entre");
    if (sink == nullptr) {
        impl_->problem = "the source does not deliver pictures";
        return;
    }
    gst_object_unref(sink);  // the pipeline keeps it
    if (gst_element_set_state(pipeline.get(), GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
        impl_->problem = take_message(pipeline.get(), GST_MESSAGE_ERROR);
        return;
    }
    impl_->sink = GST_APP_SINK(sink);
    impl_->pipeline = std::move(pipeline);
}

GstreamerSource::~GstreamerSource() = default;

bool GstreamerSource::is_running() const { return impl_->pipeline != nullptr; }

bool GstreamerSource::pull(const std::function<void(const SourceFrame&)>& use) {
    const Sample sample(gst_app_sink_try_pull_sample(impl_->sink, GST_SECOND / 10));
    if (!sample) return false;
    GstCaps* caps = gst_sample_get_caps(sample.get());
    GstBuffer* buffer = gst_sample_get_buffer(sample.get());
    if (caps == nullptr || buffer == nullptr || gst_caps_get_size(caps) == 0) return false;
    const bool is_jpeg = gst_structure_has_name(gst_caps_get_structure(caps, 0), "image/jpeg") != FALSE;
    return is_jpeg ? use_jpeg(buffer, use) : use_raw(caps, buffer, use);
}

std::optional<std::string> GstreamerSource::problem() {
    if (!is_running()) return impl_->problem;
    auto text = take_message(impl_->pipeline.get(), static_cast<GstMessageType>(GST_MESSAGE_ERROR | GST_MESSAGE_EOS));
    if (text.empty() && gst_app_sink_is_eos(impl_->sink) != FALSE) text = end_of_recording;
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

bool is_device(const std::string& source) { return source.starts_with("/dev/"); }

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
    // Motion JPEG first: over USB 2 many cameras deliver raw 720p at only ten frames a second. It is decompressed by FrameReader,
    // not here: only the frames that are used, and of those only the brightness.
    return {fmt::format("{} ! image/jpeg,width=1280,height=720 ! {} sync=false", v4l2, newest),
            pipeline_of(v4l2 + " ! video/x-raw,width=1280,height=720", true), pipeline_of(v4l2 + " ! decodebin", true)};
}

}  // namespace entre
