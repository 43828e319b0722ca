#include "core/qr/decode_plan.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "core/qr/finder_pattern.hpp"

namespace entre {

namespace {

using enum PassKind;

constexpr std::array<Pass, 15> table{{
    // name              kind  finer radius step sharp  inverted binarizer         µs per 1000 pixels
    {"patterns", patterns, 0, 3, 2, false, false, Binarizer::fixed, 1.0},
    {"patterns sharpened", patterns, 0, 2, 2, true, false, Binarizer::fixed, 2.6},
    {"patterns half", patterns, -1, 3, 1, false, false, Binarizer::fixed, 2.0},
    {"library", library, 0, 0, 1, false, false, Binarizer::local, 2.4},
    {"patterns double", patterns, 1, 3, 2, false, false, Binarizer::fixed, 0.6},
    {"patterns fine", patterns, 0, 1, 1, false, false, Binarizer::fixed, 2.3},
    {"patterns close", patterns, -2, 3, 1, false, false, Binarizer::fixed, 2.2},
    {"patterns double fine", patterns, 1, 1, 3, false, false, Binarizer::fixed, 0.6},
    {"patterns mid", patterns, 0, 2, 1, false, false, Binarizer::fixed, 1.4},
    {"patterns half fine", patterns, -1, 1, 1, false, false, Binarizer::fixed, 2.5},
    {"patterns wide", patterns, 0, 6, 2, false, false, Binarizer::fixed, 1.0, true},
    {"library sharpened", library, 0, 0, 1, true, false, Binarizer::local, 8.0},
    {"library inverted", library, 0, 0, 1, false, true, Binarizer::local, 3.0},
    {"library double", library, 1, 0, 1, false, false, Binarizer::local, 3.0},
    {"patterns fourfold", patterns, 2, 3, 2, false, false, Binarizer::fixed, 0.8},
}};

constexpr int working_side_px = 800;
constexpr std::size_t max_patterns = 24;

/// Converts from a pyramid level's pixels to those of the full picture.
FinderPattern enlarged(FinderPattern pattern, int level) {
    const double scale = 1 << level;
    pattern.middle = {(pattern.middle.x + 0.5) * scale - 0.5, (pattern.middle.y + 0.5) * scale - 0.5};
    pattern.module_x_px *= scale;
    pattern.module_y_px *= scale;
    return pattern;
}

}  // namespace

std::span<const Pass> passes() { return table; }

DecodePlan::DecodePlan() {
    for (const auto& pass : table) counts_.push_back({pass.name, 0, 0, 0});
    counts_.push_back({"other symbologies", 0, 0, 0});
}

void DecodePlan::show(const GreyView& picture) {
    pyramid_.show(picture);
    working_level_ = pyramid_.fitting(working_side_px);
}

bool DecodePlan::has_scale(std::size_t pass) const {
    const int level = working_level_ - table[pass].finer;
    return level >= 0 && (std::min(width_px(), height_px()) >> level) >= 21;
}

CodesSeen DecodePlan::find_by_patterns(const Pass& pass, int level, WorkBudget& budget, const Effort& effort) {
    const auto black_white = pyramid_.black_white(level, pass.radius, pass.is_sharpened, pass.is_dim);
    auto patterns = find_patterns(black_white, pass.row_step, max_patterns);
    for (auto& pattern : patterns) pattern = enlarged(pattern, level);
    auto triples = find_triples(patterns, static_cast<std::size_t>(effort.max_triples));
    std::erase_if(triples, [&](const FinderTriple& triple) { return triple.distortion > effort.max_distortion; });
    return decode_triples(pyramid_, triples, budget, effort.when_seen_us);
}

std::vector<FoundCode> DecodePlan::find_by_library(const Pass& pass, int level) {
    GreyView picture = pass.is_sharpened ? pyramid_.sharpened(level) : pyramid_.at(level);
    if (pass.is_inverted) {
        invert(picture, inverted_);
        picture = inverted_.view();
    }
    auto codes = look_at(picture, {pass.binarizer, true, {}});
    const double scale = 1 << level;
    for (auto& code : codes)
        for (auto& corner : code.corners) corner = {corner.x * scale, corner.y * scale};
    return codes;
}

CodesSeen DecodePlan::run(std::size_t pass, WorkBudget& budget, const Effort& effort) {
    if (pass >= table.size() || !has_scale(pass)) return {};
    const auto began = std::chrono::steady_clock::now();
    const int level = working_level_ - table[pass].finer;
    const GreyView& picture = pyramid_.at(level);
    budget.spend(table[pass].us_per_kilopixel * picture.width_px * picture.height_px / 1000);
    CodesSeen seen;
    if (table[pass].kind == patterns)
        seen = find_by_patterns(table[pass], level, budget, effort);
    else
        seen.codes = find_by_library(table[pass], level);
    auto& count = counts_[pass];
    ++count.runs;
    count.codes += static_cast<int>(seen.codes.size());
    count.us += std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
    return seen;
}

std::vector<FoundCode> DecodePlan::look_for(std::span<const Symbology> symbologies, bool is_finer, WorkBudget& budget) {
    if (symbologies.empty() || width_px() <= 0 || height_px() <= 0) return {};
    constexpr double us_per_kilopixel = 12;
    const auto began = std::chrono::steady_clock::now();
    const int level = std::max(0, working_level_ - (is_finer ? 1 : 0));
    const GreyView& picture = pyramid_.at(level);
    budget.spend(us_per_kilopixel * picture.width_px * picture.height_px / 1000);
    auto codes = look_at(picture, {Binarizer::local, true, symbologies});
    for (auto& code : codes)
        for (auto& corner : code.corners) corner = {corner.x * (1 << level), corner.y * (1 << level)};
    auto& count = counts_.back();
    ++count.runs;
    count.codes += static_cast<int>(codes.size());
    count.us += std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
    return codes;
}

std::vector<FoundCode> read_still(DecodePlan& plan, const GreyView& picture, double budget_us) {
    if (picture.width_px <= 0 || picture.height_px <= 0 || picture.pixels == nullptr) return {};
    plan.show(picture);
    WorkBudget budget(budget_us);
    for (std::size_t pass = 0; pass < table.size() && budget.has_room(); ++pass) {
        auto seen = plan.run(pass, budget, {budget_us});
        if (!seen.codes.empty()) return std::move(seen.codes);
    }
    return {};
}

}  // namespace entre
