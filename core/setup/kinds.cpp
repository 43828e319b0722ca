// What copying, moving and destroying an event, an effect and a screen of the assistant compiles to: here, for all other files.
#include "core/base/one_of_members.hpp"
#include "core/setup/setup.hpp"

namespace entre {

template class OneOf<setup::EventKinds>;
template class OneOf<setup::EffectKinds>;
template class OneOf<setup::ScreenKinds>;

}  // namespace entre
