// Uses plain IPP requests instead of libcups' cupsCreateDestJob and related calls: those tell printers from spoolers by comparing
// with the default server, sleep while a printer is busy, and sometimes fall back to a connection without timeouts.
#include "print/printer/ipp.hpp"

#include <cups/cups.h>
#include <fmt/format.h>

#include <array>

#include "print/printer/ipp_answers.hpp"
#include "print/printer/ipp_connection.hpp"

namespace entre {

namespace {

IppMessage request_for(ipp_op_t operation, const IppAddress& to) {
    IppMessage out(ippNewRequest(operation));
    ippAddString(out.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, to.uri.c_str());
    ippAddString(out.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, "entre");
    return out;
}

template <std::size_t Count>
void want(ipp_t* request, const std::array<const char*, Count>& attributes) {
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", static_cast<int>(Count), nullptr,
                  attributes.data());
}

void add_options(ipp_t* request, const JobOptions& options) {
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, options.name.c_str());
    if (!options.media.empty()) ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, options.media.c_str());
    if (!options.scaling.empty())
        ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr, options.scaling.c_str());
    if (!options.sides.empty()) ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, options.sides.c_str());
}

/// The answer to a request that creates a job.
Result<CreatedJob> created_in(const IppConnection& connection, ipp_t* answer) {
    if (is_busy(answer)) return CreatedJob{true, 0};
    if (is_failure(answer)) return connection.refusal(answer);
    return CreatedJob{false, job_number_in(answer).value_or(0)};
}

}  // namespace

IppSession::IppSession(IppAddress address, std::stop_token stop, IppLimits limits)
    : address_(std::move(address)), connection_(std::make_unique<IppConnection>(address_, std::move(stop), limits)) {}
IppSession::~IppSession() = default;

Result<PrinterAnswer> IppSession::printer() {
    IppMessage request = request_for(IPP_OP_GET_PRINTER_ATTRIBUTES, address_);
    want(request.get(),
         std::array{"printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs",
                    "media-supported", "media-ready", "media-default", "print-scaling-supported", "operations-supported",
                    "document-format-supported", "device-uri", "printer-make-and-model", "printer-location"});
    auto answer = connection_->send_checked(std::move(request));
    if (!answer) return pass_on(answer);
    return printer_in(answer->get());
}

Result<CreatedJob> IppSession::create_job(const JobOptions& options) {
    IppMessage request = request_for(IPP_OP_CREATE_JOB, address_);
    add_options(request.get(), options);
    auto answer = connection_->send(std::move(request));
    if (!answer) return pass_on(answer);
    auto created = created_in(*connection_, answer->get());
    if (created && !created->is_busy && created->id == 0)
        return fail(ErrorCode::printer_refused, fmt::format("{}: the printer gave the job no number", address_.uri));
    return created;
}

Result<void> IppSession::send_document(int job, std::string_view pdf) {
    IppMessage request = request_for(IPP_OP_SEND_DOCUMENT, address_);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    ippAddBoolean(request.get(), IPP_TAG_OPERATION, "last-document", 1);
    auto answer = connection_->send(std::move(request), pdf, ErrorCode::print_in_doubt);
    if (!answer) return pass_on(answer);
    if (is_failure(answer->get())) return connection_->refusal(answer->get());
    return {};
}

Result<CreatedJob> IppSession::print_job(const JobOptions& options, std::string_view pdf) {
    IppMessage request = request_for(IPP_OP_PRINT_JOB, address_);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    add_options(request.get(), options);
    auto answer = connection_->send(std::move(request), pdf, ErrorCode::print_in_doubt);
    if (!answer) return pass_on(answer);
    return created_in(*connection_, answer->get());
}

Result<std::optional<JobAnswer>> IppSession::job(int id) {
    IppMessage request = request_for(IPP_OP_GET_JOB_ATTRIBUTES, address_);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    // Requesting job-uuid makes cupsd reload a finished job; otherwise it omits the name.
    want(request.get(), std::array{"job-id", "job-name", "job-uuid", "job-state", "job-state-reasons", "job-state-message",
                                   "job-printer-state-reasons", "job-printer-state-message"});
    auto answer = connection_->send(std::move(request));
    if (!answer) return pass_on(answer);
    if (is_not_found(answer->get())) return std::nullopt;
    if (is_failure(answer->get())) return connection_->refusal(answer->get());
    return job_in(answer->get(), id);
}

Result<std::optional<int>> IppSession::find_job(std::string_view name) {
    IppMessage request = request_for(IPP_OP_GET_JOBS, address_);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "all");
    // Requesting job-uuid makes cupsd reload a finished job; otherwise it omits the name.
    want(request.get(), std::array{"job-id", "job-name", "job-uuid"});
    auto answer = connection_->send_checked(std::move(request));
    if (!answer) return pass_on(answer);
    return newest_job_in(answer->get(), name);
}

Result<void> IppSession::cancel_job(int id) {
    IppMessage request = request_for(IPP_OP_CANCEL_JOB, address_);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    auto answer = connection_->send_checked(std::move(request));
    if (!answer) return pass_on(answer);
    return {};
}

Result<void> IppSession::resume_printer() {
    auto answer = connection_->send_checked(request_for(IPP_OP_RESUME_PRINTER, address_));
    if (!answer) return pass_on(answer);
    return {};
}

Result<std::string> IppSession::default_queue() {
    for (const ipp_op_t operation : {IPP_OP_CUPS_GET_DEFAULT, IPP_OP_CUPS_GET_PRINTERS}) {
        IppMessage request(ippNewRequest(operation));
        want(request.get(), std::array{"printer-name"});
        auto answer = connection_->send(std::move(request));
        if (!answer) return pass_on(answer);
        if (std::string name = queue_in(answer->get()); !name.empty()) return name;
    }
    return fail(ErrorCode::printer_missing, "CUPS has no printer yet. Add one, or name another printer in seminar.toml.");
}

Result<std::vector<QueueAnswer>> IppSession::queues() {
    IppMessage request(ippNewRequest(IPP_OP_CUPS_GET_PRINTERS));
    want(request.get(), std::array{"printer-name", "printer-info", "printer-make-and-model", "device-uri"});
    auto answer = connection_->send(std::move(request));
    if (!answer) return pass_on(answer);
    return queues_in(answer->get());
}

std::optional<IppAddress> ipp_address(std::string_view uri) {
    std::array<char, 16> scheme{};
    std::array<char, 256> user{}, host{}, resource{};
    int port = 0;
    // What follows "?" is for CUPS's backends (contimeout=10); the printer does not know an address with it.
    const std::string text(uri.substr(0, uri.find('?')));
    const auto status = httpSeparateURI(HTTP_URI_CODING_ALL, text.c_str(), scheme.data(), scheme.size(), user.data(), user.size(),
                                        host.data(), host.size(), &port, resource.data(), resource.size());
    const std::string_view kind = scheme.data();
    if (status < HTTP_URI_STATUS_OK || (kind != "ipp" && kind != "ipps") || host[0] == '\0') return std::nullopt;
    return IppAddress{host.data(), port > 0 ? port : 631, resource.data(), kind == "ipps", text};
}

IppAddress cups_queue(std::string_view queue) {
    std::array<char, 512> uri{};
    const std::string resource = fmt::format("/printers/{}", queue);
    httpAssembleURI(HTTP_URI_CODING_ALL, uri.data(), uri.size(), "ipp", nullptr, "localhost", 0, resource.c_str());
    return {cupsServer(), ippPort(), resource, false, uri.data()};
}

}  // namespace entre
