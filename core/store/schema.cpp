#include "core/store/schema.hpp"

#include <array>

#include "core/store/database.hpp"

namespace entre {

namespace {

// Version 1. Times are UTC milliseconds since 1970. Attendance records are only ever added, and undoing is a record too, so
// that the history is complete and records of several stations merge by union. Allowed words are compared
// one by one: for three or more words after IN, SQLite builds a temporary table for every written row.
constexpr std::string_view version_1 = R"sql(
CREATE TABLE registrations (
    id             TEXT NOT NULL PRIMARY KEY,
    ticket_code    TEXT,
    export_key     TEXT NOT NULL,
    given          TEXT NOT NULL,
    family         TEXT NOT NULL,
    folded_name    TEXT NOT NULL,
    organisation   TEXT NOT NULL,
    title          TEXT NOT NULL,
    category       TEXT NOT NULL,
    language       TEXT NOT NULL,
    status         TEXT NOT NULL CHECK (status = 'registered' OR status = 'unpaid' OR status = 'withdrawn'
                                       OR status = 'waiting_list'),
    note           TEXT NOT NULL,
    protected      INTEGER NOT NULL CHECK (protected IN (0, 1)),
    alias          TEXT NOT NULL,
    source         TEXT NOT NULL,
    source_line    INTEGER NOT NULL,
    -- A name corrected at the door; it wins over later exports.
    door_given     TEXT,
    door_family    TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE foreign_codes (
    code_hash      TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance (
    id             TEXT NOT NULL,
    registration   TEXT NOT NULL REFERENCES registrations (id),
    kind           TEXT NOT NULL CHECK (kind = 'checked_in' OR kind = 'checked_out' OR kind = 'check_in_undone'
                                     OR kind = 'walk_in' OR kind = 'correction'),
    at_ms          INTEGER NOT NULL,
    station        TEXT NOT NULL,
    station_seq    INTEGER NOT NULL,
    by             TEXT NOT NULL CHECK (by = 'self' OR by = 'staff' OR by = 'command'),
    detail         TEXT NOT NULL,
    -- By person: that is how records are asked for, and it spares a check-in the page of a second index.
    PRIMARY KEY (registration, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER attendance_is_not_rewritten BEFORE UPDATE ON attendance
    BEGIN SELECT RAISE(ABORT, 'attendance records are only added'); END;
CREATE TRIGGER attendance_is_not_removed BEFORE DELETE ON attendance
    BEGIN SELECT RAISE(ABORT, 'attendance records are only added'); END;
-- INSERT OR REPLACE would remove the old row without asking the trigger above.
CREATE TRIGGER attendance_is_not_replaced BEFORE INSERT ON attendance
    WHEN EXISTS (SELECT 1 FROM attendance WHERE registration = NEW.registration AND id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'attendance records are only added'); END;

CREATE TABLE badge_orders (
    id             TEXT NOT NULL PRIMARY KEY,
    registration   TEXT NOT NULL REFERENCES registrations (id),
    reason         TEXT NOT NULL CHECK (reason = 'check_in' OR reason = 'reprint' OR reason = 'correction'),
    name_shown     TEXT NOT NULL CHECK (name_shown IN ('full', 'given_only')),
    print_number   INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state = 'ordered' OR state = 'submitted' OR state = 'printing'
                                      OR state = 'printed' OR state = 'failed' OR state = 'in_doubt'),
    fault          TEXT NOT NULL,
    printer        TEXT NOT NULL,
    job            INTEGER NOT NULL,
    attempts       INTEGER NOT NULL,
    ordered_ms     INTEGER NOT NULL,
    changed_ms     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX badge_orders_registration ON badge_orders (registration);

CREATE TABLE imports (
    id             TEXT NOT NULL PRIMARY KEY,
    file           TEXT NOT NULL,
    sha256         TEXT NOT NULL,
    at_ms          INTEGER NOT NULL,
    system         TEXT NOT NULL,
    added          INTEGER NOT NULL,
    changed        INTEGER NOT NULL,
    withdrawn      INTEGER NOT NULL,
    unchanged      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE import_rejects (
    import         TEXT NOT NULL REFERENCES imports (id),
    line           INTEGER NOT NULL,
    reason         TEXT NOT NULL
) STRICT;
)sql";

// Version 2. Badge orders are keyed by person, like attendance: a check-in then writes one page of each and no index page.
// Finding an order by its id alone scans the table once.
constexpr std::string_view version_2 = R"sql(
CREATE TABLE badge_orders_by_person (
    id             TEXT NOT NULL,
    registration   TEXT NOT NULL REFERENCES registrations (id),
    reason         TEXT NOT NULL CHECK (reason = 'check_in' OR reason = 'reprint' OR reason = 'correction'),
    name_shown     TEXT NOT NULL CHECK (name_shown = 'full' OR name_shown = 'given_only'),
    print_number   INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state = 'ordered' OR state = 'submitted' OR state = 'printing'
                                      OR state = 'printed' OR state = 'failed' OR state = 'in_doubt'),
    fault          TEXT NOT NULL,
    printer        TEXT NOT NULL,
    job            INTEGER NOT NULL,
    attempts       INTEGER NOT NULL,
    ordered_ms     INTEGER NOT NULL,
    changed_ms     INTEGER NOT NULL,
    PRIMARY KEY (registration, id)
) STRICT, WITHOUT ROWID;
INSERT INTO badge_orders_by_person SELECT * FROM badge_orders;
DROP TABLE badge_orders;
ALTER TABLE badge_orders_by_person RENAME TO badge_orders;
)sql";

// Version 3. Decisions of staff about a registration, and a number that readers use to see whether the roster is still
// the one they read; incrementing it costs a page write, so only changes of the roster do.
constexpr std::string_view version_3 = R"sql(
ALTER TABLE registrations ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged = 0 OR flagged = 1);
ALTER TABLE registrations ADD COLUMN walk_in INTEGER NOT NULL DEFAULT 0 CHECK (walk_in = 0 OR walk_in = 1);
-- 1 or 0 when staff marked or unmarked the identity as protected; it wins over later exports.
ALTER TABLE registrations ADD COLUMN door_protected INTEGER CHECK (door_protected IS NULL OR door_protected = 0 OR door_protected = 1);
CREATE TABLE roster_version (number INTEGER NOT NULL) STRICT;
INSERT INTO roster_version VALUES (1);
)sql";

// Version 4. A check-in's record is also its badge order until a printer has it, so that neither can exist
// without the other, and a check-in writes one page. The record's detail holds the name shown on the badge and which of the
// person's badges it is: "full 1". badge_progress holds the progress of orders, and reprints; badge_orders
// is a view of all orders.
constexpr std::string_view version_4 = R"sql(
ALTER TABLE badge_orders RENAME TO badge_progress;
-- 1: the order is the record of the same id.
ALTER TABLE badge_progress ADD COLUMN of_record INTEGER NOT NULL DEFAULT 0 CHECK (of_record = 0 OR of_record = 1);
CREATE VIEW badge_orders AS
    SELECT id, registration, reason, name_shown, print_number, state, fault, printer, job, attempts, ordered_ms, changed_ms
    FROM badge_progress
    UNION ALL
    SELECT id, registration, 'check_in', substr(detail, 1, instr(detail, ' ') - 1), CAST(substr(detail, instr(detail, ' ') + 1) AS INTEGER),
           'ordered', 'none', '', 0, 0, at_ms, at_ms
    FROM attendance AS record
    WHERE kind = 'checked_in' AND detail <> ''
      AND NOT EXISTS (SELECT 1 FROM badge_progress WHERE registration = record.registration AND id = record.id);
)sql";

// Version 5. The number of labels left on each printer's roll, by our own count.
constexpr std::string_view version_5 = R"sql(
CREATE TABLE label_rolls (
    printer        TEXT NOT NULL PRIMARY KEY,
    size           INTEGER NOT NULL CHECK (size > 0),
    labels_left    INTEGER NOT NULL CHECK (labels_left >= 0)
) STRICT, WITHOUT ROWID;
)sql";

