#include "kiosk/services/incoming_lists.hpp"

#include <algorithm>
#include <chrono>

#include "core/base/atomic_file.hpp"
#include "kiosk/services/list_files.hpp"

namespace entre {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_bytes = 64U << 20;

/// When a file was changed, in milliseconds since 1970; 0 if there is none.
std::int64_t changed_ms(const fs::path& file) {
    std::error_code error;
    const auto written = fs::last_write_time(file, error);
    if (error) return 0;
    const auto time = std::chrono::file_clock::to_sys(written);
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

/// The seminar's list that a file on a stick replaces: its only one, or the one with the same name.
std::optional<std::string> name_for(const std::string& file, const std::vector<std::string>& names) {
    if (names.size() == 1) return names.front();
    for (const auto& name : names)
        if (fs::path(name).filename() == file) return name;
    return std::nullopt;
}

/// A private copy under `name`; null if the file cannot be read (the stick was pulled out), is too large, or `name` is no usual
/// name of a list.
std::shared_ptr<ReceivedFile> copy_of(const fs::path& file, const std::string& name) {
    if (safe_list_name(name) != name) return nullptr;
    const auto bytes = load_file(file, max_bytes);
    if (!bytes) return nullptr;
    auto copy = ReceivedFile::create(name);
    return copy && (*copy)->write(*bytes) ? *copy : nullptr;
}

bool changes_something(const ImportPlan& plan) {
    const auto& changes = plan.changes;
    const bool is_of_others = changes.roster_size > 0 && changes.same.empty() && changes.changed.empty();
    return !plan.is_blank && !plan.is_suspicious && !is_of_others && (!changes.is_empty() || plan.has_questions());
}

}  // namespace

std::optional<IncomingLists::Found> IncomingLists::find(const RegistrationSettings& registrations, const PlanOf& plan_of,
                                                        const std::function<bool(const Found&)>& is_unwanted) {
    std::vector<fs::path> folders;
    for (const auto& stick : watch_.sticks()) folders.push_back(stick.folder);
    for (const auto& file : list_files(folders)) {
        const auto name = name_for(file.name, registrations.files);
        if (!name) continue;
        if (file.changed_ms <= changed_ms(folder_ / *name)) return std::nullopt;  // and so are those after it
        Waiting list{*name, file.name, file.changed_ms, copy_of(file.path, fs::path(*name).filename().string()), {}};
        if (list.copy == nullptr || !read(list, plan_of)) continue;
        if (list.plan->is_known) return std::nullopt;
        Found found{*name, list.plan};
        if (!changes_something(*list.plan) || is_unwanted(found)) continue;
        waiting_[*name] = std::move(list);
        return found;
    }
    return std::nullopt;
}

Result<IncomingLists::Found> IncomingLists::offer(const RegistrationSettings& registrations,
                                                  const std::shared_ptr<ReceivedFile>& file, const PlanOf& plan_of) {
    const auto name = name_for(file->name(), registrations.files).value_or(registrations.files.front());
    Waiting list{name, file->name(), 0, copy_of(file->path(), fs::path(name).filename().string()), {}};
    if (list.copy == nullptr)
        return fail(ErrorCode::file_unwritable,
                    sentence("The list cannot be kept on this computer. Is its disk full? Use a USB stick instead."));
    if (const auto good = read(list, plan_of); !good) return pass_on(good);
    Found found{name, list.plan};
    waiting_[name] = std::move(list);
    return found;
}

Result<void> IncomingLists::read(Waiting& list, const PlanOf& plan_of) {
    auto plan = plan_of(list.copy->path());
    if (!plan) return pass_on(plan);
    plan->review.file = list.shown_name;
    plan->review.on_stick_ms = list.changed_ms;
    list.plan = std::make_shared<const ImportPlan>(std::move(*plan));
    return {};
}

bool IncomingLists::is_incoming(const std::shared_ptr<const ImportPlan>& plan) const {
    return plan != nullptr && std::ranges::any_of(waiting_, [&](const auto& one) { return one.second.plan == plan; });
}

std::shared_ptr<const ImportPlan> IncomingLists::plan_again(const std::string& name, const PlanOf& plan_of) {
    const auto list = waiting_.find(name);
    return list != waiting_.end() && read(list->second, plan_of) ? list->second.plan : nullptr;
}

Result<void> IncomingLists::put_in_folder(const std::string& name) {
    const auto& list = waiting_.at(name);
    const auto bytes = load_file(list.copy->path(), max_bytes);
    if (!bytes) return pass_on(bytes);
    const auto place = folder_ / name;
    if (auto written = write_file_atomically(place, *bytes); !written) return written;
    // Lists on sticks are compared with this time later. Without it one may be offered once more, which does no harm.
    std::error_code ignored;
    const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds{list.changed_ms}};
    if (list.changed_ms != 0)
        fs::last_write_time(
            place, std::chrono::time_point_cast<fs::file_time_type::duration>(std::chrono::file_clock::from_sys(time)), ignored);
    forget(name);
    return {};
}

}  // namespace entre
