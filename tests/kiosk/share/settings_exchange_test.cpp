#include "kiosk/share/settings_exchange.hpp"

#include "core/base/log.hpp"
#include "core/seminar/seminar_form.hpp"
#include "core/seminar/starter.hpp"
#include "tests/core/core_fixture.hpp"
#include "tests/support/postgres_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A kiosk's folder, and its connection to the engine while it has one.
struct SettingsKiosk {
    ScratchFolder scratch;
    SeminarFolder folder{scratch / "seminar"};
    ShareKey key;
    std::string uuid = some_uuid(), name;
    std::optional<Engine> engine;
    std::optional<SettingsExchange> exchanging;

    SettingsKiosk(PostgresFixture& postgres, std::string kiosk) : key(postgres.new_key()), name(std::move(kiosk)) {
        keep_log_quiet();
        REQUIRE(make_starter(folder.path, utc_now(), TimeZone::named("Europe/Stockholm").value()));
        REQUIRE(save_station(folder.path, name));
        connect(postgres);
    }
    void connect(PostgresFixture& postgres) {
        engine.emplace(postgres.connect(key));
        REQUIRE(engine->join(uuid, name));
        exchanging.emplace(folder, key);
    }
    void exchange() { REQUIRE(exchanging->exchange(*engine)); }
    void change(const std::function<void(SeminarForm&)>& how) const {
        auto form = form_of(seminar());
        how(form);
        REQUIRE(save_form(folder.path, form));
    }
    [[nodiscard]] Seminar seminar() const {
        const auto read = read_seminar(folder.path);
        REQUIRE(read);
        return *read;
    }
    [[nodiscard]] std::string title() const { return seminar().name.in("sv"); }
};

}  // namespace

TEST_CASE("a change of the settings at one kiosk is written at the other, comments and own tables stay", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SettingsKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    write_file(two.folder.settings(), "# den södra dörren\n" + read_file(two.folder.settings()));
    one.exchange();
    two.exchange();
    CHECK(two.exchanging->taken_from().empty());
    one.change([](auto& form) { form.name = "Höstmötet", form.venue = "Domkyrkan"; });
    one.exchange();
    two.exchange();
    CHECK(two.exchanging->taken_from() == "Kiosk 1");
    CHECK(two.title() == "Höstmötet");
    CHECK(two.seminar().venue.in("sv") == "Domkyrkan");
    CHECK(two.seminar().kiosk.station == "Kiosk 2");
    CHECK(read_file(two.folder.settings()).starts_with("# den södra dörren\n"));
    const auto settled = read_file(two.folder.settings());
    one.exchange();
    two.exchange();
    CHECK(one.exchanging->taken_from().empty());
    CHECK(read_file(two.folder.settings()) == settled);
    CHECK(one.engine->settings(0)->version == 1);
}

TEST_CASE("changes at two kiosks that are apart end equal at both, as the last one that was told", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SettingsKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2"), late(postgres, "Kiosk 3");
    for (auto* kiosk : {&one, &two}) kiosk->exchange();
    one.change([](auto& form) { form.name = "Ett"; });
    two.change([](auto& form) { form.name = "Två", form.address = "Storgatan 2"; });
    for (auto* kiosk : {&one, &two, &one, &two}) kiosk->exchange();
    CHECK(one.title() == "Två");
    CHECK(two.title() == "Två");
    CHECK(one.seminar().address.in("sv") == "Storgatan 2");
    CHECK(read_shared_settings(one.folder)->digest().value() == read_shared_settings(two.folder)->digest().value());
    CHECK(one.exchanging->taken_from() == "Kiosk 2");
    CHECK(two.exchanging->taken_from().empty());
    late.exchange();  // it joined earlier, and was never told
    CHECK(late.title() == "Två");
}

TEST_CASE("a kiosk that was off takes the change when it comes back, also from an engine that lost everything",
          "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres, anew;
    SettingsKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    one.exchange();
    two.exchange();
    one.change([](auto& form) { form.name = "Ett"; });
    one.exchange();
    two.connect(postgres);  // a new session, with what its folder says
    two.exchange();
    CHECK(two.title() == "Ett");
    two.change([](auto& form) { form.name = "Två"; });
    const auto seal_key = one.key.seal_key;
    for (auto* kiosk : {&one, &two}) {
        kiosk->key = anew.new_key();
        kiosk->key.seal_key = seal_key;
        kiosk->connect(anew);
    }
    for (auto* kiosk : {&one, &two, &one}) kiosk->exchange();
    CHECK(one.title() == "Två");
    CHECK(two.title() == "Två");
    CHECK(one.engine->settings(0)->version == 3);
}

TEST_CASE("settings that cannot be read here are left alone, and those of an older engine are not told", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SettingsKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    one.exchange();
    two.exchange();
    write_file(one.folder.settings(), "[seminar\n");  // somebody is editing it
    one.exchange();
    CHECK(one.engine->settings(0)->version == 0);
    REQUIRE(one.engine->put_settings(1, "sealed with another key"));
    const auto before = read_file(two.folder.settings());
    two.exchange();
    two.exchange();
    CHECK(read_file(two.folder.settings()) == before);
    CHECK(two.exchanging->taken_from().empty());
    two.change([](auto& form) { form.name = "Två"; });
    two.exchange();
    CHECK(two.engine->settings(0)->version == 2);
    REQUIRE(postgres.owner().run_script("DROP FUNCTION entre.settings_above", std::chrono::seconds{20}));
    two.exchanging.emplace(two.folder, two.key);
    two.exchange();
    CHECK(two.engine->beat());
}
