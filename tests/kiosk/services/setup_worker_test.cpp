#include "kiosk/services/setup_worker.hpp"

#include <algorithm>
#include <filesystem>
#include <future>

#include "core/services/check_in_desk.hpp"
#include "core/store/rolls.hpp"
#include "core/store/roster.hpp"
#include "kiosk/services/badge_designs.hpp"
#include "kiosk/services/list_files.hpp"
#include "kiosk/services/list_preview.hpp"
#include "kiosk/services/seminar_cards.hpp"
#include "kiosk/services/setup_checks.hpp"
#include "kiosk/services/setup_printers.hpp"
#include "kiosk/services/take_list.hpp"
#include "kiosk/services/tickets.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre {
namespace {

namespace fs = std::filesystem;
using test::write_file;
using namespace std::chrono_literals;

SeminarForm form_of(const std::string& name, int year) {
    auto form = empty_form(std::chrono::year{year} / 5 / 20);
    form.name = name;
    return form;
}

/// A seminar folder, and a stick beside it.
struct Places {
    test::ScratchFolder scratch;
    SetupPlaces places{scratch.path() / "seminars"};
    fs::path stick = scratch.path() / "stick";

    Places() { fs::create_directories(stick); }
    fs::path seminar(const std::string& name, int year = 2060) const {
        return create_seminar(places.seminars, form_of(name, year), zone_here()).value();
    }
    fs::path list(const std::string& name, const std::string& text) const {
        write_file(stick / name, text);
        return stick / name;
    }
};

constexpr const char* with_codes =
    "Förnamn;Efternamn;E-post;Biljettkod\nÅsa;Öström;a@example.org;a1b2c3d4e5f6\nBo;Ek;b@example.org;g7h8i9j0k1l2\n";

}  // namespace

TEST_CASE("the next seminar comes first, then the later ones, then those that are over, then what cannot be read", "[setup]") {
    const Places here;
    here.seminar("Senare", 2061);
    here.seminar("Nästa", 2060);
    here.seminar("Förra", 2020);
    here.seminar("Förrförra", 2019);
    write_file(here.seminar("Trasigt") / "seminar.toml", "nothing = \n");
    fs::create_directory(here.places.seminars / "no seminar");
    std::vector<std::string> names;
    for (const auto& card : find_seminars(here.places.seminars, utc_now())) names.push_back(card.name);
    CHECK(names == std::vector<std::string>{"Nästa", "Senare", "Förra", "Förrförra", "Trasigt"});
    CHECK(find_seminars(here.scratch.path() / "none", utc_now()).empty());
}

TEST_CASE("lists are found on a stick and in its folders, the newest first, and nothing else is", "[setup]") {
    const Places here;
    const auto old = here.list("gammal.csv", "x"), fresh = here.list("ny.XLSX", "x");
    fs::last_write_time(old, fs::file_time_type::clock::now() - 24h);
    here.list("bild.jpg", "x");
    here.list(".dold.csv", "x");
    here.list("~$ny.xlsx", "x");
    fs::create_directories(here.stick / "mapp" / "djupt");
    write_file(here.stick / "mapp" / "inne.ods", "x");
    write_file(here.stick / "mapp" / "djupt" / "för djupt.csv", "x");
    fs::create_symlink(old, here.stick / "länk.csv");
    std::vector<std::string> names;
    for (const auto& file : list_files({here.stick, here.scratch.path() / "pulled out"})) names.push_back(file.name);
    CHECK(names.size() == 3);
    CHECK(names.back() == "gammal.csv");
    CHECK(std::count(names.begin(), names.end(), "inne.ods") == 1);
}

TEST_CASE("of many lists on a stick the newest fifty are shown", "[setup][bad_input]") {
    const Places here;
    for (int i = 0; i < 120; ++i) here.list(std::to_string(i) + ".csv", "x");
    CHECK(list_files({here.stick}).size() == 50);
}

