#include "print/spooler.hpp"

#include "tests/print/spooler_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

TEST_CASE("orders are printed in sequence, each reported from submitted to printed", "[spooler]") {
    auto room = std::make_shared<Room>();
    Received reported;
    Spooler spooler(printers({room}), reported.listener());
    for (const char* order : {"a", "b", "c"}) spooler.print(task(order));
    REQUIRE(reported.gets("c", OrderState::printed));
    CHECK(room->poll([](auto& r) { return r.printed; }) == std::vector<std::string>{"a-1", "b-1", "c-1"});
    const auto reports = reported.of("b");
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].state == OrderState::submitted);
    CHECK(reports[0].job == 2);
    CHECK(reports[1].state == OrderState::printed);
    CHECK(reports[1].printer == "Höger");
    CHECK(reports[1].job == 2);
}

TEST_CASE("an order requested twice is printed once, while it waits and after it is printed", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->fault = PrinterFault::out_of_labels;
    Received reported;
    Spooler spooler(printers({room}), reported.listener(), quick);
    spooler.print(task("a"));
    spooler.print(task("a"));
    REQUIRE(reported.gets("a", OrderState::ordered, PrinterFault::out_of_labels));
    spooler.print(task("a"));
    room->set([](Room& r) { r.fault = PrinterFault::none; });
    REQUIRE(reported.gets("a", OrderState::printed));
    spooler.print(task("a"));
    spooler.print(task("b"));
    REQUIRE(reported.gets("b", OrderState::printed));
    CHECK(room->poll([](auto& r) { return r.accepted; }) == std::vector<std::string>{"a-1", "b-1"});
}

TEST_CASE("nothing is sent unless the order is stored, and a page is sent only after its job was", "[spooler][DUR-1]") {
    auto room = std::make_shared<Room>();
    Received reported;
    reported.can_keep = false;
    Spooler spooler(printers({room}), reported.listener(), quick);
    spooler.print(task("a"));
    REQUIRE(test::eventually([&] { return room->poll([](auto& r) { return r.health_questions; }) > 3; }));
    CHECK(room->poll([](auto& r) { return r.accepted; }).empty());
    CHECK(reported.of("a").empty());
    {
        const std::lock_guard lock(reported.mutex);
        reported.can_keep = true;
    }
    spooler.print(task("a"));
    CHECK(reported.gets("a", OrderState::printed));
}

TEST_CASE("while no printer can print, orders wait with a reason, and after the refill all are printed", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->fault = PrinterFault::out_of_labels;
    Received reported;
    Spooler spooler(printers({room}), reported.listener(), quick);
    spooler.print(task("a"));
    spooler.print(task("b"));
    REQUIRE(reported.gets("a", OrderState::ordered, PrinterFault::out_of_labels));
    REQUIRE(reported.gets("b", OrderState::ordered, PrinterFault::out_of_labels));
    CHECK(reported.of("a").back().printer == "Höger");
    CHECK(reported.has_heard("Höger", PrinterFault::out_of_labels));
    CHECK(room->poll([](auto& r) { return r.accepted; }).empty());
    room->set([](Room& r) { r.fault = PrinterFault::jam; });
    REQUIRE(reported.gets("a", OrderState::ordered, PrinterFault::jam));
    room->set([](Room& r) { r.fault = PrinterFault::none; });
    CHECK(reported.gets("a", OrderState::printed));
    CHECK(reported.gets("b", OrderState::printed));
    CHECK(reported.has_heard("Höger", PrinterFault::none));
    CHECK(room->poll([](auto& r) { return r.printed; }) == std::vector<std::string>{"a-1", "b-1"});
}

TEST_CASE("an order that waited too long is left to a person, and can be requested again", "[spooler][PRN-5]") {
    auto room = std::make_shared<Room>();
    room->fault = PrinterFault::offline;
    Received reported;
    Spooler spooler(printers({room}), reported.listener(), {50ms, 20ms, 10ms});
    spooler.print(task("a"));
    REQUIRE(reported.gets("a", OrderState::failed, PrinterFault::offline));
    room->set([](Room& r) { r.fault = PrinterFault::none; });
    REQUIRE(reported.has_heard("Höger", PrinterFault::none));
    CHECK(room->poll([](auto& r) { return r.accepted; }).empty());
    spooler.print(task("a"));
    CHECK(reported.gets("a", OrderState::printed));
}

