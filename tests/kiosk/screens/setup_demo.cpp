#include "tests/kiosk/screens/setup_demo.hpp"

#include <fmt/format.h>

#include <functional>

namespace entre::demo {

namespace {

using namespace setup;
using namespace std::chrono_literals;

constexpr std::chrono::year_month_day today{std::chrono::year{2027}, std::chrono::May, std::chrono::day{19}};

LocalTime at(int year, unsigned month, unsigned day, std::chrono::minutes time) {
    const std::chrono::year_month_day date = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
    return {std::chrono::sys_days{date} + time - 120min, 120min};
}

std::vector<SeminarCard> cards() {
    std::vector<SeminarCard> all{
        {"/s/1", "Att förebygga social oro", "Missionskyrkan, Linköping", at(2027, 5, 20, 540min), at(2027, 5, 20, 750min), 180,
         0},
        {"/s/2", "Trygga skolor", "Stadshuset", at(2027, 6, 3, 540min), at(2027, 6, 3, 750min), 42, 0},
        {"/s/3", "Vårmöte 2027", "Missionskyrkan", at(2027, 3, 12, 540min), at(2027, 3, 12, 750min), 110, 96},
        {"/s/4", "Uppstart", "", at(2027, 1, 12, 540min), at(2027, 1, 12, 750min), 0, 0}};
    SeminarCard broken{"/s/5", "Höstmöte", "", {}, {}, 0, 0};
    broken.problem = Error{ErrorCode::settings_invalid, "seminar.toml:3: starts: must be a time"};
    all.push_back(broken);
    return all;
}

SeminarForm form() {
    return {.name = "Att förebygga social oro",
            .organisers = "Polisen, MSB, Linköpings kommun",
            .venue = "Missionskyrkan",
            .address = "Drottninggatan 22",
            .day = std::chrono::year{2027} / 5 / 20,
            .doors = 495min,
            .starts = 540min,
            .ends = 750min};
}

ListPreview preview() {
    ListPreview p;
    p.file = "Anmälda (1–38).xlsx";
    p.rows_skipped = 2;
    p.columns = {{"1. Förnamn", Field::given},
                 {"2. Efternamn", Field::family},
                 {"3. Var arbetar du?", Field::organisation},
                 {"4. Kommer du?", std::nullopt, true},
                 {"5. Specialkost", std::nullopt}};
    p.rows = {{"Åsa", "Öström", "Region Östergötland", "Ja", ""},
              {"Łukasz", "Nowak", "Polisen", "Nej, har fått förhinder", "Vegetarisk"},
              {"Märta", "af Ekenstam", "Länsstyrelsen", "Ja", ""}};
    p.people = 35;
    p.kept_out = 3;
    p.to_look_at = 2;
    p.questions = {{QuestionKind::status_word,
                    "4. Kommer du?",
                    "Nej, har fått förhinder",
                    3,
                    {"withdrawn", "waiting_list", "unpaid", "registered"}}};
    p.issues = {{7, RowIssueKind::email_twice, RowIssueAction::kept, "E-post", 4},
                {21, RowIssueKind::no_name, RowIssueAction::rejected, "1. Förnamn", 0}};
    return p;
}

/// What Microsoft Forms exports: more columns than fit, long questions as headings.
ListPreview wide_preview() {
    auto p = preview();
    p.questions = {{QuestionKind::status_column, "4. Kommer du?", {}, 38, {"attending", "ignore"}}};
    p.columns[2].heading = "3. Vilken organisation eller arbetsplats representerar du på dagen?";
    for (const char* more : {"Starttid", "Slutförandetid", "E-post", "Namn2", "Samtycker du till att dina uppgifter sparas?"}) {
        p.columns.push_back({more, std::nullopt});
        for (auto& row : p.rows) row.emplace_back("2027-05-02 10:32:11");
    }
    return p;
}

/// Printers without a queue beside those that have one, and what is in them.
void add_new_printers(const std::function<void(std::string, Screen)>& add) {
    PrinterScreen screen;
    screen.is_read = true;
    screen.printers = {{"office", "HP LaserJet, expeditionen", true, false},
                       {"", "Brother QL-820NWB", false, true, "usb://Brother/QL-820NWB?serial=000M9Z123456"},
                       {"", "Canon TS5300 series", true, false, "dnssd://Canon%20TS5300._ipp._tcp.local/"}};
    screen.is_denied = true;
    add("printer_denied", screen);
    screen.is_denied = false;
    add("printer_new", screen);
    screen.adding = 4;
    screen.added = 1;
    add("printer_adding", screen);
    screen.adding = 0;
    screen.problem =
        error_of(ErrorCode::printer_refused,
                 sentence("The driver is missing. The person who looks after the computer can install {}. Then look again.",
                          "printer-driver-ptouch"));
    add("printer_no_driver", screen);
    screen.problem = error_of(
        ErrorCode::printer_refused,
        sentence("This user may not add printers. The person who looks after the computer can add it, or make this user a member "
                 "of the group lpadmin."));
    add("printer_refused", screen);
    screen.problem.reset();
    screen.search_problem = error_of(ErrorCode::printer_refused,
                                     sentence("CUPS cannot look for printers here. The package cups has to be installed."));
    add("printer_no_search", screen);
    screen.search_problem.reset();
    screen.printers[1].queue = "badge";
    screen.chosen = 1;
    screen.roll = PrinterRoll{PrinterRoll::How::fits, 100, 62};
    add("printer_roll_fits", screen);
    screen.roll = PrinterRoll{PrinterRoll::How::is_other, 29, 90};
    add("printer_roll_other", screen);
    screen.test = TestBadge::printed;
    add("printer_roll_asked", screen);
    screen.test = TestBadge::none;
    screen.roll = PrinterRoll{PrinterRoll::How::must_be_put_in};
    add("printer_roll_put_in", screen);
    screen.roll = PrinterRoll{PrinterRoll::How::has_no_such};
    add("printer_roll_none", screen);
    for (int i = 0; i < 9; ++i) screen.printers.push_back({"", fmt::format("Skrivare {}", i), true, false, "ipp://x"});
    screen.is_searching = true;
    add("printer_many", screen);
}

void add_pairing(const std::function<void(std::string, Screen)>& add, const StaffScreen& staff) {
    PairScreen screen;
    screen.staff = staff;
    add("pair_opening", screen);
    screen.problem = error_of(ErrorCode::address_taken,
                              sentence("This computer is on no network. Connect it to the same network as the phones."));
    add("pair_no_network", screen);
    screen.problem = error_of(
        ErrorCode::address_taken,
        sentence("Another program on this computer is in the way, perhaps a door that is still open. Close it, or connect the "
                 "phones later, under Phones at the open door."));
    add("pair_taken", screen);
    screen.problem.reset();
    screen.code = PairingCode{"https://192.168.120.20:8443/pair#q83vEjRWeJCrze8SNFZ4kA", "https://192.168.120.20:8443", "482913",
                              "5E2A41C0 93BB07D2 11F0A6E8 C4D95B30 7A6612EF 08CC93D1 B5F47E20 96A31D44"};
    add("pair", screen);
    screen.phones = {"Safari, iPhone"};
    add("pair_one", screen);
    for (int i = 0; i < 9; ++i) screen.phones.push_back(i % 2 == 0 ? "Samsung Internet, Android" : "Firefox, Android");
    add("pair_many", screen);
}

}  // namespace

std::vector<NamedSetup> setup_states() {
    std::vector<NamedSetup> all;
    const auto add = [&](std::string name, Screen screen) {
        State state;
        state.screen = std::move(screen);
        state.today = today;
        all.push_back({"setup_" + std::move(name), std::move(state)});
    };
    StartScreen start;
    add("start_reading", start);
    start.is_read = true;
    add("start_first", start);
    start.cards = cards();
    add("start", start);
    start.chosen = 4;
    add("start_broken", start);
    start.chosen = 0;
    start.is_copying = true;
    add("start_copying", start);

    FormScreen empty;
    empty.form = empty_form(today);
    add("form_empty", empty);
    empty.problem = error_of(ErrorCode::settings_invalid, sentence("The seminar needs a name."));
    add("form_problem", empty);
    FormScreen filled;
    filled.form = form();
    add("form", filled);
    filled.typing = TextField::organisers;
    add("form_typing", filled);
    filled.typing.reset();
    filled.picker = FormPicker::doors;
    add("form_time", filled);
    filled.picker = FormPicker::day;
    filled.month = std::chrono::year{2027} / std::chrono::May;
    add("form_day", filled);

    filled.picker = FormPicker::zone;
    filled.form.zone = "Europe/Stockholm";
    add("form_zone", filled);

    filled.picker = FormPicker::privacy;
    filled.form.controller = "Linköpings kommun";
    filled.form.contact = "dataskydd@linkoping.se";
    add("form_privacy", filled);
    filled.typing = TextField::notice;
    filled.is_shift_on = false;
    add("form_privacy_typing", filled);
    filled.typing.reset();

    filled.picker = FormPicker::height;
    add("form_height", filled);
    filled.form.lower_edge_cm = 110;
    add("form_height_high", filled);
    filled.form.lower_edge_cm = 0;
    filled.picker = FormPicker::turn;
    add("form_turn", filled);
    filled.trial = TurnTrial{0, Clock::now() + 12s};
    add("form_turn_trial", filled);

    FilesScreen files;
    add("files_reading", files);
    files.is_read = true;
    add("files_none", files);
    for (int i = 0; i < 12; ++i)
        files.files.push_back(
            {"/media/stick/" + std::to_string(i),
             i == 0 ? "Anmälda (1–38).xlsx" : "Deltagarlista trygghet i offentlig miljö, version " + std::to_string(i) + ".csv",
             i < 3 ? "KINGSTON" : "", 1'800'000'000'000 - i * 86'400'000});
    add("files", files);
    files.problem =
        error_of(ErrorCode::export_invalid, sentence("{} is empty. Export the registrations again.", "Anmälda (1–38).xlsx"));
    add("files_problem", files);

    using Kind = FoundFile::Kind;
    FilesScreen folder;
    folder.is_read = true;
    folder.inside = "/home/eva/Dokument";
    folder.files = {{"/home/eva", "", "/home/eva/Dokument", 0, Kind::folder_above}};
    add("files_folder_empty", folder);
    folder.files.push_back({"/home/eva/Dokument/Oro", "Seminarier 2027", "", 0, Kind::folder});
    folder.files.push_back({"/home/eva/Dokument/a.csv", "Anmälda.csv", "", 1'800'000'000'000});
    add("files_folder", folder);

    AddressScreen address;
    add("address_empty", address);
    address.url = "https://anmalan.linkoping.example/export/trygghet-2027.xlsx?nyckel=a1b2c3d4";
    add("address", address);
    address.fetching = 1;
    add("address_fetching", address);
    address.fetching = 0;
    address.problem = error_of(ErrorCode::file_unreadable,
                               sentence("No list can be fetched from {}. Is the address right, is this computer on the "
                                        "internet, and is the list shared with everybody who has the link?",
                                        "anmalan.linkoping.example"));
    add("address_problem", address);

    UploadScreen upload;
    add("upload_opening", upload);
    upload.problem = error_of(ErrorCode::address_taken, sentence("This computer is on no network. Connect it to the same network "
                                                                 "as the phone, or use a USB stick."));
    add("upload_no_network", upload);
    upload.problem.reset();
    upload.url = "https://192.168.1.20:8443/k7mp-3xwq";
    add("upload", upload);
    upload.name = "Deltagarlista trygghet i offentlig miljö, version 4.xlsx";
    upload.percent = 64;
    add("upload_coming", upload);
    upload.percent = 100;
    add("upload_reading", upload);
    upload.name.clear();
    upload.problem = error_of(ErrorCode::stopped, sentence("The file was cut off on its way. Send it again."));
    upload.url = "https://[2a02:1406:1234:5678:aaaa:bbbb:cccc:dddd]:8443/k7mp-3xwq";
    add("upload_cut", upload);

    ColumnsScreen columns;
    columns.preview = preview();
    add("columns", columns);
    columns.open = 2;
    add("columns_meaning", columns);
    columns.open.reset();
    columns.is_looking_at_rows = true;
    add("columns_rows", columns);
    columns.is_looking_at_rows = false;
    columns.preview.questions.clear();
    columns.preview.columns[3] = {"4. Kommer du?", Field::is_attending};
    columns.preview.with_code = 36;
    add("columns_answered", columns);
    columns.preview = wide_preview();
    columns.first_column = 3;
    add("columns_many", columns);
    columns.problem =
        error_of(ErrorCode::disk_full, sentence("The disk of this computer is full. Delete something, then try again."));
    add("columns_problem", columns);

    RecogniseScreen recognise;
    recognise.people = 38;
    add("recognise", recognise);
    recognise.chosen = Recognition::by_code;
    add("recognise_codes", recognise);
    recognise.tickets = SavedTickets{38, 2, "KINGSTON"};
    add("recognise_saved", recognise);
    recognise.tickets = SavedTickets{38, 0, {}, "Kontorets skrivare"};
    add("recognise_printed", recognise);

    TicketsScreen tickets{recognise};
    add("tickets_opening", tickets);
    tickets.url = "https://192.168.1.20:8443/k7mp-3xwq";
    add("tickets", tickets);
    tickets.fetched = {"Biljetter.pdf", "Biljetter för utskick.csv"};
    add("tickets_fetched", tickets);
    BadgeScreen badge;
    add("badge_reading", badge);
    badge.is_read = true;
    badge.designs = {{"landscape", 100, 62}, {"a6", 105, 148},  {"a7", 74, 105},
                     {"card", 86, 54, 3},    {"fold", 90, 110}, {"kommunens-bricka.svg", 0, 0, 0, false}};
    badge.hardest.given = "Maximiliana Karolina";
    badge.hardest.family = "Hohenstauffen Öström af Ekenstam";
    badge.hardest.ticket_code = scanner_code;
    add("badge", badge);
    badge.chosen = 1;
    add("badge_tall", badge);
    badge.chosen = 3;
    badge.problem =
        error_of(ErrorCode::disk_full, sentence("The disk of this computer is full. Delete something, then try again."));
    add("badge_small", badge);
    PrinterScreen printer;
    add("printer_searching", printer);
    printer.is_read = true;
    printer.is_searching = true;
    add("printer_none_yet", printer);
    printer.is_searching = false;
    add("printer_none", printer);
    add_new_printers(add);
    printer.printers = {{"QL820", "Brother QL-820NWB", false, true},
                        {"office", "HP LaserJet, expeditionen", true, false},
                        {"third", "Kontoret", true, false}};
    printer.chosen = 0;
    add("printer", printer);
    printer.test = TestBadge::printing;
    printer.printing = 3;
    add("printer_printing", printer);
    printer.printing = 0;
    printer.test = TestBadge::printed;
    add("printer_asked", printer);
    printer.test = TestBadge::did_not_come;
    add("printer_nothing", printer);
    printer.test = TestBadge::was_wrong_size;
    add("printer_size", printer);
    JoinScreen join;
    add("join_starting", join);
    join.is_working = true;
    add("join", join);
    join.saw_other_code = true;
    add("join_other_code", join);
    join.joining = 3;
    add("join_joining", join);
    join.joining = 0;
    join.problem =
        error_of(ErrorCode::database_failed,
                 sentence("The invitation has been used: each lets one kiosk in. Let the other kiosk show a new one."));
    add("join_used", join);
    join.is_typing = true;
    join.code = "192.168.1.20:5433/entre/k7qm-2xvd";
    add("join_typing_problem", join);
    join.problem.reset();
    add("join_typing", join);
    CameraScreen camera;
    add("camera_reading", camera);
    camera.is_read = true;
    add("camera_starting", camera);
    camera.is_working = true;
    add("camera", camera);
    camera.light = PictureLight::dark;
    add("camera_dark", camera);
    camera.light = PictureLight::good;
    camera.advice = ScanAdvice::further;
    add("camera_advice", camera);
    camera.advice = ScanAdvice::none;
    camera.code = CodeRead{true, false, 140ms};
    camera.scanner = ScannerTried{ScannerLayout::se};
    add("camera_code", camera);
    camera.is_working = false;
    camera.scanner = ScannerTried{};
    add("camera_gone", camera);
    camera.is_wanted = false;
    add("camera_off", camera);
    KeysScreen keys;
    add("keys_reading", keys);
    keys.is_read = true;
    keys.keys = SpeechSettings{}.keys;
    add("keys", keys);
    keys.keys = {"f13", "f14", "", "f16", "284", "page_down", "f23", "f24"};
    keys.learning = 4;
    keys.is_changed = keys.is_unfit = true;
    add("keys_unfit", keys);
    keys.is_unfit = false;
    keys.keys[2] = "f15";
    keys.learning = 8;
    add("keys_known", keys);
    StaffScreen staff;
    staff.is_read = true;
    add("staff", staff);
    staff.pin.first = staff.pin.digits = "4829";
    staff.pin.note = NewPinNote::again;
    staff.has_phones = true;
    staff.sound = SoundTry::played;
    add("staff_again", staff);
    staff.pin = {{}, {}, NewPinNote::too_simple, 0};
    staff.sound = SoundTry::failed;
    staff.has_pin = staff.is_changing_pin = true;
    add("staff_changing", staff);
    staff.is_changing_pin = false;
    add("staff_chosen", staff);
    staff.has_recovery = true;
    staff.recovery = "48291 30477";
    add("staff_recovery", staff);
    add_pairing(add, staff);
    ReadyScreen ready;
    add("ready_checking", ready);
    ready.is_read = true;
    const auto clock = at(2027, 5, 19, 1182min);
    ready.rows = {{CheckKind::list, Health::good, 180},
                  {CheckKind::codes, Health::good, 1},
                  {CheckKind::badge, Health::good, 100, 62},
                  {CheckKind::printer, Health::good, 0, 0, "Höger"},
                  {CheckKind::camera, Health::good, 1},
                  {CheckKind::staff_pin, Health::good, 1},
                  {CheckKind::phones, Health::good, 1},
                  {CheckKind::day, Health::good, 0, 1, {}, PrinterFault::none, at(2027, 5, 20, 495min)},
                  {CheckKind::time, Health::good, 0, 0, {}, PrinterFault::none, clock},
                  {CheckKind::sound, Health::good},
                  {CheckKind::sleep, Health::good},
                  {CheckKind::updates, Health::good}};
    CheckRow queue{CheckKind::queue};
    queue.queue = QueueForecast{2, 88, 2, 88, 214, true};
    ready.rows.insert(ready.rows.begin() + 5, queue);
    add("ready", ready);
    ready.rows[5].health = Health::notice;
    ready.rows[5].queue = QueueForecast{1, 612, 3, 75};
    ready.rows[4].health = Health::notice;
    ready.rows.insert(ready.rows.begin() + 4, {CheckKind::labels, Health::notice, 120, 180});
    ready.rows[4].roll = PrinterRoll{PrinterRoll::How::is_other, 62, 29, 100, 62};
    ready.rows.push_back({CheckKind::power, Health::notice, 63});
    add("ready_some", ready);
    ready.problem = "Vårmöte 2027/entre.db är redan öppen: Kiosk 1. Stäng den där först.";
    add("ready_problem", ready);
    ready.problem.clear();
    ready.rows = {{CheckKind::list, Health::missing},
                  {CheckKind::codes, Health::notice},
                  {CheckKind::badge, Health::missing},
                  {CheckKind::badge, Health::notice, 100, 62, {}, PrinterFault::none, {}, {}, 3},
                  {CheckKind::printer, Health::notice, 0, 0, "Höger", PrinterFault::out_of_labels},
                  {CheckKind::printer, Health::notice},
                  {CheckKind::labels, Health::notice, 120, 180},
                  {CheckKind::camera, Health::notice, 1},
                  {CheckKind::staff_pin, Health::good, 0},
                  {CheckKind::phones, Health::good, 0},
                  {CheckKind::sound, Health::notice},
                  {CheckKind::day, Health::missing, 0, -3},
                  {CheckKind::time, Health::notice, 0, 0, {}, PrinterFault::none, clock},
                  {CheckKind::time, Health::notice, 0, 0, "Etc/UTC", PrinterFault::none, clock},
                  {CheckKind::power, Health::notice, 63},
                  {CheckKind::sleep, Health::notice},
                  {CheckKind::updates, Health::notice},
                  {CheckKind::copies, Health::notice},
                  {CheckKind::disk, Health::missing}};
    queue.health = Health::notice;
    queue.queue = QueueForecast{1, 5400, {}, 0, 1430, false};
    ready.rows.push_back(queue);
    add("ready_missing", ready);
    return all;
}

}  // namespace entre::demo
