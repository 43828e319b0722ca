#include <unistd.h>

#include "core/seminar/seminar.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr std::string_view head = R"([seminar]
name = "Tillsammans"
starts = 2027-05-20T09:00:00+02:00
ends = 2027-05-20T12:30:00+02:00
)";
constexpr std::string_view rest = R"([venue]
name = "Missionskyrkan"
[[printer]]
name = "Höger"
queue = "auto"
)";

Seminar seminar_of(const std::string& toml) {
    const auto seminar = parse_seminar(toml, "seminar.toml");
    if (!seminar) FAIL(seminar.error().detail);
    return *seminar;
}

std::string problem_of(const std::string& toml) {
    const auto seminar = parse_seminar(toml, "seminar.toml");
    REQUIRE_FALSE(seminar);
    CHECK(seminar.error().code == ErrorCode::settings_invalid);
    CHECK(seminar.error().detail.starts_with("seminar.toml:"));
    return seminar.error().detail;
}

/// Settings with these extra lines in the seminar section, and these other sections.
std::string with(std::string_view more_in_seminar, std::string_view more = {}) {
    return std::string(head) + std::string(more_in_seminar) + std::string(rest) + std::string(more);
}

}  // namespace

TEST_CASE("the required settings alone are enough", "[settings]") {
    const auto seminar = seminar_of(with(""));
    CHECK(seminar.name.in("sv") == "Tillsammans");
    CHECK(to_rfc3339(seminar.starts.utc) == "2027-05-20T07:00:00.000Z");
    CHECK(clock_time(seminar.ends) == "12.30");
    CHECK(seminar.languages == std::vector<std::string>{"sv", "en"});
    REQUIRE(seminar.printers.size() == 1);
    CHECK(seminar.printers[0].queue == "auto");
    CHECK(seminar.kiosk.confirm);
    CHECK_FALSE(seminar.kiosk.search);
    CHECK(seminar.pin_hash.empty());
    CHECK_FALSE(seminar.doors_open);
}

TEST_CASE("every setting is read", "[settings]") {
    const auto seminar = seminar_of(with(R"(doors_open = 2027-05-20T08:15:00+02:00
languages = ["en"]
organisers = ["Kommunen", "Polisen"]
color = "#0B4F8A"
)",
                                         R"([registrations]
files = ["a.csv", "b.csv"]
event = "tillsammans"
protected_column = "Skyddad"
protected_values = ["ja"]
[[printer]]
name = "Vänster"
queue = "ipp://127.0.0.1:631/ipp/print"
side = "left"
color = "#E8B500"
media = "om_badge_100x62mm"
[kiosk]
station = "Kiosk 2"
camera = "none"
camera_side = "below"
confirm = false
search = true
scanner_layout = "se"
symbologies = ["code_128", "aztec", "code_128"]
screen_inches = 15
[badge]
template = "a6"
ink = "black"
[[category]]
name = "Polis"
label = { sv = "Polis", en = "Police" }
color = "#0B4F8A"
[dashboard]
listen = "192.168.1.20:8443"
[forecast]
earlier = ["../2025", "../2026"]
[privacy]
keep_days = 14
[staff]
pin_hash = "$argon2id$v=19$x"
)"));
    CHECK(clock_time(*seminar.doors_open) == "08.15");
    CHECK(seminar.languages == std::vector<std::string>{"en"});
    CHECK(seminar.registrations.files.size() == 2);
    CHECK(seminar.printers[1].side == Side::left);
    CHECK(seminar.printers[1].color == Rgb{0xE8, 0xB5, 0x00});
    CHECK_FALSE(seminar.printers[0].color);
    CHECK(seminar.badge_ink == BadgeInk::black);
    CHECK(seminar.kiosk.scanner_layout == ScannerLayout::se);
    CHECK(seminar.kiosk.symbologies == std::vector{Symbology::code_128, Symbology::aztec});
    CHECK(seminar.kiosk.screen_inches == 15);
    CHECK(seminar.categories[0].label.in("en") == "Police");
    CHECK(seminar.keep_days == 14);
    CHECK(seminar.live_page_listen == "192.168.1.20:8443");
    CHECK(seminar.earlier == std::vector<std::string>{"../2025", "../2026"});
    CHECK_FALSE(seminar.capacity);
    CHECK(seminar.notices.empty());
}

