#include "kiosk/share/connection.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "core/base/clock.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

using std::chrono::milliseconds;

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
struct FreeMemory {
    void operator()(char* text) const { PQfreemem(text); }
};
using Handle = std::unique_ptr<PGconn, Finish>;
using Answer = std::unique_ptr<PGresult, Clear>;
using LibpqText = std::unique_ptr<char, FreeMemory>;

int ms_until(Clock::time_point deadline) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<decltype(left)>(left, 0, 1 << 30));
}

/// poll(2) that no signal ends early.
int poll_until(std::vector<pollfd>& waiting, Clock::time_point deadline) {
    int ready = 0;
    do ready = ::poll(waiting.data(), static_cast<nfds_t>(waiting.size()), ms_until(deadline));
    while (ready < 0 && errno == EINTR);
    return ready;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// libpq has no codes for what goes wrong before a connection stands. These are its own words and, for the last ones, those of a
/// server that speaks English; of another server's refusals only the words are shown.
EngineError error_of_words(std::string_view words) {
    struct Meaning {
        std::string_view words;
        EngineError error;
    };
    static constexpr Meaning meanings[] = {
        {"root certificate file", EngineError::failed},
        {"does not support SSL", EngineError::no_tls},
        {"SSL not in use", EngineError::no_tls},
        {"certificate verify failed", EngineError::wrong_certificate},
        {"does not match host name", EngineError::wrong_certificate},
        {"session is read-only", EngineError::read_only},
        {"hot standby", EngineError::read_only},
        {"is not permitted to log in", EngineError::revoked},
        {"password authentication failed", EngineError::refused},
        {"no password supplied", EngineError::refused},
        {"no pg_hba.conf entry", EngineError::refused},
        {"channel binding", EngineError::refused},
        {"does not exist", EngineError::refused},
        {"permission denied for database", EngineError::refused},
        {"too many connections", EngineError::full},
        {"too many clients", EngineError::full},
        {"connection slots are reserved", EngineError::full},
        {"No space left", EngineError::full},
    };
    for (const auto& meaning : meanings)
        if (contains(words, meaning.words)) return meaning.error;
    return EngineError::unreachable;
}

/// PostgreSQL manual, appendix A; EN… are our own functions' (engine_schema.cpp).
EngineError error_of_state(std::string_view state) {
    struct Meaning {
        std::string_view state;  // or its beginning
        EngineError error;
    };
    static constexpr Meaning meanings[] = {
        {"EN001", EngineError::forked},          {"EN002", EngineError::purged},
        {"EN003", EngineError::program_too_old}, {"EN004", EngineError::list_is_newer},
        {"EN005", EngineError::import_busy},     {"EN006", EngineError::revoked},
        {"EN007", EngineError::engine_newer},    {"EN008", EngineError::no_rights},
        {"EN010", EngineError::invitation_old},  {"EN011", EngineError::invitation_used},
        {"42883", EngineError::engine_older},    {"3F000", EngineError::engine_older},
        {"25006", EngineError::read_only},       {"42501", EngineError::no_rights},
        {"57014", EngineError::timeout},         {"53", EngineError::full},
        {"57P", EngineError::unreachable},       {"08", EngineError::unreachable},
    };
    for (const auto& meaning : meanings)
        if (state.starts_with(meaning.state)) return meaning.error;
    return EngineError::failed;
}

std::string server_of(const PGconn* connection) {
    const auto text = [](const char* value) { return std::string(value == nullptr ? "" : value); };
    return text(PQhost(connection)) + ":" + text(PQport(connection));
}

EngineFailure connect_failure(const PGconn* connection) {
    const std::string words(trim(PQerrorMessage(connection)));
    const auto error = error_of_words(words);
    return engine_failure(error, words, error == EngineError::failed ? words : server_of(connection));
}

Handle start_connecting(const Connection::Keywords& keywords) {
    std::vector<const char*> names, values;
    for (const auto& [name, value] : keywords) {
        names.push_back(name.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return Handle{PQconnectStartParams(names.data(), values.data(), 0)};
}

/// Connects to several servers at once.
class Race {
public:
    explicit Race(const std::vector<Connection::Keywords>& servers) {
        for (const auto& keywords : servers) attempts_.push_back({start_connecting(keywords)});
        drop_failed();
    }

    [[nodiscard]] bool is_running() const { return !attempts_.empty(); }
    [[nodiscard]] bool winner() const { return winner_ != nullptr; }
    Handle take_winner() { return std::move(winner_); }

    /// Waits for the next step of any. False when the time is over.
    bool advance(Clock::time_point deadline) {
        std::vector<pollfd> waiting;
        for (const auto& attempt : attempts_)
            waiting.push_back({PQsocket(attempt.connection.get()),
                               static_cast<short>(attempt.state == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0});
        if (poll_until(waiting, deadline) == 0) return false;
        for (std::size_t i = 0; i < attempts_.size() && !winner_; ++i) {
            if (waiting[i].revents == 0) continue;
            attempts_[i].state = PQconnectPoll(attempts_[i].connection.get());
            if (attempts_[i].state == PGRES_POLLING_OK) winner_ = std::move(attempts_[i].connection);
        }
        drop_failed();
        return true;
    }

    /// Why there is no winner: a server that says why it refuses tells more than one that does not answer.
    [[nodiscard]] EngineFailure failure() const {
        if (why_ && (attempts_.empty() || why_->error != EngineError::unreachable)) return *why_;
        return engine_failure(EngineError::unreachable, "no connection in time",
                              attempts_.empty() ? std::string() : server_of(attempts_.front().connection.get()));
    }

private:
    struct Attempt {
        Handle connection;
        PostgresPollingStatusType state = PGRES_POLLING_WRITING;  // as libpq asks for the first time
    };

    void drop_failed() {
        for (auto& attempt : attempts_) {
            if (!attempt.connection || PQstatus(attempt.connection.get()) != CONNECTION_BAD) continue;
            auto failure = connect_failure(attempt.connection.get());
            if (!why_ || why_->error == EngineError::unreachable) why_ = std::move(failure);
            attempt.connection.reset();
        }
        std::erase_if(attempts_, [](const auto& attempt) { return !attempt.connection; });
    }

    std::vector<Attempt> attempts_;
    std::optional<EngineFailure> why_;
    Handle winner_;
};

void no_notices(void*, const PGresult*) {}

}  // namespace

struct Connection::Impl {
    Handle connection;  // empty: closed
    std::string server;

    EngineFailure close(EngineError error, std::string detail) {
        connection.reset();
        return engine_failure(error, std::move(detail), server);
    }
    EngineFailure broken() { return close(EngineError::unreachable, std::string(trim(PQerrorMessage(connection.get())))); }

    /// Waits until everything has been sent and an answer can be taken without waiting.
    EngineResult<void> wait_for_answer(Clock::time_point deadline);
    EngineResult<Answer> take_answer(Clock::time_point deadline);
    EngineFailure failure_of(const PGresult& result);
    EngineResult<void> check_open() const {
        if (connection) return {};
        return tl::unexpected(engine_failure(EngineError::unreachable, "the connection is closed", server));
    }
};

EngineResult<void> Connection::Impl::wait_for_answer(Clock::time_point deadline) {
    for (;;) {
        const int unsent = PQflush(connection.get());
        if (unsent < 0) return tl::unexpected(broken());
        if (unsent == 0 && PQisBusy(connection.get()) == 0) return {};
        std::vector<pollfd> waiting{{PQsocket(connection.get()), static_cast<short>(unsent > 0 ? POLLIN | POLLOUT : POLLIN), 0}};
        if (poll_until(waiting, deadline) == 0) return tl::unexpected(close(EngineError::timeout, "no answer in time"));
        if ((waiting.front().revents & ~POLLOUT) != 0 && PQconsumeInput(connection.get()) == 0) return tl::unexpected(broken());
    }
}

EngineResult<Answer> Connection::Impl::take_answer(Clock::time_point deadline) {
    Answer first_failure, last;
    for (;;) {
        if (auto done = wait_for_answer(deadline); !done) return tl::unexpected(std::move(done.error()));
        Answer next{PQgetResult(connection.get())};
        if (!next) break;
        const auto status = PQresultStatus(next.get());
        const bool is_good = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
        if (!is_good && !first_failure)
            first_failure = std::move(next);
        else
            last = std::move(next);
    }
    if (first_failure) return tl::unexpected(failure_of(*first_failure));
    return last;
}

EngineFailure Connection::Impl::failure_of(const PGresult& result) {
    const auto field = [&](int which) {
        const char* text = PQresultErrorField(&result, which);
        return std::string(text == nullptr ? "" : text);
    };
    const auto words = std::string(trim(PQresultErrorMessage(&result)));
    const auto state = field(PG_DIAG_SQLSTATE);
    if (PQstatus(connection.get()) == CONNECTION_BAD) connection.reset();
    const auto error = state.empty() ? EngineError::unreachable : error_of_state(state);
    const auto primary = field(PG_DIAG_MESSAGE_PRIMARY);
    return engine_failure(error, state + " " + words,
                          error == EngineError::import_busy ? field(PG_DIAG_MESSAGE_DETAIL)
                          : error == EngineError::failed    ? primary
                                                            : server);
}

EngineResult<Connection> Connection::open(const std::vector<Keywords>& servers, milliseconds patience) {
    const auto deadline = Clock::now() + patience;
    Race race(servers);
    while (race.is_running() && !race.winner() && race.advance(deadline)) {
    }
    if (!race.winner()) return tl::unexpected(race.failure());
    auto impl = std::make_unique<Impl>(Impl{race.take_winner(), {}});
    impl->server = server_of(impl->connection.get());
    PQsetnonblocking(impl->connection.get(), 1);
    PQsetNoticeReceiver(impl->connection.get(), no_notices, nullptr);
    return Connection(std::move(impl));
}

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

bool Connection::is_open() const { return impl_->connection != nullptr; }
const std::string& Connection::server() const { return impl_->server; }

EngineResult<SqlRows> Connection::ask(const std::string& sql, const std::vector<SqlValue>& parameters, milliseconds patience) {
    if (auto open = impl_->check_open(); !open) return tl::unexpected(std::move(open.error()));
    std::vector<const char*> values;
    for (const auto& value : parameters) values.push_back(value ? value->c_str() : nullptr);
    if (PQsendQueryParams(impl_->connection.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr,
                          nullptr, 0) == 0)
        return tl::unexpected(impl_->broken());
    const auto answer = impl_->take_answer(Clock::now() + patience);
    if (!answer) return tl::unexpected(answer.error());
    SqlRows rows;
    const int columns = PQnfields(answer->get());
    for (int row = 0; row < PQntuples(answer->get()); ++row) {
        auto& out = rows.emplace_back();
        for (int column = 0; column < columns; ++column)
            out.push_back(PQgetisnull(answer->get(), row, column) == 1
                              ? SqlValue{}
                              : SqlValue{std::string(PQgetvalue(answer->get(), row, column),
                                                     static_cast<std::size_t>(PQgetlength(answer->get(), row, column)))});
    }
    return rows;
}

EngineResult<void> Connection::run_script(std::string_view sql, milliseconds patience) {
    if (auto open = impl_->check_open(); !open) return open;
    if (PQsendQuery(impl_->connection.get(), std::string(sql).c_str()) == 0) return tl::unexpected(impl_->broken());
    const auto answer = impl_->take_answer(Clock::now() + patience);
    if (!answer) return tl::unexpected(answer.error());
    return {};
}

EngineResult<std::vector<std::string>> Connection::wait(milliseconds time, int wake_fd) {
    if (auto open = impl_->check_open(); !open) return tl::unexpected(std::move(open.error()));
    std::vector<std::string> payloads;
    const auto take = [&] {
        while (const std::unique_ptr<PGnotify, void (*)(void*)> one{PQnotifies(impl_->connection.get()), PQfreemem})
            payloads.emplace_back(one->extra);
    };
    const auto deadline = Clock::now() + time;
    for (take(); payloads.empty(); take()) {
        std::vector<pollfd> waiting{{PQsocket(impl_->connection.get()), POLLIN, 0}, {wake_fd, POLLIN, 0}};  // poll skips -1
        if (poll_until(waiting, deadline) <= 0) break;
        if (waiting.front().revents != 0 && PQconsumeInput(impl_->connection.get()) == 0) return tl::unexpected(impl_->broken());
        if (waiting.back().revents != 0) {
            take();
            break;
        }
    }
    return payloads;
}

std::string Connection::password_verifier(const std::string& role, const std::string& password) const {
    const LibpqText made{PQencryptPasswordConn(impl_->connection.get(), password.c_str(), role.c_str(), "scram-sha-256")};
    return made ? made.get() : "";
}

std::string Connection::quoted_name(const std::string& name) const {
    const LibpqText made{PQescapeIdentifier(impl_->connection.get(), name.c_str(), name.size())};
    return made ? made.get() : "";
}

std::string Connection::quoted_text(const std::string& text) const {
    const LibpqText made{PQescapeLiteral(impl_->connection.get(), text.c_str(), text.size())};
    return made ? made.get() : "";
}

std::vector<std::pair<std::string, std::string>> hosts_and_ports(const std::string& hosts) {
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t begin = 0; begin < hosts.size();) {
        const auto end = std::min(hosts.find(',', begin), hosts.size());
        const auto one = hosts.substr(begin, end - begin);
        const auto bracket = one.starts_with('[') ? one.find(']') : std::string::npos;
        const auto colon = bracket == std::string::npos ? one.find(':') : one.find(':', bracket);
        const auto host = bracket == std::string::npos ? one.substr(0, colon) : one.substr(1, bracket - 1);
        if (!host.empty()) out.emplace_back(host, colon == std::string::npos ? "5432" : one.substr(colon + 1));
        begin = end + 1;
    }
    return out;
}

EngineResult<Connection::Keywords> keywords_in_url(const std::string& url) {
    char* words = nullptr;
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options{PQconninfoParse(url.c_str(), &words),
                                                                                 PQconninfoFree};
    const LibpqText reason{words};
    if (!options) {
        const std::string detail(trim(reason ? reason.get() : ""));
        return tl::unexpected(engine_failure(EngineError::failed, detail, detail));
    }
    Connection::Keywords keywords;
    for (const auto* option = options.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr) keywords[option->keyword] = option->val;
    return keywords;
}

std::string bytea_text(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = "\\x";
    text.reserve(2 + 2 * bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += {digits[byte >> 4U], digits[byte & 15U]};
    }
    return text;
}

std::string bytea_bytes(std::string_view text) {
    const auto digit = [](char c) { return c >= 'a' ? c - 'a' + 10 : c - '0'; };
    if (!text.starts_with("\\x") || text.size() % 2 != 0) return {};
    std::string bytes(text.size() / 2 - 1, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(digit(text[2 + 2 * i]) * 16 + digit(text[3 + 2 * i]));
    return bytes;
}

}  // namespace entre
