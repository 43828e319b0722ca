// The parts of an xlsx workbook except its sheets: list of sheets, relationships, number formats, shared strings.
#include "core/import/formats/xlsx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/base/text.hpp"
#include "core/import/formats/sheet_rows.hpp"

namespace entre {

namespace {

constexpr std::size_t max_sheets = 1000;
constexpr std::size_t max_entries = 65536;  // Excel has no more number formats
constexpr std::size_t max_shared_texts = 8U * 1024 * 1024;
constexpr std::size_t max_shared_bytes = 128U * 1024 * 1024;

/// Resolves a relationship target relative to the folder of its source part.
std::string resolve(std::string_view folder, std::string_view target) {
    std::vector<std::string_view> path;
    const auto walk = [&](std::string_view way) {
        while (!way.empty()) {
            const auto end = std::min(way.find('/'), way.size());
            const auto step = way.substr(0, end);
            way.remove_prefix(std::min(end + 1, way.size()));
            if (step == "..") {
                if (!path.empty()) path.pop_back();
            } else if (!step.empty() && step != ".") {
                path.push_back(step);
            }
        }
    };
    if (!target.starts_with('/')) walk(folder);
    walk(target);
    return fmt::format("{}", fmt::join(path, "/"));
}

std::string_view folder_of(std::string_view part) {
    const auto slash = part.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash);
}

struct Relationship {
    std::string kind;  // the last component of its type: the same in both namespaces
    std::string target;
};

class Relationships : public XmlVisitor {
public:
    Relationships(std::string_view file, std::string_view folder) : file_(file), folder_(folder) {}

    void begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship") return;
        const auto id = attributes.get("Id"), type = attributes.get("Type"), target = attributes.get("Target");
        if (!id || !type || !target || attributes.get("TargetMode") == "External") return;
        if (by_id.size() >= max_entries) return refuse(sentence("{} has too many parts to be a list of people.", file_));
        by_id[std::string(*id)] = {std::string(type->substr(type->rfind('/') + 1)), resolve(folder_, *target)};
    }

    /// The first part of a kind; empty if there is none.
    [[nodiscard]] std::string first(std::string_view kind) const {
        for (const auto& [id, one] : by_id)
            if (one.kind == kind) return one.target;
        return {};
    }

    std::map<std::string, Relationship, std::less<>> by_id;

private:
    std::string_view file_, folder_;
};

class WorkbookPart : public XmlVisitor {
public:
    WorkbookPart(std::string_view file, const Relationships& parts, Xlsx& into) : file_(file), parts_(parts), into_(into) {}

    void begin(std::string_view name, const XmlAttributes& attributes) override {
        if (!std::exchange(is_inside_, true) && name != "workbook")
            return refuse(sentence("{} is no workbook. Save it as .xlsx or as \"CSV UTF-8\" and import that.", file_));
        if (name == "workbookPr") {
            const auto answer = attributes.get("date1904").value_or("0");
            into_.counts_from_1904 = answer == "1" || answer == "true" || answer == "on";
        }
        if (name != "sheet") return;
        const auto title = attributes.get("name"), id = attributes.get("relationships", "id");
        if (!title || !id) return;
        // A hidden sheet holds data of a form or a pivot table; the user does not know that it exists.
        if (const auto state = attributes.get("state").value_or("visible"); state != "visible") {
            // "veryHidden" is what programs hide, not people.
            if (state == "hidden" && into_.hidden_sheets.size() < max_sheets) into_.hidden_sheets.emplace_back(*title);
            return;
        }
        const auto part = parts_.by_id.find(*id);
        if (part == parts_.by_id.end())
            return refuse(sentence("{} is damaged: its sheet \"{}\" is nowhere. Export it again.", file_, clean_text(*title)));
        if (part->second.kind != "worksheet") return;  // a chart
        if (into_.sheets.size() >= max_sheets) return refuse(sentence("{} has too many sheets for a list of people.", file_));
        into_.sheets.emplace_back(*title);
        into_.parts.push_back(part->second.target);
    }

private:
    bool is_inside_ = false;
    std::string_view file_;
    const Relationships& parts_;
    Xlsx& into_;
};

class StylesPart : public XmlVisitor {
public:
    StylesPart(std::string_view file, Xlsx& into) : file_(file), into_(into) {}

