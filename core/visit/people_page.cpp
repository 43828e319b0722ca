// The list of people: search, filters, sectors.
#include <algorithm>

#include "core/visit/staff_steps.hpp"

namespace entre {

namespace {

Step on(const PeoplePage&, const auto& event, StaffContext c) { return on_any_page(event, std::move(c)); }

template <class Change>
Step change_list(const PeoplePage& page, StaffContext c, Change change) {
    PeoplePage next = page;
    change(next);
    refresh_people(next, c.state);
    return show_page(std::move(c), std::move(next));
}

Step on(const PeoplePage& page, const Typed& typed, StaffContext c) {
    return change_list(page, std::move(c), [&](PeoplePage& next) {
        type(next.sought, typed.text);
        next.top = 0;
    });
}

Step on(const PeoplePage& page, const Erased&, StaffContext c) {
    return change_list(page, std::move(c), [](PeoplePage& next) {
        erase_last(next.sought);
        next.top = 0;
    });
}

Step on(const PeoplePage& page, const FilterChosen& chosen, StaffContext c) {
    return change_list(page, std::move(c), [&](PeoplePage& next) {
        next.filter = chosen.filter;
        next.top = 0;
    });
}

Step on(const PeoplePage& page, const SectorChosen& chosen, StaffContext c) {
    return change_list(page, std::move(c), [&](PeoplePage& next) {
        next.sector = chosen.sector;
        next.panel = PeoplePanel::none;
        next.top = 0;
    });
}

Step on(const PeoplePage& page, const PanelChosen& chosen, StaffContext c) {
    PeoplePage next = page;
    next.panel = chosen.panel;
    return show_page(std::move(c), std::move(next));
}

Step on(const PeoplePage& page, const Confirmed&, StaffContext c) {
    PeoplePage next = page;
    next.panel = PeoplePanel::none;
    return show_page(std::move(c), std::move(next));
}

Step on(const PeoplePage& page, const Scrolled& scrolled, StaffContext c) {
    PeoplePage next = page;
    next.top = std::max(0.0, scrolled.top);
    return show_page(std::move(c), std::move(next));
}

Step on(const PeoplePage& page, const PersonOpened& opened, StaffContext c) {
    PeoplePage back = page;
    back.panel = PeoplePanel::none;
    return open_person(std::move(c), opened.person, std::move(back));
}

}  // namespace

Step update_page(const PeoplePage& page, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on(page, e, std::move(c)); }, event);
}

}  // namespace entre
