#include "print/badge/sheets.hpp"

#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/base/text.hpp"
#include "print/badge/svg_values.hpp"

namespace entre {

namespace {

constexpr double slack_mm = 0.05;
constexpr double mark_mm = 5, mark_gap_mm = 1, min_mark_mm = 1.5;

struct Size {
    double width = 0, height = 0;
};

std::optional<Size> paper_size(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Size>, 5> known{
        {{"a3", {297, 420}}, {"a4", {210, 297}}, {"a5", {148, 210}}, {"a6", {105, 148}}, {"letter", {215.9, 279.4}}}};
    const std::string lower = to_lower_ascii(trim(name));
    for (const auto& [word, size] : known)
        if (word == lower) return size;
    const auto cross = lower.find('x');
    if (cross == std::string::npos) return std::nullopt;
    const auto width = number_of(std::string_view(lower).substr(0, cross)),
               height = number_of(std::string_view(lower).substr(cross + 1));
    const auto is_paper = [](const std::optional<double>& side) { return side && *side >= 20 && *side <= 2000; };
    if (!is_paper(width) || !is_paper(height)) return std::nullopt;
    return Size{*width, *height};
}

std::optional<std::pair<int, int>> grid_of(std::string_view text) {
    const auto cross = text.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    const auto columns = number_of(text.substr(0, cross)), rows = number_of(text.substr(cross + 1));
    const auto is_count = [](const std::optional<double>& n) { return n && *n >= 1 && *n <= 50 && *n == std::floor(*n); };
    if (!is_count(columns) || !is_count(rows)) return std::nullopt;
    return std::pair(static_cast<int>(*columns), static_cast<int>(*rows));
}

int how_many(double paper, double badge) { return static_cast<int>((paper + slack_mm) / badge); }

}  // namespace

Result<SheetLayout> sheet_layout(std::string_view paper, std::string_view grid, const BadgeTemplate& badge) {
    if (paper.empty() && grid.empty()) return SheetLayout{badge.width_mm, badge.height_mm, 1, 1, false};
    if (paper.empty()) paper = "A4";
    const auto size = paper_size(paper);
    if (!size)
        return fail(ErrorCode::wrong_usage,
                    fmt::format("--sheet {}: should be A3, A4, A5, A6, Letter, or width x height in mm such as 210x297", paper));
    const Size turned{size->height, size->width};
    const auto hold = [&](const Size& s) {
        return std::pair(how_many(s.width, badge.width_mm), how_many(s.height, badge.height_mm));
    };
    const auto [columns, rows] = hold(*size);
    const auto [turned_columns, turned_rows] = hold(turned);
    if (grid.empty()) {
        if (turned_columns * turned_rows > columns * rows)
            return SheetLayout{turned.width, turned.height, turned_columns, turned_rows};
        if (columns * rows > 0) return SheetLayout{size->width, size->height, columns, rows};
        return fail(ErrorCode::wrong_usage, fmt::format("--sheet {}: a badge of {:g} x {:g} mm does not fit on it", paper,
                                                        badge.width_mm, badge.height_mm));
    }
    const auto wanted = grid_of(grid);
    if (!wanted) return fail(ErrorCode::wrong_usage, fmt::format("--grid {}: should be columns x rows, such as 2x4", grid));
    const auto [across, down] = *wanted;
    if (across <= columns && down <= rows) return SheetLayout{size->width, size->height, across, down};
    if (across <= turned_columns && down <= turned_rows) return SheetLayout{turned.width, turned.height, across, down};
    return fail(
        ErrorCode::wrong_usage,
        fmt::format(
            "--grid {}: {} badges of {:g} x {:g} mm do not fit on {:g} x {:g} mm; {}x{} would, or {}x{} with the paper turned",
            grid, across * down, badge.width_mm, badge.height_mm, size->width, size->height, columns, rows, turned_columns,
            turned_rows));
}

struct SheetWriter::Document {
    ByteSink sink;
    std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface{nullptr, cairo_surface_destroy};
    std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo{nullptr, cairo_destroy};
    std::optional<PdfTag> root{};  ///< of a tagged document
    std::size_t size = 0;
    std::optional<std::string> end{};  ///< what Cairo writes last; kept for pdf_update

    static cairo_status_t write(void* document, const unsigned char* bytes, unsigned count) {
        auto& out = *static_cast<Document*>(document);
        const std::string_view more(reinterpret_cast<const char*>(bytes), count);
        out.size += count;
        if (out.end) *out.end += more;
        return out.sink(more) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
    }

    [[nodiscard]] Result<void> health() const {
        auto status = cairo ? cairo_status(cairo.get()) : CAIRO_STATUS_SUCCESS;
        if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
        return health(status);
    }

