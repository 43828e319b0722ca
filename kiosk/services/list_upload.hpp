// The assistant's end of the upload page: opens it on this machine's address, and reads what arrives as a list.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/clock.hpp"
#include "core/setup/effects.hpp"
#include "core/setup/events.hpp"
#include "kiosk/live_page/upload_page.hpp"

namespace entre {

/// For the thread that made it.
class ListUpload {
public:
    /// A complete file, and the visit of the screen that it was sent to.
    struct Arrived {
        setup::RequestId visit = 0;
        std::shared_ptr<ReceivedFile> file;
    };
    /// `address` replaces this machine's own. `answer` and `arrived` are called from any thread; `arrived` is to lead to `read`.
    ListUpload(std::string address, std::function<void(setup::Event)> answer, std::function<void(Arrived)> arrived);

    /// Answers UploadOpened. Without a network: with a problem, until there is one.
    void open(const setup::OpenUpload& effect);
    /// At once, or some seconds later if a file was taken: its sender still reads the answer.
    void close();
    /// Follows the network; to be called every second while `is_busy`.
    void look();
    [[nodiscard]] bool is_busy() const { return is_wanted_ || page_; }

    /// Reads a file that arrived and keeps it if it is a list; answers ListRead, and its sender.
    void read(Arrived arrived);
    /// Deletes the file that was kept.
    void forget() { kept_.reset(); }

private:
    void open_page();
    void report(std::string url, std::optional<Error> problem);

    std::string fixed_address_;
    std::function<void(setup::Event)> answer_;
    std::function<void(Arrived)> arrived_;
    setup::OpenUpload effect_{};
    bool is_wanted_ = false;
    std::string secret_;
    std::string address_;  ///< of `page_`
    std::unique_ptr<UploadPage> page_;
    Clock::time_point closes_{};
    std::optional<ErrorCode> reported_;  ///< the last problem
    std::shared_ptr<ReceivedFile> kept_;
};

}  // namespace entre
