// Many badges in one document: one a page, or in a grid on sheets with crop marks.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "print/badge/content.hpp"
#include "print/badge/painter.hpp"
#include "print/badge/template.hpp"

namespace entre {

/// Badges side by side, without gaps, in the middle of the paper: as perforated sheets have them.
struct SheetLayout {
    double width_mm = 0, height_mm = 0;
    int columns = 1, rows = 1;
    bool has_marks = true;  ///< crop marks, where the paper has room for them

    [[nodiscard]] std::size_t per_sheet() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
};

/// `paper` is "A3", "A4", "A5", "A6", "Letter" or "210x297" in mm; both empty: a page of the badge's own size. `grid` is columns x
/// rows, "2x4"; empty: as many as the paper holds. The paper is turned where that holds more. Errors: wrong_usage, with what fits.
Result<SheetLayout> sheet_layout(std::string_view paper, std::string_view grid, const BadgeTemplate& badge);

/// Takes the document's bytes as they come; false when they could not be kept.
using ByteSink = std::function<bool(std::string_view)>;

/// Writes a PDF: fonts and each sector's artwork once, whatever the number of badges; no name in its metadata. A template's back
/// follows each sheet as a page of its own, mirrored, for printing on both sides: turned over like a leaf of a book, which is the long
/// edge of an upright sheet and the short one of a sheet that lies. For one thread.
class SheetWriter {
public:
    SheetWriter(const BadgeTemplate& badge, const SheetLayout& layout, ByteSink sink);
    ~SheetWriter();
    SheetWriter(const SheetWriter&) = delete;
    SheetWriter& operator=(const SheetWriter&) = delete;

    /// Errors: template_invalid, file_unwritable.
    Result<BadgeNotes> add(const BadgeContent& content);
    /// To be called once, after the last badge. Errors: template_invalid, file_unwritable.
    Result<void> finish();

private:
    struct Document;
    Result<void> end_sheet();
    [[nodiscard]] std::pair<double, double> place_of(std::size_t cell, bool is_back) const;
    void draw_marks() const;

    const BadgeTemplate& badge_;
    SheetLayout layout_;
    std::unique_ptr<Document> document_;
    BadgePainter front_;
    std::optional<BadgePainter> back_;
    std::vector<BadgeContent> waiting_;  ///< whose backs are still to be drawn
    std::size_t on_sheet_ = 0;
};

}  // namespace entre
