// The assistant's printers: the queues there are, printers that get one, what is in them, and a badge to try them.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <thread>

#include "core/base/queue.hpp"
#include "core/setup/effects.hpp"
#include "core/setup/events.hpp"

namespace entre {

/// The queues of this machine, and the one that the seminar in `folder` uses. From any thread.
setup::PrintersFound find_printers(const std::filesystem::path& folder);
/// The labels in the printer of `queue`, beside the badge of the seminar in `folder`. From any thread.
setup::PrinterRoll read_roll(const std::filesystem::path& folder, const std::string& queue, const std::stop_token& stop);
/// Prints a badge with a made-up name on the seminar's first printer, and waits for it for up to a minute.
/// Errors: those of Printer::print and find_template.
Result<void> print_test(const std::filesystem::path& folder, const std::stop_token& stop);
/// Prints `text` in the place of a badge's name, for staff. The same errors; printer_missing without a printer.
Result<void> print_note(const std::filesystem::path& folder, const std::string& text, const std::stop_token& stop);

/// The thread "setup-printers" for what takes seconds, or waits for a person with a password: the assistant's other effects do
/// not wait for it.
class SetupPrinters {
public:
    /// `answer` is called from that thread.
    SetupPrinters(std::filesystem::path pkexec, std::function<void(setup::Event)> answer);

    /// From any thread.
    void find_devices(bool may_ask) {
        tasks_.push([this, may_ask](const auto& stop) { search(may_ask, stop); });
    }
    void add(setup::AddPrinter effect) {
        tasks_.push([this, effect = std::move(effect)](const auto& stop) { make(effect, stop); });
    }
    void read_roll(setup::ReadRoll effect) {
        tasks_.push([this, effect = std::move(effect)](const auto& stop) {
            answer_(setup::RollRead{effect.queue, entre::read_roll(effect.folder, effect.queue, stop)});
        });
    }

private:
    using Task = std::function<void(const std::stop_token&)>;
    void run(const std::stop_token& stop);
    void search(bool may_ask, const std::stop_token& stop);
    void make(const setup::AddPrinter& effect, const std::stop_token& stop);

    std::filesystem::path pkexec_;
    std::function<void(setup::Event)> answer_;
    Queue<Task> tasks_;
    std::jthread thread_;
};

}  // namespace entre
