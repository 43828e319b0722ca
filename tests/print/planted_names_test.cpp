// Searches for planted names in everything that printing a badge leaves behind.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "print/badge/content.hpp"
#include "print/badge/render.hpp"
#include "print/badge/sheets.hpp"
#include "print/printer/cups_printer.hpp"
#include "tests/print/badge/shipped.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_fixture.hpp"
#include "tests/support/printing_pages.hpp"

using namespace entre;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> planted{"Plantera", "Hemligsson", "Skyddsbolaget", "skyddschef", "KODHEMLIG77", "Inhägnad"};

Registration planted_person(bool is_protected) {
    Registration who;
    who.id.value = "0192b7c4-77aa-7000-8000-0123456789ab";
    who.given = "Plantera";
    who.family = "Hemligsson";
    who.organisation = "Skyddsbolaget";
    who.title = "skyddschef";
    who.category = "Inhägnad";
    who.ticket_code = "KODHEMLIG77";
    who.is_protected = is_protected;
    who.alias = is_protected ? "Deltagare 07" : "";
    return who;
}

Seminar seminar() {
    Seminar out;
    out.name = LocalText("Tillsammans");
    out.categories.push_back({"Inhägnad", LocalText("Inhägnad"), {0x7a, 0x2e, 0x6e}});
    return out;
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A file's bytes; for a PDF also its text, its metadata and the content of its code.
std::string all_in(const fs::path& file) {
    std::string bytes = bytes_of(file);
    if (!bytes.starts_with("%PDF")) return bytes;
    const std::string quoted = "'" + file.string() + "'";
    return bytes + test::output_of("pdftotext " + quoted + " -") + test::output_of("pdfinfo -meta " + quoted) +
           test::output_of("pdfinfo " + quoted) + test::qr_on(test::raster_of(file));
}

/// All occurrences of planted words, each as "file: word".
std::vector<std::string> traces_in(const fs::path& folder, const std::function<bool(const fs::path&)>& is_looked_at) {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || !is_looked_at(entry.path())) continue;
        const std::string all = all_in(entry.path());
        for (const auto& word : planted)
            if (all.find(word) != std::string::npos) out.push_back(entry.path().string() + ": " + word);
    }
    return out;
}

bool print_through(test::PrintingFixture& fixture, test::FixturePrinter& printer, const BadgeContent& content) {
    const auto badge = test::shipped_template("landscape");
    const std::string queue = fixture.add_queue("badge", printer);
    CupsPrinter cups("Höger", [queue](const std::stop_token&) -> Result<IppAddress> { return *ipp_address(queue); }, "");
    const PrintPage page{render_pdf(badge, content)->pdf, badge.width_mm, badge.height_mm,
                         "0192b7c4-77aa-7000-8000-00000000beef"};
    return cups.print(page, [](const PrintProgress&) { return true; }, Clock::now() + 60s, {}).has_value() &&
           printer.pages().size() == 1;
}

}  // namespace

TEST_CASE("a protected person's real name appears neither on the page nor in spool, control files, logs or metadata",
          "[planted][lab][PRN-7]") {
    test::PrintingFixture fixture;
    test::FixturePrinter& printer = fixture.add_printer();
    REQUIRE(print_through(fixture, printer, badge_content(seminar(), planted_person(true), BadgeName::full, 1, "sv")));
    CHECK(all_in(printer.pages()[0]).find("Deltagare 07") != std::string::npos);
    CHECK(traces_in(fixture.folder(), [](const fs::path&) { return true; }) == std::vector<std::string>{});
}

TEST_CASE("a visitor's name appears only on the page, and CUPS keeps no page", "[planted][lab][PRN-7]") {
    test::PrintingFixture fixture;
    test::FixturePrinter& printer = fixture.add_printer();
    REQUIRE(print_through(fixture, printer, badge_content(seminar(), planted_person(false), BadgeName::full, 1, "sv")));
    // Check that the search works: it must find the words on the page itself.
    CHECK(traces_in(printer.pages()[0].parent_path(), [](const fs::path&) { return true; }).size() == planted.size());
    const auto is_cups = [&](const fs::path& file) { return file.string().starts_with((fixture.folder() / "cups").string()); };
    CHECK(test::eventually([&] { return traces_in(fixture.folder(), is_cups).empty(); }, 6s));
    CHECK(traces_in(fixture.folder(), [](const fs::path& file) { return file.extension() != ".pdf"; }) ==
          std::vector<std::string>{});
}

TEST_CASE("a visitor who wants only the given name has no other name on the badge, with any template", "[planted][PRN-8]") {
    for (const char* name : {"landscape", "a6", "a7", "card", "fold"}) {
        CAPTURE(name);
        const test::TemporaryFile pdf(render_pdf(test::shipped_template(name),
                                                 badge_content(seminar(), planted_person(false), BadgeName::given_only, 1, "sv"),
                                                 true)
                                          ->pdf);
        const std::string text = test::text_on(pdf.path());
        CHECK(text.find("Plantera") != std::string::npos);
        CHECK(text.find("Hemligsson") == std::string::npos);
    }
}

TEST_CASE("a document with all badges does not contain a protected person's name either", "[planted][sheets]") {
    const auto badge = test::shipped_template("a6");
    std::string bytes;
    SheetWriter writer(badge, *sheet_layout("A4", "2x2", badge), [&](std::string_view more) { return bytes.append(more), true; });
    REQUIRE(writer.add(badge_content(seminar(), planted_person(true), BadgeName::full, 1, "sv")));
    REQUIRE(writer.finish());
    const test::TemporaryFile pdf(bytes);
    const std::string all = all_in(pdf.path());
    CHECK(all.find("Deltagare") != std::string::npos);  // on two lines, as it is set large
    for (const auto& word : planted) CHECK(all.find(word) == std::string::npos);
}
