// starts.json: starts of the kiosk that ended before they had lasted a minute. After three in a row the next start is careful.
#pragma once

#include <optional>
#include <thread>

#include "core/base/clock.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// So many failed starts in a row make the next one careful.
inline constexpr int failed_starts_allowed = 3;

/// Failed starts before the one that runs now, as StartLog has stored them. From any thread.
int failed_starts(const SeminarFolder& folder);

/// Main thread. Its own thread "start-log" counts this start as good after a minute.
class StartLog {
public:
    /// Stores this start before anything that could end it. Without a writable folder nothing is counted.
    explicit StartLog(SeminarFolder folder, Clock::duration counts_after = std::chrono::minutes{1});
    ~StartLog();  ///< the program ends in good order: this start counts as good
    StartLog(const StartLog&) = delete;
    StartLog& operator=(const StartLog&) = delete;

    /// Starts in a row, before this one, that ended early without a good reason.
    [[nodiscard]] int failed_starts() const { return failed_; }
    [[nodiscard]] bool is_careful() const { return failed_ >= failed_starts_allowed; }

private:
    SeminarFolder folder_;
    int failed_ = 0;
    std::jthread thread_;
};

}  // namespace entre
