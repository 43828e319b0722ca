// The organiser's settings (seminar.toml) as values, and the paths in the seminar's folder.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/base/time_zone.hpp"
#include "core/import/import_settings.hpp"
#include "core/qr/symbology.hpp"
#include "core/registration/registration.hpp"

namespace entre {

/// A text in one or several languages: `room = "Kyrksalen"` or `room = { sv = "Kyrksalen", en = "The church hall" }`.
class LocalText {
public:
    LocalText() = default;
    explicit LocalText(std::string everywhere) : texts_{{"", std::move(everywhere)}} {}
    void add(std::string language, std::string text) { texts_.emplace_back(std::move(language), std::move(text)); }

    /// The text for `language`, else the one for all languages, else the first; empty when there is none.
    [[nodiscard]] const std::string& in(std::string_view language) const;
    [[nodiscard]] bool is_empty() const { return texts_.empty(); }

private:
    std::vector<std::pair<std::string, std::string>> texts_;
};

enum class Side { left, right, below, above };

struct Rgb {
    unsigned char red = 0, green = 0, blue = 0;
    friend bool operator==(const Rgb&, const Rgb&) = default;
};

/// How badges reach the printer behind a CUPS queue. `direct` bypasses CUPS if the printer supports IPP and PDF: a CUPS server
/// that restarts during a job prints it twice. Printers that need a driver always use CUPS.
enum class PrintRoute { direct, cups };

/// One badge printer; they are listed in order of preference.
struct PrinterSettings {
    std::string name;         ///< shown to visitors and staff: "Höger"
    std::string queue;        ///< "auto", a CUPS queue, "ipp://host:port/ipp/print", or "folder:PATH"
    Side side = Side::right;  ///< where the badge comes out, relative to the screen
    std::string media;        ///< PWG media keyword to request; empty: chosen by the badge's size
    PrintRoute route = PrintRoute::direct;
    int labels = 0;              ///< labels on a full roll, for counting how many are left; 0: not counted
    std::optional<Rgb> color{};  ///< of the sticker on the printer, shown to visitors with its name and side
};

enum class ScannerLayout { us, se };

struct KioskSettings {
    std::string station = "Kiosk 1";
    std::string camera = "auto";     ///< "auto", "none", "demo", a device, or a GStreamer source
    Side camera_side = Side::above;  ///< where the lens is, relative to the screen; for the arrow on the welcome screen
    bool confirm = true;             ///< show "Är det här du?" before checking in
    bool search = false;             ///< let visitors search for themselves by name
    ScannerLayout scanner_layout = ScannerLayout::us;
    std::vector<Symbology> symbologies{};  ///< read by the camera in addition to QR
    double screen_inches = 21.5;           ///< diagonal of the display; sizes on screen are in millimetres
    bool is_dark = false;                  ///< light letters on a dark ground, for a dim hall
    bool is_motion_reduced = false;        ///< nothing slides or closes in
    int rotate = 0;                        ///< degrees clockwise by which picture and touch are turned: 0, 90, 180, 270
    int lower_edge_cm = 0;                 ///< how high over the floor the screen begins; 0: nobody has measured it
};

/// What visitors hear who do not see the screen, and the keys that they use.
struct SpeechSettings {
    /// When something is in the headphone jack ("auto", or ALSA's name of the card with the jack), "always", or "off".
    std::string headphones = "auto";
    std::string device;  ///< ALSA's name of the sound output, "plughw:1"; empty: the usual one
    /// Names of keys (kiosk/speech/visit_keys.hpp): next, back, OK, help, louder, quieter, faster, slower.
    std::array<std::string, 8> keys{"right", "left", "enter", "f1", "page_up", "page_down", "f23", "f24"};
};

/// Who answers for the visitors' data, as the notice tells that the welcome screen leads to.
struct PrivacySettings {
    std::string controller;           ///< "Linköpings kommun"; empty: the organisers
    std::string contact;              ///< whom to ask: an e-mail address or a telephone number; empty: the staff at the door
    std::string notice;               ///< a link to the whole text, shown as a QR code; may be empty
    bool is_purged_when_due = false;  ///< by the door that is opened after the last day, before anything else
};

/// `black` avoids colours, which thermal printers and black-only lasers would dither, making small letters illegible.
enum class BadgeInk { color, black };

struct CategoryStyle {
    std::string name;  ///< as in the registrations: "Kommun"
    LocalText label;   ///< shown on screens and badges
    Rgb color;
};

struct Seminar {
    LocalText name;
    std::vector<std::string> organisers;
    std::optional<TimeZone> zone;  ///< of the place; without one, every clock has the offset of `starts`
    LocalTime starts;
    LocalTime ends;
    std::optional<LocalTime> doors_open;
    std::vector<std::string> languages{"sv", "en"};  ///< offered on screen; the first is the default that screens return to
    std::optional<Rgb> color;                        ///< replaces the theme's primary colour; its contrast has been checked

