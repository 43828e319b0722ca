#include "tests/bench/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>

namespace entre::bench {

namespace {

using Cells = std::array<std::string, 6>;

std::string number(double value) {
    const double size = std::abs(value);
    return fmt::format("{:.{}f}", value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3);
}

std::optional<double> ratio(const Figure& f) {
    if (!f.peer_value || *f.peer_value <= 0) return std::nullopt;
    return f.value / *f.peer_value;
}

std::string bar_text(const Figure& f) {
    switch (f.kind) {
        case Bar::none:
            return "-";
        case Bar::max_value:
            return fmt::format("<= {} {}", number(f.bar), f.unit);
        case Bar::max_ratio:
            return fmt::format("<= {:g} x", f.bar);
        case Bar::min_value:
            return fmt::format(">= {} {}", number(f.bar), f.unit);
    }
    return {};
}

std::string verdict(const Figure& f) {
    const auto verdict = [](bool is_met) { return std::string(is_met ? "pass" : "MISS"); };
    switch (f.kind) {
        case Bar::none:
            return "-";
        case Bar::max_value:
            return verdict(f.value <= f.bar);
        case Bar::max_ratio:
            return verdict(ratio(f).value_or(f.bar + 1) <= f.bar);
        case Bar::min_value:
            return verdict(f.value >= f.bar);
    }
    return {};
}

Cells cells_of(const Figure& f) {
    const auto times = ratio(f);
    const std::string peer = f.peer_value ? fmt::format("{} {}: {}", number(*f.peer_value), f.unit, f.peer) : f.peer;
    return {f.measure,
            fmt::format("{} {}", number(f.value), f.unit),
            peer.empty() ? "-" : peer,
            times ? fmt::format("{:.2f}", *times) : "-",
            bar_text(f),
            verdict(f)};
}

const Cells headings = {"measure", "value", "peer or limit, same run", "ratio", "bar", "verdict"};

std::vector<Cells> lines_of(const Figures& figures) {
    std::vector<Cells> lines{headings};
    for (const auto& figure : figures) lines.push_back(cells_of(figure));
    return lines;
}

}  // namespace

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto place = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(place, 1, values.size()) - 1];
}

void print_table(const Figures& figures) {
    const auto lines = lines_of(figures);
    std::array<std::size_t, headings.size()> widths{};
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
    for (const auto& line : lines) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i) text += fmt::format("{:<{}}  ", line[i], widths[i]);
        text.erase(text.find_last_not_of(' ') + 1);
        std::puts(text.c_str());
    }
    std::fflush(stdout);
}

void write_tsv(const Figures& figures, const std::filesystem::path& file) {
    std::ofstream out(file, std::ios::trunc);
    for (const auto& line : lines_of(figures))
        for (std::size_t i = 0; i < line.size(); ++i) out << line[i] << (i + 1 < line.size() ? '\t' : '\n');
}

}  // namespace entre::bench