TEST_CASE("an order stuck at its printer for too long is in doubt, and the next one proceeds", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->is_slow = true;
    Received reported;
    Spooler spooler(printers({room}), reported.listener(), {100ms, 20ms, 10ms});
    spooler.print(task("a"));
    CHECK(reported.gets("a", OrderState::in_doubt, PrinterFault::other));
    room->set([](Room& r) { r.is_slow = false; });
    spooler.print(task("b"));
    CHECK(reported.gets("b", OrderState::printed));
}

TEST_CASE("an order that has waited too long fails, also behind one that came back from a printer later", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->fault = PrinterFault::jam;
    room->resumes_with = ErrorCode::printer_timed_out;  // nothing was printed: back into the queue, in front
    Received reported;
    Spooler spooler(printers({room}), reported.listener(), {600ms, 20ms, 10ms});
    spooler.print(task("old"));
    REQUIRE(reported.gets("old", OrderState::ordered, PrinterFault::jam));
    const int polls = room->poll([](auto& r) { return r.health_questions; });
    REQUIRE(test::eventually([&] { return room->poll([](auto& r) { return r.health_questions; }) >= polls + 10; }));
    spooler.resume({task("resumed"), "Höger", 7});
    REQUIRE(reported.gets("old", OrderState::failed, PrinterFault::jam));
    CHECK_FALSE(reported.has("resumed", OrderState::failed, PrinterFault::jam));
    CHECK(reported.gets("resumed", OrderState::failed, PrinterFault::jam));
}

TEST_CASE("without any printer an order fails as missing", "[spooler]") {
    Received reported;
    Spooler spooler({}, reported.listener());
    spooler.print(task("a"));
    CHECK(reported.gets("a", OrderState::failed, PrinterFault::missing));
}

TEST_CASE("any healthy printer takes the next order", "[spooler]") {
    auto right = std::make_shared<Room>(), left = std::make_shared<Room>();
    Received reported;
    Spooler spooler(printers({right, left}), reported.listener(), quick);
    for (const PrinterFault fault :
         {PrinterFault::offline, PrinterFault::missing, PrinterFault::out_of_labels, PrinterFault::paused}) {
        right->set([fault](Room& r) { r.fault = fault; });
        REQUIRE(reported.has_heard("Höger", fault));
        const std::string order(to_string(fault));
        spooler.print(task(order));
        REQUIRE(reported.gets(order, OrderState::printed));
        CHECK(reported.of(order).back().printer == "Vänster");
    }
    right->set([](Room& r) { r.fault = PrinterFault::labels_low; });
    left->set([](Room& r) { r.fault = PrinterFault::cover_open; });
    REQUIRE(reported.has_heard("Vänster", PrinterFault::cover_open));
    spooler.print(task("low"));
    REQUIRE(reported.gets("low", OrderState::printed));
    CHECK(reported.of("low").back().printer == "Höger");
}

TEST_CASE("a slow or frozen printer delays only its own badge", "[spooler]") {
    auto right = std::make_shared<Room>(), left = std::make_shared<Room>();
    Received reported;
    SECTION("slow, during a job") {
        right->is_slow = left->is_slow = true;
        Spooler spooler(printers({right, left}), reported.listener(), quick);
        spooler.print(task("a"));
        REQUIRE(reported.gets("a", OrderState::submitted));
        const bool is_right = reported.of("a").back().printer == "Höger";
        (is_right ? left : right)->set([](Room& r) { r.is_slow = false; });
        for (const char* order : {"b", "c", "d"}) spooler.print(task(order));
        for (const char* order : {"b", "c", "d"}) CHECK(reported.gets(order, OrderState::printed));
        CHECK_FALSE(reported.has("a", OrderState::printed));
        (is_right ? right : left)->set([](Room& r) { r.is_slow = false; });
        CHECK(reported.gets("a", OrderState::printed));
    }
    SECTION("frozen, during a health check") {
        right->is_frozen = true;
        Spooler spooler(printers({right, left}), reported.listener(), quick);
        for (const char* order : {"a", "b"}) spooler.print(task(order));
        for (const char* order : {"a", "b"}) {
            CHECK(reported.gets(order, OrderState::printed));
            CHECK(reported.of(order).back().printer == "Vänster");
        }
    }
}

