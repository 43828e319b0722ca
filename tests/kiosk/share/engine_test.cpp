// The engine's interface against a real PostgreSQL server.
#include "kiosk/share/engine.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <thread>

#include "core/base/atomic_file.hpp"
#include "kiosk/live_page/certificate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/postgres_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr std::chrono::milliseconds long_enough{20000};

std::vector<std::string> entries(int first, int last, const std::string& text = "sealed ") {
    std::vector<std::string> out;
    for (int number = first; number <= last; ++number)
        out.push_back(text + std::string("\0\xff\\\"", 4) + std::to_string(number));
    return out;
}

/// The next hint of this kind; earlier ones of other kinds are skipped.
Hint next_hint(Engine& engine, HintKind kind) {
    for (;;) {
        const auto hints = engine.wait(long_enough, -1).value();
        for (const auto& hint : hints)
            if (hint.kind == kind) return hint;
    }
}

std::vector<std::pair<int, std::int64_t>> above(int kiosk, std::int64_t number) { return {{kiosk, number}}; }

}  // namespace

TEST_CASE("entries reach another kiosk as they were pushed", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto one = postgres.connect(postgres.new_key());
    auto two = postgres.connect(postgres.new_key());
    const auto first = one.join(some_uuid(), "Kiosk 1").value();
    CHECK(first.name == "Kiosk 1");
    CHECK(first.own_last == 0);
    CHECK(first.kiosks.empty());
    CHECK_FALSE(first.is_purged);
    CHECK(std::chrono::abs(first.engine_time - utc_now()) < std::chrono::minutes(1));
    const auto second = two.join(some_uuid(), "Kiosk 1").value();
    CHECK(second.name == "Kiosk 2");
    REQUIRE(second.kiosks.size() == 1);
    CHECK(second.kiosks.front().id == first.kiosk);

    CHECK(one.push(1, entries(1, 5)).value() == 5);
    CHECK(next_hint(two, HintKind::entries) == Hint{HintKind::entries, first.kiosk, 5});
    const auto pulled = two.pull(above(first.kiosk, 2), 100).value();
    REQUIRE(pulled.size() == 3);
    for (int i = 0; i < 3; ++i) {
        CHECK(pulled[static_cast<std::size_t>(i)].kiosk == first.kiosk);
        CHECK(pulled[static_cast<std::size_t>(i)].number == i + 3);
        CHECK(pulled[static_cast<std::size_t>(i)].sealed == entries(i + 3, i + 3).front());
    }
    CHECK(two.pull(above(first.kiosk, 0), 2).value().size() == 2);
    CHECK(two.pull(above(first.kiosk, 5), 100).value().empty());
    CHECK(two.kiosks().value().front().last_number == 5);
}

TEST_CASE("what is pushed twice is kept once, a gap is answered, a fork is refused", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto engine = postgres.join();
    CHECK(engine.push(1, entries(1, 3)).value() == 3);
    CHECK(engine.push(1, entries(1, 3)).value() == 3);
    CHECK(engine.push(2, entries(2, 6)).value() == 6);
    CHECK(engine.push(9, entries(9, 9)).value() == 6);
    CHECK(engine.push(7, {}).value() == 6);
    const auto forked = engine.push(6, entries(6, 7, "another "));
    REQUIRE_FALSE(forked);
    CHECK(forked.error().error == EngineError::forked);
    CHECK(engine.is_connected());
    CHECK(engine.push(7, entries(7, 7)).value() == 7);
    CHECK(postgres.owner().ask("SELECT count(*), max(number) FROM entre.entry", {}, long_enough).value().front() ==
          std::vector<SqlValue>{"7", "7"});
}

TEST_CASE("a pull stops after some megabytes, but moves on by at least one entry", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto engine = postgres.join();
    const std::vector<std::string> big(4, std::string(3 << 20, 'x'));
    REQUIRE(engine.push(1, std::span(big).first(2)).value() == 2);
    REQUIRE(engine.push(3, std::span(big).last(2)).value() == 4);
    auto other = postgres.connect(postgres.new_key());
    const auto kiosk = other.join(some_uuid(), "Kiosk 2").value().kiosks.front().id;
    std::int64_t last = 0;
    int pulls = 0;
    while (last < 4) {
        const auto pulled = other.pull(above(kiosk, last), 100).value();
        REQUIRE_FALSE(pulled.empty());
        CHECK(pulled.size() <= 2);
        CHECK(pulled.front().number == last + 1);
        last = pulled.back().number;
        ++pulls;
    }
    CHECK(pulls == 2);
}

