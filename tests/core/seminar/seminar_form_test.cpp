#include "core/seminar/seminar_form.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::year_month_day day{std::chrono::year{2027}, std::chrono::May, std::chrono::day{20}};

TimeZone stockholm() { return TimeZone::named("Europe/Stockholm").value(); }

SeminarForm filled_in() {
    auto form = empty_form(day);
    form.name = "Trygghet \"för alla\"";
    form.organisers = "Polisen, Linköpings kommun ,";
    form.venue = "Missionskyrkan";
    form.address = "Drottninggatan 22";
    return form;
}

}  // namespace

TEST_CASE("a new seminar has what the form says, and nothing of the starter's examples", "[setup]") {
    const ScratchFolder scratch;
    const auto folder = create_seminar(scratch.path(), filled_in(), stockholm());
    REQUIRE(folder);
    CHECK(folder->filename() == "Trygghet för alla");
    const auto seminar = read_seminar(*folder);
    REQUIRE(seminar);
    CHECK(seminar->name.in("sv") == "Trygghet \"för alla\"");
    CHECK(seminar->organisers == std::vector<std::string>{"Polisen", "Linköpings kommun"});
    CHECK(seminar->venue.in("sv") == "Missionskyrkan");
    CHECK(clock_time(seminar->starts) == "09.00");
    CHECK(seminar->starts.offset == 120min);  // summer time on that day, whatever today is
    REQUIRE(seminar->doors_open);
    CHECK(clock_time(*seminar->doors_open) == "08.15");
    CHECK(seminar->room.is_empty());
    CHECK(seminar->note.is_empty());
    auto form = form_of(*seminar);
    form.organisers += " ,";
    auto as_filled_in = filled_in();
    as_filled_in.zone = stockholm().name();
    CHECK(form == as_filled_in);
    CHECK(create_seminar(scratch.path(), filled_in(), stockholm())->filename() == "Trygghet för alla 2");
}

TEST_CASE("saving a form changes what differs and leaves every other line as it was", "[setup]") {
    const ScratchFolder scratch;
    const std::string before =
        "# ours\n[seminar]\nname = { sv = \"Oro\", en = \"Unrest\" }  # both\nzone = \"Europe/Stockholm\"\n"
        "starts = 2027-05-20T09:00:00\nends = 2027-05-20T12:30:00\n[venue]\nname = \"Kyrkan\"\n[[printer]]\nname = \"H\"\nqueue "
        "= "
        "\"auto\"\n";
    write_file(scratch.path() / "seminar.toml", before);
    auto form = form_of(read_seminar(scratch.path()).value());
    REQUIRE(save_form(scratch.path(), form));
    CHECK(read_file(scratch.path() / "seminar.toml") == before);  // the names in two languages, too
    form.starts = 600min;
    form.venue = "Domkyrkan";
    REQUIRE(save_form(scratch.path(), form));
    auto after = before;
    after.replace(after.find("T09:00"), 6, "T10:00");
    after.replace(after.find("Kyrkan"), 6, "Domkyrkan");
    CHECK(read_file(scratch.path() / "seminar.toml") == after);
}

TEST_CASE("a name and the times are enough", "[setup]") {
    const ScratchFolder scratch;
    auto form = empty_form(day);
    form.name = "Oro";
    const auto folder = create_seminar(scratch.path(), form, stockholm());
    REQUIRE(folder);
    form.zone = "Europe/Stockholm";
    CHECK(form_of(read_seminar(*folder).value()) == form);
    // Another zone: the clocks there show the same times.
    form.zone = "Europe/Helsinki";
    REQUIRE(save_form(*folder, form));
    const auto moved = read_seminar(*folder).value();
    CHECK(form_of(moved) == form);
    CHECK(moved.starts.offset == std::chrono::hours{3});
}

TEST_CASE("a form without a name, or that ends before it begins, is refused and nothing is made", "[setup][bad_input]") {
    const ScratchFolder scratch;
    auto form = filled_in();
    form.ends = form.starts;
    CHECK_FALSE(create_seminar(scratch.path(), form, stockholm()));
    form = filled_in();
    form.name = "  ";
    CHECK_FALSE(create_seminar(scratch.path(), form, stockholm()));
    CHECK(std::filesystem::is_empty(scratch.path()));
    CHECK_FALSE(save_form(scratch.path() / "none", filled_in()));
}

