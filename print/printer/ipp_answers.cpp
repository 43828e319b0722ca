#include "print/printer/ipp_answers.hpp"

#include <cups/ipp.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <vector>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::size_t header_bytes = 8;  // version, status, request-id
constexpr int max_depth = 16;            // media-col-database has three

std::optional<std::size_t> number_at(std::string_view bytes, std::size_t at, std::size_t width) {
    if (at + width > bytes.size()) return std::nullopt;
    std::size_t number = 0;
    for (std::size_t i = 0; i < width; ++i) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
    return number;
}

struct Token {
    std::size_t tag = 0;
    std::size_t end = 0;  ///< offset of the next token
};

/// The delimiter or attribute at `at`; nullopt while it is incomplete.
std::optional<Token> token_at(std::string_view bytes, std::size_t at) {
    auto tag = number_at(bytes, at++, 1);
    if (!tag) return std::nullopt;
    if (*tag < IPP_TAG_UNSUPPORTED_VALUE) return Token{*tag, at};
    if (*tag == IPP_TAG_EXTENSION) {
        tag = number_at(bytes, at, 4);
        at += 4;
    }
    const auto name = number_at(bytes, at, 2);
    if (!tag || !name) return std::nullopt;
    at += 2 + *name;
    const auto value = number_at(bytes, at, 2);
    if (!value || at + 2 + *value > bytes.size()) return std::nullopt;
    return Token{*tag, at + 2 + *value};
}

struct Unread {
    std::string_view bytes;
};

/// ipp_iocb_t
ssize_t take(void* from, ipp_uchar_t* to, std::size_t size) {
    auto& unread = static_cast<Unread*>(from)->bytes;
    if (size > unread.size()) return -1;
    std::memcpy(to, unread.data(), size);
    unread.remove_prefix(size);
    return static_cast<ssize_t>(size);
}

constexpr std::size_t max_message_letters = 300;
constexpr std::size_t max_reason_letters = 100;
constexpr std::size_t max_reasons = 64;

std::optional<std::string> string_of(ipp_attribute_t* attribute, int index = 0) {
    const char* text = ippGetString(attribute, index, nullptr);  // null unless it is a string
    return text != nullptr ? std::optional<std::string>(text) : std::nullopt;
}

std::optional<int> integer_of(ipp_attribute_t* attribute) {
    const auto tag = ippGetValueTag(attribute);
    if ((tag != IPP_TAG_INTEGER && tag != IPP_TAG_ENUM) || ippGetCount(attribute) < 1) return std::nullopt;
    return ippGetInteger(attribute, 0);
}

std::optional<int> integer_in(ipp_t* answer, const char* name) {
    return integer_of(ippFindAttribute(answer, name, IPP_TAG_ZERO));
}

bool boolean_in(ipp_t* answer, const char* name, bool otherwise) {
    ipp_attribute_t* attribute = ippFindAttribute(answer, name, IPP_TAG_BOOLEAN);
    return ippGetCount(attribute) > 0 ? ippGetBoolean(attribute, 0) != 0 : otherwise;
}

std::vector<std::string> strings_in(ipp_t* answer, const char* name) {
    std::vector<std::string> out;
    ipp_attribute_t* attribute = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    for (int i = 0; i < ippGetCount(attribute); ++i)
        if (auto value = string_of(attribute, i)) out.push_back(std::move(*value));
    return out;
}

std::string string_in(ipp_t* answer, const char* name) {
    return string_of(ippFindAttribute(answer, name, IPP_TAG_ZERO)).value_or("");
}

/// Text that the printer wrote for people.
std::string message_in(ipp_t* answer, const char* name) { return clean_text(string_in(answer, name), max_message_letters); }

std::vector<std::string> reasons_in(ipp_t* answer, const char* name) {
    auto reasons = strings_in(answer, name);
    if (reasons.size() > max_reasons) reasons.resize(max_reasons);
    for (auto& reason : reasons) reason = clean_text(reason, max_reason_letters);
    return reasons;
}

