#include "print/badge/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "core/base/text.hpp"
#include "core/registration/registration.hpp"

namespace entre {

namespace {

/// The minimum factor by which the text must grow to justify another line, or a break at a hyphen.
constexpr double gain_of_a_line = 1.12;
constexpr double gain_of_a_hyphen = 1.3;
/// The size that a name may lose so that its lines are the given and the family name.
constexpr double loss_for_the_parts = 1.3;
/// A word is set smaller than the minimum, down to this share of it, before it is broken inside.
constexpr double shrink_before_a_break = 0.6;

enum class Breaks { spaces, hyphens };

/// A part of the text that is never broken; has_space_before says how it is joined to the previous piece on the same line.
struct Piece {
    std::string text;
    bool has_space_before = false;
};

using Pieces = std::vector<Piece>;
using Lines = std::vector<std::string>;

struct Split {
    double widest = std::numeric_limits<double>::infinity();  ///< at size 1
    Lines lines;
};

/// A word that is only half a name, wherever it stands: عبد الرحمن is one given name.
bool is_half_a_name(std::string_view word) {
    constexpr std::array<std::string_view, 7> halves = {"عبد", "أبو", "ابو", "أم", "بن", "ابن", "بنت"};
    return std::find(halves.begin(), halves.end(), word) != halves.end();
}

/// A word that must not end a line, because it belongs to the next word.
bool leads_on(std::string_view word) {
    const std::string lower = to_lower_ascii(word);
    return is_half_a_name(word) || lower == "abd" || lower == "abu" || is_name_particle(lower) || lower == "y" ||
           lower == "och" || lower == "of";
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!(text = trim(text)).empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        out.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return out;
}

/// Splits "Anna-Karin" after the hyphen; never splits off a single letter.
std::vector<std::string_view> hyphen_parts(std::string_view word) {
    std::vector<std::string_view> out;
    std::size_t from = 0;
    for (std::size_t at = word.find('-'); at != std::string_view::npos; at = word.find('-', at + 1)) {
        if (at - from < 2 || word.size() - at < 3) continue;
        out.push_back(word.substr(from, at + 1 - from));
        from = at + 1;
    }
    out.push_back(word.substr(from));
    return out;
}

Pieces pieces_of(std::string_view text, Breaks breaks) {
    Pieces out;
    bool joins_next = false;
    const auto words = words_of(text);
    for (std::size_t w = 0; w < words.size(); ++w) {
        const auto parts = breaks == Breaks::hyphens ? hyphen_parts(words[w]) : std::vector{words[w]};
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i == 0 && joins_next)
                out.back().text.append(" ").append(parts[i]);
            else
                out.push_back({std::string(parts[i]), i == 0 && w > 0});
        }
        // A first word that looks like a particle is a given name ("Da", "Van") unless more than a family name follows.
        joins_next = is_half_a_name(words[w]) || (leads_on(words[w]) && (w > 0 || words.size() > 2));
    }
    return out;
}

std::string line_of(const Pieces& pieces, std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < to; ++i) {
        if (i > from && pieces[i].has_space_before) out += ' ';
        out += pieces[i].text;
    }
    return out;
}

/// Finds the split into lines that minimises the width of the widest line. Results for each tail of the text are memoised;
/// without that, a sentence on nine lines would take exponential time.
class Splitter {
public:
    Splitter(const Pieces& pieces, const MeasureWidth& measure) : pieces_(pieces), measure_(measure) {}

    /// All pieces on exactly `count` lines.
    Split into(std::size_t count) { return narrowest(0, count); }

private:
    Split narrowest(std::size_t from, std::size_t count) {
        if (const auto known = known_.find({from, count}); known != known_.end()) return known->second;
        Split best;
        if (count == 1) {
            best.lines = {line_of(pieces_, from, pieces_.size())};
            best.widest = measure_(best.lines.front());
        }
        for (std::size_t to = from + 1; count > 1 && to + count <= pieces_.size() + 1; ++to) {
            const std::string line = line_of(pieces_, from, to);
            const double width = measure_(line);
            if (width >= best.widest) break;
            const Split rest = narrowest(to, count - 1);
            if (std::max(width, rest.widest) >= best.widest) continue;
            best.widest = std::max(width, rest.widest);
            best.lines = {line};
            best.lines.insert(best.lines.end(), rest.lines.begin(), rest.lines.end());
        }
        return known_.emplace(std::pair(from, count), std::move(best)).first->second;
    }

    const Pieces& pieces_;
    const MeasureWidth& measure_;
    std::map<std::pair<std::size_t, std::size_t>, Split> known_;
};

double size_for(const Split& split, const FitRules& rules) {
    const double by_width = rules.width / std::max(split.widest, 1e-6);
    const double by_height = rules.height / block_height(split.lines.size(), 1, rules.line_height);
    return std::min({rules.largest, by_width, by_height});
}

struct Choice {
    double size = 0;
    Lines lines;
};

