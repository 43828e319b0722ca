// Checks every screen in every size, language and look: tap targets are large enough, texts are readable, and nothing overlaps.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "tests/kiosk/screens/checks.hpp"
#include "tests/support/catch.hpp"

namespace entre {
namespace {

namespace fs = std::filesystem;

/// “confirm-1920x1080-21.5-en-large-dark”
std::string setting_of(const demo::NamedState& named, const demo::Drawing& how) {
    std::ostringstream out;
    out << named.name << "-" << how.size.width << "x" << how.size.height << "-" << how.inches
        << (how.language == 0 ? "-sv" : "-en") << (how.is_text_large ? "-large" : "")
        << (how.look == Look::high_contrast ? "-contrast"
            : how.look == Look::dark        ? "-dark"
                                            : "");
    return out.str();
}

/// Keeps the picture of a screen with faults and says where it is.
fs::path keep_picture(demo::Studio& studio, const std::string& name) {
    const fs::path folder = ENTRE_FAILED_SCREENS, file = folder / (name + ".png");
    fs::create_directories(folder);
    const auto png = to_png(studio.picture());
    std::ofstream(file, std::ios::binary).write(png.data(), static_cast<std::streamsize>(png.size()));
    return file;
}

/// The pages of a broken register and of a seminar that is over have nothing beside them, and the visitors' margins.
bool fills_screen(const State& state) {
    const auto& page = std::get<Staff>(state.screen).page;
    const auto* lists = std::get_if<ListsPage>(&page);
    return std::holds_alternative<RepairPage>(page) || (lists != nullptr && has_ended(*lists));
}

/// Removes the texts of the plain badge: it is a picture of paper, so its letters are as small as on paper.
TapTargets without_badge(TapTargets tap_targets, const State& state) {
    const bool has_badge = std::holds_alternative<Confirm>(state.screen) || std::holds_alternative<Printing>(state.screen) ||
                           std::holds_alternative<Done>(state.screen);
    const auto person = demo::visitor();
    if (has_badge)
        std::erase_if(tap_targets.texts, [&](const ShownText& t) {
            return t.is_data && (t.text == display_name(person) || t.text == person.given || t.text == person.organisation ||
                                 t.text == demo::protected_visitor().alias);
        });
    return tap_targets;
}

demo::Faults faults_of(demo::Studio& studio, const demo::NamedState& named, const demo::Drawing& how) {
    const bool is_staff = std::holds_alternative<Staff>(named.state.screen);
    const auto shown = without_badge(studio.tap_targets(), named.state);
    auto out = demo::target_faults(shown, how, is_staff);
    const auto add = [&](const demo::Faults& more) { out.insert(out.end(), more.begin(), more.end()); };
    add(demo::text_faults(shown, how, is_staff));
    const auto theme = make_theme(how.look, how.size, how.inches, how.is_text_large, demo::seminar().color);
    add(demo::edge_faults(shown, theme, is_staff && !fills_screen(named.state)));
    // No language and no size changes a colour, so the smallest pictures are enough.
    const bool is_usual = how.language == 0 && !how.is_text_large && how.size == SizePx{1280, 800} && how.inches > 13;
    if (is_usual) add(demo::contrast_faults(shown, studio.picture(), how.look));
    return out;
}

/// Draws a screen and fails with every fault of it; its picture is kept.
void check_screen(demo::Studio& studio, const demo::NamedState& named, const demo::Drawing& how) {
    studio.draw(named.state, how);
    const auto faults = faults_of(studio, named, how);
    std::string told;
    for (const auto& fault : faults) told += fault + "\n";
    if (!faults.empty()) told += "see " + keep_picture(studio, setting_of(named, how)).string();
    INFO(setting_of(named, how) << "\n" << told);
    REQUIRE_FALSE(studio.tap_targets().targets.empty());
    CHECK(faults.empty());
}

/// Every screen in one size and language, in both sizes of text. A look changes no place, so one language is enough for all
/// looks; they come last, while the texts are in the cache.
void check_all(SizePx size, double inches, std::size_t language) {
    demo::Studio studio(size);
    std::vector<Look> looks{Look::light};
    if (language == 0) looks.insert(looks.end(), {Look::dark, Look::high_contrast});
    for (const bool is_large : {false, true})
        for (const auto& named : demo::states(demo::now()))
            for (const auto look : looks) check_screen(studio, named, {size, inches, language, is_large, look});
}

}  // namespace

TEST_CASE("every screen fits a wide display in Swedish", "[screens]") { check_all({1920, 1080}, 21.5, 0); }
TEST_CASE("every screen fits a tall display in Swedish", "[screens]") { check_all({1080, 1920}, 21.5, 0); }
TEST_CASE("every screen fits a small display in Swedish", "[screens]") { check_all({1280, 800}, 13.3, 0); }
TEST_CASE("every screen fits a fifteen inch display in Swedish", "[screens]") { check_all({1920, 1080}, 15.6, 0); }
TEST_CASE("every screen fits a ten inch display in Swedish", "[screens]") { check_all({1280, 800}, 10.1, 0); }
TEST_CASE("every screen fits a wide display in English", "[screens]") { check_all({1920, 1080}, 21.5, 1); }
TEST_CASE("every screen fits a tall display in English", "[screens]") { check_all({1080, 1920}, 21.5, 1); }
TEST_CASE("every screen fits a small display in English", "[screens]") { check_all({1280, 800}, 13.3, 1); }
TEST_CASE("every screen fits a fifteen inch display in English", "[screens]") { check_all({1920, 1080}, 15.6, 1); }
TEST_CASE("every screen fits a ten inch display in English", "[screens]") { check_all({1280, 800}, 10.1, 1); }

TEST_CASE("every visitor screen fits the lower part of a tall display, for visitors who sit", "[screens][reach]") {
    constexpr SizePx lower{1080, 1152};  // 60 of 100 of its height
    const double inches = 21.5 * std::hypot(1080, 1152) / std::hypot(1080, 1920);
    demo::Studio studio(lower);
    for (const std::size_t language : {0, 1})
        for (const bool is_large : {false, true})
            for (auto named : demo::states(demo::now())) {
                if (std::holds_alternative<Staff>(named.state.screen)) continue;
                named.state.preferences.is_low = true;
                named.name += "_low";
                check_screen(studio, named, {lower, inches, language, is_large, Look::light});
            }
}

TEST_CASE("difficult names push nothing off the screen", "[screens]") {
    const demo::Drawing how{{1920, 1080}, 21.5};
    demo::Studio studio(how.size);
    for (const auto& named : demo::hard_states(demo::now())) {
        INFO(named.name);
        studio.draw(named.state, how);
        CHECK(demo::target_faults(studio.tap_targets(), how, false).empty());
        for (const auto& text : studio.tap_targets().texts) {
            INFO(text.text);
            CHECK(text.rect.x >= 0);
            CHECK(text.rect.right() <= 1920);
            CHECK(text.rect.bottom() <= 1080);
        }
    }
}

TEST_CASE("every visitor screen offers staff and the other language", "[screens]") {
    const demo::Drawing how{{1280, 720}, 21.5};
    demo::Studio studio(how.size);
    for (const auto& named : demo::states(demo::now())) {
        INFO(named.name);
        studio.draw(named.state, how);
        CHECK(studio.tap_targets().find("language.en") != nullptr);
        const bool is_staff_there = std::holds_alternative<NewPin>(named.state.screen) ||
                                    std::holds_alternative<Staff>(named.state.screen) ||
                                    std::holds_alternative<StaffComing>(named.state.screen);
        if (!is_staff_there)
            CHECK((studio.tap_targets().find("foot.staff") != nullptr || studio.tap_targets().find("trouble.staff") != nullptr ||
                   studio.tap_targets().find("already.staff") != nullptr));
    }
}

TEST_CASE("a protected person's organisation is not shown on any screen", "[screens]") {
    const demo::Drawing how{{1280, 720}, 21.5};
    demo::Studio studio(how.size);
    for (const auto& named : demo::states(demo::now())) {
        auto state = named.state;
        auto* confirm = std::get_if<Confirm>(&state.screen);
        auto* done = std::get_if<Done>(&state.screen);
        auto* printing = std::get_if<Printing>(&state.screen);
        if (confirm != nullptr) confirm->who = demo::protected_visitor();
        if (done != nullptr) done->who = demo::protected_visitor();
        if (printing != nullptr) printing->who = demo::protected_visitor();
        if (confirm == nullptr && done == nullptr && printing == nullptr) continue;
        INFO(named.name);
        studio.draw(state, how);
        for (const auto& text : studio.tap_targets().texts) {
            CHECK(text.text.find("Hjortsberg") == std::string::npos);
            CHECK(text.text.find("Ann-Cathrine") == std::string::npos);
            CHECK((text.text == "Polisen · MSB · Linköpings kommun" || text.text.find("Linköpings kommun") == std::string::npos));
        }
    }
}

TEST_CASE("what needs staff and has no room is counted", "[screens]") {
    const auto states = demo::staff_states();
    const auto careful = std::find_if(states.begin(), states.end(), [](const auto& s) { return s.name == "staff_live_careful"; });
    REQUIRE(careful != states.end());
    constexpr int needs = 8;
    const std::set<std::string> begins{"Avstängt:",    "Switched",        "En del",     "A part",     "12 incheckningar",
                                       "12 check-ins", "Säkerhetskopian", "The backup", "王小明 har", "王小明 has"};
    for (const double inches : {21.5, 15.0, 13.3, 10.1})
        for (const std::size_t language : {0U, 1U}) {
            INFO(inches << " inches, language " << language);
            const demo::Drawing how{{1280, 800}, inches, language};
            demo::Studio studio(how.size);
            studio.draw(careful->state, how);
            int drawn = 0, counted = 0;
            for (const auto& text : studio.tap_targets().texts) {
                if (text.rect.x < static_cast<float>(how.size.width) / 2) continue;  // the list of sectors counts, too
                for (const auto& begin : begins) drawn += text.text.starts_with(begin + " ") ? 1 : 0;
                for (const std::string begin : {"och ", "and "})
                    if (text.text.starts_with(begin)) counted = std::stoi(text.text.substr(begin.size()));
            }
            CHECK(drawn > 0);
            CHECK(drawn + counted == needs);
        }
}

TEST_CASE("the printer is named if there are several, or if a single one has a colour", "[screens]") {
    demo::Studio studio({1280, 720});
    const auto is_told = [&](const std::string& printer) {
        State state;
        state.screen = Done{demo::visitor(), BadgeName::full, printer, demo::now()};
        studio.draw(state, {{1280, 720}, 21.5});
        return std::ranges::any_of(studio.tap_targets().texts,
                                   [&](const ShownText& t) { return t.text == printer && !t.is_cut; });
    };
    CHECK(is_told("Vänster"));
    CHECK(is_told("Höger"));
    CHECK_FALSE(is_told("Okänd"));
    auto seminar = demo::seminar();
    seminar.printers.resize(1);
    studio.use(seminar);
    CHECK(is_told("Höger"));
    seminar.printers[0].color.reset();
    studio.use(seminar);
    CHECK_FALSE(is_told("Höger"));
}

TEST_CASE("the side where the badge comes out is named only once it is certain", "[screens]") {
    demo::Studio studio({1280, 720});
    const auto shows = [&](const Screen& screen, std::vector<Devices::PrinterNews> printers, std::string_view text) {
        State state;
        state.screen = screen;
        state.devices.printers = std::move(printers);
        studio.draw(state, {{1280, 720}, 21.5});
        return std::ranges::any_of(studio.tap_targets().texts,
                                   [&](const ShownText& t) { return t.text.find(text) != std::string::npos; });
    };
    const Screen confirm = Confirm{demo::visitor(), "", "", BadgeName::full, demo::now()};
    const Devices::PrinterNews right_works{"Höger", PrinterFault::none, ""}, right_is_off{"Höger", PrinterFault::offline, ""},
        left_is_off{"Vänster", PrinterFault::offline, ""};
    CHECK_FALSE(shows(confirm, {right_works}, "om skärmen"));
    CHECK(shows(confirm, {right_is_off}, "till vänster om skärmen"));
    CHECK(shows(confirm, {left_is_off}, "till höger om skärmen"));
    CHECK_FALSE(shows(confirm, {right_is_off, left_is_off}, "om skärmen"));
    auto seminar = demo::seminar();
    seminar.printers.resize(1);
    studio.use(seminar);
    CHECK(shows(confirm, {}, "till höger om skärmen"));
}

TEST_CASE("the badge is drawn on the side where it comes out", "[screens]") {
    const demo::Drawing how{{1280, 720}, 21.5};
    demo::Studio studio(how.size);
    const auto caption_x = [&](const std::string& printer) {
        State state;
        state.screen = Done{demo::visitor(), BadgeName::full, printer, demo::now()};
        studio.draw(state, how);
        for (const auto& text : studio.tap_targets().texts)
            if (text.text == printer) return text.rect.middle().x;
        return 640.0f;
    };
    CHECK(caption_x("Vänster") < 640);
    CHECK(caption_x("Höger") > 640);
}

TEST_CASE("an opening that is not today is told with its day", "[screens]") {
    const demo::Drawing how{{1280, 720}, 21.5};
    demo::Studio studio(how.size);
    const auto says = [&](std::chrono::hours ahead, std::string_view text) {
        State state;
        state.screen = Trouble{Advice::too_early, demo::wall() + ahead, demo::now()};
        studio.draw(state, how);
        return std::ranges::any_of(studio.tap_targets().texts,
                                   [&](const ShownText& t) { return t.text.find(text) != std::string::npos; });
    };
    CHECK(says(std::chrono::hours{1}, "klockan 09.47."));
    CHECK(says(std::chrono::hours{24}, "klockan 08.47 i morgon."));
    CHECK(says(std::chrono::hours{48}, "klockan 08.47 den 22 maj."));
}

TEST_CASE("a protected visitor is not greeted by a name that they do not know", "[screens]") {
    const demo::Drawing how{{1280, 720}, 21.5};
    demo::Studio studio(how.size);
    State state;
    state.screen = Confirm{demo::protected_visitor(), "", "", BadgeName::full, demo::now()};
    studio.draw(state, how);
    const auto shows = [&](std::string_view text) {
        return std::ranges::any_of(studio.tap_targets().texts, [&](const ShownText& t) { return t.text == text; });
    };
    CHECK(shows("Hej! Ditt namn visas inte."));
    CHECK(shows("Så här blir din namnbricka."));
}

TEST_CASE("where no code can be shown, the welcome screen does not ask for one", "[screens]") {
    const demo::Drawing how{{1280, 720}, 21.5};
    demo::Studio studio(how.size);
    const auto shows = [&](std::string_view text) {
        return std::ranges::any_of(studio.tap_targets().texts, [&](const ShownText& t) { return t.text == text; });
    };
    for (const bool have_codes : {false, true})
        for (const bool has_search : {false, true}) {
            State state;
            state.rules.search = has_search;
            state.have_visitors_codes = have_codes;
            state.devices.has_camera = !have_codes;
            studio.draw(state, how);
            INFO(have_codes << has_search);
            CHECK_FALSE(shows("Visa din QR-kod"));
            const auto* search = studio.tap_targets().find("welcome.search");
            CHECK((search != nullptr) == has_search);
            if (search != nullptr) CHECK(search->is_primary);
            CHECK(shows(has_search ? "Skriv ditt namn" : "Välkommen till disken"));
            CHECK_FALSE(shows("Håll koden under läsaren, eller fråga oss."));
            state.have_visitors_codes = true;
            state.devices.has_scanner = true;  // it has read something, so there is one
            studio.draw(state, how);
            CHECK(shows("Visa din QR-kod"));
        }
}

TEST_CASE("a long title and many organisers are shown whole while there is room", "[screens]") {
    auto seminar = demo::seminar();
    LocalText name;
    name.add(
        "sv",
        "Tillsammans mot våld i nära relationer: samverkan mellan skola, socialtjänst, polis och civilsamhälle i Östergötland");
    seminar.name = name;
    seminar.organisers = {"Polismyndigheten", "Myndigheten för samhällsskydd och beredskap", "Linköpings kommun",
                          "Länsstyrelsen Östergötland"};
    for (const SizePx size : {SizePx{1920, 1080}, SizePx{1080, 1920}, SizePx{1280, 800}}) {
        const demo::Drawing how{size, 21.5};
        demo::Studio studio(size);
        studio.use(seminar);
        State state;
        studio.draw(state, how);
        INFO(size.width << "x" << size.height);
        for (const auto& text : studio.tap_targets().texts) {
            INFO(text.text);
            CHECK_FALSE(text.is_cut);
        }
    }
}

TEST_CASE("a field shows the beginning of a long text, while it is being typed in the end", "[screens]") {
    const demo::Drawing how{{1920, 1080}, 21.5};
    demo::Studio studio(how.size);
    const auto begins_with = [&](StaffField active, std::string_view text) {
        WalkInPage page;
        page.organisation = "Region Östergötland";
        page.field = active;
        auto state = demo::with(Staff{page, 0, false, demo::now()});
        studio.draw(state, how);
        return std::ranges::any_of(studio.tap_targets().texts, [&](const ShownText& t) { return t.text.starts_with(text); });
    };
    CHECK(begins_with(StaffField::given, "Region"));
    CHECK_FALSE(begins_with(StaffField::organisation, "Region"));
    CHECK(begins_with(StaffField::organisation, "…"));
}

TEST_CASE("what happens to a registration in a new list is told in a whole word", "[screens]") {
    const demo::Drawing how{{1280, 800}, 13.3, 1};
    demo::Studio studio(how.size);
    for (const auto& named : demo::staff_states()) {
        if (named.name != "staff_lists_review") continue;
        studio.draw(named.state, how);
        const auto& texts = studio.tap_targets().texts;
        const auto it = std::ranges::find(texts, std::string("Cancelled"), &ShownText::text);
        REQUIRE(it != texts.end());
        CHECK_FALSE(it->is_cut);
    }
}

TEST_CASE("a title leaves no short word alone on a line", "[screens]") {
    const demo::Drawing how{{1280, 800}, 13.3, 1};
    demo::Studio studio(how.size);
    studio.draw(demo::with(Done{demo::visitor(), BadgeName::full, "Höger", demo::now()}), how);
    const auto& texts = studio.tap_targets().texts;
    const auto title = std::ranges::find_if(texts, [](const ShownText& t) { return t.text.starts_with("You are checked in."); });
    REQUIRE(title != texts.end());
    // “You are / checked in. / Welcome!”: if “in.” were alone, the first line would be half as wide again.
    CHECK(title->rect.width < 450);
}

TEST_CASE("every row of the keyboard ends where the fields end", "[screens]") {
    for (const SizePx size : {SizePx{1920, 1080}, SizePx{1080, 1920}, SizePx{1280, 800}}) {
        demo::Studio studio(size);
        State state;
        state.screen = Search{"", "", NameField::given, true, demo::now()};
        studio.draw(state, {size, 21.5});
        const auto right_of = [&](std::string_view id) { return studio.tap_targets().find(id)->rect.right(); };
        INFO(size.width << "x" << size.height);
        CHECK(right_of("key.å") == right_of("key.ä"));
        CHECK(right_of("key.å") == right_of("key.erase"));
        CHECK(right_of("key.å") == right_of("key.'"));
    }
}

TEST_CASE("no animation runs a second after a screen appears, and a badge moves while it comes out", "[screens]") {
    for (const auto& named : demo::states(demo::now())) CHECK_FALSE(is_moving(named.state, demo::now()));
    State state;
    state.screen = Done{demo::visitor(), BadgeName::full, "Höger", demo::now()};
    CHECK(is_moving(state, demo::now() + std::chrono::milliseconds(100)));
    CHECK_FALSE(is_moving(state, demo::now() + std::chrono::milliseconds(300)));
}

}  // namespace entre
