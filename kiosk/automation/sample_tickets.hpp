// The demo's visitors: sample tickets in front of the demo camera.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/automation/driver.hpp"
#include "kiosk/input/demo_camera.hpp"

namespace entre {

/// Shows one ticket after the other whenever the welcome screen has been idle for a while. Never done.
std::unique_ptr<AutomationDriver> sample_tickets(DemoCamera camera, std::vector<std::string> codes);

}  // namespace entre