// Version 6. Badges printed before the seminar: each sheet is stored before it is sent, so that an interrupted run continues
// where it stopped and prints nothing twice. Also the reasons for reprints. `content` is a fingerprint of everything on the
// badge: a person whose name was corrected gets a new one.
constexpr std::string_view version_6 = R"sql(
CREATE TABLE early_sheets (
    id             TEXT NOT NULL PRIMARY KEY,
    printer        TEXT NOT NULL,
    job            INTEGER NOT NULL,
    attempts       INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state = 'submitted' OR state = 'printing' OR state = 'printed' OR state = 'in_doubt'),
    changed_ms     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE early_badges (
    registration   TEXT NOT NULL REFERENCES registrations (id),
    sheet          TEXT NOT NULL REFERENCES early_sheets (id),
    content        TEXT NOT NULL,
    PRIMARY KEY (registration, sheet)
) STRICT, WITHOUT ROWID;
CREATE INDEX early_badges_sheet ON early_badges (sheet);
-- Why somebody got another badge.
ALTER TABLE badge_progress ADD COLUMN why TEXT NOT NULL DEFAULT 'unsaid'
    CHECK (why = 'unsaid' OR why = 'lost' OR why = 'damaged' OR why = 'never_came');
DROP VIEW badge_orders;
CREATE VIEW badge_orders AS
    SELECT id, registration, reason, name_shown, print_number, state, fault, printer, job, attempts, ordered_ms, changed_ms, why
    FROM badge_progress
    UNION ALL
    SELECT id, registration, 'check_in', substr(detail, 1, instr(detail, ' ') - 1), CAST(substr(detail, instr(detail, ' ') + 1) AS INTEGER),
           'ordered', 'none', '', 0, 0, at_ms, at_ms, 'unsaid'
    FROM attendance AS record
    WHERE kind = 'checked_in' AND detail <> ''
      AND NOT EXISTS (SELECT 1 FROM badge_progress WHERE registration = record.registration AND id = record.id);
)sql";

