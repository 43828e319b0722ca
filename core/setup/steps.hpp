// Shared by the assistant's screens. Internal to core/setup.
#pragma once

#include <utility>

#include "core/setup/setup.hpp"

namespace entre::setup {

inline Step stay(State state) { return {std::move(state), {}}; }

inline Step show(State state, Screen screen, std::vector<Effect> effects = {}) {
    state.screen = std::move(screen);
    return {std::move(state), std::move(effects)};
}

Step to_start(State state);
Step to_form(State state);  ///< of the seminar that is being set up
Step to_new_form(State state, SeminarForm form, std::filesystem::path copy_of);
Step to_files(State state);
Step to_address(State state);
Step to_upload(State state);
Step to_columns(State state, const ListRead& read, std::string url = {});  ///< `url`: where it was fetched from
Step to_recognise(State state, std::size_t people);
Step to_tickets(State state, const RecogniseScreen& recognise);
Step to_badge(State state);
Step to_printer(State state);
Step to_camera(State state);
Step to_keys(State state);
Step to_staff(State state);
Step to_pair(State state, const StaffScreen& staff);
Step to_join(State state);
Step to_ready(State state);

Step update_screen(const StartScreen& screen, const Event& event, State state);
Step update_screen(const JoinScreen& screen, const Event& event, State state);
Step update_screen(const FormScreen& screen, const Event& event, State state);
Step update_screen(const FilesScreen& screen, const Event& event, State state);
Step update_screen(const AddressScreen& screen, const Event& event, State state);
Step update_screen(const UploadScreen& screen, const Event& event, State state);
Step update_screen(const ColumnsScreen& screen, const Event& event, State state);
Step update_screen(const RecogniseScreen& screen, const Event& event, State state);
Step update_screen(const TicketsScreen& screen, const Event& event, State state);
Step update_screen(const BadgeScreen& screen, const Event& event, State state);
Step update_screen(const PrinterScreen& screen, const Event& event, State state);
Step update_screen(const CameraScreen& screen, const Event& event, State state);
Step update_screen(const KeysScreen& screen, const Event& event, State state);
Step update_screen(const StaffScreen& screen, const Event& event, State state);
Step update_screen(const PairScreen& screen, const Event& event, State state);
Step update_screen(const ReadyScreen& screen, const Event& event, State state);

}  // namespace entre::setup
