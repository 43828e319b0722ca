#include <cups/cups.h>
#include <fmt/format.h>

#include <cstdlib>
#include <functional>
#include <optional>
#include <stdexcept>

#include "tests/bench/kiosk_process.hpp"
#include "tests/bench/measures.hpp"

namespace entre::bench {

namespace {

using namespace std::chrono_literals;

constexpr int batch = 100;
constexpr int raw_jobs = 20;  // before each batch

struct Times {
    std::vector<double> looked_up, committed, shown, drawn, accepted, all, raw;
};

std::string script_for(int first, int visits) {
    std::string script = "wait welcome\npause 1000\n";
    for (int i = first; i < first + visits; ++i)
        script += fmt::format("scan {}\nwait confirm\ntap confirm.yes\nwait done 15\n", code_of(static_cast<std::size_t>(i)));
    return script;
}

/// Plain libcups: one connection and one Print-Job with a badge, until the printer has answered; nullopt while it is busy.
std::optional<double> try_raw_job_ms(const std::string& uri, const std::filesystem::path& page) {
    const int port = std::atoi(uri.c_str() + uri.rfind(':') + 1);
    const auto began = Clock::now();
    http_t* http = httpConnect2("localhost", port, nullptr, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, 2000, nullptr);
    if (http == nullptr) throw std::runtime_error("the virtual printer does not answer");
    ipp_t* request = ippNewRequest(IPP_OP_PRINT_JOB);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, "peer");
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    ipp_t* answer = cupsDoFileRequest(http, request, "/ipp/print", page.c_str());
    const auto ended = Clock::now();
    const auto status = cupsLastError();
    ippDelete(answer);
    httpClose(http);
    if (status == IPP_STATUS_ERROR_BUSY) return std::nullopt;
    if (status >= IPP_STATUS_ERROR_BAD_REQUEST)
        throw std::runtime_error(std::string("the virtual printer: ") + cupsLastErrorString());
    return ms_between(began, ended);
}

double raw_job_ms(const test::FixturePrinter& printer, const std::filesystem::path& page) {
    std::optional<double> time;
    test::eventually([&] { return (time = try_raw_job_ms(printer.uri(), page)).has_value(); });
    if (!time) throw std::runtime_error("the virtual printer stays busy");
    return *time;
}

void read_times(const std::string& log, Times& times) {
    const auto looked_up = lines_with(log, "looked up "), shown = lines_with(log, " committed "),
               accepted = lines_with(log, " accepted ");
    for (const auto& line : looked_up) times.looked_up.push_back(number_after(line, "looked up "));
    for (const auto& line : shown) {
        times.committed.push_back(number_after(line, " committed "));
        times.shown.push_back(number_after(line, ", shown "));
        times.drawn.push_back(number_after(line, ", drawn in "));
    }
    for (std::size_t i = 0; i < accepted.size(); ++i) {
        times.accepted.push_back(number_after(accepted[i], " accepted "));
        if (i < looked_up.size()) times.all.push_back(number_after(looked_up[i], "looked up ") + times.accepted.back());
    }
}

void add(Figures& out, const std::string& measure, const std::vector<double>& values, const std::string& peer,
         const std::vector<double>& peers, double bar_p95 = 0) {
    for (const auto& [name, share] : {std::pair{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}})
        out.push_back({measure + ", " + name, percentile(values, share), "ms", peer, percentile(peers, share),
                       bar_p95 > 0 && share == 0.95 ? Bar::max_value : Bar::none, bar_p95});
}

/// Replaces the crowd's printers by `queues`, in that order.
void use_printers(const Crowd& crowd, const std::vector<std::string>& queues) {
    const auto file = crowd.folder() / "seminar.toml";
    std::string text = test::content_of(file);
    const auto from = text.find("[[printer]]"), to = text.find("[kiosk]");
    if (from == std::string::npos || to == std::string::npos)
        throw std::runtime_error("the demo seminar has no printer to replace");
    std::string printers;
    for (std::size_t i = 0; i < queues.size(); ++i)
        printers += fmt::format("[[printer]]\nname = \"Skrivare {}\"\nqueue = \"{}\"\nroute = \"cups\"\n\n", i + 1, queues[i]);
    test::write_file(file, text.replace(from, to - from, printers));
}

/// Times of `visits` visits in a window, with the crowd's own printers unless `printer` names another.
Times times_of(const Crowd& crowd, const test::Display& display, int visits, const std::string& printer,
               const std::function<void(Times&)>& before_batch) {
    Times times;
    for (int first = 0; first < visits; first += batch) {
        before_batch(times);
        const auto script = crowd.scratch() / "script.txt";
        const int now = std::min(batch, visits - first);
        test::write_file(script, script_for(first, now));
        std::vector<std::string> options{"--window", "1280x800", "--camera", "none", "--script", script.string()};
        if (!printer.empty()) options.insert(options.end(), {"--printer", printer});
        const KioskProcess kiosk(display, crowd, options);
        kiosk.wait_for_end(std::chrono::seconds{30 + 5 * now});
        read_times(kiosk.log(), times);
    }
    if (times.accepted.size() != static_cast<std::size_t>(visits) || times.shown.size() != times.accepted.size())
        throw std::runtime_error(fmt::format("{} of {} visits were accepted by the printer", times.accepted.size(), visits));
    return times;
}

}  // namespace

Figures measure_frozen_printer(int visits) {
    Figures out;
    for (const bool is_queue : {false, true}) {
        const Crowd crowd(static_cast<std::size_t>(visits + 100));
        crowd.import();
        test::PrintingFixture fixture;
        auto& frozen = fixture.add_printer();
        auto& working = fixture.add_printer();
        use_printers(crowd, is_queue ? std::vector{fixture.add_queue("frozen", frozen), fixture.add_queue("working", working)}
                                     : std::vector{frozen.uri(), working.uri()});
        frozen.freeze();
        const test::Display display("1280x800");
        const auto times = times_of(crowd, display, visits, "", [](Times&) {});
        add(out, std::string("confirm -> accepted with a frozen printer, ") + (is_queue ? "through CUPS" : "direct"),
            times.accepted, "one redraw of the screen", times.drawn, 300);
        frozen.thaw();
    }
    return out;
}

Figures measure_visits(int visits) {
    const Crowd crowd(static_cast<std::size_t>(std::max(600, visits + 100)));
    crowd.import();
    const auto page = crowd.scratch() / "badge.pdf";
    const auto drawn = test::run({ENTRE_PROGRAM, "badge", crowd.folder().string(), "--code", code_of(0), "--out", page.string()});
    if (drawn.status != 0) throw std::runtime_error("no badge for the peer: " + drawn.err);
    test::PrintingFixture fixture;
    const auto& printer = fixture.add_printer();
    const test::Display display("1280x800");

    const auto times = times_of(crowd, display, visits, printer.uri(), [&](Times& so_far) {
        for (int i = 0; i < raw_jobs; ++i) so_far.raw.push_back(raw_job_ms(printer, page));
    });

    Figures out;
    add(out, "scan -> looked up", times.looked_up, "one redraw of the screen", times.drawn);
    add(out, "confirm -> committed", times.committed, "one redraw of the screen", times.drawn);
    add(out, "committed -> shown", times.shown, "one redraw of the screen", times.drawn, 50);
    add(out, "confirm -> accepted by printer", times.accepted, "libcups alone, one Print-Job of a badge", times.raw, 300);
    add(out, "scan -> accepted, without the visitor's own time", times.all, "libcups alone, one Print-Job of a badge", times.raw);
    return out;
}

}  // namespace entre::bench
