#include "core/visit/device_news.hpp"

#include <algorithm>

#include "core/visit/staff_notices.hpp"
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

using Effects = std::optional<std::vector<Effect>>;

std::vector<Effect> note_printer(State& state, const PrinterStatus& status) {
    auto& printers = state.devices.printers;
    const auto known = std::find_if(printers.begin(), printers.end(), [&](const auto& p) { return p.name == status.printer; });
    const bool was_stopped = known != printers.end() && stops_printing(known->fault);
    if (known == printers.end()) {
        printers.push_back({status.printer, status.fault, status.detail});
    } else {
        *known = {status.printer, status.fault, status.detail};
    }
    if (!stops_printing(status.fault) || was_stopped) return {};
    return {AlertStaff{}, PlaySound{Sound::notice}};
}

/// One overload for each event that is handled in the same way on every screen.
struct Note {
    State& state;

    Effects operator()(const PrinterStatus& e) const { return note_printer(state, e); }
    Effects operator()(const LiveViewChanged& e) const { return note_live(state, e); }
    Effects operator()(const ImportReviewChanged& e) const { return note_import(state, e); }
    Effects operator()(const SticksChanged& e) const {
        state.devices.has_stick = e.has_stick;
        return done;
    }
    Effects operator()(const ListUploadChanged& e) const {
        state.list_upload = e.page;
        return done;
    }
    Effects operator()(const SharingChanged& e) const {
        const bool is_lost = state.sharing && state.sharing->is_connected && !e.view.is_connected;
        const auto others = state.sharing ? state.sharing->others.size() : 0;
        if (e.view.others.size() > others && state.sharing) state.kiosk_invitation.reset();  // it was used
        state.sharing = e.view;
        return is_lost ? std::vector<Effect>{AlertStaff{}, PlaySound{Sound::notice}} : done;
    }
    Effects operator()(const KioskInvited& e) const {
        state.kiosk_invitation = e.invitation;
        return e.invitation.problem == InvitationProblem::none ? std::vector<Effect>{BeginSharing{}} : done;
    }
    Effects operator()(const VisitsMeasured& e) const {
        state.devices.speed = e.speed;
        return done;
    }
    Effects operator()(const CameraStatus& e) const {
        state.devices.has_camera = e.is_working;
        state.devices.camera_detail = e.detail;
        state.devices.is_decoder_gone = e.is_decoder_gone;
        state.devices.lost_frames = e.lost_frames;
        state.devices.scan_advice = ScanAdvice::none;
        return done;
    }
    Effects operator()(const ScanAdvised& e) const {
        state.devices.scan_advice = e.advice;
        return done;
    }
    Effects operator()(const CountsChanged& e) const {
        state.devices.inside = e.inside;
        state.devices.expected = e.expected;
        state.devices.badges_waiting = e.badges_waiting;
        return done;
    }
    Effects operator()(const DatabaseDamaged&) const { return std::vector<Effect>{AlertStaff{}, Restart{}}; }
    Effects operator()(const BackupNoted& e) const {
        const bool is_news = state.devices.backup_problem.empty() && !e.problem.empty();
        state.devices.backup_problem = e.problem;
        return is_news ? std::vector<Effect>{AlertStaff{}, PlaySound{Sound::notice}} : done;
    }
    Effects operator()(const OldCopyFound& e) const {
        state.devices.missing_check_ins = e.missing;
        state.devices.missing_newest = e.newest;
        return std::vector<Effect>{AlertStaff{}, PlaySound{Sound::notice}};
    }
    Effects operator()(const ThreadRestarted& e) const {
        auto& known = state.devices.restarted;
        if (std::find(known.begin(), known.end(), e.thread) == known.end()) known.push_back(e.thread);
        return std::vector<Effect>{AlertStaff{}};
    }
    Effects operator()(const LanguageChosen& e) const {
        if (e.language < state.rules.languages) state.preferences.language = e.language;
        state.preferences_chosen = e.at;
        return done;
    }
    Effects operator()(const TextSizeToggled& e) const {
        state.preferences.is_text_large = !state.preferences.is_text_large;
        state.preferences_chosen = e.at;
        return done;
    }
    Effects operator()(const ContrastToggled& e) const {
        state.preferences.is_contrast_high = !state.preferences.is_contrast_high;
        state.preferences_chosen = e.at;
        return done;
    }
    Effects operator()(const ReachToggled& e) const {
        state.preferences.is_low = !state.preferences.is_low;
        state.preferences_chosen = e.at;
        return done;
    }
    Effects operator()(const TouchChanged& e) const {
        state.touched_since = e.is_down ? std::optional(e.at) : std::nullopt;
        state.preferences_chosen = e.at;
        restart_time(state, e.at);
        return done;
    }
    Effects operator()(const auto&) const { return std::nullopt; }

    const std::vector<Effect> done{};
};

}  // namespace

std::optional<std::vector<Effect>> note_on_every_screen(State& state, const Event& event) {
    return std::visit(Note{state}, event);
}

}  // namespace entre
