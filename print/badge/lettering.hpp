// Measures and draws text in any script with Pango: the badge's typeface with Noto as fallback, right to left where needed.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

typedef struct _cairo cairo_t;

namespace entre {

struct LetterStyle {
    int weight = 400;        ///< CSS font-weight
    double tracking_em = 0;  ///< letter spacing; ignored for scripts with joined letters
    std::string family{};    ///< tried before the default typeface
};

/// False if Pango would substitute another typeface.
bool is_family_installed(const std::string& family);

/// Measures and draws single lines. Use one instance per thread. Text is never parsed as markup; sizes and positions are in
/// points.
class Lettering {
public:
    Lettering();
    ~Lettering();
    Lettering(const Lettering&) = delete;
    Lettering& operator=(const Lettering&) = delete;

    /// Width of one line at size 1.
    [[nodiscard]] double width(std::string_view line, const LetterStyle& style) const;
    /// Draws one line in cairo's current colour, with its left edge at `x`. Returns the number of characters without a glyph in
    /// any installed font.
    int draw(cairo_t* cairo, std::string_view line, const LetterStyle& style, double size, double x, double baseline) const;

    /// The number of characters in `line` that no installed font can draw.
    [[nodiscard]] int missing_count(std::string_view line, const LetterStyle& style) const;
    /// The user-perceived characters of `text` that no installed font can draw, without duplicates.
    [[nodiscard]] std::vector<std::string> missing_in(std::string_view text) const;

    /// True for text written from right to left.
    [[nodiscard]] bool is_right_to_left(std::string_view text) const;

private:
    struct Shaper;
    std::unique_ptr<Shaper> shaper_;
};

}  // namespace entre