bool has_operation(ipp_t* answer, ipp_op_t operation) {
    ipp_attribute_t* attribute = ippFindAttribute(answer, "operations-supported", IPP_TAG_ENUM);
    return attribute == nullptr || ippContainsInteger(attribute, operation) != 0;
}

/// Not as libcups' enumeration, which has no value for most numbers that a printer can send.
int status_of(ipp_t* answer) { return static_cast<int>(ippGetStatusCode(answer)); }

/// One job of the answer to Get-Jobs.
struct ListedJob {
    int id = 0;
    std::string name;
};

/// The answer holds the jobs' attributes one after the other, separated by attributes without a name.
std::vector<ListedJob> jobs_in(ipp_t* answer) {
    std::vector<ListedJob> jobs(1);
    for (ipp_attribute_t* attribute = ippFirstAttribute(answer); attribute; attribute = ippNextAttribute(answer)) {
        const char* name = ippGetName(attribute);
        if (name == nullptr)
            jobs.emplace_back();
        else if (std::string_view(name) == "job-id")
            jobs.back().id = integer_of(attribute).value_or(0);
        else if (std::string_view(name) == "job-name")
            jobs.back().name = string_of(attribute).value_or("");
    }
    return jobs;
}

/// Not only a way to connect ("socket"). Anybody on the network may announce a printer, and its address is shown on a terminal.
bool is_printer_address(std::string_view uri) {
    return uri.find("://") != std::string_view::npos &&
           std::all_of(uri.begin(), uri.end(), [](char c) { return c > ' ' && c <= '~'; });
}

using Group = std::map<std::string, std::string, std::less<>>;

/// The strings of each group of attributes after the first, such as one queue's; an attribute without a name parts the groups.
std::vector<Group> groups_in(ipp_t* answer, std::size_t max_groups) {
    std::vector<Group> groups;
    Group group;
    const auto end_group = [&] {
        if (!group.empty() && groups.size() < max_groups) groups.push_back(std::move(group));
        group.clear();
    };
    for (auto* attribute = ippFirstAttribute(answer); attribute != nullptr; attribute = ippNextAttribute(answer)) {
        const char* name = ippGetName(attribute);
        if (name == nullptr || ippGetGroupTag(attribute) != IPP_TAG_PRINTER)
            end_group();
        else
            group[name] = string_of(attribute).value_or("");
    }
    end_group();
    return groups;
}

}  // namespace

void IppDelete::operator()(IppData* message) const { ippDelete(message); }

IppScanner::Found IppScanner::scan(std::string_view bytes) {
    if (bytes.size() < header_bytes) return Found::nothing_yet;
    at_ = std::max(at_, header_bytes);
    while (const auto token = token_at(bytes, at_)) {
        at_ = token->end;
        if (token->tag == IPP_TAG_END) return Found::end;
        if (token->tag == IPP_TAG_BEGIN_COLLECTION && ++depth_ > max_depth) return Found::invalid;
        if (token->tag == IPP_TAG_END_COLLECTION) --depth_;
    }
    return Found::nothing_yet;
}

IppMessage parse_ipp_message(std::string_view bytes) {
    if (IppScanner().scan(bytes) != IppScanner::Found::end) return nullptr;
    IppMessage message(ippNew());
    Unread unread{bytes};
    ipp_state_t state = IPP_STATE_IDLE;
    while (state != IPP_STATE_DATA && state != IPP_STATE_ERROR) state = ippReadIO(&unread, take, 1, nullptr, message.get());
    return state == IPP_STATE_DATA ? std::move(message) : nullptr;
}

