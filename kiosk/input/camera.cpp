#include "kiosk/input/camera.hpp"

#include <span>

#include "core/base/thread.hpp"
#include "kiosk/input/camera_controls.hpp"
#include "kiosk/input/camera_health.hpp"
#include "kiosk/input/exposure.hpp"
#include "kiosk/input/frame_reader.hpp"
#include "kiosk/input/gstreamer_source.hpp"
#include "kiosk/input/preview.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto decode_every = 62ms;           // 15 frames a second are enough for a hand that holds a phone
constexpr auto decode_every_at_rest = 200ms;  // when nothing has moved for a while
constexpr auto rests_after = 1min;
constexpr auto hung_after = 2s;  // a camera on a bad cable stops without an error
constexpr auto retry_every = 500ms;
constexpr auto stale_after = 5s;

/// Decodes frames, makes previews and adjusts the camera.
class FrameProcessor {
public:
    FrameProcessor(const CameraListener& listener, const CameraOptions& options, Latest<Preview>& previews)
        : listener_(listener),
          previews_(previews),
          decoder_(options.decoder),
          in_view_(options.meaning_of ? options.meaning_of : [](const std::string&) { return CodeMeaning{}; }) {}

    /// False for a damaged frame.
    bool take(const SourceFrame& frame, const std::stop_token& stop) {
        return reader_.read(frame, [&](const GreyView& view) { process(view, stop); });
    }
    /// The device of the next frames; empty when there is none that can be adjusted.
    void use(const std::string& device) {
        controls_.reset();
        exposure_ = {};
        focus_ = {};
        if (!device.empty()) controls_.emplace(device);
    }
    [[nodiscard]] const DecoderHealth& decoder() const { return decoder_.health(); }
    [[nodiscard]] bool is_at_rest() const { return Clock::now() - maker_.moved_at() > rests_after; }
    [[nodiscard]] bool is_stale() const { return Clock::now() - reader_.same_since() > stale_after; }

private:
    void process(const GreyView& view, const std::stop_token& stop) {
        const auto now = Clock::now();
        const auto frame = decoder_.decode(view, now, stop).value_or(DecodedFrame{});
        const auto report = in_view_.take(frame.codes, now);
        const auto advice = report.advice == ScanAdvice::none ? frame.advice : report.advice;
        if (advice != advice_ && listener_.on_advice) listener_.on_advice(advice);
        advice_ = advice;
        const auto outlined = report.code ? std::span(&*report.code, 1) : std::span<const FoundCode>{};
        if (auto preview = maker_.make(view, outlined, now)) {
            preview->nearness = frame.nearness;
            previews_.put(std::move(*preview));
            listener_.on_preview();
        }
        if (report.code) listener_.on_code(report.code->text, now);
        if (!controls_) return;
        controls_->darken(exposure_.next(blown_out_part(view), !frame.codes.empty(), now));
        controls_->focus(focus_.next(frame.advice, now));
    }

    const CameraListener& listener_;
    Latest<Preview>& previews_;
    PreviewMaker maker_;
    FrameReader reader_;
    Decoder decoder_;
    CodesInView in_view_;
    std::optional<CameraControls> controls_;
    ExposurePlan exposure_;
    FocusPlan focus_;
    ScanAdvice advice_ = ScanAdvice::none;
};

/// Takes frames until the pipeline ends, fails or hangs; returns why it ended. `had_frames` becomes true with the first one.
std::string process_frames(GstreamerSource& source, bool is_live, FrameProcessor& frames, CameraHealth& health,
                           const std::stop_token& stop, bool& had_frames) {
    auto last_frame = Clock::now();
    while (!stop.stop_requested()) {
        const auto began = Clock::now();
        bool is_complete = false;
        source.pull([&](const SourceFrame& frame) { is_complete = frames.take(frame, stop); });
        if (is_live && frames.is_stale()) return "the same picture again and again";
        if (is_complete) {
            last_frame = Clock::now();
            had_frames = true;
            health.note_frame(frames.decoder());
        }
        if (auto problem = source.problem()) return *problem;
        if (Clock::now() - last_frame > hung_after) return "no pictures for two seconds";
        const Clock::duration pace = frames.is_at_rest() ? decode_every_at_rest : decode_every;
        if (const auto left = pace - (Clock::now() - began); left > 0ms) sleep_or_stop(left, stop);
    }
    return {};
}

}  // namespace

Camera::Camera(std::string source, CameraListener listener, CameraOptions options)
    : source_(std::move(source)),
      listener_(std::move(listener)),
      options_(std::move(options)),
      thread_([this](const std::stop_token& stop) { run_thread("camera", stop, [&] { run(stop); }); }) {}

Camera::~Camera() = default;

void Camera::run(const std::stop_token& stop) {
    FrameProcessor frames(listener_, options_, previews_);
    CameraHealth health(listener_);
    std::size_t next = 0;
    while (!stop.stop_requested()) {
        const auto pipelines = camera_pipelines(source_);
        const bool is_live = source_ == "auto" || is_device(source_);
        std::string problem = "no camera found";
        if (!pipelines.empty()) {
            GstreamerSource source(pipelines[next % pipelines.size()]);
            bool had_frames = false;
            frames.use(source.is_running() && is_live ? (source_ == "auto" ? find_camera().value_or("") : source_) : "");
            problem = source.is_running() ? process_frames(source, is_live, frames, health, stop, had_frames)
                                          : source.problem().value_or("");
            frames.use("");           // before the device is released
            if (!had_frames) ++next;  // this pipeline delivers nothing here; the next one may
            if (had_frames && problem == end_of_recording) continue;
        }
        health.note_gap(problem);
        sleep_or_stop(retry_every, stop);
        health.note_gap(problem);
    }
}

}  // namespace entre
