#include "kiosk/services/take_list.hpp"

#include <algorithm>

#include "core/base/log.hpp"
#include "core/seminar/seminar_form.hpp"
#include "core/services/import_service.hpp"
#include "core/services/visitor_codes.hpp"
#include "core/store/imports.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

/// A copy of the list beside the seminar's own, under the name that it will have; taken away with everything in it unless it is
/// put in place.
class IncomingList {
public:
    IncomingList(const fs::path& seminar, std::string name)
        : seminar_(seminar), name_(std::move(name)), folder_(seminar / "incoming") {}
    ~IncomingList() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    IncomingList(const IncomingList&) = delete;
    IncomingList& operator=(const IncomingList&) = delete;

    [[nodiscard]] fs::path path() const { return folder_ / name_; }

    Result<void> copy(const fs::path& file) const {
        std::error_code error;
        fs::create_directories(folder_, error);
        if (!error) fs::copy_file(file, path(), fs::copy_options::overwrite_existing, error);
        if (!error) return {};
        if (error == std::errc::no_space_on_device)
            return fail(ErrorCode::disk_full, sentence("The disk of this computer is full. Delete something, then try again."));
        return fail(ErrorCode::file_unreadable,
                    sentence("{} could not be copied. Is the stick still there? Try again.", file.filename().string()));
    }

    Result<void> put_in_place(const std::string& url) const {
        std::error_code error;
        fs::rename(path(), seminar_ / name_, error);
        if (error) return fail(ErrorCode::file_unwritable, sentence("{}: {}", (seminar_ / name_).string(), error.message()));
        return save_list(seminar_, name_, url);
    }

private:
    fs::path seminar_;
    std::string name_;
    fs::path folder_;
};

/// `name`, or "NAME 2": a list must not take the place of a file that the seminar has for something else.
std::string free_name(const Seminar& seminar, const fs::path& folder, const fs::path& name) {
    const auto is_own = [&](const fs::path& one) {
        return std::find(seminar.registrations.files.begin(), seminar.registrations.files.end(), one.string()) !=
               seminar.registrations.files.end();
    };
    std::error_code ignored;
    auto free = name;
    for (int i = 2; !is_own(free) && fs::exists(folder / free, ignored); ++i)
        free = name.stem().string() + " " + std::to_string(i) + name.extension().string();
    return free.string();
}

/// The name that a list gets in the seminar's folder: that of the list which was imported before, so that people who are not on
/// the new one any more are known to be missing.
Result<std::string> name_for(Database& database, const Seminar& seminar, const fs::path& folder, const fs::path& file) {
    return database.guard([&]() -> Result<std::string> {
        return Imports(database).last() ? seminar.registrations.files.front() : free_name(seminar, folder, file.filename());
    });
}

/// A list that would undo what happened at the door is a wrong one, as far as can be known here.
Result<void> check_against_door(Database& database, const ImportPlan& plan) {
    const auto came = database.guard([&]() -> Result<std::int64_t> { return Ledger(database).came(); });
    if (!came) return pass_on(came);
    if (*came == 0 || (!plan.is_suspicious && plan.review.withdrawn_inside == 0)) return {};
    return fail(
        ErrorCode::export_invalid,
        sentence("The door has been open, and many people are missing from this list, or some who have checked in. Nothing "
                 "was changed. Is it the right list? Otherwise take it on the staff screen once the door is open."));
}

}  // namespace

Result<setup::ListTaken> take_list(const fs::path& path, const fs::path& file, const std::string& url) {
    const SeminarFolder folder{path};
    const auto seminar = read_seminar(path);
    if (!seminar) return pass_on(seminar);
    auto database = Database::open(folder, Access::write, "entre");
    if (!database) return pass_on(database);
    const auto name = name_for(*database, *seminar, path, file);
    if (!name) return pass_on(name);
    const IncomingList incoming(path, *name);
    if (const auto copied = incoming.copy(file); !copied) return pass_on(copied);
    const auto plan = plan_import(&*database, *seminar, incoming.path(), utc_now());
    if (!plan) return pass_on(plan);
    if (plan->has_questions()) return tl::unexpected<Error>(has_to_be_explained(*plan));
    if (const auto good = check_against_door(*database, *plan); !good) return pass_on(good);
    // The file first: if the power goes now, the door offers it as a new list.
    if (const auto placed = incoming.put_in_place(url); !placed) return pass_on(placed);
    if (const auto applied = apply_import(*database, *plan, utc_now()); !applied) return pass_on(applied);
    if (const auto report = write_import_report(folder, *plan, utc_now()); !report) log_error("setup", report.error());
    return database->guard([&]() -> Result<setup::ListTaken> {
        return setup::ListTaken{0, static_cast<std::size_t>(Roster(*database).expected()), have_visitors_codes(*database, folder),
                                std::nullopt};
    });
}

}  // namespace entre
