// Several kiosks at one door: cables are pulled, the server where they meet forgets, clocks are wrong, programs are started
// again, and databases are put back from old copies. Databases, desks and merging are real; the network and the server are
// simulated here. In the end every kiosk must have everything that any of them acknowledged, and nothing else.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include "core/attendance/live.hpp"
#include "core/attendance/record_chain.hpp"
#include "core/services/check_in_desk.hpp"
#include "core/services/import_service.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/ledger.hpp"
#include "core/store/merge.hpp"
#include "core/store/roster.hpp"
#include "core/store/shared_entries.hpp"
#include "tests/chaos/chaos.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::chaos {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t everything = 100'000;
constexpr std::size_t steps = 160;

/// Where the kiosks meet: the entries of each, under its id; entry 1 comes first.
struct Server {
    std::map<std::string, std::vector<std::string>> entries;
    std::map<std::string, std::string> names;
};

enum class FactKind { entry, exit, other };

/// Something that a kiosk acknowledged about a person. Turns are computed from the facts that the kiosk knew, never read from a
/// database.
struct Fact {
    std::string person;
    FactKind kind = FactKind::other;
    std::int64_t turn = 1;
    std::size_t kiosk = 0;
};

template <class Work>
auto ask(Database& database, Work work) {
    using Answer = decltype(work());
    std::optional<Answer> answer;
    const auto done = database.transaction([&]() -> Result<void> {
        answer = work();
        return {};
    });
    if (!done) throw std::runtime_error(done.error().detail);
    return std::move(*answer);
}

template <class Answer>
Answer sure(Result<Answer> answer) {
    if (!answer) throw std::runtime_error(answer.error().detail);
    return std::move(*answer);
}

/// The rows of `select`, one a line.
std::string lines_of(Database& database, const std::string& select) {
    return ask(database, [&] {
        auto row = database.statement("SELECT coalesce(group_concat(line, char(10)), '') FROM (" + select + ")");
        return row.step() ? row.text(0) : std::string{};
    });
}

/// What all kiosks must agree on: everything but whose a badge is.
std::string agreed(Database& database) {
    return lines_of(database,
                    "SELECT json_array(id, ticket_code, given, family, organisation, title, status, protected, alias, walk_in, "
                    "door_given, door_family, door_protected) AS line FROM registrations ORDER BY id") +
           "\n" +
           lines_of(
               database,
               "SELECT json_array(id, registration, kind, at_ms, station, station_seq, by, detail, turn, chain_hash) AS line "
               "FROM attendance ORDER BY registration, id") +
           "\n" +
           lines_of(database, "SELECT json_array(id, registration, reason, print_number) AS line FROM badge_orders ORDER BY id");
}

class Kiosk {
public:
    /// The first kiosk imports the list; the others get it from the first.
    Kiosk(std::size_t number, int minutes_off) : number_(number), minutes_off_(minutes_off) {
        seminar_.name = LocalText("Tillsammans");
        seminar_.starts = *from_rfc3339("2027-05-20T09:00:00+02:00");
        seminar_.ends = *from_rfc3339("2027-05-20T12:30:00+02:00");
        seminar_.registrations.files = {"registrations.csv"};
        fs::create_directories(folder().path);
        if (number == 0) make_seminar(folder());
        seminar_.kiosk.station = name();
        start();
        ask(*database_, [&] {
            SharedEntries(*database_).start({id(), name(), "a place", 0});
            if (number_ == 0) SharedEntries(*database_).add_first_list();
            return true;
        });
    }

    [[nodiscard]] std::size_t number() const { return number_; }
    [[nodiscard]] std::string name() const { return fmt::format("Kiosk {}", number_ + 1); }
    [[nodiscard]] std::string id() const { return fmt::format("kiosk-{}-{}", number_ + 1, lives_); }
    [[nodiscard]] const Seminar& seminar() const { return seminar_; }
    [[nodiscard]] SeminarFolder folder() const { return {scratch_.path() / "seminar"}; }
    [[nodiscard]] UtcTime now(std::size_t step) const {
        return from_rfc3339("2027-05-20T08:30:00+02:00")->utc + std::chrono::minutes{static_cast<int>(step) / 2 + minutes_off_};
    }
    Database& database() { return *database_; }
    std::int64_t last_entry() {
        return ask(*database_, [&] { return SharedEntries(*database_).last_number(); });
    }

