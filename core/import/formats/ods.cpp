// Which sheets an ods workbook has, and whether it can be read at all.
#include "core/import/formats/ods.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace entre {

namespace {

constexpr std::size_t max_sheets = 1000;
constexpr std::size_t max_styles = 65536;
constexpr const char* manifest = "META-INF/manifest.xml";

class Manifest : public XmlVisitor {
public:
    bool is_encrypted = false;

    void begin(std::string_view name, const XmlAttributes&) override {
        if (name != "encryption-data") return;
        is_encrypted = true;
        stop();
    }
};

/// Finds the tables that are sheets: the children of the spreadsheet. Other tables are old contents of tracked changes, copies of
/// linked files, or inside cells.
class SheetFinder : public XmlVisitor {
public:
    explicit SheetFinder(std::string_view file) : file_(file) {}

    void begin(std::string_view name, const XmlAttributes& attributes) override {
        ++depth_;
        if (depth_ == 3 && name == "spreadsheet") is_in_spreadsheet_ = has_spreadsheet = true;
        if (is_in_spreadsheet_ && depth_ == 4 && name == "table") take_table(attributes);
        if (is_in_spreadsheet_) return;
        if (name == "style") style_ = attributes.get("style:1.0", "name").value_or("");
        if (name == "table-properties" && attributes.get("table:1.0", "display") == "false") hidden_.insert(style_);
        if (hidden_.size() > max_styles)
            refuse(sentence(
                "{} has more styles than a spreadsheet needs. Save only the sheet with the registrations and import that.",
                file_));
    }
    void end(std::string_view) override {
        if (depth_-- == 3) is_in_spreadsheet_ = false;
    }

    bool has_spreadsheet = false;
    Ods found;

private:
    // A hidden sheet holds data of a form or a linked file; the user does not know that it exists.
    void take_table(const XmlAttributes& attributes) {
        const auto table = tables_++;
        if (hidden_.contains(attributes.get("table:1.0", "style-name").value_or(""))) {
            if (found.hidden_sheets.size() < max_sheets)
                found.hidden_sheets.emplace_back(attributes.get("table:1.0", "name").value_or(""));
            return;
        }
        if (found.sheets.size() >= max_sheets) return refuse(sentence("{} has too many sheets for a list of people.", file_));
        found.sheets.emplace_back(attributes.get("table:1.0", "name").value_or(""));
        found.tables.push_back(table);
    }

    std::string_view file_;
    int depth_ = 0;
    bool is_in_spreadsheet_ = false;
    std::size_t tables_ = 0;
    std::string style_;
    std::set<std::string, std::less<>> hidden_;
};

}  // namespace

Result<bool> is_ods(const Package& package) {
    if (!package.has("content.xml")) return false;
    if (!package.has("mimetype")) return true;
    const auto kind = package.begin_of("mimetype");
    if (!kind) return pass_on(kind);
    return kind->starts_with("application/vnd.oasis.opendocument.spreadsheet");
}

Result<Ods> open_ods(const Package& package) {
    const auto& file = package.name();
    if (package.has(manifest)) {
        Manifest parts;
        if (const auto read = package.read(manifest, file, max_part_bytes, parts); !read) return pass_on(read);
        if (parts.is_encrypted)
            return fail(ErrorCode::export_invalid,
                        sentence("{} is password-protected. Open it, save it without a password and import that.", file));
    }
    SheetFinder finder(file);
    if (const auto read = package.read("content.xml", file, max_sheet_bytes, finder); !read) return pass_on(read);
    if (!finder.has_spreadsheet)
        return fail(ErrorCode::export_invalid,
                    sentence("{} is no workbook. Save it as .xlsx, .ods or \"CSV UTF-8\" and import that.", file));
    if (finder.found.sheets.empty()) return fail(ErrorCode::export_invalid, sentence("{} has no sheet that can be seen.", file));
    return std::move(finder.found);
}

}  // namespace entre
