#include "kiosk/share/kiosk_inviter.hpp"

#include "kiosk/share/invitation.hpp"
#include "kiosk/share/share_setup.hpp"
#include "tests/kiosk/share/shared_seminar.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a kiosk that shares already invites one more, wherever its address is now", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    for (const auto& address : {std::optional<std::string>("192.0.2.1"), std::optional<std::string>()}) {
        const auto invitation = invite_kiosk(shared.folder(), address);
        CHECK(invitation.problem == InvitationProblem::none);
        const auto code = parse_invitation(invitation.code);
        REQUIRE(code);
        CHECK(code->hosts == read_share_key(shared.folder()).value().hosts);
        CHECK(invitation.expires > utc_now() + std::chrono::minutes(9));
    }
}

TEST_CASE("the first invitation shares the seminar, at another port where one is taken", "[share][postgres]") {
    if (!has_postgres()) return;
    const ServerFolder scratch;
    const SeminarFolder folder{scratch.path() / "seminar"};
    REQUIRE(make_starter(folder.path, utc_now(), TimeZone::named("Europe/Stockholm").value()));
    CHECK(invite_kiosk(folder, std::nullopt).problem == InvitationProblem::no_network);
    CHECK_FALSE(std::filesystem::exists(share_key_file(folder)));
    const auto invitation = invite_kiosk(folder, "127.0.0.1");
    CHECK(invitation.problem == InvitationProblem::none);
    CHECK(parse_invitation(invitation.code));
    CHECK(PrivateCluster::of(folder).is_running());
    CHECK(read_share_key(folder));
}

TEST_CASE("a kiosk that joined sends staff to the one that was first", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    const ScratchFolder scratch;
    const SeminarFolder joined{scratch / "joined"};
    REQUIRE(join_with_invitation(joined, new_invitation(shared.folder()).value()));
    CHECK(invite_kiosk(joined, "127.0.0.1").problem == InvitationProblem::other_kiosk);
}
