#include "print/printer/printers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "print/printer/cups_printer.hpp"
#include "print/printer/folder_printer.hpp"

namespace entre {

namespace {

Result<IppAddress> first_queue(const std::stop_token& stop) {
    IppAddress server = cups_queue("");
    server.resource = "/";
    auto queue = IppSession(server, stop).default_queue();
    if (!queue) return pass_on(queue);
    return cups_queue(*queue);
}

FindAddress finder(const std::string& queue) {
    if (queue.empty() || queue == "auto") return first_queue;
    if (queue.find("://") == std::string::npos) return [queue](const std::stop_token&) { return cups_queue(queue); };
    return [queue](const std::stop_token&) -> Result<IppAddress> {
        if (auto address = ipp_address(queue)) return *address;
        return fail(ErrorCode::printer_missing,
                    fmt::format("{}: not a printer address. Write ipp://host/ipp/print in seminar.toml.", queue));
    };
}

}  // namespace

std::unique_ptr<Printer> make_printer(const PrinterSettings& settings, const SeminarFolder& folder) {
    constexpr std::string_view folder_prefix = "folder:";
    if (settings.queue.starts_with(folder_prefix))
        return std::make_unique<FolderPrinter>(settings.name, folder.path / settings.queue.substr(folder_prefix.size()));
    return std::make_unique<CupsPrinter>(settings.name, finder(settings.queue), settings.media, settings.route);
}

std::vector<std::unique_ptr<Printer>> make_printers(const Seminar& seminar, const SeminarFolder& folder) {
    std::vector<std::unique_ptr<Printer>> out;
    for (const PrinterSettings& settings : seminar.printers) out.push_back(make_printer(settings, folder));
    return out;
}

Result<std::vector<QueueAnswer>> queues_here(const std::stop_token& stop) {
    IppAddress server = cups_queue("");
    server.resource = "/";
    IppSession session(server, stop);
    auto queues = session.queues();
    if (!queues || queues->size() < 2) return queues;
    const auto usual = session.default_queue();
    std::stable_partition(queues->begin(), queues->end(),
                          [&](const QueueAnswer& queue) { return usual && queue.name == *usual; });
    return queues;
}

bool is_label_printer(std::string_view make_and_model) {
    const auto name = to_lower_ascii(make_and_model);
    static constexpr std::array<std::string_view, 9> words{"brother ql", "brother td", "labelwriter", "dymo",      "zebra",
                                                           "godex",      "tsc ",       "label",       "citizen cl"};
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

}  // namespace entre