    void begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "cellXfs") is_in_cells_ = true;
        const auto id = attributes.number("numFmtId");
        if (name == "numFmt" && id) {
            written_[*id] = format_of_code(attributes.get("formatCode").value_or(""));
        } else if (name == "xf" && is_in_cells_) {
            const auto written = written_.find(id.value_or(0));
            into_.formats.push_back(written != written_.end() ? written->second : builtin_format(id.value_or(0)));
            const auto font = attributes.number("fontId").value_or(0), fill = attributes.number("fillId").value_or(0);
            into_.are_struck.push_back(struck_fonts_.contains(font));
            into_.are_red.push_back(red_fonts_.contains(font) || red_fills_.contains(fill));
        } else if (name == "fonts") {
            is_in_fonts_ = true;
        } else if (name == "font" && is_in_fonts_) {
            ++fonts_;
        } else if (name == "strike" && is_in_fonts_ && struck_fonts_.size() < max_entries) {
            const auto answer = attributes.get("val").value_or("1");
            if (answer != "0" && answer != "false") struck_fonts_.insert(fonts_ - 1);
        } else if (name == "fills") {
            is_in_fills_ = true;
        } else if (name == "fill" && is_in_fills_) {
            ++fills_;
        } else if (name == "color" && is_in_fonts_ && is_red(attributes) && red_fonts_.size() < max_entries) {
            red_fonts_.insert(fonts_ - 1);
        } else if (name == "fgColor" && is_in_fills_ && is_red(attributes) && red_fills_.size() < max_entries) {
            red_fills_.insert(fills_ - 1);
        }
        if (written_.size() > max_entries || into_.formats.size() > max_entries)
            refuse(
                sentence("{} has more number formats than a spreadsheet can. Save only the sheet with the registrations and "
                         "import that.",
                         file_));
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") is_in_cells_ = false;
        if (name == "fonts") is_in_fonts_ = false;
        if (name == "fills") is_in_fills_ = false;
    }

private:
    /// "FFFF0000" and its neighbours; a theme's colours are no signs of anything.
    static bool is_red(const XmlAttributes& attributes) {
        const std::string colour = to_lower_ascii(attributes.get("rgb").value_or(""));
        if (colour.size() != 8) return attributes.number("indexed") == 10;
        const auto is_high = [&](std::size_t at) { return colour[at] >= 'c' && colour[at] <= 'f'; };
        const auto is_low = [&](std::size_t at) { return colour[at] >= '0' && colour[at] <= '5'; };
        return is_high(2) && is_low(4) && is_low(6);
    }

    bool is_in_cells_ = false;  // and not in cellStyleXfs, to which cells do not refer
    bool is_in_fonts_ = false, is_in_fills_ = false;
    std::int64_t fonts_ = 0, fills_ = 0;
    std::set<std::int64_t> struck_fonts_, red_fonts_, red_fills_;
    std::map<std::int64_t, NumberFormat> written_;
    std::string_view file_;
    Xlsx& into_;
};

class SharedTextsPart : public XmlVisitor {
public:
    SharedTextsPart(std::string_view file, SharedTexts& into) : file_(file), into_(into) {}

    void begin(std::string_view name, const XmlAttributes&) override {
        if (name == "rPh") ++hints_;
        is_text_ = name == "t" && hints_ == 0;
    }
    void text(std::string_view text) override {
        if (!is_text_) return;
        one_ += text;
        if (one_.size() > max_cell_bytes || one_.size() + into_.bytes() > max_shared_bytes) refuse_amount();
    }
    void end(std::string_view name) override {
        is_text_ = false;
        if (name == "rPh") --hints_;
        if (name != "si") return;
        if (one_.find("_x") == std::string::npos)
            into_.grow(one_);
        else
            into_.grow(without_escapes(one_));
        into_.end_text();
        one_.clear();
        if (into_.count() > max_shared_texts) refuse_amount();
    }

private:
    void refuse_amount() {
        refuse(sentence("{} holds more text than any list of people. Save only the sheet with the registrations and import that.",
                        file_));
    }

    bool is_text_ = false;
    int hints_ = 0;  // depth of phonetic hints (Japanese), which are not part of the text
    std::string one_;
    std::string_view file_;
    SharedTexts& into_;
};

/// The notes on cells, by row: ECMA-376 part 1, 18.7.
class CommentsPart : public XmlVisitor {
public:
    explicit CommentsPart(std::map<std::int64_t, std::string>& into) : into_(into) {}

    void begin(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "comment") {
            const auto cell = attributes.get("ref").value_or("");
            const auto digits = cell.find_first_of("0123456789");
            line_ = 0;
            for (const char c : digits == std::string_view::npos ? std::string_view{} : cell.substr(digits, 8))
                line_ = line_ * 10 + (c >= '0' && c <= '9' ? c - '0' : 0);
            if (into_.size() >= max_entries) stop();
        }
        is_text_ = name == "t";
    }
    void text(std::string_view text) override {
        if (!is_text_ || line_ == 0) return;
        auto& all = into_[line_];
        if (all.size() + text.size() < max_comment) all += text;
    }
    void end(std::string_view name) override {
        is_text_ = false;
        if (name == "comment" && into_.contains(line_)) into_[line_] += ' ';
    }

