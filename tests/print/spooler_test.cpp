#include "print/spooler.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "tests/support/catch.hpp"
#include "tests/support/printing_lab.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

/// What a fake printer is like and remembers; shared with the test, which changes it while the spooler works.
struct Room {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::vector<std::string> printed;  ///< job names, in order
    std::vector<std::string> accepted;
    PrinterFault fault = PrinterFault::none;  ///< out_of_labels holds jobs; offline and missing refuse them
    bool is_throwing = false;
    bool is_forgetful = false;  ///< accepts, then cannot tell what became of the job
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
    auto ask(Question question) {
        const std::lock_guard lock(mutex);
        return question(*this);
    }
};

class FakePrinter : public Printer {
public:
    FakePrinter(std::string name, std::shared_ptr<Room> room) : name_(std::move(name)), room_(std::move(room)) {}

    [[nodiscard]] const std::string& name() const override { return name_; }

    Result<PrintedPage> print(const Page& page, const std::function<void(const PrintProgress&)>& tell, Clock::time_point until,
                              const std::stop_token& stop) override {
        std::unique_lock lock(room_->mutex);
        if (room_->is_throwing) throw std::runtime_error("out of memory");
        if (room_->fault == PrinterFault::offline) return fail(ErrorCode::printer_offline, "off");
        room_->accepted.push_back(page.job_name);
        const int job = static_cast<int>(room_->accepted.size());
        room_->changed.notify_all();
        say(lock, tell, {OrderState::submitted, PrinterFault::none, job, {}});
        if (room_->is_forgetful) return fail(ErrorCode::print_in_doubt, "who knows");
        if (stops_printing(room_->fault)) say(lock, tell, {OrderState::printing, room_->fault, job, "media-empty-error"});
        const bool is_well = room_->changed.wait_until(lock, stop, until, [this] { return !stops_printing(room_->fault); });
        if (!is_well) return fail(ErrorCode::print_in_doubt, "still waiting");
        room_->printed.push_back(page.job_name);
        room_->changed.notify_all();
        return PrintedPage{job};
    }

    Result<PrinterHealth> health(const std::stop_token&) override {
        const std::lock_guard lock(room_->mutex);
        ++room_->health_questions;
        room_->changed.notify_all();
        if (room_->fault == PrinterFault::offline) return fail(ErrorCode::printer_offline, "off");
        if (room_->fault == PrinterFault::missing) return fail(ErrorCode::printer_missing, "gone");
        return PrinterHealth{room_->fault, "", {}};
    }

private:
    static void say(std::unique_lock<std::mutex>& lock, const std::function<void(const PrintProgress&)>& tell,
                    const PrintProgress& what) {
        lock.unlock();
        tell(what);
        lock.lock();
    }

    std::string name_;
    std::shared_ptr<Room> room_;
};

struct Told {
    std::mutex mutex;
    std::vector<OrderReport> orders;
    std::vector<std::pair<std::string, PrinterFault>> printers;

    SpoolerListener listener() {
        return {[this](const OrderReport& report) {
                    const std::lock_guard lock(mutex);
                    orders.push_back(report);
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
        return test::eventually([&] { return has(order, state, fault); });
    }
    bool hears(const std::string& printer, PrinterFault fault) {
        return test::eventually([&] {
            const std::lock_guard lock(mutex);
            return std::find(printers.begin(), printers.end(), std::pair{printer, fault}) != printers.end();
        });
    }
};

PrintTask task(const std::string& order) { return {{order}, {"%PDF", 100, 62, order}}; }

std::vector<std::unique_ptr<Printer>> printers(const std::vector<std::shared_ptr<Room>>& rooms) {
    std::vector<std::unique_ptr<Printer>> out;
    for (const auto& room : rooms) out.push_back(std::make_unique<FakePrinter>(out.empty() ? "Höger" : "Vänster", room));
    return out;
}

const SpoolerTimes quick{10min, 20ms};

}  // namespace

TEST_CASE("orders are printed in the order they came, each told from submitted to printed", "[spooler]") {
    auto room = std::make_shared<Room>();
    Told told;
    Spooler spooler(printers({room}), told.listener());
    for (const char* order : {"a", "b", "c"}) spooler.print(task(order));
    REQUIRE(told.gets("c", OrderState::printed));
    CHECK(room->ask([](auto& r) { return r.printed; }) == std::vector<std::string>{"a", "b", "c"});
    const auto reports = told.of("b");
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].state == OrderState::submitted);
    CHECK(reports[1].state == OrderState::printed);
    CHECK(reports[1].printer == "Höger");
    CHECK(reports[1].job == 2);
}

TEST_CASE("an order asked for twice is printed once, while it waits and after it is out", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->fault = PrinterFault::out_of_labels;
    Told told;
    Spooler spooler(printers({room}), told.listener());
    spooler.print(task("a"));
    spooler.print(task("a"));
    REQUIRE(told.gets("a", OrderState::printing, PrinterFault::out_of_labels));
    spooler.print(task("a"));
    room->set([](Room& r) { r.fault = PrinterFault::none; });
    REQUIRE(told.gets("a", OrderState::printed));
    spooler.print(task("a"));
    spooler.print(task("b"));
    REQUIRE(told.gets("b", OrderState::printed));
    CHECK(room->ask([](auto& r) { return r.accepted; }) == std::vector<std::string>{"a", "b"});
}