TEST_CASE("a badge that was certainly not printed goes to another printer as a new job", "[spooler]") {
    auto right = std::make_shared<Room>(), left = std::make_shared<Room>();
    right->is_refusing = true;
    left->fault = PrinterFault::out_of_labels;
    Received reported;
    Spooler spooler(printers({right, left}), reported.listener(), quick);
    spooler.print(task("a"));
    REQUIRE(reported.gets("a", OrderState::ordered));
    CHECK_FALSE(reported.has("a", OrderState::failed));
    left->set([](Room& r) { r.fault = PrinterFault::none; });
    REQUIRE(reported.gets("a", OrderState::printed));
    CHECK(reported.of("a").back().printer == "Vänster");
    CHECK(left->poll([](auto& r) { return r.printed; }) == std::vector<std::string>{"a-2"});
    left->set([](Room& r) { r.is_refusing = true; });
    spooler.print(task("b"));
    CHECK(reported.gets("b", OrderState::failed, PrinterFault::other));
}

TEST_CASE("an unknown result is reported as in doubt, an aborted job as failed, and neither is reprinted automatically",
          "[spooler]") {
    auto right = std::make_shared<Room>(), left = std::make_shared<Room>();
    left->fault = PrinterFault::offline;
    Received reported;
    Spooler spooler(printers({right, left}), reported.listener(), quick);
    right->set([](Room& r) { r.is_forgetful = true; });
    spooler.print(task("a"));
    REQUIRE(reported.gets("a", OrderState::in_doubt, PrinterFault::other));
    CHECK(reported.of("a").back().detail == "who knows");
    right->set([](Room& r) {
        r.is_forgetful = false;
        r.is_hopeless = true;
    });
    spooler.print(task("b"));
    REQUIRE(reported.gets("b", OrderState::failed, PrinterFault::other));
    right->set([](Room& r) { r.is_hopeless = false; });
    left->set([](Room& r) { r.fault = PrinterFault::none; });
    spooler.print(task("c"));
    REQUIRE(reported.gets("c", OrderState::printed));
    for (const auto& room : {right, left})
        for (const auto& name : room->poll([](auto& r) { return r.printed; })) CHECK(name.starts_with("c"));
}

TEST_CASE("jobs under way at the last exit are first followed up, at the same printer", "[spooler][PRN-2]") {
    auto right = std::make_shared<Room>(), left = std::make_shared<Room>();
    Received reported;
    const auto interrupted = [](const std::string& order, const std::string& printer, int job) {
        return InterruptedTask{task(order), printer, job};
    };
    SECTION("it was printed") {
        Spooler spooler(printers({right, left}), reported.listener(), quick);
        spooler.resume(interrupted("a", "Vänster", 7));
        REQUIRE(reported.gets("a", OrderState::printed));
        CHECK(left->poll([](auto& r) { return r.resumed; }) == std::vector<int>{7});
        CHECK(right->poll([](auto& r) { return r.resumed; }).empty());
        CHECK(left->poll([](auto& r) { return r.printed; }).empty());
    }
    SECTION("its page was never sent: it is printed now, by any printer") {
        left->resumes_with = ErrorCode::printer_refused;
        Spooler spooler(printers({right, left}), reported.listener(), quick);
        spooler.resume(interrupted("a", "Vänster", 0));
        REQUIRE(reported.gets("a", OrderState::printed));
        CHECK(right->poll([](auto& r) { return r.printed; }).size() + left->poll([](auto& r) { return r.printed; }).size() == 1);
    }
    SECTION("its result is unknown") {
        left->resumes_with = ErrorCode::print_in_doubt;
        Spooler spooler(printers({right, left}), reported.listener(), quick);
        spooler.resume(interrupted("a", "Vänster", 7));
        CHECK(reported.gets("a", OrderState::in_doubt, PrinterFault::other));
    }
    SECTION("the printer does not answer: it is queried until it does") {
        left->fault = PrinterFault::offline;
        Spooler spooler(printers({right, left}), reported.listener(), quick);
        spooler.resume(interrupted("a", "Vänster", 7));
        REQUIRE(test::eventually([&] { return left->poll([](auto& r) { return r.resumed.size(); }) > 2; }));
        CHECK(reported.of("a").empty());
        left->set([](Room& r) { r.fault = PrinterFault::none; });
        CHECK(reported.gets("a", OrderState::printed));
    }
    SECTION("the printer is no longer configured") {
        Spooler spooler(printers({right}), reported.listener(), quick);
        spooler.resume(interrupted("a", "Vänster", 7));
        CHECK(reported.gets("a", OrderState::in_doubt, PrinterFault::missing));
    }
}

