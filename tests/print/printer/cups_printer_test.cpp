// Against real IPP printers and a real CUPS server on loopback.
#include "print/printer/cups_printer.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <future>
#include <mutex>

#include "print/badge/render.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_lab.hpp"
#include "tests/support/printing_pages.hpp"
#include "tests/support/pwg_raster.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

FindAddress at(const std::string& uri) {
    return [uri](const std::stop_token&) -> Result<IppAddress> { return *ipp_address(uri); };
}

std::pair<BadgeTemplate, BadgeContent> label_for(const std::string& ticket_code) {
    const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges/landscape.svg");
    return {*badge,
            {"Seminarium · 20 maj", "Ann-Cathrine Hjortsberg", "Linköpings kommun", "Kommun", {0x1b, 0x6e, 0x43}, ticket_code, 1}};
}

Page badge_page(const std::string& job_name) {
    const auto [badge, content] = label_for("LKPG-7Q4M");
    return {render_pdf(badge, content)->pdf, badge.width_mm, badge.height_mm, job_name};
}

/// For judging by eye.
void write_pgm(const std::string& file, const test::GreyPage& page) {
    std::ofstream out(file, std::ios::binary);
    out << "P5 " << page.width << ' ' << page.height << " 255\n";
    out.write(reinterpret_cast<const char*>(page.pixels.data()), static_cast<std::streamsize>(page.pixels.size()));
}

/// The part of the dots in which two pages of one size agree on black and white.
double agreement(const test::GreyPage& a, const test::GreyPage& b) {
    std::size_t same = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) same += (a.pixels[i] < 128) == (b.pixels[i] < 128) ? 1 : 0;
    return static_cast<double>(same) / static_cast<double>(a.pixels.size());
}

/// A print that runs beside the test, and what was told of it.
class Printing {
public:
    Printing(const std::string& uri, Page page, Clock::duration bound = 60s)
        : Printing(uri, PrintRoute::cups, std::move(page), bound) {}
    Printing(const std::string& uri, PrintRoute route, Page page, Clock::duration bound = 60s)
        : page_(std::move(page)), printer_("Badge", at(uri), "", route) {
        result_ = std::async(std::launch::async, [this, bound] {
            return printer_.print(
                page_,
                [this](const PrintProgress& progress) {
                    const std::lock_guard lock(mutex_);
                    told_.push_back(progress);
                    return true;
                },
                Clock::now() + bound, stop_.get_token());
        });
    }

    Result<PrintedPage> result() { return result_.get(); }
    void stop() { stop_.request_stop(); }
    bool told(OrderState state, PrinterFault fault) {
        const std::lock_guard lock(mutex_);
        return std::any_of(told_.begin(), told_.end(), [&](const auto& p) { return p.state == state && p.fault == fault; });
    }
    bool comes_to(OrderState state, PrinterFault fault) {
        return test::eventually([&] { return told(state, fault); });
    }
    PrintProgress last() {
        const std::lock_guard lock(mutex_);
        return told_.empty() ? PrintProgress{} : told_.back();
    }

private:
    Page page_;
    CupsPrinter printer_;
    std::stop_source stop_;
    std::mutex mutex_;
    std::vector<PrintProgress> told_;
    std::future<Result<PrintedPage>> result_;
};

}  // namespace

TEST_CASE("a badge sent to a printer comes out once and reads back", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    Printing print(printer.uri(), badge_page("0192b7c4-77aa"));
    const auto printed = print.result();
    REQUIRE(printed);
    CHECK(printed->job > 0);
    CHECK(print.told(OrderState::submitted, PrinterFault::none));
    REQUIRE(printer.pages().size() == 1);
    CHECK(printer.pages()[0].filename().string().find("0192b7c4-77aa") != std::string::npos);
    CHECK(test::text_on(printer.pages()[0]).find("Hjortsberg") != std::string::npos);
    CHECK(test::qr_on(test::raster_of(printer.pages()[0])) == "LKPG-7Q4M");
}

TEST_CASE("a badge sent through CUPS comes out once and reads back", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    const std::string queue = lab.add_queue("badge", printer);
    REQUIRE(CupsPrinter("Badge", at(queue), "").health({}));
    Printing print(queue, badge_page("0192b7c4-77ab"));
    const auto printed = print.result();
    REQUIRE(printed);
    REQUIRE(printer.pages().size() == 1);
    CHECK(test::text_on(printer.pages()[0]).find("Hjortsberg") != std::string::npos);
    CHECK(test::qr_on(test::raster_of(printer.pages()[0])) == "LKPG-7Q4M");
}

