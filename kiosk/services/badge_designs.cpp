#include "kiosk/services/badge_designs.hpp"

#include <algorithm>

#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "core/store/database.hpp"
#include "core/store/roster.hpp"
#include "kiosk/services/resources.hpp"
#include "print/badge/content.hpp"
#include "print/badge/painter.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_measured = 1000;

/// Those with the longest names first.
std::vector<Registration> people_in(const SeminarFolder& folder) {
    std::error_code ignored;
    if (!fs::exists(folder.database(), ignored)) return {};
    auto database = Database::open(folder, Access::read, "entre");
    if (!database) return {};
    auto people = database->guard([&]() -> Result<std::vector<Registration>> { return Roster(*database).all(false); });
    if (!people) {
        log_warning("setup", "{}", people.error().detail);
        return {};
    }
    // A badge of somebody whose identity is protected shows another name, and this screen shows nothing of theirs.
    std::erase_if(*people, [](const Registration& one) { return one.is_protected; });
    std::stable_sort(people->begin(), people->end(), [](const Registration& a, const Registration& b) {
        return graphemes(display_name(a)).size() > graphemes(display_name(b)).size();
    });
    return std::move(*people);
}

Registration made_up() {
    Registration person;
    person.given = "Ann-Cathrine";
    person.family = "af Hohenstauffen Öström";
    person.organisation = "Länsstyrelsen Östergötland";
    person.ticket_code = setup::scanner_code;
    return person;
}

std::vector<std::string> names_of(const fs::path& folder) {
    std::vector<std::string> names{"landscape", "a6", "a7", "card", "fold"}, own;
    std::error_code error;
    for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error)) {
        const auto name = i->path().filename().string();
        if (name.ends_with(".svg") && !name.ends_with(".back.svg")) own.push_back(name);
    }
    std::sort(own.begin(), own.end());
    names.insert(names.end(), own.begin(), own.end());
    return names;
}

std::size_t too_small_on(const BadgeTemplate& badge, const Seminar& seminar, const std::vector<Registration>& people) {
    const BadgePainter painter(badge);
    const auto count = std::min(people.size(), max_measured);
    return static_cast<std::size_t>(std::count_if(
        people.begin(), people.begin() + static_cast<std::ptrdiff_t>(count),
        [&](const Registration& person) { return painter.measure(badge_content(seminar, person)).is_below_floor; }));
}

}  // namespace

Result<BadgeDesigns> read_badge_designs(const fs::path& folder) {
    auto seminar = read_seminar(folder);
    if (!seminar) return pass_on(seminar);
    const auto people = people_in({folder});
    BadgeDesigns out{std::move(*seminar), {}, {}};
    out.news.hardest = people.empty() ? made_up() : people.front();
    auto names = names_of(folder);
    if (const auto& own = out.seminar.badge_template; !own.empty() && std::find(names.begin(), names.end(), own) == names.end())
        names.push_back(own);
    for (const auto& name : names) {
        Seminar with = out.seminar;
        with.badge_template = name;
        auto badge = find_template(with, {folder});
        setup::BadgeDesign design{name, 0, 0, 0, badge.has_value()};
        if (badge) {
            design.width_mm = badge->width_mm;
            design.height_mm = badge->height_mm;
            design.too_small = too_small_on(*badge, out.seminar, people);
        }
        if (name == out.seminar.badge_template) out.news.chosen = out.news.designs.size();
        out.news.designs.push_back(std::move(design));
        out.templates.push_back(badge ? std::optional(std::move(*badge)) : std::nullopt);
    }
    return out;
}

}  // namespace entre
