#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <memory>

#include "core/attendance/report.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr double narrowest = 8, widest = 40;     // column widths in characters
constexpr std::size_t max_cell_length = 32'767;  // ECMA-376: characters in a cell

struct Sheet {
    lxw_worksheet* sheet;
    lxw_format* heading;
    lxw_format* time;
    std::vector<double> widths{};

    void text(lxw_row_t row, lxw_col_t column, std::string text, lxw_format* format = nullptr) {
        // Written as text, never as a formula or number: this needs no escaping and keeps leading zeros.
        text = to_valid_utf8(text);
        if (text.size() > max_cell_length) text = to_valid_utf8(text.substr(0, max_cell_length - 3));
        if (!text.empty()) worksheet_write_string(sheet, row, column, text.c_str(), format);
        widen(column, graphemes(text.substr(0, 200)).size());
    }

    void when(lxw_row_t row, lxw_col_t column, const std::optional<UtcTime>& at, const TimeZone& zone) {
        if (!at) return;
        const auto here = std::chrono::floor<std::chrono::seconds>(*at + zone.offset_at(*at));
        const auto day = std::chrono::floor<std::chrono::days>(here);
        const std::chrono::year_month_day date{day};
        const std::chrono::hh_mm_ss clock{here - day};
        lxw_datetime value{static_cast<int>(date.year()),
                           static_cast<int>(static_cast<unsigned>(date.month())),
                           static_cast<int>(static_cast<unsigned>(date.day())),
                           static_cast<int>(clock.hours().count()),
                           static_cast<int>(clock.minutes().count()),
                           static_cast<double>(clock.seconds().count())};
        worksheet_write_datetime(sheet, row, column, &value, time);
        widen(column, std::string_view("2027-05-20 08:41").size());
    }

    void widen(lxw_col_t column, std::size_t letters) {
        if (widths.size() <= column) widths.resize(column + 1U, narrowest);
        widths[column] = std::clamp(static_cast<double>(letters) + 2, widths[column], widest);
    }
};

void fill(Sheet& sheet, const AttendanceTable& table, const TimeZone& zone) {
    const auto own = attendance_headings();
    lxw_col_t column = 0;
    for (const auto heading : own) sheet.text(0, column++, std::string(heading), sheet.heading);
    for (const auto& heading : table.carried) sheet.text(0, column++, heading, sheet.heading);
    lxw_row_t row = 0;
    for (const auto& line : table.lines) {
        ++row;
        column = 0;
        for (const std::string& text :
             {line.name, line.organisation, line.title, line.category, std::string(attendance_status(line.status))})
            sheet.text(row, column++, text);
        sheet.when(row, column++, line.first_in, zone);
        sheet.when(row, column++, line.inside_since, zone);
        for (const std::string& text :
             {line.given, line.family, line.language, std::string(line.is_protected ? "ja" : ""), line.ticket_code})
            sheet.text(row, column++, text);
        for (std::size_t i = 0; i < table.carried.size(); ++i, ++column)
            if (i < line.carried.size()) sheet.text(row, column, line.carried[i]);
    }
    worksheet_freeze_panes(sheet.sheet, 1, 1);
    if (row > 0) worksheet_autofilter(sheet.sheet, 0, 0, row, static_cast<lxw_col_t>(sheet.widths.size() - 1));
    for (std::size_t i = 0; i < sheet.widths.size(); ++i)
        worksheet_set_column(sheet.sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), sheet.widths[i], nullptr);
}

/// By these a list can be compared with the records later: nothing before the last one was changed.
void fill_ends(Sheet& sheet, std::span<const ChainEnd> ends) {
    lxw_col_t column = 0;
    for (const auto* heading : {"Kiosk", "Sista post", "SHA-256"}) sheet.text(0, column++, heading, sheet.heading);
    lxw_row_t row = 0;
    for (const auto& end : ends) {
        column = 0;
        ++row;
        for (const std::string& text : {end.station, fmt::to_string(end.number), end.hash}) sheet.text(row, column++, text);
    }
    worksheet_set_column(sheet.sheet, 0, 1, 16, nullptr);
    worksheet_set_column(sheet.sheet, 2, 2, 66, nullptr);
}

}  // namespace

Result<void> write_attendance_xlsx(const AttendanceTable& table, const TimeZone& zone, const std::filesystem::path& file,
                                   std::span<const ChainEnd> ends) {
    const auto unwritable = [&] {
        return fail(ErrorCode::file_unwritable,
                    fmt::format("{} cannot be written; check the folder's permissions and the free disk space", file.string()));
    };
    // The library's temporary files contain names, so they are kept in the same folder; closing the workbook deletes them.
    const auto fresh = std::filesystem::path(file.string() + ".new");
    auto folder = file.has_parent_path() ? file.parent_path().string() : std::string(".");
    lxw_workbook_options options{};
    options.tmpdir = folder.data();
    lxw_workbook* book = workbook_new_opt(fresh.c_str(), &options);
    if (book == nullptr) return unwritable();
    lxw_worksheet* page = workbook_add_worksheet(book, "Närvaro");
    lxw_format* heading = workbook_add_format(book);
    format_set_bold(heading);
    lxw_format* time = workbook_add_format(book);
    format_set_num_format(time, "yyyy-mm-dd hh:mm");
    Sheet sheet{page, heading, time};
    fill(sheet, table, zone);
    if (!ends.empty()) {
        Sheet last{workbook_add_worksheet(book, "Kedjor"), heading, time};
        fill_ends(last, ends);
    }
    std::error_code error;
    if (workbook_close(book) == LXW_NO_ERROR) {
        std::filesystem::rename(fresh, file, error);
        if (!error) return {};
    }
    std::filesystem::remove(fresh, error);
    return unwritable();
}

}  // namespace entre
