#include "kiosk/screens/screens.hpp"
#include "kiosk/screens/staff/parts.hpp"

namespace entre {

Events draw(const Staff& screen, const State& state, const Frame& f) {
    return std::visit([&](const auto& page) { return draw_page(page, screen, state, f); }, screen.page);
}

}  // namespace entre
