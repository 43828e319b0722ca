// A fictitious seminar, its visitors, and every screen they can see: for tests and for visual inspection.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/visit/screens.hpp"
#include "core/visit/visit.hpp"
#include "kiosk/screens/draw.hpp"
#include "kiosk/screens/setup/setup.hpp"
#include "kiosk/ui/window.hpp"

namespace entre::demo {

Seminar seminar();
Registration visitor();
Registration protected_visitor();

struct NamedState {
    std::string name;
    State state;
};

/// A state with `screen`, in the middle of the arrivals.
State with(Screen screen);

/// Every staff page and its variants.
std::vector<NamedState> staff_states();
/// Every screen and its variants, the staff pages among them, all entered one second before `now`, so that no animation runs.
std::vector<NamedState> states(Clock::time_point now);
/// The same screens with names that are hard to set: very long, Arabic, Chinese, emoji.
std::vector<NamedState> hard_states(Clock::time_point now);

/// The fixed times at which demos are drawn.
Clock::time_point now();
UtcTime wall();

/// A morning with `registered` people, of whom the first `come` have arrived, except withdrawn ones.
std::shared_ptr<const LiveView> live(std::size_t registered, std::size_t come);

/// How a state is drawn. `inches` is the screen's diagonal.
struct Drawing {
    SizePx size{1920, 1080};
    double inches = 21.5;
    std::size_t language = 0;
    bool is_text_large = false;
    Look look = Look::light;
};

/// Draws off-screen, as the kiosk draws on its screen. Needs one instance per size, because a window has one size.
class Studio {
public:
    explicit Studio(SizePx size);

    /// Draws one frame of `state`; its tap targets and texts are in tap_targets().
    Events draw(const State& state, const Drawing& how, BadgePictures badges = {}, std::optional<CameraPicture> camera = {});
    /// The same for a screen of the assistant.
    setup::Events draw(const setup::State& state, const Drawing& how);
    /// Taps `at` and returns the resulting events.
    template <class AnyState>
    auto tap(const AnyState& state, const Drawing& how, PointPx at) {
        window_->tap(at);
        auto out = draw(state, how);
        for (int frame = 1; frame < 3; ++frame)
            for (auto& event : draw(state, how)) out.push_back(std::move(event));
        return out;
    }
    void set_view(const View& view) { window_->set_view(view); }
    /// Replaces demo::seminar().
    void use(Seminar seminar) { seminar_ = std::move(seminar); }
    [[nodiscard]] const TapTargets& tap_targets() const { return targets_; }
    Picture picture() { return window_->screenshot(); }

private:
    std::unique_ptr<Window> window_;
    std::vector<Language> languages_;
    TextPainter text_;
    Seminar seminar_;
    TapTargets targets_;
};

}  // namespace entre::demo
