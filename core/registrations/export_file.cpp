#include "core/registrations/export_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "core/registrations/csv.hpp"
#include "core/registrations/json_rows.hpp"
#include "core/registrations/workbook.hpp"

namespace entre {

namespace {

constexpr std::size_t most_bytes = 100U * 1024 * 1024;
constexpr int most_readings = 3;

Result<std::string> read_once(const std::filesystem::path& file, bool& has_changed) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe must not hold us up
    if (descriptor < 0) {
        const auto code = errno == ENOENT ? ErrorCode::file_missing : ErrorCode::file_unreadable;
        return fail(code, fmt::format("{}: {}", file.string(), std::strerror(errno)));
    }
    struct stat before {}, after {};
    ::fstat(descriptor, &before);
    std::string bytes;
    if (!S_ISREG(before.st_mode) || static_cast<std::size_t>(before.st_size) > most_bytes) {
        ::close(descriptor);
        return fail(ErrorCode::export_invalid, fmt::format("{} is not a file of at most 100 MB", file.string()));
    }
    bytes.resize(static_cast<std::size_t>(before.st_size) + 1);
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0 && size < bytes.size(); size += static_cast<std::size_t>(std::max<ssize_t>(got, 0)))
        got = ::read(descriptor, bytes.data() + size, bytes.size() - size);
    bytes.resize(size);
    ::fstat(descriptor, &after);
    struct stat named {};
    const bool is_same_name = ::stat(file.c_str(), &named) == 0 && named.st_ino == after.st_ino;
    has_changed = size != static_cast<std::size_t>(before.st_size) || after.st_size != before.st_size || !is_same_name ||
                  after.st_mtim.tv_sec != before.st_mtim.tv_sec || after.st_mtim.tv_nsec != before.st_mtim.tv_nsec;
    ::close(descriptor);
    return bytes;
}

std::vector<Sheet> only(std::function<Result<std::string>(const RowSink&)> read) {
    std::vector<Sheet> one;
    one.push_back({{}, false, std::move(read)});
    return one;
}

std::vector<Sheet> sheets_of(const std::shared_ptr<const Workbook>& book) {
    std::vector<Sheet> all;
    for (std::size_t i = 0; i < book->sheets().size(); ++i)
        all.push_back({book->sheets()[i], true, [book, i](const RowSink& sink) -> Result<std::string> {
                           if (const auto read = book->read(i, sink); !read) return pass_on(read);
                           if (book->sheets().size() == 1) return std::string(book->kind());
                           return fmt::format("{}, sheet \"{}\" of {}", book->kind(), book->sheets()[i], book->sheets().size());
                       }});
    return all;
}

}  // namespace

Result<ExportFile> read_export_file(const std::filesystem::path& file) {
    for (int reading = 0; reading < most_readings; ++reading) {
        bool has_changed = false;
        auto bytes = read_once(file, has_changed);
        if (!bytes) return pass_on(bytes);
        if (has_changed) continue;
        return ExportFile{file.string(), std::move(*bytes)};
    }
    return fail(ErrorCode::file_unreadable,
                fmt::format("{} kept changing while it was read. Wait until it is saved, then import it.", file.string()));
}

Result<std::vector<Sheet>> sheets_of(const ExportFile& file) {
    if (is_workbook(file.bytes)) {
        auto book = Workbook::open(file.bytes, file.name);
        if (!book) return pass_on(book);
        return sheets_of(std::make_shared<const Workbook>(std::move(*book)));
    }
    if (is_json(file.bytes)) return only([&file](const RowSink& sink) { return read_json(file.bytes, file.name, sink); });
    return only([&file](const RowSink& sink) { return read_csv(file.bytes, file.name, sink); });
}

}  // namespace entre
