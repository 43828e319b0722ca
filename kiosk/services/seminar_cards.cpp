#include "kiosk/services/seminar_cards.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/base/log.hpp"
#include "core/services/visitor_codes.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace fs = std::filesystem;

namespace {

setup::SeminarCard card_of(const fs::path& folder) {
    setup::SeminarCard card;
    card.folder = folder;
    card.name = folder.filename().string();
    const auto seminar = read_seminar(folder);
    if (!seminar) {
        card.problem = seminar.error();
        return card;
    }
    const auto& language = seminar->languages.front();
    card.name = seminar->name.in(language);
    card.venue = seminar->venue.in(language);
    card.starts = seminar->starts;
    card.ends = seminar->ends;
    card.rotate = seminar->kiosk.rotate;
    const auto numbers = people_on_list({folder});
    card.expected = numbers.expected;
    card.came = numbers.came;
    return card;
}

/// The next one, then the later ones, then those that are over, the latest first; last the ones that cannot be read.
bool comes_before(const setup::SeminarCard& a, const setup::SeminarCard& b, UtcTime now) {
    const auto rank = [&](const setup::SeminarCard& card) { return card.problem ? 2 : card.ends.utc < now ? 1 : 0; };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return rank(a) == 0 ? a.starts.utc < b.starts.utc : a.starts.utc > b.starts.utc;
}

}  // namespace

fs::path usual_seminars() {
    const char* home = std::getenv("HOME");
    return fs::path(home == nullptr ? "/var/lib/entre" : home) / "Entré";
}

TimeZone zone_here() {
    const auto zone = TimeZone::of_machine();
    return zone ? *zone : TimeZone::named("Europe/Stockholm").value_or(TimeZone());
}

PeopleOnList people_on_list(const SeminarFolder& folder) {
    std::error_code ignored;
    if (!fs::exists(folder.database(), ignored)) return {};
    auto database = Database::open(folder, Access::read, "entre");
    if (!database) return {};
    const auto read = database->guard([&]() -> Result<PeopleOnList> {
        PeopleOnList numbers;
        numbers.expected = Roster(*database).expected();
        numbers.have_codes = have_visitors_codes(*database, folder);
        numbers.came = Ledger(*database).came();
        return numbers;
    });
    if (!read) log_warning("setup", "{}", read.error().detail);
    return read.value_or(PeopleOnList{});
}

std::vector<setup::SeminarCard> find_seminars(const fs::path& folder, UtcTime now) {
    std::vector<setup::SeminarCard> cards;
    std::error_code error, ignored;
    for (fs::directory_iterator i(folder, error), end; !error && i != end; i.increment(error))
        if (fs::exists(SeminarFolder{i->path()}.settings(), ignored)) cards.push_back(card_of(i->path()));
    std::stable_sort(cards.begin(), cards.end(), [&](const auto& a, const auto& b) { return comes_before(a, b, now); });
    return cards;
}

}  // namespace entre
