#include "tests/support/print_chaos.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>

#include "core/base/sanitizers.hpp"
#include "core/store/database.hpp"
#include "tests/e2e/door.hpp"
#include "tests/support/printing_fixture.hpp"

namespace entre::test {

namespace {

constexpr int visitors_a_round = 5;
constexpr int slowness = has_address_sanitizer || has_thread_sanitizer ? 3 : 1;
constexpr std::size_t max_per_seminar = 120;  // then a new seminar begins

enum class Event { kill_program, kill_cupsd, restart_cupsd, fault };

class Chaos {
public:
    explicit Chaos(const ChaosOptions& options)
        : options_(options),
          random_(options.seed),
          direct_(fixture_.add_printer()),
          behind_(fixture_.add_printer()),
          driven_(fixture_.add_raster_printer(203)) {
        queue_ = fixture_.add_queue("badge", behind_);
        driver_queue_ = fixture_.add_queue("label", driven_);
        fixture_.restart_cups(SIGTERM);  // a clean shutdown saves the queues; SIGKILL would lose them
        begin_anew();
    }

    ChaosOutcome run() {
        std::vector<Event> events;
        events.insert(events.end(), static_cast<std::size_t>(options_.program_kills), Event::kill_program);
        events.insert(events.end(), static_cast<std::size_t>(options_.cupsd_kills), Event::kill_cupsd);
        events.insert(events.end(), static_cast<std::size_t>(options_.cupsd_restarts), Event::restart_cupsd);
        events.insert(events.end(), static_cast<std::size_t>(options_.faults), Event::fault);
        std::shuffle(events.begin(), events.end(), random_);
        for (const auto event : events) {
            if (promised_.size() > max_per_seminar) {
                settle();
                begin_anew();
            }
            round(event);
        }
        settle();
        for (const auto* printer : printers()) outcome_.pages += static_cast<int>(printer->pages().size());
        return outcome_;
    }

private:
    std::vector<FixturePrinter*> printers() { return {&direct_, &behind_, &driven_}; }

    void begin_anew() {
        seminar_ = std::make_unique<DemoSeminar>();
        promised_.clear();
    }

    int between(int low, int limit) { return std::uniform_int_distribution<int>(low, limit)(random_); }
    void rest(int min_ms, int max_ms) { ::usleep(static_cast<useconds_t>(between(min_ms, max_ms)) * 1000); }

    void round(Event event) {
        const auto log = seminar_->scratch() / "promised";
        std::filesystem::remove(log);
        {
            const Process visits({options_.visits, seminar_->folder().string(), std::to_string(visitors_a_round), direct_.uri(),
                                  queue_, driver_queue_},
                                 {}, log);
            rest(0, 350 * slowness);
            happen(event);
        }  // the destructor kills the program with SIGKILL, whatever it is doing
        repair();
        std::istringstream lines(content_of(log));
        for (std::string line; std::getline(lines, line);)
            if (line.size() == 36) promised_.insert(line);
    }

    void happen(Event event) {
        if (event == Event::kill_cupsd) fixture_.restart_cups(SIGKILL);
        if (event == Event::restart_cupsd) fixture_.restart_cups(SIGTERM);
        if (event == Event::fault) break_something();
        if (event != Event::kill_program) rest(0, 600);
    }

    void break_something() {
        FixturePrinter& printer = *printers()[static_cast<std::size_t>(between(0, 2))];
        switch (between(0, 7)) {
            case 0:
                return printer.set_mode("jam 1");
            case 1:
                return printer.set_mode("cover 1");
            case 2:
                return printer.set_mode("empty 1 1");
            case 3:
                return printer.set_mode("abort Ribbon torn");
            case 4:
                return printer.set_mode("fail 1");
            case 5:
                return printer.set_mode("ok 1");
            case 6:
                return printer.freeze();
            default:
                break;
        }
        printer.switch_off();
        is_off_ = &printer;
    }

    void repair() {
        if (is_off_ != nullptr) std::exchange(is_off_, nullptr)->switch_on();
        for (auto* printer : printers()) {
            printer->thaw();
            printer->set_mode("ok");
            for (const char* deed : {"clear", "refill", "release"}) printer->do_by_hand(deed);
        }
    }

    /// Runs without visitors until no badge is in progress, then compares what was promised with the pages that came out.
    void settle() {
        for (auto* printer : printers()) printer->set_mode("ok");
        const auto done =
            entre::test::run({options_.visits, seminar_->folder().string(), "0", direct_.uri(), queue_, driver_queue_}, {},
                             std::chrono::seconds{120});
        if (done.status != 0) note(outcome_.lost, "badges were still in progress after two minutes");
        std::map<std::string, std::vector<std::string>> pages;
        for (const auto* printer : printers())
            for (const auto& page : printer->pages())
                pages[order_of(page.stem().string())].push_back((printer == &driven_   ? "through CUPS "
                                                                 : printer == &behind_ ? "past CUPS "
                                                                                       : "direct ") +
                                                                page.stem().string());
        for (const auto& [order, out] : pages)
            if (out.size() > 1 && checked_.insert(order).second)
                note(outcome_.doubled, fmt::format("{}", fmt::join(out, " and ")));
        auto database = Database::open({seminar_->folder()}, Access::read, "chaos");
        if (!database) throw std::runtime_error(database.error().detail);
        std::set<std::string> known;
        const auto read = database->guard([&]() -> Result<void> {
            auto row = database->statement("SELECT id, registration, state, printer, job, attempts FROM badge_orders");
            while (row.step()) {
                known.insert(row.text(1));
                const auto state = row.text(2);
                ++(state == "printed"    ? outcome_.printed
                   : state == "failed"   ? outcome_.failed
                   : state == "in_doubt" ? outcome_.in_doubt
                                         : outcome_.waiting);
                if (state == "ordered" || state == "submitted" || state == "printing")
                    outcome_.trouble += fmt::format("{} is still {} at \"{}\", job {}, attempt {}\n", row.text(0), state,
                                                    row.text(3), row.number(4), row.number(5));
                if (state == "printed" && pages[row.text(0)].empty())
                    note(outcome_.lost, row.text(0) + " is in state printed but has no page");
            }
            return {};
        });
        if (!read) throw std::runtime_error(read.error().detail);
        for (const auto& person : promised_)
            if (!known.contains(person)) note(outcome_.lost, person + " saw the green screen but has no order");
        outcome_.promised += static_cast<int>(promised_.size());
    }

    /// "007-12-0192b7c4-…-2" is the seventh page, from job 12, the second attempt of the order.
    static std::string order_of(const std::string& page) {
        const auto first = page.find('-'), second = page.find('-', first + 1), last = page.rfind('-');
        return page.substr(second + 1, last - second - 1);
    }

    void note(int& count, const std::string& what) {
        ++count;
        outcome_.trouble += what + "\n";
    }

    ChaosOptions options_;
    std::mt19937 random_;
    PrintingFixture fixture_;
    FixturePrinter& direct_;
    FixturePrinter& behind_;
    FixturePrinter& driven_;
    std::string queue_, driver_queue_;
    std::unique_ptr<DemoSeminar> seminar_;
    std::set<std::string> promised_, checked_;
    FixturePrinter* is_off_ = nullptr;
    ChaosOutcome outcome_;
};

}  // namespace

ChaosOutcome print_chaos(const ChaosOptions& options) { return Chaos(options).run(); }

}  // namespace entre::test
