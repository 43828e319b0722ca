// The decoding plan: every way a picture is looked at for codes, in one table (plan.cpp), each way named, counted and timed.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/qr/image_pyramid.hpp"
#include "core/qr/work_budget.hpp"
#include "core/qr/decode_symbol.hpp"

namespace entre {

/// How a pass looks for codes.
enum class PassKind {
    patterns,  ///< our own: finder squares in black and white, then our own sampling
    library,  ///< ZXing on the prepared picture
};

/// One way of looking. Scales count from the working level, the first no larger than 800 pixels: 1 is twice as large, −1 half.
struct Pass {
    std::string_view name;
    PassKind kind = PassKind::patterns;
    int finer = 0;     ///< levels above the working level; skipped where the picture is not so large
    int radius = 0;    ///< squares: of the mean that parts dark from light, as ImagePyramid::black_white takes it
    int row_step = 1;  ///< squares: rows from one looked at to the next
    bool is_sharpened = false;
    bool is_inverted = false;  ///< library: light on dark; squares are found in both colours at once
    Binarizer binarizer = Binarizer::fixed;
    double us_per_kilopixel = 0;  ///< estimated, of the scale looked at, without what is done about squares that are found
};

/// All passes, in the order in which a still picture is tried.
std::span<const Pass> passes();

/// How a pass has done so far.
struct PassCount {
    std::string_view name;
    int runs = 0;
    int codes = 0;
    double us = 0;  ///< measured
};

/// How much work a pass is worth, beside its meter. Of a hundred triples of squares that are of a code, ninety-eight are among the
/// first three, and hardly one is odder than 2; of those that are not, every tenth is.
struct Effort {
    double when_seen_us = 0;  ///< of estimated work in all, once a code is seen
    int max_triples = 12;     ///< that are measured
    double max_distortion = 4;
};

/// Looks at one picture after another. One thread; keeps its memory. Never throws.
class DecodePlan {
public:
    DecodePlan();

    /// The picture of the next calls; its pixels must outlive them.
    void show(const GreyView& picture);
    /// Runs one pass; work stops when `meter` is spent, which allows more once a code is seen.
    CodesSeen run(std::size_t pass, WorkBudget& budget, const Effort& effort);
    /// Looks for other symbologies at the working level and, when `is_finer`, at the next finer one.
    std::vector<FoundCode> look_for(std::span<const Symbology> symbologies, bool is_finer, WorkBudget& budget);
    /// Whether the picture has the scale that `pass` looks at.
    [[nodiscard]] bool has_scale(std::size_t pass) const;
    [[nodiscard]] std::span<const PassCount> counts() const { return counts_; }
    [[nodiscard]] int width_px() const { return pyramid_.width_px(); }
    [[nodiscard]] int height_px() const { return pyramid_.height_px(); }

private:
    CodesSeen find_by_patterns(const Pass& pass, int level, WorkBudget& budget, const Effort& effort);
    std::vector<FoundCode> find_by_library(const Pass& pass, int level);

    ImagePyramid pyramid_;
    GreyImage inverted_;
    std::vector<PassCount> counts_;
    int working_level_ = 0;
};

/// The codes in one still picture: pass after pass until one reads something or `budget_us` (estimated, see WorkBudget) is spent.
/// Never throws; one thread for each `plan`.
std::vector<FoundCode> read_still(DecodePlan& plan, const GreyView& picture, double budget_us = 60'000);

}  // namespace entre
