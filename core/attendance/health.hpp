// How the door itself is: what staff needs to know beside who is inside. Plain values, put together by whoever runs the door.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/base/clock.hpp"

namespace entre {

struct PrinterNote {
    std::string name;
    PrinterFault fault = PrinterFault::none;
    std::string detail;               ///< the printer's own words, for staff
    std::optional<int> labels_left;   ///< where it is counted

    friend bool operator==(const PrinterNote&, const PrinterNote&) = default;
};

struct ImportHealth {
    std::string file;
    UtcTime at{};
    std::size_t added = 0, changed = 0, withdrawn = 0, rejected = 0;

    friend bool operator==(const ImportHealth&, const ImportHealth&) = default;
};

/// Milliseconds from the visitor's yes until the check-in was on the glass, over the visits of this run.
struct VisitSpeed {
    std::size_t visits = 0;
    double p50_ms = 0;
    double p95_ms = 0;

    friend bool operator==(const VisitSpeed&, const VisitSpeed&) = default;
};

struct DoorHealth {
    bool is_known = false;  ///< false where no door runs in this process: then only disk and import are told
    bool has_camera = false;
    std::vector<PrinterNote> printers;
    std::optional<std::uint64_t> disk_free_mib;
    std::optional<ImportHealth> last_import;
    bool is_import_waiting = false;   ///< a file would withdraw so many that a person has to say yes
    VisitSpeed speed;
    std::size_t help_wanted = 0;      ///< visitors who called for staff and were not met yet

    friend bool operator==(const DoorHealth&, const DoorHealth&) = default;
};

}  // namespace entre
