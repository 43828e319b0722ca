// Power cuts: every visit is recorded write by write, and the power fails at a random moment.
#include <fmt/format.h>

#include <fstream>

#include "core/base/log.hpp"
#include "core/services/check_in_desk.hpp"
#include "tests/chaos/chaos.hpp"
#include "tests/chaos/recording_vfs.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::chaos {

namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

Files files_in(const fs::path& folder) {
    Files files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file()) files[entry.path().filename().string()] = test::read_file(entry.path());
    return files;
}

struct Recording {
    Seminar seminar;
    Files before;
    std::vector<FileChange> changes;
    std::vector<std::string> promised;
};

Recording record(const char* synchronous) {
    const test::ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    Recording recording;
    recording.seminar = make_seminar(folder);
    auto database = Database::open(folder, Access::write, "chaos");
    if (!database) throw std::runtime_error(database.error().detail);
    recording.before = files_in(folder.path);
    start_recording();
    const auto set = database->guard([&]() -> Result<void> {
        database->execute(fmt::format("PRAGMA synchronous={}; PRAGMA wal_autocheckpoint=20", synchronous));
        return {};
    });
    if (!set) throw std::runtime_error(set.error().detail);
    CheckInDesk desk(*database, recording.seminar);
    for (int i = 0; i < 60; ++i) {
        const auto found = desk.look_up(fmt::format("code-{:04}", i), utc_now());
        const auto answer = desk.check_in({found->who->id, BadgeName::full, {}, {}, RecordedBy::self}, utc_now());
        if (!answer) throw std::runtime_error(answer.error().detail);
        recording.promised.push_back("in " + answer->who.given);
        record_acknowledged(i + 1, test::read_file(folder.journal()));
    }
    recording.changes = stop_recording();
    return recording;
}

/// The folder after a cut, and what had been promised by then.
std::string cut(const Recording& recording, std::mt19937_64& random) {
    const test::ScratchFolder scratch;
    const SeminarFolder folder{scratch / "seminar"};
    fs::create_directory(folder.path);
    const auto count = random() % (recording.changes.size() + 1);
    auto files = files_after_cut(recording.before, recording.changes, count, random);
    files.erase("entre.db-shm");  // only in memory, for the processes that share it
    std::size_t promised = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (recording.changes[i].kind != FileChange::Kind::acknowledged) continue;
        promised = static_cast<std::size_t>(recording.changes[i].at);
        files["journal.jsonl"] = recording.changes[i].bytes;
    }
    for (const auto& [name, bytes] : files) test::write_file(folder.path / name, bytes);
    const auto acknowledged = scratch / "acknowledged";
    std::ofstream out(acknowledged);
    for (std::size_t i = 0; i < promised; ++i) out << recording.promised[i] << "\n";
    out.close();
    const auto problem = lost_after(folder, recording.seminar, acknowledged, false);
    return problem.empty() ? problem : fmt::format("cut after {} changes, {} promised: {}", count, promised, problem);
}

Tally cut_often(Rounds rounds, const char* synchronous) {
    install_recording_vfs();
    const auto recording = record(synchronous);
    Tally tally;
    for (std::size_t i = 0; i < rounds.count; ++i) {
        std::mt19937_64 random(rounds.seed * 1'000'003 + i);
        tally.add(cut(recording, random));
    }
    return tally;
}

}  // namespace

Tally power(Rounds rounds) { return cut_often(rounds, "FULL"); }
Tally power_without_sync(Rounds rounds) { return cut_often(rounds, "NORMAL"); }

}  // namespace entre::chaos