TEST_CASE("a copy has the settings of the earlier seminar without its people and its PIN", "[setup]") {
    const ScratchFolder scratch;
    const auto first = create_seminar(scratch.path(), filled_in(), stockholm());
    REQUIRE(first);
    write_file(*first / "badge.svg", "<svg/>");
    write_file(*first / "Deltagare.xlsx", "people");
    write_file(*first / "entre.db", "people");
    REQUIRE(save_search(*first, true));
    auto form = filled_in();
    form.name = "Nästa år";
    form.day = std::chrono::year_month_day{std::chrono::year{2028}, std::chrono::January, std::chrono::day{11}};
    const auto second = copy_seminar(scratch.path(), form, *first);
    REQUIRE(second);
    CHECK(std::filesystem::exists(*second / "badge.svg"));
    CHECK_FALSE(std::filesystem::exists(*second / "Deltagare.xlsx"));
    CHECK_FALSE(std::filesystem::exists(*second / "entre.db"));
    const auto seminar = read_seminar(*second);
    REQUIRE(seminar);
    CHECK(seminar->kiosk.search);
    CHECK(seminar->pin_hash.empty());
    CHECK(seminar->starts.offset == 60min);
    CHECK(seminar->name.in("sv") == "Nästa år");
}

TEST_CASE("a folder's name can be stored on a stick", "[setup]") {
    CHECK(folder_name("Bo/Ek: \"hot?\" ") == "Bo Ek hot");
    CHECK(folder_name("...") == "Seminarium");
    CHECK(folder_name("") == "Seminarium");
    CHECK(folder_name(std::string(300, 'x')).size() == 60);
}

TEST_CASE("the list and the search are kept in the settings", "[setup]") {
    const ScratchFolder scratch;
    const auto folder = create_seminar(scratch.path(), filled_in(), stockholm());
    REQUIRE(folder);
    REQUIRE(save_list(*folder, "Deltagare (1-38).xlsx", "https://exempel.se/lista"));
    REQUIRE(save_search(*folder, true));
    REQUIRE(save_station(*folder, "Kiosk 2 \"vid dörren\""));
    CHECK(read_seminar(*folder)->kiosk.station == "Kiosk 2 \"vid dörren\"");
    const auto seminar = read_seminar(*folder);
    REQUIRE(seminar);
    CHECK(seminar->registrations.files == std::vector<std::string>{"Deltagare (1-38).xlsx"});
    CHECK(seminar->registrations.url == "https://exempel.se/lista");
    CHECK(seminar->kiosk.search);
}

TEST_CASE("a token is forgotten with the server that it is for", "[setup]") {
    const ScratchFolder scratch;
    const auto folder = create_seminar(scratch.path(), filled_in(), stockholm());
    REQUIRE(folder);
    REQUIRE(save_list(*folder, "a.csv", "https://exempel.se/lista?v=1"));
    auto settings = read_file(*folder / "seminar.toml");
    settings.insert(settings.find("[registrations]\n") + 16, "token_file = \"nyckel.txt\"\n");
    write_file(*folder / "seminar.toml", settings);
    REQUIRE(save_list(*folder, "a.csv", "https://exempel.se/lista?v=2"));
    CHECK(read_seminar(*folder)->registrations.token_file == "nyckel.txt");
    // A copy for the next seminar fetches no list of this one.
    const auto copy = copy_seminar(scratch.path(), filled_in(), *folder);
    REQUIRE(copy);
    CHECK(read_seminar(*copy)->registrations.url.empty());
    CHECK(read_seminar(*copy)->registrations.token_file.empty());
    REQUIRE(save_list(*folder, "a.csv", "https://annat.exempel.se/lista"));
    CHECK(read_seminar(*folder)->registrations.token_file.empty());
}

TEST_CASE("a printer takes the place of the first one, or is taken away", "[setup]") {
    const ScratchFolder scratch;
    const auto folder = create_seminar(scratch.path(), filled_in(), stockholm());
    REQUIRE(folder);
    REQUIRE(save_printer(*folder, "QL820", Side::left, true));
    auto seminar = read_seminar(*folder);
    REQUIRE(seminar);
    REQUIRE(seminar->printers.size() == 1);
    CHECK(seminar->printers[0].name == "Höger");  // as the starter calls it, which is an organiser's own name
    CHECK(seminar->printers[0].queue == "QL820");
    CHECK(seminar->printers[0].side == Side::left);
    CHECK(seminar->badge_ink == BadgeInk::black);
    REQUIRE(save_printer(*folder, "", Side::left, false));
    CHECK(read_seminar(*folder)->printers.empty());
    REQUIRE(save_printer(*folder, "Office", Side::above, false));
    seminar = read_seminar(*folder);
    REQUIRE(seminar->printers.size() == 1);
    CHECK(seminar->printers[0].name == "Skrivaren");
    CHECK(seminar->printers[0].side == Side::above);
}

