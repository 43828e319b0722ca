// The zip container of a workbook. Its parts are unpacked piece by piece with libzip.
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
/// For an ods: half a million rows. A sheet is read in pieces, so this limits time, not memory.
constexpr std::uint64_t max_sheet_bytes = 384U * 1024 * 1024;

/// Not thread-safe.
class Package {
public:
    /// Errors: export_invalid (incomplete, damaged, not a zip, thousands of parts).
    static Result<Package> open(const ExportFile& file);
    ~Package();
    Package(Package&&) noexcept;
    Package& operator=(Package&&) noexcept;

    /// The name of the file, for messages.
    [[nodiscard]] const std::string& name() const;
    /// Ignores case and the kind of slash: some writers mix them.
    [[nodiscard]] bool has(std::string_view part) const;
    /// The unpacked size according to the zip directory; 0 if there is no such part.
    [[nodiscard]] std::uint64_t size_of(std::string_view part) const;

    /// Unpacks the part and parses it for `visitor`, until the end or until it stops. `subject` begins the messages.
    /// Errors: export_invalid (missing, password-protected, damaged, larger than `max_bytes`, or suspiciously well compressed;
    /// and those of XmlReader).
    Result<void> read(std::string_view part, const std::string& subject, std::uint64_t max_bytes, XmlVisitor& visitor) const;
    /// The first bytes of the part, at most 256. Errors: those of `read`.
    Result<std::string> begin_of(std::string_view part) const;

private:
    struct Zip;
    explicit Package(std::unique_ptr<Zip> zip);
    std::unique_ptr<Zip> zip_;
};

}  // namespace entre