TEST_CASE("a label printer that knows only black dots prints a badge whose code reads", "[cups][lab][raster]") {
    const int dpi = GENERATE(203, 300);
    CAPTURE(dpi);
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_raster_printer(dpi);
    const std::string queue = lab.add_queue("badge", printer);
    auto [badge, content] = label_for("0192b7c4-77aa-7000-8000-0123456789ab");
    content.ink = BadgeInk::black;
    Printing print(queue, {render_pdf(badge, content)->pdf, badge.width_mm, badge.height_mm, "order-raster"});
    REQUIRE(print.result());
    REQUIRE(printer.pages().size() == 1);
    int got = 0;
    const auto page = test::page_of_pwg(printer.pages()[0], got);
    if (const char* folder = std::getenv("ENTRE_LOOK")) write_pgm(std::string(folder) + "/raster-" + std::to_string(dpi) + ".pgm", page);
    CHECK(got == dpi);
    CHECK(std::abs(page.width - 100 / 25.4 * dpi) < 2);
    CHECK(std::abs(page.height - 62 / 25.4 * dpi) < 2);
    CHECK(std::all_of(page.pixels.begin(), page.pixels.end(), [](std::uint8_t grey) { return grey == 0 || grey == 255; }));
    CHECK(test::qr_on(page) == content.ticket_code);
    // Whole letters and not a screen of dots: the page is as another renderer has it.
    const test::TemporaryFile pdf(render_pdf(badge, content)->pdf);
    const auto meant = test::raster_of(pdf.path(), page.width, page.height);
    REQUIRE(meant.pixels.size() == page.pixels.size());
    CHECK(agreement(page, meant) > 0.98);
}

TEST_CASE("a page goes past a queue to the printer itself, where that takes it, and CUPS never has it", "[cups][lab][route]") {
    test::PrintingLab lab;
    SECTION("to one that takes PDF") {
        test::LabPrinter& printer = lab.add_printer();
        const std::string queue = lab.add_queue("badge", printer);
        const auto printed = Printing(queue, PrintRoute::direct, badge_page("order-1")).result();
        REQUIRE(printed);
        REQUIRE(printer.pages().size() == 1);
        CHECK(printer.pages()[0].filename().string().find("order-1") != std::string::npos);
        CHECK(IppSession(*ipp_address(queue), {}).find_job("order-1-1")->has_value() == false);
        // A restarted CUPS has nothing to print again.
        lab.restart_cups(SIGTERM);
        CupsPrinter badge("Badge", at(queue), "", PrintRoute::direct);
        CHECK(badge.resume(badge_page("order-1"), printed->job, [](const PrintProgress&) { return true; }, Clock::now() + 30s, {}));
        CHECK(printer.pages().size() == 1);
    }
    SECTION("not to one that needs a driver") {
        test::LabPrinter& printer = lab.add_raster_printer(203);
        const std::string queue = lab.add_queue("badge", printer);
        REQUIRE(Printing(queue, PrintRoute::direct, badge_page("order-1")).result());
        CHECK(IppSession(*ipp_address(queue), {}).find_job("order-1-1")->has_value());
        CHECK(printer.pages().size() == 1);
    }
    SECTION("not past a queue that somebody paused") {
        test::LabPrinter& printer = lab.add_printer();
        const std::string queue = lab.add_queue("badge", printer);
        lab.administer({"cupsdisable", "badge"});
        Printing print(queue, PrintRoute::direct, badge_page("order-1"), 5s);
        CHECK(print.comes_to(OrderState::printing, PrinterFault::paused));
        CHECK_FALSE(print.result());
        CHECK(printer.pages().empty());
    }
    SECTION("one that an earlier run sent through the queue is found there") {
        test::LabPrinter& printer = lab.add_printer();
        const std::string queue = lab.add_queue("badge", printer);
        const auto sent = Printing(queue, PrintRoute::cups, badge_page("order-1")).result();
        REQUIRE(sent);
        CupsPrinter badge("Badge", at(queue), "", PrintRoute::direct);
        CHECK(badge.resume(badge_page("order-1"), sent->job, [](const PrintProgress&) { return true; }, Clock::now() + 30s, {}));
        CHECK(printer.pages().size() == 1);
    }
}

