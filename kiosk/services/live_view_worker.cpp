#include "kiosk/services/live_view_worker.hpp"

#include <filesystem>

#include "core/attendance/attendance_state.hpp"
#include "core/base/log.hpp"
#include "core/base/thread.hpp"
#include "core/services/visitor_codes.hpp"
#include "core/store/badge_orders.hpp"
#include "core/store/database.hpp"
#include "core/store/help_calls.hpp"
#include "core/store/imports.hpp"
#include "core/store/ledger.hpp"
#include "core/store/rolls.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto look_every = 250ms;
constexpr auto refresh_interval = 15s;
constexpr auto retry_every = 2s;
constexpr std::size_t max_troubled = 100;
constexpr std::size_t records_at_once = 10'000;
/// Badge orders change in place, so all of them are read, but then not again before this many times the time it took.
constexpr int orders_rest = 20;

/// One connection, the data last read through it, and the running count of attendance.
class Reader {
public:
    Reader(Database database, const SeminarFolder& folder, LiveFacts facts)
        : database_(std::move(database)), folder_(folder), facts_(std::move(facts)) {}

    [[nodiscard]] bool is_in_place() const { return database_.is_in_place(); }

    /// The new view, if anything was written since the last one or `is_due`; none when `stop` is requested.
    Result<std::optional<LiveNews>> look(bool is_due, const std::stop_token& stop) {
        return database_.guard([&]() -> Result<std::optional<LiveNews>> {
            auto row = database_.statement("PRAGMA data_version");
            const std::int64_t seen = row.step() ? row.number(0) : 0;
            const bool are_orders_due = are_orders_old_ && Clock::now() >= orders_due_;
            if (seen == seen_ && !is_due && !are_orders_due) return std::optional<LiveNews>{};
            seen_ = seen;
            update(stop);
            return stop.stop_requested() ? std::optional<LiveNews>{} : std::optional(read());
        });
    }

private:
    /// Reads the roster if it changed, and the records that are new.
    void update(const std::stop_token& stop) {
        const Ledger ledger(database_);
        if (state_ && !ledger.is_valid(place_)) state_.reset();
        const Roster roster(database_);
        const std::int64_t version = roster.version();
        if (!state_ || version != roster_version_) {
            auto people = std::make_shared<const PersonRows>(person_rows(roster.all(false)));
            if (state_)
                state_->set_people(std::move(people));
            else
                restart(std::move(people));
            have_visitors_codes_ = have_visitors_codes(database_, folder_);
            orders_due_ = {};  // they name people, who may be protected from now on
        }
        roster_version_ = version;
        for (std::size_t added = records_at_once; added == records_at_once && !stop.stop_requested();) {
            const auto fresh = ledger.since(place_, records_at_once);
            state_->add(fresh.records);
            place_ = fresh.place;
            added = fresh.records.size();
        }
    }

    void restart(std::shared_ptr<const PersonRows> people) {
        state_.emplace(std::move(people));
        place_ = {};
    }

    void read_orders() {
        const auto began = Clock::now();
        are_orders_old_ = began < orders_due_;
        if (are_orders_old_) return;
        badges_ = BadgeOrders(database_).counts();
        troubled_ = troubled();
        orders_due_ = Clock::now() + orders_rest * (Clock::now() - began);
    }

    LiveNews read() {
        read_orders();
        facts_.now = utc_now();
        LiveNews news;
        news.view = std::make_shared<const LiveView>(state_->view(badges_, facts_));
        if (const auto last = Imports(database_).last())
            news.last_import = {last->file, last->at, last->added, last->changed, last->withdrawn, last->rejected};
        news.rolls = Rolls(database_).all();
        news.help = HelpCalls(database_).all();
        news.troubled = troubled_;
        // Tickets may be made without a change of the roster.
        if (!have_visitors_codes_) have_visitors_codes_ = have_visitors_codes(database_, folder_);
        news.have_visitors_codes = have_visitors_codes_;
        std::error_code ignored;
        const auto space = std::filesystem::space(folder_.path, ignored);
        if (!ignored) news.disk_free_mib = space.available >> 20U;
        return news;
    }

