#include "print/badge/tagged_pdf.hpp"

#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>

namespace entre {

namespace {

/// The number after the last `key` in `text`.
std::optional<std::size_t> number_after(std::string_view text, std::string_view key) {
    const auto at = text.rfind(key);
    if (at == std::string_view::npos) return std::nullopt;
    const auto from = text.find_first_not_of(" \n", at + key.size());
    std::size_t number = 0;
    if (from == std::string_view::npos ||
        std::from_chars(text.data() + from, text.data() + text.size(), number).ec != std::errc{})
        return std::nullopt;
    return number;
}

/// A text string of PDF: UTF-16 with its byte order mark, in hexadecimal (7.9.2.2).
std::string text_string(std::string_view utf8) {
    std::string out = "<FEFF";
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        char32_t point = length == 1 ? first : first & (0x7fU >> length);
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3fU);
        i += length;
        if (point < 0x10000)
            out += fmt::format("{:04X}", static_cast<unsigned>(point));
        else
            out += fmt::format("{:04X}{:04X}", 0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    }
    return out + ">";
}

/// The dictionaries that are written anew, by object number. Cairo writes each object as "12 0 obj\n<< … >>\nendobj".
class Update {
public:
    explicit Update(std::string_view end) : end_(end) {}

    /// Adds `more` to the dictionary of the object that contains the position `at`.
    void extend(std::size_t at, std::string_view more) {
        const auto marker = end_.rfind(" 0 obj\n", at), stop = end_.find("\nendobj", at);
        if (marker == std::string_view::npos || stop == std::string_view::npos) return;
        const auto line = end_.rfind('\n', marker), start = line == std::string_view::npos ? 0 : line + 1;
        const auto open = marker + std::string_view(" 0 obj\n").size(), close = end_.rfind(">>", stop);
        std::size_t number = 0;
        if (std::from_chars(end_.data() + start, end_.data() + marker, number).ec != std::errc{} || close <= open) return;
        objects_[number] = fmt::format("{}   {}\n>>", end_.substr(open, close - open), more);
    }
    void extend_all(std::string_view type, std::string_view more) {
        for (auto at = end_.find(type); at != std::string_view::npos; at = end_.find(type, at + 1)) extend(at, more);
    }

    /// The objects, and a table of where they are, which refers to the earlier table.
    [[nodiscard]] std::string written(std::size_t size, std::string_view trailer, std::size_t earlier) const {
        std::string out, table = "xref\n";
        for (const auto& [number, dictionary] : objects_) {
            table += fmt::format("{} 1\n{:010} 00000 n \n", number, size + out.size());
            out += fmt::format("{} 0 obj\n{}\nendobj\n", number, dictionary);
        }
        return fmt::format("{}{}trailer\n<< {} /Prev {}\n>>\nstartxref\n{}\n%%EOF\n", out, table, trailer, earlier,
                           size + out.size());
    }

private:
    std::string_view end_;
    std::map<std::size_t, std::string> objects_;
};

}  // namespace

PdfTag::PdfTag(cairo_t* cairo, const char* name) : cairo_(cairo), name_(name) { cairo_tag_begin(cairo, name, nullptr); }
PdfTag::~PdfTag() { cairo_tag_end(cairo_, name_); }

void prepare_tagged_pdf(cairo_surface_t* surface, const DocumentTexts& texts) {
    // From 1.5 on, Cairo 1.18 packs objects into compressed streams.
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, texts.title.c_str());
}

std::string pdf_update(std::string_view end, std::size_t size, const DocumentTexts& texts) {
    const auto catalog = end.rfind("/Type /Catalog");
    const auto earlier = number_after(end, "startxref"), root = number_after(end, "/Root"), info = number_after(end, "/Info"),
               count = number_after(end, "/Size");
    if (catalog == std::string_view::npos || !earlier || !root || !info || !count) return {};
    Update update(end);
    update.extend(catalog,
                  fmt::format("/Lang {}\n   /ViewerPreferences << /DisplayDocTitle true >>", text_string(texts.language)));
    update.extend_all("/S /TH\n", "/A << /O /Table /Scope /Row >>");
    if (!texts.figure_text.empty()) update.extend_all("/S /Figure\n", "/Alt " + text_string(texts.figure_text));
    return update.written(size, fmt::format("/Size {} /Root {} 0 R /Info {} 0 R", *count, *root, *info), *earlier);
}

}  // namespace entre
