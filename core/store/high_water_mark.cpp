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

constexpr std::size_t max_bytes = 65536;

struct Mark {
    std::int64_t check_ins = 0, newest_ms = 0;
    std::int64_t missing = 0, missing_newest_ms = 0;
    std::vector<ChainEnd> ends{};
};

std::vector<ChainEnd> ends_in(const Json& json) {
    std::vector<ChainEnd> ends;
    const auto chains = json.find("chains");
    if (chains == json.end() || !chains->is_object()) return ends;
    for (const auto& [station, end] : chains->items())
        if (end.is_object() && end.value("number", Json()).is_number_integer() && end.value("hash", Json()).is_string())
            ends.push_back({station, end["number"].get<std::int64_t>(), end["hash"].get<std::string>()});
    return ends;
}

bool has_record(Database& database, const ChainEnd& end) {
    auto row = database.statement("SELECT 1 FROM attendance WHERE station = ? AND station_seq = ? AND chain_hash = ? LIMIT 1");
    return row.with_kept(end.station).with(end.number).with_kept(end.hash).step();
}

/// The ends of the chains in the database, but the noted one of a chain that no longer holds it.
std::vector<ChainEnd> ends_now(const std::vector<ChainEnd>& noted, Database& database) {
    std::vector<ChainEnd> ends;
    for (const auto& end : noted)
        if (!has_record(database, end)) ends.push_back(end);
    // With max(), SQLite takes the other columns from the row that has it (sqlite.org/lang_select.html, "bare columns").
    auto last = database.statement(
        "SELECT station, max(station_seq), chain_hash FROM attendance WHERE chain_hash <> '' GROUP BY station");
    while (last.step())
        if (std::ranges::find(ends, last.text(0), &ChainEnd::station) == ends.end())
            ends.push_back({last.text(0), last.number(1), last.text(2)});
    return ends;
}

/// An unreadable mark counts as missing.
Mark read_mark(const fs::path& file) {
    const auto text = load_file(file, max_bytes);
    const auto json = Json::parse(text.value_or(""), nullptr, false);
    if (!json.is_object()) return {};
    const auto number = [&](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
    };
    return {number("check_ins"), number("newest_ms"), number("missing"), number("missing_newest_ms"), ends_in(json)};
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
    Mark mark{counted.number(0), counted.number(1), before.missing, before.missing_newest_ms, ends_now(before.ends, database)};
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

std::optional<ChainBreak> changed_since_noted(const SeminarFolder& folder, Database& database) {
    const auto file = high_water_mark_file(folder, database);
    if (file.empty()) return std::nullopt;
    for (const auto& end : read_mark(file).ends)
        if (!has_record(database, end)) return ChainBreak{end.station, end.number};
    return std::nullopt;
}

Result<void> raise_high_water_mark(const SeminarFolder& folder, Database& database) {
    const auto file = high_water_mark_file(folder, database);
    if (file.empty()) return {};
    const auto mark = mark_now(read_mark(file), database);
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    Json chains = Json::object();
    for (const auto& end : mark.ends) chains[end.station] = {{"number", end.number}, {"hash", end.hash}};
    const Json json{{"check_ins", mark.check_ins},
                    {"newest_ms", mark.newest_ms},
                    {"missing", mark.missing},
                    {"missing_newest_ms", mark.missing_newest_ms},
                    {"chains", chains}};
    return write_file_atomically(file, json.dump() + "\n", FileMode::owner_only);
}

}  // namespace entre
