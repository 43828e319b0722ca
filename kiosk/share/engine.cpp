#include "kiosk/share/engine.hpp"

#include <charconv>

#include "kiosk/share/connection.hpp"
#include "kiosk/share/engine_schema.hpp"

namespace entre {

namespace {

constexpr std::int64_t max_bytes_pulled = 4LL << 20;

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}
std::int64_t number_in(const SqlValue& value) { return value ? number_in(std::string_view(*value)) : 0; }

/// {1,2,3}, as PostgreSQL writes an array.
template <class Values, class ToText>
std::string array_text(const Values& values, ToText to_text) {
    std::string text = "{";
    for (const auto& value : values) {
        if (text.size() > 1) text += ',';
        text += to_text(value);
    }
    return text + "}";
}

/// Parameters for libpq (PostgreSQL manual, 34.1.2). The certificate is checked against the one file only; where that is the
/// server's own, its name does not matter, so that the server may get another address.
Connection::Keywords keywords_for(const ShareKey& key, const std::filesystem::path& certificate_file) {
    return {{"dbname", key.database},
            {"user", key.role},
            {"password", key.password},
            {"sslmode", key.checks_host_name ? "verify-full" : "verify-ca"},
            {"sslrootcert", certificate_file.string()},
            {"sslcert", "/nonexistent"},  // otherwise a file of the user's home folder would be sent
            {"channel_binding", "require"},
            {"gssencmode", "disable"},
            {"target_session_attrs", "read-write"},
            {"client_encoding", "UTF8"},
            {"application_name", "entre"},
            {"tcp_user_timeout", "3000"},
            {"keepalives_idle", "2"},
            {"keepalives_interval", "1"},
            {"keepalives_count", "3"}};
}

/// Channels are named after the seminar, as in entre.hint (engine_schema.cpp).
std::string channel_of(const std::string& seminar) {
    std::string channel = "entre_" + seminar;
    std::erase(channel, '-');
    return channel;
}

OtherKiosk other_kiosk(const std::vector<SqlValue>& row) {
    OtherKiosk kiosk;
    kiosk.id = static_cast<int>(number_in(row[0]));
    kiosk.uuid = row[1].value_or("");
    kiosk.name = row[2].value_or("");
    kiosk.last_number = number_in(row[3]);
    kiosk.not_seen = std::chrono::seconds(number_in(row[4]));
    kiosk.health = row[5].value_or("{}");
    kiosk.is_revoked = row[6] == "t";
    if (row[7]) kiosk.set_aside_after = number_in(row[7]);
    if (row[8])
        kiosk.purged = PurgeReport{static_cast<std::size_t>(number_in(row[8])), static_cast<std::size_t>(number_in(row[9]))};
    return kiosk;
}

/// "entries 3 417", "list 7", "settings 3", "kiosks", "purged"; nullopt for anything else, as any role can send what it likes.
std::optional<Hint> hint_in(std::string_view payload) {
    const auto word = payload.substr(0, payload.find(' '));
    payload.remove_prefix(std::min(word.size() + 1, payload.size()));
    if (word == "kiosks") return Hint{HintKind::kiosks};
    if (word == "purged") return Hint{HintKind::purged};
    if (word == "list") return Hint{HintKind::list, 0, number_in(payload)};
    if (word == "settings") return Hint{HintKind::settings, 0, number_in(payload)};
    if (word != "entries") return std::nullopt;
    const auto kiosk = payload.substr(0, payload.find(' '));
    payload.remove_prefix(std::min(kiosk.size() + 1, payload.size()));
    return Hint{HintKind::entries, static_cast<int>(number_in(kiosk)), number_in(payload)};
}

}  // namespace

struct Engine::Impl {
    Connection connection;
    std::string seminar;
    std::string kiosk = "0";  ///< the engine's number of this kiosk, once it has joined

    /// The engine sends everybody every hint, also about what they pushed themselves.
    [[nodiscard]] bool is_own(const Hint& hint) const {
        return hint.kind == HintKind::entries && std::to_string(hint.kiosk) == kiosk;
    }
    /// `arguments` follow the kiosk's number: "entre.push($1, $2, $3)".
    EngineResult<SqlRows> ask(const std::string& call, std::vector<SqlValue> arguments = {}) {
        arguments.insert(arguments.begin(), kiosk);
        return connection.ask("SELECT * FROM " + call, arguments, answer_patience);
    }
    EngineResult<void> do_it(const std::string& call, std::vector<SqlValue> arguments = {}) {
        return ask(call, std::move(arguments)).map([](const auto&) {});
    }
};

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

EngineResult<Engine> Engine::connect(const ShareKey& key, const std::filesystem::path& certificate_file,
                                     std::chrono::milliseconds deadline) {
    std::vector<Connection::Keywords> servers;
    for (const auto& [host, port] : hosts_and_ports(key.hosts)) {
        auto& server = servers.emplace_back(keywords_for(key, certificate_file));
        server["host"] = host;
        server["port"] = port;
    }
    auto connection = Connection::open(servers, deadline);
    if (!connection) return tl::unexpected(std::move(connection.error()));
    // Before anything is pulled: what is pushed in between would have no hint otherwise.
    const auto channel = connection->quoted_name(channel_of(key.seminar));
    if (auto heard = connection->ask("LISTEN " + channel, {}, answer_patience); !heard)
        return tl::unexpected(std::move(heard.error()));
    return Engine(std::make_unique<Impl>(Impl{std::move(*connection), key.seminar}));
}

