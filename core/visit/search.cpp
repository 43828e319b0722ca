// Searching by name, and the one matching person.
#include "core/search/offer.hpp"
#include "core/visit/name_form.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t max_searches = 5;  // within the two minutes; then the search pauses
constexpr auto searches_within = 2min;
constexpr auto search_pause = 60s;

Step on(const Search& screen, const auto& event, State state) { return on_name_form(screen, event, std::move(state)); }
Step on(const Offer&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }

Step on(const Search& screen, const Confirmed& confirmed, State state) {
    if (!is_name_enough(screen.given, screen.family)) return stay(std::move(state));
    auto& tries = state.searches;
    std::erase_if(tries, [&](Clock::time_point at) { return confirmed.at - at > searches_within; });
    if (tries.size() >= max_searches && confirmed.at - tries.back() < search_pause)
        return advise(std::move(state), Advice::search_paused);
    tries.push_back(confirmed.at);
    const RequestId request = ++state.last_request;
    return show(std::move(state), LookingUp{request, confirmed.at}, {FindName{request, screen.given, screen.family}});
}

Step on(const Offer& offer, const Confirmed&, State state) {
    Registration who;
    who.id = offer.person;
    return record_check_in(std::move(state), {0, offer.person, offer.name_shown, {}, {}}, std::move(who));
}

Step on(const Offer& offer, const NameShownChosen& chosen, State state) {
    Offer next = offer;
    next.name_shown = chosen.name_shown;
    next.shown = chosen.at;
    return show(std::move(state), std::move(next));
}

}  // namespace

Step update_screen(const Search& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

Step update_screen(const Offer& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre
