#include "core/attendance/health.hpp"

namespace entre {

std::string_view to_string(DoorPart part) {
    switch (part) {
        case DoorPart::printers:
            return "printers";
        case DoorPart::camera:
            return "camera";
        case DoorPart::live_page:
            return "live_page";
        case DoorPart::export_download:
            return "export_download";
    }
    return "";
}

}  // namespace entre
