// Keeps the settings that all kiosks at the door have in common the same in this kiosk's folder and at the engine.
//
// A change here, in the assistant or with an editor, is told as the engine's next version; a newer version is written into
// seminar.toml here. After changes at two kiosks that were apart, the one that reaches the engine last counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/share/share_key.hpp"
#include "kiosk/share/engine.hpp"
#include "kiosk/share/shared_settings.hpp"

namespace entre {

/// Owned by one thread. It reads and writes files of the folder.
class SettingsExchange {
public:
    SettingsExchange(SeminarFolder folder, const ShareKey& key);

    /// Compares both sides and brings them together, to be called again and again. Files that cannot be read or written are
    /// logged and tried again; an engine whose tables are older has no common settings. Errors: the engine's.
    EngineResult<void> exchange(Engine& engine);

    /// The name of the kiosk whose settings were written here last; empty: none were.
    [[nodiscard]] const std::string& taken_from() const { return taken_from_; }

private:
    struct Own {
        SharedSettings settings;
        std::string digest;
    };
    bool read_own();
    EngineResult<bool> exchange_once(Engine& engine);
    EngineResult<bool> tell(Engine& engine, std::int64_t version);
    void take(const EngineSettings& theirs);
    Result<void> write(const EngineSettings& theirs);
    void agree(std::int64_t version);
    void log_once(const Error& error);

    SeminarFolder folder_;
    SealKey seal_key_;
    std::optional<AgreedSettings> agreed_;
    std::optional<Own> own_;  ///< as the files were when `own_stamp_` was
    std::string own_stamp_;   ///< sizes and times of the files
    std::string taken_from_;
    std::string last_problem_;   ///< that was logged
    std::int64_t unusable_ = 0;  ///< the version that could not be written here
    bool has_settings_ = true;   ///< false: the engine's tables are older
};

}  // namespace entre
