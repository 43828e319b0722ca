// Printers that answer what no printer should, over real sockets: the door must survive all of them.
#include "print/printer/ipp_answers.hpp"

#include <cups/ipp.h>

#include "tests/print/printer/badge_print.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scripted_printer.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

const PrintPage page{"%PDF-1.4 a page", 100, 62, "order-1"};  // its first job is called order-1-1

IppSession session_with(const ScriptedPrinter& printer) { return {*ipp_address(printer.uri()), {}}; }

/// The number of the job order-1-1; 0 if there is none.
int job_found_at(const ScriptedPrinter& printer) {
    const auto found = session_with(printer).find_job("order-1-1");
    REQUIRE(found);
    return found->value_or(0);
}

Result<PrintedPage> print_at(const ScriptedPrinter& printer) {
    return CupsPrinter("Badge", at(printer.uri()), "").print(page, {}, Clock::now() + 30s, {});
}

}  // namespace

TEST_CASE("a scripted printer without odd answers prints a badge", "[cups][odd]") {
    ScriptedPrinter printer;
    const auto printed = print_at(printer);
    REQUIRE(printed);
    CHECK(printed->job == 1);
    CHECK(printer.requests(IPP_OP_SEND_DOCUMENT) == 1);
}

TEST_CASE("jobs without a usable name or number are passed over when a job is looked for", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes jobs;
    const auto job = [&](int id) -> IppBytes& { return jobs.group(IPP_TAG_JOB).number(IPP_TAG_INTEGER, "job-id", id); };
    job(2).value(IPP_TAG_NOVALUE, "job-name", "");
    job(3).value(IPP_TAG_UNKNOWN, "job-name", "");
    job(4).number(IPP_TAG_INTEGER, "job-name", 7);
    job(5).value(IPP_TAG_BOOLEAN, "job-name", "\1");
    job(6);
    jobs.group(IPP_TAG_JOB).text(IPP_TAG_NAME, "job-id", "7").text(IPP_TAG_NAME, "job-name", "order-1-1");
    jobs.group(IPP_TAG_JOB).value(IPP_TAG_NOVALUE, "job-id", "").text(IPP_TAG_NAME, "job-name", "order-1-1");
    SECTION("and ours is found among them") {
        job(8).text(IPP_TAG_NAME, "job-name", "order-1-1");
        printer.answer(IPP_OP_GET_JOBS, jobs);
        CHECK(job_found_at(printer) == 8);
    }
    SECTION("and none is found if all are like that") {
        printer.answer(IPP_OP_GET_JOBS, jobs);
        CHECK(job_found_at(printer) == 0);
    }
    SECTION("and the newest counts if two have our name") {
        job(9).text(IPP_TAG_NAME, "job-name", "order-1-1");
        job(8).text(IPP_TAG_NAME, "job-name", "order-1-1");
        printer.answer(IPP_OP_GET_JOBS, jobs);
        CHECK(job_found_at(printer) == 9);
    }
}

TEST_CASE("after a restart a job without a name at the printer leaves the badge in doubt", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes foreign;
    foreign.group(IPP_TAG_JOB).number(IPP_TAG_INTEGER, "job-id", 5).value(IPP_TAG_NOVALUE, "job-name", "");
    printer.answer(IPP_OP_GET_JOBS, foreign);
    const auto resumed = CupsPrinter("Badge", at(printer.uri()), "").resume(page, 5, {}, Clock::now() + 10s, {});
    REQUIRE_FALSE(resumed);
    CHECK(resumed.error().code == ErrorCode::print_in_doubt);
}

