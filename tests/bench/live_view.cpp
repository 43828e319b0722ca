// The live view and the counts after one more record, with a million records in the database.
#include <fmt/format.h>

#include <stdexcept>

#include "core/attendance/attendance_state.hpp"
#include "core/store/badge_orders.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"
#include "tests/bench/measures.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::bench {

namespace {

constexpr int people = 100'000;
constexpr int rounds = 30;

/// Everybody came in and went out several times; a third is inside now. The rows of different people alternate, as at a door.
std::string records_sql(int records_each) {
    return fmt::format(
        "WITH RECURSIVE person(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM person WHERE i + 1 < {}), "
        "turn(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM turn WHERE k + 1 < {}) "
        "INSERT INTO attendance (id, registration, kind, at_ms, station, station_seq, turn, by, detail) "
        "SELECT printf('%08x-0000-7000-9000-%012x', k, i), printf('%08x-0000-7000-8000-%012x', i, i), "
        "CASE WHEN k % 2 = 0 THEN 'checked_in' WHEN i % 3 = 0 AND k + 1 = {} THEN 'correction' ELSE 'checked_out' END, "
        "1800000000000 + k * 600000 + i * 5, printf('Kiosk %d', i % 8), k * {} + i, k + 1, 'self', '' FROM turn, person",
        people, records_each, records_each, people);
}

constexpr std::string_view roster_sql =
    "WITH RECURSIVE person(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM person WHERE i + 1 < {}) "
    "INSERT INTO registrations (id, ticket_code, export_key, given, family, folded_name, organisation, title, category, "
    "language, "
    "status, note, protected, alias, source, source_line) "
    "SELECT printf('%08x-0000-7000-8000-%012x', i, i), printf('%032d', i), '', 'Åsa', printf('Öström%d', i), printf('ostrom%d', "
    "i), "
    "'Linköpings kommun', 'samordnare', printf('Sektor %d', i % 12), 'sv', 'registered', '', 0, '', 'list.csv', i FROM person";

/// A seminar whose people have `records_each` records each.
class FullDoor {
public:
    explicit FullDoor(int records_each) : database_(opened({scratch_.path()})), ledger_(database_) {
        done(database_.transaction([&]() -> Result<void> {
            database_.execute(fmt::format(fmt::runtime(roster_sql), people));
            database_.execute(records_sql(records_each));
            return {};
        }));
        view_.emplace(rows());
        read_new();
        static_cast<void>(ledger_.inside());
    }

    /// The times, in milliseconds, until the view and the count inside are there after one more record.
    struct Times {
        double view = 0, inside = 0;
    };
    Times after_one_more(int round) {
        AttendanceRecord one;
        const auto who = round * 997 % people;
        one.at = from_ms(1'800'010'000'000 + round);
        one.id = new_id<RecordId>(one.at);
        one.registration.value = fmt::format("{:08x}-0000-7000-8000-{:012x}", who, who);
        one.kind = who % 3 == 0 ? RecordKind::checked_out : RecordKind::checked_in;
        one.station = "Kiosk 1";
        done(database_.transaction([&]() -> Result<void> {
            ledger_.add(one);
            return {};
        }));
        const auto began = Clock::now();
        read_new();
        const auto view = view_->view({}, facts());
        const auto shown = Clock::now();
        const auto inside = ledger_.inside();
        const auto counted = Clock::now();
        if (static_cast<std::size_t>(inside) != view.inside) throw std::runtime_error("the counts differ");
        return {ms_between(began, shown), ms_between(shown, counted)};
    }
    /// The same, from all records.
    Times anew() {
        const auto people_rows = rows();
        const auto began = Clock::now();
        const auto view = live_view(people_rows, ledger_.all(), {}, facts());
        const auto shown = Clock::now();
        const auto inside = Ledger(database_).inside();
        const auto counted = Clock::now();
        if (static_cast<std::size_t>(inside) != view.inside) throw std::runtime_error("the counts differ");
        return {ms_between(began, shown), ms_between(shown, counted)};
    }

private:
    static Database opened(const SeminarFolder& folder) {
        auto database = Database::open(folder, Access::write, "entre_bench");
        if (!database) throw std::runtime_error(database.error().detail);
        return std::move(*database);
    }
    static void done(const Result<void>& written) {
        if (!written) throw std::runtime_error(written.error().detail);
    }
    static LiveFacts facts() { return {from_ms(1'800'010'000'000), from_ms(1'800'010'600'000), {}, {}}; }
    std::shared_ptr<const PersonRows> rows() {
        return std::make_shared<const PersonRows>(person_rows(Roster(database_).all(false)));
    }
    void read_new() {
        for (std::size_t added = 1; added > 0;) {
            const auto fresh = ledger_.since(place_, 10'000);
            view_->add(fresh.records);
            place_ = fresh.place;
            added = fresh.records.size();
        }
    }

    test::ScratchFolder scratch_;
    Database database_;
    Ledger ledger_;
    std::optional<AttendanceState> view_;
    LedgerPlace place_;
};

FullDoor::Times median_after_one_more(FullDoor& door) {
    std::vector<double> view, inside;
    for (int round = 0; round < rounds; ++round) {
        const auto times = door.after_one_more(round);
        view.push_back(times.view);
        inside.push_back(times.inside);
    }
    return {median(view), median(inside)};
}

}  // namespace

Figures measure_live_view() {
    FullDoor::Times few;
    {
        FullDoor door(1);
        few = median_after_one_more(door);
    }
    FullDoor door(10);
    const auto many = median_after_one_more(door), anew = door.anew();
    const std::string all = "from all records", fewer = "with 100,000 records";
    return {
        {"view after a check-in, 1,000,000 records", many.view, "ms", all, anew.view, Bar::max_ratio, 0.02},
        {"people inside after a check-in, 1,000,000 records", many.inside, "ms", all, anew.inside, Bar::max_ratio, 0.02},
        {"view after a check-in, 1,000,000 records", many.view, "ms", fewer, few.view, Bar::max_ratio, 1.5},
        {"people inside after a check-in, 1,000,000 records", many.inside, "ms", fewer, few.inside},
    };
}

}  // namespace entre::bench
