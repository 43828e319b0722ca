#include "kiosk/automation/replay.hpp"

#include <fmt/format.h>

#include <sstream>
#include <string>

#include "core/base/atomic_file.hpp"

namespace entre {

namespace {

class Replay final : public AutomationDriver {
public:
    explicit Replay(Events events) : events_(std::move(events)) {}
    [[nodiscard]] bool is_done() const override { return next_ == events_.size(); }
    Result<Events> step(const DriverContext& context) override {
        const auto at = [](const Event& event) { return std::visit([](const auto& e) { return e.at; }, event); };
        // Times in the trace are relative to its first event; the first event happens at the first frame.
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

}  // namespace

Result<std::unique_ptr<AutomationDriver>> read_replay(const std::filesystem::path& file, const PersonLookUp& person) {
    constexpr std::size_t max_bytes = std::size_t{1} << 30U;
    auto text = load_file(file, max_bytes);
    if (!text) return pass_on(text);
    std::istringstream in(std::move(*text));
    Events events;
    std::string line;
    while (std::getline(in, line))
        if (auto event = from_trace(line, Clock::time_point{}, person)) events.push_back(std::move(*event));
    return std::make_unique<Replay>(std::move(events));
}

}  // namespace entre
