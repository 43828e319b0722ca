// Writes many badges to one document: one per page, or in a grid on sheets with crop marks.
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
#include "print/badge/tagged_pdf.hpp"
#include "print/badge/template.hpp"

namespace entre {

/// Badges side by side without gaps, centred on the paper, as on perforated sheets.
struct SheetLayout {
    double width_mm = 0, height_mm = 0;
    int columns = 1, rows = 1;
    bool has_marks = true;  ///< drawn where the margins have room for them

    [[nodiscard]] std::size_t per_sheet() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
};

/// `paper` is "A3", "A4", "A5", "A6", "Letter" or "210x297" in mm; if both are empty, each page has the badge's own size. `grid`
/// is columns x rows, "2x4"; if empty, as many badges as the paper holds. The paper is turned if it then holds more.
/// Errors: wrong_usage, with what would fit.
Result<SheetLayout> sheet_layout(std::string_view paper, std::string_view grid, const BadgeTemplate& badge);

/// Receives the document's bytes as they are produced; returns false if they could not be stored.
using ByteSink = std::function<bool(std::string_view)>;

/// Writes a PDF that embeds fonts and each sector's artwork once, regardless of the number of badges; no name in its metadata. If
/// the template has a back, a mirrored page with the backs follows each sheet, for duplex printing. Sheets are turned like the
/// page of a book: over the long edge for portrait paper, over the short edge for landscape. With `texts` the fronts are tagged
/// for screen readers, for documents that are sent to people. For use from one thread.
class SheetWriter {
public:
    SheetWriter(const BadgeTemplate& badge, const SheetLayout& layout, ByteSink sink, std::optional<DocumentTexts> texts = {});
    ~SheetWriter();
    SheetWriter(const SheetWriter&) = delete;
    SheetWriter& operator=(const SheetWriter&) = delete;

    /// Errors: template_invalid, file_unwritable.
    Result<BadgeNotes> add(const BadgeContent& content);
    /// Call once, after the last badge. Errors: template_invalid, file_unwritable.
    Result<void> finish();

private:
    struct Document;
    Result<void> end_sheet();
    [[nodiscard]] std::pair<double, double> place_of(std::size_t cell, bool is_back) const;
    void draw_marks() const;

    const BadgeTemplate& badge_;
    SheetLayout layout_;
    std::optional<DocumentTexts> texts_;
    std::unique_ptr<Document> document_;
    BadgePainter front_;
    std::optional<BadgePainter> back_;
    std::vector<BadgeContent> waiting_;  ///< badges on this sheet whose backs are not drawn yet
    std::size_t on_sheet_ = 0;
};

}  // namespace entre
