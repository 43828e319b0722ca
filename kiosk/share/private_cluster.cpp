#include "kiosk/share/private_cluster.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include <charconv>
#include <thread>

#include "core/base/atomic_file.hpp"
#include "core/base/digest.hpp"
#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "kiosk/live_page/certificate.hpp"
#include "kiosk/process/child_process.hpp"
#include "kiosk/process/file_handle.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr const char* owner = "entre_owner";
constexpr const char* server_user = "postgres";  // of Debian's package
constexpr std::size_t max_socket_folder = 80;    // a socket's path has 107 characters
constexpr milliseconds program_patience{60000};
constexpr int start_attempts = 20;
constexpr milliseconds start_pause{500};

bool is_root() { return ::geteuid() == 0; }

/// The user that the server runs as.
std::string user_of_server() {
    if (is_root()) return server_user;
    const auto* const user = ::getpwuid(::geteuid());
    return user == nullptr ? std::string() : user->pw_name;
}

struct Outcome {
    int status = 0;
    std::string output;
};

std::string content_of(int file) {
    std::string text(1U << 16, '\0');
    const auto size = ::pread(file, text.data(), text.size(), 0);
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    return text;
}

/// Runs a program as the server's user and waits for its end.
Result<Outcome> run(const fs::path& program, std::vector<std::string> arguments) {
    const FileHandle output(::memfd_create("output", MFD_CLOEXEC));
    fs::path started = program;
    if (is_root()) {
        const std::string user = server_user;
        arguments.insert(arguments.begin(), {"--reuid", user, "--regid", user, "--init-groups", "--", program.string()});
        started = "/usr/bin/setpriv";
    }
    auto child = ChildProcess::start(started, arguments, {{output.get(), STDOUT_FILENO}, {output.get(), STDERR_FILENO}});
    if (!child) return pass_on(child);
    const int status = child->end(program_patience);
    return Outcome{status, content_of(output.get())};
}

/// For the server's user, which is another one if this is root.
Result<void> hand_over(const fs::path& path) {
    if (!is_root()) return {};
    const auto* const user = ::getpwnam(server_user);
    if (user == nullptr || ::lchown(path.c_str(), user->pw_uid, user->pw_gid) != 0)
        return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be given to user {}", path.string(), server_user));
    return {};
}

Result<void> write_for_server(const fs::path& file, std::string_view text) {
    if (auto done = write_file_atomically(file, text, FileMode::owner_only); !done) return done;
    return hand_over(file);
}

int number_in(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<int> major_of(const fs::path& data) {
    const auto text = load_file(data / "PG_VERSION");
    if (!text) return std::nullopt;
    return number_in(*text);
}

/// Where the server's local socket is: in its folder, unless that has too long a name for sockets.
fs::path socket_folder(const fs::path& folder) {
    if (folder.string().size() <= max_socket_folder) return folder;
    return fs::temp_directory_path() / ("entre-" + sha256_hex(folder.string()).substr(0, 16));
}

std::string settings_text(const PrivateCluster& cluster, const ClusterAddress& at) {
    return fmt::format(
        "# Written by Entré at every start of the server.\n"
        "listen_addresses = '{}'\nport = {}\nunix_socket_directories = '{}'\nunix_socket_permissions = 0777\n"
        "hba_file = '{}'\nident_file = '{}'\n"
        "ssl = on\nssl_cert_file = '{}'\nssl_key_file = '{}'\nssl_min_protocol_version = 'TLSv1.2'\n"
        "password_encryption = 'scram-sha-256'\n"
        // A kiosk has one connection, and sometimes a second one that the server has not yet noticed to be lost.
        "max_connections = 120\nshared_buffers = 16MB\nwork_mem = 2MB\ntemp_file_limit = 64MB\nhuge_pages = off\n"
        "dynamic_shared_memory_type = mmap\n"  // nothing outside its folder
        "wal_level = minimal\nmax_wal_senders = 0\nmin_wal_size = 32MB\nmax_wal_size = 128MB\n"
        // Connections that broke without a word are noticed after some seconds.
        "tcp_keepalives_idle = 5\ntcp_keepalives_interval = 2\ntcp_keepalives_count = 3\ntcp_user_timeout = 10000\n"
        "log_min_messages = warning\nlog_min_error_statement = panic\nlog_line_prefix = '%m '\n",
        at.address, at.port, socket_folder(cluster.folder()).string(), (cluster.folder() / "pg_hba.conf").string(),
        (cluster.folder() / "pg_ident.conf").string(), cluster.certificate().string(),
        (cluster.folder() / "share-key.pem").string());
}

/// The owner on this machine only; kiosks encrypted only, and to one database only.
std::string access_text() {
    std::string text = fmt::format("local all {} peer map=entre\n", owner);
    for (const auto* role : {"entre_kiosk", "entre_invited"})
        for (const auto* network : {"0.0.0.0/0", "::/0"})
            text += fmt::format("hostssl entre +{} {} scram-sha-256\n", role, network);
    return text;
}

std::string users_text() {
    return fmt::format("entre {0} {1}\n{2}", user_of_server(), owner, is_root() ? fmt::format("entre root {}\n", owner) : "");
}

Result<void> make_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::is_directory(folder, error)) return {};
    if (const auto parent = folder.parent_path(); !fs::exists(parent, error)) {
        fs::create_directories(parent, error);
        if (is_root()) fs::permissions(parent, fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add, error);
    }
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be made: {}", folder.string(), error.message()));
    return hand_over(folder);
}

