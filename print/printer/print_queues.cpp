#include "print/printer/print_queues.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/thread.hpp"
#include "print/printer/cups_server.hpp"
#include "print/printer/drivers.hpp"
#include "print/printer/once_backend.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto search_time = 6s;
constexpr auto everywhere_time = 15s;
constexpr std::string_view once_prefix = "once:";
constexpr std::string_view wait_time = "contimeout=";  ///< of the address of a printer on the network
constexpr std::string_view our_mark = "Entré";         ///< location of the queues that we made
/// What CUPS calls a queue whose printer it has not asked yet.
constexpr std::string_view not_asked_yet = "Local Raw Printer";

/// The same printer on the network under several protocols: the name of its service, or the host and port.
std::string host_of(const std::string& uri) {
    const auto begin = uri.find("://");
    if (begin == std::string::npos) return uri;
    const auto service = uri.find("._", begin);
    const auto end = service != std::string::npos ? service : uri.find_first_of("/?", begin + 3);
    return uri.substr(begin + 3, end == std::string::npos ? end : end - begin - 3);
}

/// Of one printer on the network, the address that needs no driver.
void remove_duplicates(std::vector<DeviceAnswer>& devices) {
    std::stable_partition(devices.begin(), devices.end(), [](const DeviceAnswer& d) { return !d.is_network; });
    const auto network = std::find_if(devices.begin(), devices.end(), [](const DeviceAnswer& d) { return d.is_network; });
    std::stable_partition(network, devices.end(), needs_no_driver);
    std::vector<DeviceAnswer> kept;
    for (auto& device : devices) {
        const bool is_known = std::any_of(kept.begin(), kept.end(), [&](const DeviceAnswer& k) {
            return k.uri == device.uri || (device.is_network && k.is_network && host_of(k.uri) == host_of(device.uri));
        });
        if (!is_known) kept.push_back(std::move(device));
    }
    devices = std::move(kept);
}

Result<std::vector<QueueAnswer>> queues_of(CupsServer& server) {
    auto queues = server.queues();
    if (!queues)
        return fail(queues.error().code,
                    sentence("This computer cannot print, or its print server does not answer. The person who "
                             "looks after it can install the package cups, or start it."));
    return queues;
}

Result<DeviceSearch> search(CupsServer& server, const std::vector<QueueAnswer>& queues) {
    DeviceSearch found;
    auto devices = server.devices(search_time);
    found.is_denied = !devices && server.is_denied();
    if (found.is_denied) return found;
    if (!devices && devices.error().code == ErrorCode::printer_offline) return pass_on(devices);
    if (!devices)
        return fail(ErrorCode::printer_refused,
                    sentence("CUPS cannot look for printers here. The package cups has to be installed."));
    const auto has_queue = [&](const DeviceAnswer& device) {
        return std::any_of(queues.begin(), queues.end(),
                           [&](const QueueAnswer& queue) { return device_behind(queue.device_uri) == device.uri; });
    };
    std::erase_if(*devices, has_queue);
    remove_duplicates(*devices);
    found.devices = std::move(*devices);
    return found;
}

std::string free_name(const std::vector<QueueAnswer>& queues) {
    const auto is_taken = [&](const std::string& name) {
        return std::any_of(queues.begin(), queues.end(), [&](const QueueAnswer& queue) { return queue.name == name; });
    };
    std::string name = "badge";
    for (int number = 2; is_taken(name); ++number) name = fmt::format("badge-{}", number);
    return name;
}

/// The printer's address; one that is off is given up soon.
std::string with_wait_time(const DeviceAnswer& device) {
    if (!device.is_network || device.uri.starts_with("dnssd:")) return device.uri;
    return fmt::format("{}{}{}10", device.uri, device.uri.find('?') == std::string::npos ? '?' : '&', wait_time);
}

