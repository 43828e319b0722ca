// Invitations let one more kiosk in: a code that the first kiosk shows, and what the new kiosk gets for it from the engine.
//   entre-join:HOSTS/DATABASE/SECRET
// HOSTS as in ShareKey; SECRET is 16 random letters and digits (79 bits). The engine stores what the kiosk gets sealed with a key
// made of the secret, which it never sees. No certificate is named: the engine and the new kiosk prove to each other that they
// know a password made of the secret, bound to the connection (SCRAM-SHA-256-PLUS), and the certificate comes with the rest.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/share/share_key.hpp"
#include "kiosk/share/engine_admin.hpp"
#include "kiosk/share/shared_settings.hpp"

namespace entre {

struct InvitationCode {
    std::string hosts, database;
    std::string secret;  ///< as in the text, without hyphens
};

std::string invitation_text(const InvitationCode& code);
/// As it is typed by hand too: in groups, with capital letters, without "entre-join:". nullopt if the text is not that of an
/// invitation, or was cut.
std::optional<InvitationCode> parse_invitation(std::string_view text);

/// What a kiosk gets that joins.
struct Bundle {
    ShareKey key;  ///< with its own role and password
    SharedSettings shared;
};

/// seminar.toml for another kiosk: without the tables of a kiosk's own. Where this one has a printer, that one looks for its own.
std::string settings_for_others(std::string_view settings);

/// Makes an invitation to the shared seminar in `folder`, valid for ten minutes, once. Its text, for a QR code; and the new
/// kiosk's login. Errors: those of read_share_key and the engine's.
struct Invited {
    std::string text;
    Login login;
};
Result<Invited> invite(const SeminarFolder& folder, EngineAdmin& admin);

/// Joins with the code that another kiosk shows: makes `folder` with seminar.toml, share.key and the files that the settings
/// name. The records come when the kiosk is started. Into a folder that was shared before, only share.key is written anew.
/// Errors: wrong_usage: no invitation, or the folder has a seminar of its own; database_failed with the engine's sentence;
/// file_unwritable.
Result<void> join_with_invitation(const SeminarFolder& folder, std::string_view text);

/// What join_with_invitation does, in two steps: the invitation is used up by the first. Errors: as above.
Result<Bundle> take_invitation(std::string_view text);
/// Into a folder without settings; into one that has them, only share.key.
Result<void> store_bundle(const SeminarFolder& folder, const Bundle& bundle);

}  // namespace entre
