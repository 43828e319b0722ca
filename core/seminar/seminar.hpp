// What the organiser decided: seminar.toml as values, and where things lie in the seminar's folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/registration/registration.hpp"
#include "core/qr/symbology.hpp"

namespace entre {

/// A text in one or several languages: `room = "Kyrksalen"` or `room = { sv = "Kyrksalen", en = "The church hall" }`.
class LocalText {
public:
    LocalText() = default;
    explicit LocalText(std::string everywhere) : texts_{{"", std::move(everywhere)}} {}
    void add(std::string language, std::string text) { texts_.emplace_back(std::move(language), std::move(text)); }

    /// The text for `language`, else the one for every language, else the first; "" when there is none.
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

/// How a page gets to the printer behind a CUPS queue. `direct`: to the printer itself, where it speaks IPP and takes PDF; CUPS, restarted
/// with a page on its way, prints that page a second time. Printers that need a driver are always reached through CUPS.
enum class PrintRoute { direct, cups };

/// One badge printer, in the order of preference.
struct PrinterSettings {
    std::string name;       ///< what visitors and staff call it: "Höger"
    std::string queue;      ///< "auto", a CUPS queue, "ipp://host:port/ipp/print", or "folder:PATH"
    Side side = Side::right;  ///< where the badge comes out, seen from the screen
    std::string media;      ///< PWG media keyword to ask for; empty: found by the badge's size
    PrintRoute route = PrintRoute::direct;
    int labels = 0;         ///< on a full roll, for counting what is left; 0: not counted
    std::optional<Rgb> color{};  ///< of the sticker on the printer: visitors are told name, colour and side
};

enum class ScannerLayout { us, se };

struct KioskSettings {
    std::string station = "Kiosk 1";
    std::string camera = "auto";  ///< "auto", "none", "demo", a device, or a GStreamer source
    Side camera_side = Side::above;  ///< where the sampler is, seen from the screen; the arrow on the welcome screen
    bool confirm = true;          ///< ask "Är det här du?" before checking in
    bool search = false;          ///< let visitors look themselves up by name
    ScannerLayout scanner_layout = ScannerLayout::us;
    std::vector<Symbology> symbologies{};  ///< that the camera reads beside QR
    double screen_inches = 21.5;  ///< diagonal of the glass; sizes on screen are in millimetres
};

/// What happens to a fresh export that turns up while the seminar is open.
enum class SyncMode { ask, automatic, off };

struct RegistrationSettings {
    std::vector<std::string> files{"registrations.csv"};  ///< relative to the folder
    std::string event;             ///< the export's name of this event, where one export holds several
    std::string protected_column;  ///< heading of the column that marks protected identities
    std::vector<std::string> protected_values;  ///< what it says then; compared folded
    SyncMode sync = SyncMode::ask;
    std::vector<std::pair<std::string, std::string>> columns;  ///< what an export's columns are called: key ("code", "given", …), heading
    std::vector<std::pair<std::string, RegistrationStatus>> status_words;  ///< what the export's own status words mean
    std::string url;         ///< where a fresh export can be fetched; kept as the first of `files`
    std::string token_file;  ///< relative to the folder; holds what the server wants to know us by
    int every_minutes = 5;
};

/// Thermal printers and black lasers would dither colours, and small letters with them.
enum class BadgeInk { color, black };

struct CategoryStyle {
    std::string name;   ///< as in the registrations: "Kommun"
    LocalText label;    ///< what screens and badges say
    Rgb color;
};

struct Seminar {
    LocalText name;
    std::vector<std::string> organisers;
    LocalTime starts;
    LocalTime ends;
    std::optional<LocalTime> doors_open;
    std::vector<std::string> languages{"sv", "en"};  ///< offered on screen; the first is the one the screens return to
    std::optional<Rgb> color;                        ///< instead of the theme's primary; contrast already checked

    LocalText venue;
    LocalText address;
    LocalText room;
    std::optional<std::size_t> capacity;  ///< people the house holds; walk-ins are turned away when it is reached
    LocalText note;  ///< one line after check-in: "Kaffe finns i foajén."

    RegistrationSettings registrations;
    std::vector<PrinterSettings> printers;
    KioskSettings kiosk;
    std::string badge_template;  ///< relative to the folder, or the name of one that ships ("landscape", "a6", "a7", "card", "fold")
    BadgeInk badge_ink = BadgeInk::color;
    std::vector<CategoryStyle> categories;
    std::vector<std::string> earlier;  ///< folders of earlier seminars, relative to this one; their mornings inform the forecast
    std::string live_page_listen;      ///< "192.168.1.20:8443": where the live page is to be reached; empty: there is none
    int keep_days = 30;          ///< how long attendance is kept; said on the welcome screen
    std::string pin_hash;        ///< argon2id (libsodium's string form); empty: the staff door stays shut

    std::vector<std::string> notices;  ///< what was mended on reading, for staff: a colour with too little contrast
};

/// The colour and words of a category; a quiet default for one the seminar did not list.
CategoryStyle style_of(const Seminar& seminar, std::string_view category);

/// Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
double contrast_ratio(Rgb a, Rgb b);

/// Reads and checks `folder/seminar.toml`.
/// Errors: file_missing; settings_invalid with file, line, key and what would be right.
Result<Seminar> read_seminar(const std::filesystem::path& folder);
/// The same from text; `name` stands for the file in messages.
Result<Seminar> parse_seminar(std::string_view toml, std::string_view name);

/// Where things lie in a seminar's folder.
struct SeminarFolder {
    std::filesystem::path path;

    [[nodiscard]] std::filesystem::path settings() const { return path / "seminar.toml"; }
    [[nodiscard]] std::filesystem::path database() const { return path / "entre.db"; }
    [[nodiscard]] std::filesystem::path lock() const { return path / "entre.lock"; }
    [[nodiscard]] std::filesystem::path log() const { return path / "entre.log"; }
    [[nodiscard]] std::filesystem::path imports() const { return path / "imports"; }  ///< what was wrong with imported files
};

}  // namespace entre
