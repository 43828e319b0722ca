// Scrolling the list of 10,000 people: our own processor time per frame, without the renderer.
#include <ctime>
#include <stdexcept>

#include "kiosk/screens/draw.hpp"
#include "kiosk/ui/window.hpp"
#include "tests/bench/measures.hpp"

namespace entre::bench {

namespace {

constexpr std::size_t people = 10'000;
constexpr int frames = 600;
constexpr SizePx glass{1920, 1080};

double thread_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

Registration somebody(std::size_t i) {
    constexpr const char* given[] = {"Åsa",    "Björn", "Cecilia", "Dag",    "Eva-Lena", "Fredrik",
                                     "Gunnel", "Håkan", "Ingrid",  "Jürgen", "Łukasz"};
    constexpr const char* family[] = {"Andersson", "Björkqvist", "af Ekenstam", "Öström",
                                      "Åkerblom",  "Sørensen",   "Lindström",   "Nowak"};
    constexpr const char* where[] = {"Linköpings kommun", "Region Östergötland", "Polisen",
                                     "Länsstyrelsen",     "Svenska kyrkan",      "Röda Korset"};
    constexpr const char* sector[] = {"Kommun", "Region", "Polis", "Myndighet", "Trossamfund", "Ideella organisationer"};
    Registration who;
    who.id = {"id-" + std::to_string(i)};
    who.given = std::string(given[i % std::size(given)]) + " " + static_cast<char>('A' + static_cast<char>(i % 26));
    who.family = std::string(family[i % std::size(family)]) + std::to_string(i);  // unique, so that no shaped text is shared
    who.organisation = std::string(where[i % std::size(where)]) + " " + std::to_string(i % 400);
    who.category = sector[i % std::size(sector)];
    return who;
}

State list_of(std::size_t number) {
    std::vector<Registration> roster;
    for (std::size_t i = 0; i < number; ++i) roster.push_back(somebody(i));
    const auto starts = from_rfc3339("2027-05-20T09:00:00+02:00")->utc;
    std::vector<AttendanceRecord> records;
    for (std::size_t i = 0; i < number; i += 2) {
        AttendanceRecord record;
        record.id = RecordId{"r" + std::to_string(i)};
        record.registration = roster[i].id;
        record.at = starts - std::chrono::seconds{static_cast<std::int64_t>(i % 3000)};
        records.push_back(std::move(record));
    }
    LiveFacts facts;
    facts.now = starts;
    facts.starts = starts;
    State state;
    state.screen = Staff{};
    state.live =
        std::make_shared<const LiveView>(live_view(std::make_shared<const PersonRows>(person_rows(roster)), records, {}, facts));
    return update(std::move(state), StaffPageOpened{StaffTab::people, Clock::now()}).state;
}

/// The list in an offscreen window.
class Stage {
public:
    Stage() {
        auto window = open_offscreen(glass);
        auto languages = read_languages({"sv", "en"});
        if (!window || !languages) throw std::runtime_error("no offscreen window");
        window_ = std::move(*window);
        languages_ = std::move(*languages);
        seminar_.name = LocalText("Att förebygga social oro");
        seminar_.starts = *from_rfc3339("2027-05-20T09:00:00+02:00");
    }

    /// The processor time of `draw` after scrolling by `rows` since the last frame.
    double frame_ms(State& state, double rows) {
        const double top = std::get<PeoplePage>(std::get<Staff>(state.screen).page).top;
        state = update(std::move(state), Scrolled{top + rows, Clock::now()}).state;
        window_->begin_frame();
        const double before = thread_ms();
        draw(state, {.theme = theme_,
                     .languages = languages_,
                     .words = languages_[0],
                     .text = text_,
                     .seminar = seminar_,
                     .now = Clock::now(),
                     .tap_targets = targets_});
        const double taken = thread_ms() - before;
        window_->end_frame();
        return taken;
    }

private:
    std::unique_ptr<Window> window_;
    std::vector<Language> languages_;
    TextPainter text_;
    Seminar seminar_;
    TapTargets targets_;
    Theme theme_ = make_theme(Look::light, glass, 21.5, false, {});
};

std::vector<double> scroll(Stage& stage, State& state, double rows) {
    for (int i = 0; i < 20; ++i) stage.frame_ms(state, 0);
    std::vector<double> out;
    for (int i = 0; i < frames; ++i) out.push_back(stage.frame_ms(state, rows));
    return out;
}

}  // namespace

Figures measure_staff_list() {
    Stage stage;
    auto state = list_of(people);
    Figures figures;
    const auto add = [&](const std::string& what, const std::vector<double>& times) {
        figures.push_back(
            {"staff list of 10,000, " + what + ", p50", percentile(times, 0.5), "ms", "bar", 2.0, Bar::max_value, 2.0});
        figures.push_back(
            {"staff list of 10,000, " + what + ", p95", percentile(times, 0.95), "ms", "bar", 2.0, Bar::max_value, 2.0});
    };
    add("at rest", scroll(stage, state, 0));
    // At 12 mm per row and 60 frames a second, half a row per frame is 36 cm/s, a fast drag; three rows per frame is a fling.
    add("dragged", scroll(stage, state, 0.5));
    add("flung", scroll(stage, state, 3));
    return figures;
}

}  // namespace entre::bench
