#include "kiosk/share/settings_exchange.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/log.hpp"
#include "core/share/seal.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;

/// With the version, so that the engine cannot pass an older one off as the newest.
std::string label_of(std::int64_t version) { return fmt::format("settings/{}", version); }

/// Changes whenever the file does.
std::string stamp_of(const fs::path& file) {
    std::error_code error;
    const auto at = fs::last_write_time(file, error).time_since_epoch().count();
    return fmt::format("{}/{} ", at, fs::file_size(file, error));
}

std::string stamp_of(const SeminarFolder& folder, const std::vector<SharedFile>& files) {
    std::string stamp;
    for (const auto& file : files) stamp += stamp_of(folder.path / file.name);
    return stamp;
}

}  // namespace

SettingsExchange::SettingsExchange(SeminarFolder folder, const ShareKey& key)
    : folder_(std::move(folder)), seal_key_(key.seal_key), agreed_(read_agreed_settings(folder_)) {}

/// False, and it is logged, if they cannot be read: while somebody edits seminar.toml, for instance.
bool SettingsExchange::read_own() {
    const auto stamp = stamp_of(folder_.settings());  // before it is read: what is written meanwhile is read the next time
    if (own_ && stamp + stamp_of(folder_, own_->settings.files) == own_stamp_) return true;
    own_.reset();
    auto settings = read_shared_settings(folder_);
    auto digest = settings ? settings->digest() : Result<std::string>(tl::unexpected(settings.error()));
    if (!digest) {
        log_once(digest.error());
        return false;
    }
    own_stamp_ = stamp + stamp_of(folder_, settings->files);
    own_ = Own{std::move(*settings), std::move(*digest)};
    return true;
}

EngineResult<void> SettingsExchange::exchange(Engine& engine) {
    constexpr int max_rounds = 3;  // another kiosk may tell its settings at the same time; the rest is for the next call
    if (!has_settings_) return {};
    for (int round = 0; round < max_rounds; ++round) {
        const auto is_done = exchange_once(engine);
        if (is_done && *is_done) return {};
        if (is_done) continue;
        if (is_done.error().error != EngineError::engine_older) return tl::unexpected(is_done.error());
        has_settings_ = false;
        log_warning("share", "changed settings are not told: the server's tables are of an older version");
        return {};
    }
    return {};
}

/// True if both sides are the same now, or cannot be.
EngineResult<bool> SettingsExchange::exchange_once(Engine& engine) {
    if (!read_own()) return true;
    const auto theirs = engine.settings(agreed_ ? agreed_->version : 0);
    if (!theirs) return tl::unexpected(theirs.error());
    switch (next_settings_step(agreed_, own_->digest, theirs->version)) {
        case SettingsStep::none:
            break;
        case SettingsStep::note:
            agree(0);
            break;
        case SettingsStep::take:
            if (theirs->version != unusable_) take(*theirs);
            break;
        case SettingsStep::tell:
            return tell(engine, std::max(theirs->version, agreed_->version) + 1);
    }
    return true;
}

EngineResult<bool> SettingsExchange::tell(Engine& engine, std::int64_t version) {
    const auto now = engine.put_settings(version, seal(seal_key_, label_of(version), shared_settings_json(own_->settings)));
    if (!now) return tl::unexpected(now.error());
    if (*now != version) return false;
    log_info("share", "the other kiosks get the settings of this one (version {})", version);
    agree(version);
    return true;
}

void SettingsExchange::take(const EngineSettings& theirs) {
    const auto before = own_->digest;
    if (const auto written = write(theirs); !written || !read_own()) {
        if (!written) log_once(written.error());
        unusable_ = theirs.version;
        return;
    }
    agree(theirs.version);
    if (own_->digest == before) return;
    taken_from_ = theirs.kiosk;
    log_info("share", "seminar.toml has the settings of {} (version {})", theirs.kiosk, theirs.version);
}

Result<void> SettingsExchange::write(const EngineSettings& theirs) {
    const auto opened = open_sealed(seal_key_, label_of(theirs.version), theirs.sealed);
    if (!opened) return pass_on(opened);
    const auto settings = parse_shared_settings(*opened);
    if (!settings) return pass_on(settings);
    return write_shared_settings(folder_, *settings);
}

void SettingsExchange::agree(std::int64_t version) {
    agreed_ = AgreedSettings{version, own_->digest};
    if (const auto written = write_agreed_settings(folder_, *agreed_); !written) log_once(written.error());
}

void SettingsExchange::log_once(const Error& error) {
    if (error.detail == last_problem_) return;
    last_problem_ = error.detail;
    log_error("share", error);
}

}  // namespace entre
