// Text rendered to textures by Pango: it handles every script, kerning, wrapping and ellipsis, for fixed texts and names alike.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/seminar/seminar.hpp"
#include "kiosk/ui/rect.hpp"

struct ImDrawList;

namespace entre {

enum class Weight { regular = 400, medium = 500, semibold = 600, bold = 700 };
enum class TextAlign { left, middle, right };

struct TextStyle {
    float size_px = 16;  ///< em
    Weight weight = Weight::regular;
    float tracking_em = 0;  ///< letter spacing; ignored for scripts with joined letters
    float leading = 1.4f;   ///< line height as a multiple of the em
    bool has_even_digits = false;
};

/// The cap height of Inter as a share of the em.
inline constexpr float cap_share = 0.7275f;

struct TextRequest {
    std::string_view text;  ///< UTF-8
    TextStyle style;
    float width_px = 0;  ///< wrap width; 0: a single line of any length
    int max_lines = 0;   ///< the last line is shortened with an ellipsis; 0: unlimited
    TextAlign align = TextAlign::left;
};

struct TextSize {
    float width_px = 0;   ///< of the longest line
    float height_px = 0;  ///< number of lines times line height
    int lines = 0;
    bool is_cut = false;           ///< shortened with an ellipsis
    bool has_broken_word = false;  ///< a word was wider than the width and was broken
    int missing_glyphs = 0;        ///< characters without a glyph in any installed font
};

/// Shapes text and caches recent texts as textures. Main thread only; an OpenGL context must be current when it draws and when it
/// is destroyed. Never throws.
class TextPainter {
public:
    TextPainter();
    ~TextPainter();
    TextPainter(const TextPainter&) = delete;
    TextPainter& operator=(const TextPainter&) = delete;

    /// The size of `request`, without drawing it.
    TextSize measure(const TextRequest& request);
    /// Draws with the top left corner of the first line's box at `at`, rounded to integer px. If a width is set, `align` is
    /// within it.
    TextSize draw(ImDrawList& list, PointPx at, const TextRequest& request, Rgb color, float alpha = 1);
    /// The smallest width at which `request` needs no more lines than at its own width, so that titles break evenly.
    float balanced_width(const TextRequest& request);
    /// The number of cached textures.
    [[nodiscard]] std::size_t kept() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace entre
