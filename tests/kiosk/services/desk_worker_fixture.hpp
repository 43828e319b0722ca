// The desk worker and its printer thread on a real database file, with a printer that a test can switch off.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/log.hpp"
#include "core/base/pin.hpp"
#include "kiosk/services/desk_worker.hpp"
#include "print/badge/content.hpp"
#include "tests/core/core_fixture.hpp"

namespace entre::test {

using namespace std::chrono_literals;

/// The behaviour and memory of a fake printer; the test changes it while the spooler works.
struct Paper {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::vector<std::string> printed;
    bool is_off = false;
    bool is_stuck = false;
    bool is_forgotten = false;  ///< the printer does not know the jobs of an earlier run
    std::vector<std::string> resumed;

    template <class Change>
    void set(Change change) {
        {
            const std::lock_guard lock(mutex);
            change();
        }
        changed.notify_all();
    }
};

class FakePrinter : public Printer {
public:
    explicit FakePrinter(std::shared_ptr<Paper> paper) : paper_(std::move(paper)) {}
    [[nodiscard]] const std::string& name() const override { return name_; }
    Result<PrintedPage> print(const PrintPage& page, const OnProgress& on_progress, Clock::time_point until,
                              const std::stop_token& stop) override {
        std::unique_lock lock(paper_->mutex);
        if (paper_->is_off) return fail(ErrorCode::printer_offline, "off");
        lock.unlock();
        on_progress({OrderState::submitted, PrinterFault::none, 1, {}});
        lock.lock();
        if (!paper_->changed.wait_until(lock, stop, until, [this] { return !paper_->is_stuck; }))
            return fail(ErrorCode::stopped, "stopped");
        if (!page.pdf.starts_with("%PDF")) return fail(ErrorCode::printer_refused, "no pdf");
        paper_->printed.push_back(page.job_name);
        return PrintedPage{1};
    }
    Result<PrintedPage> resume(const PrintPage& page, int job, const OnProgress&, Clock::time_point,
                               const std::stop_token&) override {
        const std::lock_guard lock(paper_->mutex);
        paper_->resumed.push_back(page.job_name);
        if (paper_->is_forgotten) return fail(ErrorCode::print_in_doubt, "nobody knows");
        return PrintedPage{job};
    }
    Result<PrinterHealth> health(const std::stop_token&) override {
        const std::lock_guard lock(paper_->mutex);
        if (paper_->is_off) return fail(ErrorCode::printer_offline, "off");
        return PrinterHealth{};
    }

private:
    std::string name_ = "Höger";
    std::shared_ptr<Paper> paper_;
};

/// The workers on a real database file, and the events they posted.
struct Kiosk {
    ScratchFolder scratch;
    SeminarFolder folder{scratch.path()};
    std::shared_ptr<Paper> paper = std::make_shared<Paper>();
    std::mutex mutex;
    std::condition_variable woken;
    bool is_woken = false;
    Inbox inbox{[this] {
        {
            const std::lock_guard lock(mutex);
            is_woken = true;
        }
        woken.notify_all();
    }};
    Events received;
    std::optional<Workers> workers;
    bool asks_visitors = true;

    Kiosk() {
        keep_log_quiet();
        auto database = Database::open(folder, Access::write, "test");
        REQUIRE(database);
        REQUIRE(database->transaction([&]() -> Result<void> {
            Roster roster(*database);
            roster.add(person("KOD1", "Åsa", "Öström"), {});
            roster.add(person("KOD2", "Bo", "Ek"), {});
            return {};
        }));
    }
    void start() {
        auto seminar = small_seminar();
        seminar.pin_hash = hash_pin("204817").value();
        seminar.kiosk.confirm = asks_visitors;
        auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges/landscape.svg");
        if (!badge) FAIL(badge.error().detail);
        auto database = Database::open(folder, Access::write, "kiosk");
        REQUIRE(database);
        std::vector<std::unique_ptr<Printer>> printers;
        printers.push_back(std::make_unique<FakePrinter>(paper));
        workers.emplace(std::move(*database), seminar, std::move(*badge), std::move(printers), inbox);
    }
    /// Waits for the first matching event of its type.
    template <class Wanted, class Fits>
    std::optional<Wanted> has_heard(Fits fits) {
        const auto until = Clock::now() + 10s;
        for (;;) {
            for (auto& event : inbox.drain()) received.push_back(std::move(event));
            for (const auto& event : received)
                if (const auto* wanted = std::get_if<Wanted>(&event); wanted != nullptr && fits(*wanted)) return *wanted;
            std::unique_lock lock(mutex);
            if (!woken.wait_until(lock, until, [this] { return std::exchange(is_woken, false); })) return std::nullopt;
        }
    }
    std::optional<CheckInRecorded> check_in(const std::string& id, RequestId request) {
        workers->take(RecordCheckIn{request, {id}, BadgeName::full, {}, {}});
        return has_heard<CheckInRecorded>([&](const auto& e) { return e.request == request; });
    }
    std::optional<PrintReport> report(const OrderId& order, OrderState state) {
        return has_heard<PrintReport>([&](const auto& e) { return e.report.order == order && e.report.state == state; });
    }
    std::string kept(std::string_view sql) {
        workers.reset();
        auto database = Database::open(folder, Access::write, "test");
        REQUIRE(database);
        return asked(*database, sql);
    }
};

}  // namespace entre::test
