// entre_camera_alone SOURCE SECONDS: runs the camera and decoder without a screen. Prints the processor time as per cent of one
// core, including the decoder process, and the number of previews. A separate program, so that a webcam can be preloaded.
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
        const entre::Camera camera(arguments[1],
                                   {[](const std::string&, auto) {}, [](const entre::CameraNews&) {}, [&] { ++previews; }});
        std::this_thread::sleep_for(std::chrono::seconds{std::atoi(arguments[2])});
    }
    const double wall = std::chrono::duration<double>(entre::Clock::now() - began).count();
    // The decoder process has been waited for, so it is included in RUSAGE_CHILDREN.
    std::printf("%f %d\n", (cpu_seconds(RUSAGE_SELF) - before + cpu_seconds(RUSAGE_CHILDREN)) / wall * 100, previews.load());
    return 0;
}
