// entre.db: one SQLite file that keeps roster, attendance, badge orders and imports. WAL, synchronous=FULL, one writer.
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

/// The version this program writes. Older files are brought forward on opening, newer ones are refused.
inline constexpr int schema_version = 9;

/// Taken when needed, so that a long list is not spilled page by page.
inline constexpr int usual_cache_kib = 65536;

/// How this room tells its own callers of trouble; caught by Database::guard, so that none leaves core/store.
struct DatabaseFailure {
    Error error;
};

/// A prepared statement with its values. Throws DatabaseFailure; use inside Database::guard or a transaction.
class Statement {
public:
    explicit Statement(SQLite::Statement& prepared);
    ~Statement();  ///< Ready for the next use.
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Values for the question marks, in order from the left.
    Statement& with(std::string_view text);
    /// The same without a copy: `text` stays where it is until the statement has run.
    Statement& with_kept(const std::string& text);
    Statement& with(std::int64_t number);
    Statement& with_nothing();

    /// True while there is a row.
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

/// One connection. Owned by one thread; no call is safe from another.
class Database {
public:
    /// Opens `folder`'s database; makes it for a writer. `holder` says who writes, for the next one that tries.
    /// Errors: database_in_use (says who holds it), database_newer, database_damaged, file_missing (read only),
    /// file_unwritable, disk_full, database_failed.
    static Result<Database> open(const SeminarFolder& folder, Access access, std::string_view holder);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// All of `work` or nothing, on disk when this returns (fdatasync of the WAL). `work` returns a Result; a failure rolls back.
    /// After a failed write nothing more is acknowledged until the file was opened anew and checked.
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
            } catch (...) {  // whatever it is: an open transaction would never end
                roll_back();
                throw;
            }
        });
    }

    /// Runs `work` and turns a DatabaseFailure into its Result.
    template <class Work>
    auto guard(Work&& work) -> decltype(work()) {
        try {
            return work();
        } catch (const DatabaseFailure& failure) {
            return tl::unexpected<Error>(failure.error);
        }
    }

    /// `sql` prepared, kept for the next time. Throws DatabaseFailure.
    Statement statement(std::string_view sql);
    /// Several statements without values. Throws DatabaseFailure.
    void execute(const std::string& sql);
    /// Rows the last statement changed.
    [[nodiscard]] std::int64_t changes() const;
    /// How many transactions were begun here. This is the only writer: what was read at this count still holds at this count.
    [[nodiscard]] std::uint64_t transactions() const;

private:
    struct Parts;
    explicit Database(std::unique_ptr<Parts> parts);

    void connect();
    void begin();
    void commit();
    void roll_back() noexcept;

    std::unique_ptr<Parts> parts_;
};

/// Who writes to `folder` right now: "kiosk, process 4711, since 2027-05-20T06:41:09Z"; nothing when nobody does.
std::optional<std::string> current_writer(const SeminarFolder& folder);

}  // namespace entre
