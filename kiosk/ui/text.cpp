#include "kiosk/ui/text.hpp"

#include <imgui.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <unordered_map>
#include <vector>

#include "kiosk/ui/texture.hpp"

namespace entre {
namespace {

constexpr std::size_t max_textures = 192;
constexpr std::size_t max_measures = 4096;
constexpr int padding_px = 2;
// Distinguishes similar letters (l with a tail), as on the badge.
constexpr const char* features = "cv05";
constexpr const char* features_even_digits = "cv05, tnum";

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

struct Drawn {
    Texture texture;
    PointPx offset;            ///< position of the texture relative to the text's top left
    bool is_coloured = false;  ///< has emoji: drawn without tinting
    unsigned long last_used = 0;
};

/// True for text in Latin, Greek and Cyrillic; letter spacing would break scripts with joined letters.
bool may_be_tracked(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(text[i + 1]);
        const bool is_punctuation = lead == 0xE2 && (next == 0x80 || next == 0x86);
        if ((lead >= 0xD6 && lead < 0xE1) || lead == 0xE0 || lead >= 0xE3 || (lead == 0xE2 && !is_punctuation)) return false;
    }
    return true;
}

/// Cache key: everything that affects the text's appearance except its position.
std::string key_of(const TextRequest& r) {
    std::string key(r.text);
    const float numbers[] = {r.style.size_px,
                             static_cast<float>(r.style.weight),
                             r.style.tracking_em,
                             r.style.leading,
                             std::round(r.width_px),
                             static_cast<float>(r.max_lines),
                             static_cast<float>(r.align),
                             r.style.has_even_digits ? 1.0f : 0.0f};
    key.append(1, '\0').append(reinterpret_cast<const char*>(numbers), sizeof numbers);
    return key;
}

/// Converts Cairo's premultiplied pixels to straight alpha. Returns true if any pixel is coloured.
bool straighten(std::vector<std::uint8_t>& pixels) {
    bool is_coloured = false;
    for (std::size_t i = 0; i < pixels.size(); i += 4) {
        const unsigned alpha = pixels[i + 3];
        for (std::size_t c = i; c < i + 3; ++c) {
            if (pixels[c] != alpha) is_coloured = true;
            pixels[c] = alpha == 0 ? 255 : static_cast<std::uint8_t>(std::min(255u, pixels[c] * 255u / alpha));
        }
    }
    return is_coloured;
}

}  // namespace

struct TextPainter::Inside {
    std::unique_ptr<PangoFontMap, Unref> fonts{pango_cairo_font_map_new()};
    std::unique_ptr<PangoContext, Unref> context{pango_font_map_create_context(fonts.get())};
    std::unique_ptr<PangoLayout, Unref> layout{pango_layout_new(context.get())};
    std::unordered_map<std::string, Drawn> textures;
    std::unordered_map<std::string, TextSize> sizes;
    unsigned long uses = 0;

    Inside() {
        auto* options = cairo_font_options_create();
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context.get(), options);
        cairo_font_options_destroy(options);
        pango_cairo_context_set_resolution(context.get(), 96);
        pango_context_set_round_glyph_positions(context.get(), FALSE);
    }

    void set_up(const TextRequest& r) const;
    TextSize size_of(const TextRequest& r);
    Drawn render(const TextRequest& r, Rgb color) const;
    const Drawn& drawn(const TextRequest& r, Rgb color);
    void make_room();
};

void TextPainter::Inside::set_up(const TextRequest& r) const {
    auto* description = pango_font_description_new();
    pango_font_description_set_family(description, "Inter, Noto Sans, Noto Sans CJK SC, sans-serif");
    pango_font_description_set_weight(description, static_cast<PangoWeight>(r.style.weight));
    pango_font_description_set_absolute_size(description, r.style.size_px * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), description);
    pango_font_description_free(description);

    auto* attributes = pango_attr_list_new();
    if (r.style.tracking_em != 0 && may_be_tracked(r.text))
        pango_attr_list_insert(
            attributes, pango_attr_letter_spacing_new(static_cast<int>(r.style.tracking_em * r.style.size_px * PANGO_SCALE)));
    pango_attr_list_insert(attributes, pango_attr_font_features_new(r.style.has_even_digits ? features_even_digits : features));
    pango_attr_list_insert(
        attributes, pango_attr_line_height_new_absolute(static_cast<int>(r.style.leading * r.style.size_px * PANGO_SCALE)));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);

    pango_layout_set_width(layout.get(), r.width_px > 0 ? static_cast<int>(std::round(r.width_px) * PANGO_SCALE) : -1);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(layout.get(), r.max_lines > 0 && r.width_px > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_height(layout.get(), r.max_lines > 0 ? -r.max_lines : -1000);
    pango_layout_set_alignment(layout.get(), r.align == TextAlign::left     ? PANGO_ALIGN_LEFT
                                             : r.align == TextAlign::middle ? PANGO_ALIGN_CENTER
                                                                            : PANGO_ALIGN_RIGHT);
    pango_layout_set_text(layout.get(), r.text.data(), static_cast<int>(r.text.size()));
}

