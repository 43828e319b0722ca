// The band under every screen of a rehearsal.
#pragma once

#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// In px, for a window of this size.
int rehearsal_band_height(SizePx window);
/// Below the screen, which is `f.theme.screen`. A tap on its button is RehearsalEnded.
Events draw_rehearsal_band(const Frame& f, SizePx window);

}  // namespace entre
