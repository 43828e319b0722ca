// Purging a seminar that several kiosks share: the server forgets it, and every kiosk purges itself when it hears of that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "core/share/share_key.hpp"
#include "core/store/shared_entries.hpp"
#include "kiosk/share/engine.hpp"

namespace entre {

/// What the other kiosks know of the purge.
struct OthersAndPurge {
    bool were_told = false;  ///< false: the server could not be reached, so they have to be purged one by one
    /// Names of kiosks that have not purged yet; each does so when it next reaches the server, if that was told.
    std::vector<std::string> unconfirmed;
};

/// Used by one thread: `begin` before the own folder is purged, `end` after that. Calls wait for the server, a few seconds.
class SharedPurge {
public:
    /// nullopt when the seminar is not shared. To be called before the purge, which deletes share.key.
    static std::optional<SharedPurge> of(const SeminarFolder& folder);

    /// Tells the server to forget the seminar. A private server in the folder is then stopped, so that it is searched too.
    void begin();
    /// In place of `end` when the own purge failed: a private server starts again.
    void resume();
    /// Says that this kiosk has purged, and notes in statistics.json which others have not. A private server starts again for
    /// kiosks that have not heard of it; when all have, its folder is removed.
    OthersAndPurge end(const PurgeReport& report);

private:
    /// What the database says before it is deleted.
    struct Kiosks {
        OwnKiosk own;  ///< without an id if it never shared anything
        std::vector<std::string> others;
    };
    static Kiosks kiosks_in(const SeminarFolder& folder);

    SharedPurge(SeminarFolder folder, std::optional<ShareKey> key, Kiosks kiosks)
        : folder_(std::move(folder)), key_(std::move(key)), kiosk_(std::move(kiosks.own)), others_(std::move(kiosks.others)) {}
    EngineResult<Engine> connect();
    bool tell();
    OthersAndPurge confirm(const PurgeReport& report);

    SeminarFolder folder_;
    std::optional<ShareKey> key_;  ///< nullopt: an earlier purge deleted it, and failed later
    OwnKiosk kiosk_;
    std::vector<std::string> others_;  ///< the names of all that this kiosk has heard of
    bool were_told_ = false;
    bool has_own_server_ = false;
};

}  // namespace entre
