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

constexpr std::size_t most_bytes = 1U << 30, most_in_memory = 256U << 20;

bool are_same(const struct stat& a, const struct stat& b) {
    return a.st_ino == b.st_ino && a.st_dev == b.st_dev && a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
           a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
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

struct ExportFile::Inside {
    Inside() = default;
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() {
        if (descriptor >= 0) ::close(descriptor);
    }

    /// As many bytes as there are, up to `count`.
    std::string read_at(std::size_t from, std::size_t count) const {
        std::string read(count, '\0');
        std::size_t done = 0;
        while (done < count) {
            const auto got = ::pread(descriptor, read.data() + done, count - done, static_cast<off_t>(from + done));
            if (got <= 0) break;
            done += static_cast<std::size_t>(got);
        }
        read.resize(done);
        return read;
    }

    std::string name;
    std::filesystem::path path;
    int descriptor = -1;  // -1: all of it is in `bytes`
    struct stat opened {};
    std::size_t size = 0, piece = usual_piece;
    std::string beginning, bytes;
    bool is_whole = false;
};

ExportFile::ExportFile(std::shared_ptr<Inside> inside) : inside_(std::move(inside)) {}

ExportFile::ExportFile(std::string name, std::string bytes, std::size_t piece) : inside_(std::make_shared<Inside>()) {
    inside_->name = std::move(name);
    inside_->size = bytes.size();
    inside_->piece = piece;
    inside_->beginning = bytes.substr(0, usual_piece);
    inside_->bytes = std::move(bytes);
    inside_->is_whole = true;
}

const std::string& ExportFile::name() const { return inside_->name; }
std::size_t ExportFile::size() const { return inside_->size; }
std::string_view ExportFile::beginning() const { return inside_->beginning; }

void ExportFile::pieces(const std::function<bool(std::string_view, bool)>& take) const {
    const auto& in = *inside_;
    for (std::size_t at = 0; at < in.size;) {
        const std::string read = in.is_whole ? std::string{} : in.read_at(at, std::min(in.piece, in.size - at));
        const std::string_view piece = in.is_whole ? std::string_view(in.bytes).substr(at, in.piece) : std::string_view(read);
        if (piece.empty()) return;
        at += piece.size();
        if (!take(piece, at == in.size)) return;
    }
}

std::string ExportFile::piece_at(std::size_t from) const {
    const auto& in = *inside_;
    if (in.is_whole) return in.bytes.substr(std::min(from, in.bytes.size()), in.piece);
    return in.read_at(from, std::min(in.piece, in.size - std::min(from, in.size)));
}

Result<std::string_view> ExportFile::whole() const {
    auto& in = *inside_;
    if (in.size > most_in_memory)
        return fail(ErrorCode::export_invalid, fmt::format("{} is over {} MB. Save it as csv in UTF-8, of which any amount can be read.", in.name, most_in_memory >> 20));
    if (!in.is_whole) {
        in.bytes = in.read_at(0, in.size);
        in.is_whole = true;
    }
    return std::string_view(in.bytes);
}

bool ExportFile::has_changed() const {
    if (inside_->descriptor < 0) return false;
    struct stat now {}, named {};
    return ::fstat(inside_->descriptor, &now) != 0 || ::stat(inside_->path.c_str(), &named) != 0 || !are_same(inside_->opened, now) || !are_same(now, named);
}

Error kept_changing(const std::filesystem::path& file) {
    return {ErrorCode::file_unreadable, fmt::format("{} kept changing while it was read. Wait until it is saved, then import it.", file.string())};
}

Result<ExportFile> open_export_file(const std::filesystem::path& file) {
    auto inside = std::make_shared<ExportFile::Inside>();
    inside->descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe must not hold us up
    if (inside->descriptor < 0) {
        const auto code = errno == ENOENT ? ErrorCode::file_missing : ErrorCode::file_unreadable;
        return fail(code, fmt::format("{}: {}", file.string(), std::strerror(errno)));
    }
    ::fstat(inside->descriptor, &inside->opened);
    if (!S_ISREG(inside->opened.st_mode) || static_cast<std::size_t>(inside->opened.st_size) > most_bytes)
        return fail(ErrorCode::export_invalid, fmt::format("{} is not a file of at most 1 GB", file.string()));
    inside->name = file.string();
    inside->path = file;
    inside->size = static_cast<std::size_t>(inside->opened.st_size);
    inside->beginning = inside->read_at(0, std::min(inside->size, ExportFile::usual_piece));
    return ExportFile(std::move(inside));
}

Result<std::vector<Sheet>> sheets_of(const ExportFile& file) {
    if (is_workbook(file.beginning())) {
        const auto bytes = file.whole();
        if (!bytes) return pass_on(bytes);
        auto book = Workbook::open(std::string(*bytes), file.name());
        if (!book) return pass_on(book);
        return sheets_of(std::make_shared<const Workbook>(std::move(*book)));
    }
    if (is_json(file.beginning()))
        return only([file](const RowSink& sink) { return read_json(file, sink); });
    return only([file](const RowSink& sink) { return read_csv(file, sink); });
}

}  // namespace entre
