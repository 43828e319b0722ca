// Whether headphones are plugged in: the jacks of all sound cards, as ALSA's control interface tells them ("Headphone Jack").
#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/process/wake_event.hpp"

namespace entre {

/// Thread "headphones", which sleeps until a jack changes; a card that comes later (a keypad with its own jack) is found within
/// two seconds.
class Headphones {
public:
    /// `on_change`: called from the thread, first with the state at the start if something is plugged in. `cards`: ALSA's names
    /// of the controls to watch; empty: "hw:0" to "hw:31".
    explicit Headphones(std::function<void(bool are_in)> on_change, std::vector<std::string> cards = {});
    ~Headphones();
    Headphones(const Headphones&) = delete;
    Headphones& operator=(const Headphones&) = delete;

private:
    void run(const std::stop_token& stop);

    std::function<void(bool)> on_change_;
    std::vector<std::string> cards_;
    WakeEvent wake_;
    std::jthread thread_;
};

}  // namespace entre