TEST_CASE("values of the wrong type count as not reported", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes odd;
    odd.group(IPP_TAG_PRINTER)
        .text(IPP_TAG_KEYWORD, "printer-state", "5")
        .number(IPP_TAG_INTEGER, "printer-state-reasons", IPP_PSTATE_STOPPED)
        .value(IPP_TAG_NOVALUE, "printer-state-message", "")
        .text(IPP_TAG_KEYWORD, "printer-is-accepting-jobs", "false")
        .value(IPP_TAG_UNSUPPORTED_VALUE, "media-supported", "")
        .number(IPP_TAG_ENUM, "print-scaling-supported", 3)
        .text(IPP_TAG_KEYWORD, "operations-supported", "none")
        .value(IPP_TAG_BOOLEAN, "document-format-supported", "\1")
        .value(IPP_TAG_DATE, "device-uri", std::string(11, '\0'));
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, odd);
    const auto answer = session_with(printer).printer();
    REQUIRE(answer);
    CHECK_FALSE(answer->is_stopped);
    CHECK(answer->is_accepting);
    CHECK(answer->creates_jobs);
    CHECK_FALSE(answer->takes_pdf);
    CHECK(answer->media.empty());
    CHECK(answer->reasons.empty());
    CHECK(answer->scaling.empty());
    CHECK(answer->message.empty());
    CHECK(answer->device_uri.empty());
}

TEST_CASE("a printer that reports nothing about itself is taken at its word and used", "[cups][odd]") {
    ScriptedPrinter printer;
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, IppBytes());
    CHECK(print_at(printer));
}

TEST_CASE("a job that is reported without a state leaves the badge in doubt", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes odd;
    odd.group(IPP_TAG_JOB).number(IPP_TAG_INTEGER, "job-id", 1);
    SECTION("because it is absent") {}
    SECTION("because it is unknown") { odd.value(IPP_TAG_UNKNOWN, "job-state", ""); }
    SECTION("because it is text") { odd.text(IPP_TAG_KEYWORD, "job-state", "completed"); }
    printer.answer(IPP_OP_GET_JOB_ATTRIBUTES, odd);
    const auto printed = print_at(printer);
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::print_in_doubt);
    CHECK(printer.requests(IPP_OP_SEND_DOCUMENT) == 1);
}

TEST_CASE("a job created without a number is refused before the page is sent", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes odd;
    odd.group(IPP_TAG_JOB);
    SECTION("because the number is absent") {}
    SECTION("because the number is text") { odd.text(IPP_TAG_NAME, "job-id", "1"); }
    SECTION("because the number is negative") { odd.number(IPP_TAG_INTEGER, "job-id", -1); }
    printer.answer(IPP_OP_CREATE_JOB, odd);
    const auto printed = print_at(printer);
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::printer_refused);
    CHECK(printer.requests(IPP_OP_SEND_DOCUMENT) == 0);
}

TEST_CASE("a printer's words reach staff without control characters and not at any length", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes loud;
    loud.group(IPP_TAG_PRINTER)
        .text(IPP_TAG_TEXT, "printer-state-message", "paper\x1b[2Jjam\n" + std::string(1000, 'x'))
        .text(IPP_TAG_KEYWORD, "printer-state-reasons", "media-jam\xff");
    for (int i = 0; i < 1000; ++i) loud.text(IPP_TAG_KEYWORD, "", "cover-open");
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, loud);
    const auto answer = session_with(printer).printer();
    REQUIRE(answer);
    CHECK(answer->message.starts_with("paper"));
    CHECK(answer->message.find('\x1b') == std::string::npos);
    CHECK(answer->message.size() <= 300);
    CHECK(answer->reasons.size() <= 64);
    CHECK(answer->reasons.front().find('\xff') == std::string::npos);
}

TEST_CASE("a printer cannot send the kiosk to another address", "[cups][odd]") {
    ScriptedPrinter printer, elsewhere;
    IppBytes answer;
    answer.group(IPP_TAG_PRINTER).text(IPP_TAG_URI, "device-uri", elsewhere.uri());
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, answer);
    CHECK(CupsPrinter("Badge", at(printer.uri()), "").health({}));
    CHECK(elsewhere.requests(IPP_OP_GET_PRINTER_ATTRIBUTES) == 0);
}

