#include "print/badge/render.hpp"

#include <algorithm>
#include <sstream>

#include "tests/print/badge/shipped.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_pages.hpp"

using namespace entre;

namespace {

BadgeContent content(const std::string& name) {
    return {"Att förebygga social oro · 20 maj",
            name,
            "Linköpings kommun",
            "Kommun",
            {0x1b, 0x6e, 0x43},
            "LKPG-7Q4M-2F8K",
            1,
            "kommunalråd"};
}

std::string without_spaces(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(), [](unsigned char c) { return c <= ' '; }), text.end());
    return text;
}

}  // namespace

TEST_CASE("the printed name can be extracted and the printed code decoded", "[render]") {
    for (const char* shape : {"landscape", "a6", "a7", "card", "fold"}) {
        CAPTURE(shape);
        const auto badge = render_pdf(test::shipped_template(shape), content("Ann-Cathrine Hjortsberg"));
        REQUIRE(badge);
        CHECK(badge->notes.name_lines == 2);
        CHECK(badge->notes.missing_glyphs == 0);
        const test::TemporaryFile pdf(badge->pdf);
        const std::string text = without_spaces(test::text_on(pdf.path()));
        for (const char* word : {"Ann-Cathrine", "Hjortsberg", "Linköpingskommun", "Kommun", "kommunalråd", "20maj"})
            CHECK(text.find(word) != std::string::npos);
        CHECK(test::qr_on(test::raster_of(pdf.path())) == "LKPG-7Q4M-2F8K");
    }
}

TEST_CASE("a badge with a back has two pages on request, and the back shows the name too", "[render]") {
    const auto page_count = [](const std::string& pdf) {
        return test::output_of("pdfinfo '" + test::TemporaryFile(pdf).path().string() + "' | grep Pages");
    };
    const auto both = render_pdf(test::shipped_template("a6"), content("Bo Ek"), true);
    REQUIRE(both);
    CHECK(page_count(both->pdf).find(" 2\n") != std::string::npos);
    CHECK(page_count(render_pdf(test::shipped_template("a6"), content("Bo Ek"))->pdf).find(" 1\n") != std::string::npos);
    CHECK(page_count(render_pdf(test::shipped_template("a7"), content("Bo Ek"), true)->pdf).find(" 1\n") != std::string::npos);
    const auto text = test::output_of("pdftotext -f 2 '" + test::TemporaryFile(both->pdf).path().string() + "' -");
    CHECK(text.find("Bo Ek") != std::string::npos);
}

TEST_CASE("the code is readable on badges with the longest names and tallest scripts", "[render]") {
    for (const char* name :
         {"Maximiliana-Alexandrine Konstantina Oxenstierna von Rosenstolpe-Cederhjelmsson", "عبد الرحمن الخطيب المنصوري",
          "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochuchafychafxy", "欧阳晓明", "Bo"}) {
        CAPTURE(name);
        BadgeContent what = content(name);
        what.ticket_code = "0192b7c4-77aa-7000-8000-0123456789ab";
        const auto badge = render_pdf(test::shipped_template("landscape"), what);
        REQUIRE(badge);
        CHECK(badge->notes.missing_glyphs == 0);
        CHECK(badge->notes.name_pt >= 13.9);
        CHECK(test::qr_on(test::raster_of(test::TemporaryFile(badge->pdf).path())) == what.ticket_code);
    }
}

TEST_CASE("every font is embedded and subset", "[render]") {
    const auto badge = render_pdf(test::shipped_template("landscape"), content("Åsa 欧阳 عبد Александра"));
    REQUIRE(badge);
    const test::TemporaryFile pdf(badge->pdf);
    std::istringstream fonts(test::output_of("pdffonts '" + pdf.path().string() + "'"));
    std::string line;
    std::getline(fonts, line);
    std::getline(fonts, line);
    int count = 0;
    for (; std::getline(fonts, line); ++count) {
        CAPTURE(line);
        CHECK(line.find(" yes yes ") != std::string::npos);  // emb, sub
    }
    CHECK(count >= 4);  // Inter in three weights, and other scripts
}

TEST_CASE("the page has the template's size, and its metadata does not contain the name", "[render]") {
    const auto badge = render_pdf(test::shipped_template("landscape"), content("Hjortsberg"));
    REQUIRE(badge);
    const test::TemporaryFile pdf(badge->pdf);
    const std::string info = test::output_of("pdfinfo '" + pdf.path().string() + "'");
    CHECK(info.find("283.465 x 175.748 pts") != std::string::npos);
    CHECK(info.find("Pages:           1") != std::string::npos);
    CHECK(info.find("Title") == std::string::npos);
    CHECK(info.find("Hjortsberg") == std::string::npos);
    CHECK(badge->pdf == render_pdf(test::shipped_template("landscape"), content("Hjortsberg"))->pdf);
}