// Version 7. Sheets that failed are deleted; a new attempt is a new sheet.
constexpr std::string_view version_7 = R"sql(
ALTER TABLE early_sheets DROP COLUMN attempts;
)sql";

// Version 8. The source of a ticket code; for exports without codes, people are told apart by a hash of their e-mail with a
// key that never leaves this file.
constexpr std::string_view version_8 = R"sql(
ALTER TABLE registrations ADD COLUMN code_kind TEXT NOT NULL DEFAULT 'exported'
    CHECK (code_kind = 'exported' OR code_kind = 'prefix' OR code_kind = 'issued');
ALTER TABLE registrations ADD COLUMN email_hash TEXT NOT NULL DEFAULT '';
CREATE TABLE email_key (key TEXT NOT NULL) STRICT;
INSERT INTO email_key VALUES (hex(randomblob(32)));
)sql";

// Version 9. Every badge order is a row of its own again: versions 4 to 8 derived some orders from attendance
// records, which would have printed other stations' badges once stations share records. The tables of pre-printed badges are
// renamed.
constexpr std::string_view version_9 = R"sql(
CREATE TABLE badge_orders_as_rows (
    id             TEXT NOT NULL PRIMARY KEY,
    registration   TEXT NOT NULL REFERENCES registrations (id),
    reason         TEXT NOT NULL CHECK (reason = 'check_in' OR reason = 'reprint' OR reason = 'correction'),
    name_shown     TEXT NOT NULL CHECK (name_shown = 'full' OR name_shown = 'given_only'),
    print_number   INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state = 'ordered' OR state = 'submitted' OR state = 'printing'
                                      OR state = 'printed' OR state = 'failed' OR state = 'in_doubt'),
    fault          TEXT NOT NULL,
    printer        TEXT NOT NULL,
    job            INTEGER NOT NULL,
    attempts       INTEGER NOT NULL,
    ordered_ms     INTEGER NOT NULL,
    changed_ms     INTEGER NOT NULL,
    why            TEXT NOT NULL CHECK (why = 'unsaid' OR why = 'lost' OR why = 'damaged' OR why = 'never_came')
) STRICT, WITHOUT ROWID;
INSERT INTO badge_orders_as_rows SELECT * FROM badge_orders;
DROP VIEW badge_orders;
DROP TABLE badge_progress;
ALTER TABLE badge_orders_as_rows RENAME TO badge_orders;
CREATE INDEX badge_orders_registration ON badge_orders (registration);
DROP INDEX early_badges_sheet;
ALTER TABLE early_sheets RENAME TO preprinted_sheets;
ALTER TABLE early_badges RENAME TO preprinted_badges;
CREATE INDEX preprinted_badges_sheet ON preprinted_badges (sheet);
)sql";