TEST_CASE("an unknown key is reported with its line and the likely key", "[settings]") {
    const auto detail = problem_of(with("organizers = [\"Kommunen\"]\n"));
    CHECK(contains(detail, "seminar.toml:5:"));
    CHECK(contains(detail, "seminar.organizers"));
    CHECK(contains(detail, "Did you mean organisers"));
    CHECK(contains(problem_of(with("", "[kiosk]\nxyzzy = 1\n")), "kiosk.xyzzy"));
    CHECK(contains(problem_of(with("", "[kiosk]\nxyzzy = 1\n")), "camera"));
    CHECK(contains(problem_of(with("", "[kiosks]\n")), "kiosks"));
    CHECK(contains(problem_of(with("", "[[printer]]\nname = \"V\"\nqueue = \"auto\"\nquque = \"x\"\n")), "printer.quque"));
}

TEST_CASE("a value of the wrong type is reported with its line and what is expected", "[settings]") {
    const auto detail = problem_of(with("", "[kiosk]\nconfirm = \"yes\"\n"));
    CHECK(contains(detail, "seminar.toml:11:"));
    CHECK(contains(detail, "kiosk.confirm"));
    CHECK(contains(detail, "true or false"));
    CHECK(contains(problem_of(with("", "[kiosk]\nscreen_inches = \"15\"\n")), "number"));
    CHECK(contains(problem_of(with("", "[kiosk]\nscreen_inches = nan\n")), "number"));
    CHECK(contains(problem_of(with("", "[kiosk]\nscreen_inches = 1000\n")), "60"));
    CHECK(contains(problem_of(with("", "[kiosk]\nstation = 2\n")), "quotes"));
    const auto without_quotes = problem_of(with("", "[kiosk]\nstation = Folkets hus\n"));
    CHECK(contains(without_quotes, "seminar.toml:11: "));
    CHECK(contains(without_quotes, "texts in quotes"));
    CHECK(contains(problem_of(with("", "[kiosk]\nscanner_layout = \"fr\"\n")), "\"us\", \"se\""));
    CHECK(contains(problem_of(with("", "[kiosk]\nsymbologies = [\"qr\"]\n")), "\"qr\" is not one of"));
    CHECK(contains(problem_of(with("", "[kiosk]\nsymbologies = \"aztec\"\n")), "list of texts"));
    CHECK(contains(problem_of(with("", "kiosk = 3\n")), "kiosk"));
    CHECK(contains(problem_of(with("languages = \"sv\"\n")), "list"));
    CHECK(contains(problem_of(with("languages = []\n")), "list"));
    CHECK(contains(problem_of(with("languages = [\"sv\", 1]\n")), "list"));
    CHECK(contains(problem_of(with("languages = [\"fi\"]\n")), "assets/languages"));
    CHECK(contains(problem_of(with("color = \"blue\"\n")), "#0B4F8A"));
    CHECK(contains(problem_of(with("color = \"#0B4F8\xc3\xb6\"\n")), "colour"));
    CHECK(contains(problem_of(with("", "[privacy]\nkeep_days = -1\n")), "keep_days"));
    CHECK(contains(problem_of(with("", "[venue2]\n")), "venue2"));
    for (const char* where : {"8443", "\"8443\"", "\":8443\"", "\"kiosk:\"", "\"kiosk:84x3\"", "\"kiosk:123456\""})
        CHECK(contains(problem_of(with("", std::string("[dashboard]\nlisten = ") + where + "\n")), "dashboard.listen"));
}

TEST_CASE("a missing date, or one without a zone, is reported with a valid example", "[settings]") {
    for (const auto* value : {"2027-05-20T09:00:00", "2027-05-20", "09:00:00", "\"2027-05-20T09:00:00+02:00\"", "20270520"}) {
        const auto detail = problem_of("[seminar]\nname = \"T\"\nstarts = " + std::string(value) + "\n");
        CHECK(contains(detail, "seminar.toml:3:"));
        CHECK(contains(detail, "seminar.starts"));
        CHECK((contains(detail, ": 2027-05-20T09:00:00") || contains(detail, "zone = \"Europe/Stockholm\"")));
    }
}

