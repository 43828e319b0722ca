#include "core/store/high_water_mark.hpp"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.hpp"
#include "core/base/digest.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t max_bytes = 4096;

struct Mark {
    std::int64_t check_ins = 0, newest_ms = 0;
    std::int64_t missing = 0, missing_newest_ms = 0;
};

/// An unreadable mark counts as missing.
Mark read_mark(const fs::path& file) {
    const auto text = load_file(file, max_bytes);
    const auto json = Json::parse(text.value_or(""), nullptr, false);
    if (!json.is_object()) return {};
    const auto number = [&](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
    };
    return {number("check_ins"), number("newest_ms"), number("missing"), number("missing_newest_ms")};
}

fs::path state_home() {
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && fs::path(state).is_absolute()) return state;
    if (const char* home = std::getenv("HOME"); home != nullptr && fs::path(home).is_absolute())
        return fs::path(home) / ".local/state";
    return {};
}

bool has_check_in_at(Database& database, std::int64_t ms) {
    return database.statement("SELECT 1 FROM attendance WHERE kind = 'checked_in' AND at_ms = ? LIMIT 1").with(ms).step();
}

/// The mark as it is to be, given what the database holds now.
Mark mark_now(const Mark& before, Database& database) {
    auto counted = database.statement("SELECT count(*), coalesce(max(at_ms), 0) FROM attendance WHERE kind = 'checked_in'");
    counted.step();
    Mark mark{counted.number(0), counted.number(1), before.missing, before.missing_newest_ms};
    if (before.newest_ms != 0 && !has_check_in_at(database, before.newest_ms)) {
        mark.missing += std::max<std::int64_t>(before.check_ins - mark.check_ins, 1);
        mark.missing_newest_ms = std::max(before.newest_ms, before.missing_newest_ms);
    } else if (before.missing > 0 && has_check_in_at(database, before.missing_newest_ms)) {
        mark.missing = mark.missing_newest_ms = 0;
    }
    return mark;
}

}  // namespace

fs::path high_water_mark_file(const SeminarFolder& folder, Database& database) {
    const auto home = state_home();
    if (home.empty()) return {};
    // The key tells seminars apart that were in the same place, the place a copy that is used for practice.
    std::error_code ignored;
    const auto place = fs::weakly_canonical(folder.path, ignored).string();
    return home / "entre" / (sha256_hex(Roster(database).email_key() + "\n" + place).substr(0, 16) + ".json");
}

std::optional<MissingCheckIns> missing_check_ins(const SeminarFolder& folder, Database& database) {
    const auto file = high_water_mark_file(folder, database);
    if (file.empty()) return std::nullopt;
    const auto mark = mark_now(read_mark(file), database);
    if (mark.missing == 0) return std::nullopt;
    return MissingCheckIns{mark.missing, from_ms(mark.missing_newest_ms)};
}

Result<void> raise_high_water_mark(const SeminarFolder& folder, Database& database) {
    const auto file = high_water_mark_file(folder, database);
    if (file.empty()) return {};
    const auto mark = mark_now(read_mark(file), database);
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    const Json json{{"check_ins", mark.check_ins},
                    {"newest_ms", mark.newest_ms},
                    {"missing", mark.missing},
                    {"missing_newest_ms", mark.missing_newest_ms}};
    return write_file_atomically(file, json.dump() + "\n", FileMode::owner_only);
}

}  // namespace entre