TEST_CASE("collections nested a thousand deep are an invalid answer", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes deep;
    deep.group(IPP_TAG_PRINTER).value(IPP_TAG_BEGIN_COLLECTION, "media-col-default", "");
    for (int i = 0; i < 100'000; ++i) deep.value(0x4a, "", "m").value(IPP_TAG_BEGIN_COLLECTION, "", "");
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, deep);
    const auto answer = session_with(printer).printer();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::printer_offline);
}

TEST_CASE("an answer that is lost after the page was sent leaves the badge in doubt", "[cups][odd]") {
    ScriptedPrinter printer;
    printer.answer(IPP_OP_SEND_DOCUMENT, {"<html>"});
    IppBytes gone(IPP_STATUS_ERROR_NOT_FOUND);
    printer.answer(IPP_OP_GET_JOB_ATTRIBUTES, gone);
    const auto printed = print_at(printer);
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::print_in_doubt);
    CHECK(printer.requests(IPP_OP_SEND_DOCUMENT) == 1);
}

TEST_CASE("a printer without Create-Job is asked only after the order is stored", "[cups][odd][DUR-1]") {
    ScriptedPrinter printer;
    IppBytes simple;
    simple.group(IPP_TAG_PRINTER)
        .text(IPP_TAG_KEYWORD, "media-supported", "om_badge_100x62mm")
        .number(IPP_TAG_ENUM, "operations-supported", IPP_OP_PRINT_JOB);
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, simple);
    CupsPrinter badge("Badge", at(printer.uri()), "");
    SECTION("and not at all if it cannot be stored") {
        const auto refused = badge.print(page, [](const PrintProgress&) { return false; }, Clock::now() + 10s, {});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::printer_refused);
        CHECK(printer.requests(IPP_OP_PRINT_JOB) == 0);
    }
    SECTION("with a number that is not known yet") {
        std::vector<int> jobs;
        const auto keep = [&](const PrintProgress& now) { return jobs.push_back(now.job), true; };
        REQUIRE(badge.print(page, keep, Clock::now() + 10s, {}));
        REQUIRE_FALSE(jobs.empty());
        CHECK(jobs.front() == -1);
        CHECK(printer.requests(IPP_OP_PRINT_JOB) == 1);
        CHECK(printer.requests(IPP_OP_CREATE_JOB) == 0);
    }
}

TEST_CASE("an error status becomes missing or refused, with the printer's own words", "[cups][odd]") {
    ScriptedPrinter printer;
    const auto refusal = [&](int status) {
        IppBytes answer(status);
        answer.text(IPP_TAG_TEXT, "status-message", "the bureau is closed");
        printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, answer);
        const auto asked = session_with(printer).printer();
        REQUIRE_FALSE(asked);
        CHECK(asked.error().detail.find("the bureau is closed") != std::string::npos);
        return asked.error().code;
    };
    CHECK(refusal(IPP_STATUS_ERROR_NOT_FOUND) == ErrorCode::printer_missing);
    CHECK(refusal(IPP_STATUS_ERROR_GONE) == ErrorCode::printer_missing);
    CHECK(refusal(IPP_STATUS_ERROR_BAD_REQUEST) == ErrorCode::printer_refused);
    CHECK(refusal(IPP_STATUS_ERROR_FORBIDDEN) == ErrorCode::printer_refused);
    CHECK(refusal(0x7fff) == ErrorCode::printer_refused);
    CHECK(refusal(0xffff) == ErrorCode::printer_refused);
}