/// Uses as few lines as possible, unless more lines make the text substantially larger.
Choice best_of(const Pieces& pieces, int max_lines, const FitRules& rules, const MeasureWidth& measure) {
    Choice best;
    Splitter splitter(pieces, measure);
    for (std::size_t count = 1; count <= static_cast<std::size_t>(max_lines) && count <= pieces.size(); ++count) {
        Split split = splitter.into(count);
        const double size = size_for(split, rules);
        const bool improves_below_floor = best.size < rules.smallest && size > best.size;
        if (improves_below_floor || size >= best.size * gain_of_a_line) best = {size, std::move(split.lines)};
    }
    return best;
}

/// Of two lines, the first is the given name and the second the family name, unless that makes them much smaller.
void break_after_first_part(Choice& best, std::string_view text, const FitRules& rules, const MeasureWidth& measure) {
    if (best.lines.size() != 2 || rules.first_part.empty() || !text.starts_with(rules.first_part)) return;
    Split parts;
    parts.lines = {std::string(rules.first_part), std::string(trim(text.substr(rules.first_part.size())))};
    if (parts.lines[1].empty()) return;
    parts.widest = std::max(measure(parts.lines[0]), measure(parts.lines[1]));
    const double size = size_for(parts, rules);
    if (size * loss_for_the_parts >= best.size && (size >= rules.smallest || best.size < rules.smallest))
        best = {size, std::move(parts.lines)};
}

/// Whether a word is hyphenated where it is broken: in Latin, Greek and Cyrillic, but not where words have no spaces or letters
/// join.
bool takes_hyphen(std::string_view letter) {
    const auto lead = static_cast<unsigned char>(letter.front());
    const bool is_latin = (lead >= 'a' && lead <= 'z') || (lead >= 'A' && lead <= 'Z');
    return is_latin || (lead >= 0xC3 && lead < 0xD4);
}

/// Fills lines up to `width` (at size 1) letter by letter, and backs up to a nearby space or hyphen where there is one.
Lines filled(const std::vector<std::string>& letters, double width, const MeasureWidth& measure) {
    Lines out;
    std::size_t from = 0;
    while (from < letters.size()) {
        std::string line;
        std::size_t to = from, natural = from;
        while (to < letters.size() && (to == from || measure(line + letters[to]) <= width)) {
            line += letters[to++];
            if (line.ends_with(' ') || line.ends_with('-')) natural = to;
        }
        if (to < letters.size() && letters[to] != " " && natural > from + (to - from) / 2) to = natural;
        const auto up_to = [&](std::size_t end) {
            std::string text;
            for (std::size_t i = from; i < end; ++i) text += letters[i];
            return text;
        };
        const bool is_inside = to < letters.size() && to != natural && takes_hyphen(letters[to - 1]) && takes_hyphen(letters[to]);
        if (is_inside)
            while (to > from + 1 && measure(up_to(to) + "-") > width) --to;
        line = up_to(to);
        out.emplace_back(trim(line));
        if (is_inside && measure(line + "-") <= width) out.back() += '-';
        for (from = to; from < letters.size() && letters[from] == " ";) ++from;
    }
    return out;
}

/// Balances the lines: the same number of lines, with widths as equal as possible.
Lines evened(const std::vector<std::string>& letters, double width, const Lines& lines, const MeasureWidth& measure) {
    Lines best = lines;
    double low = width / 2, high = width;
    for (int i = 0; i < 8; ++i) {
        const double middle = (low + high) / 2;
        Lines attempt = filled(letters, middle, measure);
        if (attempt.size() > lines.size()) {
            low = middle;
            continue;
        }
        best = std::move(attempt);
        high = middle;
    }
    return best;
}

/// Last resort: breaks inside words, at the minimum size or as little below it as the box requires.
Choice broken_inside(std::string_view text, const FitRules& rules, const MeasureWidth& measure) {
    const std::vector<std::string> letters = graphemes(text);
    for (double size = rules.smallest;; size *= 0.95) {
        const Lines lines = filled(letters, rules.width / size, measure);
        if (block_height(lines.size(), size, rules.line_height) <= rules.height || size < 0.5)
            return {size, evened(letters, rules.width / size, lines, measure)};
    }
}

}  // namespace

double block_height(std::size_t lines, double size, double line_height) {
    if (lines == 0) return 0;
    return size * (first_baseline + last_descent + line_height * static_cast<double>(lines - 1));
}

FittedText fit_text(std::string_view text, const FitRules& rules, const MeasureWidth& measure) {
    text = trim(text);
    if (text.empty()) return {};
    Choice best = best_of(pieces_of(text, Breaks::spaces), rules.max_lines, rules, measure);
    const auto try_hyphens = [&](int max_lines, double gain) {
        Choice other = best_of(pieces_of(text, Breaks::hyphens), max_lines, rules, measure);
        if (other.size > best.size * gain) best = std::move(other);
    };
    try_hyphens(rules.max_lines, best.size < rules.smallest ? 1.0 : gain_of_a_hyphen);
    if (best.size < rules.smallest) try_hyphens(rules.max_lines + 1, 1.0);
    break_after_first_part(best, text, rules, measure);
    if (best.size < rules.smallest * shrink_before_a_break) best = broken_inside(text, rules, measure);
    return {best.size, std::move(best.lines), best.size <= rules.smallest + 1e-9};
}

}  // namespace entre