TEST_CASE("a folder shows the one above it, the folders in it, and its lists", "[setup]") {
    using Kind = setup::FoundFile::Kind;
    const Places here;
    fs::create_directories(here.stick / "Vår");
    fs::create_directories(here.stick / ".gömd");
    here.list("b.xlsx", "x");
    here.list("A.csv", "x");
    here.list("bild.png", "x");
    const auto files = files_in_folder(here.stick);
    std::vector<std::string> names;
    for (const auto& file : files) names.push_back(file.name);
    CHECK(names == std::vector<std::string>{"", "Vår", "A.csv", "b.xlsx"});
    CHECK(files[0].kind == Kind::folder_above);
    CHECK(files[0].path == here.scratch.path());
    CHECK(files[0].place == here.stick.string());
    CHECK(files[1].kind == Kind::folder);
    CHECK(files[2].kind == Kind::list);
    // One that was removed meanwhile still leads out of itself, and nothing is above the first.
    REQUIRE(files_in_folder(here.stick / "borta").size() == 1);
    CHECK(files_in_folder(here.stick / "borta")[0].path == here.stick);
    CHECK(files_in_folder("/").front().kind == Kind::folder);
    CHECK_FALSE(files_in_folder({}).empty());
}

TEST_CASE("a preview has the first rows, what each column means, and no protected person", "[setup]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    const auto file =
        here.list("lista.csv",
                  "Deltagare\n\nFörnamn;Efternamn;Skyddad identitet;E-post\nHemlig;Person;Ja;h@example.org\n"
                  "Åsa;Öström;;a@example.org\nBo;Ek;;b@example.org\nMärta;Ek;;m@example.org\nKim;Al;;k@example.org\n");
    const auto preview = preview_of(read_seminar(folder).value(), file);
    REQUIRE(preview);
    CHECK(preview->people == 5);
    CHECK(preview->with_code == 0);
    CHECK(preview->rows_skipped == 1);
    REQUIRE(preview->rows.size() == 3);
    CHECK(preview->rows[0][0] == "Åsa");
    REQUIRE(preview->columns.size() == 4);
    CHECK(preview->columns[0].role == Field::given);
    CHECK(preview->columns[2].role == Field::protected_mark);
    CHECK(preview->kept_out == 0);
    CHECK(preview->questions.empty());
    CHECK_FALSE(preview_of(read_seminar(folder).value(), here.list("tom.csv", "")));
}

TEST_CASE("columns that are asked about or used come first, and those who cancelled are counted apart", "[setup]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    const auto file = here.list("lista.csv",
                                "Allergier;Förnamn;Anmäld den;Efternamn;Status\n;Åsa;2026-01-02;Öström;Anmäld\n"
                                "Nötter;Bo;2026-01-02;Ek;Avbokad\n;Kim;2026-01-03;Al;Hmm\n");
    const auto preview = preview_of(read_seminar(folder).value(), file);
    REQUIRE(preview);
    REQUIRE(preview->questions.size() == 1);
    CHECK(preview->columns[0].heading == "Status");
    CHECK(preview->columns[1].heading == "Förnamn");
    CHECK(preview->columns[3].heading == "Allergier");
    CHECK(preview->rows[0] == std::vector<std::string>{"Anmäld", "Åsa", "Öström", "", "2026-01-02"});
    CHECK(preview->people == 1);
    CHECK(preview->kept_out == 1);
}

