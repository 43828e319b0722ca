#include "kiosk/process/stop_signals.hpp"

#include <poll.h>
#include <sys/signalfd.h>

#include <csignal>

#include "core/base/log.hpp"
#include "core/base/thread.hpp"

namespace entre {

FileHandle stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return FileHandle(::signalfd(-1, &signals, SFD_CLOEXEC));
}

LeaveOnSignal::LeaveOnSignal(FileHandle signals, std::function<void()> leave)
    : thread_([signals = std::move(signals), leave = std::move(leave)](const std::stop_token& stop) {
          name_this_thread("stop-signals");
          pollfd waited{signals.get(), POLLIN, 0};
          constexpr int stop_check_ms = 200;
          while (!stop.stop_requested())
              if (::poll(&waited, 1, stop_check_ms) > 0) {
                  log_info("kiosk", "asked to leave");
                  return leave();
              }
      }) {}

}  // namespace entre