TEST_CASE("a kiosk keeps its number and name, and gets another name only if it asks for one", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    const auto uuid = some_uuid();
    auto engine = postgres.connect(key);
    const auto before = engine.join(uuid, "Entrén").value();
    REQUIRE(engine.push(1, entries(1, 2)).value() == 2);
    postgres.connect(postgres.new_key()).join(some_uuid(), "Norra").value();
    auto again = postgres.connect(key);
    const auto after = again.join(uuid, "Entrén").value();
    CHECK(after.kiosk == before.kiosk);
    CHECK(after.own_last == 2);
    CHECK(again.join(uuid, "Norra").value().name == "Norra 2");
    CHECK(again.join(uuid, "Norra").value().name == "Norra 2");
    // A copy of the folder on another computer has the same role, but is another kiosk.
    auto copy = postgres.connect(key);
    const auto joined = copy.join(some_uuid(), "Norra 2").value();
    CHECK(joined.name == "Norra 3");
    CHECK(joined.kiosk != before.kiosk);
    CHECK(joined.own_last == 0);
    CHECK(joined.kiosks.size() == 2);
}

TEST_CASE("health is told to the others, and text that is no JSON is refused", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto one = postgres.join();
    auto two = postgres.join();
    CHECK(two.kiosks().value().front().health == "{}");
    REQUIRE(one.tell(R"({"printer": "Höger", "waiting": 3})"));
    CHECK(two.kiosks().value().front().health == R"({"printer": "Höger", "waiting": 3})");
    CHECK(two.kiosks().value().front().not_seen < std::chrono::minutes(1));
    CHECK_FALSE(one.tell("no JSON"));
    CHECK_FALSE(one.tell("\"" + std::string(9000, 'x') + "\""));
    CHECK(one.is_connected());
    CHECK(one.beat());
}

TEST_CASE("one kiosk imports at a time, with the newest list only", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto one = postgres.join();
    auto two = postgres.join();
    REQUIRE(one.begin_import(0));
    CHECK(one.begin_import(0));
    const auto busy = two.begin_import(0);
    REQUIRE_FALSE(busy);
    CHECK(busy.error().error == EngineError::import_busy);
    CHECK(busy.error().said.english() == "Kiosk 1 is importing a list. Import yours when it is done.");
    CHECK(one.end_import().value() == 1);
    CHECK(next_hint(two, HintKind::list) == Hint{HintKind::list, 0, 1});
    const auto older = two.begin_import(0);
    REQUIRE_FALSE(older);
    CHECK(older.error().error == EngineError::list_is_newer);
    REQUIRE(two.begin_import(1));
    REQUIRE(two.cancel_import());
    CHECK(two.cancel_import());
    const auto ended = two.end_import();
    REQUIRE_FALSE(ended);
    CHECK(ended.error().error == EngineError::import_busy);
    // An engine that was made anew knows of no import.
    REQUIRE(one.begin_import(7));
    CHECK(one.end_import().value() == 8);
}

TEST_CASE("the common settings that reach the engine last count, and only newer ones are handed out", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto one = postgres.join(), two = postgres.join();
    CHECK(one.settings(0)->version == 0);
    CHECK(one.put_settings(1, "sealed by one") == 1);
    CHECK(next_hint(two, HintKind::settings).number == 1);
    const auto first = two.settings(0);
    REQUIRE(first);
    CHECK(first->version == 1);
    CHECK(first->kiosk == "Kiosk 1");
    CHECK(first->sealed == "sealed by one");
    CHECK(two.put_settings(1, "too late") == 1);
    CHECK(two.settings(0)->sealed == "sealed by one");
    CHECK(two.put_settings(2, std::string("\0\xff", 2)) == 2);
    CHECK(one.settings(1)->sealed == std::string("\0\xff", 2));
    CHECK(one.settings(2)->version == 2);
    CHECK(one.settings(2)->sealed.empty());
    CHECK(one.put_settings(9'000'000'000'000, "for ever") == 2);
    CHECK(one.put_settings(7, "after a lost engine") == 7);
    REQUIRE(one.purge());
    CHECK(two.settings(0).error().error == EngineError::purged);
    CHECK(two.put_settings(8, "x").error().error == EngineError::purged);
    CHECK(postgres.owner().ask("SELECT count(*) FROM entre.settings", {}, long_enough)->front().front() == "0");
}

