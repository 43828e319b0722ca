#include <sys/resource.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "kiosk/scan/camera.hpp"
#include "kiosk/scan/demo_camera.hpp"
#include "tests/bench/kiosk_process.hpp"
#include "tests/bench/measures.hpp"

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

double own_cpu_ms() {
    rusage use{};
    ::getrusage(RUSAGE_SELF, &use);
    const auto ms = [](const timeval& t) { return static_cast<double>(t.tv_sec) * 1000 + static_cast<double>(t.tv_usec) / 1000; };
    return ms(use.ru_utime) + ms(use.ru_stime);
}

/// The kiosk's camera and decoder without a screen, in this process.
double camera_alone_percent() {
    const Camera camera(moving_camera, {[](const std::string&, auto) {}, [](bool, const std::string&) {}, [] {}});
    std::this_thread::sleep_for(settles);
    const auto began = Clock::now();
    const double before = own_cpu_ms();
    std::this_thread::sleep_for(watched);
    return (own_cpu_ms() - before) / ms_between(began, Clock::now()) * 100;
}

/// A code that stays in view is told with every picture that was decoded.
double decoded_a_second(const std::filesystem::path& folder) {
    auto demo = DemoCamera::in(folder);
    if (!demo || !demo->show(code_of(1))) throw std::runtime_error("no demo camera");
    std::atomic<int> decoded = 0;
    auto source = demo->source();
    source.replace(source.find("framerate=15/1"), 14, "framerate=30/1");  // as most webcams give them
    const Camera camera(source, {[&](const std::string&, auto) { ++decoded; }, [](bool, const std::string&) {}, [] {}});
    std::this_thread::sleep_for(settles);
    const auto began = Clock::now();
    const int before = decoded;
    std::this_thread::sleep_for(10s);
    return (decoded - before) * 1000.0 / ms_between(began, Clock::now());
}

}  // namespace

Figures measure_idle() {
    const Crowd crowd(600);
    crowd.import();
    const test::Display display("1920x1080");
    std::vector<double> without, with, alone;
    for (int i = 0; i < 3; ++i) {
        without.push_back(kiosk_percent(display, crowd, "none"));
        alone.push_back(camera_alone_percent());
        with.push_back(kiosk_percent(display, crowd, moving_camera));
    }
    return {{"welcome screen, no camera, 1920x1080", median(without), "%", "one core", 100, Bar::most_value, 2},
            {"welcome screen, moving 720p camera", median(with), "%", "its camera and decoder without a screen", median(alone),
             Bar::most_value, 40},
            {"pictures decoded a second", decoded_a_second(crowd.scratch() / "camera"), "/s", "the camera's", 30,
             Bar::least_value, 15}};
}

}  // namespace entre::bench
