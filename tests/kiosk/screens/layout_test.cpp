// Checks every screen in every size, language and look: tap targets are large enough, texts are readable, and nothing overlaps.
#include "tests/kiosk/screens/demo.hpp"
#include "tests/support/catch.hpp"

namespace entre {
namespace {

constexpr float slack_px = 2;

bool is_on_screen(const Rect& r, SizePx size) {
    return r.x >= -slack_px && r.y >= -slack_px && r.right() <= static_cast<float>(size.width) + slack_px &&
           r.bottom() <= static_cast<float>(size.height) + slack_px;
}

/// Distance between two rectangles that do not overlap.
float gap_between(const Rect& a, const Rect& b) {
    const float across = std::max(a.x - b.right(), b.x - a.right()), down = std::max(a.y - b.bottom(), b.y - a.bottom());
    return std::max(across, down);
}

std::string describe(const demo::NamedState& named, const demo::Drawing& how) {
    return named.name + " " + std::to_string(how.size.width) + "x" + std::to_string(how.size.height) +
           (how.is_text_large ? " large" : "") + (how.language == 0 ? " sv" : " en") +
           (how.look == Look::high_contrast ? " contrast" : "");
}

void check_targets(const TapTargets& tap_targets, const demo::Drawing& how, bool is_staff_screen) {
    const bool is_whole_size = how.inches > 20;
    const double mm = px_per_mm(how.size, how.inches);
    for (std::size_t i = 0; i < tap_targets.targets.size(); ++i) {
        const auto& target = tap_targets.targets[i];
        INFO(target.id);
        CHECK(is_on_screen(target.rect, how.size));
        if (is_whole_size) {
            const double min_mm = target.is_staff ? 12 : 20;
            CHECK(target.rect.width / mm >= min_mm);
            CHECK(target.rect.height / mm >= min_mm);
            if (target.is_primary && !is_staff_screen) {
                CHECK(target.rect.width / mm >= 40);
                CHECK(target.rect.height / mm >= 25);
            }
        }
        for (std::size_t j = i + 1; j < tap_targets.targets.size(); ++j) {
            INFO(tap_targets.targets[j].id);
            CHECK_FALSE(target.rect.overlaps(tap_targets.targets[j].rect));
            if (is_whole_size) CHECK(gap_between(target.rect, tap_targets.targets[j].rect) / mm >= 3);
        }
    }
}

void check_texts(const TapTargets& tap_targets, const demo::Drawing& how, bool is_staff_screen) {
    for (const auto& text : tap_targets.texts) {
        INFO(text.text << " cap " << text.cap_mm << " mm");
        CHECK(is_on_screen(text.rect, how.size));
        if (!text.is_data) CHECK_FALSE(text.is_cut);
        if (how.inches > 20) CHECK(text.cap_mm >= (how.is_text_large ? 7.4 : is_staff_screen ? 3.5 : 5.0));
        // A text is inside a button or clear of it. Line boxes are higher than letters, so only the letters count.
        const auto letters = text.rect.inset(0, std::min(text.rect.height * 0.16f, static_cast<float>(text.cap_mm) * 1.2f));
        for (const auto& target : tap_targets.targets) {
            INFO(target.id << " " << target.rect.y << ".." << target.rect.bottom() << " text " << letters.y << ".."
                           << letters.bottom());
            if (letters.overlaps(target.rect)) CHECK(gap_between(letters, target.rect) < 0);
            if (letters.overlaps(target.rect))
                CHECK((letters.x >= target.rect.x - slack_px && letters.right() <= target.rect.right() + slack_px &&
                       letters.y >= target.rect.y - slack_px && letters.bottom() <= target.rect.bottom() + slack_px));
        }
    }
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

void check_all(demo::Drawing how) {
    demo::Studio studio(how.size);
    for (const std::size_t language : {0u, 1u})
        for (const bool is_large : {false, true})
            for (const auto& named : demo::states(demo::now())) {
                how.language = language;
                how.is_text_large = is_large;
                INFO(describe(named, how));
                studio.draw(named.state, how);
                const bool is_staff_screen = std::holds_alternative<Staff>(named.state.screen);
                const auto tap_targets = without_badge(studio.tap_targets(), named.state);
                REQUIRE_FALSE(tap_targets.targets.empty());
                check_targets(tap_targets, how, is_staff_screen);
                check_texts(tap_targets, how, is_staff_screen);
            }
}

}  // namespace

TEST_CASE("every screen fits a wide display", "[screens]") { check_all({{1920, 1080}, 21.5}); }
TEST_CASE("every screen fits a tall display", "[screens]") { check_all({{1080, 1920}, 21.5}); }
TEST_CASE("every screen fits a small display", "[screens]") { check_all({{1280, 800}, 13.3}); }
TEST_CASE("every screen fits a fifteen inch display", "[screens]") { check_all({{1920, 1080}, 15.6}); }
TEST_CASE("every screen fits a ten inch display", "[screens]") { check_all({{1280, 800}, 10.1}); }
TEST_CASE("every screen fits a wide display in high contrast", "[screens]") {
    check_all({.size = {1920, 1080}, .inches = 21.5, .look = Look::high_contrast});
}
TEST_CASE("every screen fits a tall display in high contrast", "[screens]") {
    check_all({.size = {1080, 1920}, .inches = 21.5, .look = Look::high_contrast});
}
TEST_CASE("every screen fits a small display in high contrast", "[screens]") {
    check_all({.size = {1280, 800}, .inches = 13.3, .look = Look::high_contrast});
}

TEST_CASE("difficult names push nothing off the screen", "[screens]") {
    const demo::Drawing how{{1920, 1080}, 21.5};
    demo::Studio studio(how.size);
    for (const auto& named : demo::hard_states(demo::now())) {
        INFO(named.name);
        studio.draw(named.state, how);
        check_targets(studio.tap_targets(), how, false);
        for (const auto& text : studio.tap_targets().texts) CHECK(is_on_screen(text.rect, how.size));
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