TEST_CASE("each request tells success from refusal", "[cups][odd]") {
    ScriptedPrinter printer;
    auto session = session_with(printer);
    const IppBytes forbidden(IPP_STATUS_ERROR_FORBIDDEN), unknown(IPP_STATUS_ERROR_NOT_FOUND), busy(IPP_STATUS_ERROR_BUSY);
    CHECK(session.cancel_job(1));
    CHECK(session.resume_printer());
    CHECK(session.send_document(1, "%PDF"));
    CHECK(session.create_job({"a", {}, {}})->id == 1);
    CHECK(session.print_job({"a", {}, {}}, "%PDF")->id == 1);
    CHECK(session.job(1)->value().state == IPP_JSTATE_COMPLETED);
    for (const auto operation : {IPP_OP_CREATE_JOB, IPP_OP_PRINT_JOB}) printer.answer(operation, busy);
    CHECK(session.create_job({"a", {}, {}})->is_busy);
    CHECK(session.print_job({"a", {}, {}}, "%PDF")->is_busy);
    printer.answer(IPP_OP_GET_JOB_ATTRIBUTES, unknown);
    CHECK_FALSE(session.job(1)->has_value());
    for (const auto operation : {IPP_OP_CANCEL_JOB, IPP_OP_RESUME_PRINTER, IPP_OP_SEND_DOCUMENT, IPP_OP_CREATE_JOB,
                                 IPP_OP_PRINT_JOB, IPP_OP_GET_JOB_ATTRIBUTES, IPP_OP_GET_JOBS})
        printer.answer(operation, forbidden);
    CHECK(session.cancel_job(1).error().code == ErrorCode::printer_refused);
    CHECK(session.resume_printer().error().code == ErrorCode::printer_refused);
    CHECK(session.send_document(1, "%PDF").error().code == ErrorCode::printer_refused);
    CHECK(session.create_job({"a", {}, {}}).error().code == ErrorCode::printer_refused);
    CHECK(session.print_job({"a", {}, {}}, "%PDF").error().code == ErrorCode::printer_refused);
    CHECK(session.job(1).error().code == ErrorCode::printer_refused);
    CHECK(session.find_job("a").error().code == ErrorCode::printer_refused);
}

TEST_CASE("a printer's own state is read: stopped, not accepting, without two-step jobs, with its reasons", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes state;
    state.group(IPP_TAG_PRINTER)
        .number(IPP_TAG_ENUM, "printer-state", IPP_PSTATE_STOPPED)
        .text(IPP_TAG_KEYWORD, "printer-state-reasons", "media-jam")
        .text(IPP_TAG_KEYWORD, "", "cover-open")
        .text(IPP_TAG_TEXT, "printer-state-message", "Open the cover")
        .value(IPP_TAG_BOOLEAN, "printer-is-accepting-jobs", std::string(1, '\0'))
        .text(IPP_TAG_KEYWORD, "print-scaling-supported", "none")
        .text(IPP_TAG_MIMETYPE, "document-format-supported", "image/pwg-raster")
        .number(IPP_TAG_ENUM, "operations-supported", IPP_OP_CREATE_JOB)
        .text(IPP_TAG_URI, "device-uri", "usb://Brother");
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, state);
    const auto answer = session_with(printer).printer();
    REQUIRE(answer);
    CHECK(answer->is_stopped);
    CHECK_FALSE(answer->is_accepting);
    CHECK_FALSE(answer->creates_jobs);  // Send-Document is missing
    CHECK_FALSE(answer->takes_pdf);
    CHECK(answer->reasons == std::vector<std::string>{"media-jam", "cover-open"});
    CHECK(answer->message == "Open the cover");
    CHECK(answer->scaling == std::vector<std::string>{"none"});
    CHECK(answer->device_uri == "usb://Brother");
}

