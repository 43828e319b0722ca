// A card with one line for each device: what works is inconspicuous, what does not is on amber with the remedy.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/frame.hpp"

namespace entre {

struct DeviceLine {
    std::string name, line;
    bool is_working = true;
};

/// The height of such a card with letters of the usual size.
float devices_height(const Frame& f, float card_width, const std::vector<DeviceLine>& devices);
/// In smaller letters if that is necessary to show all of them.
void draw_devices(const Frame& f, const Rect& card, const std::string& title, const std::vector<DeviceLine>& devices);

}  // namespace entre
