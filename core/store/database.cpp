#include "core/store/database.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <mutex>
#include <unordered_map>

#include "core/base/log.hpp"
#include "core/store/database_checks.hpp"
#include "core/store/journal.hpp"
#include "core/store/journal_rows.hpp"
#include "core/store/lock.hpp"
#include "core/store/schema.hpp"

namespace entre {

namespace {

constexpr int wait_for_others_ms = 2000;

ErrorCode code_of(const SQLite::Exception& e) {
    // The WAL's shared memory file could not grow: SQLite reports an I/O error, but the disk is full.
    if (e.getExtendedErrorCode() == SQLITE_IOERR_SHMSIZE) return ErrorCode::disk_full;
    // Doubles are found before they are written, so an index does not fit its table.
    if (e.getExtendedErrorCode() == SQLITE_CONSTRAINT_UNIQUE || e.getExtendedErrorCode() == SQLITE_CONSTRAINT_PRIMARYKEY)
        return ErrorCode::database_damaged;
    switch (e.getErrorCode() & 0xff) {
        case SQLITE_FULL:
            return ErrorCode::disk_full;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::database_damaged;
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            return ErrorCode::file_unwritable;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::database_in_use;
        default:
            return ErrorCode::database_failed;
    }
}

[[noreturn]] void say_damaged(const std::string& what) {
    throw DatabaseFailure{Error{ErrorCode::database_damaged, fmt::format("{}. {}", what, remedy(ErrorCode::database_damaged))}};
}

/// SQLite's own words are for the log.
Error described(const std::string& what, const SQLite::Exception& e) {
    const ErrorCode code = code_of(e);
    log_warning("store", "{}: {} (SQLite {})", what, e.what(), e.getExtendedErrorCode());
    const bool is_own_trigger = e.getExtendedErrorCode() == SQLITE_CONSTRAINT_TRIGGER;
    return {code, fmt::format("{}: {}. {}", what, is_own_trigger ? std::string_view(e.what()) : in_words(code), remedy(code))};
}

[[noreturn]] void give_up(const std::string& what, const SQLite::Exception& e) { throw DatabaseFailure{described(what, e)}; }

}  // namespace

Statement::Statement(SQLite::Statement& prepared) : prepared_(prepared) {}

Statement::~Statement() {
    // tryReset repeats the error of the last step, which has been reported already.
    prepared_.tryReset();
}

Statement& Statement::with(std::string_view text) {
    try {
        prepared_.bind(next_++, std::string(text));
    } catch (const SQLite::Exception& e) {
        give_up("entre.db", e);
    }
    return *this;
}

Statement& Statement::with_kept(const std::string& text) {
    try {
        prepared_.bindNoCopy(next_++, text);
    } catch (const SQLite::Exception& e) {
        give_up("entre.db", e);
    }
    return *this;
}

Statement& Statement::with(std::int64_t number) {
    try {
        prepared_.bind(next_++, number);
    } catch (const SQLite::Exception& e) {
        give_up("entre.db", e);
    }
    return *this;
}

Statement& Statement::with_nothing() {
    try {
        prepared_.bind(next_++);
    } catch (const SQLite::Exception& e) {
        give_up("entre.db", e);
    }
    return *this;
}

bool Statement::step() {
    try {
        return prepared_.executeStep();
    } catch (const SQLite::Exception& e) {
        give_up("entre.db", e);
    }
}

void Statement::run() {
    while (step()) {
    }
}

std::string Statement::text(int column) const { return prepared_.getColumn(column).getString(); }

std::int64_t Statement::number(int column) const { return prepared_.getColumn(column).getInt64(); }

bool Statement::is_null(int column) const { return prepared_.getColumn(column).isNull(); }

/// Looks up a statement by its text without copying the text.
struct SqlHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const { return std::hash<std::string_view>{}(sql); }
};

