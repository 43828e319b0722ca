#include "print/badge/painter.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/qr/barcode.hpp"
#include "print/badge/tagged_pdf.hpp"

namespace entre {

namespace {

constexpr double name_tracking_em = -0.02;
constexpr double chip_em = 1.04, chip_indent_em = 1.56;  ///< the pattern before a sector name, and the indent of the name
constexpr Rgb black{0, 0, 0}, white{255, 255, 255};
constexpr double quarter_turn = 1.5707963267948966;

void set_color(cairo_t* cairo, Rgb color) {
    cairo_set_source_rgb(cairo, color.red / 255.0, color.green / 255.0, color.blue / 255.0);
}

CategoryLook look_of(const BadgeContent& content) {
    return {content.ink == BadgeInk::black ? black : content.category_color, content.category_pattern};
}

/// The category colour if it has enough contrast on white, otherwise `otherwise`.
Rgb readable(Rgb color, Rgb otherwise) { return contrast_ratio(color, white) >= 4.5 ? color : otherwise; }

std::string joined(const std::string& first, const std::string& second) {
    return first.empty() || second.empty() ? first + second : first + " · " + second;
}

/// Fills the dark modules, one unit wide, as a single path, so that no hairlines appear between rows.
void fill_modules(cairo_t* cairo, const QrSymbol& qr) {
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);  // readers misjudge modules with grey edges
    set_color(cairo, black);
    for (int y = 0; y < qr.size; ++y) {
        for (int x = 0; x < qr.size;) {
            int run = 0;
            while (x + run < qr.size && qr.is_dark(x + run, y)) ++run;
            if (run > 0) cairo_rectangle(cairo, x, y, run, 1);
            x += std::max(run, 1);
        }
    }
    cairo_fill(cairo);
}

/// Scope guard: moves the origin to the box's upper left corner as seen by the reader and rotates the axes; width and height are
/// as seen by the reader too.
class TurnedInto {
public:
    TurnedInto(cairo_t* cairo, const BoxMm& box, int turns) : cairo_(cairo) {
        cairo_save(cairo_);
        cairo_translate(cairo_, (box.x + box.width / 2) * pt_per_mm, (box.y + box.height / 2) * pt_per_mm);
        cairo_rotate(cairo_, turns * quarter_turn);
        const bool is_across = turns % 2 == 1;
        width = (is_across ? box.height : box.width) * pt_per_mm;
        height = (is_across ? box.width : box.height) * pt_per_mm;
        cairo_translate(cairo_, -width / 2, -height / 2);
    }
    ~TurnedInto() { cairo_restore(cairo_); }
    TurnedInto(const TurnedInto&) = delete;
    TurnedInto& operator=(const TurnedInto&) = delete;

    double width = 0, height = 0;

private:
    cairo_t* cairo_;
};

}  // namespace

/// A text fitted to its box.
struct BadgePainter::Fitting {
    FittedText text;
    LetterStyle style;
    double width = 0, height = 0;  ///< of the box as seen by the reader
    double line_height = 1.06;
    double indent = 0;  ///< space for the sector's pattern, if it has one
    bool is_right_to_left = false;
};

void BadgePainter::Recording::operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }

BadgePainter::BadgePainter(const BadgeTemplate& side, bool shares_artwork) : side_(side), shares_artwork_(shares_artwork) {}
BadgePainter::~BadgePainter() = default;

Result<void> BadgePainter::paint_parts(cairo_t* cairo, const BadgeContent& content, bool is_tagged, BadgeNotes& notes) {
    const auto as = [&](std::optional<PdfTag>& tag, const char* name) {
        if (is_tagged) tag.emplace(cairo, name);
    };
    // Its letters are outlines by now: there is nothing in it that could be read aloud.
    if (auto drawn = paint_artwork(cairo, look_of(content)); !drawn) return drawn;
    for (const QrBox& box : side_.codes) {
        std::optional<PdfTag> tag;
        as(tag, "Figure");
        paint_code(cairo, box, content.ticket_code, notes);
    }
    for (const TextBox& box : side_.texts) {
        const Fitting fitting = fitted(box, content);
        std::optional<PdfTag> tag;
        if (!fitting.text.lines.empty()) as(tag, box.field == BoxField::name ? "H1" : "P");
        notes.missing_glyphs += paint_text(cairo, box, fitting, content);
        note(box, fitting, notes);
    }
    return {};
}

Result<BadgeNotes> BadgePainter::paint(cairo_t* cairo, const BadgeContent& content, bool is_tagged) {
    cairo_save(cairo);
    cairo_rectangle(cairo, 0, 0, side_.width_mm * pt_per_mm, side_.height_mm * pt_per_mm);
    cairo_clip(cairo);
    set_color(cairo, white);
    cairo_paint(cairo);
    BadgeNotes notes;
    if (auto drawn = paint_parts(cairo, content, is_tagged, notes); !drawn) {
        cairo_restore(cairo);
        return pass_on(drawn);
    }
    if (!content.stamp.empty()) paint_stamp(cairo, content.stamp);
    cairo_restore(cairo);
    if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS)
        return fail(ErrorCode::template_invalid, cairo_status_to_string(cairo_status(cairo)));
    return notes;
}

