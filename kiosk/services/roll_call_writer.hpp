// The thread "roll-call", which draws lists of people as PDF and saves or prints them: a thousand names take a tenth of a second,
// too long for the main thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "core/attendance/live.hpp"
#include "core/base/queue.hpp"
#include "core/seminar/seminar.hpp"
#include "core/visit/staff_pages.hpp"
#include "kiosk/services/list_printer.hpp"
#include "kiosk/ui/words.hpp"
#include "print/roll_call.hpp"

namespace entre {

/// The texts of the roll call in the language of `words`.
RollCall roll_call_of(const LiveView& view, const Seminar& seminar, const Language& words);
/// The same for the attendance list: everybody who came, with the time, and nothing to tick.
RollCall attendance_list_of(const LiveView& view, const Seminar& seminar, const Language& words);

struct RollCallRequest {
    std::shared_ptr<const LiveView> view;
    const Language* words = nullptr;  ///< outlives the writer
    /// Called from a thread of the writer's or its printer's with the file's name, or the printer's once it has taken the list.
    /// Errors: those of save_on_stick for a stick, those of print_document for the printer; file_unwritable.
    std::function<void(const Result<std::string>& file)> answer;
    ListTarget to = ListTarget::folder;
    ListedPeople whom = ListedPeople::inside;
};

class RollCallWriter {
public:
    /// Writes into `folder`; file names contain the minute of the view: "roll-call-2027-05-20-0847.pdf". Errors are logged.
    /// `sticks`: as for find_sticks.
    RollCallWriter(SeminarFolder folder, Seminar seminar, std::filesystem::path sticks = {});
    ~RollCallWriter();
    RollCallWriter(const RollCallWriter&) = delete;
    RollCallWriter& operator=(const RollCallWriter&) = delete;

    /// From any thread.
    void write(RollCallRequest request) { requests_.push(std::move(request)); }

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] Result<std::string> save(const std::string& pdf, const RollCallRequest& request) const;

    SeminarFolder folder_;
    Seminar seminar_;
    std::filesystem::path sticks_;
    Queue<RollCallRequest> requests_;
    ListPrinter printer_;  ///< the thread's own
    std::jthread thread_;
};

}  // namespace entre