    void start() {
        database_.reset();
        database_.emplace(sure(Database::open(folder(), Access::write, name())));
    }
    void keep_copy() {
        database_.reset();
        fs::remove_all(scratch_ / "copy");
        fs::copy(folder().path, scratch_ / "copy", fs::copy_options::recursive);
        start();
    }
    /// From then on it is another kiosk for the others, as in ShareSession.
    bool put_copy_back() {
        if (!fs::exists(scratch_ / "copy")) return false;
        database_.reset();
        fs::remove_all(folder().path);
        fs::copy(scratch_ / "copy", folder().path, fs::copy_options::recursive);
        fs::remove_all(scratch_ / "copy");
        start();
        ++lives_;
        ask(*database_, [&] {
            SharedEntries(*database_).start_anew(id(), name(), fmt::format("place {}", lives_));
            return true;
        });
        return true;
    }

private:
    test::ScratchFolder scratch_;
    std::size_t number_;
    int minutes_off_;
    int lives_ = 1;
    Seminar seminar_;
    std::optional<Database> database_;
};

/// A morning of several kiosks, and what must come out of it.
class Morning {
public:
    explicit Morning(std::uint64_t seed) : random_(seed) {
        const std::size_t count = 2 + pick(4);
        for (std::size_t i = 0; i < count; ++i)
            places_.push_back({std::make_unique<Kiosk>(i, static_cast<int>(pick(241)) - 120)});
        exchange_all(2);
    }

    /// What is wrong in the end; empty when nothing is.
    std::string run() {
        for (step_ = 0; step_ < steps && problem_.empty(); ++step_) one_step();
        exchange_all(3);
        for (auto& place : places_)
            if (problem_.empty()) check(place);
        return problem_;
    }

private:
    struct Place {
        std::unique_ptr<Kiosk> kiosk;
        bool is_cut_off = false;
        std::set<std::size_t> known{}, known_in_copy{};  ///< indices of facts
    };

    std::size_t pick(std::size_t below) { return random_() % below; }
    void wrong(const Place& place, const std::string& what) {
        if (problem_.empty()) problem_ = fmt::format("step {}, {}: {}", step_, place.kiosk->name(), what);
    }

    void one_step() {
        Place& place = places_[pick(places_.size())];
        const std::size_t what = pick(26);
        if (what < 6) return arrive(place);
        if (what < 8) return staff_check_in(place);
        if (what < 10) return leave(place);
        if (what == 10) return write_in(place);
        if (what == 11) return correct(place, Rename{somebody(place), fmt::format("Åsa {}", step_), "Öberg"});
        if (what == 12) return correct(place, MarkProtected{somebody(place), pick(2) == 0});
        if (what < 15) return void(place.is_cut_off = !place.is_cut_off);
        if (what == 15) return place.kiosk->start();
        if (what == 16) return forget();
        if (what == 17) return keep_copy(place);
        if (what == 18) return put_copy_back(place);
        if (what == 19) return import(place);
        if (!place.is_cut_off) exchange(place);
    }

    std::string code() { return fmt::format("code-{:04}", pick(60)); }
    RegistrationId somebody(Place& place) {
        CheckInDesk desk(place.kiosk->database(), place.kiosk->seminar());
        const auto found = sure(desk.look_up(code(), place.kiosk->now(step_)));
        return found.who ? found.who->id : RegistrationId{};
    }
    StaffAnswer act(Place& place, const StaffRequest& request) {
        return sure(StaffDesk(place.kiosk->database(), place.kiosk->seminar()).act(request, place.kiosk->now(step_)));
    }