    [[nodiscard]] static Result<void> health(cairo_status_t status) {
        if (status == CAIRO_STATUS_SUCCESS) return {};
        return fail(ErrorCode::file_unwritable,
                    fmt::format("the badges could not be written: {}. Is the disk full?", cairo_status_to_string(status)));
    }
};

SheetWriter::SheetWriter(const BadgeTemplate& badge, const SheetLayout& layout, ByteSink sink, std::optional<DocumentTexts> texts)
    : badge_(badge), layout_(layout), texts_(std::move(texts)), document_(std::make_unique<Document>()), front_(badge, true) {
    if (badge.back) back_.emplace(*badge.back, true);
    document_->sink = std::move(sink);
    document_->surface.reset(cairo_pdf_surface_create_for_stream(Document::write, document_.get(), layout.width_mm * pt_per_mm,
                                                                 layout.height_mm * pt_per_mm));
    // A fixed date makes the output reproducible and does not reveal when the badges were made.
    cairo_pdf_surface_set_metadata(document_->surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    if (texts_) prepare_tagged_pdf(document_->surface.get(), *texts_);
    document_->cairo.reset(cairo_create(document_->surface.get()));
    if (texts_) document_->root.emplace(document_->cairo.get(), "Document");
}

SheetWriter::~SheetWriter() = default;

/// Upper left corner of a cell, in points; on the back the columns run from right to left.
std::pair<double, double> SheetWriter::place_of(std::size_t cell, bool is_back) const {
    const int column = static_cast<int>(cell) % layout_.columns, row = static_cast<int>(cell) / layout_.columns;
    const double left = (layout_.width_mm - layout_.columns * badge_.width_mm) / 2;
    const double top = (layout_.height_mm - layout_.rows * badge_.height_mm) / 2;
    const int across = is_back ? layout_.columns - 1 - column : column;
    return {(left + across * badge_.width_mm) * pt_per_mm, (top + row * badge_.height_mm) * pt_per_mm};
}

Result<BadgeNotes> SheetWriter::add(const BadgeContent& content) {
    if (on_sheet_ == layout_.per_sheet())
        if (auto ended = end_sheet(); !ended) return pass_on(ended);
    cairo_t* cairo = document_->cairo.get();
    const auto [x, y] = place_of(on_sheet_++, false);
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    auto notes = front_.paint(cairo, content, texts_.has_value());
    cairo_restore(cairo);
    if (back_) waiting_.push_back(content);
    if (auto health = document_->health(); !health) return pass_on(health);
    return notes;
}

Result<void> SheetWriter::end_sheet() {
    cairo_t* cairo = document_->cairo.get();
    if (layout_.has_marks) draw_marks();
    cairo_show_page(cairo);
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        const auto [x, y] = place_of(i, true);
        cairo_save(cairo);
        cairo_translate(cairo, x, y);
        auto drawn = back_->paint(cairo, waiting_[i]);
        cairo_restore(cairo);
        if (!drawn) return pass_on(drawn);
    }
    if (!waiting_.empty()) cairo_show_page(cairo);
    waiting_.clear();
    on_sheet_ = 0;
    return document_->health();
}

/// Draws short hairlines in the margin at every cut, never on a badge.
void SheetWriter::draw_marks() const {
    cairo_t* cairo = document_->cairo.get();
    const double left = (layout_.width_mm - layout_.columns * badge_.width_mm) / 2;
    const double top = (layout_.height_mm - layout_.rows * badge_.height_mm) / 2;
    const double right = layout_.width_mm - left, bottom = layout_.height_mm - top;
    const auto line = [&](double x1, double y1, double x2, double y2) {
        cairo_move_to(cairo, x1 * pt_per_mm, y1 * pt_per_mm);
        cairo_line_to(cairo, x2 * pt_per_mm, y2 * pt_per_mm);
    };
    cairo_save(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_set_line_width(cairo, 0.35);
    const double tall = std::min(mark_mm, top - mark_gap_mm), wide = std::min(mark_mm, left - mark_gap_mm);
    for (int i = 0; tall >= min_mark_mm && i <= layout_.columns; ++i) {
        const double x = left + i * badge_.width_mm;
        line(x, top - mark_gap_mm - tall, x, top - mark_gap_mm);
        line(x, bottom + mark_gap_mm, x, bottom + mark_gap_mm + tall);
    }
    for (int i = 0; wide >= min_mark_mm && i <= layout_.rows; ++i) {
        const double y = top + i * badge_.height_mm;
        line(left - mark_gap_mm - wide, y, left - mark_gap_mm, y);
        line(right + mark_gap_mm, y, right + mark_gap_mm + wide, y);
    }
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

Result<void> SheetWriter::finish() {
    if (on_sheet_ > 0)
        if (auto ended = end_sheet(); !ended) return ended;
    if (auto health = document_->health(); !health) return health;
    document_->root.reset();
    document_->cairo.reset();
    if (texts_) document_->end.emplace();
    cairo_surface_finish(document_->surface.get());
    if (auto health = document_->health(); !health || !texts_) return health;
    if (document_->sink(pdf_update(*document_->end, document_->size, *texts_))) return {};
    return Document::health(CAIRO_STATUS_WRITE_ERROR);
}

}  // namespace entre
