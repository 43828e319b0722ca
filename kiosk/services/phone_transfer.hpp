// A page on which a phone or a laptop sends a list to this computer or fetches files from it: opened on its address, which is
// followed.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/clock.hpp"
#include "kiosk/live_page/transfer_page.hpp"

namespace entre {

/// For the thread that made it.
class PhoneTransfer {
public:
    using Visit = std::uint64_t;  ///< a number of the caller's for each `open`
    /// A complete file, and the visit that it was sent to.
    struct Arrived {
        Visit visit = 0;
        std::shared_ptr<ReceivedFile> file;
    };
    /// Called from any thread, `opened` only within `open` and `look`.
    struct Listener {
        /// With the page's address, again whenever the network has changed; or with a lasting problem, once.
        std::function<void(Visit, const std::string& url, const std::optional<Error>& problem)> opened;
        std::function<void(Visit, const std::string& name, int percent)> progressed;
        std::function<void(Visit, const Error& why)> cut;               ///< it will not be complete
        std::function<void(Arrived)> arrived;                           ///< is to lead to `answer`
        std::function<void(Visit, const std::string& name)> fetched{};  ///< one of the offered files
    };
    /// `address` replaces this machine's own.
    PhoneTransfer(std::string address, Listener listener);

    /// `folder` is the seminar's. With `files` they are offered, and nothing can be sent. Without a network: with a problem,
    /// until there is one.
    void open(const std::filesystem::path& folder, Visit visit, std::vector<OfferedFile> files = {});
    /// At once, or some seconds later if a file was accepted or offered: its sender still reads the answer, or it is on its way.
    void close();
    /// Follows the network; to be called every second while `is_busy`.
    void look();
    [[nodiscard]] bool is_busy() const { return is_wanted_ || page_; }

    /// False if the page that it was sent to has been closed or replaced meanwhile.
    [[nodiscard]] bool is_expected(const Arrived& arrived) const { return is_wanted_ && page_ && arrived.visit == visit_; }
    /// Tells the sender whether the file is a list. No other one is let in after one that is.
    void answer(bool is_list) { is_list ? page_->accept() : page_->refuse(); }

private:
    void open_page();
    void report(const std::string& url, const std::optional<Error>& problem);

    std::string fixed_address_;
    Listener listener_;
    std::filesystem::path folder_;
    Visit visit_ = 0;
    bool is_wanted_ = false;
    std::string secret_;
    std::vector<OfferedFile> files_;
    std::string address_;  ///< of `page_`
    std::unique_ptr<TransferPage> page_;
    Clock::time_point closes_{};
    Clock::time_point retry_at_{};         ///< after the page could not be opened
    std::optional<std::string> reported_;  ///< the last problem
};

}  // namespace entre