TEST_CASE("a list is copied into the seminar, imported, and replaced by the next one under the same name", "[setup]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    const auto first = take_list(folder, here.list("Anmälda (1-2).csv", with_codes));
    REQUIRE(first);
    CHECK(first->people == 2);
    CHECK(first->have_codes);
    // Another name on the stick, one person fewer, one more: who is missing is withdrawn.
    const auto second = take_list(folder, here.list("Anmälda (1-3).csv",
                                                    "Förnamn;Efternamn;E-post;Biljettkod\nBo;Ek;b@example.org;g7h8i9j0k1l2\n"
                                                    "Kim;Al;k@example.org;m3n4o5p6q7r8\n"));
    REQUIRE(second);
    CHECK(second->people == 2);
    CHECK(read_seminar(folder)->registrations.files == std::vector<std::string>{"Anmälda (1-2).csv"});
    auto database = Database::open({folder}, Access::read, "test");
    REQUIRE(database);
    const auto all = database->guard([&]() -> Result<std::size_t> { return Roster(*database).all(true).size(); });
    CHECK(*all == 3);
    CHECK_FALSE(take_list(folder, here.stick / "pulled out.csv"));
    const auto kept = test::read_file(folder / "Anmälda (1-2).csv");
    CHECK_FALSE(take_list(folder, here.list("tom.csv", "")));
    CHECK_FALSE(take_list(folder, here.list("fråga.csv", "Förnamn;Efternamn;Status;Biljettkod\nBo;Ek;Hmm;g7h8i9j0k1l2\n")));
    CHECK(test::read_file(folder / "Anmälda (1-2).csv") == kept);
}

TEST_CASE("a list takes the place of no other file of the seminar", "[setup][bad_input]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    write_file(folder / "live-sessions.json", "kept");
    const auto file = here.list("live-sessions.json", with_codes);  // what it really is, its content says
    REQUIRE(take_list(folder, file));
    CHECK(test::read_file(folder / "live-sessions.json") == "kept");
    CHECK(read_seminar(folder)->registrations.files == std::vector<std::string>{"live-sessions 2.json"});
    // The next one is that list again.
    REQUIRE(take_list(folder, here.list("ny.csv", std::string(with_codes) + "Kim;Al;k@example.org;m3n4o5p6q7r8\n")));
    CHECK(read_seminar(folder)->registrations.files == std::vector<std::string>{"live-sessions 2.json"});
}

TEST_CASE("a list without somebody who has checked in is refused", "[setup][bad_input]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    auto form = form_of("Oro", 2060);
    form.doors.reset();
    REQUIRE(save_form(folder, form));
    REQUIRE(take_list(folder, here.list("lista.csv", with_codes)));
    {
        auto database = Database::open({folder}, Access::write, "test");
        REQUIRE(database);
        const auto seminar = read_seminar(folder).value();
        CheckInDesk desk(*database, seminar);
        const auto seen = desk.look_up("a1b2c3d4e5f6", utc_now());
        REQUIRE(seen->who);
        REQUIRE(desk.check_in({.person = seen->who->id, .given = {}, .family = {}}, utc_now())->admission.verdict ==
                Verdict::admitted);
    }
    const auto taken =
        take_list(folder, here.list("annan.csv", "Förnamn;Efternamn;E-post;Biljettkod\nBo;Ek;b@example.org;g7h8i9j0k1l2\n"));
    REQUIRE_FALSE(taken);
    CHECK(taken.error().said.english().find("Nothing was changed") != std::string::npos);
    CHECK(test::read_file(folder / "lista.csv") == with_codes);
    CHECK_FALSE(fs::exists(folder / "incoming"));
    const auto cards = find_seminars(here.places.seminars, utc_now());
    REQUIRE(cards.size() == 1);
    CHECK(cards[0].expected == 2);
    CHECK(cards[0].came == 1);
}

TEST_CASE("the checklist warns of names with letters that no font has", "[setup]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    // Khitan, whose font is in none of the packages that Entré needs.
    REQUIRE(take_list(folder, here.list("lista.csv", "Namn\nÅsa Öström\nŁukasz Nowak\nBo \U00018B05\n")));
    for (const auto& row : check_seminar(folder))
        if (row.kind == setup::CheckKind::badge) CHECK(row.unprintable == 1);
}

