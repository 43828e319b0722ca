// The state of the kiosk's equipment and imports, for staff. Plain values, filled in by the kiosk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/attendance/sharing.hpp"
#include "core/base/clock.hpp"

namespace entre {

struct PrinterNote {
    std::string name;
    PrinterFault fault = PrinterFault::none;
    std::string detail;              ///< the printer's own message, for staff
    std::optional<int> labels_left;  ///< nullopt when labels are not counted

    friend bool operator==(const PrinterNote&, const PrinterNote&) = default;
};

struct ImportHealth {
    std::string file;
    UtcTime at{};
    std::size_t added = 0, changed = 0, withdrawn = 0, rejected = 0;

    friend bool operator==(const ImportHealth&, const ImportHealth&) = default;
};

/// Time from the visitor's confirmation until the check-in is shown on screen, over all visits since the kiosk started.
struct VisitSpeed {
    std::size_t visits = 0;
    double p50_ms = 0;
    double p95_ms = 0;

    friend bool operator==(const VisitSpeed&, const VisitSpeed&) = default;
};

/// A part of the door that a careful start leaves switched off, after several starts that ended at once.
enum class DoorPart { printers, camera, live_page, export_download };
std::string_view to_string(DoorPart part);

struct DoorHealth {
    bool is_known = false;  ///< false when no kiosk runs in this process; then only disk and import are filled in
    bool has_camera = false;
    std::vector<PrinterNote> printers;
    std::optional<std::uint64_t> disk_free_mib;
    std::optional<ImportHealth> last_import;
    bool is_import_waiting = false;  ///< an import would withdraw so many people that staff must confirm it
    VisitSpeed speed;
    std::size_t help_wanted = 0;           ///< visitors who called for staff and have not been helped yet
    std::optional<SharingView> sharing{};  ///< nullopt: the seminar has one kiosk

    friend bool operator==(const DoorHealth&, const DoorHealth&) = default;
};

}  // namespace entre
