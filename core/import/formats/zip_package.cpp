#include "core/import/formats/zip_package.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace entre {

namespace {

constexpr std::size_t max_parts = 10000;
// Sheets compress to a tenth, rarely to a fiftieth. Zip bombs have ratios close to 1000:1, the maximum of deflate.
constexpr std::uint64_t max_ratio = 200;
constexpr std::uint64_t ratio_counts_from = 10U * 1024 * 1024;
constexpr std::size_t piece_bytes = 64U * 1024;

struct FileCloser {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using PartFile = std::unique_ptr<zip_file_t, FileCloser>;

char plain(char c) { return c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_same_part(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](char a, char b) { return plain(a) == plain(b); });
}

/// Counts directory entries in the raw bytes, because libzip allocates some hundred bytes for each part that the directory claims
/// to have.
bool has_too_many_parts(const ExportFile& file) { return file.count_of("PK\x01\x02", max_parts + 1) > max_parts; }

/// libzip source that reads from an ExportFile.
struct FileBeingRead {
    ExportFile file;
    std::uint64_t at = 0;
    zip_error_t problem{};

    static zip_int64_t answer(void* self, void* data, zip_uint64_t length, zip_source_cmd_t command) {
        return static_cast<FileBeingRead*>(self)->answer(data, length, command);
    }

private:
    zip_int64_t answer(void* data, zip_uint64_t length, zip_source_cmd_t command) {
        switch (command) {
            case ZIP_SOURCE_OPEN:
                at = 0;
                return 0;
            case ZIP_SOURCE_READ: {
                const auto got = file.read_at(at, {static_cast<char*>(data), static_cast<std::size_t>(length)});
                at += got;
                return static_cast<zip_int64_t>(got);
            }
            case ZIP_SOURCE_SEEK: {
                const auto to = zip_source_seek_compute_offset(at, file.size(), data, length, &problem);
                if (to < 0) return -1;
                at = static_cast<std::uint64_t>(to);
                return 0;
            }
            case ZIP_SOURCE_TELL:
                return static_cast<zip_int64_t>(at);
            case ZIP_SOURCE_STAT: {
                auto* about = static_cast<zip_stat_t*>(data);
                zip_stat_init(about);
                about->size = file.size();
                about->valid |= ZIP_STAT_SIZE;
                return sizeof(*about);
            }
            case ZIP_SOURCE_ERROR:
                return zip_error_to_data(&problem, data, length);
            case ZIP_SOURCE_CLOSE:
            case ZIP_SOURCE_FREE:
                return 0;
            case ZIP_SOURCE_SUPPORTS:
                return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                                      ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
                                                      ZIP_SOURCE_SUPPORTS, -1);
            default:
                zip_error_set(&problem, ZIP_ER_OPNOTSUPP, 0);
                return -1;
        }
    }
};

}  // namespace

struct Package::Zip {
    std::string name;
    FileBeingRead being_read;
    zip_t* zip = nullptr;

    explicit Zip(const ExportFile& file) : name(file.name()), being_read{file} {}
    ~Zip() {
        if (zip != nullptr) zip_discard(zip);
    }
    Zip(const Zip&) = delete;
    Zip& operator=(const Zip&) = delete;

    [[nodiscard]] std::optional<zip_stat_t> find(std::string_view part) const {
        const auto count = zip_get_num_entries(zip, 0);
        for (zip_int64_t i = 0; i < count; ++i) {
            zip_stat_t about;
            zip_stat_init(&about);
            if (zip_stat_index(zip, static_cast<zip_uint64_t>(i), 0, &about) != 0 || (about.valid & ZIP_STAT_NAME) == 0) continue;
            if (is_same_part(about.name, part)) return about;
        }
        return std::nullopt;
    }

    [[nodiscard]] tl::unexpected<Error> damaged(const std::string& subject, const char* why) const {
        return fail(ErrorCode::export_invalid, sentence("{} is damaged or cut off ({}). Export it again.", subject, why));
    }

