// Fuzzes the workbook reader, either with a complete file or with the XML of its members, which gets past the zip checksums. In
// the second case the first line is "xlsx" or "ods", and form feeds separate the sheet, shared strings, styles and workbook.
#include <zlib.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/text.hpp"
#include "core/import/formats/workbook.hpp"
#include "tests/core/import/formats/workbook_fixture.hpp"

namespace {

using namespace entre;

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xffU);
}

/// A zip archive of uncompressed members (APPNOTE 4.3). Writing it with libzip would take a third of the time of each run.
std::string stored(const test::Parts& parts) {
    std::string zip, directory;
    for (const auto& part : parts) {
        const auto& text = part.content;
        const auto size = static_cast<std::uint32_t>(text.size());
        std::string about;
        for (const std::uint32_t word : {20U, 0x800U, 0U, 0U, 0x21U}) put(about, word, 2);  // version, UTF-8, stored, 1980-01-01
        put(about, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(text.data()), size)), 4);
        for (int i = 0; i < 2; ++i) put(about, size, 4);
        put(about, static_cast<std::uint32_t>(part.name.size()), 2);
        put(about, 0, 2);
        directory.append("PK\x01\x02\x14", 5).append(1, '\0').append(about).append(10, '\0');
        put(directory, static_cast<std::uint32_t>(zip.size()), 4);
        directory.append(part.name);
        zip.append("PK\x03\x04").append(about).append(part.name).append(text);
    }
    const auto at = static_cast<std::uint32_t>(zip.size());
    zip.append(directory).append("PK\x05\x06").append(4, '\0');
    for (int i = 0; i < 2; ++i) put(zip, static_cast<std::uint32_t>(parts.size()), 2);
    put(zip, static_cast<std::uint32_t>(directory.size()), 4);
    put(zip, at, 4);
    return zip.append(2, '\0');
}

/// Packs the XML into a workbook whose container is usually valid even if the XML is not.
std::string packed(std::string_view text) {
    std::array<std::string, 5> pieces;
    for (std::size_t i = 0; i < pieces.size() && !text.empty(); ++i) {
        const auto end = std::min(text.find(i == 0 ? '\n' : '\f'), text.size());
        pieces[i] = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    const auto document_or = [](const std::string& piece, auto wrap) { return piece.starts_with("<?") ? piece : wrap(piece); };
    if (pieces[0] == "ods") {
        auto parts = test::ods_parts("");
        const auto content = document_or(pieces[1], [&](const auto& piece) { return test::ods_content(piece, pieces[2]); });
        return stored(test::with(parts, "content.xml", content));
    }
    auto parts = test::xlsx_parts("");
    parts = test::with(parts, "xl/worksheets/sheet1.xml", document_or(pieces[1], test::worksheet));
    parts = test::with(parts, "xl/sharedStrings.xml", document_or(pieces[2], test::shared_strings));
    parts =
        test::with(parts, "xl/styles.xml", document_or(pieces[3], [](const auto& piece) { return test::styles(piece, piece); }));
    if (!pieces[4].empty()) parts = test::with(parts, "xl/workbook.xml", document_or(pieces[4], test::workbook_xml));
    return stored(parts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), count);
    const bool is_xml = text.starts_with("xlsx\n") || text.starts_with("ods\n");
    const auto workbook = Workbook::open({"list.xlsx", is_xml ? packed(text) : std::string(text)});
    if (!workbook) return workbook.error().detail.find("list.xlsx") == std::string::npos ? (__builtin_trap(), 0) : 0;
    if (workbook->sheets().empty()) __builtin_trap();
    for (std::size_t sheet = 0; sheet < workbook->sheets().size() && sheet < 3; ++sheet) {
        std::int64_t before = 0;
        const auto read = workbook->read(sheet, [&](std::int64_t line, std::span<const std::string_view> cells) {
            if (line <= before || cells.empty() || cells.size() > 16384 || cells.back().empty()) __builtin_trap();
            before = line;
            for (const auto cell : cells)
                if (!is_valid_utf8(cell)) __builtin_trap();
            return line < 2000;
        });
        if (!read && read.error().detail.find("list.xlsx") == std::string::npos) __builtin_trap();
    }
    return 0;
}
