#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/printer_json.hpp"
#include "print/printer/print_queues.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

void print_json(const nlohmann::ordered_json& json) {
    std::puts(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
}

int report(const Error& error, bool as_json) {
    if (!as_json) return report(error);
    print_json(failed_to_json(error));
    return status_failed;
}

/// "100x62", in millimetres. Errors: wrong_usage.
Result<MediaSize> label_size(const std::string& text) {
    constexpr double min_mm = 5, max_mm = 1000;
    MediaSize size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width_mm);
    const auto height = width.ptr != end && *width.ptr == 'x' ? std::from_chars(width.ptr + 1, end, size.height_mm) : width;
    const auto is_good = [&](double mm) { return mm >= min_mm && mm <= max_mm; };
    if (height.ptr != end || !is_good(size.width_mm) || !is_good(size.height_mm))
        return fail(ErrorCode::wrong_usage, sentence("--media {}: must be a size in mm such as 100x62", text));
    return size;
}

/// For a shell: the name of a printer on the network is a part of its address, and may have a quotation mark.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

int list_printers(const PrinterOptions& options, const std::stop_token& stop) {
    const auto found = find_devices(stop);
    if (!found) return report(found.error(), options.as_json);
    const auto queues = queues_here(stop);
    if (!queues) return report(queues.error(), options.as_json);
    if (options.as_json) {
        print_json(printers_to_json(*queues, *found));
        return status_done;
    }
    print_line(queues->empty() ? sentence("No queue yet.") : sentence("Queues:"));
    for (const auto& queue : *queues)
        std::puts(fmt::format("  {:<16} {}  {}", queue.name, queue.make_and_model, queue.device_uri).c_str());
    if (found->is_denied) {
        print_line(sentence("Only administrators of CUPS see printers without a queue. Run the same command with sudo."));
        return status_failed;
    }
    print_line(found->devices.empty() ? sentence("No printer without a queue was found. Switch it on and connect it.")
                                      : sentence("Printers without a queue:"));
    for (const auto& device : found->devices) std::puts(fmt::format("  {}  {}", device.uri, device.make_and_model).c_str());
    if (!found->devices.empty())
        print_line(sentence("To make a queue: entre printer --add {}", quoted(found->devices.front().uri)));
    return status_done;
}

int add_printer(const PrinterOptions& options, const std::stop_token& stop) {
    NewQueue wanted{.device = options.device, .name = options.name};
    if (!options.media.empty()) {
        const auto size = label_size(options.media);
        if (!size) return report(size.error(), options.as_json);
        wanted.label = *size;
    }
    const auto made = make_queue(wanted, stop);
    if (!made) return report(made.error(), options.as_json);
    const bool is_made = made->how == MakingQueue::made;
    if (options.as_json) {
        print_json(made_to_json(*made));
        return is_made ? status_done : status_failed;
    }
    if (!is_made) {
        const int status = report(error_of(ErrorCode::printer_refused, said(*made)));
        const bool needs_root = made->how == MakingQueue::denied || made->how == MakingQueue::no_backend;
        if (needs_root) std::fputs((say(sentence("Run the same command with sudo.")) + "\n").c_str(), stderr);
        return status;
    }
    print_line(said(*made));
    print_line(sentence("Driver: {}.", made->driver));
    if (wanted.label)
        print_line(made->media.empty()
                       ? sentence("It has no labels of {}. Put in others, or choose another badge template.", options.media)
                       : sentence("Labels: {}.", made->media));
    return status_done;
}

Sentence said(RemovingQueue how, const std::string& name) {
    switch (how) {
        case RemovingQueue::removed:
            return sentence("The queue {} is removed.", name);
        case RemovingQueue::denied:
            return sentence("This user may not remove printers. Run the same command with sudo.");
        case RemovingQueue::unknown:
            return sentence("There is no queue {}.", name);
        case RemovingQueue::not_ours:
            return sentence("The queue {1} was not made by this command, so it is left as it is. To remove it: lpadmin -x {1}",
                            name);
    }
    return {};
}

int remove_printer(const PrinterOptions& options, const std::stop_token& stop) {
    const auto how = remove_queue(options.remove, stop);
    if (!how) return report(how.error(), options.as_json);
    const bool is_removed = *how == RemovingQueue::removed;
    const auto text = said(*how, options.remove);
    if (options.as_json)
        print_json(is_removed ? nlohmann::ordered_json{{"result", "removed"}, {"name", options.remove}}
                              : failed_to_json(error_of(ErrorCode::printer_refused, text)));
    else if (is_removed)
        print_line(text);
    else
        return report(error_of(ErrorCode::printer_refused, text));
    return is_removed ? status_done : status_failed;
}

/// Run as root for the assistant, which cannot end it: it ends when the assistant does, whose socket is its input.
class StopWithAssistant {
public:
    StopWithAssistant() {
        if (std::getenv("PKEXEC_UID") == nullptr) return;
        thread_ = std::jthread([this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                pollfd waited{STDIN_FILENO, POLLRDHUP, 0};
                if (::poll(&waited, 1, 100) > 0) {
                    end_.request_stop();
                    return;
                }
            }
        });
    }
    [[nodiscard]] std::stop_token token() const { return end_.get_token(); }

private:
    std::stop_source end_;
    std::jthread thread_;
};

}  // namespace

int run_printer(const PrinterOptions& options) {
    const StopWithAssistant ending;
    if (!options.remove.empty()) return remove_printer(options, ending.token());
    return options.device.empty() ? list_printers(options, ending.token()) : add_printer(options, ending.token());
}

}  // namespace entre
