// Tagged PDF (ISO 32000-1, 14.8): tells a screen reader what is a heading, a row or a picture, and in which order they are read.
// Cairo 1.16 writes the tags, but neither the language of the document nor the text in place of a picture: those are appended to
// its file as an incremental update (7.5.6).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;

namespace entre {

/// The texts of a document that are not on its pages.
struct DocumentTexts {
    std::string title;        ///< “Upprop torsdag 20 maj kl. 08.47”, in the window's title bar
    std::string language;     ///< “sv”: the voice that reads the document
    std::string figure_text;  ///< read in place of each figure; none when empty
};

/// Scope guard: what is drawn while it lives belongs to one element of the document. Elements nest, and a document's outermost
/// one may span pages, all others end on the page on which they began. What belongs to none is not read aloud.
class PdfTag {
public:
    /// `name`: a standard structure type of ISO 32000-1, 14.8.4: "Document", "H1", "P", "Table", "Figure" …
    PdfTag(cairo_t* cairo, const char* name);
    ~PdfTag();
    PdfTag(const PdfTag&) = delete;
    PdfTag& operator=(const PdfTag&) = delete;

private:
    cairo_t* cairo_;
    const char* name_;
};

/// Sets the title, and the PDF version that pdf_update understands. Call before anything is drawn.
void prepare_tagged_pdf(cairo_surface_t* surface, const DocumentTexts& texts);

/// What to append to a tagged PDF made by Cairo: the language, that viewers show the title, the text of each figure, and that a
/// row's header cell is for its row. `end` is the last part of its `size` bytes, from the first structure element on. Empty if
/// `end` is not from Cairo; the file then remains a valid tagged PDF.
std::string pdf_update(std::string_view end, std::size_t size, const DocumentTexts& texts);

}  // namespace entre
