// What the assistant asks about a seminar on its first screen, and its way into seminar.toml and back.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time_zone.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

struct SeminarForm {
    std::string name;
    std::string organisers;  ///< separated by commas, as they are typed
    std::string venue;
    std::string address;
    std::chrono::year_month_day day{};
    std::optional<std::chrono::minutes> doors;  ///< since midnight, like the others; without it check-in is open at once
    std::chrono::minutes starts{0};
    std::chrono::minutes ends{0};
    std::string zone{};        ///< of the place, "Europe/Stockholm"; empty: this computer's, or a fixed offset in an older file
    int rotate = 0;            ///< as in `[kiosk] rotate`: degrees clockwise by which the picture is turned on the panel
    int lower_edge_cm = 0;     ///< as in `[kiosk] lower_edge_cm`
    std::string controller{};  ///< these three as in PrivacySettings
    std::string contact{};
    std::string notice{};
    int keep_days = 30;  ///< for how long after the seminar the attendance is kept

    friend bool operator==(const SeminarForm&, const SeminarForm&) = default;
};

/// An empty form for a seminar on `day`, 9.00 to 12.30, with doors that open three quarters of an hour before.
SeminarForm empty_form(std::chrono::year_month_day day);
/// The form of a seminar, with the texts of its first language.
SeminarForm form_of(const Seminar& seminar);

/// The names in `organisers`, without spaces around them.
std::vector<std::string> organisers_in(const SeminarForm& form);

/// A folder's name for the seminar: its name without what a stick or another system could not store, at most 60 characters.
std::string folder_name(std::string_view name);
/// Makes a folder in `parent` that did not exist: "Vårmöte", "Vårmöte 2". Errors: file_unwritable.
Result<std::filesystem::path> make_seminar_folder(const std::filesystem::path& parent, std::string_view name);

/// Creates a new seminar in a folder of its own in `parent`. Returns the folder.
/// Errors: file_unwritable; settings_invalid if the form has no name, or ends before it starts.
Result<std::filesystem::path> create_seminar(const std::filesystem::path& parent, const SeminarForm& form, const TimeZone& zone);
/// The same with the settings, the badge and the logo of the seminar in `from`; nothing about people is copied.
Result<std::filesystem::path> copy_seminar(const std::filesystem::path& parent, const SeminarForm& form,
                                           const std::filesystem::path& from);

/// Writes into `folder`'s seminar.toml what differs from what it says; all other lines stay. Errors: as above.
Result<void> save_form(const std::filesystem::path& folder, const SeminarForm& form);
/// Whether visitors may search for their own name; in seminar.toml.
Result<void> save_search(const std::filesystem::path& folder, bool may_search);
/// The kiosk's name, different from every other one's at the same door.
Result<void> save_station(const std::filesystem::path& folder, const std::string& name);
/// The badge printer, in place of the first one; an empty queue: no printer at all. `is_black`: it has no colours.
Result<void> save_printer(const std::filesystem::path& folder, const std::string& queue, Side side, bool is_black);
/// The badge: a template that ships with Entré, or a file in the folder.
Result<void> save_badge(const std::filesystem::path& folder, const std::string& design);
/// The camera, as `[kiosk] camera` says it: "auto", "none", a device.
Result<void> save_camera(const std::filesystem::path& folder, const std::string& camera);
/// The keypad's keys, as SpeechSettings::keys has them.
Result<void> save_keys(const std::filesystem::path& folder, const std::array<std::string, 8>& keys);
Result<void> save_scanner_layout(const std::filesystem::path& folder, ScannerLayout layout);
/// The live page for phones and laptops, on every network of this computer; or none.
Result<void> save_phones(const std::filesystem::path& folder, bool are_on);
/// The list of registrations, by its name in the folder, and the address that it is fetched from again; an empty one: it is not.
/// A token for another server is forgotten.
Result<void> save_list(const std::filesystem::path& folder, const std::string& file, const std::string& url);

}  // namespace entre
