#include "print/printer/documents.hpp"

#include <algorithm>
#include <utility>

#include "core/base/id.hpp"
#include "print/printer/printers.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto document_time = 180s;
constexpr double a4_width_mm = 210, a4_height_mm = 297;

/// "auto" is the first of the queues, as for badges.
bool is_for_badges(const QueueAnswer& queue, const QueueAnswer& first, const std::vector<std::string>& badge_queues) {
    return std::any_of(badge_queues.begin(), badge_queues.end(), [&](const std::string& name) {
        return name == queue.name || (name == "auto" && queue.name == first.name) || name.ends_with("/printers/" + queue.name);
    });
}

Result<QueueAnswer> queue_for_paper(const std::vector<std::string>& badge_queues, const std::stop_token& stop) {
    const auto queues = queues_here(stop);
    if (!queues) return pass_on(queues);
    for (const auto& queue : *queues)
        if (!is_for_badges(queue, queues->front(), badge_queues) && !is_label_printer(queue.make_and_model)) return queue;
    return fail(ErrorCode::printer_missing, "there is no queue for sheets of paper");
}

}  // namespace

Result<void> print_document(const std::string& pdf, const std::vector<std::string>& badge_queues,
                            const std::function<void(const std::string& printer)>& accepted, const std::stop_token& stop) {
    const auto queue = queue_for_paper(badge_queues, stop);
    if (!queue) return pass_on(queue);
    PrinterSettings settings;
    settings.queue = queue->name;
    PrintPage document;
    document.pdf = pdf;
    document.width_mm = a4_width_mm;
    document.height_mm = a4_height_mm;
    document.job_name = new_uuid(utc_now());
    bool was_accepted = false;
    const auto on_progress = [&](const PrintProgress& progress) {
        if (progress.job > 0 && !std::exchange(was_accepted, true))
            accepted(queue->description.empty() ? queue->name : queue->description);
        return true;
    };
    const auto printed =
        make_printer(settings, SeminarFolder{})->print(document, on_progress, Clock::now() + document_time, stop);
    if (!printed) return pass_on(printed);
    return {};
}

}  // namespace entre
