#include "tests/support/postgres_fixture.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>
#include <stdexcept>

#include "core/base/id.hpp"

namespace entre::test {

namespace fs = std::filesystem;

namespace {

template <class T>
T taken(EngineResult<T> result) {
    if (!result) throw std::runtime_error(result.error().detail + ": " + result.error().said.english());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

void check(const Result<void>& done) {
    if (!done) throw std::runtime_error(done.error().detail);
}

/// Waits until nobody holds the other end of the pipe `alive`, then removes `folder`. In a process of its own.
[[noreturn]] void watch(const fs::path& folder, int alive) {
    ::setsid();
    ::dup2(alive, STDIN_FILENO);
    ::close_range(STDOUT_FILENO, ~0U, 0);  // also the pipe's other end, and the test's output
    char nothing = 0;
    while (::read(STDIN_FILENO, &nothing, 1) < 0 && errno == EINTR) {
    }
    signal_processes_in(folder, SIGKILL);
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    ::_exit(0);
}

}  // namespace

bool has_postgres() {
    if (postgres_programs()) return true;
    std::cerr << "skipped: Debian's package postgresql is not installed\n";
    return false;
}

// In memory where that is possible: making a server syncs some hundred files, for seconds on a busy disk.
ServerFolder::ServerFolder() {
    const bool has_memory = ::access("/dev/shm", W_OK) == 0;
    auto name = ((has_memory ? fs::path("/dev/shm") : fs::temp_directory_path()) / "entre-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
    if (::geteuid() == 0) fs::permissions(path_, fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    watcher_ = ::fork();
    if (watcher_ == 0) watch(path_, ends[0]);
    ::close(ends[0]);
    alive_ = ends[1];
}

ServerFolder::~ServerFolder() {
    ::close(alive_);
    ::waitpid(watcher_, nullptr, 0);
}

void signal_processes_in(const fs::path& folder, int signal) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        const auto works_in = fs::read_symlink(entry.path() / "cwd", error).string();
        if (!error && (works_in + "/").starts_with(folder.string() + "/"))
            ::kill(std::stoi(entry.path().filename().string()), signal);
    }
}

PostgresFixture::PostgresFixture() : cluster_(folder_.path() / "share"), seminar_(some_uuid()) {
    for (int attempt = 0;; ++attempt) {
        port_ = free_port();
        const auto started = cluster_.start({"127.0.0.1", port_});
        if (started) break;
        if (started.error().code != ErrorCode::address_taken || attempt == 5) check(started);
    }
    taken(EngineAdmin::make_database(cluster_.owner_keywords("postgres"), "entre"));
    auto owner = admin();
    taken(owner.set_up());
    taken(owner.add_seminar(seminar_));
    fs::copy_file(cluster_.certificate(), certificate_file());
}

PostgresFixture::~PostgresFixture() {
    thaw();
    static_cast<void>(cluster_.stop());
}

ShareKey PostgresFixture::new_key() {
    auto owner = admin();
    const auto made = owner.new_login();
    taken(owner.add_login(seminar_, made.login));
    return {seminar_,      "127.0.0.1:" + std::to_string(port_), "entre",   made.login.role,
            made.password, read_file(certificate_file()),        seal_key_, "EMAILKEY",
            false};
}

EngineResult<Engine> PostgresFixture::try_connect(const ShareKey& key, std::chrono::milliseconds patience) const {
    return Engine::connect(key, certificate_file(), patience);
}

Engine PostgresFixture::connect(const ShareKey& key) const { return taken(try_connect(key)); }

Engine PostgresFixture::join() {
    auto engine = connect(new_key());
    taken(engine.join(some_uuid(), "Kiosk 1"));
    return engine;
}

EngineAdmin PostgresFixture::admin() const { return taken(EngineAdmin::connect({cluster_.owner_keywords("entre")})); }

Connection PostgresFixture::owner() const {
    return taken(Connection::open({cluster_.owner_keywords("entre")}, patience_of_tests));
}

void PostgresFixture::restart() {
    check(cluster_.stop());
    check(cluster_.start({"127.0.0.1", port_}));
}

void PostgresFixture::kill_server() {
    if (const auto server = cluster_.process()) ::kill(*server, SIGKILL);
}

void PostgresFixture::freeze() { signal_processes_in(cluster_.data(), SIGSTOP); }
void PostgresFixture::thaw() { signal_processes_in(cluster_.data(), SIGCONT); }

std::string some_uuid() { return new_uuid(utc_now()); }

}  // namespace entre::test
