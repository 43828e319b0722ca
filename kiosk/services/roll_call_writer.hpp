// The thread "roll-call", which draws roll calls as PDF: a thousand names take a tenth of a second, too long for the main
// thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "core/attendance/live.hpp"
#include "core/base/queue.hpp"
#include "core/seminar/seminar.hpp"
#include "kiosk/ui/words.hpp"
#include "print/roll_call.hpp"

namespace entre {

/// The texts of the roll call in the language of `words`.
RollCall roll_call_of(const LiveView& view, const Seminar& seminar, const Language& words);

struct RollCallRequest {
    std::shared_ptr<const LiveView> view;
    const Language* words = nullptr;  ///< outlives the writer
    std::function<void(const std::string& file)>
        answer;  ///< called with the file's name, empty if it failed, from the writer's thread
};

class RollCallWriter {
public:
    /// Writes into `folder`; file names contain the minute of the view: "roll-call-2027-05-20-0847.pdf". Errors are logged.
    RollCallWriter(SeminarFolder folder, Seminar seminar);
    ~RollCallWriter();
    RollCallWriter(const RollCallWriter&) = delete;
    RollCallWriter& operator=(const RollCallWriter&) = delete;

    /// From any thread.
    void write(RollCallRequest request) { requests_.push(std::move(request)); }

private:
    void run(const std::stop_token& stop);

    SeminarFolder folder_;
    Seminar seminar_;
    Queue<RollCallRequest> requests_;
    std::jthread thread_;
};

}  // namespace entre
