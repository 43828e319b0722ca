#include "core/services/occupancy_file.hpp"

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"

namespace entre {

namespace {

std::optional<Occupancy> read(const std::filesystem::path& file) {
    const auto text = load_file(file);
    if (!text) return std::nullopt;
    return parse_occupancy(*text);
}

}  // namespace

std::filesystem::path occupancy_file(const SeminarFolder& folder) { return folder.path / "occupancy.json"; }

Occupancy read_occupancy(const SeminarFolder& folder) {
    const auto file = occupancy_file(folder);
    if (const auto measured = read(file)) return *measured;
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
        log_warning("occupancy", "{} cannot be read: the visits that it counted are forgotten", file.string());
    return read(folder.path / "statistics.json").value_or(Occupancy{});
}

Result<void> add_occupancy(const SeminarFolder& folder, const Occupancy& visits) {
    auto all = read_occupancy(folder);
    all.add(visits);
    return write_file_atomically(occupancy_file(folder), occupancy_json(all) + "\n");
}

}  // namespace entre
