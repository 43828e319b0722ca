#include "print/print_now.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/print/badge/shipped.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Fails with `problem`, or prints.
class FakePrinter : public Printer {
public:
    FakePrinter(std::string name, std::optional<ErrorCode> problem, int& pages)
        : name_(std::move(name)), problem_(problem), pages_(pages) {}
    [[nodiscard]] const std::string& name() const override { return name_; }
    Result<PrintedPage> print(const PrintPage&, const OnProgress& on_progress, Clock::time_point,
                              const std::stop_token&) override {
        if (on_progress) on_progress({OrderState::submitted, PrinterFault::none, 7, {}});
        if (problem_) return fail(*problem_, "as the test wants");
        ++pages_;
        return PrintedPage{7};
    }
    Result<PrintedPage> resume(const PrintPage& page, int, const OnProgress& on_progress, Clock::time_point until,
                               const std::stop_token& stop) override {
        return print(page, on_progress, until, stop);
    }
    Result<PrinterHealth> health(const std::stop_token&) override { return PrinterHealth{}; }

private:
    std::string name_;
    std::optional<ErrorCode> problem_;
    int& pages_;
};

struct Room : Door {
    Seminar seminar = small_seminar();
    CheckInDesk desk{database, seminar};
    BadgeTemplate badge = shipped_template("landscape");
    int pages = 0;
    std::vector<std::unique_ptr<Printer>> printers;

    Room() { expect(person("A", "Åsa", "Öström")); }
    WaitingBadge order() {
        const auto answer = desk.check_in({{"id-A"}, BadgeName::full, {}, {}}, morning());
        REQUIRE(answer);
        return {answer->order, answer->who};
    }
    void add(const char* name, std::optional<ErrorCode> problem = {}) {
        printers.push_back(std::make_unique<FakePrinter>(name, problem, pages));
    }
    OrderState state_of(const WaitingBadge& waiting) { return desk.order(waiting.order.id).value()->order.state; }
};

}  // namespace

TEST_CASE("a printer that certainly printed nothing leaves the badge to the next one", "[print_now]") {
    Room room;
    const auto waiting = room.order();
    room.add("Höger", ErrorCode::printer_offline);
    room.add("Vänster");
    const auto report = print_badge(room.desk, room.seminar, room.badge, room.printers, waiting, 1);
    REQUIRE(report);
    CHECK(report->state == OrderState::printed);
    CHECK(report->printer == "Vänster");
    CHECK(room.state_of(waiting) == OrderState::printed);
}

TEST_CASE("after any other error no other printer prints the badge a second time", "[print_now]") {
    for (const auto problem : {ErrorCode::print_in_doubt, ErrorCode::print_given_up, ErrorCode::stopped}) {
        Room room;
        const auto waiting = room.order();
        room.add("Höger", problem);
        room.add("Vänster");
        const auto report = print_badge(room.desk, room.seminar, room.badge, room.printers, waiting, 1);
        REQUIRE(report);
        CHECK(report->printer == "Höger");
        CHECK(report->state == (problem == ErrorCode::print_in_doubt ? OrderState::in_doubt : OrderState::failed));
        CHECK(room.pages == 0);
    }
}

TEST_CASE("a badge that was with a printer when the program ended is looked up, and in doubt where nobody answers",
          "[print_now][PRN-2]") {
    for (const auto problem : {std::optional<ErrorCode>{}, std::optional(ErrorCode::printer_offline)}) {
        Room room;
        const auto waiting = room.order();
        REQUIRE(*room.desk.begin_print(waiting.order.id, "Höger", morning()) == 1);
        REQUIRE(room.desk.note({waiting.order.id, OrderState::submitted, PrinterFault::none, "Höger", 7, {}}, morning()));
        room.add("Höger", problem);
        REQUIRE(settle_interrupted(room.desk, room.seminar, room.badge, room.printers, 1));
        CHECK(room.state_of(waiting) == (problem ? OrderState::in_doubt : OrderState::printed));
    }
}