/// A printer with a driver gets each badge once.
std::string once_in_front(const std::string& uri, bool has_driver) { return has_driver ? std::string(once_prefix) + uri : uri; }

/// CUPS 2.4.2 answers before it has asked a printer that needs no driver what it can do.
bool becomes_ready(CupsServer& server, const std::string& name, const std::stop_token& stop) {
    const auto until = Clock::now() + everywhere_time;
    do {
        const auto queue = server.queue(name);
        if (queue && queue->make_and_model != not_asked_yet && !queue->media.empty()) return true;
    } while (Clock::now() < until && !sleep_or_stop(100ms, stop));
    return false;
}

/// Empty if the printer has no labels of that size.
std::string set_label(CupsServer& server, const std::string& name, const MediaSize& label) {
    const auto queue = server.queue(name);
    const auto media = queue ? find_media(queue->media, label.width_mm, label.height_mm) : std::nullopt;
    return media && server.set_media(name, *media) ? *media : std::string{};
}

std::string shown_name(const DeviceAnswer& device) {
    return !device.make_and_model.empty() ? device.make_and_model : !device.info.empty() ? device.info : device.uri;
}

/// Makes the queue, waits until it can print, and takes it back if it cannot.
Result<MakingQueue> set_up(CupsServer& server, const std::string& name, const DeviceAnswer& device, const std::string& driver,
                           bool has_driver, const std::stop_token& stop) {
    QueueSettings settings{once_in_front(device.uri, has_driver), driver, shown_name(device), std::string(our_mark)};
    if (const auto made = server.set_queue(name, settings); !made) {
        if (server.is_denied()) return MakingQueue::denied;
        return pass_on(made);
    }
    const bool is_ready = becomes_ready(server, name, stop);
    // Only now: CUPS asks a printer that needs no driver what it can do, and takes the waiting time for a part of its address.
    settings.device_uri = once_in_front(with_wait_time(device), has_driver);
    settings.driver.clear();
    const auto set = is_ready ? server.set_queue(name, settings) : Result<void>{};
    if (is_ready && set) return MakingQueue::made;
    static_cast<void>(server.remove_queue(name));
    if (is_ready) return pass_on(set);
    return MakingQueue::no_answer;
}

Result<MadeQueue> make(CupsServer& server, const DeviceAnswer& device, const std::string& name, const NewQueue& wanted,
                       const std::stop_token& stop) {
    const auto failed = [&](MakingQueue how) { return MadeQueue{.how = how, .name = shown_name(device)}; };
    MadeQueue made{.name = name, .driver = "everywhere"};
    const bool has_driver = !needs_no_driver(device);
    // CUPS would make a queue that prints nothing.
    if (const auto address = ipp_address(device.uri); address && !IppSession(*address, stop).printer())
        return failed(MakingQueue::no_answer);
    if (has_driver) {
        const auto drivers = server.drivers();
        if (!drivers) return pass_on(drivers);
        const auto driver = best_driver(device, *drivers);
        auto missing = failed(MakingQueue::no_driver);
        missing.package = driver_package(device, *drivers);
        if (!driver) return missing;
        made.driver = driver->name;
        if (!has_once_backend() && !install_once_backend()) return failed(MakingQueue::no_backend);
    }
    const auto how = set_up(server, name, device, made.driver, has_driver, stop);
    if (!how) return pass_on(how);
    if (*how != MakingQueue::made) return failed(*how);
    if (wanted.label) made.media = set_label(server, name, *wanted.label);
    return made;
}

}  // namespace

bool is_queue_name(std::string_view name) {
    constexpr std::size_t max_letters = 40;
    const auto is_good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !name.empty() && name.size() <= max_letters && name.front() != '-' && std::all_of(name.begin(), name.end(), is_good);
}

std::string device_behind(std::string_view queue_uri) {
    if (queue_uri.starts_with(once_prefix)) queue_uri.remove_prefix(once_prefix.size());
    const auto wait = queue_uri.find(wait_time);
    if (wait != std::string_view::npos && wait > 0) queue_uri = queue_uri.substr(0, wait - 1);
    return std::string(queue_uri);
}

