#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <future>
#include <mutex>
#include <stdexcept>

#include "print/badge/render.hpp"
#include "print/printer/cups_printer.hpp"
#include "print/printer/reasons.hpp"
#include "print/spooler.hpp"
#include "tests/bench/measures.hpp"
#include "tests/support/printing_fixture.hpp"

namespace entre::bench {

namespace {

/// All reasons that ippeveprinter can simulate and that stop printing or concern labels. The others (door-open, timed-out,
/// stopped-partly, …) differ only in their keyword. An unknown reason counts as an error only with the suffix "-error", which
/// ippeveprinter never sends for it.
constexpr std::array reasons{"media-empty", "media-needed",        "input-tray-missing", "media-low",   "media-jam",
                             "cover-open",  "marker-supply-empty", "marker-waste-full",  "toner-empty", "spool-area-full",
                             "paused",      "moving-to-paused"};
constexpr double max_shown_active_ms = 3'000, max_shown_idle_ms = 10'000, max_cleared_ms = 5'000;

std::unique_ptr<Printer> printer_at(const std::string& uri) {
    return std::make_unique<CupsPrinter>(
        "Badge", [uri](const std::stop_token&) -> Result<IppAddress> { return *ipp_address(uri); }, "");
}

PrintPage badge_page(const std::string& name) {
    const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges/landscape.svg");
    if (!badge) throw std::runtime_error(badge.error().detail);
    BadgeContent content;
    content.name = "Ann-Cathrine Hjortsberg";
    const auto rendered = render_pdf(*badge, content);
    if (!rendered) throw std::runtime_error(rendered.error().detail);
    return {rendered->pdf, badge->width_mm, badge->height_mm, name};
}

/// The fault that was last reported to staff.
struct Staff {
    std::mutex mutex;
    PrinterFault fault = PrinterFault::none;

    PrinterFault reported() {
        const std::lock_guard lock(mutex);
        return fault;
    }
    SpoolerListener listener() {
        return {[](const OrderId&, const std::string&) { return std::optional(1); },
                [](const OrderReport&, bool) { return true; },
                [this](const std::string&, PrinterFault now, const std::string&) {
                    const std::lock_guard lock(mutex);
                    fault = now;
                }};
    }
};

struct Waits {
    double shown = 0, cleared = 0;
};

/// Asks the printer independently of the spooler, to time when it gets and loses a reason.
bool has_fault(const std::string& uri, PrinterFault fault) {
    const auto health = printer_at(uri)->health({});
    return health && health->fault == fault;
}

Waits waits_for(test::FixturePrinter& printer, const std::string& uri, const std::string& reason, bool is_active) {
    // A foreign job blocks our own: no badge is in progress, so the printer is polled only now and then.
    const PrinterFault fault = fault_of({reason == "other" ? "other-error" : reason + "-error"});
    Staff staff;
    std::vector<std::unique_ptr<Printer>> printers;
    printers.push_back(printer_at(uri));
    Spooler spooler(std::move(printers), staff.listener());
    printer.set_mode("reason " + reason + "-error");
    std::future<void> foreign;
    const std::string name = reason + (is_active ? "-ours" : "-foreign");
    if (is_active) {
        spooler.print({OrderId{name}, badge_page(name)});
    } else {
        test::eventually([] { return false; }, std::chrono::milliseconds{300});
        foreign = std::async(std::launch::async, [&] {
            static_cast<void>(printer_at(printer.uri())
                                  ->print(badge_page(name), [](const PrintProgress&) { return true; },
                                          Clock::now() + std::chrono::seconds{60}, {}));
        });
    }
    Waits waits;
    const auto wait_until = [&](PrinterFault wanted) {
        if (!test::eventually([&] { return has_fault(printer.uri(), wanted); }))
            throw std::runtime_error("the printer never had or lost " + reason);
        const auto there = Clock::now();
        if (!test::eventually([&] { return staff.reported() == wanted; }))
            throw std::runtime_error("staff got no report of " + reason);
        return ms_between(there, Clock::now());
    };
    waits.shown = wait_until(fault);
    printer.do_by_hand("clear");
    waits.cleared = wait_until(PrinterFault::none);
    if (foreign.valid()) foreign.get();
    printer.set_mode("ok");
    return waits;
}

}  // namespace

Figures measure_faults() {
    test::PrintingFixture fixture;
    auto& printer = fixture.add_printer();
    auto& behind = fixture.add_printer();
    const std::string queue = fixture.add_queue("badge", behind);
    Figures out;
    for (const bool is_active : {true, false}) {
        Waits worst;
        std::string slowest;
        for (const char* reason : reasons)
            for (const bool is_queue : {false, true}) {
                const auto waits = waits_for(is_queue ? behind : printer, is_queue ? queue : printer.uri(), reason, is_active);
                if (waits.shown > worst.shown) slowest = reason;
                worst.shown = std::max(worst.shown, waits.shown);
                worst.cleared = std::max(worst.cleared, waits.cleared);
            }
        const auto what = fmt::format("{} reasons, {}, direct and through CUPS", reasons.size(),
                                      is_active ? "a badge in progress" : "no badge in progress");
        const double limit = is_active ? max_shown_active_ms : max_shown_idle_ms;
        out.push_back(
            {what + ": reported after, at most", worst.shown, "ms", "limit; slowest: " + slowest, limit, Bar::max_value, limit});
        out.push_back({what + ": reported cleared after, at most", worst.cleared, "ms", "limit", max_cleared_ms, Bar::max_value,
                       max_cleared_ms});
    }
    return out;
}

}  // namespace entre::bench
