#include "kiosk/share/shared_purge.hpp"

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/services/purge.hpp"
#include "kiosk/share/private_cluster.hpp"

namespace entre {

namespace {

/// A connection that is worth some waiting: nobody stands at the door any more.
constexpr std::chrono::milliseconds patience{5000};

void log_failure(const EngineFailure& failure) {
    log_warning("purge", "the server of the other kiosks: {} ({})", failure.said.english(), failure.detail);
}

}  // namespace

SharedPurge::Kiosks SharedPurge::kiosks_in(const SeminarFolder& folder) {
    auto database = Database::open(folder, Access::read, "entre purge");
    if (!database) return {};
    const auto kiosks = database->guard([&]() -> Result<Kiosks> {
        const SharedEntries entries(*database);
        Kiosks found{entries.own().value_or(OwnKiosk{}), {}};
        for (const auto& other : entries.known()) found.others.push_back(other.name);
        return found;
    });
    return kiosks.value_or(Kiosks{});
}

std::optional<SharedPurge> SharedPurge::of(const SeminarFolder& folder) {
    auto key = read_share_key(folder);
    if (!key && !PrivateCluster::of(folder).exists()) return std::nullopt;
    return SharedPurge(folder, key ? std::optional(std::move(*key)) : std::nullopt, kiosks_in(folder));
}

/// The certificate goes into a file for libpq: the purge has deleted the usual one.
EngineResult<Engine> SharedPurge::connect() {
    const auto certificate = share_certificate_file(folder_);
    std::error_code ignored;
    const bool is_there = std::filesystem::exists(certificate, ignored);
    if (const auto written =
            is_there ? Result<void>{} : write_file_atomically(certificate, key_->certificate, FileMode::owner_only);
        !written)
        return tl::unexpected(engine_failure(EngineError::failed, written.error().detail));
    auto engine = Engine::connect(*key_, certificate, patience);
    if (!is_there) std::filesystem::remove(certificate, ignored);
    return engine;
}

/// True if the server knows that the seminar is purged.
bool SharedPurge::tell() {
    if (!key_ || kiosk_.id.empty()) return false;
    auto engine = connect();
    const auto joined = engine ? engine->join(kiosk_.id, kiosk_.name) : tl::unexpected(engine.error());
    if (!joined) log_failure(joined.error());
    if (!joined || joined->is_purged) return joined.has_value();
    const auto purged = engine->purge();
    if (!purged) log_failure(purged.error());
    return purged.has_value();
}

void SharedPurge::begin() {
    were_told_ = tell();
    const auto cluster = PrivateCluster::of(folder_);
    has_own_server_ = cluster.exists();
    if (!has_own_server_) return;
    if (const auto stopped = cluster.stop(); !stopped) log_error("purge", stopped.error());
}

void SharedPurge::resume() {
    const auto cluster = PrivateCluster::of(folder_);
    if (!has_own_server_) return;
    if (const auto started = cluster.start(cluster.address().value_or(ClusterAddress{})); !started)
        log_error("purge", started.error());
}

OthersAndPurge SharedPurge::end(const PurgeReport& report) {
    auto others = confirm(report);
    if (const auto noted = note_unpurged_kiosks(folder_, others.unconfirmed); !noted) log_error("purge", noted.error());
    return others;
}

OthersAndPurge SharedPurge::confirm(const PurgeReport& report) {
    const auto cluster = PrivateCluster::of(folder_);
    resume();
    if (!were_told_) return {false, others_};
    OthersAndPurge others{true, {}};
    auto engine = connect();
    if (!engine) {
        log_failure(engine.error());
        return others;
    }
    const auto joined = engine->join(kiosk_.id, kiosk_.name);
    const auto confirmed = joined ? engine->purged(report) : EngineResult<void>{};
    if (!confirmed) log_failure(confirmed.error());
    for (const auto& kiosk : joined ? joined->kiosks : std::vector<OtherKiosk>{})
        if (!kiosk.purged && !kiosk.is_revoked) others.unconfirmed.push_back(kiosk.name);
    if (!has_own_server_ || !joined || !others.unconfirmed.empty()) return others;
    if (const auto stopped = cluster.stop(); !stopped) log_error("purge", stopped.error());
    std::error_code ignored;
    std::filesystem::remove_all(cluster.folder(), ignored);
    return others;
}

}  // namespace entre
