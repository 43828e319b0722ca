// The decode plan: all decoding passes in one table (decode_plan.cpp), each with a name, run counts and timings.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/qr/decode_symbol.hpp"
#include "core/qr/image_pyramid.hpp"
#include "core/qr/work_budget.hpp"

namespace entre {

/// How a pass looks for codes.
enum class PassKind {
    patterns,  ///< our own: finder patterns in a black and white picture, then our own sampling
    library,   ///< ZXing on the prepared picture
};

/// One decoding pass. Scales are relative to the working level, the first pyramid level of at most 800 pixels: 1 is twice as
/// large, −1 half.
struct Pass {
    std::string_view name;
    PassKind kind = PassKind::patterns;
    int finer = 0;     ///< levels above the working level; the pass is skipped when the picture is too small for it
    int radius = 0;    ///< patterns: radius of the adaptive threshold, as in ImagePyramid::black_white
    int row_step = 1;  ///< patterns: only every `row_step`-th row is scanned
    bool is_sharpened = false;
    bool is_inverted = false;  ///< library: light on dark; `patterns` finds both polarities at once
    Binarizer binarizer = Binarizer::fixed;
    double us_per_kilopixel = 0;  ///< estimate, at the pass's own scale; decoding of the patterns found is not included
    bool is_dim = false;          ///< patterns: also in dim pictures crossed by bright lines, as in ImagePyramid::black_white
};

/// All passes, in the order used for a still picture.
std::span<const Pass> passes();

/// Statistics of one pass.
struct PassCount {
    std::string_view name;
    int runs = 0;
    int codes = 0;
    double us = 0;  ///< measured
};

/// Limits on the work of one pass, in addition to its WorkBudget. In measurements 98 % of true finder-pattern triples rank in the
/// top three and hardly any has a distortion above 2; of the false triples one in ten has.
struct Effort {
    double when_seen_us = 0;  ///< the budget is raised to this total once a code is seen
    int max_triples = 12;     ///< triples measured
    double max_distortion = 4;
};

/// Runs passes over one picture after another. One thread; memory is reused. Never throws.
class DecodePlan {
public:
    DecodePlan();

    /// Sets the picture for the following calls; its pixels must outlive them.
    void show(const GreyView& picture);
    /// Runs one pass. Work stops when `budget` is spent; `budget` is raised to `effort.when_seen_us` once a code is seen.
    CodesSeen run(std::size_t pass, WorkBudget& budget, const Effort& effort);
    /// Looks for other symbologies at the working level, or at the next finer one when `is_finer`.
    std::vector<FoundCode> look_for(std::span<const Symbology> symbologies, bool is_finer, WorkBudget& budget);
    /// Whether the picture is large enough for the scale of `pass`.
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

/// Decodes a still picture: runs pass after pass until one reads a code or `budget_us` (estimated, see WorkBudget) is spent.
/// Never throws; one thread per `plan`.
std::vector<FoundCode> read_still(DecodePlan& plan, const GreyView& picture, double budget_us = 60'000);

}  // namespace entre