/// White letters on a black bar, which every printer can print.
void BadgePainter::paint_stamp(cairo_t* cairo, const std::string& stamp) const {
    const double width = side_.width_mm * pt_per_mm, height = side_.height_mm * pt_per_mm;
    const double bar = std::min(height * 0.05, 3 * pt_per_mm), size = bar * 0.72;
    set_color(cairo, {0, 0, 0});
    cairo_rectangle(cairo, 0, height - bar, width, bar);
    cairo_fill(cairo);
    set_color(cairo, white);
    const LetterStyle style{.weight = 700, .tracking_em = 0.2};
    lettering_.draw(cairo, stamp, style, size, (width - lettering_.width(stamp, style) * size) / 2, height - bar * 0.25);
}

Result<void> BadgePainter::paint_artwork(cairo_t* cairo, const CategoryLook& look) {
    const double width = side_.width_mm * pt_per_mm, height = side_.height_mm * pt_per_mm;
    auto known = artworks_.find(look);
    if (known == artworks_.end()) {
        auto artwork = Artwork::open(side_.artwork, look);
        if (!artwork) return pass_on(artwork);
        known = artworks_.emplace(look, Shared{std::move(*artwork), nullptr}).first;
        if (shares_artwork_) {
            const cairo_rectangle_t extents{0, 0, width, height};
            known->second.recording.reset(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
            const std::unique_ptr<cairo_t, void (*)(cairo_t*)> onto(cairo_create(known->second.recording.get()), cairo_destroy);
            if (auto drawn = known->second.artwork.draw(onto.get(), width, height); !drawn) return drawn;
        }
    }
    cairo_save(cairo);
    Result<void> drawn;
    if (known->second.recording) {
        cairo_set_source_surface(cairo, known->second.recording.get(), 0, 0);
        cairo_paint(cairo);
    } else {
        drawn = known->second.artwork.draw(cairo, width, height);
    }
    cairo_restore(cairo);
    return drawn;
}

std::string BadgePainter::text_for(const TextBox& box, const BadgeContent& content) const {
    switch (box.field) {
        case BoxField::name:
            return content.name;
        case BoxField::event:
            return content.event;
        case BoxField::organisation:
            return content.organisation;
        case BoxField::title:
            return content.title;
        case BoxField::category:
            return side_.box(BoxField::title) != nullptr ? content.category : joined(content.category, content.title);
        case BoxField::place:
            return content.place;
        case BoxField::number:
            return content.print_number > 1 ? std::to_string(content.print_number) : "";
        case BoxField::free:
            return content.free[static_cast<std::size_t>(box.free)];
    }
    return {};
}

BadgePainter::Fitting BadgePainter::fitted(const TextBox& box, const BadgeContent& content) const {
    const std::string text = text_for(box, content);
    Fitting out;
    const bool is_across = box.turns % 2 == 1;
    out.width = (is_across ? box.box.height : box.box.width) * pt_per_mm;
    out.height = (is_across ? box.box.width : box.box.height) * pt_per_mm;
    if (text.empty()) return out;
    out.style = {box.weight, box.field == BoxField::name ? name_tracking_em : 0, box.family};
    out.is_right_to_left = lettering_.is_right_to_left(text);
    // Running text needs more line spacing than a name; Arabic and Hebrew extend further above and below the line.
    if (box.weight < 700 || out.is_right_to_left) out.line_height = 1.2;
    FitRules rules{out.width, out.height, box.largest_pt, box.smallest_pt, box.max_lines, out.line_height, {}};
    if (box.field == BoxField::name) rules.first_part = content.first_part;
    const auto measure_width = [&](std::string_view line) { return lettering_.width(line, out.style); };
    const bool has_chip = box.field == BoxField::category && !content.category.empty();
    if (has_chip) rules.width -= chip_indent_em * box.largest_pt;
    out.text = fit_text(text, rules, measure_width);
    if (has_chip) {
        // The pattern is as high as the words, so fit the words again in the space that it leaves.
        out.indent = chip_indent_em * out.text.size;
        rules.width = out.width - out.indent;
        rules.largest = out.text.size;
        out.text = fit_text(text, rules, measure_width);
    }
    // At a line break the separating dot is superfluous.
    constexpr std::string_view dot = " ·";
    for (std::size_t i = 0; i + 1 < out.text.lines.size(); ++i)
        if (out.text.lines[i].ends_with(dot)) out.text.lines[i].resize(out.text.lines[i].size() - dot.size());
    return out;
}

int BadgePainter::paint_text(cairo_t* cairo, const TextBox& box, const Fitting& fitting, const BadgeContent& content) const {
    if (fitting.text.lines.empty()) return 0;
    int missing = 0;
    const TurnedInto place(cairo, box.box, box.turns);
    const double size = fitting.text.size;
    const double used = block_height(fitting.text.lines.size(), size, fitting.line_height);
    const double down = box.valign == VAlign::top ? 0 : box.valign == VAlign::middle ? 0.5 : 1;
    const double top = down * (place.height - used);
    const double right_to_left = fitting.is_right_to_left ? 1 : 0;
    const double share = box.align == Align::middle ? 0.5 : box.align == Align::end ? 1 - right_to_left : right_to_left;
    const bool is_category = box.field == BoxField::category && fitting.indent > 0;
    Rgb color = is_category ? readable(content.category_color, box.color) : box.color;
    if (content.ink == BadgeInk::black) color = contrast_ratio(box.color, white) < 1.5 ? white : black;

    double baseline = top + first_baseline * size, min_free = place.width;
    std::vector<double> free;
    for (const std::string& line : fitting.text.lines) {
        free.push_back(place.width - fitting.indent - lettering_.width(line, fitting.style) * size);
        min_free = std::min(min_free, free.back());
    }
    if (is_category) {
        // Centre the pattern on the capitals of the first line (0.73 em high), next to the words.
        const double chip = chip_em * size;
        const double x = fitting.is_right_to_left ? place.width - chip : share * min_free;
        draw_pattern_chip(cairo, x, baseline - 0.365 * size - chip / 2, chip, {color, content.category_pattern});
    }
    set_color(cairo, color);
    for (std::size_t i = 0; i < free.size(); ++i) {
        const double indent = fitting.is_right_to_left ? 0 : fitting.indent;
        missing += lettering_.draw(cairo, fitting.text.lines[i], fitting.style, size, indent + share * free[i], baseline);
        baseline += fitting.line_height * size;
    }
    return missing;
}

/// The dark modules fill the box; the quiet zone around it is painted white over any artwork.
void BadgePainter::paint_code(cairo_t* cairo, const QrBox& box, const std::string& code, BadgeNotes& notes) const {
    const QrSymbol qr = qr_symbol(code);
    if (qr.size == 0) return;
    const TurnedInto place(cairo, box.box, box.turns);
    const double module = place.width / qr.size, quiet = qr_quiet_zone * module;
    notes.module_mm = notes.module_mm == 0 ? module / pt_per_mm : std::min(notes.module_mm, module / pt_per_mm);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    set_color(cairo, white);
    cairo_rectangle(cairo, -quiet, -quiet, place.width + 2 * quiet, place.height + 2 * quiet);
    cairo_fill(cairo);
    cairo_scale(cairo, module, module);
    if (!shares_artwork_) return fill_modules(cairo, qr);
    // Documents with thousands of badges stay small when each code is a separate drawing with small integer coordinates.
    const cairo_rectangle_t extents{0, 0, static_cast<double>(qr.size), static_cast<double>(qr.size)};
    const std::unique_ptr<cairo_surface_t, Recording> drawing(
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> onto(cairo_create(drawing.get()), cairo_destroy);
    fill_modules(onto.get(), qr);
    cairo_set_source_surface(cairo, drawing.get(), 0, 0);
    cairo_paint(cairo);
}

void BadgePainter::note(const TextBox& box, const Fitting& fitting, BadgeNotes& notes) {
    if (box.field != BoxField::name || fitting.text.lines.empty()) return;
    const double size = fitting.text.size;
    notes.name_pt = notes.name_pt == 0 ? size : std::min(notes.name_pt, size);
    notes.name_lines = std::max(notes.name_lines, static_cast<int>(fitting.text.lines.size()));
    notes.is_at_floor = notes.is_at_floor || fitting.text.is_at_floor;
    notes.is_below_floor = notes.is_below_floor || size < box.smallest_pt - 1e-6;
}

BadgeNotes BadgePainter::measure(const BadgeContent& content) const {
    BadgeNotes notes;
    for (const TextBox& box : side_.texts) {
        const Fitting fitting = fitted(box, content);
        for (const std::string& line : fitting.text.lines) notes.missing_glyphs += lettering_.missing_count(line, fitting.style);
        note(box, fitting, notes);
    }
    const int modules = side_.codes.empty() ? 0 : qr_symbol(content.ticket_code).size;
    for (const QrBox& box : side_.codes)
        if (modules > 0)
            notes.module_mm = notes.module_mm == 0 ? box.box.width / modules : std::min(notes.module_mm, box.box.width / modules);
    return notes;
}

std::vector<std::string> BadgePainter::missing_in(const BadgeContent& content) const {
    std::string all;
    for (const TextBox& box : side_.texts) all += text_for(box, content) + " ";
    return lettering_.missing_in(all);
}

}  // namespace entre
