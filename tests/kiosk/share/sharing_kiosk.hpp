// A kiosk with a real database that shares its door through a real PostgreSQL.
#pragma once

#include "core/services/check_in_desk.hpp"
#include "core/services/staff_desk.hpp"
#include "core/share/share_key.hpp"
#include "core/store/ledger.hpp"
#include "core/store/shared_entries.hpp"
#include "kiosk/share/share_session.hpp"
#include "tests/core/core_fixture.hpp"
#include "tests/support/postgres_fixture.hpp"

namespace entre::test {

struct SharingKiosk : Door {
    std::string name;
    Seminar seminar = small_seminar();
    ShareKey key;

    SharingKiosk(PostgresFixture& postgres, std::string kiosk_name) : name(std::move(kiosk_name)), key(postgres.new_key()) {
        seminar.kiosk.station = name;
        REQUIRE(write_share_key(folder, key));
    }
    /// The desk is this thread.
    [[nodiscard]] OwnEnd own_end() {
        return {folder, key, name, [this](const std::function<void(Database&)>& work) {
                    work(database);
                    return true;
                }};
    }
    EngineResult<ShareSession> try_join(const PostgresFixture& postgres) {
        return ShareSession::open(postgres.connect(key), own_end());
    }
    ShareSession join(const PostgresFixture& postgres) {
        auto session = try_join(postgres);
        INFO((session ? std::string{} : session.error().detail));
        REQUIRE(session);
        return std::move(*session);
    }
    CheckInAnswer check_in(const std::string& person, int minute = 0) {
        const auto answer = CheckInDesk(database, seminar).check_in({{person}, {}, {}, {}, RecordedBy::self}, morning(minute));
        REQUIRE(answer);
        return *answer;
    }
    [[nodiscard]] std::string inside() {
        return asked(database, "SELECT count(DISTINCT registration) FROM attendance WHERE kind = 'checked_in'");
    }
    [[nodiscard]] std::string people() { return asked(database, "SELECT count(*) FROM registrations"); }
};

}  // namespace entre::test
