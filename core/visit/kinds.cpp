// What copying, moving and destroying an event, an effect, a screen and a staff page compiles to: here, for all other files.
#include "core/base/one_of_members.hpp"
#include "core/visit/visit.hpp"

namespace entre {

template class OneOf<EventKinds>;
template class OneOf<EffectKinds>;
template class OneOf<ScreenKinds>;
template class OneOf<StaffPageKinds>;

}  // namespace entre
