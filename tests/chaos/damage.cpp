// Damage at rest: flipped bits, cut files, zeroed sectors, random pages, emptied and missing files, one file at a time, before
// the start and while the door is open.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <random>

#include "core/base/log.hpp"
#include "core/services/check_in_desk.hpp"
#include "core/store/backup.hpp"
#include "tests/chaos/chaos.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::chaos {

namespace {

namespace fs = std::filesystem;

constexpr std::array files{"entre.db", "entre.db-wal", "entre.db-shm", "journal.jsonl"};
constexpr std::array kinds{"a flipped bit", "cut", "a zeroed sector", "a random page", "emptied", "missing"};
constexpr std::size_t sector = 512, page = 4096;

using Random = std::mt19937_64;

void overwrite(const fs::path& file, std::size_t from, std::size_t count, const std::function<char(char)>& change) {
    std::fstream io(file, std::ios::in | std::ios::out | std::ios::binary);
    for (std::size_t i = from; i < from + count; ++i) {
        io.seekg(static_cast<std::streamoff>(i));
        const int before = io.get();
        if (before == EOF) return;
        io.seekp(static_cast<std::streamoff>(i));
        io.put(change(static_cast<char>(before)));
    }
}

/// Damages the file in one of six ways; false if it is not there.
bool damage_file(const fs::path& file, std::size_t kind, Random& random) {
    std::error_code none;
    const auto size = fs::file_size(file, none);
    if (none || size == 0) return false;
    const auto place = [&](std::size_t unit) { return random() % ((size + unit - 1) / unit) * unit; };
    switch (kind) {
        case 0:
            overwrite(file, random() % size, 1, [bit = random() % 8](char c) { return static_cast<char>(c ^ (1 << bit)); });
            return true;
        case 1:
            fs::resize_file(file, random() % size);
            return true;
        case 2:
            overwrite(file, place(sector), sector, [](char) { return '\0'; });
            return true;
        case 3:
            overwrite(file, place(page), page, [&](char) { return static_cast<char>(random()); });
            return true;
        case 4:
            fs::resize_file(file, 0);
            return true;
        default:
            fs::remove(file);
            return true;
    }
}

/// The morning that each round begins with: an import, visits, a backup, more visits, and then the power is lost.
struct Morning {
    test::ScratchFolder scratch;
    SeminarFolder folder{scratch / "seminar"};
    fs::path acknowledged = scratch / "acknowledged";
    Seminar seminar;

    Morning() {
        fs::create_directory(folder.path);
        seminar = make_seminar(folder);
        in_child([&] {
            keep_log_quiet();
            if (!record_visits(folder, seminar, 0, 20, acknowledged)) return 1;
            return make_backup(folder, utc_now()) ? 0 : 1;
        });
        in_child([&] {
            keep_log_quiet();
            const auto reader = Database::open(folder, Access::read, "chaos");  // keeps the WAL when the writer closes
            record_visits(folder, seminar, 20, 48, acknowledged);
            ::_exit(0);  // as if killed
            return 0;
        });
    }
};

/// Copies the morning, lets `hurt` damage it, and says what was lost.
std::string round(const Morning& morning, std::size_t number, Random& random) {
    const test::ScratchFolder scratch;
    const SeminarFolder folder{scratch / "seminar"};
    const auto acknowledged = scratch / "acknowledged";
    fs::copy(morning.folder.path, folder.path, fs::copy_options::recursive);
    fs::copy(morning.acknowledged, acknowledged);
    const auto file = number % files.size(), kind = number / files.size() % kinds.size();
    const bool is_open = number / files.size() / kinds.size() % 2 == 1;
    const auto hurt = [&] { return damage_file(folder.path / files[file], kind, random); };
    bool is_damaged = false;
    if (is_open) {
        in_child([&] {
            keep_log_quiet();
            auto database = Database::open(folder, Access::write, "chaos");
            if (!database) return 1;
            CheckInDesk desk(*database, morning.seminar);
            static_cast<void>(desk.counts());
            hurt();
            for (int i = 48; i < 56; ++i) {
                const auto found = desk.look_up(fmt::format("code-{:04}", i), utc_now());
                if (!found || !found->who) continue;
                const auto answer = desk.check_in({found->who->id, BadgeName::full, {}, {}, RecordedBy::self}, utc_now());
                if (!answer || answer->admission.verdict != Verdict::admitted) continue;
                std::ofstream(acknowledged, std::ios::app) << "in " << answer->who.given << "\n";
            }
            ::_exit(0);
        });
        is_damaged = true;
    } else {
        is_damaged = hurt();
    }
    if (!is_damaged) return {};
    const auto problem = lost_after(folder, morning.seminar, acknowledged, true);
    if (problem.empty()) return {};
    return fmt::format("round {}: {} of {}{}: {}", number, kinds[kind], files[file], is_open ? " while open" : "", problem);
}

}  // namespace

Tally damage(Rounds rounds) {
    const Morning morning;
    Tally tally;
    for (std::size_t i = 0; i < rounds.count; ++i) {
        Random random(rounds.seed * 1'000'003 + i);
        tally.add(round(morning, i, random));
    }
    return tally;
}

}  // namespace entre::chaos