    /// Opens a part, after checking that it may be unpacked.
    [[nodiscard]] Result<std::pair<PartFile, zip_stat_t>> opened(std::string_view part, const std::string& subject) const {
        const auto about = find(part);
        if (!about)
            return fail(ErrorCode::export_invalid,
                        sentence("{} is incomplete: {} is missing in it. Export it again.", subject, part));
        if (about->encryption_method != ZIP_EM_NONE)
            return fail(ErrorCode::export_invalid,
                        sentence("{} is password-protected. Open it, save it without a password and import that.", name));
        // Other methods have no limit on ratio or memory, and no spreadsheet program uses them.
        if (about->comp_method != ZIP_CM_STORE && about->comp_method != ZIP_CM_DEFLATE)
            return fail(
                ErrorCode::export_invalid,
                sentence("{} is packed in a way that spreadsheets are not. Save it anew from a spreadsheet program.", name));
        PartFile file(zip_fopen_index(zip, about->index, 0));
        if (!file) return damaged(subject, zip_strerror(zip));
        return std::pair{std::move(file), *about};
    }
};

Package::Package(std::unique_ptr<Zip> zip) : zip_(std::move(zip)) {}
Package::~Package() = default;
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;

Result<Package> Package::open(const ExportFile& file) {
    if (has_too_many_parts(file))
        return fail(ErrorCode::export_invalid, sentence("{} is a zip of too many parts to be a workbook.", file.name()));
    auto held = std::make_unique<Zip>(file);
    zip_error_t problem;
    zip_error_init(&problem);
    auto* source = zip_source_function_create(FileBeingRead::answer, &held->being_read, &problem);
    if (source != nullptr) held->zip = zip_open_from_source(source, ZIP_RDONLY, &problem);
    if (held->zip == nullptr) {
        if (source != nullptr) zip_source_free(source);
        const auto failed = held->damaged(held->name, zip_error_strerror(&problem));
        zip_error_fini(&problem);
        return failed;
    }
    zip_error_fini(&problem);
    return Package(std::move(held));
}

const std::string& Package::name() const { return zip_->name; }

bool Package::has(std::string_view part) const { return zip_->find(part).has_value(); }

std::uint64_t Package::size_of(std::string_view part) const {
    const auto about = zip_->find(part);
    return about ? about->size : 0;
}

Result<void> Package::read(std::string_view part, const std::string& subject, std::uint64_t max_bytes,
                           XmlVisitor& visitor) const {
    auto opened = zip_->opened(part, subject);
    if (!opened) return pass_on(opened);
    auto& [file, about] = *opened;
    const auto too_large = [&] {
        return fail(
            ErrorCode::export_invalid,
            sentence("{} is too large when unpacked. Save only the sheet with the registrations and import that.", subject));
    };
    if (about.size > max_bytes) return too_large();
    // The compressed size is only a claim, too.
    const std::uint64_t packed = std::min<std::uint64_t>(about.comp_size, zip_->being_read.file.size());
    XmlReader reader(visitor, subject);
    std::array<char, piece_bytes> piece;
    for (std::uint64_t unpacked = 0;;) {
        const auto got = zip_fread(file.get(), piece.data(), piece.size());
        if (got < 0) return zip_->damaged(subject, zip_file_strerror(file.get()));
        if (got == 0) break;
        unpacked += static_cast<std::uint64_t>(got);
        if (unpacked > max_bytes || (unpacked > ratio_counts_from && unpacked / max_ratio > packed)) return too_large();
        const auto wants_more = reader.feed({piece.data(), static_cast<std::size_t>(got)});
        if (!wants_more) return pass_on(wants_more);
        if (!*wants_more) return {};
    }
    return reader.finish();
}

Result<std::string> Package::begin_of(std::string_view part) const {
    auto opened = zip_->opened(part, zip_->name);
    if (!opened) return pass_on(opened);
    std::string bytes(256, '\0');
    const auto got = zip_fread(opened->first.get(), bytes.data(), bytes.size());
    if (got < 0) return zip_->damaged(zip_->name, zip_file_strerror(opened->first.get()));
    bytes.resize(static_cast<std::size_t>(got));
    return bytes;
}

}  // namespace entre