Error failed_program(const char* what, const Outcome& outcome, const fs::path& log) {
    const auto written = load_file(log);
    log_warning("share", "{}: {}: {}", what, exit_text(outcome.status), outcome.output);
    const bool is_full = outcome.output.find("No space left") != std::string::npos ||
                         (written && written->rfind("No space left") != std::string::npos);
    if (is_full)
        return error_of(ErrorCode::disk_full, sentence("The disk is full, so the engine cannot start. Free some space."));
    return error_of(ErrorCode::database_failed,
                    sentence("PostgreSQL cannot be started for sharing ({}): see {}", what, log.string()));
}

/// A complete server folder or none: it gets its name last.
Result<void> make_data(const PrivateCluster& cluster, const fs::path& programs) {
    const auto making = cluster.folder() / "data-making";
    std::error_code error;
    fs::remove_all(making, error);
    const auto made =
        run(programs / "initdb", {"--pgdata", making.string(), "--username", owner, "--encoding", "UTF8", "--locale", "C.UTF-8",
                                  "--data-checksums", "--auth-local", "peer", "--auth-host", "reject"});
    if (!made) return pass_on(made);
    if (made->status != 0) return tl::unexpected(failed_program("initdb", *made, cluster.log()));
    fs::rename(making, cluster.data(), error);
    if (error) return fail(ErrorCode::file_unwritable, fmt::format("{}: {}", cluster.data().string(), error.message()));
    return {};
}

/// Sets a folder aside whose PostgreSQL is gone: after an upgrade of Debian.
Result<void> set_aside_if_old(const PrivateCluster& cluster) {
    const auto major = major_of(cluster.data());
    if (!fs::exists(cluster.data()) || (major && postgres_programs(*major))) return {};
    auto aside = cluster.folder() / fmt::format("data-{}", major.value_or(0));
    std::error_code error;
    for (int number = 2; fs::exists(aside, error); ++number)
        aside = cluster.folder() / fmt::format("data-{}-{}", major.value_or(0), number);
    fs::rename(cluster.data(), aside, error);
    if (error) return fail(ErrorCode::file_unwritable, fmt::format("{}: {}", cluster.data().string(), error.message()));
    log_warning("share", "PostgreSQL {} is no longer installed: the engine is made anew, its old folder is {}", major.value_or(0),
                aside.string());
    return {};
}

Result<void> write_settings(const PrivateCluster& cluster, const ClusterAddress& at) {
    const CertificateNames names{"share-cert.pem", "share-key.pem"};
    const auto certificate = own_certificate(cluster.folder(), {"entre"}, names);
    if (!certificate) return pass_on(certificate);
    if (auto done = hand_over(certificate->certificate); !done) return done;
    if (auto done = hand_over(certificate->key); !done) return done;
    const std::pair<fs::path, std::string> files[] = {
        {cluster.data() / "postgresql.conf", settings_text(cluster, at)},
        {cluster.folder() / "pg_hba.conf", access_text()},
        {cluster.folder() / "pg_ident.conf", users_text()},
        {cluster.folder() / "address", fmt::format("{} {}\n", at.address, at.port)}};
    for (const auto& [file, text] : files)
        if (auto done = write_for_server(file, text); !done) return done;
    return {};
}

/// After a power cut the server's own note names a process that is gone, or that another program has got the number of.
void remove_stale_note(const PrivateCluster& cluster) {
    std::error_code ignored;
    if (!cluster.is_running()) fs::remove(cluster.data() / "postmaster.pid", ignored);
}

Result<void> start_server(const PrivateCluster& cluster, const fs::path& programs, const ClusterAddress& at) {
    Outcome last;
    for (int attempt = 0; attempt < start_attempts; ++attempt) {
        if (attempt > 0) std::this_thread::sleep_for(start_pause);  // what a killed server left ends by itself
        remove_stale_note(cluster);
        std::error_code ignored;
        fs::remove(cluster.log(), ignored);  // so that it holds nothing but this start
        auto started = run(programs / "pg_ctl", {"start", "--pgdata", cluster.data().string(), "--log", cluster.log().string(),
                                                 "--wait", "--timeout", "30", "--silent"});
        if (!started) return pass_on(started);
        if (started->status == 0) return {};
        last = std::move(*started);
        const auto log = load_file(cluster.log());
        if (log && (log->find("Address already in use") != std::string::npos ||
                    log->find("Cannot assign requested address") != std::string::npos))
            return fail(
                ErrorCode::address_taken,
                sentence("{}:{} cannot be listened on: another program has it, or this computer has no such address. Choose "
                         "another: entre share DIR --listen ADDRESS:PORT",
                         at.address, at.port));
    }
    return tl::unexpected(failed_program("pg_ctl start", last, cluster.log()));
}

