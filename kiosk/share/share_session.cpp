#include "kiosk/share/share_session.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/atomic_file.hpp"
#include "core/base/digest.hpp"
#include "core/base/log.hpp"
#include "core/share/seal.hpp"
#include "core/store/roster.hpp"

namespace entre {

namespace {

constexpr int max_pulled = 500;
constexpr std::size_t max_pushed = 500;
constexpr std::size_t max_pushed_bytes = 4'000'000;
/// So that a visitor never waits behind a long transaction.
constexpr std::size_t max_merged = 100;
constexpr auto look_every = std::chrono::seconds{2};

/// This computer, this file of the database and this role at the engine. A copy is another place, and so is the same file put
/// back from a backup, or a kiosk that was let in again.
std::string place_of(const SeminarFolder& folder, const ShareKey& key) {
    struct stat file{};
    ::stat(folder.database().c_str(), &file);
    const auto machine = load_file("/etc/machine-id");
    return sha256_hex(fmt::format("entre/{}/{}/{}", machine ? *machine : "", file.st_ino, key.role));
}

EngineFailure own_failure(const Error& error) {
    auto failure = engine_failure(EngineError::failed, error.detail);
    failure.said = error.said.empty() ? failure.said : error.said;
    return failure;
}

std::string hex_of(std::string_view bytes) {
    std::string hex;
    for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return hex;
}

}  // namespace

ShareSession::ShareSession(Engine engine, const OwnEnd& own, Database reader)
    : engine_(std::move(engine)), own_(own), settings_(own.folder, own.key), reader_(std::move(reader)) {}

EngineResult<ShareSession> ShareSession::open(Engine engine, const OwnEnd& own) {
    auto reader = Database::open(own.folder, Access::read, "sharing");
    if (!reader) return tl::unexpected(own_failure(reader.error()));
    ShareSession session(std::move(engine), own, std::move(*reader));
    if (const auto begun = session.begin(); !begun) return tl::unexpected(begun.error());
    return session;
}

EngineResult<void> ShareSession::on_desk(const std::function<void(Database&)>& work) {
    Result<void> done;
    const bool has_run = own_.run_on_desk([&](Database& database) {
        done = database.transaction([&]() -> Result<void> {
            work(database);
            return {};
        });
    });
    if (!has_run) return tl::unexpected(engine_failure(EngineError::unreachable, "the desk has stopped"));
    if (!done) return tl::unexpected(own_failure(done.error()));
    return {};
}

/// What the database says about this kiosk; if need be, it starts to share, or becomes another kiosk.
EngineResult<OwnKiosk> ShareSession::own_kiosk() {
    OwnKiosk kiosk;
    const std::string place = place_of(own_.folder, own_.key);
    const auto started = on_desk([&](Database& database) {
        SharedEntries entries(database);
        const auto known = entries.own();
        if (!known) {
            Roster(database).set_email_key(own_.key.email_key);
            entries.start({new_uuid(utc_now()), own_.name, place, 0});
        } else if (known->place != place) {
            log_warning("share", "the database is a copy or was put back: it goes on as a new kiosk");
            entries.start_anew(new_uuid(utc_now()), known->name, place);
        }
        kiosk = *entries.own();
    });
    if (!started) return tl::unexpected(started.error());
    return kiosk;
}

EngineResult<void> ShareSession::join() {
    auto joined = engine_.join(kiosk_.id, own_.name);
    if (!joined) return tl::unexpected(joined.error());
    if (joined->is_purged) return tl::unexpected(engine_failure(EngineError::purged, "the seminar was purged"));
    name_ = joined->name;
    others_ = std::move(joined->kiosks);
    // The last one is told once more: if it is another than the engine's, this database is an old copy that has gone on.
    engine_has_ = joined->own_last;
    told_ = std::max<std::int64_t>(0, engine_has_ - 1);
    engine_list_ = joined->list_version;
    clock_off_ = std::chrono::duration_cast<std::chrono::milliseconds>(utc_now() - joined->engine_time);
    return {};
}

EngineResult<void> ShareSession::begin() {
    const auto kiosk = own_kiosk();
    if (!kiosk) return tl::unexpected(kiosk.error());
    kiosk_ = *kiosk;
    if (const auto joined = join(); !joined) return joined;
    std::int64_t last = 0;
    const auto noted = on_desk([&](Database& database) {
        SharedEntries entries(database);
        last = entries.last_number();
        if (name_ != kiosk_.name) entries.rename(name_);
        entries.give_up_list(engine_has_, engine_list_);
    });
    if (!noted) return noted;
    if (engine_has_ > last)
        return tl::unexpected(
            engine_failure(EngineError::forked, fmt::format("entry {} of ours, but only {} are here", engine_has_, last)));
    if (const auto caught_up = catch_up(); !caught_up) return caught_up;
    if (const auto told = tell_first_list(); !told) return told;
    if (const auto confirmed = confirm_list(); !confirmed) return confirmed;
    return settings_.exchange(engine_);
}

/// The first kiosk that has a list tells it.
EngineResult<void> ShareSession::tell_first_list() {
    if (engine_list_ > 0 || kiosk_.list_version > 0) return {};
    const auto has_people =
        reader_.guard([&]() -> Result<bool> { return reader_.statement("SELECT 1 FROM registrations LIMIT 1").step(); });
    if (!has_people) return tl::unexpected(own_failure(has_people.error()));
    if (!*has_people) return {};
    if (const auto turn = engine_.begin_import(0); !turn) return turn;
    const auto added = on_desk([&](Database& database) {
        SharedEntries(database).add_first_list();
        kiosk_ = *SharedEntries(database).own();
    });
    return added ? push() : added;
}

/// The engine knows the version of the list that this kiosk has: after the first import of all, at a new engine, and when the
/// connection was lost at the end of an import.
EngineResult<void> ShareSession::confirm_list() {
    if (kiosk_.list_version <= engine_list_) return {};
    if (const auto turn = engine_.begin_import(kiosk_.list_version - 1); !turn) return turn;
    return end_import();
}

EngineResult<void> ShareSession::end_import() {
    const auto version = engine_.end_import();
    if (!version) return tl::unexpected(version.error());
    engine_list_ = *version;
    return on_desk([](Database& database) { SharedEntries(database).note_list_taken(); });
}

EngineResult<void> ShareSession::read_known() {
    const auto read = reader_.guard([&]() -> Result<void> {
        const SharedEntries entries(reader_);
        for (auto& kiosk : entries.known()) known_[kiosk.id] = std::move(kiosk);
        if (auto own = entries.own()) kiosk_ = std::move(*own);
        return {};
    });
    if (!read) return tl::unexpected(own_failure(read.error()));
    return {};
}

/// Kiosks that are new, or have another name, are noted before their entries are read.
EngineResult<void> ShareSession::note_names() {
    if (const auto read = read_known(); !read) return read;
    std::vector<OtherKiosk> news;
    for (const auto& other : others_) {
        const auto known = known_.find(other.uuid);
        if (known == known_.end() || known->second.name != other.name) news.push_back(other);
    }
    if (news.empty()) return {};
    const auto noted = on_desk([&](Database& database) {
        for (const auto& other : news) SharedEntries(database).note_name(other.uuid, other.name);
    });
    return noted ? read_known() : noted;
}

EngineResult<void> ShareSession::catch_up() {
    if (const auto pulled = pull(); !pulled) return pulled;
    return push();
}

EngineResult<void> ShareSession::pull() {
    if (const auto noted = note_names(); !noted) return noted;
    std::set<std::string> held_up;  // by entries of other kiosks that are still missing
    while (true) {
        const auto taken = pull_once(held_up);
        if (!taken) return tl::unexpected(taken.error());
        if (*taken == Pulled::nothing) return {};
        if (*taken == Pulled::some) held_up.clear();
    }
}

/// Adds to `held_up` the kiosks of which nothing can be merged yet, and asks the others only.
EngineResult<ShareSession::Pulled> ShareSession::pull_once(std::set<std::string>& held_up) {
    std::vector<std::pair<int, std::int64_t>> above;
    std::map<int, const OtherKiosk*> by_number;
    for (const auto& other : others_) {
        if (held_up.contains(other.uuid)) continue;
        by_number[other.id] = &other;
        above.emplace_back(other.id, known_[other.uuid].known);
    }
    if (above.empty()) return Pulled::nothing;
    const auto pulled = engine_.pull(above, max_pulled);
    if (!pulled) return tl::unexpected(pulled.error());
    if (pulled->empty()) return Pulled::nothing;
    std::vector<OthersEntry> entries;
    for (const auto& entry : *pulled)
        if (const auto from = by_number.find(entry.kiosk); from != by_number.end())
            entries.push_back(opened(entry, *from->second));
    const auto merged = merge_all(entries, held_up);
    if (!merged) return tl::unexpected(merged.error());
    if (const auto read = read_known(); !read) return tl::unexpected(read.error());
    return *merged > 0 ? Pulled::some : Pulled::none_yet;
}

/// What cannot be opened is kept, but holds nobody up.
OthersEntry ShareSession::opened(const PulledEntry& entry, const OtherKiosk& from) const {
    auto json = open_sealed(own_.key.seal_key, entry_label(from.uuid, entry.number), entry.sealed);
    if (!json) log_error("share", json.error());
    const bool is_excluded = !json || (from.set_aside_after && entry.number > *from.set_aside_after);
    return {from.uuid, entry.number, json ? std::move(*json) : hex_of(entry.sealed), is_excluded};
}

/// The number of entries that were taken in.
EngineResult<std::size_t> ShareSession::merge_all(const std::vector<OthersEntry>& entries, std::set<std::string>& held_up) {
    std::size_t taken = 0;
    for (std::size_t from = 0; from < entries.size(); from += max_merged) {
        const std::size_t to = std::min(from + max_merged, entries.size());
        const auto done = on_desk([&](Database& database) {
            for (std::size_t i = from; i < to; ++i) {
                const bool is_too_early = merge(database, entries[i]) == Merged::too_early;
                taken += is_too_early ? 0U : 1U;
                if (is_too_early) held_up.insert(entries[i].kiosk);
            }
        });
        if (!done) return tl::unexpected(done.error());
    }
    return taken;
}

EngineResult<void> ShareSession::push() {
    while (true) {
        const auto entries = reader_.guard(
            [&]() -> Result<std::vector<NumberedEntry>> { return SharedEntries(reader_).above(told_, max_pushed); });
        if (!entries) return tl::unexpected(own_failure(entries.error()));
        if (entries->empty()) return {};
        std::vector<std::string> sealed;
        std::size_t bytes = 0;  // the engine takes 16 MB at once, and part of a long list is some hundred kB
        for (const auto& entry : *entries) {
            if (bytes > max_pushed_bytes) break;
            sealed.push_back(seal(own_.key.seal_key, entry_label(kiosk_.id, entry.number), entry.json));
            bytes += sealed.back().size();
        }
        const auto last = engine_.push(entries->front().number, sealed);
        if (!last) return tl::unexpected(last.error());
        told_ = *last;
    }
}

EngineResult<void> ShareSession::look_at_kiosks() {
    if (const auto beat = engine_.beat(); !beat) return beat;
    auto kiosks = engine_.kiosks();
    if (!kiosks) return tl::unexpected(kiosks.error());
    others_ = std::move(*kiosks);
    looked_ = Clock::now();
    return {};
}

EngineResult<void> ShareSession::wait(std::chrono::milliseconds time, const WakeEvent& wake) {
    const auto hints = engine_.wait(time, wake.handle());
    wake.clear();  // before anything is pushed: what is written from now on wakes again
    if (!hints) return tl::unexpected(hints.error());
    const auto is_hinted = [&](HintKind kind) {
        return std::any_of(hints->begin(), hints->end(), [&](const Hint& hint) { return hint.kind == kind; });
    };
    // Anybody may send a hint, so the engine is asked whether it is true.
    if (is_hinted(HintKind::purged))
        if (const auto asked = engine_.beat(); !asked) return asked;
    // Hints may be lost, so everything is looked at now and then.
    const bool is_due = Clock::now() - looked_ >= look_every;
    if (is_due || is_hinted(HintKind::kiosks))
        if (const auto looked = look_at_kiosks(); !looked) return looked;
    if (is_due || is_hinted(HintKind::settings))
        if (const auto exchanged = settings_.exchange(engine_); !exchanged) return exchanged;
    return is_due || is_hinted(HintKind::entries) ? catch_up() : push();
}

EngineResult<Result<bool>> ShareSession::import(const std::function<Result<bool>(Database&)>& apply) {
    if (const auto caught_up = catch_up(); !caught_up) return tl::unexpected(caught_up.error());
    const std::int64_t before = kiosk_.list_version;
    const auto turn = engine_.begin_import(before);
    if (!turn && turn.error().error == EngineError::list_is_newer) return Result<bool>(false);
    if (!turn) return tl::unexpected(turn.error());
    Result<bool> applied = false;
    if (!own_.run_on_desk([&](Database& database) { applied = apply(database); }))
        return tl::unexpected(engine_failure(EngineError::unreachable, "the desk has stopped"));
    if (const auto pushed = push(); !pushed) return tl::unexpected(pushed.error());
    if (const auto read = read_known(); !read) return tl::unexpected(read.error());
    const auto ended = kiosk_.list_version > before ? end_import() : engine_.cancel_import();
    if (!ended) return tl::unexpected(ended.error());
    return applied;
}

EngineResult<std::optional<ClaimedBy>> ShareSession::claim(const RegistrationId& person) {
    return engine_.claim(sha256_hex(own_.key.seal_key.hex() + "/" + person.value));
}

std::size_t ShareSession::unsent() {
    const auto last = reader_.guard([&]() -> Result<std::int64_t> { return SharedEntries(reader_).last_number(); });
    return last && *last > told_ ? static_cast<std::size_t>(*last - told_) : 0;
}

Result<std::string> exchange_once(const SeminarFolder& folder, std::chrono::milliseconds patience) {
    const auto key = read_share_key(folder);
    if (!key) return pass_on(key);
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return pass_on(seminar);
    auto database = Database::open(folder, Access::write, "entre share");
    if (!database) return pass_on(database);
    auto engine = Engine::connect(*key, share_certificate_file(folder), patience);
    if (!engine) return tl::unexpected<Error>(to_error(engine.error()));
    const RunOnDesk here = [&](const std::function<void(Database&)>& work) {
        work(*database);
        return true;
    };
    const auto session = ShareSession::open(std::move(*engine), {folder, *key, seminar->kiosk.station, here});
    if (!session) return tl::unexpected<Error>(to_error(session.error()));
    return session->name();
}

}  // namespace entre
