// A seminar, the assistant's worker, and what it has answered.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <variant>

#include "core/base/queue.hpp"
#include "core/seminar/seminar_form.hpp"
#include "kiosk/services/seminar_cards.hpp"
#include "kiosk/services/setup_worker.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::test {

/// What comes over the network is kept in `runtime`; `scratch`/stick stands for a memory stick.
struct SetupWorkerFixture {
    ScratchFolder scratch, runtime;
    Queue<setup::Event> answers;
    std::filesystem::path seminar;
    std::unique_ptr<SetupWorker> worker;

    SetupWorkerFixture() {
        ::setenv("XDG_RUNTIME_DIR", runtime.path().c_str(), 1);
        auto form = empty_form(std::chrono::year{2060} / 5 / 20);
        form.name = "Oro";
        seminar = create_seminar(scratch.path() / "seminars", form, zone_here()).value();
        std::filesystem::create_directories(scratch.path() / "stick");
        SetupPlaces places{scratch.path() / "seminars", {scratch.path() / "stick"}, "127.0.0.1"};
        worker = std::make_unique<SetupWorker>(places, [this](setup::Event event) { answers.push(std::move(event)); });
    }
    /// The next answer of this kind; those before it are passed over.
    template <class Kind>
    Kind next() {
        for (const auto until = Clock::now() + std::chrono::seconds{20}; Clock::now() < until;) {
            const auto event = answers.pop_until({}, until);
            REQUIRE(event);
            if (const auto* found = std::get_if<Kind>(&*event)) return *found;
        }
        FAIL("no such answer");
        return {};
    }
    [[nodiscard]] bool is_nothing_kept() const { return std::filesystem::is_empty(runtime.path()); }
};

}  // namespace entre::test