struct Database::Impl {
    SeminarFolder folder;
    Access access = Access::read;
    std::optional<WriterLock> lock;
    std::unique_ptr<SQLite::Database> connection;
    // Declared after the connection, so that statements are destroyed first.
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>, SqlHash, std::equal_to<>> statements;
    int version = 0;  // of the file before migration
    bool is_suspect = false;
    std::uint64_t transactions = 0;
    std::optional<Journal> journal;
    bool is_journal_suspect = false;  // a write failed, so what the file shows may not be on disk
    WrittenRows written;
    ino_t wal = 0;  // the file that the last transaction wrote to; 0: not known
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const SeminarFolder& folder, Access access, std::string_view holder) {
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    impl->access = access;
    if (const auto there = check_not_lost(folder); !there) return tl::unexpected<Error>(there.error());
    if (access == Access::write) {
        auto lock = WriterLock::take(folder, holder, WriterLock::IfMissing::create);
        if (!lock) return pass_on(lock);
        impl->lock = std::move(*lock);
    } else if (!std::filesystem::exists(folder.database())) {
        return fail(ErrorCode::file_missing, fmt::format("{} does not exist yet. Import the registrations first: entre import {}",
                                                         folder.database().string(), folder.path.string()));
    }
    Database database(std::move(impl));
    const auto connected = checked_repeatedly([&] {
        return database.guard([&]() -> Result<void> {
            database.connect();
            return {};
        });
    });
    if (!connected) return tl::unexpected<Error>(connected.error());
    if (access == Access::read && database.impl_->version < schema_version) {
        // A reader cannot migrate the file; the first writer does.
        auto writer = open(folder, Access::write, "an upgrade of entre.db");
        if (!writer) return pass_on(writer);
    }
    return database;
}

void Database::connect() {
    // Memory statistics would take a lock at every allocation, hundreds of times per check-in.
    static std::once_flag configured;
    // Temporary files stay in the seminar's folder, which may be encrypted while /var/tmp is not.
    std::call_once(configured, [this] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_temp_directory = sqlite3_mprintf("%s", impl_->folder.path.c_str());
    });
    const std::string path = impl_->folder.database().string();
    impl_->statements.clear();
    impl_->connection.reset();
    const bool writes = impl_->access == Access::write;
    try {
        // Each connection is owned by one thread, so SQLite's own locking is unnecessary.
        const int flags = SQLite::OPEN_NOMUTEX | (writes ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY);
        impl_->connection = std::make_unique<SQLite::Database>(path, flags, wait_for_others_ms);
        auto& db = *impl_->connection;
        // Closing checkpoints and removes the WAL: only the writer may (two checkpoints at once could damage the file before
        // SQLite 3.51.3), and only once the file is known to be sound.
        sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        const int version = impl_->version = db.execAndGet("PRAGMA user_version").getInt();
        if (version > schema_version)
            throw DatabaseFailure{Error{
                ErrorCode::database_newer,
                fmt::format(
                    "{} was written by a newer Entré (schema {}, this program knows {}). Install that version, or work on a copy "
                    "of the folder from before.",
                    path, version, schema_version)}};
        if (!writes) {
            db.exec("PRAGMA query_only=ON");
            return;
        }
        db.exec(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;"
            "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY");
        db.exec(fmt::format("PRAGMA cache_size=-{}", usual_cache_kib));
        check_sound();
        // All migrations in one transaction: a file is never left between two versions.
        std::string steps;
        for (int from = version; from < schema_version; ++from)
            steps += fmt::format("{} {}", migration(from), make_roster_indexes());
        if (!steps.empty())
            db.exec(fmt::format("BEGIN IMMEDIATE; {} PRAGMA application_id={}; PRAGMA user_version={}; COMMIT", steps,
                                application_id, schema_version));
        // Also for files from older versions; the program's umask covers new files.
        std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        impl_->wal = 0;
        compare_with_journal();
        sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    } catch (const SQLite::Exception& e) {
        give_up(path, e);
    } catch (const std::filesystem::filesystem_error& e) {
        throw DatabaseFailure{Error{ErrorCode::file_unwritable, e.what()}};
    }
}

Statement Database::statement(std::string_view sql) {
    if (!impl_->connection) connect();  // an earlier reopening after a failed write failed, too
    auto known = impl_->statements.find(sql);
    try {
        if (known == impl_->statements.end()) {
            std::string text(sql);
            auto prepared = std::make_unique<SQLite::Statement>(*impl_->connection, text);
            known = impl_->statements.emplace(std::move(text), std::move(prepared)).first;
        }
    } catch (const SQLite::Exception& e) {
        give_up("entre.db", e);
    }
    return Statement(*known->second);
}

void Database::execute(const std::string& sql) {
    if (!impl_->connection) connect();
    try {
        impl_->connection->exec(sql);
        if (sql.find("journal_mode") != std::string::npos) impl_->wal = 0;
    } catch (const SQLite::Exception& e) {
        give_up("entre.db", e);
    }
}

const SeminarFolder& Database::folder() const { return impl_->folder; }

std::int64_t Database::changes() const { return impl_->connection->getChanges(); }

std::uint64_t Database::transactions() const { return impl_->transactions; }

WrittenRows& Database::written() { return impl_->written; }

void Database::check_sound() {
    auto check = statement("PRAGMA integrity_check(1)");
    if (!check.step() || check.text(0) != "ok") say_damaged(fmt::format("{} is damaged", impl_->folder.database().string()));
}

