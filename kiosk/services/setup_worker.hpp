// The thread "setup", which carries out the assistant's effects: everything that reads or writes a file, asks a printer or looks
// for a camera.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/queue.hpp"
#include "core/setup/effects.hpp"
#include "core/setup/events.hpp"

namespace entre {

struct SetupPlaces {
    std::filesystem::path seminars;              ///< the folder that holds the seminars' folders
    std::vector<std::filesystem::path> lists{};  ///< where lists are looked for; empty: sticks and this user's folders
};

class SetupWorker {
public:
    /// `answer` is called from the worker's thread.
    SetupWorker(SetupPlaces places, std::function<void(setup::Event)> answer);
    ~SetupWorker();
    SetupWorker(const SetupWorker&) = delete;
    SetupWorker& operator=(const SetupWorker&) = delete;

    /// OpenDoor and Leave are the loop's and do nothing here. From any thread.
    void carry_out(setup::Effect effect) { effects_.push(std::move(effect)); }

private:
    void run(const std::stop_token& stop);
    void find_files();
    void on(const setup::FindSeminars& effect);
    void on(const setup::ReadForm& effect);
    void on(const setup::SaveForm& effect);
    void on(const setup::FindFiles& effect);
    void on(const setup::StopFinding& effect);
    void on(const setup::ReadList& effect);
    void on(const setup::TakeList& effect);
    void on(const setup::SaveSearch& effect);
    void on(const setup::FindPrinters& effect);
    void on(const setup::SavePrinter& effect);
    void on(const setup::PrintTest& effect);
    void on(const setup::Check& effect);
    void on(const setup::OpenDoor&) {}
    void on(const setup::Leave&) {}

    SetupPlaces places_;
    std::function<void(setup::Event)> answer_;
    bool is_finding_ = false;
    std::optional<std::vector<std::filesystem::path>> found_;  ///< told last
    Queue<setup::Effect> effects_;
    std::jthread thread_;
};

}  // namespace entre
