#include "kiosk/automation/driver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

#include "core/base/log.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr int settle_turns = 4;  // of the loop: press, release, and what they lead to

struct Order {
    std::size_t line = 0;
    std::string verb;
    std::string rest;
};

class Script final : public AutomationDriver {
public:
    Script(std::string name, std::vector<Order> orders, std::filesystem::path shots, std::optional<DemoCamera> camera)
        : name_(std::move(name)), orders_(std::move(orders)), shots_(std::move(shots)), camera_(std::move(camera)) {}

    [[nodiscard]] bool is_done() const override { return next_ == orders_.size() && settle_ == 0; }

    Result<Events> step(const DriverContext& context) override {
        if (settle_ > 0) {
            --settle_;
            return Events{};
        }
        if (is_done()) return Events{};
        const Order& order = orders_[next_];
        if (began_ == Clock::time_point{}) began_ = context.now;
        if (order.verb == "wait") return wait(order, context);
        if (order.verb == "pause") return pause(order, context);
        if (order.verb == "tap") return tap(order, order.rest, context);
        if (order.verb == "keys") return keys(order, context);
        if (order.verb == "scan") return go_on(Events{Scanned{order.rest, ScanSource::scanner, context.now}});
        if (order.verb == "show") return show(order);
        if (order.verb == "shot") return shot(order, context);
        return hits(order, context);
    }

private:
    Result<Events> go_on(Events events = {}) {
        ++next_;
        typed_ = 0;
        settle_ = settle_turns;
        began_ = {};
        return events;
    }
    [[nodiscard]] tl::unexpected<Error> stuck(const Order& order, std::string_view why) const {
        return fail(ErrorCode::wrong_usage, fmt::format("{}:{}: {} {}: {}", name_, order.line, order.verb, order.rest, why));
    }

    Result<Events> wait(const Order& order, const DriverContext& context) {
        std::istringstream words(order.rest);
        std::string screen;
        double seconds = 15;
        words >> screen >> seconds;
        if (words.fail()) seconds = 15;
        if (name_of(context.state.screen) == screen) return go_on();
        if (context.now - began_ > std::chrono::duration<double>(seconds))
            return stuck(order, fmt::format("the screen is still {}", name_of(context.state.screen)));
        return Events{};
    }
    Result<Events> pause(const Order& order, const DriverContext& context) {
        int ms = 0;
        std::from_chars(order.rest.data(), order.rest.data() + order.rest.size(), ms);
        return context.now - began_ >= std::chrono::milliseconds{ms} ? go_on() : Events{};
    }
    Result<Events> tap(const Order& order, const std::string& id, const DriverContext& context) {
        const Target* target = context.hits.find(id);
        if (target == nullptr || !target->is_enabled) {
            if (context.now - began_ > 5s) return stuck(order, fmt::format("there is nothing to tap called {}", id));
            return Events{};
        }
        context.window.tap(target->rect.middle());
        return go_on();
    }
    Result<Events> keys(const Order& order, const DriverContext& context) {
        const auto letters = graphemes(order.rest);
        if (typed_ == letters.size()) return go_on();
        const std::size_t place = typed_;
        const auto before = next_;
        const std::string letter = letters[place] == " " ? "space" : letters[place];
        auto tapped = tap(order, "key." + letter, context);
        if (next_ != before) {  // one letter is typed, not the whole order
            next_ = before;
            typed_ = place + 1;
        }
        return tapped;
    }
    Result<Events> show(const Order& order) {
        if (!camera_) return stuck(order, "there is no demo camera; use --camera demo");
        const auto shown = camera_->show(order.rest == "nothing" ? std::string_view{} : std::string_view(order.rest));
        if (!shown) return pass_on(shown);
        return go_on();
    }
    Result<Events> shot(const Order& order, const DriverContext& context) {
        std::error_code ignored;
        std::filesystem::create_directories(shots_, ignored);
        const auto file = shots_ / (order.rest + ".png");
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        out << to_png(context.window.screenshot());
        if (!out) return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be written", file.string()));
        log_info("script", "{}", file.string());
        return go_on();
    }
    Result<Events> hits(const Order& order, const DriverContext& context) {
        const std::filesystem::path file(order.rest);
        const std::filesystem::path fresh = order.rest + ".new";
        std::ofstream out(fresh, std::ios::trunc);
        for (const auto& target : context.hits.targets)
            out << fmt::format("{}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.0f}\n", target.id, target.rect.x, target.rect.y, target.rect.width, target.rect.height);
        out.close();
        std::error_code error;
        std::filesystem::rename(fresh, file, error);
        if (!out || error) return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be written", file.string()));
        return go_on();
    }

