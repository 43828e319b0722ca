#include "kiosk/share/shared_purge.hpp"

#include "tests/kiosk/share/sharing_kiosk.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a purge is told to the server, which forgets everything, and names the kiosks that have not purged",
          "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    one.expect(person("A1", "Åsa", "Öberg"));
    one.join(postgres);
    two.join(postgres);
    auto first = SharedPurge::of(one.folder);
    REQUIRE(first);
    first->begin();
    std::filesystem::remove(share_key_file(one.folder));  // as the purge does
    std::filesystem::remove(share_certificate_file(one.folder));
    write_file(one.folder.path / "statistics.json", "{}");
    const auto others = first->end({5, 0});
    CHECK(contains(read_file(one.folder.path / "statistics.json"), "\"kiosks_not_purged\": [\n    \"Kiosk 2\""));
    CHECK(others.were_told);
    CHECK(others.unconfirmed == std::vector<std::string>{"Kiosk 2"});
    CHECK_FALSE(std::filesystem::exists(share_certificate_file(one.folder)));
    CHECK(postgres.owner().ask("SELECT count(*) FROM entre.entry", {}, std::chrono::seconds{20})->front().front() == "0");
    const auto late = two.try_join(postgres);
    REQUIRE_FALSE(late);
    CHECK(late.error().error == EngineError::purged);
    auto second = SharedPurge::of(two.folder);
    REQUIRE(second);
    second->begin();
    const auto nobody = second->end({5, 0});
    CHECK(nobody.were_told);
    CHECK(nobody.unconfirmed.empty());
}

TEST_CASE("without the server a purge says that nobody was told, and a kiosk alone has nobody to tell", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    two.join(postgres);
    one.join(postgres);
    postgres.kill_server();
    auto purge = SharedPurge::of(one.folder);
    REQUIRE(purge);
    purge->begin();
    const auto others = purge->end({5, 0});
    CHECK_FALSE(others.were_told);
    CHECK(others.unconfirmed == std::vector<std::string>{"Kiosk 2"});
    CHECK_FALSE(SharedPurge::of(SeminarFolder{one.scratch.path() / "elsewhere"}));
}
