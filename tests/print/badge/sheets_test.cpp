#include "print/badge/sheets.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tests/print/badge/shipped.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_pages.hpp"

using namespace entre;

namespace {

BadgeContent content(int number) {
    BadgeContent out;
    out.event = "Att förebygga social oro · 20 maj";
    out.name = fmt::format("Åsa{} Öström", number);
    out.organisation = "Linköpings kommun";
    out.category = "Kommun";
    out.category_color = {0x1b, 0x6e, 0x43};
    out.category_pattern = number % 12;
    out.ticket_code = fmt::format("KOD-{:08}", number);
    return out;
}

std::string document(const BadgeTemplate& badge, const SheetLayout& layout, int count) {
    std::string pdf;
    SheetWriter writer(badge, layout, [&](std::string_view bytes) { return pdf.append(bytes), true; });
    for (int i = 1; i <= count; ++i) REQUIRE(writer.add(content(i)));
    REQUIRE(writer.finish());
    return pdf;
}

SheetLayout layout_of(std::string_view paper, std::string_view grid, const BadgeTemplate& badge) {
    const auto layout = sheet_layout(paper, grid, badge);
    REQUIRE(layout);
    return *layout;
}

std::string refusal(std::string_view paper, std::string_view grid, const BadgeTemplate& badge) {
    const auto layout = sheet_layout(paper, grid, badge);
    REQUIRE_FALSE(layout);
    CHECK(layout.error().code == ErrorCode::wrong_usage);
    return layout.error().detail;
}

constexpr double px_per_mm = 300 / 25.4;

/// A crop of the page, in mm.
test::GreyPage part(const test::GreyPage& page, double x, double y, double width, double height) {
    test::GreyPage out{static_cast<int>(width * px_per_mm), static_cast<int>(height * px_per_mm), {}};
    const int left = static_cast<int>(x * px_per_mm), top = static_cast<int>(y * px_per_mm);
    for (int row = 0; row < out.height; ++row)
        for (int column = 0; column < out.width; ++column)
            out.pixels.push_back(page.pixels.at(static_cast<std::size_t>(top + row) * static_cast<std::size_t>(page.width) +
                                                static_cast<std::size_t>(left + column)));
    return out;
}

int darkest(const test::GreyPage& page) { return *std::min_element(page.pixels.begin(), page.pixels.end()); }

/// True if `words` occur in this order on one line of text.
bool follow(const std::string& text, const std::vector<std::string>& words) {
    std::size_t from = 0;
    for (const auto& word : words) {
        from = text.find(word, from);
        if (from == std::string::npos) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("a sheet holds as many badges as fit, with the paper turned if it then holds more", "[sheets]") {
    const auto label = test::shipped_template("landscape"), a6 = test::shipped_template("a6");
    const auto own = layout_of("", "", label);
    CHECK(own.per_sheet() == 1);
    CHECK_FALSE(own.has_marks);
    CHECK(own.width_mm == Approx(100));

    const auto a4 = layout_of("A4", "", label);
    CHECK((a4.columns == 2 && a4.rows == 4));
    CHECK(layout_of("a4", "2x4", label).per_sheet() == 8);
    CHECK(layout_of("", "2x4", label).height_mm == Approx(297));
    const auto turned = layout_of("A4", "2x3", label);
    CHECK(turned.width_mm == Approx(210));
    CHECK(layout_of("A4", "", a6).per_sheet() == 4);
    const auto strip = layout_of("62x1000", "", label);  // a roll whose labels are fed sideways
    CHECK(strip.width_mm == Approx(1000));
    CHECK(strip.per_sheet() == 10);
}

TEST_CASE("an impossible sheet layout is refused with one that fits", "[sheets]") {
    const auto label = test::shipped_template("landscape"), fold = test::shipped_template("fold");
    CHECK(refusal("A4", "3x4", label).find("2x4 would") != std::string::npos);
    CHECK(refusal("A5", "", fold).find("does not fit") != std::string::npos);
    CHECK(refusal("B4", "", label).find("A3, A4") != std::string::npos);
    for (const char* paper : {"x", "10x10", "99999x99999", "210xnan", "A4;"}) CHECK_FALSE(refusal(paper, "", label).empty());
    for (const char* grid : {"x", "0x4", "2x", "1.5x2", "-1x-4", "2x4x8", "99x99"})
        CHECK_FALSE(refusal("A4", grid, label).empty());
}

TEST_CASE("badges match the perforation, in order, each with its own code, with crop marks only in the margin", "[sheets]") {
    const auto label = test::shipped_template("landscape");
    const auto layout = layout_of("A4", "2x4", label);
    const test::TemporaryFile pdf(document(label, layout, 9));
    CHECK(test::output_of("pdfinfo '" + pdf.path().string() + "' | grep Pages").find(" 2\n") != std::string::npos);
    const std::string text = test::text_on(pdf.path());
    CHECK(follow(text, {"Åsa1", "Åsa2", "Åsa3", "Åsa4", "Åsa8", "Åsa9"}));

    const auto page = test::raster_of(pdf.path());
    const double left = (210 - 2 * 100) / 2.0, top = (297 - 4 * 62) / 2.0;
    for (int i = 0; i < 8; ++i) {
        CAPTURE(i);
        const auto badge = part(page, left + i % 2 * 100, top + i / 2 * 62, 100, 62);
        CHECK(test::qr_on(badge) == fmt::format("KOD-{:08}", i + 1));
        CHECK(darkest(part(badge, 0.3, 0.3, 99, 2)) == 255);  // no crop mark on the badge
    }
    for (int i = 0; i <= 2; ++i) {
        CHECK(darkest(part(page, left + i * 100 - 0.5, top - 4, 1, 2)) < 128);
        CHECK(darkest(part(page, left + i * 100 - 0.5, top - 0.8, 1, 0.6)) == 255);
    }
    CHECK(darkest(part(page, 1, top + 62 - 0.5, 2, 1)) < 128);
    // The last sheet is only partly filled: one badge.
    CHECK(test::output_of("pdftotext -f 2 -l 2 '" + pdf.path().string() + "' - | grep -c Öström").find('1') == 0);
}

TEST_CASE("backs follow their sheet, mirrored, so that each is behind its own front", "[sheets]") {
    const auto a6 = test::shipped_template("a6");
    REQUIRE(a6.back);
    const auto layout = layout_of("A4", "2x2", a6);
    const test::TemporaryFile pdf(document(a6, layout, 3));
    CHECK(test::output_of("pdfinfo '" + pdf.path().string() + "' | grep Pages").find(" 2\n") != std::string::npos);
    const auto left_half = test::output_of("pdftotext -f 2 -l 2 -x 0 -y 0 -W 297 -H 842 '" + pdf.path().string() + "' -");
    const auto right_half = test::output_of("pdftotext -f 2 -l 2 -x 298 -y 0 -W 298 -H 842 '" + pdf.path().string() + "' -");
    CHECK(left_half.find("Åsa2") != std::string::npos);
    CHECK(left_half.find("Åsa1") == std::string::npos);
    CHECK(follow(right_half, {"Åsa1", "Åsa3"}));
}

TEST_CASE("fonts are embedded once per document, and each badge adds little to its size", "[sheets]") {
    const auto label = test::shipped_template("landscape");
    const auto layout = layout_of("A4", "2x4", label);
    const std::string few = document(label, layout, 40), many = document(label, layout, 240);
    const double each = static_cast<double>(many.size() - few.size()) / 200;
    CAPTURE(few.size(), many.size(), each);
    CHECK(each < 4'000);  // 10,000 badges in 40 MB
    const test::TemporaryFile pdf(many);
    const auto fonts = test::output_of("pdffonts '" + pdf.path().string() + "' | tail -n +3 | wc -l");
    CHECK(std::stoi(fonts) <= 8);
    CHECK(document(label, layout, 3) == document(label, layout, 3));
    // Names appear only on the pages, not in the metadata.
    const auto facts = test::output_of("pdfinfo '" + pdf.path().string() + "'");
    CHECK(facts.find("Åsa") == std::string::npos);
    CHECK(facts.find("CreationDate:    Sat Jan  1") != std::string::npos);
}

TEST_CASE("a document that cannot be stored is an error", "[sheets]") {
    const auto label = test::shipped_template("landscape");
    SheetWriter writer(label, layout_of("A4", "", label), [](std::string_view) { return false; });
    bool failed = false;
    for (int i = 1; i <= 9 && !failed; ++i) failed = !writer.add(content(i));
    const auto end = failed ? Result<void>(fail(ErrorCode::file_unwritable, "")) : writer.finish();
    REQUIRE_FALSE(end);
    CHECK(end.error().code == ErrorCode::file_unwritable);
}
