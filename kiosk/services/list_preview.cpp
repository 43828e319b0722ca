#include "kiosk/services/list_preview.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <type_traits>

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

/// A form has more columns than a screen: those that are asked about come first, then those that are used.
void put_first_what_matters(setup::ListPreview& preview) {
    std::vector<std::size_t> order(preview.columns.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto rank = [&](std::size_t i) { return preview.columns[i].is_asked ? 0 : preview.columns[i].role ? 1 : 2; };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    const auto sort = [&](auto& all) {
        std::remove_reference_t<decltype(all)> sorted;
        for (const auto i : order) sorted.push_back(std::move(all[i]));
        all = std::move(sorted);
    };
    sort(preview.columns);
    for (auto& row : preview.rows) sort(row);
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
        const bool is_let_in = person.registration.status == RegistrationStatus::registered;
        ++(is_let_in ? preview.people : preview.kept_out);
        if (is_let_in && person.registration.code_kind != CodeKind::issued && !person.registration.ticket_code.empty())
            ++preview.with_code;
    }
    for (const auto* issues : {&reading.rejected, &reading.issues})
        for (const auto& issue : *issues)
            if (issue.kind != RowIssueKind::above_headings) preview.issues.push_back(issue);
    std::stable_sort(preview.issues.begin(), preview.issues.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    std::set<std::int64_t> lines;
    for (const auto& issue : preview.issues) lines.insert(issue.line);
    preview.to_look_at = lines.size();
    if (const auto read = read_rows(file, hidden, preview); !read) return pass_on(read);
    put_first_what_matters(preview);
    return preview;
}

}  // namespace entre
