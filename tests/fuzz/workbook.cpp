// A spreadsheet from anywhere: as the file it is, or, so that more than checksums is tried, as the XML of its parts. Then the
// first line says "xlsx" or "ods", and form feeds part the sheet, the shared texts, the styles and the workbook.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/text.hpp"
#include "core/registrations/workbook.hpp"
#include "tests/core/registrations/workbook_lab.hpp"

namespace {

using namespace entre;

/// Well formed in most cases, though what is in it is not.
std::string packed(std::string_view text) {
    std::array<std::string, 5> pieces;
    for (std::size_t i = 0; i < pieces.size() && !text.empty(); ++i) {
        const auto end = std::min(text.find(i == 0 ? '\n' : '\f'), text.size());
        pieces[i] = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    const auto whole_or = [](const std::string& piece, auto wrap) { return piece.starts_with("<?") ? piece : wrap(piece); };
    if (pieces[0] == "ods") {
        auto parts = test::ods_parts("");
        const auto content = whole_or(pieces[1], [&](const auto& piece) { return test::ods_content(piece, pieces[2]); });
        return test::zipped(test::with(parts, "content.xml", content));
    }
    auto parts = test::xlsx_parts("");
    parts = test::with(parts, "xl/worksheets/sheet1.xml", whole_or(pieces[1], test::worksheet));
    parts = test::with(parts, "xl/sharedStrings.xml", whole_or(pieces[2], test::shared_strings));
    parts = test::with(parts, "xl/styles.xml", whole_or(pieces[3], [](const auto& piece) { return test::styles(piece, piece); }));
    if (!pieces[4].empty()) parts = test::with(parts, "xl/workbook.xml", whole_or(pieces[4], test::workbook_xml));
    for (auto& part : parts) part.method = ZIP_CM_STORE;
    return test::zipped(parts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), count);
    const bool is_xml = text.starts_with("xlsx\n") || text.starts_with("ods\n");
    const auto workbook = Workbook::open(is_xml ? packed(text) : std::string(text), "list.xlsx");
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