void Database::compare_with_journal() {
    const auto file = impl_->folder.journal();
    const auto content = read_journal(file);
    if (!content) throw DatabaseFailure{content.error()};
    const auto check = entre::compare_with_journal(*this, *content);
    if (check.missing > 0)
        say_damaged(fmt::format("{} lacks {} of {} check-ins that were recorded, the last of them {}",
                                impl_->folder.database().string(), check.missing_visits, check.visits,
                                check.last_missing ? to_rfc3339(*check.last_missing) : "without a time"));
    if (impl_->access == Access::read) return;
    if (check.unreadable > 0 || impl_->is_journal_suspect) {
        if (const auto anew = write_journal_anew(impl_->folder, whole_journal(*this), check.unreadable); !anew)
            throw DatabaseFailure{anew.error()};
        impl_->is_journal_suspect = false;
    }
    auto journal = Journal::open(file);
    if (!journal) throw DatabaseFailure{journal.error()};
    impl_->journal.emplace(std::move(*journal));
    if (check.only_in_database.empty() || check.unreadable > 0) return;
    log_warning("store", "{} entries were only in entre.db and are added to the journal", check.only_in_database.size());
    if (const auto added = impl_->journal->add(check.only_in_database, true); !added) throw DatabaseFailure{added.error()};
}

bool Database::is_in_place() const {
    int is_moved = 0;
    if (impl_->connection) sqlite3_file_control(impl_->connection->getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &is_moved);
    return is_moved == 0;
}

/// Throws unless entre.db and its WAL are still the files that this connection has open.
void Database::check_in_place() {
    const auto wal = inode_of(impl_->folder.database().string() + "-wal");
    if (is_in_place() && (impl_->wal == 0 || impl_->wal == wal)) {
        impl_->wal = wal;
        return;
    }
    say_damaged(fmt::format("{} was moved, replaced or removed while it was open", impl_->folder.database().string()));
}

void Database::write_journal(const std::string& entry) {
    if (!impl_->journal->is_in_place()) {
        log_warning("store", "the journal was moved or removed; it is written anew from entre.db");
        return compare_with_journal();
    }
    if (const auto added = impl_->journal->add({entry}, impl_->written.is_acknowledged()); !added) {
        impl_->is_suspect = impl_->is_journal_suspect = true;
        throw DatabaseFailure{added.error()};
    }
}

void Database::begin() {
    if (impl_->is_suspect) {
        // After a failed fsync the kernel may consider lost pages written; reopening shows what is really in the file.
        log_warning("store", "a write failed earlier: reopening and checking entre.db");
        connect();
        impl_->is_suspect = false;
    }
    ++impl_->transactions;
    impl_->written = {};
    check_in_place();
    statement("BEGIN IMMEDIATE").run();
}

void Database::commit() {
    const std::string entry = impl_->written.is_empty() ? "" : journal_entry(*this, impl_->written);
    if (impl_->written.is_to_be_told()) {
        auto row = statement("INSERT INTO own_entries (entry) SELECT ? WHERE EXISTS (SELECT 1 FROM sharing)");
        row.with_kept(entry).run();
    }
    try {
        statement("COMMIT").run();
    } catch (const DatabaseFailure&) {
        impl_->is_suspect = true;
        throw;
    }
    check_in_place();
    if (!entry.empty()) write_journal(entry);
}

void Database::roll_back() noexcept {
    // SQLite rolls back by itself after some failures; then there is nothing left to roll back.
    if (impl_->connection->tryExec("ROLLBACK") != SQLITE_OK && sqlite3_get_autocommit(impl_->connection->getHandle()) == 0)
        impl_->is_suspect = true;
}

Result<void> verify_database(const SeminarFolder& folder) {
    auto database = Database::open(folder, Access::read, "a check");
    if (!database) return pass_on(database);
    return checked_repeatedly([&] {
        return database->guard([&]() -> Result<void> {
            database->check_sound();
            database->compare_with_journal();
            return {};
        });
    });
}

Result<void> copy_database(const std::filesystem::path& from, const std::filesystem::path& to) {
    try {
        SQLite::Database source(from.string(), SQLite::OPEN_READONLY, wait_for_others_ms);
        // As for every reader: only the writer checkpoints.
        sqlite3_db_config(source.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        SQLite::Database target(to.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup(target, source).executeStep(-1);
        target.exec("PRAGMA journal_mode=DELETE");  // one file, complete in itself
        return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected<Error>(
            described(fmt::format("{} could not be copied to {}", from.string(), to.parent_path().string()), e));
    }
}

std::optional<std::string> current_writer(const SeminarFolder& folder) { return lock_holder(folder); }

}  // namespace entre
