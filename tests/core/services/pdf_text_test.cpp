#include "core/services/pdf_text.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::string packed(std::string_view text) {
    uLongf size = compressBound(text.size());
    std::string out(size, '\0');
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
    out.resize(size);
    return out;
}

std::string stream(std::string_view dictionary, std::string_view content) {
    return fmt::format("7 0 obj\n<< {} >>\nstream\n{}\nendstream\nendobj\n", dictionary, content);
}

/// Two fonts as cairo embeds them: one-byte codes, and two-byte codes in ranges.
std::string small_pdf(std::string_view producer = "cairo 1.16.0 (https://cairographics.org)") {
    return "%PDF-1.5\n" + stream("/Filter /FlateDecode", packed("BT [<0102>-3<03>]TJ (\\004) Tj ET BT <00100011> Tj ET")) +
           stream("/Filter /FlateDecode",
                  packed("begincmap 1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <01> <00C5> <02> <0073> "
                         "<03> <0061> endbfchar 1 beginbfchar <04> <00D6> endbfchar endcmap")) +
           stream("/Filter /FlateDecode", packed("begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange "
                                                 "<0010> <0011> <0041> endbfrange endcmap")) +
           stream("/Subtype /Image /Filter /DCTDecode", "a picture") +
           fmt::format("9 0 obj << /Producer ({}) >> endobj", producer);
}

bool has_text(const std::vector<std::string>& texts, std::string_view part) {
    return std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return contains(text, part); });
}

}  // namespace

TEST_CASE("the text of a PDF drawn by cairo is decoded with its fonts", "[purge][PRV-7]") {
    const auto texts = pdf_texts(small_pdf());
    REQUIRE(texts);
    CHECK(has_text(*texts, "Åsa\nÖ\n"));
    CHECK(has_text(*texts, "AB\n"));
}

TEST_CASE("a title and literal strings of a PDF are among its texts", "[purge]") {
    const auto texts = pdf_texts("%PDF-1.5\n1 0 obj << /Title <FEFF00C500730061> >> endobj\n" +
                                 stream("/Length 9", "BT (Bo \\(Ek\\) \\101\\) Tj ET (x)") + " (cairo 1.16)");
    REQUIRE(texts);
    CHECK(has_text(*texts, "Åsa"));
    CHECK(has_text(*texts, "Bo (Ek) A"));
}

TEST_CASE("a PDF that cannot be read completely is an error, not an empty text", "[purge][file_unreadable]") {
    const auto whole = small_pdf();
    CHECK_FALSE(pdf_texts(small_pdf("Word")));
    CHECK_FALSE(pdf_texts(whole + "/Encrypt 3 0 R"));
    CHECK_FALSE(pdf_texts(whole.substr(0, whole.find("endstream"))));
    CHECK_FALSE(pdf_texts(whole + stream("/Filter /LZWDecode", "abc")));
    CHECK_FALSE(pdf_texts(whole + stream("/Filter /FlateDecode", "no deflate")));
}