// Version 10. Staff also correct organisation and sector; like a corrected name they win over later exports.
constexpr std::string_view version_10 = R"sql(
ALTER TABLE registrations ADD COLUMN door_organisation TEXT;
ALTER TABLE registrations ADD COLUMN door_category TEXT;
)sql";

// Version 11. Calls for help that nobody has answered yet, for the organiser's window. No history: answered calls are removed.
constexpr std::string_view version_11 = R"sql(
CREATE TABLE help_calls (
    number         INTEGER NOT NULL PRIMARY KEY,
    since_ms       INTEGER NOT NULL,
    from_screen    TEXT NOT NULL
) STRICT;
)sql";

// Version 12. Attendance records are numbered in the order in which they are written here, so that a reader asks only for what is
// new, and have a turn: see AttendanceRecord. Rows from before get their turns in the order of their ids, which ascend while a
// program runs: the numbers at the station do not, because the visitors' and the staff's desk counted apart. The rows are copied
// in the order of the old table, so that nothing is sorted, and before there are triggers. A badge order of another kiosk names
// that kiosk; it is never printed here.
constexpr std::string_view version_12 = R"sql(
CREATE TABLE attendance_by_row (
    row            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL,
    registration   TEXT NOT NULL REFERENCES registrations (id),
    kind           TEXT NOT NULL CHECK (kind = 'checked_in' OR kind = 'checked_out' OR kind = 'check_in_undone'
                                     OR kind = 'walk_in' OR kind = 'correction'),
    at_ms          INTEGER NOT NULL,
    station        TEXT NOT NULL,
    station_seq    INTEGER NOT NULL,
    turn           INTEGER NOT NULL,
    by             TEXT NOT NULL CHECK (by = 'self' OR by = 'staff' OR by = 'command'),
    detail         TEXT NOT NULL,
    UNIQUE (registration, id)
) STRICT;
INSERT INTO attendance_by_row (id, registration, kind, at_ms, station, station_seq, turn, by, detail)
    SELECT id, registration, kind, at_ms, station, station_seq,
           (SELECT count(*) FROM attendance AS earlier WHERE earlier.registration = record.registration AND earlier.id <= record.id),
           by, detail
    FROM attendance AS record;
-- Dropping a table with rows would keep a copy of all its pages in memory until then.
DROP TRIGGER attendance_is_not_removed;
DELETE FROM attendance;
DROP TABLE attendance;
ALTER TABLE attendance_by_row RENAME TO attendance;
CREATE TRIGGER attendance_is_not_rewritten BEFORE UPDATE ON attendance
    BEGIN SELECT RAISE(ABORT, 'attendance records are only added'); END;
CREATE TRIGGER attendance_is_not_removed BEFORE DELETE ON attendance
    BEGIN SELECT RAISE(ABORT, 'attendance records are only added'); END;
-- INSERT OR REPLACE would remove the old row without asking the trigger above. NEW.row is -1 when it is left to SQLite.
CREATE TRIGGER attendance_is_not_replaced BEFORE INSERT ON attendance
    WHEN EXISTS (SELECT 1 FROM attendance WHERE registration = NEW.registration AND id = NEW.id)
        OR EXISTS (SELECT 1 FROM attendance WHERE row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'attendance records are only added'); END;
ALTER TABLE badge_orders ADD COLUMN station TEXT NOT NULL DEFAULT '';
)sql";