    LocalText venue;
    LocalText address;
    LocalText room;
    std::optional<std::size_t> capacity;  ///< of the venue, in people; staff must confirm walk-ins beyond it
    LocalText note;                       ///< one line shown after check-in: "Kaffe finns i foajén."

    RegistrationSettings registrations;
    std::vector<PrinterSettings> printers;
    KioskSettings kiosk;
    SpeechSettings speech;
    std::string badge_template;  ///< relative to the folder, or a built-in one: "landscape", "a6", "a7", "card", "fold"
    BadgeInk badge_ink = BadgeInk::color;
    std::vector<CategoryStyle> categories;
    std::vector<std::string> earlier;  ///< folders of earlier seminars, relative to this one; used by the forecast
    std::string live_page_listen;      ///< the live page's address, "192.168.1.20:8443"; empty: no live page
    std::string backup_folder;  ///< a second place for the journal and the latest backup: a stick, another disk; empty: none
    int keep_days = 30;         ///< how long attendance is kept; shown on the welcome screen
    PrivacySettings privacy;
    std::string pin_hash;  ///< argon2id (libsodium's string format); empty: the staff area cannot be opened

    std::vector<std::string> odd_offsets;  ///< times written with another offset than `zone` has on that day, for `entre doctor`
    bool is_rehearsal = false;             ///< not from seminar.toml: the door is open on a copy, for practice

    std::vector<std::string> notices;  ///< settings that were replaced, for staff: such as a colour with too little contrast

    [[nodiscard]] TimeZone time_zone() const { return zone ? *zone : TimeZone(starts.offset); }
    /// `time` as the clocks of the place show it.
    [[nodiscard]] LocalTime local(UtcTime time) const { return time_zone().at(time); }
};

/// The colour and label of a category; a neutral default for one that is not in the settings.
CategoryStyle style_of(const Seminar& seminar, std::string_view category);

/// Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
double contrast_ratio(Rgb a, Rgb b);

/// Reads and checks `folder/seminar.toml`.
/// Errors: file_missing; file_unreadable; settings_invalid with file, line, key and what is expected.
Result<Seminar> read_seminar(const std::filesystem::path& folder);
/// The same from text; `name` is used as the file's name in messages.
Result<Seminar> parse_seminar(std::string_view toml, std::string_view name);

/// The paths in a seminar's folder.
struct SeminarFolder {
    std::filesystem::path path;

    [[nodiscard]] std::filesystem::path settings() const { return path / "seminar.toml"; }
    [[nodiscard]] std::filesystem::path database() const { return path / "entre.db"; }
    [[nodiscard]] std::filesystem::path lock() const { return path / "entre.lock"; }
    [[nodiscard]] std::filesystem::path journal() const { return path / "journal.jsonl"; }  ///< see core/store/journal.hpp
    [[nodiscard]] std::filesystem::path backups() const { return path / "backups"; }  ///< copies of entre.db, the latest few
    [[nodiscard]] std::filesystem::path log() const { return path / "entre.log"; }
    [[nodiscard]] std::filesystem::path imports() const { return path / "imports"; }  ///< reports on problems in imported files
};

}  // namespace entre
