#include <fmt/format.h>

#include <future>
#include <stdexcept>

#include "print/badge/render.hpp"
#include "print/printer/cups_printer.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/measures.hpp"
#include "tests/support/printing_fixture.hpp"

namespace entre::bench {

namespace {

constexpr int badges = 200;

/// The time until one more page has come out of the printer.
template <class Submit>
double ms_to_paper(const test::FixturePrinter& printer, std::size_t before, const Submit& submit) {
    const auto began = Clock::now();
    auto submitted = std::async(std::launch::async, submit);
    if (!test::eventually([&] { return printer.pages().size() > before; })) throw std::runtime_error("a badge did not come out");
    const double time = ms_between(began, Clock::now());
    submitted.get();  // not timed: a late confirmation delays no badge
    return time;
}

void print_with(const std::string& uri, const PrintPage& page) {
    CupsPrinter printer(
        "Badge", [uri](const std::stop_token&) -> Result<IppAddress> { return *ipp_address(uri); }, "", PrintRoute::cups);
    const auto printed =
        printer.print(page, [](const PrintProgress&) { return true; }, Clock::now() + std::chrono::seconds{30}, {});
    if (!printed) throw std::runtime_error(printed.error().detail);
}

}  // namespace

Figures measure_paper() {
    const auto badge = read_template(std::filesystem::path(ENTRE_SOURCE_DIR) / "assets/badges/landscape.svg");
    if (!badge) throw std::runtime_error(badge.error().detail);
    BadgeContent content;
    content.event = "Seminarium · 20 maj";
    content.name = "Ann-Cathrine Hjortsberg";
    content.organisation = "Linköpings kommun";
    content.ticket_code = code_of(0);
    const auto rendered = render_pdf(*badge, content);
    if (!rendered) throw std::runtime_error(rendered.error().detail);
    const test::ScratchFolder scratch;
    const auto file = scratch.path() / "badge.pdf";
    test::write_file(file, rendered->pdf);

    // One printer per method, so that none waits for another's page.
    test::PrintingFixture fixture;
    auto& for_lp = fixture.add_printer();
    auto& behind_cups = fixture.add_printer();
    auto& direct = fixture.add_printer();
    fixture.add_queue("lp", for_lp);
    const std::string queue = fixture.add_queue("entre", behind_cups);
    std::vector<double> by_lp, through_cups, straight;
    for (int i = 0; i < badges; ++i) {
        const auto before = static_cast<std::size_t>(i);
        const PrintPage page{rendered->pdf, badge->width_mm, badge->height_mm, fmt::format("paper-{}", i)};
        by_lp.push_back(ms_to_paper(for_lp, before, [&] {
            const auto lp = test::run({"/usr/bin/lp", "-h", fixture.cups_server(), "-d", "lp", "-o", "media=om_badge_100x62mm",
                                       "-o", "print-scaling=none", file.string()},
                                      {}, std::chrono::seconds{30});
            if (lp.status != 0) throw std::runtime_error("lp: " + lp.err);
        }));
        through_cups.push_back(ms_to_paper(behind_cups, before, [&] { print_with(queue, page); }));
        straight.push_back(ms_to_paper(direct, before, [&] { print_with(direct.uri(), page); }));
    }
    const std::string peer = "lp to the same CUPS, until the page is there";
    Figures out;
    for (const auto& [name, share] : {std::pair{"p50", 0.5}, {"p95", 0.95}}) {
        out.push_back({fmt::format("submit -> paper, through CUPS, {}", name), percentile(through_cups, share), "ms", peer,
                       percentile(by_lp, share), Bar::max_ratio, 1.1});
        out.push_back({fmt::format("submit -> paper, direct IPP, {}", name), percentile(straight, share), "ms", peer,
                       percentile(by_lp, share), Bar::max_ratio, 0.5});
    }
    return out;
}

}  // namespace entre::bench
