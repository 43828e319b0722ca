#include "kiosk/automation/sample_tickets.hpp"

#include "core/base/log.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

class SampleTickets final : public AutomationDriver {
public:
    SampleTickets(DemoCamera camera, std::vector<std::string> codes) : camera_(std::move(camera)), codes_(std::move(codes)) {}
    [[nodiscard]] bool is_done() const override { return false; }
    [[nodiscard]] std::chrono::milliseconds pace() const override { return 250ms; }
    Result<Events> step(const DriverContext& context) override {
        const bool is_welcome = std::holds_alternative<Welcome>(context.state->screen);
        if (!is_welcome && is_shown_ && !std::holds_alternative<LookingUp>(context.state->screen)) hold_up("", context.now);
        if (!is_welcome) changed_ = context.now;
        if (is_welcome && !is_shown_ && !codes_.empty() && context.now - changed_ > 5s)
            hold_up(codes_[next_++ % codes_.size()], context.now);
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

std::unique_ptr<AutomationDriver> sample_tickets(DemoCamera camera, std::vector<std::string> codes) {
    return std::make_unique<SampleTickets>(std::move(camera), std::move(codes));
}

}  // namespace entre
