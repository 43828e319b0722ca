// A seminar that is shared through a private server on a free port of 127.0.0.1.
#pragma once

#include "core/base/time_zone.hpp"
#include "core/seminar/starter.hpp"
#include "kiosk/share/share_setup.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/postgres_fixture.hpp"

namespace entre::test {

/// Long enough for a machine that builds at the same time.
inline constexpr std::chrono::milliseconds patience{20000};

inline std::string words_of(const Result<void>& done) { return done ? std::string() : done.error().detail; }

class SharedSeminar {
public:
    SharedSeminar() {
        REQUIRE(make_starter(folder_.path, utc_now() + std::chrono::weeks{1}, TimeZone::named("Europe/Stockholm").value()));
        share();
    }
    ~SharedSeminar() { static_cast<void>(cluster().stop()); }
    SharedSeminar(const SharedSeminar&) = delete;
    SharedSeminar& operator=(const SharedSeminar&) = delete;

    void share() const {
        const auto shared = share_here(folder_, at_, "EMAILKEY");
        INFO((shared ? std::string() : shared.error().detail));
        REQUIRE(shared);
    }
    [[nodiscard]] const SeminarFolder& folder() const { return folder_; }
    [[nodiscard]] PrivateCluster cluster() const { return PrivateCluster::of(folder_); }
    [[nodiscard]] const ClusterAddress& address() const { return at_; }
    [[nodiscard]] Connection owner() const { return Connection::open({cluster().owner_keywords("entre")}, patience).value(); }

private:
    ServerFolder scratch_;
    SeminarFolder folder_{scratch_.path() / "seminar"};
    ClusterAddress at_{"127.0.0.1", free_port()};
};

}  // namespace entre::test
