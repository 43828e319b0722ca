#include "print/badge/tagged_pdf.hpp"

#include "print/badge/sheets.hpp"
#include "print/roll_call.hpp"
#include "tests/print/badge/shipped.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_pages.hpp"

using namespace entre;

namespace {

/// What pdfinfo says of a document, or complains of.
std::string facts_of(const std::string& pdf, const std::string& option = "") {
    const test::TemporaryFile file(pdf);
    return test::output_of("pdfinfo " + option + " '" + file.path().string() + "' 2>&1");
}

std::string roll_call() {
    RollCall call{"Att förebygga social oro", "Upprop kl. 08.47", "3 är inne", "Sida {1} av {2}", {}, "sv"};
    call.groups = {{"Kommun · 2", {{"Åsa Öström", "Linköpings kommun", "08.31"}, {"محمد الخطيب", "", "08.40"}}},
                   {"Polis · 1", {{"Eva Lind", "Polisen", "08.47"}}}};
    const auto pdf = roll_call_pdf(call);
    REQUIRE(pdf);
    return *pdf;
}

std::string tickets(int count) {
    const auto ticket = test::shipped_template("ticket");
    const auto layout = sheet_layout({}, {}, ticket);
    std::string pdf;
    SheetWriter writer(
        ticket, *layout, [&](std::string_view bytes) { return pdf.append(bytes), true; },
        DocumentTexts{"Biljetter · Social oro", "sv", "QR-kod: visa den vid ingången 🎫"});
    BadgeContent content;
    content.event = "Social oro";
    content.place = "torsdag 20 maj · Missionskyrkan";
    for (int i = 0; i < count; ++i) {
        content.name = "Åsa Öström " + std::to_string(i);
        content.ticket_code = "KOD-0000" + std::to_string(i);
        REQUIRE(writer.add(content));
    }
    REQUIRE(writer.finish());
    return pdf;
}

bool contains(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a roll call is read as headings and rows, in order", "[tagged_pdf]") {
    const auto pdf = roll_call();
    CHECK(facts_of(pdf, "-struct-text") == R"(Document
  H1 (block)
    "Upprop kl. 08.47"
  P (block)
    "Att förebygga social oro"
  P (block)
    "3 är inne"
  H2 (block)
    "Kommun · 2"
  Table (block)
    TR
      TH:
         /Scope /Row
        "Åsa Öström"
      TD
        "Linköpings kommun"
      TD
        "08.31"
    TR
      TH:
         /Scope /Row
        "محمد الخطيب"
      TD
        ""
      TD
        "08.40"
  H2 (block)
    "Polis · 1"
  Table (block)
    TR
      TH:
         /Scope /Row
        "Eva Lind"
      TD
        "Polisen"
      TD
        "08.47"
)");
    const auto facts = facts_of(pdf);
    CHECK(contains(facts, "Title:           Upprop kl. 08.47 · Att förebygga social oro\n"));
    CHECK(contains(facts, "Tagged:          yes"));
    CHECK_FALSE(contains(facts, "rror"));
    CHECK(contains(pdf, "/Lang <FEFF00730076>"));
    CHECK(contains(pdf, "/DisplayDocTitle true"));
}

TEST_CASE("a roll call of many pages has one document, and a table for each part of a group", "[tagged_pdf]") {
    RollCall call{"Social oro", "Upprop", "200 är inne", "Sida {1} av {2}", {{"Kommun", {}}}, "sv"};
    for (int i = 0; i < 200; ++i) call.groups[0].people.push_back({"Åsa " + std::to_string(i), "Brå", "08.31"});
    const auto pdf = roll_call_pdf(call);
    REQUIRE(pdf);
    const auto text = facts_of(*pdf, "-struct-text");
    CHECK_FALSE(contains(text, "rror"));
    CHECK(text.find("Document") == text.rfind("Document"));
    std::size_t at = 0;
    for (int i = 0; i < 200; ++i) {
        at = text.find("\"Åsa " + std::to_string(i) + "\"", at);
        REQUIRE(at != std::string::npos);
    }
    CHECK(contains(text, "\"Kommun …\""));
    CHECK_FALSE(contains(text, "Sida 2"));  // repeated on each page: not read
}

TEST_CASE("a ticket is read with its code as a figure that has a text", "[tagged_pdf]") {
    const auto pdf = tickets(2);
    const auto text = facts_of(pdf, "-struct-text");
    std::size_t at = 0;
    for (const auto* words :
         {"Document", "Figure", "\"Social oro\"", "torsdag 20 maj", "H1", "\"Åsa Öström 0\"", "Figure", "\"Åsa Öström 1\""}) {
        CAPTURE(words, text);
        at = text.find(words, at);
        REQUIRE(at != std::string::npos);
    }
    const auto facts = facts_of(pdf);
    CHECK(contains(facts, "Title:           Biljetter · Social oro\n"));
    CHECK_FALSE(contains(facts, "rror"));
    CHECK(contains(pdf, "/Alt <FEFF00510052002D006B006F0064003A"));
    CHECK(contains(pdf, "D83CDFAB>"));  // a character of two units
    const test::TemporaryFile file(pdf);
    CHECK(test::qr_on(test::raster_of(file.path())) == "KOD-00000");
}

TEST_CASE("badges are not tagged: they are for a printer", "[tagged_pdf]") {
    const auto label = test::shipped_template("landscape");
    std::string pdf;
    SheetWriter writer(label, *sheet_layout({}, {}, label), [&](std::string_view bytes) { return pdf.append(bytes), true; });
    REQUIRE(writer.add({}));
    REQUIRE(writer.finish());
    CHECK(contains(facts_of(pdf), "Tagged:          no"));
}

TEST_CASE("nothing is appended to what is no document by Cairo", "[tagged_pdf]") {
    CHECK(pdf_update("", 0, {"T", "sv", ""}).empty());
    CHECK(pdf_update("trailer\n<< /Size 3 /Root 2 0 R >>\nstartxref\n12\n%%EOF\n", 50, {"T", "sv", ""}).empty());
}
