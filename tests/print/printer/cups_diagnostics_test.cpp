#include "print/printer/cups_diagnostics.hpp"

#include <algorithm>
#include <filesystem>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

constexpr std::string_view well = R"(
# a door's print server
Listen /run/cups/cups.sock
Listen 127.0.0.1:631
Browsing No
BrowseLocalProtocols none
DefaultShared No
WebInterface No
PreserveJobFiles No
PreserveJobHistory 3600
MaxJobTime 60
SyncOnClose Yes
<Location />
  Order allow,deny
</Location>
)";

bool advises_on(const std::vector<CupsAdvice>& advice, std::string_view setting) {
    return std::any_of(advice.begin(), advice.end(), [&](const auto& a) {
        return a.setting.find(setting) != std::string::npos && !a.risk.empty() && !a.command.empty();
    });
}

}  // namespace

TEST_CASE("a print server that is configured for check-in needs no advice", "[cups_settings][PRN-1]") {
    CHECK(cups_advice(well).empty());
}

TEST_CASE("Debian's defaults are reported, each with its risk and the command that fixes it", "[cups_settings][PRN-1]") {
    const auto advice = cups_advice(
        "LogLevel warn\nListen localhost:631\nListen /run/cups/cups.sock\nBrowsing Yes\nBrowseLocalProtocols dnssd\nWebInterface "
        "Yes\n");
    for (const auto* setting : {"PreserveJobFiles", "PreserveJobHistory", "MaxJobTime", "WebInterface", "Browsing",
                                "DefaultShared", "BrowseLocalProtocols", "SyncOnClose"}) {
        INFO(setting);
        CHECK(advises_on(advice, setting));
    }
    CHECK_FALSE(advises_on(advice, "Listen"));
    const auto files =
        std::find_if(advice.begin(), advice.end(), [](const auto& a) { return a.setting.starts_with("PreserveJobFiles"); });
    CHECK(files->command == "cupsctl PreserveJobFiles=No");
    CHECK(files->setting == "PreserveJobFiles is 86400 (not set)");
}

TEST_CASE("the last occurrence of a directive counts, case-insensitively, and sections are ignored", "[cups_settings]") {
    CHECK(advises_on(cups_advice(std::string(well) + "webinterface yes\n"), "WebInterface is yes"));
    CHECK(cups_advice("WebInterface Yes\n" + std::string(well) + "<Policy x>\nWebInterface Yes\n</Policy>\n").empty());
    CHECK(advises_on(cups_advice(std::string(well) + "MaxJobTime 0\n"), "MaxJobTime is 0"));  // 0 means forever
}

TEST_CASE("a print server that is reachable from the network is reported", "[cups_settings]") {
    CHECK(advises_on(cups_advice(std::string(well) + "Listen 192.168.1.20:631\n"), "Listen 192.168.1.20:631"));
    CHECK(advises_on(cups_advice(std::string(well) + "Port 631\n"), "Port 631"));
}

TEST_CASE("a queue must abort failed jobs and must not try a printer that is off for a week", "[cups_settings][PRN-1]") {
    constexpr std::string_view printers =
        "<DefaultPrinter badge>\nDeviceURI ipp://192.168.1.9/ipp/print\nErrorPolicy retry-job\n</DefaultPrinter>\n"
        "<Printer well>\nDeviceURI once:usb://Brother/QL\nErrorPolicy abort-job\n</Printer>\n";
    const auto advice = queue_advice(printers, "badge");
    REQUIRE(advice.size() == 2);
    CHECK(advice[0].command == "lpadmin -p badge -o printer-error-policy=abort-job");
    CHECK(advice[1].command == "lpadmin -p badge -v 'ipp://192.168.1.9/ipp/print?contimeout=10'");
    CHECK(queue_advice(printers, "").size() == 2);
    CHECK(queue_advice(printers, "well").empty());
    CHECK(queue_advice(printers, "nobody").empty());
}

TEST_CASE("a printer that needs a driver must use the backend `once`", "[cups_settings][PRN-3]") {
    const auto advice =
        queue_advice("<Printer label>\nDeviceURI usb://Brother/QL-820NWB?serial=1\nErrorPolicy abort-job\n</Printer>\n", "label");
    REQUIRE(advice.size() == 1);
    CHECK(advice[0].command.ends_with("lpadmin -p label -v 'once:usb://Brother/QL-820NWB?serial=1'"));
    CHECK(std::filesystem::exists(std::filesystem::path(ENTRE_SOURCE_DIR) / "print/cups/once"));
}

TEST_CASE("ports open to the network are reported, those on the loopback are not", "[cups_settings][PRN-1]") {
    const std::string head = "  sl  local_address rem_address   st tx_queue\n";
    CHECK(port_advice(head + "   0: 0100007F:0277 00000000:0000 0A 0\n   1: 00000000000000000000000001000000:0277 0:0 0A 0\n   "
                             "2: 00000000:0016 00000000:0000 0A 0\n",
                      head)
              .empty());
    CHECK(port_advice(head + "   0: 0100007F:0277 0100007F:9999 01 0\n   1: 0900A8C0:0277 0100A8C0:9999 01 0\n", head)
              .empty());  // connections, not listening sockets
    CHECK(advises_on(port_advice(head + "   0: 00000000:0277 00000000:0000 0A 0\n", head), "port 631"));
    CHECK(advises_on(port_advice(head + "   0: 00000000000000000000000000000000:0277 0:0 0A 0\n", head), "port 631"));
    CHECK(advises_on(port_advice(head, head + "   0: 00000000:14E9 00000000:0000 07 0\n"), "port 5353"));
    CHECK(port_advice("", "").empty());
}
