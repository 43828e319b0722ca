#include "print/roll_call.hpp"

#include <cairo-pdf.h>
#include <cairo.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "core/base/text.hpp"
#include "print/badge/lettering.hpp"
#include "print/badge/tagged_pdf.hpp"

namespace entre {

namespace {

constexpr double pt_per_mm = 72 / 25.4;
constexpr double width_pt = 210 * pt_per_mm, height_pt = 297 * pt_per_mm;
constexpr double margin = 18 * pt_per_mm;
constexpr double row_height = 17, group_gap = 11, footer_height = 24;
constexpr double box_width = 16, organisation_x = margin + 250, right_edge = width_pt - margin;

struct SurfaceEnd {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct CairoEnd {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

cairo_status_t keep(void* out, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

std::string with_numbers(std::string pattern, std::size_t page, std::size_t pages) {
    const std::pair<std::string, std::string> slots[] = {{"{1}", std::to_string(page)}, {"{2}", std::to_string(pages)}};
    for (const auto& [slot, number] : slots)
        if (const auto at = pattern.find(slot); at != std::string::npos) pattern.replace(at, slot.size(), number);
    return pattern;
}

/// Position of each row. Computed before drawing, because the footer shows the number of pages.
struct Placed {
    std::size_t page = 0;
    double baseline = 0;
    const RollCall::Group* group = nullptr;  ///< set for a group title
    const RollCall::Line* line = nullptr;    ///< or for a person
    bool is_continued = false;
};

class Sheet {
public:
    Sheet(cairo_t* cairo, const RollCall& call) : cairo_(cairo), call_(call) {}

    void draw() {
        const PdfTag document(cairo_, "Document");
        const auto rows = place();
        const std::size_t pages = rows.empty() ? 1 : rows.back().page + 1;
        auto row = rows.begin();
        for (std::size_t page = 0; page < pages; ++page) {
            draw_head(page == 0);
            for (; row != rows.end() && row->page == page; ++row) draw_row(*row);
            table_.reset();
            write_right(with_numbers(call_.page, page + 1, pages), 400, 9, height_pt - margin + 8);
            cairo_show_page(cairo_);
        }
    }

private:
    [[nodiscard]] double first_row(std::size_t page) const {
        if (page > 0) return margin + 34;
        return margin + 96;
    }

    [[nodiscard]] std::vector<Placed> place() const {
        std::vector<Placed> rows;
        std::size_t page = 0;
        double y = first_row(0);
        const double end = height_pt - margin - footer_height;
        const auto new_page = [&] { y = first_row(++page); };
        for (const auto& group : call_.groups) {
            if (y > first_row(page)) y += group_gap;
            if (y + 2 * row_height > end) new_page();  // a title must not be the last row of a page
            rows.push_back({page, y, &group, nullptr, false});
            y += row_height + 3;
            for (const auto& line : group.people) {
                if (y > end) {
                    new_page();
                    rows.push_back({page, y, &group, nullptr, true});
                    y += row_height + 3;
                }
                rows.push_back({page, y, nullptr, &line, false});
                y += row_height;
            }
        }
        return rows;
    }

    void draw_head(bool is_first) {
        if (!is_first) {
            write(call_.seminar + " · " + call_.title, {600, 0}, 10, margin, margin + 8, right_edge - margin);
            return;
        }
        write_as("H1", call_.title, {700, -0.01}, 22, margin, margin + 18, right_edge - margin);
        write_as("P", call_.seminar, {400, 0}, 12, margin, margin + 40, right_edge - margin);
        write_as("P", call_.total, {600, 0}, 12, margin, margin + 60, right_edge - margin);
    }

    void draw_row(const Placed& row) {
        if (row.group != nullptr) return draw_title(row);
        const double name_x = call_.has_boxes ? margin + box_width : margin;
        if (call_.has_boxes) {
            cairo_set_line_width(cairo_, 0.7);
            cairo_rectangle(cairo_, margin + 0.5, row.baseline - 8.2, 9, 9);
            cairo_stroke(cairo_);
        }
        if (!table_) table_.emplace(cairo_, "Table");
        const PdfTag line(cairo_, "TR");
        const double since = lettering_.width(row.line->since, {}) * 10;
        write_as("TH", row.line->name, {600, 0}, 10.5, name_x, row.baseline, organisation_x - name_x - 10);
        write_as("TD", row.line->organisation, {}, 10, organisation_x, row.baseline, right_edge - organisation_x - since - 12);
        const PdfTag cell(cairo_, "TD");
        write_right(row.line->since, 400, 10, row.baseline);
    }

    void draw_title(const Placed& row) {
        table_.reset();
        write_as("H2", row.group->title + (row.is_continued ? " …" : ""), {700, 0}, 12, margin, row.baseline,
                 right_edge - margin);
        cairo_set_line_width(cairo_, 0.8);
        cairo_move_to(cairo_, margin, row.baseline + 4.5);
        cairo_line_to(cairo_, right_edge, row.baseline + 4.5);
        cairo_stroke(cairo_);
    }

    void write_as(const char* tag, const std::string& text, const LetterStyle& style, double size, double x, double baseline,
                  double room) {
        const PdfTag element(cairo_, tag);
        write(text, style, size, x, baseline, room);
    }

    /// Writes one line; text that is too wide is shortened with an ellipsis.
    void write(const std::string& text, const LetterStyle& style, double size, double x, double baseline, double room) {
        if (text.empty()) return;
        std::string shown = text;
        if (lettering_.width(shown, style) * size > room) {
            auto letters = graphemes(text);
            do {
                letters.pop_back();
                shown.clear();
                for (const auto& letter : letters) shown += letter;
                shown += "…";
            } while (letters.size() > 1 && lettering_.width(shown, style) * size > room);
        }
        lettering_.draw(cairo_, shown, style, size, x, baseline);
    }

    void write_right(const std::string& text, int weight, double size, double baseline) {
        if (text.empty()) return;
        const LetterStyle style{weight, 0};
        lettering_.draw(cairo_, text, style, size, right_edge - lettering_.width(text, style) * size, baseline);
    }

    cairo_t* cairo_;
    const RollCall& call_;
    Lettering lettering_;
    std::optional<PdfTag> table_;  ///< the rows below the last title on this page
};

}  // namespace

Result<std::string> roll_call_pdf(const RollCall& call) {
    std::string pdf;
    const DocumentTexts texts{call.title + " · " + call.seminar, call.language, {}};
    const std::unique_ptr<cairo_surface_t, SurfaceEnd> surface(
        cairo_pdf_surface_create_for_stream(keep, &pdf, width_pt, height_pt));
    prepare_tagged_pdf(surface.get(), texts);
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    {
        const std::unique_ptr<cairo_t, CairoEnd> cairo(cairo_create(surface.get()));
        Sheet(cairo.get(), call).draw();
        status = cairo_status(cairo.get());
    }
    cairo_surface_finish(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return fail(ErrorCode::file_unwritable,
                    std::string("the roll call could not be drawn: ") + cairo_status_to_string(status));
    pdf += pdf_update(pdf, pdf.size(), texts);
    return pdf;
}

}  // namespace entre
