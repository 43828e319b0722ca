// Fuzzes the parser of IPP answers and everything that reads their values.
#include <cstdint>
#include <string_view>

#include "core/base/text.hpp"
#include "print/printer/drivers.hpp"
#include "print/printer/ipp_answers.hpp"
#include "print/printer/reasons.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace entre;
    const std::string_view answer(reinterpret_cast<const char*>(bytes), count);
    IppScanner scanner;  // in two pieces, as from a socket
    if (scanner.scan(answer.substr(0, count / 2)) == IppScanner::Found::nothing_yet) static_cast<void>(scanner.scan(answer));
    if (scanner.length() > count + 8) __builtin_trap();
    const auto message = parse_ipp_message(answer);
    if (!message) return 0;
    const auto printer = printer_in(message.get());
    const auto job = job_in(message.get(), 5);
    for (const auto& text : {printer.message, job.message, job.printer_message, failure_text(message.get())})
        if (!is_valid_utf8(text)) __builtin_trap();
    static_cast<void>(reasons_text(printer.reasons, printer.message));
    static_cast<void>(fault_of(job.printer_reasons));
    static_cast<void>(phase_of(job, "order-1-1"));
    static_cast<void>(waits_for_page(job));
    for (const auto number : {job_number_in(message.get()), newest_job_in(message.get(), "order-1-1")})
        if (number && *number <= 0) __builtin_trap();
    static_cast<void>(queue_in(message.get()));
    for (const auto& queue : queues_in(message.get()))
        if (queue.name.empty() || !is_valid_utf8(queue.description)) __builtin_trap();
    for (const auto& device : devices_in(message.get())) {
        if (!is_valid_utf8(device.uri) || !is_valid_utf8(device.make_and_model) || !is_valid_utf8(device.info)) __builtin_trap();
        static_cast<void>(best_driver(device, drivers_in(message.get())));
        static_cast<void>(driver_package(device, {}));
    }
    static_cast<void>(is_not_found(message.get()) || is_failure(message.get()) || is_busy(message.get()) ||
                      is_denied(message.get()));
    return 0;
}
