// The names are those of Debian's printer-driver-ptouch 1.6, printer-driver-dymo 1.4 and cups 2.4.
#include "print/printer/drivers.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

const std::vector<DriverAnswer> drivers{
    {"ptouch:0/ppd/ptouch-driver/Brother-PT-1500PC-ptouch-pt.ppd", "Brother PT-1500PC Foomatic/ptouch-pt (recommended)",
     "MFG:Brother;MDL:1500PC;CMD:PT-CBP;DRV:Dptouch-pt,R1,M0,TF;"},
    {"ptouch:0/ppd/ptouch-driver/Brother-QL-800-ptouch-ql.ppd", "Brother QL-800 Foomatic/ptouch-ql (recommended)",
     "MFG:Brother;MDL:QL-800;CMD:PT-CBP;DRV:Dptouch-ql,R1,M0,TF;"},
    {"ptouch:0/ppd/ptouch-driver/Brother-QL-820NWB-ptouch-ql.ppd", "Brother QL-820NWB Foomatic/ptouch-ql (recommended)",
     "MFG:Brother;MDL:QL-820NWB;CMD:PT-CBP;DRV:Dptouch-ql,R1,M0,TF;"},
    {"dymo:0/cups/model/lw330t.ppd", "DYMO LabelWriter 330 Turbo", "MFG:DYMO;MDL:DYMO LabelWriter 330 Tubo;"},
    {"dymo:0/cups/model/lw450.ppd", "DYMO LabelWriter 450", "MFG:DYMO;MDL:DYMO LabelWriter 450;"},
    {"dymo:0/cups/model/lw450t.ppd", "DYMO LabelWriter 450 Turbo", "MFG:DYMO;MDL:DYMO LabelWriter 450 Turbo;"},
    {"drv:///sample.drv/zebracpl.ppd", "Zebra CPCL Label Printer", ""},
    {"drv:///sample.drv/zebraep2.ppd", "Zebra EPL2 Label Printer", ""},
    {"drv:///sample.drv/zebra.ppd", "Zebra ZPL Label Printer", ""},
    {"drv:///sample.drv/generpcl.ppd", "Generic PCL Laser Printer", "CMD:PCL;"},
};

DeviceAnswer on_usb(std::string make_and_model, std::string device_id) {
    return {"usb://x", std::move(make_and_model), "", std::move(device_id), false};
}

std::string driver_for(std::string make_and_model, std::string device_id) {
    const auto driver = best_driver(on_usb(std::move(make_and_model), std::move(device_id)), drivers);
    return driver ? driver->name : "";
}

}  // namespace

TEST_CASE("a value of a device id is found by the short or the long name of its key", "[drivers]") {
    const std::string zebra = "MANUFACTURER:Zebra Technologies ;COMMAND SET:ZPL;MODEL: ZTC GK420d;CLASS:PRINTER;";
    CHECK(device_id_value(zebra, "MFG", "MANUFACTURER") == "Zebra Technologies");
    CHECK(device_id_value(zebra, "MDL", "MODEL") == "ZTC GK420d");
    CHECK(device_id_value("MFG:Brother;CMD:PT-CBP;MDL:QL-820NWB", "MDL", "MODEL") == "QL-820NWB");
    CHECK(device_id_value(zebra, "SN", "SERIALNUMBER").empty());
    CHECK(device_id_value(";;:;MDL", "MDL", "MODEL").empty());
}

TEST_CASE("the driver is the one for exactly this model", "[drivers]") {
    CHECK(driver_for("Brother QL-820NWB", "MFG:Brother;CMD:PT-CBP;MDL:QL-820NWB;CLS:PRINTER;")
              .ends_with("QL-820NWB-ptouch-ql.ppd"));
    CHECK(driver_for("Brother QL-820NWB", "").ends_with("QL-820NWB-ptouch-ql.ppd"));
    CHECK(driver_for("", "MFG:Brother;MDL:PT-1500PC;").ends_with("PT-1500PC-ptouch-pt.ppd"));  // its id lacks the PT
    CHECK(driver_for("DYMO LabelWriter 450", "MFG:DYMO;CMD: ;MDL:LabelWriter 450;CLS:PRINTER;") == "dymo:0/cups/model/lw450.ppd");
    CHECK(driver_for("DYMO LabelWriter 330 Turbo", "") == "dymo:0/cups/model/lw330t.ppd");
}

TEST_CASE("a similar model is not the same", "[drivers]") {
    CHECK(driver_for("Brother QL-810W", "MFG:Brother;CMD:PT-CBP;MDL:QL-810W;").empty());
    CHECK(driver_for("DYMO LabelWriter 550", "MFG:DYMO;MDL:LabelWriter 550;").empty());
    CHECK(driver_for("Canon QL-800", "MFG:Canon;MDL:QL-800;").empty());
    CHECK(driver_for("HP LaserJet 4", "MFG:HP;MDL:LaserJet 4;CMD:PCL;").empty());
    CHECK(driver_for("", "").empty());
}

TEST_CASE("a label printer without a driver of its own gets the one for its language", "[drivers]") {
    CHECK(driver_for("Zebra Technologies ZTC GK420d", "MANUFACTURER:Zebra Technologies ;COMMAND SET:ZPL;MODEL:ZTC GK420d;") ==
          "drv:///sample.drv/zebra.ppd");
    CHECK(driver_for("Zebra LP2844", "MFG:Zebra;MDL:LP2844;CMD:EPL;") == "drv:///sample.drv/zebraep2.ppd");
    CHECK_FALSE(best_driver(on_usb("Zebra LP2844", "MFG:Zebra;MDL:LP2844;CMD:EPL;"), {}));
}

TEST_CASE("of two drivers for a model the recommended one is taken", "[drivers]") {
    const std::vector<DriverAnswer> two{{"a", "Brother QL-800 Foomatic/other", "MFG:Brother;MDL:QL-800;"},
                                        {"b", "Brother QL-800 Foomatic/ptouch-ql (recommended)", "MFG:Brother;MDL:QL-800;"}};
    CHECK(best_driver(on_usb("Brother QL-800", ""), two)->name == "b");
}

TEST_CASE("a missing driver is named by its Debian package, unless that is installed", "[drivers]") {
    CHECK(driver_package(on_usb("Brother QL-820NWB", ""), {}) == "printer-driver-ptouch");
    CHECK(driver_package(on_usb("DYMO LabelWriter 450", ""), {}) == "printer-driver-dymo");
    CHECK(driver_package(on_usb("", "MFG:Zebra Technologies;MDL:GK420d;"), {}) == "cups");
    CHECK(driver_package(on_usb("Brother HL-L2350DW series", ""), {}) == "printer-driver-brlaser");
    CHECK(driver_package(on_usb("DYMO LabelWriter 550", ""), drivers).empty());
    CHECK(driver_package(on_usb("Godex G500", ""), {}).empty());
}

TEST_CASE("a printer with an IPP address needs no driver", "[drivers]") {
    const auto needs_none = [](const std::string& uri) { return needs_no_driver({uri, "", "", "", true}); };
    CHECK(needs_none("ipp://192.168.1.9/ipp/print"));
    CHECK(needs_none("ipps://printer.local/ipp/print"));
    CHECK(needs_none("dnssd://Canon%20TS5300._ipps._tcp.local/?uuid=1"));
    CHECK_FALSE(needs_none("dnssd://Brother%20QL._pdl-datastream._tcp.local/"));
    CHECK_FALSE(needs_none("socket://192.168.1.9"));
    CHECK_FALSE(needs_none("usb://Brother/QL-820NWB"));
}
