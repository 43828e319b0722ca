// A deterministic limit on the work spent on one picture.
#pragma once

namespace entre {

/// Adds up estimated costs in microseconds: constants in the code, measured once on a small PC. No clock is read, so a busy
/// machine takes longer but tries exactly what an idle one tries.
class WorkBudget {
public:
    explicit WorkBudget(double max_us) : max_us_(max_us) {}
    void spend(double estimate_us) { spent_us_ += estimate_us; }
    /// Whether there is room for work of about `estimate_us`.
    [[nodiscard]] bool has_room(double estimate_us = 0) const { return spent_us_ + estimate_us < max_us_; }
    /// Raises the limit to `max_us`, if that is more, because something was seen that is worth it.
    void allow(double max_us) { max_us_ = max_us > max_us_ ? max_us : max_us_; }
    [[nodiscard]] double spent_us() const { return spent_us_; }

private:
    double max_us_;
    double spent_us_ = 0;
};

}  // namespace entre