    std::string name_;
    std::vector<Order> orders_;
    std::filesystem::path shots_;
    std::optional<DemoCamera> camera_;
    std::size_t next_ = 0;
    std::size_t typed_ = 0;
    int settle_ = 0;
    Clock::time_point began_{};
};

class Replay final : public AutomationDriver {
public:
    explicit Replay(Events events) : events_(std::move(events)) {}
    [[nodiscard]] bool is_done() const override { return next_ == events_.size(); }
    Result<Events> step(const DriverContext& context) override {
        const auto at = [](const Event& event) { return std::visit([](const auto& e) { return e.at; }, event); };
        // Times in the trace count from its start; here they count from the first frame, less idle time before the first event.
        if (!shift_ && !is_done()) shift_ = context.now - at(events_.front());
        Events due;
        while (!is_done() && at(events_[next_]) + *shift_ <= context.now) {
            Event event = events_[next_++];
            std::visit([&](auto& e) { e.at += *shift_; }, event);
            due.push_back(std::move(event));
        }
        return due;
    }

private:
    Events events_;
    std::size_t next_ = 0;
    std::optional<Clock::duration> shift_;
};

class SampleTickets final : public AutomationDriver {
public:
    SampleTickets(DemoCamera camera, std::vector<std::string> codes) : camera_(std::move(camera)), codes_(std::move(codes)) {}
    [[nodiscard]] bool is_done() const override { return false; }
    [[nodiscard]] std::chrono::milliseconds pace() const override { return 250ms; }
    Result<Events> step(const DriverContext& context) override {
        const bool is_welcome = std::holds_alternative<Welcome>(context.state.screen);
        if (!is_welcome && is_shown_ && !std::holds_alternative<LookingUp>(context.state.screen)) hold_up("", context.now);
        if (!is_welcome) changed_ = context.now;
        if (is_welcome && !is_shown_ && !codes_.empty() && context.now - changed_ > 5s) hold_up(codes_[next_++ % codes_.size()], context.now);
        if (is_shown_ && context.now - changed_ > 4s) hold_up("", context.now);
        return Events{};
    }

private:
    void hold_up(const std::string& code, Clock::time_point now) {
        if (const auto shown = camera_.show(code); !shown) log_error("demo", shown.error());
        is_shown_ = !code.empty();
        changed_ = now;
    }
    DemoCamera camera_;
    std::vector<std::string> codes_;
    std::size_t next_ = 0;
    bool is_shown_ = false;
    Clock::time_point changed_ = Clock::now();
};

}  // namespace

Result<std::unique_ptr<AutomationDriver>> read_script(const std::filesystem::path& file, const std::filesystem::path& shots,
                                           std::optional<DemoCamera> camera) {
    std::ifstream in(file);
    if (!in) return fail(ErrorCode::file_missing, fmt::format("{} does not exist or cannot be read", file.string()));
    std::vector<Order> orders;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        const std::string_view text = trim(line);
        if (text.empty() || text.front() == '#') continue;
        const auto space = std::min(text.find(' '), text.size());
        Order order{number, std::string(text.substr(0, space)), std::string(trim(text.substr(space)))};
        constexpr std::array<std::string_view, 8> verbs = {"show", "scan", "wait", "tap", "keys", "pause", "shot", "hits"};
        if (std::find(verbs.begin(), verbs.end(), order.verb) == verbs.end() || order.rest.empty())
            return fail(ErrorCode::wrong_usage, fmt::format("{}:{}: \"{}\" is no order; known are show, scan, wait, tap, keys, pause, shot "
                                                            "and hits, each with a word after it",
                                                            file.string(), number, text));
        orders.push_back(std::move(order));
    }
    return std::make_unique<Script>(file.string(), std::move(orders), shots, std::move(camera));
}

Result<std::unique_ptr<AutomationDriver>> read_replay(const std::filesystem::path& file, const PersonLookUp& person) {
    std::ifstream in(file);
    if (!in) return fail(ErrorCode::file_missing, fmt::format("{} does not exist or cannot be read", file.string()));
    Events events;
    std::string line;
    while (std::getline(in, line))
        if (auto event = from_trace(line, Clock::time_point{}, person)) events.push_back(std::move(*event));
    return std::make_unique<Replay>(std::move(events));
}

std::unique_ptr<AutomationDriver> sample_tickets(DemoCamera camera, std::vector<std::string> codes) {
    return std::make_unique<SampleTickets>(std::move(camera), std::move(codes));
}

}  // namespace entre
