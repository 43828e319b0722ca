#include "print/printer/cups_diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

#include "core/base/text.hpp"

namespace entre {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::pair<std::string, std::string> word_and_rest(std::string_view line) {
    const auto gap = std::min(line.find_first_of(" \t"), line.size());
    return {to_lower_ascii(std::string(line.substr(0, gap))), std::string(trimmed(line.substr(gap)))};
}

/// The directives outside sections; if a directive occurs several times, its last value.
std::map<std::string, std::string> directives_in(std::string_view cupsd_conf) {
    std::map<std::string, std::string> out;
    int depth = 0;
    for (const auto line : lines_of(cupsd_conf)) {
        if (line.empty() || line.front() == '#') continue;
        if (line.front() == '<') {
            depth += line.starts_with("</") ? -1 : 1;
            continue;
        }
        if (depth > 0) continue;
        auto [name, value] = word_and_rest(line);
        out[std::move(name)] = std::move(value);
    }
    return out;
}

bool is_no(const std::string& value) {
    return to_lower_ascii(value) == "no" || to_lower_ascii(value) == "off" || to_lower_ascii(value) == "false";
}

/// The value in seconds; "Yes" means forever, "No" means zero.
double seconds_of(const std::string& value) {
    double seconds = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (read.ec == std::errc{}) return seconds;
    return is_no(value) ? 0 : 1e12;
}

struct WantedSetting {
    const char* name;
    const char* otherwise;  ///< CUPS's default
    bool (*is_right)(const std::string& value);
    const char* risk;
    const char* fix;
};

const WantedSetting wanted_settings[] = {
    {"PreserveJobFiles", "86400", [](const std::string& v) { return is_no(v); },
     "badges with names stay in the spool for a day, and a job may be reprinted from there", "PreserveJobFiles=No"},
    {"PreserveJobHistory", "Yes", [](const std::string& v) { return seconds_of(v) <= 3600; },
     "the record of what was printed and when is kept forever", "PreserveJobHistory=3600"},
    {"MaxJobTime", "10800", [](const std::string& v) { return seconds_of(v) > 0 && seconds_of(v) <= 120; },
     "a job that hangs in the printer blocks the queue for hours", "MaxJobTime=120"},
    {"WebInterface", "Yes", is_no, "the printers can be changed from a browser on this machine", "WebInterface=No"},
    {"Browsing", "Yes", is_no, "the kiosk announces its printers to the whole network", "Browsing=No"},
    {"DefaultShared", "Yes", is_no, "other devices on the network may print on the badge printers", "DefaultShared=No"},
    {"BrowseLocalProtocols", "dnssd", [](const std::string& v) { return to_lower_ascii(v) == "none"; },
     "the kiosk announces its printers to the whole network", "BrowseLocalProtocols=none"},
    {"SyncOnClose", "No", [](const std::string& v) { return !is_no(v); }, "a power failure can corrupt CUPS's own files",
     "SyncOnClose=Yes"},
};

}  // namespace

std::vector<CupsAdvice> cups_advice(std::string_view cupsd_conf) {
    const auto directives = directives_in(cupsd_conf);
    std::vector<CupsAdvice> out;
    for (const auto& setting : wanted_settings) {
        const auto found = directives.find(to_lower_ascii(setting.name));
        const std::string value = found == directives.end() ? setting.otherwise : found->second;
        if (setting.is_right(value)) continue;
        // cupsctl cannot set this one.
        const bool is_file_only = std::string_view(setting.name) == "SyncOnClose";
        std::string fix = setting.fix;
        if (is_file_only) std::replace(fix.begin(), fix.end(), '=', ' ');
        const auto command = is_file_only
                                 ? std::string("add \"") + fix + "\" to /etc/cups/cups-files.conf, then: systemctl restart cups"
                                 : "cupsctl " + fix;
        out.push_back({fmt::format("{} is {}{}", setting.name, value, found == directives.end() ? " (not set)" : ""),
                       setting.risk, command});
    }
    for (const auto line : lines_of(cupsd_conf)) {
        const auto [name, value] = word_and_rest(line);
        if (name != "listen" && name != "port") continue;
        const bool is_local = value.starts_with('/') || value.starts_with("127.0.0.1") || value.starts_with("localhost") ||
                              value.starts_with("[::1]");
        if (name == "port" || !is_local)
            out.push_back({fmt::format("{} {}", name == "port" ? "Port" : "Listen", value),
                           "anybody on the network reaches the print server",
                           "cupsctl --no-remote-admin --no-remote-any --no-share-printers"});
    }
    return out;
}