bool Engine::is_connected() const { return impl_->connection.is_open(); }

EngineResult<Joined> Engine::join(std::string_view kiosk_uuid, std::string_view name) {
    const auto rows = impl_->connection.ask(
        "SELECT * FROM entre.join_kiosk($1, $2, $3, $4, $5)",
        {impl_->seminar, std::string(kiosk_uuid), std::string(name), ENTRE_VERSION, std::to_string(engine_wire_version)},
        answer_patience);
    if (!rows) return tl::unexpected(rows.error());
    const auto& row = rows->front();
    impl_->kiosk = row[0].value_or("0");
    Joined joined;
    joined.kiosk = static_cast<int>(number_in(row[0]));
    joined.name = row[1].value_or("");
    joined.own_last = number_in(row[2]);
    joined.list_version = number_in(row[3]);
    joined.engine_time = from_ms(number_in(row[4]));
    joined.is_purged = row[5] == "t";
    auto others = kiosks();
    if (!others) return tl::unexpected(std::move(others.error()));
    joined.kiosks = std::move(*others);
    return joined;
}

EngineResult<std::int64_t> Engine::push(std::int64_t first, std::span<const std::string> sealed) {
    const auto entries = array_text(sealed, [](const auto& bytes) { return "\"\\" + bytea_text(bytes) + "\""; });
    return impl_->ask("entre.push($1, $2, $3)", {std::to_string(first), entries}).map([](const auto& rows) {
        return number_in(rows.front().front());
    });
}

EngineResult<std::vector<PulledEntry>> Engine::pull(std::span<const std::pair<int, std::int64_t>> above, int max_entries) {
    const auto rows = impl_->ask("entre.pull($1, $2, $3, $4, $5)",
                                 {array_text(above, [](const auto& one) { return std::to_string(one.first); }),
                                  array_text(above, [](const auto& one) { return std::to_string(one.second); }),
                                  std::to_string(max_entries), std::to_string(max_bytes_pulled)});
    if (!rows) return tl::unexpected(rows.error());
    std::vector<PulledEntry> entries;
    for (const auto& row : *rows)
        entries.push_back({static_cast<int>(number_in(row[0])), number_in(row[1]), bytea_bytes(row[2].value_or(""))});
    return entries;
}

EngineResult<std::vector<OtherKiosk>> Engine::kiosks() {
    const auto rows = impl_->ask("entre.kiosks($1)");
    if (!rows) return tl::unexpected(rows.error());
    std::vector<OtherKiosk> kiosks;
    for (const auto& row : *rows) kiosks.push_back(other_kiosk(row));
    return kiosks;
}

EngineResult<std::optional<ClaimedBy>> Engine::claim(std::string_view person_hash) {
    const auto rows = impl_->ask("entre.claim_person($1, $2)", {std::string(person_hash)});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return std::optional<ClaimedBy>{};
    const auto& row = rows->front();
    return std::optional(ClaimedBy{row[0].value_or(""), std::chrono::seconds(number_in(row[1]))});
}

EngineResult<void> Engine::begin_import(std::int64_t known_list_version) {
    return impl_->do_it("entre.begin_import($1, $2)", {std::to_string(known_list_version)});
}

EngineResult<std::int64_t> Engine::end_import() {
    return impl_->ask("entre.end_import($1)").map([](const auto& rows) { return number_in(rows.front().front()); });
}

EngineResult<void> Engine::cancel_import() { return impl_->do_it("entre.cancel_import($1)"); }

EngineResult<EngineSettings> Engine::settings(std::int64_t known) {
    const auto rows = impl_->ask("entre.settings_above($1, $2)", {std::to_string(known)});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return EngineSettings{};
    const auto& row = rows->front();
    return EngineSettings{number_in(row[0]), row[1].value_or(""), bytea_bytes(row[2].value_or(""))};
}

EngineResult<std::int64_t> Engine::put_settings(std::int64_t version, const std::string& sealed) {
    return impl_->ask("entre.put_settings($1, $2, $3)", {std::to_string(version), bytea_text(sealed)}).map([](const auto& rows) {
        return number_in(rows.front().front());
    });
}

EngineResult<void> Engine::tell(const std::string& health) { return impl_->do_it("entre.tell($1, $2)", {health}); }

EngineResult<void> Engine::beat() { return impl_->do_it("entre.beat($1)"); }

EngineResult<void> Engine::purge() { return impl_->do_it("entre.purge($1)"); }

EngineResult<void> Engine::purged(const PurgeReport& report) {
    return impl_->do_it("entre.purged($1, $2, $3)", {std::to_string(report.marks), std::to_string(report.traces)});
}

EngineResult<std::vector<Hint>> Engine::wait(std::chrono::milliseconds time, int wake_fd) {
    const auto payloads = impl_->connection.wait(time, wake_fd);
    if (!payloads) return tl::unexpected(payloads.error());
    std::vector<Hint> hints;
    for (const auto& payload : *payloads)
        if (const auto hint = hint_in(payload); hint && !impl_->is_own(*hint)) hints.push_back(*hint);
    return hints;
}

}  // namespace entre
