// Whether headphones are plugged in: the jack of one sound card, as ALSA's control interface tells it ("Headphone Jack"). It has
// to be the card that speaks, or names would be heard in the room.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "kiosk/process/wake_event.hpp"

namespace entre {

/// Thread "headphones", which sleeps until the jack changes; a card that comes later (a keypad with its own jack) is found within
/// two seconds.
class Headphones {
public:
    /// `on_change`: called from the thread, first with the state at the start if something is plugged in. `card`: ALSA's name of
    /// its control: "default", "hw:1".
    explicit Headphones(std::function<void(bool are_in)> on_change, std::string card = "default");
    ~Headphones();
    Headphones(const Headphones&) = delete;
    Headphones& operator=(const Headphones&) = delete;

private:
    void run(const std::stop_token& stop);

    std::function<void(bool)> on_change_;
    std::string card_;
    WakeEvent wake_;
    std::jthread thread_;
};

}  // namespace entre
