#include "kiosk/share/kiosk_inviter.hpp"

#include "core/base/log.hpp"
#include "core/share/share_key.hpp"
#include "kiosk/share/share_setup.hpp"

namespace entre {

namespace {

/// Another program may listen where the private server would.
constexpr int last_port = 5443;

Result<ShareKey> share_at_free_port(const SeminarFolder& folder, ClusterAddress at) {
    const auto email_key = email_key_of(folder);
    if (!email_key) return pass_on(email_key);
    auto shared = share_here(folder, at, *email_key);
    while (!shared && shared.error().code == ErrorCode::address_taken && at.port < last_port) {
        ++at.port;
        shared = share_here(folder, at, *email_key);
    }
    return shared;
}

/// Where the private server has to be made or moved to; nullopt if it is right where it is, or the engine is elsewhere.
std::optional<ClusterAddress> wanted_address(const SeminarFolder& folder, const std::optional<std::string>& own_address) {
    const auto before = PrivateCluster::of(folder).address();
    if (!before) return read_share_key(folder) ? std::nullopt : std::optional(ClusterAddress{own_address.value_or("")});
    if (!own_address || before->address == *own_address || before->address == ClusterAddress{}.address) return std::nullopt;
    return ClusterAddress{*own_address, before->port};
}

InvitationProblem problem_of(const SeminarFolder& folder, const Error& error) {
    log_error("share", error);
    if (error.code == ErrorCode::file_missing && !postgres_programs()) return InvitationProblem::no_server_program;
    const bool is_elsewhere = error.code == ErrorCode::wrong_usage && !PrivateCluster::of(folder).exists();
    return is_elsewhere ? InvitationProblem::other_kiosk : InvitationProblem::failed;
}

}  // namespace

KioskInvitation invite_kiosk(const SeminarFolder& folder, const std::optional<std::string>& own_address) {
    if (const auto at = wanted_address(folder, own_address)) {
        if (at->address.empty()) return {{}, {}, InvitationProblem::no_network};
        if (const auto shared = share_at_free_port(folder, *at); !shared) return {{}, {}, problem_of(folder, shared.error())};
    }
    auto code = new_invitation(folder);
    if (!code) return {{}, {}, problem_of(folder, code.error())};
    return {std::move(*code), utc_now() + invitation_lasts, InvitationProblem::none};
}

}  // namespace entre
