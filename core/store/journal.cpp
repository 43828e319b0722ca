#include "core/store/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/atomic_file.hpp"
#include "core/base/clock.hpp"
#include "core/base/digest.hpp"
#include "core/base/log.hpp"

namespace entre {

namespace {

constexpr std::size_t max_bytes = 256U << 20;
constexpr std::size_t sum_digits = 16;
constexpr std::string_view sum_key = ",\"sum\":\"";
constexpr std::size_t tail_size = sum_key.size() + sum_digits + 2;  // with the closing quotation mark and brace

tl::unexpected<Error> failed(const std::filesystem::path& file, int reason) {
    return fail(
        reason == ENOSPC || reason == EDQUOT ? ErrorCode::disk_full : ErrorCode::file_unwritable,
        fmt::format("{}: {}. Check the disk; nothing that was acknowledged is lost.", file.string(), std::strerror(reason)));
}

std::string sum_of(std::string_view text) { return sha256_hex(text).substr(0, sum_digits); }

/// The entry in a complete line without line feed; empty when the sum does not match.
std::string entry_in(std::string_view line) {
    if (line.size() <= tail_size || line.substr(line.size() - tail_size, sum_key.size()) != sum_key) return {};
    const auto text = line.substr(0, line.size() - tail_size);
    if (line.substr(line.size() - 2) != "\"}" || line.substr(line.size() - 2 - sum_digits, sum_digits) != sum_of(text)) return {};
    return std::string(text) + "}";
}

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno != EINTR) return false;
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return true;
}

}  // namespace

std::string journal_line(std::string_view entry) {
    const auto text = entry.substr(0, entry.size() - 1);  // without the closing brace
    return fmt::format("{}{}{}\"}}\n", text, sum_key, sum_of(text));
}

Result<JournalContent> read_journal(const std::filesystem::path& file) {
    const auto text = load_file(file, max_bytes);
    if (!text && text.error().code == ErrorCode::file_missing) return JournalContent{};
    if (!text) return pass_on(text);
    JournalContent content;
    std::string_view rest = *text;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        if (auto entry = entry_in(rest.substr(0, end)); !entry.empty())
            content.entries.push_back(std::move(entry));
        else
            ++content.unreadable;
        rest.remove_prefix(end + 1);
    }
    return content;
}

Result<std::filesystem::path> make_damaged_folder(const SeminarFolder& folder) {
    std::string stamp = to_rfc3339(utc_now());
    std::erase(stamp, ':');
    auto kept = folder.path / ("damaged-" + stamp);
    std::error_code error;
    std::filesystem::create_directory(kept, error);
    if (!error && sync_folder_of(kept)) return kept;
    return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be made: {}", kept.string(), error.message()));
}

Result<void> write_journal_anew(const SeminarFolder& folder, const std::vector<std::string>& entries, std::size_t unreadable) {
    const auto file = folder.journal();
    if (unreadable > 0) {
        const auto kept = make_damaged_folder(folder);
        if (!kept) return pass_on(kept);
        log_warning("store",
                    "{} lines of the journal are damaged. It is written anew from entre.db, which is sound; the old one is {}",
                    unreadable, (*kept / file.filename()).string());
        std::error_code error;
        std::filesystem::copy_file(file, *kept / file.filename(), error);
        if (error)
            return fail(ErrorCode::file_unwritable, fmt::format("{} cannot be copied: {}", file.string(), error.message()));
    }
    AtomicFile anew(file, FileMode::owner_only);
    for (const auto& entry : entries) anew.write(journal_line(entry));
    return anew.put_in_place();
}

Result<Journal> Journal::open(const std::filesystem::path& file) {
    const bool is_new = ::access(file.c_str(), F_OK) != 0;
    Journal journal(file, ::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (journal.descriptor_ < 0) return failed(file, errno);
    if (is_new && !sync_folder_of(file)) return failed(file, errno);
    const auto text = load_file(file, max_bytes);
    if (!text) return pass_on(text);
    const auto whole = text->rfind('\n') == std::string::npos ? 0 : text->rfind('\n') + 1;
    if (whole != text->size() && ::ftruncate(journal.descriptor_, static_cast<off_t>(whole)) != 0) return failed(file, errno);
    return journal;
}

Journal::Journal(Journal&& other) noexcept : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

Journal& Journal::operator=(Journal&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

Journal::~Journal() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> Journal::add(const std::vector<std::string>& entries, bool is_synced) {
    std::string lines;
    for (const auto& entry : entries) lines += journal_line(entry);
    if (!write_all(descriptor_, lines) || (is_synced && ::fdatasync(descriptor_) != 0)) return failed(file_, errno);
    return {};
}

bool Journal::is_in_place() const {
    struct stat there{}, here{};
    return ::stat(file_.c_str(), &there) == 0 && ::fstat(descriptor_, &here) == 0 && there.st_dev == here.st_dev &&
           there.st_ino == here.st_ino;
}

}  // namespace entre