TEST_CASE("an idle printer is polled, and only changes are reported", "[spooler]") {
    auto room = std::make_shared<Room>();
    Received reported;
    Spooler spooler(printers({room}), reported.listener(), quick);
    CHECK(reported.has_heard("Höger", PrinterFault::none));
    const auto questions = [&] { return room->poll([](auto& r) { return r.health_questions; }); };
    const auto is_asked_again = [&] { return test::eventually([&, from = questions()] { return questions() > from + 3; }); };
    REQUIRE(is_asked_again());
    room->set([](Room& r) { r.fault = PrinterFault::cover_open; });
    CHECK(reported.has_heard("Höger", PrinterFault::cover_open));
    REQUIRE(is_asked_again());
    const std::lock_guard lock(reported.mutex);
    CHECK(reported.printers.size() == 2);
}

TEST_CASE("an exception in a printer leaves only its own order in doubt", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->is_throwing = true;
    Received reported;
    Spooler spooler(printers({room}), reported.listener(), quick);
    spooler.print(task("a"));
    REQUIRE(reported.gets("a", OrderState::in_doubt, PrinterFault::other));
    room->set([](Room& r) { r.is_throwing = false; });
    spooler.print(task("b"));
    CHECK(reported.gets("b", OrderState::printed));
}

TEST_CASE("the spooler stops within two seconds and leaves jobs under way as last reported", "[spooler]") {
    auto room = std::make_shared<Room>();
    Received reported;
    Clock::time_point asked;
    SECTION("idle") {
        const Spooler spooler(printers({room}), reported.listener());
        asked = Clock::now();
    }
    SECTION("with a badge at the printer and one not started") {
        room->is_slow = true;
        {
            Spooler spooler(printers({room}), reported.listener(), quick);
            spooler.print(task("a"));
            REQUIRE(reported.gets("a", OrderState::submitted));
            spooler.print(task("b"));
            asked = Clock::now();
        }
        CHECK(reported.of("a").size() == 1);
        CHECK(reported.of("b").empty());
    }
    SECTION("with a printer that does not answer") {
        room->is_frozen = true;
        const Spooler spooler(printers({room}), reported.listener(), quick);
        REQUIRE(test::eventually([&] { return room->poll([](auto& r) { return r.health_questions; }) > 0; }));
        asked = Clock::now();
    }
    CHECK(Clock::now() - asked < 2s);
}

TEST_CASE("an order that goes back to the queue keeps no job, which a restart would look for in vain", "[spooler]") {
    auto room = std::make_shared<Room>();
    room->is_interrupted = true;
    Received reported;
    Spooler spooler(printers({room}), reported.listener(), quick);
    spooler.print(task("a"));
    REQUIRE(reported.gets("a", OrderState::ordered));
    const auto reports = reported.of("a");
    REQUIRE(reports.size() >= 2);
    CHECK(reports[0].state == OrderState::submitted);
    CHECK(reports[0].job == 1);
    CHECK(reports[1].state == OrderState::ordered);
    CHECK(reports[1].job == 0);
    room->set([](Room& r) { r.is_interrupted = false; });
    CHECK(reported.gets("a", OrderState::printed));
}
