// Lists that come in while the door is open: on memory sticks, if they are newer than the seminar's, and from phones.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/seminar/seminar.hpp"
#include "core/services/import_service.hpp"
#include "kiosk/live_page/received_file.hpp"
#include "kiosk/services/sticks.hpp"

namespace entre {

/// Owned by the import watcher's thread. A list that is found is copied to this computer, so that the stick may be pulled out.
class IncomingLists {
public:
    /// Compares a file with the roster.
    using PlanOf = std::function<Result<ImportPlan>(const std::filesystem::path& file)>;
    struct Found {
        std::string name;  ///< of the seminar's list that it would replace
        std::shared_ptr<const ImportPlan> plan;
    };

    /// `sticks`: as for find_sticks.
    IncomingLists(std::filesystem::path folder, std::filesystem::path sticks)
        : folder_(std::move(folder)), watch_(std::move(sticks)) {}

    StickWatch& watch() { return watch_; }

    /// The newest list on a stick that is newer than the seminar's and changes something. A stick may hold lists of other
    /// seminars as well: one that would leave out many people, or has none of those who are known, is passed over, and so is one
    /// that `is_unwanted` because it was declined or its name waits already.
    std::optional<Found> find(const RegistrationSettings& registrations, const PlanOf& plan_of,
                              const std::function<bool(const Found&)>& is_unwanted);
    /// A list that a phone has sent, to replace the seminar's with its name, or else the first. Errors: those of plan_import;
    /// file_unwritable.
    Result<Found> offer(const RegistrationSettings& registrations, const std::shared_ptr<ReceivedFile>& file,
                        const PlanOf& plan_of);
    /// Whether `plan` is that of a list that came in and waits.
    [[nodiscard]] bool is_incoming(const std::shared_ptr<const ImportPlan>& plan) const;
    /// The list that waits to replace `name` compared once more; null if there is none, or it cannot be read any more.
    std::shared_ptr<const ImportPlan> plan_again(const std::string& name, const PlanOf& plan_of);
    /// Puts the list that waits for it into the seminar's folder as `name`. Errors: file_unwritable; file_unreadable.
    Result<void> put_in_folder(const std::string& name);
    /// Deletes the copy of the list that waits to replace `name`, if there is one.
    void forget(const std::string& name) { waiting_.erase(name); }

private:
    struct Waiting {
        std::string name, shown_name;
        std::int64_t changed_ms = 0;
        std::shared_ptr<ReceivedFile> copy;
        std::shared_ptr<const ImportPlan> plan;
    };
    static Result<void> read(Waiting& list, const PlanOf& plan_of);

    std::filesystem::path folder_;
    StickWatch watch_;
    std::map<std::string, Waiting> waiting_;  ///< by the name of the list that each would replace
};

}  // namespace entre
