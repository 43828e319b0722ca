// Text as pictures: shaped, wrapped and shortened by Pango, so that every script, kerning and a real ellipsis come for free and
// fixed words and people's names go the same way.
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
    float tracking_em = 0;  ///< letter spacing; left out for scripts that join
    float leading = 1.4f;   ///< line distance as a share of the em
    bool has_even_digits = false;
};

/// Inter's capitals are this share of the em.
inline constexpr float cap_share = 0.7275f;

struct TextRequest {
    std::string_view text;  ///< UTF-8
    TextStyle style;
    float width_px = 0;  ///< wraps here; 0: one line, as long as it gets
    int max_lines = 0;  ///< the last one ends in an ellipsis; 0: as many as it takes
    TextAlign align = TextAlign::left;
};

struct TextSize {
    float width_px = 0;   ///< of the longest line
    float height_px = 0;  ///< lines times leading
    int lines = 0;
    bool is_cut = false;           ///< an ellipsis stands for what did not fit
    bool has_broken_word = false;  ///< the width was too small for a whole word
    int missing_glyphs = 0;        ///< characters no installed font has
};

/// Shapes text and keeps the last ones as textures. Main thread only; an OpenGL context must be current when it draws and when
/// it goes away. Never throws.
class TextPainter {
public:
    TextPainter();
    ~TextPainter();
    TextPainter(const TextPainter&) = delete;
    TextPainter& operator=(const TextPainter&) = delete;

    /// How large `request` gets; nothing is drawn.
    TextSize measure(const TextRequest& request);
    /// Draws with the top left of the first line's box at `at`, rounded to whole px. With a width, `align` is within it.
    TextSize draw(ImDrawList& list, PointPx at, const TextRequest& request, Rgb color, float alpha = 1);
    /// The narrowest width at which `request` takes no more lines than at its own: titles break evenly.
    float balanced_width(const TextRequest& request);
    /// How many textures are kept.
    [[nodiscard]] std::size_t kept() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace entre
