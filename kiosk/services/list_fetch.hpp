// The assistant's list from a server: fetched into a private file, and read.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "core/setup/effects.hpp"
#include "core/setup/events.hpp"
#include "kiosk/live_page/received_file.hpp"

namespace entre {

/// Used by one thread; each download has a thread of its own, "list-fetch", because a server may take its time, and another one,
/// "list-fetch-end", waits for its end.
class ListFetch {
public:
    /// `answer` is called from the download's thread.
    explicit ListFetch(std::function<void(setup::Event)> answer) : answer_(std::move(answer)) {}

    /// Answers ListRead. Ends an earlier download first.
    void fetch(const setup::FetchList& effect);
    /// Ends the download and deletes what it has fetched; nothing is answered any more. Waits only if an earlier one is still
    /// ending.
    void forget();

private:
    std::function<void(setup::Event)> answer_;
    std::shared_ptr<ReceivedFile> file_;  ///< `thread_` writes it
    std::jthread thread_;
    std::jthread ending_;  ///< waits for an earlier download
};

}  // namespace entre
