// The kiosks at this door.
#include "core/visit/staff_steps.hpp"

namespace entre {

Step update_page(const KiosksPage&, const Event& event, StaffContext c) {
    return std::visit([&](const auto& e) { return on_any_page(e, std::move(c)); }, event);
}

}  // namespace entre