    void arrive(Place& place) {
        CheckInDesk desk(place.kiosk->database(), place.kiosk->seminar());
        const auto found = sure(desk.look_up(code(), place.kiosk->now(step_)));
        if (!found.who) return;
        compare(place, found.who->id, found.admission.verdict == Verdict::admitted,
                found.admission.verdict == Verdict::already_in);
        if (found.admission.verdict != Verdict::admitted) return;
        const auto answer =
            sure(desk.check_in({found.who->id, BadgeName::full, {}, {}, RecordedBy::self}, place.kiosk->now(step_)));
        if (answer.admission.verdict != Verdict::admitted) return wrong(place, "admitted, and then not checked in");
        acknowledged(place, found.who->id, FactKind::entry);
    }
    void staff_check_in(Place& place) {
        const auto person = somebody(place);
        const auto answer = act(place, CheckIn{person});
        compare(place, person, answer.verdict == StaffVerdict::done, answer.verdict == StaffVerdict::already_in);
        if (answer.verdict == StaffVerdict::done) acknowledged(place, person, FactKind::entry);
    }
    void leave(Place& place) {
        const auto person = somebody(place);
        const auto answer = act(place, CheckOut{person});
        compare(place, person, answer.verdict == StaffVerdict::not_inside, answer.verdict == StaffVerdict::done);
        if (answer.verdict == StaffVerdict::done) acknowledged(place, person, FactKind::exit);
    }
    void write_in(Place& place) {
        const auto answer = act(place, WalkIn{"Zoë", fmt::format("Ng {}", step_), "", "", true});
        if (answer.verdict == StaffVerdict::done) acknowledged(place, answer.who.id, FactKind::entry);
    }
    void correct(Place& place, const StaffRequest& request) {
        const auto before = records(place);
        const auto answer = act(place, request);
        for (auto count = records(place) - before; count > 0; --count) acknowledged(place, answer.who.id, FactKind::other);
    }
    std::size_t records(Place& place) {
        return ask(place.kiosk->database(), [&] { return Ledger(place.kiosk->database()).all().size(); });
    }

    /// The kiosk's answer against the facts that it knows.
    void compare(const Place& place, const RegistrationId& person, bool says_outside, bool says_inside) {
        const bool is_inside = inside(person.value, place.known);
        if (says_outside && is_inside) wrong(place, "somebody who is inside was taken as outside");
        if (says_inside && !is_inside) wrong(place, "somebody who is outside was taken as inside");
    }

    void acknowledged(Place& place, const RegistrationId& person, FactKind kind) {
        Fact fact{person.value, kind, 1, place.kiosk->number()};
        for (const auto i : place.known)
            if (facts_[i].person == fact.person) fact.turn = std::max(fact.turn, facts_[i].turn + 1);
        place.known.insert(facts_.size());
        facts_of_[{place.kiosk->id(), place.kiosk->last_entry()}].push_back(facts_.size());
        facts_.push_back(fact);
    }

    /// By turn; of the same turn entries last.
    bool inside(const std::string& person, const std::set<std::size_t>& known) const {
        std::pair<std::int64_t, bool> last{0, false};
        for (const auto i : known)
            if (facts_[i].person == person && facts_[i].kind != FactKind::other)
                last = std::max(last, {facts_[i].turn, facts_[i].kind == FactKind::entry});
        return last.second;
    }

    void exchange_all(int rounds) {
        for (int round = 0; round < rounds; ++round)
            for (auto& place : places_) exchange(place);
    }
    void exchange(Place& place) {
        while (read_others(place) > 0) {
        }
        auto& told = server_.entries[place.kiosk->id()];
        server_.names[place.kiosk->id()] = place.kiosk->name();
        auto& database = place.kiosk->database();
        const auto above = static_cast<std::int64_t>(told.size());
        for (auto& entry : ask(database, [&] { return SharedEntries(database).above(above, everything); }))
            told.push_back(std::move(entry.json));
    }
    /// The number of entries that were merged.
    std::size_t read_others(Place& place) {
        auto& database = place.kiosk->database();
        std::size_t count = 0;
        ask(database, [&] {
            for (const auto& [id, name] : server_.names)
                if (id != place.kiosk->id()) SharedEntries(database).note_name(id, name);
            for (const auto& other : SharedEntries(database).known()) count += read_one(place, other);
            return true;
        });
        return count;
    }
    std::size_t read_one(Place& place, const KnownKiosk& other) {
        const auto& entries = server_.entries[other.id];
        std::size_t count = 0;
        for (auto i = static_cast<std::size_t>(other.known); i < entries.size(); ++i, ++count) {
            const auto number = static_cast<std::int64_t>(i) + 1;
            const auto merged = merge(place.kiosk->database(), {other.id, number, entries[i]});
            if (merged == Merged::too_early) break;
            if (merged == Merged::set_aside) wrong(place, "an entry was set aside: " + entries[i]);
            const auto& facts = facts_of_[{other.id, number}];
            place.known.insert(facts.begin(), facts.end());
        }
        return count;
    }

    /// The server loses the end of what one kiosk told, or everything; of kiosks that are gone nobody could tell it again.
    void forget() {
        const std::size_t which = pick(places_.size() + 1);
        for (const auto& place : places_)
            if (auto& told = server_.entries[place.kiosk->id()]; which == places_.size())
                told.clear();
            else if (&place == &places_[which])
                told.resize(pick(told.size() + 1));
    }