TEST_CASE("out of labels is told, and after the refill the badge comes out once", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    std::string uri = printer.uri();
    SECTION("at the printer itself") {}
    SECTION("at a printer behind CUPS") { uri = lab.add_queue("badge", printer); }
    printer.set_mode("empty 1");
    Printing print(uri, badge_page("order-1"));
    REQUIRE(print.comes_to(OrderState::printing, PrinterFault::out_of_labels));
    CHECK(print.last().detail.find("media-empty") != std::string::npos);
    CHECK(printer.pages().empty());
    printer.do_by_hand("refill");
    REQUIRE(print.result());
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("a jam and an open lid are told by their own names", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    for (const auto& [mode, fault] : {std::pair{"jam", PrinterFault::jam}, {"cover", PrinterFault::cover_open}}) {
        CAPTURE(mode);
        printer.set_mode(mode);
        Printing print(printer.uri(), badge_page(mode));
        CHECK(print.comes_to(OrderState::printing, fault));
        printer.do_by_hand("clear");
        CHECK(print.result());
    }
    CHECK(printer.pages().size() == 2);
}

TEST_CASE("a job that the printer gives up is told with the printer's own words", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    printer.set_mode("abort Ribbon torn");
    const auto printed = Printing(printer.uri(), badge_page("order-1")).result();
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::print_given_up);
    CHECK(printed.error().detail.find("Ribbon torn") != std::string::npos);
    CHECK(printer.pages().empty());
}

TEST_CASE("a printer that is off is offline, and nothing is sent", "[cups][lab]") {
    const auto printed = Printing(test::nobodys_uri(), badge_page("order-1")).result();
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::printer_offline);
}

TEST_CASE("a printer that is off behind CUPS is offline too, and prints nothing later", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    const std::string queue = lab.add_queue("badge", printer);
    printer.switch_off();
    const auto printed = Printing(queue, badge_page("order-1")).result();
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::printer_offline);
    printer.switch_on();
    // The next job gets number 1: CUPS never had another.
    const auto next = Printing(queue, badge_page("order-2")).result();
    REQUIRE(next);
    CHECK(next->job == 1);
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("a queue that CUPS does not have is missing", "[cups][lab]") {
    test::PrintingLab lab;
    lab.add_queue("badge", lab.add_printer());
    CupsPrinter printer("Badge", at("ipp://" + lab.cups_server() + "/printers/nobody"), "");
    CHECK(printer.health({}).error().code == ErrorCode::printer_missing);
    CHECK(printer.print(badge_page("order-1"), {}, Clock::now() + 10s, {}).error().code == ErrorCode::printer_missing);
}

TEST_CASE("a frozen printer takes seconds and not for ever", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    printer.freeze();
    const auto begun = Clock::now();
    const auto printed = Printing(printer.uri(), badge_page("order-1")).result();
    const auto health = CupsPrinter("Badge", at(printer.uri()), "").health({});
    CHECK(Clock::now() - begun < 10s);
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::printer_offline);
    REQUIRE_FALSE(health);
    CHECK(health.error().code == ErrorCode::printer_offline);
    printer.thaw();
}

TEST_CASE("a frozen CUPS takes seconds and not for ever, and a stop less", "[cups][lab][PRN-6]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    const std::string queue = lab.add_queue("badge", printer);
    lab.freeze_cups();
    SECTION("asked how it is") {
        const auto begun = Clock::now();
        const auto health = CupsPrinter("Badge", at(queue), "").health({});
        CHECK(Clock::now() - begun < 6s);
        REQUIRE_FALSE(health);
        CHECK(health.error().code == ErrorCode::printer_offline);
        lab.thaw_cups();
        CHECK(test::eventually([&] { return CupsPrinter("Badge", at(queue), "").health({}).has_value(); }));
    }
    SECTION("with a badge for it") {
        const auto begun = Clock::now();
        const auto printed = Printing(queue, badge_page("order-1")).result();
        CHECK(Clock::now() - begun < 10s);
        REQUIRE_FALSE(printed);
        CHECK(printed.error().code == ErrorCode::printer_offline);
        lab.thaw_cups();
        REQUIRE(Printing(queue, badge_page("order-2")).result());
        CHECK(printer.pages().size() == 1);
    }
    SECTION("when the program ends") {
        Printing print(queue, badge_page("order-1"));
        const auto asked = Clock::now();
        print.stop();
        CHECK_FALSE(print.result());
        CHECK(Clock::now() - asked < 2500ms);
        lab.thaw_cups();
    }
}