TEST_CASE("badge, camera, scanner and phones are kept in the settings", "[setup]") {
    const ScratchFolder scratch;
    const auto folder = create_seminar(scratch.path(), filled_in(), stockholm());
    REQUIRE(folder);
    REQUIRE(save_badge(*folder, "a7"));
    REQUIRE(save_camera(*folder, "none"));
    REQUIRE(save_scanner_layout(*folder, ScannerLayout::se));
    REQUIRE(save_phones(*folder, true));
    auto seminar = read_seminar(*folder);
    REQUIRE(seminar);
    CHECK(seminar->badge_template == "a7");
    CHECK(seminar->kiosk.camera == "none");
    CHECK(seminar->kiosk.scanner_layout == ScannerLayout::se);
    CHECK_FALSE(seminar->live_page_listen.empty());
    REQUIRE(save_phones(*folder, false));
    REQUIRE(save_scanner_layout(*folder, ScannerLayout::us));
    seminar = read_seminar(*folder);
    CHECK(seminar->live_page_listen.empty());
    CHECK(seminar->kiosk.scanner_layout == ScannerLayout::us);
}

TEST_CASE("a keypad's keys are kept in place of those that a line of the settings named", "[setup][speech]") {
    const ScratchFolder scratch;
    const auto folder = create_seminar(scratch.path(), filled_in(), stockholm());
    REQUIRE(folder);
    const auto file = SeminarFolder{*folder}.settings();
    write_file(file, read_file(file) + "\n[speech]\nheadphones = \"always\"  # has its own\nkeys = { next = \"f13\" }\n");
    auto keys = SpeechSettings{}.keys;
    for (int time = 0; time < 2; ++time) {
        keys[1] = time == 0 ? "f20" : "f21";
        REQUIRE(save_keys(*folder, keys));
        const auto seminar = read_seminar(*folder);
        REQUIRE(seminar);
        CHECK(seminar->speech.keys == keys);
        CHECK(seminar->speech.headphones == "always");
        CHECK(read_file(file).find("# has its own") != std::string::npos);
    }
}

TEST_CASE("how the picture is turned is written only where it is turned", "[setup]") {
    const ScratchFolder scratch;
    auto form = filled_in();
    form.rotate = 270;
    const auto folder = create_seminar(scratch.path(), form, stockholm());
    REQUIRE(folder);
    CHECK(read_seminar(*folder)->kiosk.rotate == 270);
    form = form_of(read_seminar(*folder).value());
    CHECK(form.rotate == 270);
    form.rotate = 0;
    REQUIRE(save_form(*folder, form));
    CHECK(read_seminar(*folder)->kiosk.rotate == 0);
    CHECK(read_file(*folder / "seminar.toml").find("\nrotate") == std::string::npos);
}

TEST_CASE("how high the screen is mounted is written once it was measured, and taken out again", "[setup]") {
    const ScratchFolder scratch;
    const auto folder = create_seminar(scratch.path(), filled_in(), stockholm()).value();
    CHECK(read_seminar(folder)->kiosk.lower_edge_cm == 0);
    const auto before = read_file(folder / "seminar.toml");
    auto form = form_of(read_seminar(folder).value());
    form.lower_edge_cm = 80;
    REQUIRE(save_form(folder, form));
    CHECK(read_seminar(folder)->kiosk.lower_edge_cm == 80);
    CHECK(form_of(read_seminar(folder).value()).lower_edge_cm == 80);
    form.lower_edge_cm = 0;
    REQUIRE(save_form(folder, form));
    CHECK(read_file(folder / "seminar.toml") == before);
}

TEST_CASE("what visitors are told about their data goes into the settings and out again", "[setup][privacy]") {
    const ScratchFolder scratch;
    auto form = filled_in();
    form.controller = "Linköpings kommun";
    form.contact = "dataskydd@linkoping.se";
    form.notice = " linkoping.se/personuppgifter";
    form.keep_days = 7;
    const auto folder = create_seminar(scratch.path(), form, stockholm());
    REQUIRE(folder);
    auto seminar = read_seminar(*folder).value();
    CHECK(seminar.privacy.controller == "Linköpings kommun");
    CHECK(seminar.privacy.contact == "dataskydd@linkoping.se");
    CHECK(seminar.privacy.notice == "https://linkoping.se/personuppgifter");
    CHECK(seminar.keep_days == 7);

    form = form_of(seminar);
    form.controller = form.contact = form.notice = "";
    REQUIRE(save_form(*folder, form));
    CHECK(form_of(read_seminar(*folder).value()) == form);
    form.notice = "http://linkoping.se";
    const auto refused = save_form(*folder, form);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::settings_invalid);
}