TEST_CASE("only a reprinted badge shows its print number", "[render]") {
    BadgeContent what = content("Bo Ek");
    const auto number_on = [&](int number) {
        what.print_number = number;
        what.event = "Seminarium";
        what.ticket_code.clear();
        return test::text_on(test::TemporaryFile(render_pdf(test::shipped_template("landscape"), what)->pdf).path()).find('2') !=
               std::string::npos;
    };
    CHECK_FALSE(number_on(1));
    CHECK(number_on(2));
}

TEST_CASE("a badge with only a name shows nothing else", "[render]") {
    const BadgeContent alias{"", "Deltagare", "", "", {0x4a, 0x55, 0x63}, "", 1};
    const auto badge = render_pdf(test::shipped_template("landscape"), alias);
    REQUIRE(badge);
    const test::TemporaryFile pdf(badge->pdf);
    CHECK(without_spaces(test::text_on(pdf.path())) == "Deltagare");
    CHECK(test::qr_on(test::raster_of(pdf.path())).empty());
}

TEST_CASE("the quiet zone around the code stays white over any artwork", "[render]") {
    auto badge = parse_template(R"(<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="62mm" viewBox="0 0 100 62">
        <rect width="100" height="62" fill="#000000"/><rect id="name" x="5" y="5" width="50" height="20"/>
        <rect id="ticket-qr" x="70" y="32" width="20" height="20"/></svg>)",
                                "black.svg");
    REQUIRE(badge);
    const auto page = render_pdf(*badge, content("Bo"));
    REQUIRE(page);
    CHECK(test::qr_on(test::raster_of(test::TemporaryFile(page->pdf).path())) == "LKPG-7Q4M-2F8K");
}

TEST_CASE("the screen picture matches the printed page", "[render]") {
    const BadgeTemplate badge = test::shipped_template("landscape");
    const auto picture = render_picture(badge, content("Ann-Cathrine Hjortsberg"), 1181);
    REQUIRE(picture);
    REQUIRE(picture->height_px == 732);
    const test::TemporaryFile pdf(render_pdf(badge, content("Ann-Cathrine Hjortsberg"))->pdf);
    const test::GreyPage page = test::raster_of(pdf.path());
    REQUIRE(page.width >= 1181);
    std::size_t different = 0;
    for (int y = 0; y < 732; ++y)
        for (int x = 0; x < 1181; ++x) {
            const std::uint8_t* pixel = &picture->bgra[static_cast<std::size_t>((y * 1181 + x) * 4)];
            const int grey = (pixel[0] * 11 + pixel[1] * 59 + pixel[2] * 30) / 100;
            if (std::abs(grey - page.pixels[static_cast<std::size_t>(y * page.width + x)]) > 96) ++different;
        }
    CHECK(different < 1181 * 732 / 50);  // edges: pdftoppm antialiases differently
}

TEST_CASE("a picture is encoded as a PNG of the same size", "[render]") {
    const auto picture = render_picture(test::shipped_template("a6"), content("Bo Ek"), 105);
    REQUIRE(picture);
    CHECK(picture->height_px == 148);
    CHECK(picture->bgra.size() == 105 * 148 * 4);
    const std::string png = to_png(*picture);
    CHECK(png.starts_with("\x89PNG\r\n"));
    CHECK(png.substr(16, 8) == std::string("\0\0\0\x69\0\0\0\x94", 8));
}

TEST_CASE("artwork that cannot be drawn is an error", "[render]") {
    BadgeTemplate badge = test::shipped_template("landscape");
    badge.artwork = "<svg";
    CHECK(render_pdf(badge, content("Bo")).error().code == ErrorCode::template_invalid);
    CHECK(render_picture(badge, content("Bo"), 100).error().code == ErrorCode::template_invalid);
}

TEST_CASE("the stamp of a rehearsal is on every shape of badge", "[render]") {
    for (const char* shape : {"landscape", "a6", "a7", "card", "fold"}) {
        CAPTURE(shape);
        auto stamped = content("Ann-Cathrine Hjortsberg");
        stamped.stamp = "ÖVNING";
        const auto badge = render_pdf(test::shipped_template(shape), stamped);
        REQUIRE(badge);
        const test::TemporaryFile pdf(badge->pdf);
        CHECK(without_spaces(test::text_on(pdf.path())).find("ÖVNING") != std::string::npos);
        const auto plain = render_pdf(test::shipped_template(shape), content("Ann-Cathrine Hjortsberg"));
        const test::TemporaryFile other(plain->pdf);
        CHECK(without_spaces(test::text_on(other.path())).find("ÖVNING") == std::string::npos);
    }
}