    void keep_copy(Place& place) {
        place.kiosk->keep_copy();
        place.known_in_copy = place.known;
    }
    /// The disk is replaced after the others got everything.
    void put_copy_back(Place& place) {
        if (place.is_cut_off) return;
        exchange(place);
        const std::string old_id = place.kiosk->id();
        if (!place.kiosk->put_copy_back()) return;
        place.known = place.known_in_copy;
        for (std::int64_t i = 1; i <= place.kiosk->last_entry(); ++i) facts_of_[{place.kiosk->id(), i}] = facts_of_[{old_id, i}];
    }

    /// A newer list, in which one person has another title and one is missing. Only a kiosk with the newest list may import.
    void import(Place& place) {
        auto& database = place.kiosk->database();
        if (place.is_cut_off) return;
        exchange(place);
        const auto version = [&] { return ask(database, [&] { return SharedEntries(database).own()->list_version; }); };
        if (version() != newest_list_) return;
        write_list(place.kiosk->folder(),
                   {static_cast<int>(pick(60)), static_cast<int>(pick(60)), fmt::format("Chef {}", step_)});
        const auto now = place.kiosk->now(step_);
        const auto plan =
            sure(plan_import(&database, place.kiosk->seminar(), place.kiosk->folder().path / "registrations.csv", now));
        if (!sure(apply_import(database, plan, now, ListTurn::held))) wrong(place, "a list was not imported");
        newest_list_ = version();
        exchange(place);
    }

    void check(Place& place) {
        auto& database = place.kiosk->database();
        const auto is_equal = agreed(database) == agreed(places_[0].kiosk->database());
        if (!is_equal) wrong(place, "has something else than Kiosk 1");
        if (records(place) != facts_.size())
            wrong(place, fmt::format("{} records, {} were acknowledged", records(place), facts_.size()));
        ask(database, [&] {
            if (entries_set_aside(database) != 0) wrong(place, "entries were set aside");
            const auto all = Ledger(database).all();
            if (const auto chains = check_chains(all); !chains.is_sound())
                wrong(place, fmt::format("the chain of {} is broken at {}", chains.breaks[0].station, chains.breaks[0].number));
            check_people(place, all);
            return true;
        });
    }
    void check_people(Place& place, const std::vector<AttendanceRecord>& records) {
        const auto people = std::make_shared<const PersonRows>(person_rows(Roster(place.kiosk->database()).all(false)));
        const auto view = live_view(people, records, {}, {});
        std::set<std::size_t> all;
        for (std::size_t i = 0; i < facts_.size(); ++i) all.insert(i);
        std::set<std::string> two;
        for (const auto& conflict : view.conflicts)
            if (conflict.kind == ConflictKind::two_stations) two.insert((*people)[conflict.person].id.value);
        for (std::size_t i = 0; i < people->size(); ++i) {
            const auto& id = (*people)[i].id.value;
            if (view.presence[i].inside_since.has_value() != inside(id, all)) wrong(place, "inside or not: " + id);
            if (two.contains(id) != came_in_twice(id)) wrong(place, "came in at two kiosks or not: " + id);
        }
    }
    /// At two kiosks, without having left in between.
    [[nodiscard]] bool came_in_twice(const std::string& person) const {
        std::int64_t left = 0;
        for (const auto& fact : facts_)
            if (fact.person == person && fact.kind == FactKind::exit) left = std::max(left, fact.turn);
        std::set<std::size_t> kiosks;
        for (const auto& fact : facts_)
            if (fact.person == person && fact.kind == FactKind::entry && fact.turn >= left) kiosks.insert(fact.kiosk);
        return kiosks.size() > 1;
    }

    std::mt19937_64 random_;
    std::size_t step_ = 0;
    std::string problem_;
    Server server_;
    std::vector<Place> places_;
    std::vector<Fact> facts_;
    std::map<std::pair<std::string, std::int64_t>, std::vector<std::size_t>> facts_of_;  ///< of an entry: kiosk's id and number
    std::int64_t newest_list_ = 1;
};

}  // namespace

Tally kiosks(Rounds rounds) {
    Tally tally;
    for (std::size_t round = 0; round < rounds.count; ++round) {
        const auto seed = rounds.seed + round;
        std::string problem;
        try {
            problem = Morning(seed).run();
        } catch (const std::exception& thrown) {
            problem = thrown.what();
        }
        tally.add(problem.empty() ? problem : fmt::format("seed {}: {}", seed, problem));
    }
    return tally;
}

}  // namespace entre::chaos
