#include "core/import/formats/workbook.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>
#include <variant>

#include "core/import/formats/ods.hpp"
#include "core/import/formats/xlsx.hpp"
#include "core/import/formats/zip_package.hpp"

namespace entre {

namespace {

constexpr std::string_view zip_magic = "PK\x03\x04";
constexpr std::string_view empty_zip_magic = "PK\x05\x06";
constexpr std::string_view ole_magic = "\xd0\xcf\x11\xe0";

/// The encoding of names in an OLE file, [MS-CFB] 2.6.1.
std::string utf16(std::string_view ascii) {
    std::string out;
    for (const char c : ascii) {
        out += c;
        out += '\0';
    }
    return out;
}

/// [MS-OFFCRYPTO] 2.3: an encrypted xlsx is a stream in an OLE file.
tl::unexpected<Error> refuse_ole(const ExportFile& file) {
    const auto& name = file.name();
    if (file.count_of(utf16("EncryptedPackage"), 1) > 0)
        return fail(ErrorCode::export_invalid,
                    sentence("{} is password-protected. Open it, save it without a password and import that.", name));
    return fail(ErrorCode::export_invalid,
                sentence("{} is a workbook of the old kind (.xls). Save it as .xlsx or \"CSV UTF-8\" and import that.", name));
}

}  // namespace

struct Workbook::Inside {
    Package package;
    std::variant<Xlsx, Ods> workbook;
};

Workbook::Workbook(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Workbook::~Workbook() = default;
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;

bool is_workbook(std::string_view bytes) {
    return bytes.starts_with(zip_magic) || bytes.starts_with(empty_zip_magic) || bytes.starts_with(ole_magic);
}

Result<Workbook> Workbook::open(const ExportFile& file) {
    const auto& name = file.name();
    if (file.beginning().starts_with(ole_magic)) return refuse_ole(file);
    if (!is_workbook(file.beginning()))
        return fail(ErrorCode::export_invalid,
                    sentence("{} is no workbook. Save it as .xlsx, .ods or \"CSV UTF-8\" and import that.", name));
    auto package = Package::open(file);
    if (!package) return pass_on(package);

    const auto part = xlsx_workbook_part(*package);
    if (!part) return pass_on(part);
    if (part->ends_with(".bin"))
        return fail(ErrorCode::export_invalid,
                    sentence("{} is a binary workbook (.xlsb). Save it as .xlsx or \"CSV UTF-8\" and import that.", name));
    if (!part->empty()) {
        auto xlsx = open_xlsx(*package, *part);
        if (!xlsx) return pass_on(xlsx);
        return Workbook(std::make_unique<Inside>(Inside{std::move(*package), std::move(*xlsx)}));
    }
    const auto has_ods = is_ods(*package);
    if (!has_ods) return pass_on(has_ods);
    if (!*has_ods)
        return fail(ErrorCode::export_invalid, sentence("{} is a zip, but no workbook. If the workbook is in it, unpack it and "
                                                        "import that.",
                                                        name));
    auto ods = open_ods(*package);
    if (!ods) return pass_on(ods);
    return Workbook(std::make_unique<Inside>(Inside{std::move(*package), std::move(*ods)}));
}

std::string_view Workbook::kind() const { return std::holds_alternative<Xlsx>(inside_->workbook) ? "xlsx" : "ods"; }

const std::vector<std::string>& Workbook::sheets() const {
    return std::visit([](const auto& workbook) -> const std::vector<std::string>& { return workbook.sheets; }, inside_->workbook);
}

const std::vector<std::string>& Workbook::hidden_sheets() const {
    return std::visit([](const auto& workbook) -> const std::vector<std::string>& { return workbook.hidden_sheets; },
                      inside_->workbook);
}

Result<void> Workbook::read(std::size_t sheet, const RowSink& sink, MarkedRows* marked) const {
    assert(sheet < sheets().size());
    MarkedRows ignored;
    auto& lines = marked == nullptr ? ignored : *marked;
    if (const auto* xlsx = std::get_if<Xlsx>(&inside_->workbook))
        return read_xlsx_sheet(inside_->package, *xlsx, sheet, sink, lines);
    return read_ods_sheet(inside_->package, std::get<Ods>(inside_->workbook), sheet, sink, lines);
}

}  // namespace entre
