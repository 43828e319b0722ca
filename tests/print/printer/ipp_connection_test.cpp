// Whatever a printer sends and however slowly, a request ends within its limits. Over real sockets.
#include "print/printer/ipp_connection.hpp"

#include <cups/ipp.h>

#include <future>

#include "tests/support/catch.hpp"
#include "tests/support/printing_fixture.hpp"
#include "tests/support/scripted_printer.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

TEST_CASE("an answer that does not end makes the printer offline", "[cups][odd]") {
    ScriptedPrinter printer;
    const IppBytes head = IppBytes().group(IPP_TAG_PRINTER);
    const std::string attribute = "\x44" + std::string(1, '\0') + "\x01" + "a" + std::string(1, '\0') + "\x01" + "b";
    SECTION("because it never runs out of attributes") {
        std::string many;
        for (int i = 0; i < 10000; ++i) many += attribute;
        printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, {head.beginning(), many});
    }
    SECTION("because it trickles") { printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, {head.beginning(), attribute, 20ms}); }
    SECTION("because its header trickles") {
        printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, {{}, "Server: again\r\n", 20ms, true});
    }
    IppLimits limits;
    limits.exchange = 1s;
    const auto answer = IppSession(*ipp_address(printer.uri()), {}, limits).printer();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::printer_offline);
}

TEST_CASE("a trickling answer ends when the kiosk stops", "[cups][odd]") {
    ScriptedPrinter printer;
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, {{}, "Server: again\r\n", 20ms, true});
    std::stop_source stop;
    IppLimits limits;
    limits.exchange = 1h;
    IppSession session(*ipp_address(printer.uri()), stop.get_token(), limits);
    auto waiting = std::async(std::launch::async, [&] { return session.printer(); });
    REQUIRE(eventually([&] { return printer.requests(IPP_OP_GET_PRINTER_ATTRIBUTES) == 1; }));
    stop.request_stop();
    CHECK(waiting.get().error().code == ErrorCode::printer_offline);
}

TEST_CASE("an answer that is cut off or no IPP makes the printer offline", "[cups][odd]") {
    ScriptedPrinter printer;
    const std::string whole = IppBytes().group(IPP_TAG_PRINTER).number(IPP_TAG_ENUM, "printer-state", 3).whole();
    std::string body;
    SECTION("cut off in a value") { body = whole.substr(0, whole.size() - 3); }
    SECTION("without its end") { body = whole.substr(0, whole.size() - 1); }
    SECTION("empty") {}
    SECTION("a web page") { body = "<html><body>It works!</body></html>"; }
    printer.answer(IPP_OP_GET_PRINTER_ATTRIBUTES, {body});
    const auto answer = IppSession(*ipp_address(printer.uri()), {}).printer();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::printer_offline);
}
