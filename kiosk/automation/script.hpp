// A script that operates the kiosk: taps, scans and screenshots, for demos, tests and benchmarks.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "kiosk/automation/driver.hpp"
#include "kiosk/input/demo_camera.hpp"

namespace entre {

/// One command per line; `#` begins a comment:
///     show CODE | show nothing      hold a ticket before the demo camera
///     scan CODE                     a scan by hand scanner
///     wait SCREEN [SECONDS]         until the screen has this name (15 s by default), or has had it since the last tap, key or
///     scan:
///                                   a fast printer is done before anybody has looked
///     tap ID                        a finger on a widget
///     keys TEXT                     the on-screen keyboard, in lower case
///     press KEY                     a key of a keypad: right, enter, f1 (kiosk/speech/visit_keys.hpp)
///     pause MILLISECONDS
///     shot NAME                     a screenshot, NAME.png
///     targets FILE                  the tap targets: id, x, y, width and height in px, separated by tabs
/// The kiosk ends after the last line. Errors: file_missing, wrong_usage with the line.
Result<std::unique_ptr<AutomationDriver>> read_script(const std::filesystem::path& file, const std::filesystem::path& shots,
                                                      std::optional<DemoCamera> camera);

}  // namespace entre
