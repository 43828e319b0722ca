// entre.db: one SQLite file with roster, attendance, badge orders and imports. WAL, synchronous=FULL, one writer. What is
// acknowledged is also in journal.jsonl; a writer compares both when it opens the database.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace entre {

struct WrittenRows;

/// The schema version of this program. Older files are migrated on opening, newer ones are refused.
inline constexpr int schema_version = 14;

/// Upper limit of the page cache, which grows on demand: a large import then writes each page once.
inline constexpr int usual_cache_kib = 65536;

/// The exception for errors inside this room; Database::guard turns it into a Result for callers outside.
struct DatabaseFailure {
    Error error;
};

/// A prepared statement with its values. Throws DatabaseFailure; use it inside Database::guard or a transaction.
class Statement {
public:
    explicit Statement(SQLite::Statement& prepared);
    ~Statement();  ///< resets the statement for its next use
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Binds the next question mark, from the left.
    Statement& with(std::string_view text);
    /// The same without a copy: `text` must remain valid until the statement has run.
    Statement& with_kept(const std::string& text);
    Statement& with(std::int64_t number);
    Statement& with_nothing();

    /// Steps to the next row; false after the last.
    bool step();
    void run();

    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] bool is_null(int column) const;

private:
    SQLite::Statement& prepared_;
    int next_ = 1;
};

enum class Access { write, read };

/// One connection. Owned by one thread; not thread-safe.
class Database {
public:
    /// Opens the database in `folder`; a writer creates it if there is none yet, checks it, and compares it with the journal.
    /// A check that fails is repeated before the database counts as damaged: a single read may fail. `holder` describes this
    /// writer to others that want to write. Errors: database_in_use (says who holds it), database_newer, database_damaged (also
    /// when something acknowledged is missing), file_missing (read only), file_unwritable, disk_full, database_failed.
    static Result<Database> open(const SeminarFolder& folder, Access access, std::string_view holder);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Runs `work` in one transaction, durable when this returns: in the database, and what `written` notes in the journal, too.
    /// A failed Result of `work` rolls back. After a failed write, the file is reopened and checked before anything else is
    /// written. Error database_damaged: also when entre.db or its WAL was moved, replaced or removed.
    template <class Work>
    auto transaction(Work&& work) -> decltype(work()) {
        using Answer = decltype(work());
        return guard([&]() -> Answer {
            begin();
            try {
                Answer answer = work();
                if (answer) {
                    commit();
                } else {
                    roll_back();
                }
                return answer;
            } catch (...) {  // any exception: the transaction must not stay open
                roll_back();
                throw;
            }
        });
    }

    /// Runs `work` and converts a DatabaseFailure into an error.
    template <class Work>
    auto guard(Work&& work) -> decltype(work()) {
        try {
            return work();
        } catch (const DatabaseFailure& failure) {
            return tl::unexpected<Error>(failure.error);
        }
    }

    /// The prepared statement of `sql`, cached. Throws DatabaseFailure.
    Statement statement(std::string_view sql);
    /// Runs several statements without values. Throws DatabaseFailure.
    void execute(const std::string& sql);
    /// Throws DatabaseFailure with database_damaged when SQLite's integrity check finds something.
    void check_sound();
    [[nodiscard]] const SeminarFolder& folder() const;
    /// False when entre.db was moved, replaced or removed since this connection opened it.
    [[nodiscard]] bool is_in_place() const;
    /// The number of rows changed by the last statement.
    [[nodiscard]] std::int64_t changes() const;
    /// The rows that the journal gets a copy of when this transaction commits.
    WrittenRows& written();
    /// The number of transactions begun so far. There is one writer, so data read at the same count is still current.
    [[nodiscard]] std::uint64_t transactions() const;

private:
    friend Result<void> verify_database(const SeminarFolder& folder);
    struct Impl;
    explicit Database(std::unique_ptr<Impl> impl);

    void connect();
    void compare_with_journal();
    void check_in_place();
    void write_journal(const std::string& entry);
    void begin();
    void commit();
    void roll_back() noexcept;

    std::unique_ptr<Impl> impl_;
};

/// Checks the database and compares it with the journal, through a connection that only reads. Errors: as for Database::open.
Result<void> verify_database(const SeminarFolder& folder);

/// Copies the database at `from` with what its WAL holds to the new file `to`, one file that is complete in itself. Another
/// process may write meanwhile. Errors: database_damaged, database_in_use, disk_full, file_unwritable, database_failed.
Result<void> copy_database(const std::filesystem::path& from, const std::filesystem::path& to);

/// The current writer of `folder`: "kiosk, process 4711, since 2027-05-20T06:41:09Z"; nullopt when there is none.
std::optional<std::string> current_writer(const SeminarFolder& folder);

}  // namespace entre