Result<DeviceSearch> find_devices(const std::stop_token& stop) {
    CupsServer server(stop);
    const auto queues = queues_of(server);
    if (!queues) return pass_on(queues);
    return search(server, *queues);
}

Result<MadeQueue> make_queue(const NewQueue& wanted, const std::stop_token& stop) {
    if (!wanted.name.empty() && !is_queue_name(wanted.name)) return MadeQueue{.how = MakingQueue::bad_name, .name = wanted.name};
    CupsServer server(stop);
    const auto queues = queues_of(server);
    if (!queues) return pass_on(queues);
    const auto name = wanted.name.empty() ? free_name(*queues) : wanted.name;
    if (std::any_of(queues->begin(), queues->end(), [&](const QueueAnswer& queue) { return queue.name == name; }))
        return MadeQueue{.how = MakingQueue::name_taken, .name = name};
    const auto found = search(server, *queues);
    if (!found) return pass_on(found);
    if (found->is_denied) return MadeQueue{.how = MakingQueue::denied, .name = wanted.device};
    const auto device = std::find_if(found->devices.begin(), found->devices.end(),
                                     [&](const DeviceAnswer& one) { return one.uri == wanted.device; });
    if (device == found->devices.end()) return MadeQueue{.how = MakingQueue::unknown_device, .name = wanted.device};
    return make(server, *device, name, wanted, stop);
}

Sentence said(const MadeQueue& made) {
    switch (made.how) {
        case MakingQueue::made:
            return sentence("The printer is added: queue {}.", made.name);
        case MakingQueue::denied:
            return sentence(
                "This user may not add printers. The person who looks after the computer can add it, or make this user a member "
                "of the group lpadmin.");
        case MakingQueue::unknown_device:
            return sentence(
                "CUPS does not see the printer {}, or it has a queue already. Switch it on, connect it and look again.",
                made.name);
        case MakingQueue::name_taken:
            return sentence("There is a queue {} already. Choose another name.", made.name);
        case MakingQueue::bad_name:
            return sentence("{} cannot be a queue's name: only letters from A to Z, digits, _ and -, 40 at most.", made.name);
        case MakingQueue::no_driver:
            if (made.package.empty())
                return sentence("No driver for {} was found. The person who looks after the computer may have one.", made.name);
            return sentence("The driver is missing. The person who looks after the computer can install {}. Then look again.",
                            made.package);
        case MakingQueue::no_backend:
            return sentence(
                "A part that keeps badges from being printed twice is missing, and only the person who looks after the computer "
                "can add it.");
        case MakingQueue::no_answer:
            return sentence("{} does not answer. Switch it on, wait until it is ready, then try again.", made.name);
    }
    return {};
}

Result<RemovingQueue> remove_queue(const std::string& name, const std::stop_token& stop) {
    CupsServer server(stop);
    auto queues = queues_of(server);
    if (!queues) return pass_on(queues);
    const auto ours = std::find_if(queues->begin(), queues->end(), [&](const QueueAnswer& queue) { return queue.name == name; });
    if (ours == queues->end()) return RemovingQueue::unknown;
    const auto queue = server.queue(name);
    if (!queue) return pass_on(queue);
    if (queue->location != our_mark) return RemovingQueue::not_ours;
    const auto removed = server.remove_queue(name);
    if (!removed && server.is_denied()) return RemovingQueue::denied;
    if (!removed) return pass_on(removed);
    queues->erase(ours);
    const auto uses_once = [](const QueueAnswer& one) { return one.device_uri.starts_with(once_prefix); };
    if (std::none_of(queues->begin(), queues->end(), uses_once)) static_cast<void>(remove_once_backend());
    return RemovingQueue::removed;
}

}  // namespace entre