TEST_CASE("the turn to import passes on when its kiosk has not been heard for a minute", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto one = postgres.join();
    auto two = postgres.join();
    REQUIRE(one.begin_import(0));
    REQUIRE_FALSE(two.begin_import(0));
    auto owner = postgres.owner();
    const auto age = [&](const char* seconds) {
        REQUIRE(owner.ask("UPDATE entre.seen SET at = now() - $1 * interval '1 s' WHERE kiosk = (SELECT kiosk FROM entre.lease)",
                          {seconds}, long_enough));
    };
    age("50");
    CHECK_FALSE(two.begin_import(0));
    age("61");
    REQUIRE(two.begin_import(0));
    const auto ended = one.end_import();
    REQUIRE_FALSE(ended);
    CHECK(ended.error().said.english() == "This kiosk's turn to import a list has ended. Import the list again.");
    CHECK(two.end_import().value() == 1);
}

TEST_CASE("a purge empties the engine and is asked of every kiosk, also of one that comes back later", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    const auto uuid = some_uuid();
    {
        auto away = postgres.connect(key);
        REQUIRE(away.join(uuid, "Kiosk 1"));
        REQUIRE(away.push(1, entries(1, 3)));
    }
    auto one = postgres.join();
    auto two = postgres.join();
    REQUIRE(one.claim("somebody"));
    REQUIRE(one.begin_import(0));
    REQUIRE(one.purge());
    CHECK(next_hint(two, HintKind::purged).kind == HintKind::purged);
    for (const auto* table : {"entry", "claim", "lease", "invitation"})
        CHECK(postgres.owner().ask(std::string("SELECT count(*) FROM entre.") + table, {}, long_enough).value().front().front() ==
              "0");
    const auto refused = two.push(1, entries(1, 1));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().error == EngineError::purged);
    CHECK(two.pull(above(1, 0), 10).error().error == EngineError::purged);
    CHECK(two.claim("somebody").error().error == EngineError::purged);
    CHECK(two.beat().error().error == EngineError::purged);
    auto back = postgres.connect(key);
    CHECK(back.join(uuid, "Kiosk 1").value().is_purged);
    REQUIRE(back.purged({12, 1}));
    const auto told = two.kiosks().value();
    REQUIRE(told.front().purged);
    CHECK(told.front().purged->marks == 12);
    CHECK(told.front().purged->traces == 1);
    CHECK_FALSE(told.back().purged);
}

TEST_CASE("waiting ends by a hint, by the wake descriptor, or by time", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto one = postgres.join();
    next_hint(one, HintKind::kiosks);  // about itself
    const int wake = ::eventfd(1, EFD_CLOEXEC);
    CHECK(one.wait(long_enough, wake).value().empty());
    ::close(wake);
    CHECK(one.wait(std::chrono::milliseconds(1), -1).value().empty());
    auto owner = postgres.owner();
    std::string channel = postgres.seminar();
    std::erase(channel, '-');
    // Any role may send hints: what cannot be read is dropped.
    for (const auto* payload : {"", "rubbish", "entries", "entries x y", "list"})
        REQUIRE(owner.ask("SELECT pg_notify($1, $2)", {"entre_" + channel, payload}, long_enough));
    REQUIRE(owner.ask("SELECT pg_notify($1, 'kiosks')", {"entre_" + channel}, long_enough));
    next_hint(one, HintKind::kiosks);
    CHECK(one.is_connected());
    CHECK(one.beat());
}