TEST_CASE("the venue's capacity is optional and must be a valid number", "[settings]") {
    const auto house = [](std::string_view line) {
        return "[seminar]\nname = \"T\"\nstarts = 2027-05-20T09:00:00+02:00\nends = 2027-05-20T12:30:00+02:00\n[venue]\nname = "
               "\"K\"\n" +
               std::string(line) + "[[printer]]\nname = \"H\"\nqueue = \"auto\"\n";
    };
    CHECK(seminar_of(house("capacity = 240\n")).capacity == 240U);
    CHECK_FALSE(seminar_of(house("")).capacity);
    CHECK(contains(problem_of(house("capacity = 0\n")), "venue.capacity"));
    CHECK(contains(problem_of(house("capacity = \"many\"\n")), "venue.capacity"));
}

TEST_CASE("an end before the start is reported", "[settings]") {
    const auto detail = problem_of(
        "[seminar]\nname = \"T\"\nstarts = 2027-05-20T09:00:00+02:00\nends = 2027-05-20T08:00:00+02:00\n" + std::string(rest));
    CHECK(contains(detail, ":4:"));
    CHECK(contains(detail, "later than starts"));
    CHECK(contains(problem_of("[seminar]\nname = \"T\"\nstarts = 2027-05-20T09:00:00+02:00\nends = 2027-05-20T09:00:00+02:00\n" +
                              std::string(rest)),
                   "later than starts"));
}

TEST_CASE("a seminar may have no place and no printer, but a printer that is named is complete", "[settings]") {
    const auto bare = seminar_of(std::string(head));
    CHECK(bare.printers.empty());
    CHECK(bare.venue.is_empty());
    CHECK(contains(problem_of(std::string(head) + "[[printer]]\nname = \"H\"\n"), "printer.queue is missing"));
    CHECK(contains(problem_of("printer = []\n" + std::string(head)), "[[printer]]"));
}

TEST_CASE("a single [printer] is equivalent to a list of one", "[settings]") {
    CHECK(seminar_of(std::string(head) + "[venue]\nname = \"M\"\n[printer]\nname = \"H\"\nqueue = \"auto\"\n").printers.size() ==
          1);
}

TEST_CASE("missing sections are reported", "[settings]") {
    CHECK(contains(problem_of(""), "seminar is missing"));
    CHECK(contains(problem_of("[seminar]\n"), "is missing"));
}

TEST_CASE("invalid TOML is reported with its line", "[settings]") {
    CHECK(contains(problem_of("[seminar]\nname = \"T\nstarts = 1\n"), "seminar.toml:2:"));
    CHECK(contains(problem_of(with("name = \"again\"\n")), "seminar.toml:5:"));
    CHECK_FALSE(problem_of("\xff\xfe[\0s").empty());
    CHECK_FALSE(problem_of("Förnamn;Efternamn\n").empty());
    CHECK_FALSE(problem_of(std::string(20000, '[')).empty());
}

TEST_CASE("a plain-text PIN is rejected and not repeated in the message", "[settings][pin]") {
    const auto detail = problem_of(with("", "[staff]\npin_hash = \"204817\"\n"));
    CHECK(contains(detail, "entre pin"));
    CHECK_FALSE(contains(detail, "204817"));
}

TEST_CASE("a colour with too little contrast is replaced, with a notice", "[settings]") {
    const auto seminar = seminar_of(with("color = \"#FFFF00\"\n", "[[category]]\nname = \"Polis\"\ncolor = \"#EEEEEE\"\n"));
    CHECK_FALSE(seminar.color);
    CHECK(seminar.notices.size() == 2);
    CHECK(contrast_ratio(seminar.categories[0].color, Rgb{255, 255, 255}) >= 4.5);
}

TEST_CASE("the error for a folder without settings says how to create them", "[settings][file_missing]") {
    const ScratchFolder folder;
    const auto seminar = read_seminar(folder.path());
    REQUIRE_FALSE(seminar);
    CHECK(seminar.error().code == ErrorCode::file_missing);
    CHECK(contains(seminar.error().detail, "entre new"));
}

TEST_CASE("settings that cannot be read are reported as unreadable", "[settings][file_unreadable]") {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "seminar.toml");
    const auto seminar = read_seminar(folder.path());
    REQUIRE_FALSE(seminar);
    CHECK(seminar.error().code == ErrorCode::file_unreadable);
}