/// Held while a process makes or starts the cluster.
Result<FileHandle> lock_folder(const fs::path& folder) {
    FileHandle file(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    while (file && ::flock(file.get(), LOCK_EX) != 0)
        if (errno != EINTR) file.reset();
    if (!file) return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be locked", (folder / "lock").string()));
    return file;
}

/// Whether user postgres can reach it.
bool is_reachable(const fs::path& folder) {
    std::error_code error;
    for (auto path = fs::absolute(folder, error); path != path.root_path(); path = path.parent_path())
        if ((fs::status(path, error).permissions() & fs::perms::others_exec) == fs::perms::none) return false;
    return true;
}

}  // namespace

std::optional<fs::path> postgres_programs(std::optional<int> major) {
    std::error_code error;
    std::optional<fs::path> found;
    int newest = 0;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
        const int version = number_in(entry.path().filename().string());
        if (version <= newest || (major && version != *major) || !fs::exists(entry.path() / "bin/initdb", error)) continue;
        newest = version;
        found = entry.path() / "bin";
    }
    return found;
}

PrivateCluster PrivateCluster::of(const SeminarFolder& seminar) {
    std::error_code ignored;
    auto folder = fs::weakly_canonical(fs::absolute(seminar.path, ignored), ignored);
    if (!folder.has_filename()) folder = folder.parent_path();  // "seminar/" is "seminar"
    if (!is_root() || is_reachable(folder)) return PrivateCluster(folder / "share");
    return PrivateCluster(fs::path("/var/lib/entre") / ("share-" + sha256_hex(folder.string()).substr(0, 16)));
}

Result<void> PrivateCluster::start(const ClusterAddress& at) const {
    if (!postgres_programs())
        return fail(
            ErrorCode::file_missing,
            sentence("PostgreSQL, which lets kiosks share a seminar, is not installed. Install it: sudo apt install postgresql"));
    if (auto done = make_folder(folder_); !done) return done;
    if (auto done = make_folder(socket_folder(folder_)); !done) return done;
    const auto lock = lock_folder(folder_);
    if (!lock) return pass_on(lock);
    const auto before = address();
    const bool is_same = before && before->address == at.address && before->port == at.port;
    if (is_running() && is_same) return {};
    if (auto done = stop(); !done) return done;
    if (auto done = set_aside_if_old(*this); !done) return done;
    const auto programs = postgres_programs(major_of(data()));
    if (!fs::exists(data()))
        if (auto done = make_data(*this, *programs); !done) return done;
    if (auto done = write_settings(*this, at); !done) return done;
    return start_server(*this, *programs, at);
}

Result<void> PrivateCluster::stop() const {
    const auto programs = postgres_programs(major_of(data()));
    if (!programs || !is_running()) return {};
    const auto stopped = run(*programs / "pg_ctl",
                             {"stop", "--pgdata", data().string(), "--mode", "fast", "--wait", "--timeout", "30", "--silent"});
    if (!stopped) return pass_on(stopped);
    if (stopped->status != 0 && is_running()) return tl::unexpected(failed_program("pg_ctl stop", *stopped, log()));
    return {};
}

bool PrivateCluster::exists() const {
    std::error_code ignored;
    return fs::exists(data() / "PG_VERSION", ignored);
}

bool PrivateCluster::is_running() const { return process().has_value(); }

std::optional<int> PrivateCluster::process() const {
    const auto note = load_file(data() / "postmaster.pid");
    if (!note) return std::nullopt;
    const int id = number_in(*note);
    std::error_code error;
    // A server works in its folder; the number may be another program's by now.
    const auto works_in = fs::read_symlink(fmt::format("/proc/{}/cwd", id), error);
    if (error || works_in != fs::canonical(data(), error)) return std::nullopt;
    return id;
}

std::optional<ClusterAddress> PrivateCluster::address() const {
    const auto text = load_file(folder_ / "address");
    if (!text) return std::nullopt;
    const auto space = text->find(' ');
    if (space == std::string::npos) return std::nullopt;
    return ClusterAddress{text->substr(0, space), number_in(std::string_view(*text).substr(space + 1))};
}

Connection::Keywords PrivateCluster::owner_keywords(const std::string& database) const {
    return {{"host", socket_folder(folder_).string()},
            {"port", std::to_string(address().value_or(ClusterAddress{}).port)},
            {"dbname", database},
            {"user", owner},
            {"requirepeer", user_of_server()},
            {"application_name", "entre share"}};
}

}  // namespace entre
