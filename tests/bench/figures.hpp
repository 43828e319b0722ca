// The results of benchmarks, and their output.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace entre::bench {

using Clock = std::chrono::steady_clock;

inline double ms_between(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

enum class Bar { none, max_value, max_ratio, min_value };

/// One line of the table: a value next to a peer or limit measured in the same run.
struct Figure {
    std::string measure;
    double value = 0;
    std::string unit;
    std::string peer;                  ///< description of what it is compared with
    std::optional<double> peer_value;  ///< in the same unit
    Bar kind = Bar::none;
    double bar = 0;
};
using Figures = std::vector<Figure>;

/// The value not exceeded by `share` (0 to 1) of `values`; 0 when there are none.
double percentile(std::vector<double> values, double share);
inline double median(std::vector<double> values) { return percentile(std::move(values), 0.5); }

/// Prints the table to standard output.
void print_table(const Figures& figures);
/// Writes the table to `file`, tab-separated with headings; replaces the file.
void write_tsv(const Figures& figures, const std::filesystem::path& file);

}  // namespace entre::bench