TEST_CASE("the settings define columns, status words and the download address of an export", "[settings][registrations]") {
    const auto seminar = seminar_of(with("", R"([registrations]
files = ["anmälan.xlsx", "sena.csv"]
url = "https://example.org/export.csv?event=7"
token_file = "token"
every_minutes = 2
[registrations.columns]
code = "Anmälningsnummer"
name = "Vem"
[registrations.status_words]
"Deltar digitalt" = "withdrawn"
Reserv = "waiting_list"
)"));
    const auto& settings = seminar.registrations;
    CHECK(settings.files.size() == 2);
    CHECK(settings.columns == std::vector<std::pair<std::string, std::string>>{{"code", "Anmälningsnummer"}, {"name", "Vem"}});
    REQUIRE(settings.status_words.size() == 2);
    CHECK(settings.status_words[0] ==
          std::pair<std::string, RegistrationStatus>{"Deltar digitalt", RegistrationStatus::withdrawn});
    CHECK(settings.url == "https://example.org/export.csv?event=7");
    CHECK(settings.token_file == "token");
    CHECK(settings.every_minutes == 2);
}

TEST_CASE("an invalid column, status or address is reported with its key", "[settings][registrations]") {
    CHECK(contains(problem_of(with("", "[registrations.columns]\nkode = \"X\"\n")), "registrations.columns.kode"));
    CHECK(contains(problem_of(with("", "[registrations.status_words]\nReserv = \"väntar\"\n")), "\"waiting_list\""));
    CHECK(contains(problem_of(with("", "[registrations]\nurl = \"http://example.org/x\"\n")), "https://"));
    CHECK(contains(problem_of(with("", "[registrations]\nevery_minutes = 0\n")), "every_minutes"));
    CHECK(seminar_of(with("", "[registrations]\nurl = \"http://127.0.0.1:8000/x\"\n")).registrations.url.size() == 23);
}

TEST_CASE("times are those of the seminar's zone on that day", "[settings][zone]") {
    const auto seminar = seminar_of(
        "[seminar]\nname = \"T\"\nstarts = 2027-05-20T09:00:00\nends = 2027-05-20T12:30:00\ndoors_open = 2027-05-20T08:15:00\n"
        "zone = \"Europe/Stockholm\"\n" +
        std::string(rest));
    CHECK(seminar.starts == *from_rfc3339("2027-05-20T09:00:00+02:00"));
    CHECK(seminar.doors_open == *from_rfc3339("2027-05-20T08:15:00+02:00"));
    CHECK(clock_time(seminar.local(from_rfc3339("2027-11-20T08:00:00Z")->utc)) == "09.00");
    CHECK(seminar.odd_offsets.empty());
}

TEST_CASE("an offset beside a zone decides the moment, and is noted if the zone has another", "[settings][zone]") {
    const std::string zoned = std::string(head) + "zone = \"Europe/Stockholm\"\n" + std::string(rest);
    CHECK(seminar_of(zoned).odd_offsets.empty());
    std::string winter = zoned;
    winter.replace(winter.find("+02:00"), 6, "+01:00");
    const auto seminar = seminar_of(winter);
    CHECK(seminar.starts == *from_rfc3339("2027-05-20T10:00:00+02:00"));
    REQUIRE(seminar.odd_offsets.size() == 1);
    CHECK(contains(seminar.odd_offsets[0], "starts is 09.00 with +01:00"));
    CHECK(contains(seminar.odd_offsets[0], "say 10.00"));
}

TEST_CASE("without a zone every clock has the offset of the start", "[settings][zone]") {
    const auto seminar = seminar_of(std::string(head) + std::string(rest));
    CHECK(clock_time(seminar.local(from_rfc3339("2027-11-20T08:00:00Z")->utc)) == "10.00");
}

TEST_CASE("an unknown zone is reported", "[settings][zone]") {
    CHECK(problem_of(std::string(head) + "zone = \"Europe/Sthlm\"\n" + std::string(rest)) ==
          "seminar.toml:5: seminar.zone: \"Europe/Sthlm\" is not a time zone; write one such as \"Europe/Stockholm\"");
}

TEST_CASE("backups go to a full path, and the notice about privacy is a safe link", "[settings]") {
    CHECK(seminar_of(with("", "[backup]\nfolder = \"/media/usb/entre\"\n")).backup_folder == "/media/usb/entre");
    CHECK(contains(problem_of(with("", "[backup]\nfolder = \"usb/entre\"\n")), "backup.folder"));
    CHECK(contains(problem_of(with("", "[privacy]\nnotice = \"http://linkoping.se\"\n")), "privacy.notice"));
}
