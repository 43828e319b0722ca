#include "print/badge/lettering.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr const char* families = "Inter, Noto Sans, Noto Sans Arabic, Noto Sans CJK SC";
/// All text is laid out at this size and scaled when drawn: fontconfig sorts all fonts of the system for each size that it has
/// not seen yet, and Pango keeps the result (a tenth of a megabyte). Large enough that rounding to Pango's integer units (1/1024
/// pt) does not matter.
constexpr double layout_size = 200;

struct GUnref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
using LayoutPtr = std::unique_ptr<PangoLayout, GUnref>;

bool joins_letters(std::string_view text) {
    for (const char* at = text.data(); at < text.data() + text.size(); at = g_utf8_next_char(at)) {
        const GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(at));
        if (script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_INHERITED && script != G_UNICODE_SCRIPT_LATIN &&
            script != G_UNICODE_SCRIPT_CYRILLIC && script != G_UNICODE_SCRIPT_GREEK)
            return true;
    }
    return false;
}

}  // namespace

struct Lettering::Shaper {
    std::unique_ptr<PangoContext, GUnref> context;

    Shaper() : context(pango_font_map_create_context(pango_cairo_font_map_get_default())) {
        // With hinting, widths would not scale with the size, and the screen picture would differ from the printed page.
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        pango_cairo_context_set_font_options(context.get(), options);
        cairo_font_options_destroy(options);
        pango_cairo_context_set_resolution(context.get(), 72);
        pango_context_set_round_glyph_positions(context.get(), FALSE);
    }

    [[nodiscard]] LayoutPtr layout(std::string_view line, const LetterStyle& style) const {
        LayoutPtr out(pango_layout_new(context.get()));
        PangoFontDescription* font = pango_font_description_new();
        pango_font_description_set_family(font, style.family.empty() ? families : (style.family + ", " + families).c_str());
        pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
        pango_font_description_set_absolute_size(font, layout_size * PANGO_SCALE);
        pango_layout_set_font_description(out.get(), font);
        pango_font_description_free(font);
        pango_layout_set_single_paragraph_mode(out.get(), TRUE);
        pango_layout_set_text(out.get(), line.data(), static_cast<int>(line.size()));
        PangoAttrList* attributes = pango_attr_list_new();
        if (style.tracking_em != 0 && !joins_letters(line))
            pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(
                                                   static_cast<int>(std::lround(style.tracking_em * layout_size * PANGO_SCALE))));
        pango_attr_list_insert(attributes, pango_attr_fallback_new(TRUE));
        pango_layout_set_attributes(out.get(), attributes);
        pango_attr_list_unref(attributes);
        return out;
    }
};

Lettering::Lettering() : shaper_(std::make_unique<Shaper>()) {}
Lettering::~Lettering() = default;

double Lettering::width(std::string_view line, const LetterStyle& style) const {
    const LayoutPtr layout = shaper_->layout(line, style);
    PangoRectangle logical{};
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    return logical.width / (layout_size * PANGO_SCALE);
}

int Lettering::draw(cairo_t* cairo, std::string_view line, const LetterStyle& style, double size, double x,
                    double baseline) const {
    const LayoutPtr layout = shaper_->layout(line, style);
    cairo_save(cairo);
    cairo_translate(cairo, x, baseline);
    cairo_scale(cairo, size / layout_size, size / layout_size);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout.get(), 0));
    cairo_restore(cairo);
    return pango_layout_get_unknown_glyphs_count(layout.get());
}

int Lettering::missing_count(std::string_view line, const LetterStyle& style) const {
    return pango_layout_get_unknown_glyphs_count(shaper_->layout(line, style).get());
}

std::vector<std::string> Lettering::missing_in(std::string_view text) const {
    std::vector<std::string> out;
    for (const std::string& letter : graphemes(text)) {
        const LayoutPtr layout = shaper_->layout(letter, {});
        if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0 && std::find(out.begin(), out.end(), letter) == out.end())
            out.push_back(letter);
    }
    return out;
}

bool is_family_installed(const std::string& family) {
    PangoFontFamily** all = nullptr;
    int count = 0;
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &all, &count);
    const bool is_there = std::any_of(all, all + count, [&](PangoFontFamily* one) {
        return g_ascii_strcasecmp(pango_font_family_get_name(one), family.c_str()) == 0;
    });
    g_free(all);
    return is_there;
}

bool Lettering::is_right_to_left(std::string_view text) const {
    return pango_layout_get_direction(shaper_->layout(text, {}).get(), 0) == PANGO_DIRECTION_RTL;
}

}  // namespace entre
