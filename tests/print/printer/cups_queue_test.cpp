// Printing through a CUPS queue, past it, and while it is stopped.
#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include "tests/print/printer/badge_print.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_pages.hpp"
#include "tests/support/pwg_raster.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// Writes the page for visual inspection.
void write_pgm(const std::string& file, const GreyPage& page) {
    std::ofstream out(file, std::ios::binary);
    out << "P5 " << page.width << ' ' << page.height << " 255\n";
    out.write(reinterpret_cast<const char*>(page.pixels.data()), static_cast<std::streamsize>(page.pixels.size()));
}

/// The fraction of pixels in which two pages of the same size agree on black or white.
double agreement(const GreyPage& a, const GreyPage& b) {
    std::size_t same = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) same += (a.pixels[i] < 128) == (b.pixels[i] < 128) ? 1 : 0;
    return static_cast<double>(same) / static_cast<double>(a.pixels.size());
}

}  // namespace

TEST_CASE("a monochrome label printer prints a badge whose code is readable", "[cups][lab][raster]") {
    const int dpi = GENERATE(203, 300);
    CAPTURE(dpi);
    PrintingFixture fixture;
    FixturePrinter& printer = fixture.add_raster_printer(dpi);
    const std::string queue = fixture.add_queue("badge", printer);
    auto [badge, content] = label_for("0192b7c4-77aa-7000-8000-0123456789ab");
    content.ink = BadgeInk::black;
    Printing print(queue, {render_pdf(badge, content)->pdf, badge.width_mm, badge.height_mm, "order-raster"});
    REQUIRE(print.result());
    REQUIRE(printer.pages().size() == 1);
    int got = 0;
    const auto page = page_of_pwg(printer.pages()[0], got);
    if (const char* folder = std::getenv("ENTRE_LOOK"))
        write_pgm(std::string(folder) + "/raster-" + std::to_string(dpi) + ".pgm", page);
    CHECK(got == dpi);
    CHECK(std::abs(page.width - 100 / 25.4 * dpi) < 2);
    CHECK(std::abs(page.height - 62 / 25.4 * dpi) < 2);
    CHECK(std::all_of(page.pixels.begin(), page.pixels.end(), [](std::uint8_t grey) { return grey == 0 || grey == 255; }));
    CHECK(qr_on(page) == content.ticket_code);
    // Solid letters, not halftones: the page matches another renderer's. Where Ghostscript is installed, CUPS draws with it, and
    // it blackens every pixel that a letter touches.
    const TemporaryFile pdf(render_pdf(badge, content)->pdf);
    const auto meant = raster_of(pdf.path(), page.width, page.height);
    REQUIRE(meant.pixels.size() == page.pixels.size());
    CHECK(agreement(page, meant) > 0.97);
}

TEST_CASE("a page bypasses the queue if the printer accepts it directly, and CUPS never gets it", "[cups][lab][route]") {
    PrintingFixture fixture;
    SECTION("printer that accepts PDF") {
        FixturePrinter& printer = fixture.add_printer();
        const std::string queue = fixture.add_queue("badge", printer);
        const auto printed = Printing(queue, PrintRoute::direct, badge_page("order-1")).result();
        REQUIRE(printed);
        REQUIRE(printer.pages().size() == 1);
        CHECK(printer.pages()[0].filename().string().find("order-1") != std::string::npos);
        CHECK(IppSession(*ipp_address(queue), {}).find_job("order-1-1")->has_value() == false);
        // A restarted CUPS has nothing to print again.
        fixture.restart_cups(SIGTERM);
        CupsPrinter badge("Badge", at(queue), "", PrintRoute::direct);
        CHECK(
            badge.resume(badge_page("order-1"), printed->job, [](const PrintProgress&) { return true; }, Clock::now() + 30s, {}));
        CHECK(printer.pages().size() == 1);
    }
    SECTION("not for a printer that needs a driver") {
        FixturePrinter& printer = fixture.add_raster_printer(203);
        const std::string queue = fixture.add_queue("badge", printer);
        REQUIRE(Printing(queue, PrintRoute::direct, badge_page("order-1")).result());
        CHECK(IppSession(*ipp_address(queue), {}).find_job("order-1-1")->has_value());
        CHECK(printer.pages().size() == 1);
    }
    SECTION("not past a queue that a person paused") {
        FixturePrinter& printer = fixture.add_printer();
        const std::string queue = fixture.add_queue("badge", printer);
        fixture.administer({"cupsdisable", "badge"});
        Printing print(queue, PrintRoute::direct, badge_page("order-1"), 5s);
        CHECK(print.comes_to(OrderState::printing, PrinterFault::paused));
        CHECK_FALSE(print.result());
        CHECK(printer.pages().empty());
    }
    SECTION("a job that an earlier run sent through the queue is found there") {
        FixturePrinter& printer = fixture.add_printer();
        const std::string queue = fixture.add_queue("badge", printer);
        const auto sent = Printing(queue, PrintRoute::cups, badge_page("order-1")).result();
        REQUIRE(sent);
        CupsPrinter badge("Badge", at(queue), "", PrintRoute::direct);
        CHECK(badge.resume(badge_page("order-1"), sent->job, [](const PrintProgress&) { return true; }, Clock::now() + 30s, {}));
        CHECK(printer.pages().size() == 1);
    }
}

TEST_CASE("a queue that CUPS stopped after a printer failure is resumed, and one that a person paused is not",
          "[cups][lab][PRN-4]") {
    PrintingFixture fixture;
    FixturePrinter& printer = fixture.add_printer();
    const std::string queue = fixture.add_queue("badge", printer, "stop-printer");
    CupsPrinter watcher("Badge", at(queue), "");
    SECTION("stopped by its backend") {
        printer.set_mode("abort");
        CHECK_FALSE(Printing(queue, badge_page("order-1")).result());
        fixture.administer({"cancel", "-a", "badge"});
        printer.set_mode("ok");
        CHECK(eventually([&] {
            const auto health = watcher.health({});
            return health && health->fault == PrinterFault::none;
        }));
        REQUIRE(Printing(queue, badge_page("order-2")).result());
        CHECK(printer.pages().size() == 1);
    }
    SECTION("paused by a person") {
        fixture.administer({"cupsdisable", "-r", "Ny rulle kl 10", "badge"});
        for (int i = 0; i < 5; ++i) {
            const auto health = watcher.health({});
            REQUIRE(health);
            CHECK(health->fault == PrinterFault::paused);
            CHECK(health->detail.find("Ny rulle kl 10") != std::string::npos);
        }
    }
}