    std::shared_ptr<const std::vector<TroubledBadge>> troubled() {
        const Roster roster(database_);
        auto orders = BadgeOrders(database_).troubled();
        if (orders.empty()) return nullptr;
        if (orders.size() > max_troubled) orders.resize(max_troubled);
        std::vector<TroubledBadge> out;
        for (const auto& order : orders) {
            const auto who = roster.with_id(order.registration);
            const std::string name = !who ? std::string("–") : who->is_protected ? who->alias : display_name(*who);
            out.push_back({order.id, name, order.printer, order.changed_at, order.state == OrderState::in_doubt, order.fault});
        }
        return std::make_shared<const std::vector<TroubledBadge>>(std::move(out));
    }

    Database database_;
    const SeminarFolder& folder_;
    LiveFacts facts_;
    std::optional<AttendanceState> state_;
    LedgerPlace place_;  ///< how far `state_` is
    std::int64_t roster_version_ = 0;
    bool have_visitors_codes_ = false;
    BadgeCounts badges_;
    std::shared_ptr<const std::vector<TroubledBadge>> troubled_;
    Clock::time_point orders_due_{};  ///< when they may be read again
    bool are_orders_old_ = false;     ///< they were due for reading too early
    std::int64_t seen_ = -1;
};

}  // namespace

std::vector<ArrivalCurve> earlier_curves(const SeminarFolder& folder, const Seminar& seminar) {
    std::vector<ArrivalCurve> curves;
    for (const auto& name : seminar.earlier) {
        const SeminarFolder earlier{folder.path / name};
        const auto curve = [&]() -> Result<ArrivalCurve> {
            auto settings = read_seminar(earlier.path);
            if (!settings) return pass_on(settings);
            auto database = Database::open(earlier, Access::read, "forecast");
            if (!database) return pass_on(database);
            return database->guard([&]() -> Result<ArrivalCurve> {
                return arrival_curve(Roster(*database).all(false), Ledger(*database).all(), settings->starts.utc);
            });
        }();
        if (curve && curve->minutes.empty())
            log_warning("live", "{}: has no check-ins and is not used for the forecast", name);
        else if (curve)
            curves.push_back(*curve);
        else
            log_error("live", curve.error());
    }
    return curves;
}

LiveViewWorker::LiveViewWorker(SeminarFolder folder, Seminar seminar, std::function<void(LiveNews)> on_news)
    : folder_(std::move(folder)),
      seminar_(std::move(seminar)),
      on_news_(std::move(on_news)),
      thread_([this](const std::stop_token& stop) { run_thread("live-view", stop, [&] { run(stop); }); }) {}

LiveViewWorker::~LiveViewWorker() = default;

void LiveViewWorker::run(const std::stop_token& stop) {
    const LiveFacts facts{{}, seminar_.starts.utc, seminar_.capacity, earlier_curves(folder_, seminar_)};
    std::optional<Reader> reader;
    bool was_reported = false;  // an error was logged
    for (auto due = Clock::now(); !stop.stop_requested(); sleep_or_stop(reader ? look_every : retry_every, stop)) {
        if (reader && !reader->is_in_place()) reader.reset();
        if (!reader) {
            auto database = Database::open(folder_, Access::read, "live view");
            if (database) reader.emplace(std::move(*database), folder_, facts);
            if (!database && !std::exchange(was_reported, true)) log_error("live", database.error());
            if (!reader) continue;
        }
        const auto news = reader->look(Clock::now() >= due, stop);
        if (!news) {
            if (!std::exchange(was_reported, true)) log_error("live", news.error());
            reader.reset();
            continue;
        }
        was_reported = false;
        if (!*news) continue;
        due = Clock::now() + refresh_interval;
        on_news_(**news);
    }
}

std::function<void(LiveNews)> live_listener(Inbox& inbox) {
    return [&inbox](LiveNews news) {
        const auto now = Clock::now();
        const auto wall = utc_now();
        std::vector<HelpCall> help;
        for (const auto& call : news.help)
            help.push_back({static_cast<std::uint64_t>(call.number), now - (wall - call.since), call.from});
        inbox.push(LiveViewChanged{std::move(news.view), std::move(news.last_import), news.disk_free_mib, now,
                                   std::move(news.troubled), std::move(news.rolls), news.have_visitors_codes, std::move(help)});
    };
}

}  // namespace entre
