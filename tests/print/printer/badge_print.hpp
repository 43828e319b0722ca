// Test helper: prints a badge on a test printer and observes its progress.
#pragma once

#include <algorithm>
#include <future>
#include <mutex>
#include <utility>
#include <vector>

#include "print/badge/render.hpp"
#include "print/printer/cups_printer.hpp"
#include "tests/print/badge/shipped.hpp"
#include "tests/support/printing_fixture.hpp"

namespace entre::test {

inline FindAddress at(const std::string& uri) {
    return [uri](const std::stop_token&) -> Result<IppAddress> { return *ipp_address(uri); };
}

inline std::pair<BadgeTemplate, BadgeContent> label_for(const std::string& ticket_code) {
    return {
        shipped_template("landscape"),
        {"Seminarium · 20 maj", "Ann-Cathrine Hjortsberg", "Linköpings kommun", "Kommun", {0x1b, 0x6e, 0x43}, ticket_code, 1}};
}

inline PrintPage badge_page(const std::string& job_name) {
    const auto [badge, content] = label_for("LKPG-7Q4M");
    return {render_pdf(badge, content)->pdf, badge.width_mm, badge.height_mm, job_name};
}

/// A print job that runs in parallel with the test, and its progress reports.
class Printing {
public:
    Printing(const std::string& uri, PrintPage page, Clock::duration bound = std::chrono::seconds{60})
        : Printing(uri, PrintRoute::cups, std::move(page), bound) {}
    Printing(const std::string& uri, PrintRoute route, PrintPage page, Clock::duration bound = std::chrono::seconds{60})
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
    bool log(OrderState state, PrinterFault fault) {
        const std::lock_guard lock(mutex_);
        return std::any_of(told_.begin(), told_.end(), [&](const auto& p) { return p.state == state && p.fault == fault; });
    }
    bool comes_to(OrderState state, PrinterFault fault) {
        return eventually([&] { return log(state, fault); });
    }
    PrintProgress last() {
        const std::lock_guard lock(mutex_);
        return told_.empty() ? PrintProgress{} : told_.back();
    }

private:
    PrintPage page_;
    CupsPrinter printer_;
    std::stop_source stop_;
    std::mutex mutex_;
    std::vector<PrintProgress> told_;
    std::future<Result<PrintedPage>> result_;
};

}  // namespace entre::test