// Version 13. Several kiosks at one door: what this one tells the others, and how far it has read what they told
// (core/store/shared_entries.hpp). All four tables are empty while there is one kiosk.
constexpr std::string_view version_13 = R"sql(
-- One row while the seminar is shared.
CREATE TABLE sharing (
    kiosk          TEXT NOT NULL,
    name           TEXT NOT NULL,
    place          TEXT NOT NULL,
    list_version   INTEGER NOT NULL,
    -- A version that was imported here, while it is not known whether the others took it; otherwise 0.
    list_in_doubt  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE own_entries (
    number         INTEGER NOT NULL PRIMARY KEY,
    entry          TEXT NOT NULL
) STRICT;
CREATE TABLE other_kiosks (
    kiosk          TEXT NOT NULL PRIMARY KEY,
    name           TEXT NOT NULL,
    known          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Entries that this program does not understand.
CREATE TABLE entries_set_aside (
    kiosk          TEXT NOT NULL,
    number         INTEGER NOT NULL,
    entry          TEXT NOT NULL,
    PRIMARY KEY (kiosk, number)
) STRICT, WITHOUT ROWID;
)sql";

// Version 14. Each record continues its station's chain (core/attendance/record_chain.hpp), and looking at a protected person's
// name is a record too. Records from before have no hash.
constexpr std::string_view version_14 = R"sql(
CREATE TABLE attendance_in_chains (
    row            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL,
    registration   TEXT NOT NULL REFERENCES registrations (id),
    kind           TEXT NOT NULL CHECK (kind = 'checked_in' OR kind = 'checked_out' OR kind = 'check_in_undone'
                                     OR kind = 'walk_in' OR kind = 'correction' OR kind = 'name_shown'),
    at_ms          INTEGER NOT NULL,
    station        TEXT NOT NULL,
    station_seq    INTEGER NOT NULL,
    turn           INTEGER NOT NULL,
    by             TEXT NOT NULL CHECK (by = 'self' OR by = 'staff' OR by = 'command'),
    detail         TEXT NOT NULL,
    chain_hash     TEXT NOT NULL DEFAULT '',
    UNIQUE (registration, id)
) STRICT;
INSERT INTO attendance_in_chains (row, id, registration, kind, at_ms, station, station_seq, turn, by, detail)
    SELECT row, id, registration, kind, at_ms, station, station_seq, turn, by, detail FROM attendance ORDER BY row;
DROP TRIGGER attendance_is_not_removed;
DELETE FROM attendance;
DROP TABLE attendance;
ALTER TABLE attendance_in_chains RENAME TO attendance;
CREATE TRIGGER attendance_is_not_rewritten BEFORE UPDATE ON attendance
    BEGIN SELECT RAISE(ABORT, 'attendance records are only added'); END;
CREATE TRIGGER attendance_is_not_removed BEFORE DELETE ON attendance
    BEGIN SELECT RAISE(ABORT, 'attendance records are only added'); END;
CREATE TRIGGER attendance_is_not_replaced BEFORE INSERT ON attendance
    WHEN EXISTS (SELECT 1 FROM attendance WHERE registration = NEW.registration AND id = NEW.id)
        OR EXISTS (SELECT 1 FROM attendance WHERE row = NEW.row)
    BEGIN SELECT RAISE(ABORT, 'attendance records are only added'); END;
-- Keyed hashes of the ticket codes and keys of people who were erased at their own request: a later export does not bring them
-- back.
CREATE TABLE erased_people (
    key_hash       TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array steps = {version_1, version_2, version_3,  version_4,  version_5,  version_6,  version_7,
                              version_8, version_9, version_10, version_11, version_12, version_13, version_14};
static_assert(steps.size() == schema_version);

}  // namespace

std::string_view migration(int from) {
    const bool is_known = from >= 0 && from < schema_version;
    return is_known ? steps[static_cast<std::size_t>(from)] : std::string_view{};
}

std::string_view drop_roster_indexes() {
    return "DROP INDEX IF EXISTS registrations_ticket_code; DROP INDEX IF EXISTS registrations_folded_name;";
}

std::string_view make_roster_indexes() {
    return "CREATE UNIQUE INDEX IF NOT EXISTS registrations_ticket_code ON registrations (ticket_code);"
           "CREATE INDEX IF NOT EXISTS registrations_folded_name ON registrations (folded_name);";
}

}  // namespace entre