private:
    static constexpr std::size_t max_comment = 600;
    bool is_text_ = false;
    std::int64_t line_ = 0;
    std::map<std::int64_t, std::string>& into_;
};

std::string relationships_part(std::string_view part) {
    const auto folder = folder_of(part);
    const auto file = part.substr(folder.empty() ? 0 : folder.size() + 1);
    return fmt::format("{}{}_rels/{}.rels", folder, folder.empty() ? "" : "/", file);
}

void append_utf8(std::string& out, char32_t c) {
    const auto add = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return add(c);
    if (c < 0x800) {
        add(0xC0 | (c >> 6));
    } else {
        if (c < 0x10000) {
            add(0xE0 | (c >> 12));
        } else {
            add(0xF0 | (c >> 18));
            add(0x80 | ((c >> 12) & 0x3F));
        }
        add(0x80 | ((c >> 6) & 0x3F));
    }
    add(0x80 | (c & 0x3F));
}

/// The number in "_xHHHH_" at the beginning of `text`.
std::optional<char32_t> escape_at(std::string_view text) {
    if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return std::nullopt;
    char32_t value = 0;
    for (const char c : to_lower_ascii(text.substr(2, 4))) {
        const bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && (c < 'a' || c > 'f')) return std::nullopt;
        value = value * 16 + static_cast<char32_t>(is_digit ? c - '0' : c - 'a' + 10);
    }
    return value;
}

}  // namespace

std::string without_escapes(std::string_view text) {
    std::string out;
    for (;;) {
        const auto at = std::min(text.find("_x"), text.size());
        out += text.substr(0, at);
        text.remove_prefix(at);
        if (text.empty()) return out;
        auto c = escape_at(text);
        if (!c) {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        text.remove_prefix(7);
        // Escapes are UTF-16 code units. A lone surrogate or a zero is not a character.
        const auto second = *c >= 0xD800 && *c < 0xDC00 ? escape_at(text) : std::nullopt;
        if (second && *second >= 0xDC00 && *second < 0xE000) {
            c = 0x10000 + ((*c - 0xD800) << 10) + (*second - 0xDC00);
            text.remove_prefix(7);
        }
        append_utf8(out, *c == 0 || (*c >= 0xD800 && *c < 0xE000) ? 0xFFFD : *c);
    }
}

Result<std::string> xlsx_workbook_part(const Package& package) {
    if (!package.has("_rels/.rels")) return std::string();
    Relationships parts(package.name(), "");
    if (const auto read = package.read("_rels/.rels", package.name(), max_part_bytes, parts); !read) return pass_on(read);
    return parts.first("officeDocument");
}

Result<void> read_xlsx_comments(const Package& package, const std::string& part, MarkedRows& marked) {
    const auto parts_part = relationships_part(part);
    if (!package.has(parts_part)) return {};
    Relationships parts(package.name(), folder_of(part));
    if (const auto read = package.read(parts_part, package.name(), max_part_bytes, parts); !read) return read;
    const auto comments = parts.first("comments");
    if (comments.empty() || !package.has(comments)) return {};
    CommentsPart visitor(marked.comments);
    return package.read(comments, package.name(), max_part_bytes, visitor);
}

Result<Xlsx> open_xlsx(const Package& package, const std::string& workbook_part) {
    const auto& file = package.name();
    Xlsx workbook;
    Relationships parts(file, folder_of(workbook_part));
    const auto parts_part = relationships_part(workbook_part);
    if (package.has(parts_part))
        if (const auto read = package.read(parts_part, file, max_part_bytes, parts); !read) return pass_on(read);
    WorkbookPart sheets(file, parts, workbook);
    if (const auto read = package.read(workbook_part, file, max_part_bytes, sheets); !read) return pass_on(read);
    if (workbook.sheets.empty()) return fail(ErrorCode::export_invalid, sentence("{} has no sheet that can be seen.", file));
    if (const auto part = parts.first("styles"); !part.empty()) {
        StylesPart styles(file, workbook);
        if (const auto read = package.read(part, file, max_part_bytes, styles); !read) return pass_on(read);
    }
    if (const auto part = parts.first("sharedStrings"); !part.empty()) {
        workbook.texts.reserve(static_cast<std::size_t>(std::min(package.size_of(part), max_part_bytes)));
        SharedTextsPart texts(file, workbook.texts);
        if (const auto read = package.read(part, file, max_part_bytes, texts); !read) return pass_on(read);
    }
    return workbook;
}

}  // namespace entre
