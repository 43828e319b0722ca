// One connection to the engine: tells it this kiosk's entries, and merges those of the other kiosks.
//
// Nothing is noted as "sent": the engine says which number of ours it has, and what is above is pushed. So an engine that lost
// something, or all of it, is told again.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <vector>

#include "core/base/error.hpp"
#include "core/share/share_key.hpp"
#include "core/store/database.hpp"
#include "core/store/merge.hpp"
#include "core/store/shared_entries.hpp"
#include "kiosk/process/wake_event.hpp"
#include "kiosk/share/engine.hpp"
#include "kiosk/share/settings_exchange.hpp"

namespace entre {

/// Runs `work` with the writing connection, after what was requested before, and returns when it is done. False if the desk has
/// stopped and `work` did not run.
using RunOnDesk = std::function<bool(const std::function<void(Database&)>& work)>;

/// What a session needs of this kiosk.
struct OwnEnd {
    const SeminarFolder& folder;
    const ShareKey& key;
    std::string name;  ///< wanted for this kiosk
    RunOnDesk run_on_desk;
};

/// Owned by one thread. Errors of all functions: the engine's; `failed` too when the own database cannot be read or written.
/// After an error the connection may be lost: see `is_connected`.
class ShareSession {
public:
    /// Joins, starts sharing in the own database if that has not happened, and brings both sides to the same state.
    static EngineResult<ShareSession> open(Engine engine, const OwnEnd& own);

    /// Pulls what the others told and pushes what they lack.
    EngineResult<void> catch_up();
    /// Waits until somebody told something, `wake` is signalled or `time` is over, then catches up as far as needed. To be called
    /// again and again: it also tells the engine every two seconds that this kiosk is alive.
    EngineResult<void> wait(std::chrono::milliseconds time, const WakeEvent& wake);

    /// Imports a list in a turn of this kiosk's own: `apply` runs on the desk. False: another kiosk imported in between, or the
    /// roster has changed; the plan has to be made anew.
    EngineResult<Result<bool>> import(const std::function<Result<bool>(Database&)>& apply);
    /// See Engine::claim.
    EngineResult<std::optional<ClaimedBy>> claim(const RegistrationId& person);

    [[nodiscard]] bool is_connected() const { return engine_.is_connected(); }
    [[nodiscard]] const std::vector<OtherKiosk>& others() const { return others_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    /// The kiosk whose change of the common settings was written into seminar.toml here since the session began; empty: none.
    [[nodiscard]] const std::string& settings_from() const { return settings_.taken_from(); }
    /// How far this computer's clock is ahead of the engine's.
    [[nodiscard]] std::chrono::milliseconds clock_off() const { return clock_off_; }
    /// The last own entry that the engine is known to have.
    [[nodiscard]] std::int64_t told() const { return told_; }
    /// The number of own entries that the engine lacks.
    [[nodiscard]] std::size_t unsent();

private:
    ShareSession(Engine engine, const OwnEnd& own, Database reader);

    EngineResult<OwnKiosk> own_kiosk();
    EngineResult<void> join();
    EngineResult<void> begin();
    EngineResult<void> tell_first_list();
    EngineResult<void> confirm_list();
    EngineResult<void> end_import();
    EngineResult<void> pull();
    enum class Pulled { nothing, none_yet, some };
    EngineResult<Pulled> pull_once(std::set<std::string>& held_up);
    [[nodiscard]] OthersEntry opened(const PulledEntry& entry, const OtherKiosk& from) const;
    EngineResult<std::size_t> merge_all(const std::vector<OthersEntry>& entries, std::set<std::string>& held_up);
    EngineResult<void> push();
    EngineResult<void> look_at_kiosks();
    EngineResult<void> on_desk(const std::function<void(Database&)>& work);
    EngineResult<void> read_known();
    EngineResult<void> note_names();

    Engine engine_;
    OwnEnd own_;
    SettingsExchange settings_;
    Database reader_;  ///< an own connection, so that no visitor waits for reading
    OwnKiosk kiosk_;
    std::string name_;
    std::vector<OtherKiosk> others_;
    std::map<std::string, KnownKiosk> known_;  ///< by UUID
    Clock::time_point looked_{};               ///< at the other kiosks
    std::int64_t engine_has_ = 0;              ///< its last number of ours when joining
    std::int64_t told_ = 0;                    ///< the engine's last number of ours
    std::int64_t engine_list_ = 0;
    std::chrono::milliseconds clock_off_{};
};

/// Brings the database in `folder`, which nobody else has open for writing, and the engine to the same state; the first time,
/// this kiosk joins. Its name. Errors: database_in_use while its door is open; those of read_share_key and the database;
/// database_failed with the engine's sentence.
Result<std::string> exchange_once(const SeminarFolder& folder, std::chrono::milliseconds patience);

}  // namespace entre
