#include "kiosk/services/list_printer.hpp"

#include <vector>

#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "print/printer/documents.hpp"

namespace entre {

void ListPrinter::print(std::string pdf, const Seminar& seminar, Answer answer) {
    std::vector<std::string> badge_queues;
    for (const auto& printer : seminar.printers) badge_queues.push_back(printer.queue);
    thread_ = std::jthread([pdf = std::move(pdf), badge_queues, answer = std::move(answer)](const std::stop_token& stop) {
        name_this_thread("list-printer");
        bool was_accepted = false;
        const auto printed = print_document(
            pdf, badge_queues,
            [&](const std::string& printer) {
                was_accepted = true;
                answer(printer);
            },
            stop);
        if (printed) return;
        log_error("list printer", printed.error());
        if (!was_accepted) answer(pass_on(printed));
    });
}

}  // namespace entre