PrinterAnswer printer_in(ipp_t* answer) {
    PrinterAnswer out;
    out.is_stopped = integer_in(answer, "printer-state") == IPP_PSTATE_STOPPED;
    out.is_accepting = boolean_in(answer, "printer-is-accepting-jobs", true);
    out.creates_jobs = has_operation(answer, IPP_OP_CREATE_JOB) && has_operation(answer, IPP_OP_SEND_DOCUMENT);
    out.reasons = reasons_in(answer, "printer-state-reasons");
    out.media = strings_in(answer, "media-supported");
    out.media_ready = strings_in(answer, "media-ready");
    out.scaling = strings_in(answer, "print-scaling-supported");
    const auto formats = strings_in(answer, "document-format-supported");
    out.takes_pdf = std::find(formats.begin(), formats.end(), "application/pdf") != formats.end();
    out.media_default = string_in(answer, "media-default");
    out.make_and_model = message_in(answer, "printer-make-and-model");
    out.location = message_in(answer, "printer-location");
    out.message = message_in(answer, "printer-state-message");
    out.device_uri = string_in(answer, "device-uri");
    return out;
}

JobAnswer job_in(ipp_t* answer, int id) {
    return {integer_in(answer, "job-state").value_or(0),
            string_in(answer, "job-name"),
            message_in(answer, "job-state-message"),
            reasons_in(answer, "job-state-reasons"),
            reasons_in(answer, "job-printer-state-reasons"),
            message_in(answer, "job-printer-state-message"),
            id};
}

std::optional<int> job_number_in(ipp_t* answer) {
    const auto number = integer_in(answer, "job-id");
    return number && *number > 0 ? number : std::nullopt;
}

std::optional<int> newest_job_in(ipp_t* answer, std::string_view name) {
    int newest = 0;
    for (const auto& job : jobs_in(answer))
        if (job.name == name) newest = std::max(newest, job.id);
    return newest > 0 ? std::optional(newest) : std::nullopt;
}

std::string queue_in(ipp_t* answer) { return string_in(answer, "printer-name"); }

std::vector<QueueAnswer> queues_in(ipp_t* answer) {
    constexpr std::size_t max_queues = 100;
    std::vector<QueueAnswer> queues;
    for (auto& group : groups_in(answer, max_queues)) {
        if (group["printer-name"].empty()) continue;
        queues.push_back({group["printer-name"], clean_text(group["printer-info"], max_message_letters),
                          clean_text(group["printer-make-and-model"], max_message_letters), group["device-uri"]});
    }
    return queues;
}

std::vector<DeviceAnswer> devices_in(ipp_t* answer) {
    constexpr std::size_t max_devices = 100;
    std::vector<DeviceAnswer> devices;
    for (auto& group : groups_in(answer, max_devices)) {
        if (!is_printer_address(group["device-uri"])) continue;
        auto make_and_model = clean_text(group["device-make-and-model"], max_message_letters);
        if (make_and_model == "Unknown") make_and_model.clear();
        devices.push_back({group["device-uri"], std::move(make_and_model), clean_text(group["device-info"], max_message_letters),
                           group["device-id"], group["device-class"] == "network"});
    }
    return devices;
}

std::vector<DriverAnswer> drivers_in(ipp_t* answer) {
    constexpr std::size_t max_drivers = 50'000;
    std::vector<DriverAnswer> drivers;
    for (auto& group : groups_in(answer, max_drivers))
        if (!group["ppd-name"].empty())
            drivers.push_back({group["ppd-name"], group["ppd-make-and-model"], group["ppd-device-id"]});
    return drivers;
}

bool is_failure(ipp_t* answer) { return status_of(answer) >= IPP_STATUS_ERROR_BAD_REQUEST; }

bool is_denied(ipp_t* answer) {
    const int status = status_of(answer);
    return status == IPP_STATUS_ERROR_FORBIDDEN || status == IPP_STATUS_ERROR_NOT_AUTHENTICATED ||
           status == IPP_STATUS_ERROR_NOT_AUTHORIZED;
}

bool is_busy(ipp_t* answer) { return status_of(answer) == IPP_STATUS_ERROR_BUSY; }

bool is_not_found(ipp_t* answer) {
    return status_of(answer) == IPP_STATUS_ERROR_NOT_FOUND || status_of(answer) == IPP_STATUS_ERROR_GONE;
}

std::string failure_text(ipp_t* answer) {
    return fmt::format("{} {}", ippErrorString(ippGetStatusCode(answer)), message_in(answer, "status-message"));
}

}  // namespace entre
