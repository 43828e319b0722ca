// Runs print/virtual/virtual-printer as on a machine without a printer.
#include <signal.h>

#include <filesystem>

#include "print/printer/printers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_fixture.hpp"
#include "tests/support/printing_pages.hpp"

using namespace entre;
using namespace std::chrono_literals;

TEST_CASE("the virtual printer saves each badge as a PDF named by order id and attempt", "[virtual][lab]") {
    std::string place = "/tmp/entre-virtual-XXXXXX";
    REQUIRE(mkdtemp(place.data()));
    const std::string uri = test::nobodys_uri();
    const std::string port = uri.substr(uri.rfind(':') + 1, uri.rfind("/ipp") - uri.rfind(':') - 1);
    const std::filesystem::path log = std::filesystem::path(place) / "log";
    const auto printer = make_printer({"Höger", "ipp://localhost:" + port + "/ipp/print", Side::right, ""}, {place});
    {
        const test::Process running({ENTRE_SOURCE_DIR "/print/virtual/virtual-printer", place + "/pages", port},
                                    {"ENTRE_IPPEVE_SHIM=" ENTRE_IPPEVE_SHIM}, log);
        REQUIRE(test::eventually([&] { return printer->health().has_value(); }));
        const auto printed = printer->print({"%PDF-1.4 a page", 100, 62, "0192b7c4-77aa"}, {}, Clock::now() + 20s, {});
        REQUIRE(printed);
        CHECK(std::filesystem::exists(place + "/pages/0192b7c4-77aa-1.pdf"));
        SECTION("and ends its printer when it is terminated") {
            running.signal(SIGTERM);
            CHECK(test::eventually([&] { return !printer->health().has_value(); }));
        }
    }
    std::filesystem::remove_all(place);
}
