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
    {"squares", squares, 0, 3, 2, false, false, Binarizer::fixed, 1.0},
    {"squares sharpened", squares, 0, 2, 2, true, false, Binarizer::fixed, 2.6},
    {"squares half", squares, -1, 3, 1, false, false, Binarizer::fixed, 2.0},
    {"library", library, 0, 0, 1, false, false, Binarizer::local, 2.4},
    {"squares double", squares, 1, 3, 2, false, false, Binarizer::fixed, 0.6},
    {"squares fine", squares, 0, 1, 1, false, false, Binarizer::fixed, 2.3},
    {"squares close", squares, -2, 3, 1, false, false, Binarizer::fixed, 2.2},
    {"squares double fine", squares, 1, 1, 3, false, false, Binarizer::fixed, 0.6},
    {"squares mid", squares, 0, 2, 1, false, false, Binarizer::fixed, 1.4},
    {"squares half fine", squares, -1, 1, 1, false, false, Binarizer::fixed, 2.5},
    {"squares wide", squares, 0, 6, 1, false, false, Binarizer::fixed, 1.0},
    {"library sharpened", library, 0, 0, 1, true, false, Binarizer::local, 8.0},
    {"library inverted", library, 0, 0, 1, false, true, Binarizer::local, 3.0},
    {"library double", library, 1, 0, 1, false, false, Binarizer::local, 3.0},
    {"squares fourfold", squares, 2, 3, 2, false, false, Binarizer::fixed, 0.8},
}};

constexpr int working_side_px = 800;
constexpr std::size_t max_patterns = 24;

/// From a level's pixels to those of the whole picture.
FinderSquare enlarged(FinderSquare square, int level) {
    const double scale = 1 << level;
    square.middle = {(square.middle.x + 0.5) * scale - 0.5, (square.middle.y + 0.5) * scale - 0.5};
    square.module_x_px *= scale;
    square.module_y_px *= scale;
    return square;
}

}  // namespace

std::span<const Pass> passes() { return table; }

Plan::Plan() {
    for (const auto& pass : table) counts_.push_back({pass.name, 0, 0, 0});
    counts_.push_back({"other symbologies", 0, 0, 0});
}

void Plan::show(const GreyView& picture) {
    levels_.show(picture);
    working_level_ = levels_.fitting(working_side_px);
}

bool Plan::has_scale(std::size_t pass) const {
    const int level = working_level_ - table[pass].finer;
    return level >= 0 && (std::min(width_px(), height_px()) >> level) >= 21;
}

CodesSeen Plan::find_by_squares(const Pass& pass, int level, Meter& meter, const Effort& effort) {
    auto squares = find_squares(levels_.black_white(level, pass.radius, pass.is_sharpened), pass.row_step, max_patterns);
    for (auto& square : squares) square = enlarged(square, level);
    auto trios = find_trios(squares, static_cast<std::size_t>(effort.max_triples));
    std::erase_if(trios, [&](const Trio& trio) { return trio.oddness > effort.max_distortion; });
    return read_trios(levels_, trios, meter, effort.when_seen_us);
}

std::vector<FoundCode> Plan::find_by_library(const Pass& pass, int level) {
    GreyView picture = pass.is_sharpened ? levels_.sharpened(level) : levels_.at(level);
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

CodesSeen Plan::run(std::size_t pass, Meter& meter, const Effort& effort) {
    if (pass >= table.size() || !has_scale(pass)) return {};
    const auto began = std::chrono::steady_clock::now();
    const int level = working_level_ - table[pass].finer;
    const GreyView& picture = levels_.at(level);
    meter.spend(table[pass].us_per_kilopixel * picture.width_px * picture.height_px / 1000);
    CodesSeen seen;
    if (table[pass].kind == squares)
        seen = find_by_squares(table[pass], level, meter, effort);
    else
        seen.codes = find_by_library(table[pass], level);
    auto& count = counts_[pass];
    ++count.runs;
    count.codes += static_cast<int>(seen.codes.size());
    count.us += std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
    return seen;
}

std::vector<FoundCode> Plan::look_for(std::span<const Symbology> symbologies, bool is_finer, Meter& meter) {
    if (symbologies.empty() || width_px() <= 0 || height_px() <= 0) return {};
    constexpr double us_per_kilopixel = 12;
    const auto began = std::chrono::steady_clock::now();
    const int level = std::max(0, working_level_ - (is_finer ? 1 : 0));
    const GreyView& picture = levels_.at(level);
    meter.spend(us_per_kilopixel * picture.width_px * picture.height_px / 1000);
    auto codes = look_at(picture, {Binarizer::local, true, symbologies});
    for (auto& code : codes)
        for (auto& corner : code.corners) corner = {corner.x * (1 << level), corner.y * (1 << level)};
    auto& count = counts_.back();
    ++count.runs;
    count.codes += static_cast<int>(codes.size());
    count.us += std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
    return codes;
}

std::vector<FoundCode> read_still(Plan& plan, const GreyView& picture, double budget_us) {
    if (picture.width_px <= 0 || picture.height_px <= 0 || picture.pixels == nullptr) return {};
    plan.show(picture);
    Meter meter(budget_us);
    for (std::size_t pass = 0; pass < table.size() && meter.has_room(); ++pass) {
        auto seen = plan.run(pass, meter, {budget_us});
        if (!seen.codes.empty()) return std::move(seen.codes);
    }
    return {};
}

}  // namespace entre