TEST_CASE("a job's state is read with its reasons and the printer's", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes state;
    state.group(IPP_TAG_JOB)
        .number(IPP_TAG_ENUM, "job-state", IPP_JSTATE_STOPPED)
        .text(IPP_TAG_NAME, "job-name", "order-1-1")
        .text(IPP_TAG_TEXT, "job-state-message", "waits")
        .text(IPP_TAG_KEYWORD, "job-state-reasons", "job-incoming")
        .text(IPP_TAG_KEYWORD, "job-printer-state-reasons", "media-empty")
        .text(IPP_TAG_TEXT, "job-printer-state-message", "no labels");
    printer.answer(IPP_OP_GET_JOB_ATTRIBUTES, state);
    const auto job = session_with(printer).job(7);
    REQUIRE(job);
    REQUIRE(*job);
    CHECK((*job)->state == IPP_JSTATE_STOPPED);
    CHECK((*job)->name == "order-1-1");
    CHECK((*job)->message == "waits");
    CHECK((*job)->reasons == std::vector<std::string>{"job-incoming"});
    CHECK((*job)->printer_reasons == std::vector<std::string>{"media-empty"});
    CHECK((*job)->printer_message == "no labels");
    CHECK((*job)->id == 7);
}

TEST_CASE("the default queue is asked for first, then any queue", "[cups][odd]") {
    ScriptedPrinter printer;
    auto session = session_with(printer);
    CHECK(session.default_queue().error().code == ErrorCode::printer_missing);
    IppBytes queue, other;
    queue.group(IPP_TAG_PRINTER).text(IPP_TAG_NAME, "printer-name", "badge");
    other.group(IPP_TAG_PRINTER).text(IPP_TAG_NAME, "printer-name", "office");
    printer.answer(IPP_OP_CUPS_GET_PRINTERS, other);
    CHECK(session.default_queue() == std::string("office"));
    printer.answer(IPP_OP_CUPS_GET_DEFAULT, queue);
    CHECK(session.default_queue() == std::string("badge"));
}

TEST_CASE("every queue of a server is listed, and one without a name is not", "[cups][odd]") {
    ScriptedPrinter printer;
    auto session = session_with(printer);
    IppBytes queues;
    queues.group(IPP_TAG_PRINTER)
        .text(IPP_TAG_NAME, "printer-name", "badge")
        .text(IPP_TAG_TEXT, "printer-info", "Höger om dörren")
        .text(IPP_TAG_TEXT, "printer-make-and-model", "Brother QL-820NWB")
        .text(IPP_TAG_URI, "device-uri", "usb://Brother/QL-820NWB");
    queues.group(IPP_TAG_PRINTER).text(IPP_TAG_TEXT, "printer-info", "nameless");
    queues.group(IPP_TAG_PRINTER).text(IPP_TAG_NAME, "printer-name", "office").value(IPP_TAG_NOVALUE, "printer-info", "");
    printer.answer(IPP_OP_CUPS_GET_PRINTERS, queues);
    const auto listed = session.queues();
    REQUIRE(listed);
    CHECK(*listed == std::vector<QueueAnswer>{{"badge", "Höger om dörren", "Brother QL-820NWB", "usb://Brother/QL-820NWB"},
                                              {"office", "", "", ""}});
}

TEST_CASE("printers that a server sees are listed, and ways to connect without a printer are not", "[odd]") {
    IppBytes bytes;
    bytes.group(IPP_TAG_PRINTER)
        .text(IPP_TAG_URI, "device-uri", "usb://Brother/QL-820NWB?serial=1")
        .text(IPP_TAG_TEXT, "device-make-and-model", "Brother QL-820NWB")
        .text(IPP_TAG_TEXT, "device-info", "Brother QL-820NWB (USB)")
        .text(IPP_TAG_TEXT, "device-id", "MFG:Brother;MDL:QL-820NWB;")
        .text(IPP_TAG_KEYWORD, "device-class", "direct");
    bytes.group(IPP_TAG_PRINTER).text(IPP_TAG_URI, "device-uri", "socket").text(IPP_TAG_KEYWORD, "device-class", "network");
    bytes.group(IPP_TAG_PRINTER).text(IPP_TAG_URI, "device-uri", "ipp://\x1b]0;x\x07/");
    bytes.group(IPP_TAG_PRINTER).text(IPP_TAG_URI, "device-uri", "ipp://two words/");
    bytes.group(IPP_TAG_PRINTER)
        .text(IPP_TAG_URI, "device-uri", "socket://10.0.0.7")
        .text(IPP_TAG_TEXT, "device-make-and-model", "Unknown")
        .text(IPP_TAG_KEYWORD, "device-class", "network");
    const auto answer = parse_ipp_message(bytes.whole());
    REQUIRE(answer);
    CHECK(devices_in(answer.get()) == std::vector<DeviceAnswer>{{"usb://Brother/QL-820NWB?serial=1", "Brother QL-820NWB",
                                                                 "Brother QL-820NWB (USB)", "MFG:Brother;MDL:QL-820NWB;"},
                                                                {"socket://10.0.0.7", "", "", "", true}});
}

