#include "core/seminar/starter.hpp"

#include <fmt/format.h>

#include "core/base/atomic_file.hpp"
#include "core/base/pin.hpp"
#include "core/seminar/seminar.hpp"
#include "core/seminar/toml_edit.hpp"

namespace entre {

namespace {

// {0} is the day, {1} the time zone's name.
constexpr std::string_view settings_text =
    R"toml(# The settings of a seminar. Lines that begin with # are comments; texts are in quotes; save as UTF-8.
# Check it with: entre doctor FOLDER

[seminar]
name       = "Vårt seminarium"            # or one text per language: {{ sv = "…", en = "…" }}
organisers = ["Kommunen"]                 # the line above the name
zone       = "{1}"           # the time zone of the place
starts     = {0}T09:00:00          # date and time there
ends       = {0}T12:30:00
#doors_open = {0}T08:15:00         # no check-ins before this time; without this line the doors are open at once
languages  = ["sv", "en"]                 # the first one is the default
#color     = "#0B4F8A"                    # your own colour; white text on it must be readable

[venue]
name    = "Lokalen"
address = "Gatan 1"
room    = {{ sv = "Stora salen, en trappa upp.", en = "The main hall, one floor up." }}
#capacity = 240                           # of the venue, in people; staff must confirm walk-ins beyond it
note    = {{ sv = "Kaffe finns i foajén.", en = "There is coffee in the foyer." }}

[registrations]
files = ["registrations.csv"]             # one or more exports of your registration system in this folder: csv, xlsx, ods or json
#event = "mitt-seminarium"                # its name for this event, if an export covers several events
#protected_column = "Skyddad identitet"   # the column that marks protected identities …
#protected_values = ["ja"]                # … and its values that mark them
#url = "https://example.org/export.csv"   # a new export is downloaded from here every few minutes and saved as the first of files
#token_file = "token"                     # contains the access token for that server; chmod 600
#every_minutes = 5
sync = "ask"                              # import a new export that appears while the kiosk runs: "ask" staff, "automatic", or "off"

# The headings in your export, if Entré does not know them.
#[registrations.columns]
#code = "Anmälningsnummer"                # also: name, given, family, organisation, title, category, language, status, paid, note, id,
#name = "Deltagare"                       # event, email, protected, notify

# The meaning of your export's own status words: registered, unpaid, withdrawn or waiting_list.
#[registrations.status_words]
#"Deltar digitalt" = "withdrawn"

# One [[printer]] for each badge printer: any that works and is free prints the next badge.
[[printer]]
name  = "Höger"                           # shown to visitors and staff
queue = "auto"                            # "auto", a CUPS queue, "ipp://host:631/ipp/print", or "folder:badges" for PDF files
side  = "right"                           # where the badge comes out: left, right, above or below the screen
#color = "#E8B500"                        # of a sticker on the printer; shown with the name
#route = "cups"                           # "direct" bypasses CUPS if the printer supports IPP and PDF
#labels = 250                             # on a full roll; the count starts again when staff taps "Ny rulle"

[kiosk]
station       = "Kiosk 1"
camera        = "auto"                    # "auto", "none", a device such as "/dev/video0", or a GStreamer source
camera_side   = "above"                   # where the lens is: left, right, above or below the screen
confirm       = true                      # show "Är det här du?" before checking in
search        = false                     # let visitors search for themselves by name
scanner_layout = "us"                     # the keyboard layout that the hand scanner is set to: us or se
#symbologies  = ["code_128", "aztec"]      # in addition to QR; also data_matrix, pdf417
screen_inches = 21.5                      # diagonal of the display, so that buttons have the right size in millimetres
#dark         = true                      # light letters on a dark ground, for a dim hall
#reduced_motion = true                    # nothing slides or closes in
#rotate       = 90                        # if the panel is mounted turned: 90, 180 or 270 degrees clockwise; touch follows
#lower_edge_cm = 80                       # from the floor to the screen's lower edge, so that a wheelchair user reaches all of it

# Visitors who do not see the screen hear it in headphones, and use four keys or a keypad.
#[speech]
#headphones = "auto"                      # "auto": while something is in the headphone jack; "always" for a keypad with its own; "off"
#device = "plughw:1"                      # the sound card, as ALSA calls it; without this line the usual one
#keys = {{ next = "right", back = "left", ok = "enter", help = "f1", louder = "page_up", quieter = "page_down" }}

[badge]
template = "landscape"                    # "landscape" (label, 100 x 62 mm), "a6", "a7", "card" (86 x 54), "fold" (A4), or a file
                                          # of your own in this folder: "badge.svg"
ink      = "color"                        # "black" for label printers and other printers without colour

# Colours for the sectors, if the registrations have them. The badge also shows the label.
#[[category]]
#name  = "Kommun"
#label = {{ sv = "Kommun", en = "Municipality" }}
#color = "#1B6E43"

# The live page for organisers' phones and laptops on the same network; off without this section.
#[dashboard]
#listen = "192.168.1.20:8443"             # an address of this machine, and a port

# Your earlier seminars: their arrivals help to forecast how many people will be here at the start.
#[forecast]
#earlier = ["../last-year"]               # their folders

# A second place for check-ins, in case this computer's disk fails: a stick or another disk.
#[backup]
#folder = "/media/usb/entre"

[privacy]
keep_days = 30                            # how long attendance is kept; shown on the welcome screen
#controller = "Linköpings kommun"         # who answers for the data; otherwise the organisers
#contact = "dataskydd@linkoping.se"       # whom visitors ask about their data; otherwise the staff at the door
#notice = "https://linkoping.se/personuppgifter"   # the whole text; its QR code is shown to those who ask
#purge_when_due = true                    # after that, the door that is opened next deletes it by itself

[staff]
pin_hash = ""                             # set it with: entre pin FOLDER
)toml";

constexpr std::string_view empty_list =
    "\xef\xbb\xbf"
    "Förnamn;Efternamn;Organisation;Titel;Sektor;E-post;Biljettkod\r\n";

}  // namespace