TEST_CASE("a queue that CUPS stopped when its printer failed goes on by itself; one that a person paused does not", "[cups][lab][PRN-4]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    const std::string queue = lab.add_queue("badge", printer, "stop-printer");
    CupsPrinter watcher("Badge", at(queue), "");
    SECTION("stopped by its backend") {
        printer.set_mode("abort");
        CHECK_FALSE(Printing(queue, badge_page("order-1")).result());
        lab.administer({"cancel", "-a", "badge"});
        printer.set_mode("ok");
        CHECK(test::eventually([&] {
            const auto health = watcher.health({});
            return health && health->fault == PrinterFault::none;
        }));
        REQUIRE(Printing(queue, badge_page("order-2")).result());
        CHECK(printer.pages().size() == 1);
    }
    SECTION("paused by a person") {
        lab.administer({"cupsdisable", "-r", "Ny rulle kl 10", "badge"});
        for (int i = 0; i < 5; ++i) {
            const auto health = watcher.health({});
            REQUIRE(health);
            CHECK(health->fault == PrinterFault::paused);
            CHECK(health->detail.find("Ny rulle kl 10") != std::string::npos);
        }
    }
}

TEST_CASE("a printer that freezes with the badge in hand is told as offline, and goes on when it thaws", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    printer.set_mode("hang");
    Printing print(printer.uri(), badge_page("order-1"));
    REQUIRE(print.comes_to(OrderState::printing, PrinterFault::none));
    printer.freeze();
    CHECK(print.comes_to(OrderState::printing, PrinterFault::offline));
    printer.thaw();
    printer.do_by_hand("release");
    CHECK(print.result());
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("a printer that lost its power with the badge in hand leaves it in doubt", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    printer.set_mode("hang");
    Printing print(printer.uri(), badge_page("order-1"));
    REQUIRE(print.comes_to(OrderState::printing, PrinterFault::none));
    printer.switch_off();
    REQUIRE(print.comes_to(OrderState::printing, PrinterFault::offline));
    printer.switch_on();
    const auto printed = print.result();
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::print_in_doubt);
}

TEST_CASE("a stop leaves a job at the printer as it was told, the time bound leaves it in doubt, both soon", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    printer.set_mode("hang");
    SECTION("stop") {
        Printing print(printer.uri(), badge_page("order-1"));
        REQUIRE(print.comes_to(OrderState::printing, PrinterFault::none));
        const auto asked = Clock::now();
        print.stop();
        CHECK(print.result().error().code == ErrorCode::stopped);
        CHECK(Clock::now() - asked < 1s);
    }
    SECTION("stop while the printer is frozen") {
        Printing print(printer.uri(), badge_page("order-1"));
        REQUIRE(print.comes_to(OrderState::printing, PrinterFault::none));
        printer.freeze();
        REQUIRE(print.comes_to(OrderState::printing, PrinterFault::offline));  // from now on it is in one question after another
        const auto asked = Clock::now();
        print.stop();
        CHECK(print.result().error().code == ErrorCode::stopped);
        CHECK(Clock::now() - asked < 2s);
        printer.thaw();
    }
    SECTION("the time bound") {
        Printing print(printer.uri(), badge_page("order-1"), 500ms);
        CHECK(print.result().error().code == ErrorCode::print_in_doubt);
    }
}

TEST_CASE("a busy printer is asked again until it takes the badge", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    printer.set_mode("hang");
    Printing first(printer.uri(), badge_page("order-1"));
    REQUIRE(first.comes_to(OrderState::printing, PrinterFault::none));
    const auto too_late = Printing(printer.uri(), badge_page("order-2"), 400ms).result();
    REQUIRE_FALSE(too_late);
    CHECK(too_late.error().code == ErrorCode::printer_timed_out);
    Printing third(printer.uri(), badge_page("order-3"));
    printer.set_mode("ok");
    printer.do_by_hand("release");
    CHECK(first.result());
    CHECK(third.result());
    CHECK(printer.pages().size() == 2);
}

TEST_CASE("labels of another size are refused before anything is sent", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    Page page = badge_page("order-1");
    page.width_mm = 90;
    const auto printed = Printing(printer.uri(), page).result();
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::printer_refused);
    CHECK(printed.error().detail.find("90 x 62 mm") != std::string::npos);
    CHECK(printed.error().detail.find("om_badge_100x62mm") != std::string::npos);
    CHECK(printer.pages().empty());
}

