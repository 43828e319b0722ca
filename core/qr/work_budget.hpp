// How much work a picture may cost, told beforehand so that the same picture is always treated alike.
#pragma once

namespace entre {

/// Adds up estimates in microseconds, measured once on a small PC and written beside what they are of. Time itself is not asked:
/// a busy machine takes longer over the same work, but never leaves out what an idle one would have tried.
class WorkBudget {
public:
    explicit WorkBudget(double max_us) : max_us_(max_us) {}
    void spend(double estimate_us) { spent_us_ += estimate_us; }
    /// Whether there is room for work of about `estimate_us`.
    [[nodiscard]] bool has_room(double estimate_us = 0) const { return spent_us_ + estimate_us < max_us_; }
    /// More becomes allowed: something was seen that is worth it.
    void allow(double max_us) { max_us_ = max_us > max_us_ ? max_us : max_us_; }
    [[nodiscard]] double spent_us() const { return spent_us_; }

private:
    double max_us_;
    double spent_us_ = 0;
};

}  // namespace entre
