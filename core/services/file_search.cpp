#include "core/services/file_search.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <functional>
#include <memory>

#include "core/base/atomic_file.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/services/pdf_text.hpp"

namespace entre {

namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::size_t piece_bytes = 1U << 16;
constexpr std::uint64_t max_unpacked = std::uint64_t{4} << 30U;
constexpr std::size_t max_pdf_bytes = std::size_t{64} << 20U;

enum class FileKind { plain, zip, gzip, pdf, picture, packed };

FileKind kind_of(std::string_view beginning) {
    struct Magic {
        std::string_view bytes;
        FileKind kind;
    };
    static constexpr std::array<Magic, 15> known{{{"PK\x03\x04"sv, FileKind::zip},
                                                  {"PK\x05\x06"sv, FileKind::zip},
                                                  {"\x1f\x8b"sv, FileKind::gzip},
                                                  {"%PDF-"sv, FileKind::pdf},
                                                  {"\x89PNG"sv, FileKind::picture},
                                                  {"\xff\xd8\xff"sv, FileKind::picture},
                                                  {"GIF8"sv, FileKind::picture},
                                                  {"BZh"sv, FileKind::packed},
                                                  {"\xfd\x37zXZ"sv, FileKind::packed},
                                                  {"\x28\xb5\x2f\xfd"sv, FileKind::packed},
                                                  {"7z\xbc\xaf\x27"sv, FileKind::packed},
                                                  {"Rar!"sv, FileKind::packed},
                                                  {"\xd0\xcf\x11\xe0"sv, FileKind::packed},  // Word and Excel until 2003
                                                  {"\x1f\x9d"sv, FileKind::packed},
                                                  {"\x04\x22\x4d\x18"sv, FileKind::packed}}};
    for (const auto& [bytes, kind] : known)
        if (beginning.starts_with(bytes)) return kind;
    return FileKind::plain;
}

/// An open file, read in pieces.
class OpenFile {
public:
    explicit OpenFile(const fs::path& file) : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// The next piece; empty at the end. Errors: file_unreadable.
    Result<std::string_view> next() {
        ssize_t got = 0;
        do got = ::read(descriptor_, piece_.data(), piece_.size());
        while (got < 0 && errno == EINTR);
        if (got < 0) return fail(ErrorCode::file_unreadable, std::strerror(errno));
        return std::string_view(piece_.data(), static_cast<std::size_t>(got));
    }

private:
    int descriptor_;
    std::array<char, piece_bytes> piece_{};
};

Result<std::size_t> search_plain(const fs::path& file, const MarkIndex& index) {
    OpenFile open(file);
    if (!open.is_open()) return fail(ErrorCode::file_unreadable, std::strerror(errno));
    MarkSearch search(index);
    for (;;) {
        const auto piece = open.next();
        if (!piece) return pass_on(piece);
        if (piece->empty()) return search.finish();
        search.take(*piece);
    }
}

Result<std::size_t> search_gzip(const fs::path& file, const MarkIndex& index) {
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> open(::gzopen(file.c_str(), "rbe"), &::gzclose);
    if (!open) return fail(ErrorCode::file_unreadable, std::strerror(errno));
    MarkSearch search(index);
    std::array<char, piece_bytes> piece;
    std::string beginning;
    for (std::uint64_t unpacked = 0;;) {
        const int got = ::gzread(open.get(), piece.data(), piece.size());
        if (got < 0) return fail(ErrorCode::file_unreadable, "the gzip file is damaged");
        if (got == 0) break;
        if (unpacked == 0) beginning.assign(piece.data(), static_cast<std::size_t>(std::min(got, 16)));
        unpacked += static_cast<std::uint64_t>(got);
        if (unpacked > max_unpacked) return fail(ErrorCode::file_unreadable, "the gzip file is too large when unpacked");
        search.take({piece.data(), static_cast<std::size_t>(got)});
    }
    int status = Z_OK;
    static_cast<void>(::gzerror(open.get(), &status));
    if (status != Z_OK) return fail(ErrorCode::file_unreadable, "the gzip file is cut off");
    if (kind_of(beginning) != FileKind::plain) return fail(ErrorCode::file_unreadable, "a packed file in a gzip file");
    return search.finish();
}

struct ZipCloser {
    void operator()(zip_t* zip) const { ::zip_discard(zip); }
    void operator()(zip_file_t* part) const { ::zip_fclose(part); }
};
using Zip = std::unique_ptr<zip_t, ZipCloser>;

Result<std::size_t> search_part(zip_t* zip, zip_uint64_t number, const MarkIndex& index, std::uint64_t& unpacked) {
    const std::unique_ptr<zip_file_t, ZipCloser> part(::zip_fopen_index(zip, number, 0));
    if (!part) return fail(ErrorCode::file_unreadable, ::zip_strerror(zip));
    MarkSearch search(index);
    std::array<char, piece_bytes> piece;
    for (bool is_first = true;; is_first = false) {
        const auto got = ::zip_fread(part.get(), piece.data(), piece.size());
        if (got < 0) return fail(ErrorCode::file_unreadable, ::zip_file_strerror(part.get()));
        const std::string_view bytes(piece.data(), static_cast<std::size_t>(got));
        const auto kind = kind_of(bytes);
        if (is_first && kind != FileKind::plain && kind != FileKind::picture)
            return fail(ErrorCode::file_unreadable, "a packed file in a zip file");
        unpacked += bytes.size();
        if (unpacked > max_unpacked) return fail(ErrorCode::file_unreadable, "the zip file is too large when unpacked");
        if (bytes.empty()) return search.finish();
        search.take(bytes);
    }
}

/// The rows of a workbook: its cells refer to shared texts, so a given name and a family name may be far apart in the parts.
Result<std::size_t> search_rows(const fs::path& file, const MarkIndex& index) {
    const auto open = open_export_file(file);
    if (!open) return pass_on(open);
    const auto sheets = sheets_of(*open);
    if (!sheets) return pass_on(sheets);
    MarkSearch search(index);
    for (const auto& sheet : *sheets) {
        const auto read = sheet.read([&](std::int64_t, std::span<const std::string_view> cells) {
            for (const auto cell : cells) {
                search.take(cell);
                search.take("  ");
            }
            search.take("\n\n");
            return true;
        });
        if (!read) return pass_on(read);
    }
    return search.finish();
}

Result<std::size_t> search_zip(const fs::path& file, const MarkIndex& index) {
    int problem = 0;
    const Zip zip(::zip_open(file.c_str(), ZIP_RDONLY, &problem));
    if (!zip) return fail(ErrorCode::file_unreadable, "the zip file is damaged");
    std::size_t places = 0;
    std::uint64_t unpacked = 0;
    const auto parts = static_cast<zip_uint64_t>(std::max<zip_int64_t>(0, ::zip_get_num_entries(zip.get(), 0)));
    for (zip_uint64_t i = 0; i < parts; ++i) {
        const char* name = ::zip_get_name(zip.get(), i, 0);
        MarkSearch in_name(index);
        in_name.take(name != nullptr ? name : "");
        places += in_name.finish();
        const auto in_part = search_part(zip.get(), i, index, unpacked);
        if (!in_part) return pass_on(in_part);
        places += *in_part;
    }
    const bool is_workbook = ::zip_name_locate(zip.get(), "xl/workbook.xml", ZIP_FL_NOCASE) >= 0 ||
                             ::zip_name_locate(zip.get(), "content.xml", ZIP_FL_NOCASE) >= 0;
    if (places > 0 || !is_workbook) return places;
    return search_rows(file, index);
}

Result<std::size_t> search_pdf(const fs::path& file, const MarkIndex& index) {
    const auto pdf = load_file(file, max_pdf_bytes);
    if (!pdf) return pass_on(pdf);
    const auto texts = pdf_texts(*pdf);
    if (!texts) return pass_on(texts);
    std::size_t places = 0;
    for (const auto& text : *texts) {
        MarkSearch search(index);
        search.take(text);
        places = std::max(places, search.finish());
    }
    return places;
}

Result<FileKind> kind_of_file(const fs::path& file) {
    OpenFile open(file);
    if (!open.is_open()) return fail(ErrorCode::file_unreadable, std::strerror(errno));
    const auto beginning = open.next();
    if (!beginning) return pass_on(beginning);
    return kind_of(*beginning);
}

Result<std::size_t> search_unpacked(const fs::path& file, FileKind kind, const MarkIndex& index) {
    switch (kind) {
        case FileKind::plain:
        case FileKind::picture:
            return 0U;
        case FileKind::zip:
            return search_zip(file, index);
        case FileKind::gzip:
            return search_gzip(file, index);
        case FileKind::pdf:
            return search_pdf(file, index);
        case FileKind::packed:
            return fail(ErrorCode::file_unreadable, "it is packed in a way that Entré cannot read");
    }
    return 0U;
}

std::size_t places_in_name(const fs::path& path, const MarkIndex& index) {
    MarkSearch search(index);
    search.take(path.filename().string());
    return search.finish();
}

void search_file(const fs::path& file, const MarkIndex& index, FolderSearch& out) {
    const auto kind = kind_of_file(file);
    if (!kind) return out.traces.push_back({file, 0, kind.error().detail});
    if (*kind == FileKind::picture) out.pictures.push_back(file);
    auto places = search_plain(file, index);
    if (places && *places == 0) places = search_unpacked(file, *kind, index);
    if (!places) return out.traces.push_back({file, 0, places.error().detail});
    ++out.files;
    if (const auto all = *places + places_in_name(file, index); all > 0) out.traces.push_back({file, all});
}

/// Searches one folder and those in it; a folder that cannot be read is reported as such.
void search_below(const fs::path& folder, const MarkIndex& index, const fs::path& left_out, FolderSearch& out) {
    std::error_code error;
    fs::directory_iterator at(folder, error);
    for (const fs::directory_iterator end; !error && at != end; at.increment(error)) {
        const fs::path path = at->path();
        std::error_code unknown;
        const auto link = at->symlink_status(unknown), status = at->status(unknown);
        if (path == left_out) continue;
        if (fs::is_directory(link)) {
            if (const auto places = places_in_name(path, index)) out.traces.push_back({path, places});
            search_below(path, index, left_out, out);
        } else if (fs::is_regular_file(status)) {
            search_file(path, index, out);
        } else if (fs::is_symlink(link) || unknown) {
            out.traces.push_back({path, 0, fs::is_symlink(link) ? "a link to outside or to nothing" : unknown.message()});
        }
    }
    if (error) out.traces.push_back({folder, 0, error.message()});
}

}  // namespace

FolderSearch search_folder(const fs::path& folder, const MarkIndex& index, const fs::path& left_out) {
    FolderSearch out;
    search_below(folder, index, left_out, out);
    return out;
}

}  // namespace entre
