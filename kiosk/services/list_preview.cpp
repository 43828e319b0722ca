#include "kiosk/services/list_preview.hpp"

#include <algorithm>
#include <set>

#include "core/base/text.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/services/import_service.hpp"

namespace entre {

namespace {

constexpr std::size_t shown_rows = 3, shown_letters = 60;

/// Reads the first rows below the headings, apart from those in `hidden`.
Result<void> read_rows(const std::filesystem::path& file, const std::set<std::int64_t>& hidden, setup::ListPreview& preview) {
    const auto are_headings = [&](std::span<const std::string_view> cells) {
        return cells.size() >= preview.columns.size() &&
               std::equal(preview.columns.begin(), preview.columns.end(), cells.begin(),
                          [](const auto& column, auto cell) { return column.heading == clean_text(cell, shown_letters); });
    };
    return with_export_file(file, [&](const ExportFile& open) -> Result<void> {
        auto sheets = sheets_of(open);
        if (!sheets) return pass_on(sheets);
        for (const auto& sheet : *sheets) {
            preview.rows.clear();
            preview.rows_skipped = 0;
            bool has_headings = false;
            const auto read = sheet.read([&](std::int64_t line, std::span<const std::string_view> cells) {
                if (!has_headings) {
                    has_headings = are_headings(cells);
                    preview.rows_skipped += has_headings ? 0U : 1U;
                    return preview.rows_skipped < 50;
                }
                if (hidden.contains(line)) return true;
                auto& row = preview.rows.emplace_back();
                for (std::size_t i = 0; i < preview.columns.size(); ++i)
                    row.push_back(i < cells.size() ? clean_text(cells[i], shown_letters) : std::string{});
                return preview.rows.size() < shown_rows;
            });
            if (!read) return pass_on(read);
            if (has_headings) return {};
        }
        preview.rows.clear();
        preview.rows_skipped = 0;
        return {};
    });
}

}  // namespace

Result<setup::ListPreview> preview_of(const Seminar& seminar, const std::filesystem::path& file) {
    auto plan = plan_import(nullptr, seminar, file, utc_now());
    if (!plan) return pass_on(plan);
    if (plan->is_blank) return tl::unexpected<Error>(nobody_below(file));
    auto& reading = plan->reading;
    setup::ListPreview preview;
    preview.file = file.filename().string();
    preview.questions = reading.questions;
    for (const auto& column : reading.readings) {
        const bool is_asked = std::any_of(reading.questions.begin(), reading.questions.end(),
                                          [&](const ListQuestion& question) { return question.column == column.heading; });
        preview.columns.push_back({column.heading, column.role, is_asked});
    }
    std::set<std::int64_t> hidden;
    for (const auto& person : plan->changes.added) {
        if (person.registration.is_protected) hidden.insert(person.line);
        if (person.registration.code_kind != CodeKind::issued && !person.registration.ticket_code.empty()) ++preview.with_code;
    }
    preview.people = plan->changes.added.size();
    for (const auto* issues : {&reading.rejected, &reading.issues})
        for (const auto& issue : *issues)
            if (issue.kind != RowIssueKind::above_headings) preview.issues.push_back(issue);
    std::stable_sort(preview.issues.begin(), preview.issues.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    std::set<std::int64_t> lines;
    for (const auto& issue : preview.issues) lines.insert(issue.line);
    preview.to_look_at = lines.size();
    if (const auto read = read_rows(file, hidden, preview); !read) return pass_on(read);
    return preview;
}

}  // namespace entre