std::string starter_settings(UtcTime time, const TimeZone& zone) {
    const auto day = local_date(zone.at(time));
    return fmt::format(settings_text,
                       fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                                   static_cast<unsigned>(day.day())),
                       zone.name());
}

Result<void> make_starter(const std::filesystem::path& folder, UtcTime time, const TimeZone& zone) {
    const SeminarFolder seminar{folder};
    std::error_code error;
    if (std::filesystem::exists(seminar.settings(), error))
        return fail(ErrorCode::file_unwritable,
                    fmt::format("{} already exists. Choose another folder.", seminar.settings().string()));
    std::filesystem::create_directories(folder, error);
    if (error) return fail(ErrorCode::file_unwritable, fmt::format("{}: {}", folder.string(), error.message()));
    if (const auto done = write_file_atomically(seminar.settings(), starter_settings(time, zone)); !done) return done;
    const auto list = folder / "registrations.csv";
    return std::filesystem::exists(list, error) ? Result<void>{} : write_file_atomically(list, empty_list);
}

Result<void> set_pin(const std::filesystem::path& folder, std::string_view pin) {
    const auto hash = hash_pin(pin);
    if (!hash) return pass_on(hash);
    const auto file = SeminarFolder{folder}.settings();
    const auto before = load_file(file);
    if (!before)
        return fail(ErrorCode::file_missing,
                    fmt::format("{} does not exist. Make a seminar with: entre new {}", file.string(), folder.string()));
    TomlText settings(*before);
    settings.set("[staff]", "pin_hash", toml_string(*hash));
    const auto out = settings.text();
    // A [staff] section written in another way would now exist twice, and the settings would no longer be valid.
    const auto after = parse_seminar(out, file.string());
    if (parse_seminar(*before, file.string()) && (!after || after->pin_hash != *hash))
        return fail(ErrorCode::settings_invalid, fmt::format("{}: no place for the PIN was found. Write a section [staff] with "
                                                             "the line pin_hash = \"\" at the end of the file, "
                                                             "remove any other [staff], and try again.",
                                                             file.string()));
    return write_file_atomically(file, out);
}

}  // namespace entre
