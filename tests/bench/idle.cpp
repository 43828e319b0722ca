#include <atomic>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "kiosk/input/camera.hpp"
#include "kiosk/input/demo_camera.hpp"
#include "tests/bench/kiosk_process.hpp"
#include "tests/bench/measures.hpp"
#include "tests/support/jpeg_picture.hpp"
#include "tests/support/ticket_frames.hpp"

namespace entre::bench {

namespace {

using namespace std::chrono_literals;

constexpr auto watched = 20s;
constexpr auto settles = 4s;
const std::string moving_camera = "videotestsrc pattern=ball is-live=true ! video/x-raw,width=1280,height=720,framerate=30/1";

double kiosk_percent(const test::Display& display, const Crowd& crowd, const std::string& camera) {
    const KioskProcess kiosk(display, crowd, {"--camera", camera, "--printer", "folder:badges"});
    kiosk.wait_for("first frame");
    std::this_thread::sleep_for(settles);
    const auto began = Clock::now();
    const double before = kiosk.cpu_seconds();
    std::this_thread::sleep_for(watched);
    return (kiosk.cpu_seconds() - before) * 1000 / ms_between(began, Clock::now()) * 100;
}

/// The processor time of the kiosk's camera and decoder without a screen, in per cent of one core.
double camera_alone_percent(const std::string& source, const std::vector<std::string>& environment = {}) {
    const auto done = test::run({ENTRE_CAMERA_ALONE, source, std::to_string(watched.count())}, environment, watched + 20s);
    double percent = 0;
    int previews = 0;
    if (done.status != 0 || !(std::istringstream(done.out) >> percent >> previews) || previews == 0)
        throw std::runtime_error("the camera delivered no pictures: " + done.err);
    return percent;
}

/// The same with a simulated webcam: 30 motion JPEG pictures a second that show a ticket with the given defect. Unreadable
/// tickets cost the decoder most.
double webcam_percent(const std::filesystem::path& folder, test::ImageDefect damage) {
    std::filesystem::create_directories(folder);
    const test::TicketFrames sequence(damage, 3);
    const auto frame = sequence.frame(sequence.in_view_from() + 5);
    const auto jpeg = test::jpeg_of({frame.width_px, frame.height_px, frame.grey});
    test::write_file(folder / "frame.jpg", {jpeg.begin(), jpeg.end()});
    test::write_file(folder / "frame.gray", {frame.grey.begin(), frame.grey.end()});
    return camera_alone_percent("/dev/video77",
                                {std::string("LD_PRELOAD=") + ENTRE_FAKE_CAMERA, "FAKEV4L2_DIR=" + folder.string()});
}

/// Decoded pictures per second, counted by a code that stays in view, as it is reported for every decoded picture.
double decoded_a_second(const std::filesystem::path& folder) {
    auto demo = DemoCamera::in(folder);
    if (!demo || !demo->show(code_of(1))) throw std::runtime_error("no demo camera");
    std::atomic<int> decoded = 0;
    auto source = demo->source();
    source.replace(source.find("framerate=15/1"), 14, "framerate=30/1");  // the rate of most webcams
    const Camera camera(source, {[&](const std::string&, auto) { ++decoded; }, [](const CameraNews&) {}, [] {}});
    std::this_thread::sleep_for(settles);
    const auto began = Clock::now();
    const int before = decoded;
    std::this_thread::sleep_for(10s);
    return (decoded - before) * 1000.0 / ms_between(began, Clock::now());
}

/// The times at which pictures with each code were decoded.
class Decoded {
public:
    void note(const std::string& code) {
        const std::lock_guard lock(mutex_);
        times_[code].push_back(Clock::now());
    }
    [[nodiscard]] std::vector<Clock::time_point> of(const std::string& code) const {
        const std::lock_guard lock(mutex_);
        const auto found = times_.find(code);
        return found == times_.end() ? std::vector<Clock::time_point>{} : found->second;
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::vector<Clock::time_point>> times_;
};

}  // namespace

Figures measure_rest() {
    constexpr auto rests_after = 60s, counted = 10s;
    const Crowd crowd(10);
    auto demo = DemoCamera::in(crowd.scratch() / "camera");
    if (!demo || !demo->show(code_of(1))) throw std::runtime_error("no demo camera");
    auto source = demo->source();
    source.replace(source.find("framerate=15/1"), 14, "framerate=30/1");
    Decoded decoded;
    const Camera camera(source, {[&](const std::string& code, auto) { decoded.note(code); }, [](const CameraNews&) {}, [] {}});
    std::this_thread::sleep_for(settles + rests_after);
    const auto before = decoded.of(code_of(1)).size();
    std::this_thread::sleep_for(counted);
    const double a_second =
        static_cast<double>(decoded.of(code_of(1)).size() - before) / std::chrono::duration<double>(counted).count();
    const auto moved = Clock::now();
    if (!demo->show(code_of(2))) throw std::runtime_error("no demo camera");
    std::this_thread::sleep_for(2s);
    const auto awake = decoded.of(code_of(2));
    if (awake.size() < 3) throw std::runtime_error("the camera did not wake up");
    const double until_read = ms_between(moved, awake[0]), until_next = ms_between(awake[0], awake[1]);
    return {{"a minute without movement: pictures decoded per second", a_second, "/s", "limit", 5.5, Bar::max_value, 5.5},
            {"the same, at least", a_second, "/s", "limit", 4.5, Bar::min_value, 4.5},
            {"movement: until the code is read", until_read, "ms", "a frame interval at rest plus one of the camera", 233,
             Bar::none, 0},
            {"then until the next picture is decoded", until_next, "ms", "a frame interval at rest", 200, Bar::max_ratio, 0.5}};
}

Figures measure_idle() {
    const Crowd crowd(600);
    crowd.import();
    const test::Display display("1920x1080");
    std::vector<double> without, with, alone;
    for (int i = 0; i < 3; ++i) {
        without.push_back(kiosk_percent(display, crowd, "none"));
        alone.push_back(camera_alone_percent(moving_camera));
        with.push_back(kiosk_percent(display, crowd, moving_camera));
    }
    return {{"welcome screen, no camera, 1920x1080", median(without), "%", "one core", 100, Bar::max_value, 2},
            {"welcome screen, moving 720p camera", median(with), "%", "its camera and decoder without a screen", median(alone),
             Bar::max_value, 40},
            {"camera path alone, 720p motion JPEG, a ticket that is read",
             webcam_percent(crowd.scratch() / "webcam", test::ImageDefect::none), "%", "one core", 100, Bar::max_value, 15},
            {"camera path alone, 720p motion JPEG, a ticket that is not",
             webcam_percent(crowd.scratch() / "webcam", test::ImageDefect::defocus), "%", "one core", 100, Bar::none, 0},
            {"pictures decoded per second", decoded_a_second(crowd.scratch() / "camera"), "/s", "the camera's", 30,
             Bar::min_value, 15}};
}

}  // namespace entre::bench
