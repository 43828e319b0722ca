// The assistant's screens: one function each; `draw` dispatches to them. Each returns the events from taps.
#pragma once

#include "core/setup/setup.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre::setup {

/// Draws one frame. Call within the window's begin_frame and end_frame.
Events draw(const State& state, const Frame& f);

Events draw_screen(const StartScreen& screen, const State& state, const Frame& f);
Events draw_screen(const JoinScreen& screen, const State& state, const Frame& f);
Events draw_screen(const FormScreen& screen, const State& state, const Frame& f);
Events draw_screen(const FilesScreen& screen, const State& state, const Frame& f);
Events draw_screen(const AddressScreen& screen, const State& state, const Frame& f);
Events draw_screen(const UploadScreen& screen, const State& state, const Frame& f);
Events draw_screen(const TicketsScreen& screen, const State& state, const Frame& f);
Events draw_screen(const ColumnsScreen& screen, const State& state, const Frame& f);
Events draw_screen(const RecogniseScreen& screen, const State& state, const Frame& f);
Events draw_screen(const BadgeScreen& screen, const State& state, const Frame& f);
Events draw_screen(const PrinterScreen& screen, const State& state, const Frame& f);
Events draw_screen(const CameraScreen& screen, const State& state, const Frame& f);
Events draw_screen(const KeysScreen& screen, const State& state, const Frame& f);
Events draw_screen(const StaffScreen& screen, const State& state, const Frame& f);
Events draw_screen(const PairScreen& screen, const State& state, const Frame& f);
Events draw_screen(const ReadyScreen& screen, const State& state, const Frame& f);

}  // namespace entre::setup
