// The thread "setup", which carries out the assistant's effects: everything that reads or writes a file, asks a printer or looks
// for a camera.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/queue.hpp"
#include "core/base/time_zone.hpp"
#include "core/setup/setup.hpp"

namespace entre {

struct SetupPlaces {
    std::filesystem::path seminars;              ///< the folder that holds the seminars' folders
    std::vector<std::filesystem::path> lists{};  ///< where lists are looked for; empty: sticks and this user's folders
};

/// The folder for seminars: $ENTRE_SEMINARS, otherwise "Entré" in the user's home.
std::filesystem::path usual_seminars();
/// This machine's time zone, or Sweden's if it has none with a name.
TimeZone zone_here();

/// The seminars below `places.seminars`, the next one first, those that are over last. From any thread.
std::vector<setup::SeminarCard> find_seminars(const SetupPlaces& places, UtcTime now);
/// The queues of this machine, and the one that the seminar in `folder` uses. From any thread.
setup::PrintersFound find_printers(const std::filesystem::path& folder);
/// Prints a badge with a made-up name on the seminar's first printer, and waits for it for up to a minute.
/// Errors: those of Printer::print and find_template.
Result<void> print_test(const std::filesystem::path& folder, const std::stop_token& stop);
/// The rows of the last look. Asks printers, which may take some seconds.
std::vector<setup::CheckRow> check_seminar(const std::filesystem::path& folder);
/// Copies `file` into the seminar's folder, under the name of its list if it has one already, and imports it. Returns the answer
/// for the assistant. Errors: those of copying and of plan_import; export_invalid if people who have checked in would be missing.
Result<setup::ListTaken> take_list(const std::filesystem::path& folder, const std::filesystem::path& file);

class SetupWorker {
public:
    /// `answer` is called from the worker's thread.
    SetupWorker(SetupPlaces places, std::function<void(setup::Event)> answer);
    ~SetupWorker();
    SetupWorker(const SetupWorker&) = delete;
    SetupWorker& operator=(const SetupWorker&) = delete;

    /// Every effect but OpenDoor and Leave. From any thread.
    void carry_out(setup::Effect effect) { effects_.push(std::move(effect)); }

private:
    void run(const std::stop_token& stop);
    void find_files();

    SetupPlaces places_;
    std::function<void(setup::Event)> answer_;
    bool is_finding_ = false;
    std::optional<std::vector<std::filesystem::path>> found_;  ///< told last
    Queue<setup::Effect> effects_;
    std::jthread thread_;
};

}  // namespace entre
