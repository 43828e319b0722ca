// The import watcher on a seminar's folder with an imported list.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "core/base/log.hpp"
#include "core/services/check_in_desk.hpp"
#include "core/services/staff_desk.hpp"
#include "kiosk/services/import_watcher.hpp"
#include "tests/core/core_fixture.hpp"

namespace entre::test {

using namespace std::chrono_literals;

/// A seminar's folder with an imported list, an import watcher, and its reports.
struct FolderFixture : Door {
    Seminar seminar = small_seminar();
    std::mutex mutex;
    std::condition_variable received;
    std::shared_ptr<const ImportReview> review;
    std::optional<ImportWatcherAnswer> answer;
    int reviews = 0;
    std::optional<bool> has_stick;
    std::optional<ListUploadPage> upload;
    std::filesystem::path sticks = scratch.path() / "sticks";
    std::function<void()> before_applying;
    std::unique_ptr<ImportWatcher> import_watcher;

    FolderFixture() {
        keep_log_quiet();
        std::filesystem::create_directory(sticks);
        list("Åsa;Öström;Linköpings kommun;;k1\nBo;Ek;Polisen;;k2\nCia;Al;;;k3\nDag;Ny;;;k4\nEva;Sten;;;k5\nFia;Gran;;;k6\n");
        const auto plan = plan_import(&database, seminar, scratch / "registrations.csv", morning());
        REQUIRE((plan && apply_import(database, *plan, morning())));
    }
    ~FolderFixture() { import_watcher.reset(); }

    static std::string text_of(std::string_view rows) {
        return "Förnamn;Efternamn;Organisation;E-post;Biljettkod\n" + std::string(rows);
    }
    void list(std::string_view rows) { write_file(scratch / "registrations.csv", text_of(rows)); }
    /// Plugs in a stick with this list, saved `later` than now.
    void plug_in(const std::string& file, const std::string& text, std::chrono::hours later = 1h) {
        const auto made = scratch.path() / "made";
        std::filesystem::create_directory(made);
        write_file(made / file, text);
        std::filesystem::last_write_time(made / file, std::filesystem::file_time_type::clock::now() + later);
        std::filesystem::rename(made, sticks / "KINGSTON");
    }
    void pull_out() { std::filesystem::remove_all(sticks / "KINGSTON"); }

    /// Applies a plan in the calling thread, under a lock; in the program the desk thread does this.
    void open(bool may_write = true) {
        ImportWatcherListener listener{[this](auto fresh) {
                                           const std::lock_guard lock(mutex);
                                           review = std::move(fresh);
                                           ++reviews;
                                           received.notify_all();
                                       },
                                       {}};
        if (may_write)
            listener.apply = [this](auto plan, auto done) {
                if (before_applying) std::exchange(before_applying, nullptr)();
                done(apply_import(database, *plan, morning(1)));
            };
        listener.on_sticks = [this](bool now) {
            const std::lock_guard lock(mutex);
            has_stick = now;
            received.notify_all();
        };
        listener.on_upload = [this](const auto& page) {
            const std::lock_guard lock(mutex);
            upload = page;
            received.notify_all();
        };
        import_watcher =
            std::make_unique<ImportWatcher>(folder, seminar, std::move(listener), ImportWatcherPlaces{sticks, "127.0.0.1"});
    }
    bool comes(const std::function<bool()>& wanted) {
        std::unique_lock lock(mutex);
        return received.wait_for(lock, 20s, wanted);
    }
    ListsNote request(ListsRequestKind what, std::size_t choice = 0) {
        answer.reset();
        import_watcher->request(
            what,
            [this](const ImportWatcherAnswer& said) {
                const std::lock_guard lock(mutex);
                answer = said;
                received.notify_all();
            },
            choice);
        REQUIRE(comes([this] { return answer.has_value(); }));
        return answer->note;
    }
    std::string people() { return asked(database, "SELECT count(*) FROM registrations WHERE status = 'registered'"); }
};

inline constexpr std::string_view one_more =
    "Åsa;Öström;Linköpings "
    "kommun;;k1\nBo;Ek;Polisen;;k2\nCia;Al;;;k3\nDag;Ny;;;k4\nEva;Sten;;;k5\nFia;Gran;;;k6\nGun;Berg;MSB;;k7\n";

}  // namespace entre::test
