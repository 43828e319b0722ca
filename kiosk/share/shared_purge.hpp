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
    std::vector<std::string>
        unconfirmed;  ///< names of kiosks that have not purged yet; each does so when it next reaches the server
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
    /// Says that this kiosk has purged. A private server starts again for kiosks that have not heard of it; when all have, its
    /// folder is removed.
    OthersAndPurge end(const PurgeReport& report);

private:
    SharedPurge(SeminarFolder folder, std::optional<ShareKey> key, OwnKiosk kiosk)
        : folder_(std::move(folder)), key_(std::move(key)), kiosk_(std::move(kiosk)) {}
    EngineResult<Engine> connect();
    bool tell();

    SeminarFolder folder_;
    std::optional<ShareKey> key_;  ///< nullopt: an earlier purge deleted it, and failed later
    OwnKiosk kiosk_;               ///< without an id if it never shared anything
    bool were_told_ = false;
    bool has_own_server_ = false;
};

}  // namespace entre
