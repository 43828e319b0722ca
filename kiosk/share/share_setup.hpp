// Sharing a seminar from this computer: with a private server here, or with one that somebody else runs. For the command line and
// the staff screen. Every call waits for programs or the network, at most a minute.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/share/share_key.hpp"
#include "kiosk/share/engine_admin.hpp"
#include "kiosk/share/invitation.hpp"
#include "kiosk/share/private_cluster.hpp"

namespace entre {

/// The key under which the seminar in `folder` hashes e-mail addresses; makes its database if there is none yet. Errors: those of
/// Database::open.
Result<std::string> email_key_of(const SeminarFolder& folder);

/// Makes or starts the private server of the seminar in `folder`, and writes share.key. Repeating it changes nothing; after the
/// server was made anew (a lost disk, another PostgreSQL), the kiosks' logins are as before, and they push their entries again.
/// `email_key` is for a seminar that is shared for the first time. Errors: those of PrivateCluster::start; database_failed;
/// wrong_usage if the seminar has been purged.
Result<ShareKey> share_here(const SeminarFolder& folder, const ClusterAddress& at, const std::string& email_key);

/// Shares through the server at `url` (postgresql://owner:password@host1,host2:5432/database), whose certificate is checked
/// against `certificate` (PEM: its own, or its authority's). The URL is kept in share.admin, for invitations. Errors as above.
Result<ShareKey> share_at(const SeminarFolder& folder, const std::string& url, const std::string& certificate,
                          const std::string& email_key);

/// Starts the private server if there is one here and it does not run, as after a restart of the computer, and
/// brings its tables up to date. Not an error if there
/// is none. Errors: those of PrivateCluster::start.
Result<void> start_engine_here(const SeminarFolder& folder);

/// The owner's connection, where share_here or share_at was called. Errors: wrong_usage elsewhere; database_failed.
Result<EngineAdmin> engine_admin(const SeminarFolder& folder);

/// An invitation's text. Errors: those of engine_admin and invite.
Result<std::string> new_invitation(const SeminarFolder& folder);

/// Excludes a kiosk. Errors: those of engine_admin; wrong_usage if there is none of this name.
Result<void> revoke_kiosk(const SeminarFolder& folder, const std::string& kiosk);

/// Entries of a kiosk from the first one on that has a record after `after` no longer count. The number of entries that still do.
/// Errors: as for revoke_kiosk.
Result<std::int64_t> set_kiosk_aside(const SeminarFolder& folder, const std::string& kiosk, UtcTime after);

/// All kiosks of the seminar, from any of them. Errors: those of read_share_key; database_failed.
Result<std::vector<OtherKiosk>> all_kiosks(const SeminarFolder& folder);

}  // namespace entre
