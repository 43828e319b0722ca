#include "kiosk/live_page/network_watch.hpp"

#include "core/base/thread.hpp"

namespace entre {

NetworkWatch::NetworkWatch(Address known, std::function<Address()> read, std::function<void(const Address&)> changed,
                           std::chrono::milliseconds interval)
    : known_(std::move(known)),
      read_(std::move(read)),
      changed_(std::move(changed)),
      interval_(interval),
      thread_([this](const std::stop_token& stop) {
          run_thread("network", stop, [&] {
              while (!sleep_or_stop(interval_, stop)) {
                  auto now = read_();
                  if (now == known_) continue;
                  known_ = std::move(now);
                  changed_(known_);
              }
          });
      }) {}

NetworkWatch::~NetworkWatch() = default;

}  // namespace entre
