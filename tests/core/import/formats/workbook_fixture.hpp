// Builds workbooks from fragments of XML and reads them. Does not include Catch, so that the fuzzer can use it too.
#pragma once

#include <zip.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/import/formats/workbook.hpp"

namespace entre::test {

struct Part {
    std::string name;
    std::string content;
    zip_int32_t method = ZIP_CM_DEFLATE;
    const char* password = nullptr;
};
using Parts = std::vector<Part>;

/// The content of a zip file.
inline std::string zipped(const Parts& parts) {
    zip_error_t problem;
    zip_error_init(&problem);
    zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &problem);
    zip_source_keep(memory);
    zip_t* zip = zip_open_from_source(memory, ZIP_TRUNCATE, &problem);
    if (zip == nullptr) throw std::runtime_error("no zip");
    for (const auto& part : parts) {
        zip_source_t* content = zip_source_buffer(zip, part.content.data(), part.content.size(), 0);
        const auto index = zip_file_add(zip, part.name.c_str(), content, ZIP_FL_ENC_UTF_8);
        if (index < 0) throw std::runtime_error("the zip takes no " + part.name);
        const auto at = static_cast<zip_uint64_t>(index);
        if (zip_set_file_compression(zip, at, part.method, 1) != 0) throw std::runtime_error("no such way to pack");
        if (part.password != nullptr && zip_file_set_encryption(zip, at, ZIP_EM_AES_256, part.password) != 0)
            throw std::runtime_error("no encryption");
    }
    if (zip_close(zip) != 0) throw std::runtime_error("the zip did not close");
    zip_stat_t about;
    zip_source_stat(memory, &about);
    std::string bytes(about.size, '\0');
    zip_source_open(memory);
    zip_source_read(memory, bytes.data(), bytes.size());
    zip_source_close(memory);
    zip_source_free(memory);
    return bytes;
}

/// Replaces the content of one part, or appends the part.
inline Parts with(Parts parts, const std::string& name, std::string content) {
    for (auto& part : parts)
        if (part.name == name) return part.content = std::move(content), parts;
    parts.push_back({name, std::move(content)});
    return parts;
}

inline Parts without(const Parts& parts, std::string_view name) {
    Parts rest;
    for (const auto& part : parts)
        if (part.name != name) rest.push_back(part);
    return rest;
}

inline const std::string declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
inline const std::string main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
inline const std::string office_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
inline const std::string package_space = "http://schemas.openxmlformats.org/package/2006/relationships";

inline std::string worksheet(const std::string& rows) {
    return declaration + "<worksheet xmlns=\"" + main_space + "\"><dimension ref=\"A1\"/><sheetData>" + rows +
           "</sheetData><pageMargins left=\"1\"/></worksheet>";
}
inline std::string shared_strings(const std::string& items) {
    return declaration + "<sst xmlns=\"" + main_space + "\">" + items + "</sst>";
}
/// `written` are numFmt elements, `cells` the xf elements that cells refer to.
inline std::string styles(const std::string& written, const std::string& cells) {
    return declaration + "<styleSheet xmlns=\"" + main_space + "\"><numFmts>" + written +
           "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + cells + "</cellXfs></styleSheet>";
}
inline std::string relationships(const std::string& lines) {
    return declaration + "<Relationships xmlns=\"" + package_space + "\">" + lines + "</Relationships>";
}
inline std::string relationship(const std::string& id, const std::string& kind, const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + office_space + "/" + kind + "\" Target=\"" + target + "\"/>";
}
inline std::string workbook_xml(const std::string& inside) {
    return declaration + "<workbook xmlns=\"" + main_space + "\" xmlns:r=\"" + office_space + "\">" + inside + "</workbook>";
}

/// A workbook with the sheet "Deltagare".
inline Parts xlsx_parts(const std::string& rows, const std::string& items = "",
                        const std::string& formats = styles("", "<xf/>")) {
    return {{"_rels/.rels", relationships(relationship("rId1", "officeDocument", "xl/workbook.xml"))},
            {"xl/workbook.xml", workbook_xml(R"(<sheets><sheet name="Deltagare" sheetId="1" r:id="rId1"/></sheets>)")},
            {"xl/_rels/workbook.xml.rels", relationships(relationship("rId1", "worksheet", "worksheets/sheet1.xml") +
                                                         relationship("rId2", "styles", "styles.xml") +
                                                         relationship("rId3", "sharedStrings", "sharedStrings.xml"))},
            {"xl/worksheets/sheet1.xml", worksheet(rows)},
            {"xl/styles.xml", formats},
            {"xl/sharedStrings.xml", shared_strings(items)}};
}

inline std::string ods_content(const std::string& tables, const std::string& automatic_styles = "") {
    const std::string oasis = "urn:oasis:names:tc:opendocument:xmlns:";
    return declaration + "<office:document-content xmlns:office=\"" + oasis + "office:1.0\" xmlns:table=\"" + oasis +
           "table:1.0\" xmlns:text=\"" + oasis + "text:1.0\" xmlns:style=\"" + oasis + "style:1.0\" xmlns:draw=\"" + oasis +
           "drawing:1.0\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">" +
           "<office:automatic-styles>" + automatic_styles + "</office:automatic-styles><office:body><office:spreadsheet>" +
           tables + "</office:spreadsheet></office:body></office:document-content>";
}
inline std::string ods_table(const std::string& rows, const std::string& name = "Deltagare") {
    return "<table:table table:name=\"" + name + "\"><table:table-column/>" + rows + "</table:table>";
}
inline Parts ods_parts(const std::string& tables, const std::string& automatic_styles = "") {
    return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", ZIP_CM_STORE},
            {"META-INF/manifest.xml",
             declaration + R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>)"},
            {"content.xml", ods_content(tables, automatic_styles)}};
}

using Row = std::pair<std::int64_t, std::vector<std::string>>;
using Rows = std::vector<Row>;

/// The rows of a sheet, or a single row 0 with the error message.
inline Rows rows_of(const Workbook& workbook, std::size_t sheet = 0) {
    Rows rows;
    const auto read = workbook.read(sheet, [&](std::int64_t line, std::span<const std::string_view> cells) {
        rows.emplace_back(line, std::vector<std::string>(cells.begin(), cells.end()));
        return true;
    });
    if (!read) return {{0, {read.error().detail}}};
    return rows;
}
inline Rows rows_of(const Parts& parts, const std::string& name = "list.xlsx") {
    const auto workbook = Workbook::open({name, zipped(parts)});
    if (!workbook) return {{0, {workbook.error().detail}}};
    return rows_of(*workbook);
}

/// The error of opening or reading a workbook; empty if there is none.
inline std::string problem_of(std::string bytes, const std::string& name = "list.xlsx") {
    const auto workbook = Workbook::open({name, std::move(bytes)});
    if (!workbook) return workbook.error().code == ErrorCode::export_invalid ? workbook.error().detail : "another code";
    for (std::size_t i = 0; i < workbook->sheets().size(); ++i) {
        const auto read = workbook->read(i, [](std::int64_t, std::span<const std::string_view>) { return true; });
        if (!read) return read.error().code == ErrorCode::export_invalid ? read.error().detail : "another code";
    }
    return {};
}
inline std::string problem_of(const Parts& parts, const std::string& name = "list.xlsx") {
    return problem_of(zipped(parts), name);
}

}  // namespace entre::test
