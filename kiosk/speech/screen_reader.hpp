// What a screen says to somebody who cannot see it, and where the keys lead: a pure function of what was drawn. Texts are read in
// the order of their size, then from the top; a button is read when the keys come to it. So every screen speaks in every language
// without sentences of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/speech/visit_keys.hpp"
#include "kiosk/ui/tap_targets.hpp"
#include "kiosk/ui/words.hpp"

namespace entre {

/// The texts of a frame that are not a button's, as they are read.
std::vector<std::string> texts_to_read(const TapTargets& drawn);
/// The targets that the keys lead to: those of visitors that can be tapped, the primary one first, the others as they are read.
std::vector<const Target*> targets_in_order(const TapTargets& drawn);

/// What a key does.
struct KeyAnswer {
    std::vector<std::string> say;
    std::string tap;  ///< id of the target to tap; empty: none
};

/// Owned by the main thread.
class ScreenReader {
public:
    /// After each frame: what to say now. A new screen is read as a whole, then only what has changed on it. `screen`: its name.
    std::vector<std::string> saw(std::string_view screen, const TapTargets& drawn, const Language& words);
    /// Keys for the voice itself do nothing here but under help.
    KeyAnswer press(VisitKey key, const TapTargets& drawn, const Language& words);
    /// The target that the keys have come to; empty: none yet.
    [[nodiscard]] const std::string& focus() const { return focus_; }
    /// Each key says what it does.
    [[nodiscard]] bool is_help() const { return is_help_; }
    /// The next frame is read as a new screen.
    void reset();

private:
    KeyAnswer move(int by, const TapTargets& drawn, const Language& words);
    KeyAnswer help(VisitKey key, const TapTargets& drawn, const Language& words);

    std::string screen_, language_;
    std::vector<std::string> read_;
    std::string focus_;
    bool is_help_ = false;
};

}  // namespace entre
