#include "kiosk/services/live_view_worker.hpp"

#include <filesystem>

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

/// One connection and the data last read through it.
class Reader {
public:
    Reader(Database database, const SeminarFolder& folder, LiveFacts facts)
        : database_(std::move(database)), folder_(folder), facts_(std::move(facts)) {}

    /// The new view, if anything was written since the last one or `is_due`.
    Result<std::optional<LiveNews>> look(bool is_due) {
        return database_.guard([&]() -> Result<std::optional<LiveNews>> {
            auto row = database_.statement("PRAGMA data_version");
            const std::int64_t seen = row.step() ? row.number(0) : 0;
            if (seen == seen_ && !is_due) return std::optional<LiveNews>{};
            seen_ = seen;
            return std::optional(read());
        });
    }

private:
    LiveNews read() {
        const Roster roster(database_);
        const std::int64_t version = roster.version();
        if (!people_ || version != roster_version_) people_ = std::make_shared<const PersonRows>(person_rows(roster.all(false)));
        roster_version_ = version;
        facts_.now = utc_now();
        LiveNews news;
        news.view = std::make_shared<const LiveView>(
            live_view(people_, Ledger(database_).all(), BadgeOrders(database_).counts(), facts_));
        if (const auto last = Imports(database_).last())
            news.last_import = {last->file, last->at, last->added, last->changed, last->withdrawn, last->rejected};
        news.rolls = Rolls(database_).all();
        news.help = HelpCalls(database_).all();
        news.troubled = troubled(roster);
        news.have_visitors_codes = have_visitors_codes(database_, folder_);
        std::error_code ignored;
        const auto space = std::filesystem::space(folder_.path, ignored);
        if (!ignored) news.disk_free_mib = space.available >> 20U;
        return news;
    }

    std::shared_ptr<const std::vector<TroubledBadge>> troubled(const Roster& roster) {
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
    std::shared_ptr<const PersonRows> people_;
    std::int64_t roster_version_ = 0;
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

LiveWorker::LiveWorker(SeminarFolder folder, Seminar seminar, std::function<void(LiveNews)> on_news)
    : folder_(std::move(folder)),
      seminar_(std::move(seminar)),
      on_news_(std::move(on_news)),
      thread_([this](const std::stop_token& stop) { run_thread("live-view", stop, [&] { run(stop); }); }) {}

LiveWorker::~LiveWorker() = default;

void LiveWorker::run(const std::stop_token& stop) {
    const LiveFacts facts{{}, seminar_.starts.utc, seminar_.capacity, earlier_curves(folder_, seminar_)};
    std::optional<Reader> reader;
    bool was_reported = false;  // an error was logged
    for (auto due = Clock::now(); !stop.stop_requested(); sleep_or_stop(reader ? look_every : retry_every, stop)) {
        if (!reader) {
            auto database = Database::open(folder_, Access::read, "live view");
            if (database) reader.emplace(std::move(*database), folder_, facts);
            if (!database && !std::exchange(was_reported, true)) log_error("live", database.error());
            if (!reader) continue;
        }
        const auto news = reader->look(Clock::now() >= due);
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
