// A workbook's file as what it is: a zip of parts, unpacked piece by piece with libzip.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/formats/xml.hpp"

namespace entre {

constexpr std::uint64_t max_part_bytes = 128U * 1024 * 1024;
/// Of an ods: half a million rows. A sheet is read in pieces, so this bounds the time it takes, and not memory.
constexpr std::uint64_t max_sheet_bytes = 384U * 1024 * 1024;

/// Not to be used by two threads at once.
class Package {
public:
    /// Errors: export_invalid (cut off, damaged, no zip, thousands of parts).
    static Result<Package> open(const ExportFile& file);
    ~Package();
    Package(Package&&) noexcept;
    Package& operator=(Package&&) noexcept;

    /// The file, for messages.
    [[nodiscard]] const std::string& name() const;
    /// Upper and lower case are one, and so are both slashes: some writers mix them.
    [[nodiscard]] bool has(std::string_view part) const;
    /// Unpacked, as the zip tells it; 0 when there is no such part.
    [[nodiscard]] std::uint64_t size_of(std::string_view part) const;

    /// Unpacks the part and tells `visitor` of it, to its end or until it has enough. `subject` begins the messages.
    /// Errors: export_invalid (missing, password-protected, damaged, larger than `max_bytes` or suspiciously well packed, and
    /// all of XmlReader's).
    Result<void> read(std::string_view part, const std::string& subject, std::uint64_t max_bytes, XmlVisitor& visitor) const;
    /// The part's first bytes, at most 256. Errors: as read.
    Result<std::string> begin_of(std::string_view part) const;

private:
    struct Zip;
    explicit Package(std::unique_ptr<Zip> zip);
    std::unique_ptr<Zip> zip_;
};

}  // namespace entre
