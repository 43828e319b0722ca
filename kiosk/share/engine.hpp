// The engine: a PostgreSQL server at which the kiosks of one door meet. Each kiosk's own entre.db stays the truth: the engine
// holds the kiosks' entries, sealed, and hands them on. An entry is one transaction of a kiosk's journal; a kiosk numbers its
// entries 1, 2, 3 … without a gap, so one number a kiosk says what somebody has. What the engine lost is pushed again.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.hpp"
#include "core/share/share_key.hpp"
#include "kiosk/share/engine_error.hpp"

namespace entre {

/// What a kiosk says about its purge.
struct PurgeReport {
    std::size_t marks = 0;   ///< names and ticket codes that it searched for
    std::size_t traces = 0;  ///< files where it found one
};

/// The number of a kiosk (`id`) is the engine's own: another engine numbers them anew. `uuid` is the same everywhere.
struct OtherKiosk {
    int id = 0;
    std::string uuid, name;
    std::int64_t last_number = 0;
    std::chrono::seconds not_seen{};  ///< since it last said anything
    std::string health;               ///< JSON, as given to `tell`; "{}" before that
    bool is_revoked = false;
    std::optional<std::int64_t> set_aside_after{};  ///< entries above this number are kept, but do not count
    std::optional<PurgeReport> purged{};            ///< set once it has purged
};

struct Joined {
    int kiosk = 0;
    std::string name;                ///< the wanted one, or the next that is free: "Kiosk 2", "Kiosk 3"
    std::int64_t own_last = 0;       ///< push from the next one on
    std::int64_t list_version = 0;   ///< imports of lists so far
    UtcTime engine_time{};           ///< compare with the own clock
    bool is_purged = false;          ///< purge here before anything else; only `purged` and `kiosks` are answered
    std::vector<OtherKiosk> kiosks;  ///< all except this one
};

struct PulledEntry {
    int kiosk = 0;
    std::int64_t number = 0;
    std::string sealed;
};

/// Somebody else is checking this person in.
struct ClaimedBy {
    std::string kiosk;  ///< its name
    std::chrono::seconds ago{};
};

/// The settings that all kiosks have in common, as the engine has them.
struct EngineSettings {
    std::int64_t version = 0;  ///< 0: none
    std::string kiosk;         ///< the name of the kiosk that told them
    std::string sealed;        ///< empty if they are not newer than was asked for
};

/// Why `wait` returned before its time. Hints may be lost, repeated or sent by a malicious role: ask the engine what is true.
enum class HintKind { entries, kiosks, list, settings, purged };
struct Hint {
    HintKind kind = HintKind::entries;
    int kiosk = 0;            ///< of `entries`
    std::int64_t number = 0;  ///< of `entries`: the kiosk's last number; of `list` and `settings`: their version
    friend bool operator==(const Hint&, const Hint&) = default;
};

/// One connection. Owned by one thread; no call is safe from another. Every call waits for at most `answer_patience`, then the
/// connection counts as lost. After an error for which is_connected() is false, connect again: at once, then with pauses that
/// grow, and after refused, revoked, forked, program_too_old or no_rights no more often than every 2 s.
class Engine {
public:
    static constexpr std::chrono::milliseconds answer_patience{3000};
    static constexpr std::chrono::milliseconds connect_patience{800};

    /// Tries all hosts of `key` at once and takes the first that accepts writes. `certificate_file` is share_certificate_file().
    /// A host name (not an address) is looked up first, for as long as the system's resolver takes.
    static EngineResult<Engine> connect(const ShareKey& key, const std::filesystem::path& certificate_file,
                                        std::chrono::milliseconds deadline = connect_patience);
    Engine(Engine&& other) noexcept;
    Engine& operator=(Engine&& other) noexcept;
    ~Engine();

    [[nodiscard]] bool is_connected() const;

    /// Call once, first. `kiosk_uuid` is this kiosk's own; one that the engine does not know becomes a new kiosk, which gets
    /// `name` or the next that is free. Errors: revoked, program_too_old, no_rights.
    EngineResult<Joined> join(std::string_view kiosk_uuid, std::string_view name);

    /// Adds this kiosk's entries `first`, `first` + 1 … and returns the kiosk's last number in the engine: lower than expected if
    /// `first` would leave a gap, so push again from there. Entries that it has are skipped. Together at most 16 MB.
    /// Errors: forked, purged, revoked, full, read_only.
    EngineResult<std::int64_t> push(std::int64_t first, std::span<const std::string> sealed);

    /// The entries above a number of each given kiosk, in the order of `above`, then by number: at most `max_entries` and about
    /// 4 MB, but at least one if there is any. Errors: purged, revoked.
    EngineResult<std::vector<PulledEntry>> pull(std::span<const std::pair<int, std::int64_t>> above, int max_entries);

    /// All kiosks except this one; before `join`: all.
    EngineResult<std::vector<OtherKiosk>> kiosks();

    /// Nothing: for the next 30 s this kiosk alone is checking this person in. `person_hash` must reveal nobody: a hash under the
    /// seminar's key, at most 64 characters.
    EngineResult<std::optional<ClaimedBy>> claim(std::string_view person_hash);

    /// From here to end_import or cancel_import no other kiosk may import a list. Pull everything first. Ends by itself when this
    /// kiosk has not been heard for 60 s. Errors: list_is_newer, import_busy.
    EngineResult<void> begin_import(std::int64_t known_list_version);
    /// After all entries of the import have been pushed. The list's new version. Errors: import_busy if the turn has ended.
    EngineResult<std::int64_t> end_import();
    /// Not an error if there is no import to cancel.
    EngineResult<void> cancel_import();

    /// The common settings, if their version is above `known`. Errors: engine_older where its tables lack them.
    EngineResult<EngineSettings> settings(std::int64_t known);
    /// Stores the common settings as `version`, which must be above the engine's. The engine's version then: another one if
    /// somebody else stored theirs meanwhile. At most 16 MB. Errors: as above; purged, revoked, full, read_only.
    EngineResult<std::int64_t> put_settings(std::int64_t version, const std::string& sealed);

    /// This kiosk's state for the others: a JSON object without names of people, at most 8,000 bytes.
    EngineResult<void> tell(const std::string& health);
    /// Says that this kiosk is alive: every 2 s while nothing else is said. Errors: purged, revoked.
    EngineResult<void> beat();

    /// Deletes the seminar's entries from the engine and has every kiosk purge.
    EngineResult<void> purge();
    /// Says that this kiosk has purged.
    EngineResult<void> purged(const PurgeReport& report);

    /// Waits until the engine hints at something, `wake_fd` becomes readable (it is not read; -1: none), or the time is over.
    /// Hints that arrived with earlier answers are returned at once. Errors: unreachable.
    EngineResult<std::vector<Hint>> wait(std::chrono::milliseconds time, int wake_fd);

private:
    struct Impl;
    explicit Engine(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace entre