std::vector<CupsAdvice> queue_advice(std::string_view printers_conf, std::string_view queue) {
    bool is_ours = false;
    std::string policy = "stop-printer", device;
    bool is_there = false;
    for (const auto line : lines_of(printers_conf)) {
        const auto [name, value] = word_and_rest(line);
        if (name == "<printer" || name == "<defaultprinter") {
            is_ours = queue.empty() ? name == "<defaultprinter" : value == std::string(queue) + ">";
            is_there = is_there || is_ours;
        }
        if (line.starts_with("</")) is_ours = false;
        if (is_ours && name == "errorpolicy") policy = value;
        if (is_ours && name == "deviceuri") device = value;
    }
    std::vector<CupsAdvice> out;
    if (!is_there) return out;
    const std::string shown = queue.empty() ? "QUEUE" : std::string(queue);
    if (policy != "abort-job")
        out.push_back({fmt::format("the queue's error policy is {}", policy),
                       policy == "stop-printer" ? "one fault stops the queue until someone resumes it"
                                                : "CUPS resends a failed badge later, when nobody is waiting for it any more",
                       fmt::format("lpadmin -p {} -o printer-error-policy=abort-job", shown)});
    const bool is_network = device.starts_with("ipp") || device.starts_with("socket") || device.starts_with("lpd");
    if (is_network && device.find("contimeout=") == std::string::npos)
        out.push_back({"the printer's address has no contimeout", "if the printer is off, CUPS keeps retrying for a week",
                       fmt::format("lpadmin -p {} -v '{}{}contimeout=10'", shown, device,
                                   device.find('?') == std::string::npos ? "?" : "&")});
    const bool is_guarded = device.starts_with("once:") ||
                            device.starts_with("ipp");  // jobs bypass the queue if the printer accepts the PDF directly
    if (!device.empty() && !is_guarded)
        out.push_back(
            {"the printer needs a driver", "CUPS prints a badge a second time if it is restarted during the job",
             fmt::format(
                 "install -o root -g root -m 700 print/cups/once /usr/lib/cups/backend/once && lpadmin -p {} -v 'once:{}'", shown,
                 device)});
    return out;
}

std::vector<CupsAdvice> port_advice(std::string_view tcp, std::string_view udp) {
    constexpr std::string_view cups_port = ":0277", discovery_port = ":14E9", listening = "0A";
    constexpr std::string_view loopback_4 = "0100007F", loopback_6 = "00000000000000000000000001000000";
    const auto is_open = [&](std::string_view table, std::string_view port, bool must_listen) {
        for (const auto line : lines_of(table)) {
            std::istringstream words{std::string(line)};
            std::string number, local, remote, state;
            if (!(words >> number >> local >> remote >> state) || !local.ends_with(port) || (must_listen && state != listening))
                continue;
            const auto address = std::string_view(local).substr(0, local.size() - port.size());
            if (address != loopback_4 && address != loopback_6) return true;
        }
        return false;
    };
    std::vector<CupsAdvice> out;
    if (is_open(tcp, cups_port, true))
        out.push_back({"port 631 is open to the network", "anybody on the network reaches the print server",
                       "cupsctl --no-remote-admin --no-remote-any --no-share-printers"});
    if (is_open(udp, discovery_port, false))
        out.push_back({"port 5353 is open to the network",
                       "printer discovery answers anybody, and queues appear and disappear by themselves",
                       "systemctl disable --now avahi-daemon.socket avahi-daemon cups-browsed"});
    return out;
}

}  // namespace entre