TEST_CASE("out of labels holds the order, and after the refill it and the next are printed", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->fault = PrinterFault::out_of_labels;
    Told told;
    Spooler spooler(printers({room}), told.listener());
    spooler.print(task("a"));
    spooler.print(task("b"));
    REQUIRE(told.gets("a", OrderState::printing, PrinterFault::out_of_labels));
    CHECK(told.hears("Höger", PrinterFault::out_of_labels));
    CHECK(told.of("b").empty());
    room->set([](Room& r) { r.fault = PrinterFault::none; });
    CHECK(told.gets("a", OrderState::printed));
    CHECK(told.gets("b", OrderState::printed));
    CHECK(told.hears("Höger", PrinterFault::none));
}

TEST_CASE("an order that waited too long is in doubt and the next has its turn", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->fault = PrinterFault::jam;
    Told told;
    Spooler spooler(printers({room}), told.listener(), {30ms, 20ms});
    spooler.print(task("a"));
    spooler.print(task("b"));
    CHECK(told.gets("a", OrderState::in_doubt, PrinterFault::jam));
    CHECK(told.gets("b", OrderState::in_doubt, PrinterFault::jam));
}

TEST_CASE("with the printer off an order fails at once, and can be asked for again", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->fault = PrinterFault::offline;
    Told told;
    Spooler spooler(printers({room}), told.listener(), quick);
    spooler.print(task("a"));
    REQUIRE(told.gets("a", OrderState::failed, PrinterFault::offline));
    CHECK(told.of("a").back().printer == "Höger");
    CHECK(room->ask([](auto& r) { return r.accepted; }).empty());
    room->set([](Room& r) { r.fault = PrinterFault::none; });
    spooler.print(task("a"));
    CHECK(told.gets("a", OrderState::printed));
}

TEST_CASE("without any printer an order fails as missing", "[spooler]") {
    Told told;
    Spooler spooler({}, told.listener());
    spooler.print(task("a"));
    CHECK(told.gets("a", OrderState::failed, PrinterFault::missing));
}

TEST_CASE("the first healthy printer is taken", "[spooler]") {
    auto right = std::make_shared<Room>(), left = std::make_shared<Room>();
    Told told;
    Spooler spooler(printers({right, left}), told.listener());
    for (const PrinterFault fault :
         {PrinterFault::offline, PrinterFault::missing, PrinterFault::out_of_labels, PrinterFault::paused}) {
        right->set([fault](Room& r) { r.fault = fault; });
        const std::string order(to_string(fault));
        spooler.print(task(order));
        REQUIRE(told.gets(order, OrderState::printed));
        CHECK(told.of(order).back().printer == "Vänster");
    }
    right->set([](Room& r) { r.fault = PrinterFault::labels_low; });
    spooler.print(task("low"));
    REQUIRE(told.gets("low", OrderState::printed));
    CHECK(told.of("low").back().printer == "Höger");
}

TEST_CASE("what cannot be known is told as in doubt and not printed again by itself", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->is_forgetful = true;
    Told told;
    Spooler spooler(printers({room}), told.listener());
    spooler.print(task("a"));
    REQUIRE(told.gets("a", OrderState::in_doubt));
    CHECK(told.of("a").back().detail == "who knows");
    room->set([](Room& r) { r.is_forgetful = false; });
    spooler.print(task("b"));
    REQUIRE(told.gets("b", OrderState::printed));
    CHECK(room->ask([](auto& r) { return r.printed; }) == std::vector<std::string>{"b"});
}

TEST_CASE("an idle printer is asked again and again, and only changes are told", "[spooler]") {
    auto room = std::make_shared<Room>();
    Told told;
    Spooler spooler(printers({room}), told.listener(), quick);
    CHECK(told.hears("Höger", PrinterFault::none));
    const auto questions = [&] { return room->ask([](auto& r) { return r.health_questions; }); };
    const auto is_asked_again = [&] { return test::eventually([&, from = questions()] { return questions() > from + 3; }); };
    REQUIRE(is_asked_again());
    room->set([](Room& r) { r.fault = PrinterFault::cover_open; });
    CHECK(told.hears("Höger", PrinterFault::cover_open));
    REQUIRE(is_asked_again());
    const std::lock_guard lock(told.mutex);
    CHECK(told.printers.size() == 2);
}

TEST_CASE("a printer that throws costs its order certainty and nothing else", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->is_throwing = true;
    Told told;
    Spooler spooler(printers({room}), told.listener());
    spooler.print(task("a"));
    REQUIRE(told.gets("a", OrderState::in_doubt, PrinterFault::other));
    room->set([](Room& r) { r.is_throwing = false; });
    spooler.print(task("b"));
    CHECK(told.gets("b", OrderState::printed));
}

TEST_CASE("the spooler stops within two seconds", "[spooler]") {
    auto room = std::make_shared<Room>();
    Told told;
    Clock::time_point asked;
    SECTION("idle") {
        const Spooler spooler(printers({room}), told.listener());
        asked = Clock::now();
    }
    SECTION("with a badge stuck at the printer, which is in doubt then, and one not begun, which stays as it was") {
        room->fault = PrinterFault::out_of_labels;
        {
            Spooler spooler(printers({room}), told.listener());
            spooler.print(task("a"));
            spooler.print(task("b"));
            REQUIRE(told.gets("a", OrderState::printing, PrinterFault::out_of_labels));
            asked = Clock::now();
        }
        CHECK(told.has("a", OrderState::in_doubt, PrinterFault::out_of_labels));
        CHECK(told.of("b").empty());
    }
    CHECK(Clock::now() - asked < 2s);
}