TEST_CASE("the checklist warns when counted labels are fewer than people", "[setup]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    REQUIRE(take_list(folder, here.list("lista.csv", "Namn\nÅsa Öström\nBo Ek\n")));
    const auto labels = [&] {
        std::optional<setup::CheckRow> found;
        for (const auto& row : check_seminar(folder))
            if (row.kind == setup::CheckKind::labels) found = row;
        return found;
    };
    CHECK_FALSE(labels());
    const auto load = [&](int size) {
        auto database = Database::open({folder}, Access::write, "test");
        REQUIRE(database);
        REQUIRE(database->transaction([&]() -> Result<void> {
            Rolls(*database).change("Höger", size);
            return {};
        }));
    };
    load(1);
    REQUIRE(labels());
    CHECK(labels()->health == setup::Health::notice);
    CHECK(labels()->other == 2);
    load(100);
    CHECK(labels()->health == setup::Health::good);
}

TEST_CASE("tickets to send are saved as a document and as a list with the addresses", "[setup]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    REQUIRE(take_list(
        folder, here.list("lista.csv", "Namn;E-post;Skyddad identitet\nÅsa Öström;a@example.org;\nBo Ek;b@example.org;Ja\n")));
    const auto saved = save_tickets(folder, here.stick);
    REQUIRE(saved);
    CHECK(saved->count == 2);
    CHECK(saved->by_hand == 1);
    CHECK(saved->stick == "stick");
    CHECK(test::read_file(here.stick / "Biljetter.pdf").starts_with("%PDF"));
    const auto list = test::read_file(here.stick / "Biljetter för utskick.csv");
    CHECK(list.find("a@example.org") != std::string::npos);
    CHECK(list.find("b@example.org") == std::string::npos);
    // From now on the door asks for codes.
    CHECK(people_on_list({folder}).have_codes);
    const auto with_own = here.seminar("Med koder");
    REQUIRE(take_list(with_own, here.list("koder.csv", with_codes)));
    const auto refused = save_tickets(with_own, here.stick);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::wrong_usage);
}

TEST_CASE("badges are shown with the longest name of the list, and with nobody who is protected", "[setup]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    write_file(folder / "egen.svg", "no drawing");
    const auto before = read_badge_designs(folder);
    REQUIRE(before);
    CHECK(before->news.hardest.family.find("Hohenstauffen") != std::string::npos);
    REQUIRE(take_list(folder, here.list("lista.csv",
                                        "Förnamn;Efternamn;Skyddad identitet\nÅsa;Öström;\nMaximiliana;Hohenlohe-Waldenburg;\n"
                                        "Konstantin;Hemligstam-Mycketlångtnamnsson;Ja\n")));
    REQUIRE(save_badge(folder, "a7"));
    const auto designs = read_badge_designs(folder);
    REQUIRE(designs);
    CHECK(designs->news.hardest.given == "Maximiliana");
    REQUIRE(designs->news.designs.size() == 6);
    CHECK(designs->news.designs[designs->news.chosen].name == "a7");
    CHECK(designs->news.designs[0].width_mm == 100);
    CHECK(designs->news.designs[5].name == "egen.svg");
    CHECK_FALSE(designs->news.designs[5].is_readable);
    CHECK(designs->templates.size() == 6);
    CHECK_FALSE(read_badge_designs(here.scratch.path() / "none"));
}

TEST_CASE("the checklist says what is missing and what is in order", "[setup]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    const auto row_of = [&](setup::CheckKind kind) {
        for (const auto& row : check_seminar(folder))
            if (row.kind == kind) return row;
        return setup::CheckRow{kind, setup::Health::missing, -1};
    };
    CHECK(row_of(setup::CheckKind::list).health == setup::Health::missing);
    REQUIRE(take_list(folder, here.list("lista.csv", "Namn\nÅsa Öström\nBo Ek\n")));
    CHECK(row_of(setup::CheckKind::list).count == 2);
    CHECK(row_of(setup::CheckKind::codes).health == setup::Health::notice);  // no codes, and nobody may search
    REQUIRE(save_search(folder, true));
    CHECK(row_of(setup::CheckKind::codes).health == setup::Health::good);
    CHECK(row_of(setup::CheckKind::badge).count == 100);
    CHECK(row_of(setup::CheckKind::day).health == setup::Health::good);
    CHECK(row_of(setup::CheckKind::staff_pin).count == 0);
    CHECK(row_of(setup::CheckKind::phones).count == 0);
    REQUIRE(save_phones(folder, true));
    CHECK(row_of(setup::CheckKind::phones).count == 1);
    CHECK(row_of(setup::CheckKind::camera).count == 1);
    REQUIRE(save_camera(folder, "none"));
    CHECK(row_of(setup::CheckKind::camera).count == 0);
    CHECK(row_of(setup::CheckKind::camera).health == setup::Health::good);
    CHECK(row_of(setup::CheckKind::time).time);
    CHECK(check_seminar(here.scratch.path() / "none").front().health == setup::Health::missing);
}

