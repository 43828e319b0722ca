#include "kiosk/share/sharer.hpp"

#include <future>

#include "core/base/mutex.hpp"
#include "core/services/import_service.hpp"
#include "tests/kiosk/share/sharing_kiosk.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// A kiosk whose thread "share" runs. Its desk is a mutex that is held while the database is used.
struct RunningKiosk : SharingKiosk {
    Mutex mutex;
    std::condition_variable_any changed;
    SharingView view;
    bool is_purged = false;
    std::unique_ptr<Sharer> sharer;

    RunningKiosk(PostgresFixture& postgres, const std::string& kiosk_name) : SharingKiosk(postgres, kiosk_name) {}
    ~RunningKiosk() { sharer.reset(); }

    void start() {
        SharerListener listener;
        listener.run_on_desk = [this](const auto& work) {
            const MutexLock lock(mutex);
            work(database);
            return true;
        };
        listener.on_view = [this](const SharingView& now) {
            const MutexLock lock(mutex);
            view = now;
            changed.notify_all();
        };
        listener.on_purged = [this] {
            const MutexLock lock(mutex);
            is_purged = true;
            changed.notify_all();
        };
        sharer = std::make_unique<Sharer>(folder, key, name, std::move(listener));
    }
    void check_in_now(const std::string& person) {
        {
            const MutexLock lock(mutex);
            check_in(person);
        }
        sharer->requests()->wake();
    }
    /// Waits until `is_so` holds; looks at every change, and a few times a second.
    template <class Question>
    bool comes_true(Question is_so) {
        MutexLock lock(mutex);
        for (int i = 0; i < 400; ++i) {
            if (is_so()) return true;
            changed.wait_for(lock, 100ms);
        }
        return false;
    }
    bool has_inside(const std::string& many) {
        return comes_true([&] { return inside() == many; });
    }
};

void expect_people(RunningKiosk& kiosk, int many) {
    for (int i = 1; i <= many; ++i) kiosk.expect(person("A" + std::to_string(i), "Åsa", "Öberg"));
}

}  // namespace

TEST_CASE("what is written at one kiosk appears at the other by itself", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    RunningKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    two.key.seal_key = one.key.seal_key;
    expect_people(one, 3);
    one.start();
    REQUIRE(one.comes_true([&] { return one.view.is_connected; }));
    two.start();
    CHECK(two.comes_true([&] { return two.people() == "3"; }));
    one.check_in_now("id-A1");
    CHECK(two.has_inside("1"));
    two.check_in_now("id-A2");
    CHECK(one.has_inside("2"));
    CHECK(one.comes_true([&] { return one.view.others.size() == 1 && one.view.others[0].name == "Kiosk 2"; }));
    CHECK(one.view.own_name == "Kiosk 1");
}

TEST_CASE("a server that is killed is reached again, and the door went on meanwhile", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    RunningKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    expect_people(one, 3);
    one.start();
    REQUIRE(one.comes_true([&] { return one.view.is_connected; }));
    two.start();
    REQUIRE(two.comes_true([&] { return two.view.is_connected; }));
    postgres.kill_server();
    CHECK(one.comes_true([&] { return !one.view.is_connected && !one.view.problem.empty(); }));
    one.check_in_now("id-A1");
    two.check_in_now("id-A2");
    postgres.restart();
    CHECK(one.has_inside("2"));
    CHECK(two.has_inside("2"));
    CHECK(one.comes_true([&] { return one.view.is_connected && one.view.problem.empty() && one.view.unsent == 0; }));
}

TEST_CASE("without connection a list is refused and nobody is asked about a person", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    RunningKiosk one(postgres, "Kiosk 1");
    postgres.kill_server();
    one.start();
    CHECK_FALSE(one.sharer->requests()->claim({"id-A1"}, [](const auto&) {}));
    std::promise<Result<bool>> answer;
    one.sharer->requests()->import([](Database&) -> Result<bool> { return true; },
                                   [&](const Result<bool>& imported) { answer.set_value(imported); });
    const auto imported = answer.get_future().get();
    REQUIRE_FALSE(imported);
    CHECK(imported.error().code == ErrorCode::kiosks_apart);
}

TEST_CASE("a database that was put back goes on as a new kiosk by itself", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    RunningKiosk one(postgres, "Kiosk 1");
    expect_people(one, 2);
    one.check_in("id-A1");
    one.start();
    REQUIRE(one.comes_true([&] { return one.view.is_connected; }));
    one.sharer.reset();
    const auto before = asked(one.database, "SELECT kiosk FROM sharing");
    REQUIRE(one.database.transaction([&]() -> Result<void> {
        one.database.execute("DELETE FROM own_entries WHERE number = (SELECT max(number) FROM own_entries)");
        return {};
    }));
    one.start();
    CHECK(one.comes_true([&] { return one.view.is_connected && asked(one.database, "SELECT kiosk FROM sharing") != before; }));
    CHECK(one.inside() == "1");
}

TEST_CASE("a purge at one kiosk is heard at the other", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    RunningKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    two.start();
    REQUIRE(two.comes_true([&] { return two.view.is_connected; }));
    auto first = one.join(postgres);
    auto engine = postgres.connect(postgres.new_key());
    REQUIRE(engine.join(some_uuid(), "Kiosk 3"));
    REQUIRE(engine.purge());
    CHECK(two.comes_true([&] { return two.is_purged; }));
}