TEST_CASE("a printer's health names its fault without a job of ours", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    CupsPrinter watcher("Badge", at(printer.uri()), "");
    const auto well = watcher.health({});
    REQUIRE(well);
    CHECK(well->fault == PrinterFault::none);
    CHECK(std::find(well->media.begin(), well->media.end(), "iso_a6_105x148mm") != well->media.end());
    printer.set_mode("empty 1");
    Printing print(printer.uri(), badge_page("order-1"));
    CHECK(test::eventually([&] { return watcher.health({})->fault == PrinterFault::out_of_labels; }));
    printer.do_by_hand("refill");
    CHECK(print.result());
    CHECK(watcher.health({})->fault == PrinterFault::none);
}

namespace {

/// An earlier run of the program, which ended with the badge at the printer.
int sent_and_left(const std::string& uri, const std::string& order) {
    Printing print(uri, badge_page(order));
    if (!print.comes_to(OrderState::printing, PrinterFault::none)) return 0;
    print.stop();
    static_cast<void>(print.result());
    return print.last().job;
}

Result<PrintedPage> found_out(const std::string& uri, const std::string& order, int job) {
    CupsPrinter printer("Badge", at(uri), "");
    return printer.resume(badge_page(order), job, [](const PrintProgress&) { return true; }, Clock::now() + 30s, {});
}

}  // namespace

TEST_CASE("after a restart a job is found by its name and followed to its end, at a printer and through CUPS", "[cups][lab][PRN-2]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    const bool is_queue = GENERATE(false, true);
    const std::string uri = is_queue ? lab.add_queue("badge", printer) : printer.uri();
    printer.set_mode("hang");
    const int job = sent_and_left(uri, "order-1");
    REQUIRE(job > 0);
    printer.do_by_hand("release");
    // The number on disk may be another's by now: only the name counts.
    const auto printed = found_out(uri, "order-1", job + 7);
    REQUIRE(printed);
    CHECK(printed->job == job);
    CHECK(printer.pages().size() == 1);
    // And once more, when it is long done.
    CHECK(found_out(uri, "order-1", job));
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("after a restart a job whose page had not gone out is cancelled, and certain", "[cups][lab][PRN-2]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    const bool is_queue = GENERATE(false, true);
    const std::string uri = is_queue ? lab.add_queue("badge", printer) : printer.uri();
    int job = 0;
    {
        IppSession session(*ipp_address(uri), {});
        const auto created = session.create_job({"order-1-1", {}, {}});
        if (!created) FAIL(created.error().detail);
        job = created->id;
    }
    const bool was_told = GENERATE(false, true);
    const auto found = found_out(uri, "order-1", was_told ? job : 0);
    REQUIRE_FALSE(found);
    CHECK(found.error().code == ErrorCode::printer_refused);
    // The printer is free again.
    CHECK(Printing(uri, badge_page("order-2")).result());
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("after a restart a job that the printer knows nothing of is in doubt", "[cups][lab][PRN-2]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    CHECK(found_out(printer.uri(), "order-1", 3).error().code == ErrorCode::print_in_doubt);
    CHECK(found_out(test::nobodys_uri(), "order-1", 3).error().code == ErrorCode::printer_offline);
}

TEST_CASE("nothing is sent that could not be kept", "[cups][lab][DUR-1]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    CupsPrinter badge("Badge", at(printer.uri()), "");
    const auto refused = badge.print(badge_page("order-1"), [](const PrintProgress&) { return false; }, Clock::now() + 10s, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::printer_refused);
    CHECK(Printing(printer.uri(), badge_page("order-2")).result());
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("a printer that works on a badge without a word for too long loses the job, and the badge is in doubt", "[cups][lab][PRN-6]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    printer.set_mode("hang");
    CupsPrinter badge("Badge", at(printer.uri()), "", PrintRoute::cups, {300ms});
    const auto printed = badge.print(badge_page("order-1"), {}, Clock::now() + 30s, {});
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::print_in_doubt);
    printer.do_by_hand("release");
}

TEST_CASE("a job that the printer gave up is not taken as printed because CUPS says so", "[cups][lab]") {
    test::PrintingLab lab;
    test::LabPrinter& printer = lab.add_printer();
    const std::string queue = lab.add_queue("badge", printer);
    printer.set_mode("abort Ribbon torn");
    // One in twenty of these comes out as completed at the queue: whatever it says, none counts as printed.
    for (int i = 0; i < 6; ++i) {
        const auto printed = Printing(queue, badge_page("order-" + std::to_string(i))).result();
        REQUIRE_FALSE(printed);
        CHECK((printed.error().code == ErrorCode::print_given_up || printed.error().code == ErrorCode::print_in_doubt));
    }
    CHECK(printer.pages().empty());
}