TEST_CASE("drivers are listed by their names", "[odd]") {
    IppBytes bytes;
    bytes.group(IPP_TAG_PRINTER)
        .text(IPP_TAG_NAME, "ppd-name", "drv:///sample.drv/zebra.ppd")
        .text(IPP_TAG_TEXT, "ppd-make-and-model", "Zebra ZPL Label Printer");
    bytes.group(IPP_TAG_PRINTER).text(IPP_TAG_TEXT, "ppd-make-and-model", "nameless");
    const auto answer = parse_ipp_message(bytes.whole());
    REQUIRE(answer);
    CHECK(drivers_in(answer.get()) == std::vector<DriverAnswer>{{"drv:///sample.drv/zebra.ppd", "Zebra ZPL Label Printer", ""}});
}

TEST_CASE("a printer that takes no jobs now gets none", "[cups][odd]") {
    ScriptedPrinter printer;
    IppBytes state;
    state.group(IPP_TAG_PRINTER).value(IPP_TAG_BOOLEAN, "printer-is-accepting-jobs", std::string(1, '\0'));
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, state);
    const auto printed = print_at(printer);
    REQUIRE_FALSE(printed);
    CHECK(printed.error().code == ErrorCode::printer_refused);
    CHECK(printer.requests(IPP_OP_CREATE_JOB) == 0);
}

TEST_CASE("an answer's end is found as it arrives, and its collections may be nested sixteen deep", "[odd]") {
    IppBytes nested;
    nested.group(IPP_TAG_PRINTER).value(IPP_TAG_BEGIN_COLLECTION, "media-col-default", "");
    for (int i = 1; i < 16; ++i) nested.value(0x4a, "", "m").value(IPP_TAG_BEGIN_COLLECTION, "", "");
    for (int i = 0; i < 16; ++i) nested.value(IPP_TAG_END_COLLECTION, "", "");
    nested.text(IPP_TAG_KEYWORD, "media-supported", "na_letter_8.5x11in");
    const std::string whole = nested.whole();
    IppScanner scanner;
    for (std::size_t size = 0; size < whole.size(); ++size)
        REQUIRE(scanner.scan(std::string_view(whole).substr(0, size)) == IppScanner::Found::nothing_yet);
    CHECK(scanner.scan(whole + "more") == IppScanner::Found::end);
    CHECK(scanner.length() == whole.size());
    const auto message = parse_ipp_message(whole);
    REQUIRE(message);
    CHECK(printer_in(message.get()).media == std::vector<std::string>{"na_letter_8.5x11in"});
    IppBytes deeper = nested;
    deeper.value(IPP_TAG_BEGIN_COLLECTION, "media-col-default", "");
    for (int i = 1; i < 17; ++i) deeper.value(0x4a, "", "m").value(IPP_TAG_BEGIN_COLLECTION, "", "");
    CHECK(IppScanner().scan(deeper.whole()) == IppScanner::Found::invalid);
    CHECK_FALSE(parse_ipp_message(deeper.whole()));
    // The tag of a collection, hidden behind an extension tag.
    std::string hidden = IppBytes().group(IPP_TAG_PRINTER).beginning();
    for (int i = 0; i < 17; ++i) hidden += std::string("\x7f\0\0\0\x34\0\0\0\0", 9);
    CHECK(IppScanner().scan(hidden) == IppScanner::Found::invalid);
}