/// True if a line break is inside a word.
static bool breaks_a_word(PangoLayout* layout) {
    int count = 0;
    const auto* attributes = pango_layout_get_log_attrs_readonly(layout, &count);
    const char* text = pango_layout_get_text(layout);
    for (int i = 1; i < pango_layout_get_line_count(layout); ++i) {
        const auto start = g_utf8_pointer_to_offset(text, text + pango_layout_get_line_readonly(layout, i)->start_index);
        if (start < count && !attributes[start].is_line_break) return true;
    }
    return false;
}

TextSize TextPainter::Inside::size_of(const TextRequest& r) {
    auto key = key_of(r);
    if (const auto it = sizes.find(key); it != sizes.end()) return it->second;
    if (sizes.size() >= max_measures) sizes.clear();
    set_up(r);
    PangoRectangle logical;
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    TextSize size;
    size.width_px = static_cast<float>(logical.width) / PANGO_SCALE;
    size.lines = pango_layout_get_line_count(layout.get());
    size.height_px = static_cast<float>(size.lines) * r.style.leading * r.style.size_px;
    size.is_cut = pango_layout_is_ellipsized(layout.get());
    size.has_broken_word = r.width_px > 0 && breaks_a_word(layout.get());
    size.missing_glyphs = pango_layout_get_unknown_glyphs_count(layout.get());
    sizes.emplace(std::move(key), size);
    return size;
}

Drawn TextPainter::Inside::render(const TextRequest& r, Rgb color) const {
    set_up(r);
    PangoRectangle ink;
    pango_layout_get_pixel_extents(layout.get(), &ink, nullptr);
    const SizePx size{std::max(1, ink.width + 2 * padding_px), std::max(1, ink.height + 2 * padding_px)};
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4);
    {
        const std::unique_ptr<cairo_surface_t, Unref> surface{
            cairo_image_surface_create_for_data(pixels.data(), CAIRO_FORMAT_ARGB32, size.width, size.height, size.width * 4)};
        const std::unique_ptr<cairo_t, Unref> cairo{cairo_create(surface.get())};
        cairo_set_source_rgb(cairo.get(), color.red / 255.0, color.green / 255.0, color.blue / 255.0);
        cairo_move_to(cairo.get(), padding_px - ink.x, padding_px - ink.y);
        pango_cairo_show_layout(cairo.get(), layout.get());
        cairo_surface_flush(surface.get());
    }
    Drawn out;
    out.is_coloured = straighten(pixels);
    out.offset = {static_cast<float>(ink.x - padding_px), static_cast<float>(ink.y - padding_px)};
    out.texture.show_bgra(size, pixels);
    return out;
}

void TextPainter::Inside::make_room() {
    while (textures.size() >= max_textures)
        textures.erase(std::ranges::min_element(textures, {}, [](const auto& kept) { return kept.second.last_used; }));
}

/// Textures are white and tinted when drawn, so that one serves all colours; text with emoji is cached once per colour.
const Drawn& TextPainter::Inside::drawn(const TextRequest& r, Rgb color) {
    constexpr Rgb white{255, 255, 255};
    auto key = key_of(r);
    const auto coloured_key = key + static_cast<char>(color.red) + static_cast<char>(color.green) + static_cast<char>(color.blue);
    auto it = textures.find(key);
    if (it == textures.end()) it = textures.find(coloured_key);
    if (it == textures.end()) {
        make_room();
        auto fresh = render(r, white);
        if (fresh.is_coloured) {
            fresh = render(r, color);
            fresh.is_coloured = true;
            key = coloured_key;
        }
        it = textures.emplace(std::move(key), std::move(fresh)).first;
    }
    it->second.last_used = ++uses;
    return it->second;
}

TextPainter::TextPainter() : inside_(std::make_unique<Inside>()) {}
TextPainter::~TextPainter() = default;

TextSize TextPainter::measure(const TextRequest& request) { return inside_->size_of(request); }

TextSize TextPainter::draw(ImDrawList& list, PointPx at, const TextRequest& request, Rgb color, float alpha) {
    const auto size = inside_->size_of(request);
    if (request.text.empty()) return size;
    const auto& drawn = inside_->drawn(request, color);
    const ImVec2 from{std::round(at.x + drawn.offset.x), std::round(at.y + drawn.offset.y)};
    const auto texture_size = drawn.texture.size();
    const ImVec2 to{from.x + static_cast<float>(texture_size.width), from.y + static_cast<float>(texture_size.height)};
    const auto opacity = static_cast<int>(std::lround(std::clamp(alpha, 0.0f, 1.0f) * 255));
    const auto tint =
        drawn.is_coloured ? IM_COL32(255, 255, 255, opacity) : IM_COL32(color.red, color.green, color.blue, opacity);
    list.AddImage(reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(drawn.texture.id())), from, to, {0, 0}, {1, 1}, tint);
    return size;
}

float TextPainter::balanced_width(const TextRequest& request) {
    const auto lines = measure(request).lines;
    if (lines < 2) return request.width_px;
    float wide = request.width_px, narrow = request.width_px / static_cast<float>(lines) * 0.8f;
    while (wide - narrow > request.style.size_px * 0.1f) {
        auto attempt = request;
        attempt.width_px = (wide + narrow) / 2;
        const auto size = measure(attempt);
        (size.lines <= lines && !size.has_broken_word && !size.is_cut ? wide : narrow) = attempt.width_px;
    }
    return std::ceil(wide);
}

std::size_t TextPainter::kept() const { return inside_->textures.size(); }

}  // namespace entre