TEST_CASE("a test badge is printed, and a printer that the settings name stays", "[setup]") {
    const Places here;
    const auto folder = here.seminar("Oro");
    REQUIRE(save_printer(folder, "folder:badges", Side::below, false));
    const auto found = find_printers(folder);
    REQUIRE(found.used);
    CHECK(found.printers[*found.used].queue == "folder:badges");
    CHECK(found.side == Side::below);
    REQUIRE(print_test(folder, {}));
    CHECK_FALSE(fs::is_empty(folder / "badges"));
    REQUIRE(save_printer(folder, "", Side::below, false));
    CHECK_FALSE(find_printers(folder).used);
    CHECK(print_test(folder, {}).error().code == ErrorCode::printer_missing);
    CHECK(find_printers(here.scratch.path() / "none").side == Side::right);
}

TEST_CASE("the worker answers each request, and tells files that come and go", "[setup]") {
    const Places here;
    Queue<setup::Event> answers;
    auto places = here.places;
    places.lists = {here.stick};
    SetupWorker worker(places, [&](setup::Event event) { answers.push(std::move(event)); });
    const auto next = [&]() -> setup::Event {
        auto event = answers.pop_until({}, Clock::now() + 20s);
        REQUIRE(event);
        return *event;
    };
    worker.carry_out(setup::SaveForm{1, {}, form_of("Oro", 2060), {}});
    const auto saved = std::get<setup::FormSaved>(next());
    CHECK(saved.request == 1);
    CHECK_FALSE(saved.problem);
    worker.carry_out(setup::SaveForm{2, saved.folder, form_of("", 2060), {}});
    CHECK(std::get<setup::FormSaved>(next()).problem);
    worker.carry_out(setup::FindFiles{});
    CHECK(std::get<setup::FilesFound>(next()).files.empty());
    const auto file = here.list("lista.csv", with_codes);
    CHECK(std::get<setup::FilesFound>(next()).files.size() == 1);
    fs::rename(file, here.scratch.path() / "lista.csv");
    CHECK(std::get<setup::FilesFound>(next()).files.empty());
    worker.carry_out(setup::StopFinding{});
    worker.carry_out(setup::ReadList{3, saved.folder, here.scratch.path() / "lista.csv", {{false, "E-post", "ignore"}}});
    const auto read = std::get<setup::ListRead>(next());
    CHECK(read.request == 3);
    CHECK_FALSE(read.problem);
    CHECK(read.preview.columns.back().heading == "E-post");  // not used any more, so the last one
    CHECK_FALSE(read.preview.columns.back().role);
    worker.carry_out(setup::TakeList{4, saved.folder, here.scratch.path() / "lista.csv"});
    CHECK(std::get<setup::ListTaken>(next()).people == 2);
    worker.carry_out(setup::SaveSearch{5, saved.folder, true});
    CHECK_FALSE(std::get<setup::SearchSaved>(next()).problem);
    worker.carry_out(setup::FindSeminars{});
    CHECK(std::get<setup::SeminarsFound>(next()).cards.size() == 1);
    worker.carry_out(setup::ReadForm{saved.folder});
    CHECK(std::get<setup::FormRead>(next()).form.name == "Oro");
    worker.carry_out(setup::Check{saved.folder});
    CHECK_FALSE(std::get<setup::Checked>(next()).rows.empty());
}

}  // namespace entre
