#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <stdexcept>

#include "core/services/check_in_desk.hpp"
#include "core/store/roster.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/measures.hpp"

namespace entre::bench {

namespace {

constexpr std::size_t people = 10'000;
constexpr std::size_t warm_up = 50;
constexpr std::size_t rounds = 3000;
constexpr off_t wal_turns_over = 1000 * 4120;  // SQLite restarts the WAL after 1000 pages

/// A file on the same disk, written like a WAL: sequentially, and from the start again when it is full.
class RawFile {
public:
    RawFile(const std::filesystem::path& path, std::size_t bytes)
        : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)), bytes_(bytes, 'x') {
        if (file_ < 0) throw std::runtime_error("cannot open " + path.string());
    }
    ~RawFile() { ::close(file_); }
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;

    double write_ms() {
        const auto began = Clock::now();
        if (::pwrite(file_, bytes_.data(), bytes_.size(), at_) < 0 || ::fdatasync(file_) != 0)
            throw std::runtime_error("the disk cannot be written");
        const auto ended = Clock::now();
        at_ += static_cast<off_t>(bytes_.size());
        if (at_ >= wal_turns_over) at_ = 0;
        return ms_between(began, ended);
    }

private:
    int file_;
    std::string bytes_;
    off_t at_ = 0;
};

/// SQLite's own time for a transaction with one row of the same length, without look-ups, checks or foreign keys.
class BareSqlite {
public:
    explicit BareSqlite(const std::filesystem::path& path) {
        if (sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr) !=
                SQLITE_OK ||
            sqlite3_exec(db_,
                         "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                         "CREATE TABLE a (k INTEGER, id TEXT, rest TEXT, PRIMARY KEY (k, id)) WITHOUT ROWID",
                         nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error("the bare database cannot be created");
        for (const char* sql : {"BEGIN IMMEDIATE", "INSERT INTO a VALUES (?, ?, ?)", "COMMIT"}) {
            statements_.emplace_back();
            sqlite3_prepare_v2(db_, sql, -1, &statements_.back(), nullptr);
        }
    }
    ~BareSqlite() {
        for (auto* statement : statements_) sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    BareSqlite(const BareSqlite&) = delete;
    BareSqlite& operator=(const BareSqlite&) = delete;

    double write_ms() {
        const std::string id(36, 'i'), rest(100, 'r');
        const auto began = Clock::now();
        for (auto* statement : statements_) {
            if (sqlite3_bind_parameter_count(statement) > 0) {
                sqlite3_bind_int(statement, 1, key_);
                sqlite3_bind_text(statement, 2, id.c_str(), -1, SQLITE_STATIC);
                sqlite3_bind_text(statement, 3, rest.c_str(), -1, SQLITE_STATIC);
            }
            if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error("the bare database cannot be written");
            sqlite3_reset(statement);
        }
        ++key_;
        return ms_between(began, Clock::now());
    }

private:
    sqlite3* db_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
    int key_ = 0;
};

/// As in the kiosk: the code is looked up before the visitor confirms; only the check-in is timed.
double check_in_ms(CheckInDesk& desk, const Registration& person) {
    const auto seen = desk.look_up(person.ticket_code, utc_now());
    if (!seen || !seen->who) throw std::runtime_error("a code was not found");
    const auto began = Clock::now();
    const auto answer = desk.check_in({.person = person.id, .given = {}, .family = {}}, utc_now());
    const auto ended = Clock::now();
    if (!answer || answer->admission.verdict != Verdict::admitted) throw std::runtime_error("a check-in was not admitted");
    return ms_between(began, ended);
}

template <class Work>
double median_ms(int times, Work&& work) {
    std::vector<double> all;
    for (int i = 0; i < times; ++i) {
        const auto began = Clock::now();
        work();
        all.push_back(ms_between(began, Clock::now()));
    }
    return median(std::move(all));
}

double a_second(const std::vector<double>& times_ms) {
    double sum = 0;
    for (const double time : times_ms) sum += time;
    return static_cast<double>(times_ms.size()) * 1000 / sum;
}

}  // namespace

Figures measure_durable() {
    const Crowd crowd(people);
    crowd.import();
    const SeminarFolder folder{crowd.folder()};
    const auto seminar = read_seminar(folder.path);
    auto database = Database::open(folder, Access::write, "entre_bench");
    if (!seminar || !database) throw std::runtime_error("the seminar cannot be opened");
    const auto everybody = database->guard([&]() -> Result<std::vector<Registration>> { return Roster(*database).all(true); });
    if (!everybody) throw std::runtime_error(everybody.error().detail);
    CheckInDesk desk(*database, *seminar);

    // The bytes that one check-in writes: the growth of the WAL, measured before the first checkpoint restarts it.
    const auto wal = crowd.folder() / "entre.db-wal";
    std::vector<double> growth;
    std::size_t next = 0;
    for (; next < warm_up; ++next) {
        const auto before = std::filesystem::exists(wal) ? std::filesystem::file_size(wal) : 0;
        check_in_ms(desk, (*everybody)[next]);
        growth.push_back(static_cast<double>(std::filesystem::file_size(wal)) - static_cast<double>(before));
    }
    const double bytes = median(growth);
    RawFile same_bytes(crowd.scratch() / "raw", static_cast<std::size_t>(bytes)), one_page(crowd.scratch() / "page", 4096);
    BareSqlite bare_sqlite(crowd.scratch() / "bare.db");
    std::vector<double> check_ins, raw, pages, bare;
    for (std::size_t i = 0; i < rounds; ++i, ++next) {
        // Alternate which goes first, so that neither always finds the disk as the other left it.
        if (i % 2 == 0) raw.push_back(same_bytes.write_ms());
        check_ins.push_back(check_in_ms(desk, (*everybody)[next]));
        if (i % 2 == 1) raw.push_back(same_bytes.write_ms());
        pages.push_back(one_page.write_ms());
        bare.push_back(bare_sqlite.write_ms());
    }
    for (; next < 6000; ++next) check_in_ms(desk, (*everybody)[next]);
    const auto codes = (*everybody)[8000].ticket_code;
    const double look_up = median_ms(200, [&] { static_cast<void>(desk.look_up(codes, utc_now())); });
    const double unknown = median_ms(50, [&] { static_cast<void>(desk.look_up("nobody-has-this-code", utc_now())); });
    const double counting = median_ms(50, [&] { static_cast<void>(desk.counts()); });

    const std::string peer = "pwrite of as many bytes + fdatasync";
    return {
        {"check-in with badge order, bytes to the WAL", bytes, "B", "one page", 4096},
        {"durable check-in, median", median(check_ins), "ms", peer, median(raw), Bar::max_ratio, 3.0},
        {"durable check-in, p95", percentile(check_ins, 0.95), "ms", peer, percentile(raw, 0.95), Bar::max_ratio, 3.0},
        {"a row of that length by SQLite alone, median", median(bare), "ms", peer, median(raw)},
        {"durable check-in, p99", percentile(check_ins, 0.99), "ms", peer, percentile(raw, 0.99)},
        {"durable check-ins per second", a_second(check_ins), "/s", "one page + fdatasync", a_second(pages)},
        {"counts with 6,000 inside", counting, "ms", "one look-up", look_up},
        {"unknown code among 10,000", unknown, "ms", "one look-up", look_up},
    };
}

}  // namespace entre::bench
