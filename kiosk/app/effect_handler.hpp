// Carries out the effects of the state machine: hands each to the service that does it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/visit/visit.hpp"
#include "kiosk/services/repair_worker.hpp"
#include "kiosk/services/services.hpp"
#include "kiosk/ui/sound.hpp"
#include "kiosk/ui/words.hpp"

namespace entre {

/// Stores the staff PIN in the seminar's settings.
using PinWriter = std::function<Result<void>(std::string_view pin)>;

/// Main thread only; returns at once. Results arrive in the inbox.
class EffectHandler {
public:
    /// `services` is null while a trace is replayed, when only sounds are played, and while the database is damaged, when
    /// `repair` takes their place. All references outlive it.
    EffectHandler(Inbox& inbox, const Seminar& seminar, const std::vector<Language>& languages, Services* services,
                  RepairWorker* repair = nullptr, PinWriter save_pin = {})
        : inbox_(inbox),
          seminar_(seminar),
          languages_(languages),
          services_(services),
          repair_(repair),
          save_pin_(std::move(save_pin)) {}

    void carry_out(const Effect& effect, const State& state);
    /// Posts `Scanned` for pieces that are a code together; see LookUpPieces.
    void look_up(LookUpPieces pieces);
    /// Sends the live page what it shows, if the view or the door's health has changed.
    void publish_live_view(const State& state);
    /// Posts paired phones and pairing code if they have changed at the live page.
    void check_phones();

    /// True when an effect requested to quit the kiosk, or to open everything anew.
    [[nodiscard]] bool is_leaving() const { return is_leaving_ || is_restarting_; }
    [[nodiscard]] bool is_restarting() const { return is_restarting_; }
    /// True when staff leave the door for the assistant.
    [[nodiscard]] bool opens_settings() const { return opens_settings_; }
    /// The part that staff switched on, which the restart is for.
    [[nodiscard]] std::optional<DoorPart> switched_on() const { return switched_on_; }
    /// True when, since the last call, the desk got a request that takes it about a millisecond.
    [[nodiscard]] bool take_desk_request() { return std::exchange(is_desk_busy_, false); }

private:
    void on(const PlaySound& effect);
    void on(const Quit&);
    void on(const OpenSettings&);
    void on(const AlertStaff&);
    void on(const LookUp& effect);
    void on(const FindName& effect);
    void on(const RecordCheckIn& effect);
    void on(const RecordReprint& effect);
    void on(const PrintBadge& effect);
    void on(const PrintPending& effect);
    void on(const CheckPin& effect);
    void on(const SavePin& effect);
    void on(const DoForStaff& effect);
    void on(const LoadPerson& effect);
    void on(const FindTicket& effect);
    void on(const SaveRollCall& effect);
    void on(const DoForLists& effect);
    void on(const InvitePhone& effect);
    void on(const EndPhone& effect);
    void on(const InviteKiosk&);
    void on(const BeginSharing&);
    void on(const LoadPhones&);
    void on(const Restart&);
    void on(const SwitchOn& effect);
    void on(const PrepareRepair& effect);
    void on(const CarryOutRepair& effect);

    /// For requests that somebody waits for and that the desk answers within a few milliseconds.
    void request_quick(DeskRequest request);
    void request(DeskRequest request);
    /// For the organiser's window, if the calls for help have changed.
    void store_help_calls(const State& state);
    [[nodiscard]] LivePage* live_page() { return services_ == nullptr ? nullptr : services_->live_page(); }

    Inbox& inbox_;
    const Seminar& seminar_;
    const std::vector<Language>& languages_;
    Services* services_;
    RepairWorker* repair_;
    PinWriter save_pin_;
    Sounds sounds_;
    std::size_t language_ = 0;             ///< of the screen whose effect is carried out
    std::optional<PhoneCode> phone_code_;  ///< the pairing code on the screen
    std::optional<DoorHealth> published_health_;
    std::optional<std::vector<HelpCall>> stored_help_;
    std::shared_ptr<const LiveView> published_live_view_;
    bool is_desk_busy_ = false;
    bool is_leaving_ = false;
    bool is_restarting_ = false;
    bool opens_settings_ = false;
    std::optional<DoorPart> switched_on_;
};

}  // namespace entre
