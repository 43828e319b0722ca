// Brings back what was acknowledged after entre.db was damaged, lost or replaced by an old copy.
#pragma once

#include <filesystem>
#include <memory>

#include "core/attendance/repair_plan.hpp"
#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// A repair that is prepared completely before anything in the seminar's folder changes. Owned by one thread.
class Repair {
public:
    /// Finds out what is damaged and builds a repaired database in a folder "repair" of its own. Takes seconds for 100,000
    /// people. Errors: database_in_use; file_unwritable; disk_full; database_damaged when nothing can be restored.
    static Result<Repair> prepare(const SeminarFolder& folder, const Seminar& seminar, UtcTime now);
    Repair(Repair&&) noexcept;
    Repair& operator=(Repair&&) noexcept;
    ~Repair();  ///< removes what was prepared

    [[nodiscard]] const RepairPlan& plan() const;
    /// Puts the repaired database in place. The damaged entre.db with -wal and -shm, and the journal, are kept together in a new
    /// folder "damaged-…", which is returned. A repair that is interrupted can be repeated. Call once, unless the base is `none`.
    /// Errors: file_unwritable.
    Result<std::filesystem::path> put_in_place();

private:
    struct Impl;
    explicit Repair(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace entre
