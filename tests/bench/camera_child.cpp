// entre_camera_alone SOURCE SECONDS: the camera's path without a screen; prints what it took of one core in per cent, decoder
// process included, and how many previews it made. The benchmark runs it, so that a webcam can be preloaded.
#include <sys/resource.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "core/base/log.hpp"
#include "kiosk/input/camera.hpp"

namespace {

double cpu_seconds(int whose) {
    rusage use{};
    ::getrusage(whose, &use);
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    entre::keep_log_quiet();
    std::atomic<int> previews = 0;
    const double before = cpu_seconds(RUSAGE_SELF);
    const auto began = entre::Clock::now();
    {
        const entre::Camera camera(arguments[1], {[](const std::string&, auto) {}, [](const entre::CameraNews&) {}, [&] { ++previews; }});
        std::this_thread::sleep_for(std::chrono::seconds{std::atoi(arguments[2])});
    }
    const double wall = std::chrono::duration<double>(entre::Clock::now() - began).count();
    // The decoder has been waited for by now, so it counts among the children.
    std::printf("%f %d\n", (cpu_seconds(RUSAGE_SELF) - before + cpu_seconds(RUSAGE_CHILDREN)) / wall * 100, previews.load());
    return 0;
}
