// Fake printers whose faults a test switches on and off, and a listener that keeps what the spooler reports.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <stdexcept>

#include "print/spooler.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_fixture.hpp"

namespace entre::test {

using namespace std::chrono_literals;

/// Behaviour and record of a fake printer; shared with the test, which changes it while the spooler works.
struct Room {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::vector<std::string> printed;  ///< job names with their attempts, in order
    std::vector<std::string> accepted;
    PrinterFault fault = PrinterFault::none;
    bool is_slow = false;  ///< never finishes what it accepted
    bool is_throwing = false;
    bool is_forgetful = false;              ///< accepts, then cannot say whether the job was printed
    bool is_hopeless = false;               ///< accepts, then aborts the job
    bool is_refusing = false;               ///< has no labels of the requested size
    bool is_interrupted = false;            ///< accepts a job, and then says that nothing was sent
    bool is_frozen = false;                 ///< does not answer until stopped
    std::optional<ErrorCode> resumes_with;  ///< result for an earlier run's job; nullopt: printed
    std::vector<int> resumed;               ///< the job numbers passed to resume()
    int health_questions = 0;

    template <class Change>
    void set(Change change) {
        {
            const std::lock_guard lock(mutex);
            change(*this);
        }
        changed.notify_all();
    }
    template <class Question>
    auto poll(Question question) {
        const std::lock_guard lock(mutex);
        return question(*this);
    }
};

class FakePrinter : public Printer {
public:
    FakePrinter(std::string name, std::shared_ptr<Room> room) : name_(std::move(name)), room_(std::move(room)) {}

    [[nodiscard]] const std::string& name() const override { return name_; }

    Result<PrintedPage> print(const PrintPage& page, const OnProgress& on_progress, Clock::time_point until,
                              const std::stop_token& stop) override {
        std::unique_lock lock(room_->mutex);
        const std::string job_name = page.job_name + "-" + std::to_string(page.attempt);
        if (room_->is_throwing) throw std::runtime_error("out of memory");
        if (room_->fault == PrinterFault::offline) return fail(ErrorCode::printer_offline, "off");
        if (room_->is_refusing) return fail(ErrorCode::printer_refused, "no labels of that size");
        const int job = static_cast<int>(room_->accepted.size()) + 1;
        if (!say(lock, on_progress, {OrderState::submitted, PrinterFault::none, job, {}}))
            return fail(ErrorCode::printer_refused, "not kept");
        room_->accepted.push_back(job_name);
        room_->changed.notify_all();
        if (room_->is_interrupted) return fail(ErrorCode::printer_offline, "gone before the page");
        if (room_->is_forgetful) return fail(ErrorCode::print_in_doubt, "who knows");
        if (room_->is_hopeless) return fail(ErrorCode::print_given_up, "print head");
        const auto is_out = [this] { return !room_->is_slow && !stops_printing(room_->fault); };
        if (stops_printing(room_->fault)) say(lock, on_progress, {OrderState::printing, room_->fault, job, "media-empty-error"});
        const bool is_well = room_->changed.wait_until(lock, stop, until, is_out);
        if (stop.stop_requested() && !is_well) return fail(ErrorCode::stopped, "stopped");
        if (!is_well) return fail(ErrorCode::print_in_doubt, "still waiting");
        room_->printed.push_back(job_name);
        room_->changed.notify_all();
        return PrintedPage{job};
    }

    Result<PrintedPage> resume(const PrintPage&, int job, const OnProgress&, Clock::time_point, const std::stop_token&) override {
        const std::lock_guard lock(room_->mutex);
        room_->resumed.push_back(job);
        if (room_->fault == PrinterFault::offline) return fail(ErrorCode::printer_offline, "off");
        if (room_->resumes_with) return fail(*room_->resumes_with, "as was found");
        return PrintedPage{job};
    }

    Result<PrinterHealth> health(const std::stop_token& stop) override {
        std::unique_lock lock(room_->mutex);
        ++room_->health_questions;
        room_->changed.notify_all();
        if (room_->is_frozen) room_->changed.wait(lock, stop, [this] { return !room_->is_frozen; });
        if (room_->fault == PrinterFault::offline) return fail(ErrorCode::printer_offline, "off");
        if (room_->fault == PrinterFault::missing) return fail(ErrorCode::printer_missing, "gone");
        return PrinterHealth{room_->fault, "", {}};
    }

private:
    static bool say(std::unique_lock<std::mutex>& lock, const OnProgress& on_progress, const PrintProgress& what) {
        lock.unlock();
        const bool is_kept = on_progress(what);
        lock.lock();
        return is_kept;
    }

    std::string name_;
    std::shared_ptr<Room> room_;
};

struct Received {
    std::mutex mutex;
    std::vector<OrderReport> orders;
    std::vector<std::pair<std::string, PrinterFault>> printers;

    std::map<std::string, int> attempts;
    bool can_keep = true;  ///< false simulates a full disk

    SpoolerListener listener() {
        return {[this](const OrderId& order, const std::string&) -> std::optional<int> {
                    const std::lock_guard lock(mutex);
                    return can_keep ? std::optional(++attempts[order.value]) : std::nullopt;
                },
                [this](const OrderReport& report, bool must_be_kept) {
                    const std::lock_guard lock(mutex);
                    if (must_be_kept && !can_keep) return false;
                    orders.push_back(report);
                    return true;
                },
                [this](const std::string& name, PrinterFault fault, const std::string&) {
                    const std::lock_guard lock(mutex);
                    printers.emplace_back(name, fault);
                }};
    }
    std::vector<OrderReport> of(const std::string& order) {
        const std::lock_guard lock(mutex);
        std::vector<OrderReport> out;
        std::copy_if(orders.begin(), orders.end(), std::back_inserter(out),
                     [&](const auto& r) { return r.order.value == order; });
        return out;
    }
    bool has(const std::string& order, OrderState state, PrinterFault fault = PrinterFault::none) {
        const auto reports = of(order);
        return std::any_of(reports.begin(), reports.end(), [&](const auto& r) { return r.state == state && r.fault == fault; });
    }
    bool gets(const std::string& order, OrderState state, PrinterFault fault = PrinterFault::none) {
        return eventually([&] { return has(order, state, fault); });
    }
    bool has_heard(const std::string& printer, PrinterFault fault) {
        return eventually([&] {
            const std::lock_guard lock(mutex);
            return std::find(printers.begin(), printers.end(), std::pair{printer, fault}) != printers.end();
        });
    }
};

inline PrintTask task(const std::string& order) { return {{order}, {"%PDF", 100, 62, order}}; }

inline std::vector<std::unique_ptr<Printer>> printers(const std::vector<std::shared_ptr<Room>>& rooms) {
    std::vector<std::unique_ptr<Printer>> out;
    for (const auto& room : rooms) out.push_back(std::make_unique<FakePrinter>(out.empty() ? "Höger" : "Vänster", room));
    return out;
}

inline const SpoolerTimes quick{10min, 20ms, 10ms};

}  // namespace entre::test
