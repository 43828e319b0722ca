// The assistant's live page: served while a phone is paired, at the address that the door will have.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/clock.hpp"
#include "core/setup/effects.hpp"
#include "core/setup/events.hpp"
#include "kiosk/live_page/live_page.hpp"
#include "kiosk/services/live_view_worker.hpp"

namespace entre {

/// For the thread that made it. The page shows the seminar's database and changes nothing; who is paired is saved in the
/// seminar's folder, so that the door knows these phones.
class PhonePairing {
public:
    /// `address` replaces every network in the seminar's settings; may be empty. `answer` and `changed` are called from any
    /// thread; `changed` is to lead to `look`.
    PhonePairing(std::string address, std::function<void(setup::Event)> answer, std::function<void()> changed);

    /// Answers PhonesInvited, also whenever it has changed.
    void open(const setup::OpenPairing& effect);
    /// Takes about a second at most.
    void close();
    /// Invites again after a phone was paired or the code has expired, and tries again to open what could not be opened. To be
    /// called every second while `is_busy`.
    void look();
    [[nodiscard]] bool is_busy() const { return is_wanted_; }

private:
    void open_page();
    void show_seminar(const Seminar& seminar);
    void invite();
    void report(std::optional<setup::PairingCode> code, std::optional<Error> problem);

    std::string fixed_address_;
    std::function<void(setup::Event)> answer_;
    std::function<void()> changed_;
    setup::OpenPairing effect_{};
    bool is_wanted_ = false;
    Clock::time_point patient_until_{};  ///< for a port that is being given back
    std::unique_ptr<LivePage> page_;
    std::unique_ptr<LiveViewWorker> view_;  ///< shows on `page_`
    std::string digits_;                    ///< of the invitation that is shown
    std::optional<setup::PhonesInvited> reported_;
};

}  // namespace entre
