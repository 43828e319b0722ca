// The page on which a phone or a laptop sends a newer list while the door is open, as the staff screen shows it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/visit/staff_pages.hpp"
#include "kiosk/services/phone_transfer.hpp"

namespace entre {

/// Owned by the import watcher's thread. The page closes after ten minutes, and when a list has come.
class ListReceiver {
public:
    /// How far a file has come, or why it will not be complete.
    struct Progress {
        PhoneTransfer::Visit visit = 0;
        std::string name;
        int percent = 0;
        std::optional<Error> problem{};
    };
    struct Listener {
        std::function<void(const std::optional<ListUploadPage>&)> changed;  ///< within the functions below; may be empty
        std::function<void(Progress)> progressed;                           ///< from any thread; is to lead to `note`
        std::function<void(PhoneTransfer::Arrived)> arrived;                ///< from any thread; is to lead to `answer`
    };
    /// `address` replaces this computer's own.
    ListReceiver(const std::string& address, Listener listener);

    /// `folder` is the seminar's. Opens a new page in place of an earlier one.
    void open(const std::filesystem::path& folder);
    void close();
    void note(const Progress& news);
    [[nodiscard]] bool is_expected(const PhoneTransfer::Arrived& arrived) const { return upload_.is_expected(arrived); }
    /// Tells the sender whether the file was taken, and staff why not; closes the page if it was.
    void answer(const std::optional<Error>& problem);
    /// To be called every second while `is_busy`.
    void look();
    [[nodiscard]] bool is_busy() const { return upload_.is_busy(); }

private:
    void show(std::optional<ListUploadPage> page);

    Listener listener_;
    PhoneTransfer upload_;
    PhoneTransfer::Visit visit_ = 0;
    Clock::time_point closes_{};
    std::optional<ListUploadPage> shown_;
};

}  // namespace entre
