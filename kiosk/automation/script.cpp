#include "kiosk/automation/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "kiosk/speech/visit_keys.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

/// Loop turns to wait after a command, for press, release and what they lead to.
constexpr int settle_turns = 4;

struct ScriptCommand {
    std::size_t line = 0;
    std::string verb;
    std::string rest;
};

class Script final : public AutomationDriver {
public:
    Script(std::string name, std::vector<ScriptCommand> commands, std::filesystem::path shots, std::optional<DemoCamera> camera)
        : name_(std::move(name)), commands_(std::move(commands)), shots_(std::move(shots)), camera_(std::move(camera)) {}

    [[nodiscard]] bool is_done() const override { return next_ == commands_.size() && settle_ == 0; }

    Result<Events> step(const DriverContext& context) override {
        if (context.screen != screen_) shown_.emplace_back(screen_ = context.screen);
        if (settle_ > 0) {
            --settle_;
            return Events{};
        }
        if (is_done()) return Events{};
        const ScriptCommand& command = commands_[next_];
        if (began_ == Clock::time_point{}) began_ = context.now;
        if (command.verb == "wait") return wait(command, context);
        if (command.verb == "pause") return pause(command, context);
        if (command.verb == "tap") return tap(command, command.rest, context);
        if (command.verb == "keys") return keys(command, context);
        if (command.verb == "press") return press(command, context);
        if (command.verb == "scan") return acted(Events{Scanned{command.rest, ScanSource::scanner, context.now}});
        if (command.verb == "show") return show(command);
        if (command.verb == "shot") return shot(command, context);
        return targets(command, context);
    }

private:
    /// After a command that acts: screens that it leads to are waited for.
    Result<Events> acted(Events events = {}) {
        shown_.clear();
        return go_on(std::move(events));
    }
    Result<Events> go_on(Events events = {}) {
        ++next_;
        typed_ = 0;
        settle_ = settle_turns;
        began_ = {};
        return events;
    }
    [[nodiscard]] tl::unexpected<Error> stuck(const ScriptCommand& command, std::string_view why) const {
        return fail(ErrorCode::wrong_usage,
                    fmt::format("{}:{}: {} {}: {}", name_, command.line, command.verb, command.rest, why));
    }

    Result<Events> wait(const ScriptCommand& command, const DriverContext& context) {
        std::istringstream words(command.rest);
        std::string screen;
        double seconds = 15;
        words >> screen >> seconds;
        if (words.fail()) seconds = 15;
        if (context.screen == screen) return go_on();
        if (const auto passed = std::ranges::find(shown_, screen); passed != shown_.end()) {
            shown_.erase(shown_.begin(), passed + 1);
            return go_on();
        }
        if (context.now - began_ > std::chrono::duration<double>(seconds))
            return stuck(command, fmt::format("the screen is still {}", context.screen));
        return Events{};
    }
    Result<Events> pause(const ScriptCommand& command, const DriverContext& context) {
        int ms = 0;
        std::from_chars(command.rest.data(), command.rest.data() + command.rest.size(), ms);
        return context.now - began_ >= std::chrono::milliseconds{ms} ? go_on() : Events{};
    }
    Result<Events> tap(const ScriptCommand& command, const std::string& id, const DriverContext& context) {
        const Target* target = context.targets.find(id);
        if (target == nullptr || !target->is_enabled) {
            if (context.now - began_ > 5s) return stuck(command, fmt::format("nothing to tap is called {}", id));
            return Events{};
        }
        if (!context.accepts_answers) return Events{};
        context.window.tap(target->rect.middle());
        return acted();
    }
    Result<Events> keys(const ScriptCommand& command, const DriverContext& context) {
        const auto letters = graphemes(command.rest);
        if (typed_ == letters.size()) return go_on();
        const std::size_t place = typed_;
        const auto before = next_;
        const std::string letter = letters[place] == " " ? "space" : letters[place];
        auto tapped = tap(command, "key." + letter, context);
        if (next_ != before) {  // one letter was typed, not the complete text
            next_ = before;
            typed_ = place + 1;
        }
        return tapped;
    }
    Result<Events> press(const ScriptCommand& command, const DriverContext& context) {
        const auto key = key_named(command.rest);
        if (!key) return stuck(command, "this is no key");
        context.window.press(*key);
        return acted();
    }
    Result<Events> show(const ScriptCommand& command) {
        if (!camera_) return stuck(command, "there is no demo camera; use --camera demo");
        const auto shown = camera_->show(command.rest == "nothing" ? std::string_view{} : std::string_view(command.rest));
        if (!shown) return pass_on(shown);
        return acted();
    }
    Result<Events> shot(const ScriptCommand& command, const DriverContext& context) {
        std::error_code ignored;
        std::filesystem::create_directories(shots_, ignored);
        const auto file = shots_ / (command.rest + ".png");
        if (const auto written = write_file_atomically(file, to_png(context.window.screenshot())); !written)
            return pass_on(written);
        log_info("script", "{}", file.string());
        return go_on();
    }
    Result<Events> targets(const ScriptCommand& command, const DriverContext& context) {
        std::string out;
        for (const auto& target : context.targets.targets)
            out += fmt::format("{}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.0f}\n", target.id, target.rect.x, target.rect.y, target.rect.width,
                               target.rect.height);
        if (const auto written = write_file_atomically(command.rest, out); !written) return pass_on(written);
        return go_on();
    }

    std::string name_;
    std::vector<ScriptCommand> commands_;
    std::filesystem::path shots_;
    std::optional<DemoCamera> camera_;
    std::size_t next_ = 0;
    std::size_t typed_ = 0;
    int settle_ = 0;
    std::string screen_;              ///< the last one seen
    std::vector<std::string> shown_;  ///< screens since the last command that acted, in order
    Clock::time_point began_{};
};

}  // namespace

Result<std::unique_ptr<AutomationDriver>> read_script(const std::filesystem::path& file, const std::filesystem::path& shots,
                                                      std::optional<DemoCamera> camera) {
    auto text_of_file = load_file(file);
    if (!text_of_file) return pass_on(text_of_file);
    std::istringstream in(std::move(*text_of_file));
    std::vector<ScriptCommand> commands;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        const std::string_view text = trim(line);
        if (text.empty() || text.front() == '#') continue;
        const auto space = std::min(text.find(' '), text.size());
        ScriptCommand command{number, std::string(text.substr(0, space)), std::string(trim(text.substr(space)))};
        constexpr std::array<std::string_view, 9> verbs = {"show",  "scan",  "wait", "tap",    "keys",
                                                           "press", "pause", "shot", "targets"};
        if (std::find(verbs.begin(), verbs.end(), command.verb) == verbs.end() || command.rest.empty())
            return fail(
                ErrorCode::wrong_usage,
                fmt::format("{}:{}: \"{}\" is not a command; commands are show, scan, wait, tap, keys, press, pause, shot "
                            "and targets, each with a word after it",
                            file.string(), number, text));
        commands.push_back(std::move(command));
    }
    return std::make_unique<Script>(file.string(), std::move(commands), shots, std::move(camera));
}

}  // namespace entre
