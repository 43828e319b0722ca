#include "core/import/formats/export_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "core/base/text.hpp"
#include "core/import/formats/csv.hpp"
#include "core/import/formats/json_rows.hpp"
#include "core/import/formats/workbook.hpp"

namespace entre {

namespace {

constexpr std::size_t max_bytes = 1U << 30;

bool are_same(const struct stat& a, const struct stat& b) {
    return a.st_ino == b.st_ino && a.st_dev == b.st_dev && a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
           a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

std::vector<Sheet> only(std::function<Result<std::string>(const RowSink&)> read) {
    std::vector<Sheet> one;
    one.push_back({{}, false, std::move(read), {}});
    return one;
}

std::vector<Sheet> sheets_of(const std::shared_ptr<const Workbook>& book) {
    std::vector<Sheet> all;
    for (std::size_t i = 0; i < book->sheets().size(); ++i) {
        auto marked = std::make_shared<MarkedRows>();
        auto read = [book, i, marked](const RowSink& sink) -> Result<std::string> {
            if (const auto done = book->read(i, sink, marked.get()); !done) return pass_on(done);
            if (book->sheets().size() == 1) return std::string(book->kind());
            return fmt::format("{}, sheet \"{}\" of {}", book->kind(), book->sheets()[i], book->sheets().size());
        };
        all.push_back({book->sheets()[i], true, std::move(read), std::move(marked)});
    }
    for (const auto& name : book->hidden_sheets()) all.push_back({name, true, {}, {}, true});
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

    std::size_t fill(std::span<char> into, std::size_t from) const {
        if (descriptor < 0) return bytes.copy(into.data(), into.size(), std::min(from, bytes.size()));
        std::size_t done = 0;
        while (done < into.size()) {
            const auto got = ::pread(descriptor, into.data() + done, into.size() - done, static_cast<off_t>(from + done));
            if (got <= 0) break;
            done += static_cast<std::size_t>(got);
        }
        return done;
    }
    /// Reads up to `count` bytes.
    std::string read_at(std::size_t from, std::size_t count) const {
        std::string read(count, '\0');
        read.resize(fill(read, from));
        return read;
    }

    std::string name;
    std::filesystem::path path;
    int descriptor = -1;  // -1: the content is in `bytes`
    struct stat opened{};
    std::size_t size = 0, piece = usual_piece;
    std::string beginning, bytes;
};

ExportFile::ExportFile(std::shared_ptr<Inside> inside) : inside_(std::move(inside)) {}

ExportFile::ExportFile(std::string name, std::string bytes, std::size_t piece) : inside_(std::make_shared<Inside>()) {
    inside_->name = std::move(name);
    inside_->size = bytes.size();
    inside_->piece = piece;
    inside_->beginning = bytes.substr(0, usual_piece);
    inside_->bytes = std::move(bytes);
}

const std::string& ExportFile::name() const { return inside_->name; }
std::size_t ExportFile::size() const { return inside_->size; }
std::string_view ExportFile::beginning() const { return inside_->beginning; }

void ExportFile::pieces(const std::function<bool(std::string_view, bool)>& take) const {
    const auto& in = *inside_;
    for (std::size_t at = 0; at < in.size;) {
        const bool is_there = in.descriptor < 0;
        const std::string read = is_there ? std::string{} : in.read_at(at, std::min(in.piece, in.size - at));
        const std::string_view piece = is_there ? std::string_view(in.bytes).substr(at, in.piece) : std::string_view(read);
        if (piece.empty()) return;
        at += piece.size();
        if (!take(piece, at == in.size)) return;
    }
}

std::string ExportFile::piece_at(std::size_t from) const {
    const auto& in = *inside_;
    return in.read_at(from, std::min(in.piece, in.size - std::min(from, in.size)));
}

std::size_t ExportFile::read_at(std::size_t from, std::span<char> into) const { return inside_->fill(into, from); }

std::size_t ExportFile::count_of(std::string_view what, std::size_t limit) const {
    std::size_t count = 0;
    std::string seen;  // the piece and the end of the previous one, where a match may begin
    pieces([&](std::string_view piece, bool) {
        seen.append(piece);
        for (auto at = seen.find(what); at != std::string::npos && count < limit; at = seen.find(what, at + 1)) ++count;
        seen.erase(0, seen.size() - std::min(seen.size(), what.size() - 1));
        return count < limit;
    });
    return count;
}

bool ExportFile::has_changed() const {
    if (inside_->descriptor < 0) return false;
    struct stat now{}, named{};
    return ::fstat(inside_->descriptor, &now) != 0 || ::stat(inside_->path.c_str(), &named) != 0 ||
           !are_same(inside_->opened, now) || !are_same(now, named);
}

Error kept_changing(const std::filesystem::path& file) {
    return error_of(ErrorCode::file_unreadable,
                    sentence("{} kept changing while it was read. Wait until it is saved, then import it.", file.string()));
}

bool has_extension_of_list(const std::filesystem::path& file) {
    constexpr std::array<std::string_view, 7> extensions{".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".json"};
    return std::ranges::find(extensions, to_lower_ascii(file.extension().string())) != extensions.end();
}

Result<ExportFile> open_export_file(const std::filesystem::path& file) {
    auto inside = std::make_shared<ExportFile::Inside>();
    inside->descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // opening a pipe must not block
    if (inside->descriptor < 0) {
        const auto code = errno == ENOENT ? ErrorCode::file_missing : ErrorCode::file_unreadable;
        return fail(code, sentence("{} cannot be opened: {}.", file.string(), std::strerror(errno)));
    }
    ::fstat(inside->descriptor, &inside->opened);
    if (!S_ISREG(inside->opened.st_mode) || static_cast<std::size_t>(inside->opened.st_size) > max_bytes)
        return fail(ErrorCode::export_invalid, sentence("{} is not a file of at most 1 GB", file.string()));
    inside->name = file.string();
    inside->path = file;
    inside->size = static_cast<std::size_t>(inside->opened.st_size);
    inside->beginning = inside->read_at(0, std::min(inside->size, ExportFile::usual_piece));
    return ExportFile(std::move(inside));
}

Result<std::vector<Sheet>> sheets_of(const ExportFile& file) {
    if (is_workbook(file.beginning())) {
        auto book = Workbook::open(file);
        if (!book) return pass_on(book);
        return sheets_of(std::make_shared<const Workbook>(std::move(*book)));
    }
    if (is_json(file.beginning())) return lists_of_json(file);
    return only([file](const RowSink& sink) { return read_csv(file, sink); });
}

}  // namespace entre
