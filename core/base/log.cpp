#include "core/base/log.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>

#include "core/base/thread.hpp"

namespace entre {

namespace {

constexpr std::size_t max_bytes = 5 * 1024 * 1024;
constexpr std::size_t old_files = 2;
constexpr std::size_t queued_lines = 8192;  // then the oldest line is overwritten: nobody waits for a slow disk

spdlog::level::level_enum level_of(LogLevel level) {
    switch (level) {
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

/// The log thread inherits a mask that blocks all signals: otherwise it could receive a SIGTERM that the program waits for with a
/// signalfd in another thread, and the process would end at once.
void start_log_thread() {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    spdlog::init_thread_pool(queued_lines, 1, [] { name_this_thread("log"); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

/// Creates the file if needed. A link is refused: what it points to is not ours to write.
void refuse_link(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0666);
    if (descriptor < 0) throw spdlog::spdlog_ex(errno == ELOOP ? "a link is not followed" : "cannot be opened", errno);
    ::close(descriptor);
}

/// spdlog opens by name: the file must still be the one that refuse_link saw. Children do not inherit it.
void check_opened(const std::string& file, std::FILE* opened) {
    struct stat by_name{}, by_descriptor{};
    if (::lstat(file.c_str(), &by_name) != 0 || ::fstat(::fileno(opened), &by_descriptor) != 0 ||
        by_name.st_ino != by_descriptor.st_ino || by_name.st_dev != by_descriptor.st_dev)
        throw spdlog::spdlog_ex("the file was replaced while it was opened");
    ::fcntl(::fileno(opened), F_SETFD, FD_CLOEXEC);
}

spdlog::file_event_handlers careful_opening() {
    spdlog::file_event_handlers handlers;
    handlers.before_open = refuse_link;
    handlers.after_open = check_opened;
    return handlers;
}

}  // namespace

Result<void> start_log(const std::filesystem::path& file, bool is_quiet_on_terminal) {
    std::vector<spdlog::sink_ptr> sinks;
    auto terminal = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    terminal->set_level(is_quiet_on_terminal ? spdlog::level::err : spdlog::level::info);
    sinks.push_back(std::move(terminal));
    Result<void> done;
    try {
        sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), max_bytes, old_files, false,
                                                                               careful_opening()));
    } catch (const spdlog::spdlog_ex& e) {
        done = fail(ErrorCode::file_unwritable, fmt::format("{}: {}", file.string(), e.what()));
    }
    start_log_thread();
    auto logger = std::make_shared<spdlog::async_logger>("entre", sinks.begin(), sinks.end(), spdlog::thread_pool(),
                                                         spdlog::async_overflow_policy::overrun_oldest);
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
    return done;
}

void close_log() { keep_log_quiet(); }

void keep_log_quiet() {
    if (spdlog::thread_pool()) spdlog::shutdown();  // writes what is queued
    auto logger = std::make_shared<spdlog::logger>("entre", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_level(spdlog::level::err);
    spdlog::set_default_logger(std::move(logger));
}

void log_line(LogLevel level, std::string_view area, std::string_view text) {
    // Control characters become spaces, so that foreign text, such as a printer's, cannot forge log lines.
    std::string line(text);
    std::replace_if(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    spdlog::log(level_of(level), "{}: {}", area, line);
}

void log_error(std::string_view area, const Error& error) {
    log_line(LogLevel::error, area, fmt::format("{}: {}", to_string(error.code), error.detail));
}

std::string log_name_of(std::string_view secret) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
    return fmt::format("#{:02x}{:02x}{:02x}{:02x}", hash[0], hash[1], hash[2], hash[3]);
}

}  // namespace entre
