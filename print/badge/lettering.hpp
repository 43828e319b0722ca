// Text in any script, measured and drawn by Pango: the badge's typeface, Noto behind it, right to left where it should be.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

typedef struct _cairo cairo_t;

namespace entre {

struct LetterStyle {
    int weight = 400;        ///< CSS font-weight
    double tracking_em = 0;  ///< added between letters; left out for scripts whose letters join
    std::string family{};    ///< tried before the house's own typeface
};

/// False for a typeface that would be replaced by another one.
bool is_family_installed(const std::string& family);

/// Measures and draws lines. One for each thread and drawing. Text is data, never markup; sizes and places in points.
class Lettering {
public:
    Lettering();
    ~Lettering();
    Lettering(const Lettering&) = delete;
    Lettering& operator=(const Lettering&) = delete;

    /// Width of one line at size 1.
    [[nodiscard]] double width(std::string_view line, const LetterStyle& style) const;
    /// Draws one line in cairo's current colour, its left end at `x`. Returns how many characters no installed font has.
    int draw(cairo_t* cairo, std::string_view line, const LetterStyle& style, double size, double x, double baseline) const;

    /// How many characters of `line` no installed font has.
    [[nodiscard]] int missing_count(std::string_view line, const LetterStyle& style) const;
    /// The user-perceived characters of `text` that no installed font has, each once.
    [[nodiscard]] std::vector<std::string> missing_in(std::string_view text) const;

    /// True for text that is read from the right.
    [[nodiscard]] bool is_right_to_left(std::string_view text) const;

private:
    struct Shaper;
    std::unique_ptr<Shaper> shaper_;
};

}  // namespace entre
