#include "core/base/error.hpp"

namespace entre {

std::string_view to_string(ErrorCode code) {
    switch (code) {
        case ErrorCode::wrong_usage:
            return "wrong_usage";
        case ErrorCode::file_missing:
            return "file_missing";
        case ErrorCode::file_unreadable:
            return "file_unreadable";
        case ErrorCode::file_unwritable:
            return "file_unwritable";
        case ErrorCode::disk_full:
            return "disk_full";
        case ErrorCode::settings_invalid:
            return "settings_invalid";
        case ErrorCode::export_invalid:
            return "export_invalid";
        case ErrorCode::database_in_use:
            return "database_in_use";
        case ErrorCode::database_newer:
            return "database_newer";
        case ErrorCode::database_damaged:
            return "database_damaged";
        case ErrorCode::database_failed:
            return "database_failed";
        case ErrorCode::template_invalid:
            return "template_invalid";
        case ErrorCode::printer_missing:
            return "printer_missing";
        case ErrorCode::printer_offline:
            return "printer_offline";
        case ErrorCode::printer_refused:
            return "printer_refused";
        case ErrorCode::printer_timed_out:
            return "printer_timed_out";
        case ErrorCode::print_given_up:
            return "print_given_up";
        case ErrorCode::print_in_doubt:
            return "print_in_doubt";
        case ErrorCode::camera_missing:
            return "camera_missing";
        case ErrorCode::camera_lost:
            return "camera_lost";
        case ErrorCode::display_missing:
            return "display_missing";
        case ErrorCode::address_taken:
            return "address_taken";
        case ErrorCode::kiosks_apart:
            return "kiosks_apart";
        case ErrorCode::stopped:
            return "stopped";
    }
    return "";
}

}  // namespace entre
