#include "print/printer/cups_server.hpp"

#include <cups/cups.h>

#include <array>

#include "print/printer/ipp_answers.hpp"
#include "print/printer/ipp_connection.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

/// cupsd answers when the search is over; a driver's PPD file is made before it answers.
constexpr IppLimits patient{.silence = 15'000ms, .exchange = 25'000ms, .answer_bytes = std::size_t{32} << 20};

IppAddress administration() {
    IppAddress server = cups_queue("");
    server.resource = "/admin/";
    return server;
}

IppMessage request_for(ipp_op_t operation) {
    IppMessage out(ippNewRequest(operation));
    ippAddString(out.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    return out;
}

IppMessage request_for(ipp_op_t operation, const std::string& queue) {
    IppMessage out(ippNewRequest(operation));
    ippAddString(out.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, cups_queue(queue).uri.c_str());
    ippAddString(out.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    return out;
}

void add(const IppMessage& request, ipp_tag_t tag, const char* name, const std::string& value) {
    if (!value.empty()) ippAddString(request.get(), IPP_TAG_PRINTER, tag, name, nullptr, value.c_str());
}

}  // namespace

CupsServer::CupsServer(std::stop_token stop)
    : stop_(std::move(stop)), connection_(std::make_unique<IppConnection>(administration(), stop_, patient)) {
    connection_->tell_user();
}
CupsServer::~CupsServer() = default;

Result<std::vector<DeviceAnswer>> CupsServer::devices(std::chrono::seconds time) {
    // Not printers, or seen by another backend as well.
    constexpr std::array excluded{"beh", "cups-brf", "driverless-fax", "file", "once", "parallel", "serial"};
    IppMessage request = request_for(IPP_OP_CUPS_GET_DEVICES);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "timeout", static_cast<int>(time.count()));
    ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "exclude-schemes", static_cast<int>(excluded.size()), nullptr,
                  excluded.data());
    auto answer = connection_->send_checked(std::move(request));
    if (!answer) return pass_on(answer);
    return devices_in(answer->get());
}

Result<std::vector<DriverAnswer>> CupsServer::drivers() {
    auto answer = connection_->send(request_for(IPP_OP_CUPS_GET_PPDS));
    if (!answer) return pass_on(answer);
    return drivers_in(answer->get());  // "not found" if there is none
}

Result<std::vector<QueueAnswer>> CupsServer::queues() {
    IppAddress server = cups_queue("");
    server.resource = "/";
    return IppSession(server, stop_).queues();
}

Result<PrinterAnswer> CupsServer::queue(const std::string& name) { return IppSession(cups_queue(name), stop_).printer(); }

Result<void> CupsServer::set_queue(const std::string& name, const QueueSettings& settings) {
    IppMessage request = request_for(IPP_OP_CUPS_ADD_MODIFY_PRINTER, name);
    if (!settings.driver.empty())
        ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "ppd-name", nullptr, settings.driver.c_str());
    add(request, IPP_TAG_URI, "device-uri", settings.device_uri);
    add(request, IPP_TAG_TEXT, "printer-info", settings.description);
    add(request, IPP_TAG_TEXT, "printer-location", settings.location);
    add(request, IPP_TAG_NAME, "printer-error-policy", "abort-job");
    ippAddBoolean(request.get(), IPP_TAG_PRINTER, "printer-is-shared", 0);
    ippAddBoolean(request.get(), IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
    ippAddInteger(request.get(), IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_IDLE);
    auto answer = connection_->send_checked(std::move(request));
    if (!answer) return pass_on(answer);
    return {};
}

Result<void> CupsServer::set_media(const std::string& name, const std::string& media) {
    IppMessage request = request_for(IPP_OP_CUPS_ADD_MODIFY_PRINTER, name);
    add(request, IPP_TAG_KEYWORD, "media-default", media);
    auto answer = connection_->send_checked(std::move(request));
    if (!answer) return pass_on(answer);
    return {};
}

Result<void> CupsServer::remove_queue(const std::string& name) {
    auto answer = connection_->send_checked(request_for(IPP_OP_CUPS_DELETE_PRINTER, name));
    if (!answer) return pass_on(answer);
    return {};
}

bool CupsServer::is_denied() const { return connection_->is_denied(); }

}  // namespace entre
