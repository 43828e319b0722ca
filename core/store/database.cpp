#include "core/store/database.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <mutex>
#include <unordered_map>

#include "core/base/log.hpp"
#include "core/store/lock.hpp"
#include "core/store/schema.hpp"

namespace entre {

namespace {

constexpr int wait_for_reader_ms = 2000;

ErrorCode code_of(const SQLite::Exception& e) {
    // The shared memory beside the WAL could not grow: SQLite calls it I/O, but it is a disk without space.
    if (e.getExtendedErrorCode() == SQLITE_IOERR_SHMSIZE) return ErrorCode::disk_full;
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

std::string_view remedy(ErrorCode code) {
    switch (code) {
        case ErrorCode::disk_full:
            return "Free some space on this disk; nothing that was acknowledged is lost.";
        case ErrorCode::database_damaged:
            return "Move entre.db aside, keep it, and import the registrations again; or put back a copy of the folder.";
        case ErrorCode::file_unwritable:
            return "The seminar's folder must be writable for this user.";
        case ErrorCode::database_in_use:
            return "Another program holds it; close that and try again.";
        default:
            return "Check the disk, then try again; nothing that was acknowledged is lost.";
    }
}

[[noreturn]] void give_up(const std::string& what, const SQLite::Exception& e) {
    const ErrorCode code = code_of(e);
    throw DatabaseFailure{Error{code, fmt::format("{}: {}. {}", what, e.what(), remedy(code))}};
}

}  // namespace

Statement::Statement(SQLite::Statement& prepared) : prepared_(prepared) {}

Statement::~Statement() {
    // tryReset reports the failure of the last step a second time; whoever stepped has already heard of it.
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

/// Finds a statement by its text without a copy of that text.
struct SqlHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const { return std::hash<std::string_view>{}(sql); }
};

struct Database::Parts {
    SeminarFolder folder;
    Access access = Access::read;
    std::optional<WriterLock> lock;
    std::unique_ptr<SQLite::Database> connection;
    // Declared after the connection, so that statements go first.
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>, SqlHash, std::equal_to<>> statements;
    int version = 0;  // of the file, as it was found
    bool is_suspect = false;
    std::uint64_t transactions = 0;
};

Database::Database(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const SeminarFolder& folder, Access access, std::string_view holder) {
    auto parts = std::make_unique<Parts>();
    parts->folder = folder;
    parts->access = access;
    if (access == Access::write) {
        auto lock = WriterLock::take(folder, holder);
        if (!lock) return pass_on(lock);
        parts->lock = std::move(*lock);
    } else if (!std::filesystem::exists(folder.database())) {
        return fail(ErrorCode::file_missing, fmt::format("{} does not exist yet. Import the registrations first: entre import {}",
                                                         folder.database().string(), folder.path.string()));
    }
    Database database(std::move(parts));
    const auto connected = database.guard([&]() -> Result<void> {
        database.connect();
        return {};
    });
    if (!connected) return pass_on(connected);
    if (access == Access::read && database.parts_->version < schema_version) {
        // A reader cannot bring the file forward; whoever may write does it once.
        auto writer = open(folder, Access::write, "an upgrade of entre.db");
        if (!writer) return pass_on(writer);
    }
    return database;
}

void Database::connect() {
    // Statistics of memory that nobody reads cost a lock at every allocation, and a check-in makes hundreds.
    static std::once_flag configured;
    // What it sorts on disk stays on the seminar's disk, which may be encrypted where /var/tmp is not.
    std::call_once(configured, [this] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_temp_directory = sqlite3_mprintf("%s", parts_->folder.path.c_str());
    });
    const std::string path = parts_->folder.database().string();
    parts_->statements.clear();
    parts_->connection.reset();
    const bool writes = parts_->access == Access::write;
    try {
        // One thread owns a connection, so that SQLite need not lock it at every call.
        const int flags = SQLite::OPEN_NOMUTEX | (writes ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY);
        parts_->connection = std::make_unique<SQLite::Database>(path, flags, wait_for_reader_ms);
        auto& db = *parts_->connection;
        const int version = parts_->version = db.execAndGet("PRAGMA user_version").getInt();
        if (version > schema_version)
            throw DatabaseFailure{Error{
                ErrorCode::database_newer,
                fmt::format(
                    "{} was written by a newer Entré (schema {}, this program knows {}). Install that version, or work on a copy "
                    "of the folder from before.",
                    path, version, schema_version)}};
        if (!writes) {
            // Only the writer moves pages from the WAL into the file: two doing so at once damaged it before SQLite 3.51.3.
            sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
            db.exec("PRAGMA query_only=ON");
            return;
        }
        db.exec(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;"
            "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY");
        db.exec(fmt::format("PRAGMA cache_size=-{}", usual_cache_kib));
        // All steps or none: a file is never left between two versions.
        std::string steps;
        for (int from = version; from < schema_version; ++from)
            steps += fmt::format("{} {}", migration(from), make_roster_indexes());
        if (!steps.empty())
            db.exec(fmt::format("BEGIN IMMEDIATE; {} PRAGMA application_id={}; PRAGMA user_version={}; COMMIT", steps,
                                application_id, schema_version));
        // Whoever opens it; the program's umask sees to it from the first byte.
        std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    } catch (const SQLite::Exception& e) {
        give_up(path, e);
    } catch (const std::filesystem::filesystem_error& e) {
        throw DatabaseFailure{Error{ErrorCode::file_unwritable, e.what()}};
    }
}

Statement Database::statement(std::string_view sql) {
    if (!parts_->connection) connect();  // opening it anew after a failed write failed, too
    auto known = parts_->statements.find(sql);
    try {
        if (known == parts_->statements.end()) {
            std::string text(sql);
            auto prepared = std::make_unique<SQLite::Statement>(*parts_->connection, text);
            known = parts_->statements.emplace(std::move(text), std::move(prepared)).first;
        }
    } catch (const SQLite::Exception& e) {
        give_up("entre.db", e);
    }
    return Statement(*known->second);
}

void Database::execute(const std::string& sql) {
    if (!parts_->connection) connect();
    try {
        parts_->connection->exec(sql);
    } catch (const SQLite::Exception& e) {
        give_up("entre.db", e);
    }
}

std::int64_t Database::changes() const { return parts_->connection->getChanges(); }

std::uint64_t Database::transactions() const { return parts_->transactions; }

void Database::begin() {
    if (parts_->is_suspect) {
        // A failed fsync leaves pages that the kernel believes are written. Only a fresh look at the file tells what is there.
        log_warning("store", "a write failed earlier: opening entre.db anew and checking it");
        connect();
        auto check = statement("PRAGMA quick_check(1)");
        if (!check.step() || check.text(0) != "ok")
            throw DatabaseFailure{
                Error{ErrorCode::database_damaged, fmt::format("{}: quick_check failed. {}", parts_->folder.database().string(),
                                                               remedy(ErrorCode::database_damaged))}};
        parts_->is_suspect = false;
    }
    ++parts_->transactions;
    statement("BEGIN IMMEDIATE").run();
}

void Database::commit() {
    try {
        statement("COMMIT").run();
    } catch (const DatabaseFailure&) {
        parts_->is_suspect = true;
        throw;
    }
}

void Database::roll_back() noexcept {
    // SQLite has rolled back by itself after some failures; then this has nothing to do.
    if (parts_->connection->tryExec("ROLLBACK") != SQLITE_OK && sqlite3_get_autocommit(parts_->connection->getHandle()) == 0)
        parts_->is_suspect = true;
}

std::optional<std::string> current_writer(const SeminarFolder& folder) { return lock_holder(folder); }

}  // namespace entre
