#include "core/import/row_marks.hpp"

#include <algorithm>

#include "core/import/status_phrases.hpp"

namespace entre {

void report_marks(const MarkedRows& marked, std::int64_t line, const std::string& sheet, std::vector<RowIssue>& issues) {
    const auto report = [&](const std::vector<std::int64_t>& lines, RowIssueKind kind) {
        if (std::binary_search(lines.begin(), lines.end(), line)) issues.push_back({line, kind, RowIssueAction::kept, sheet, 0});
    };
    report(marked.hidden, RowIssueKind::hidden_row);
    report(marked.struck, RowIssueKind::struck_row);
    report(marked.red, RowIssueKind::red_row);
}

std::span<const std::size_t> merged_in(const MarkedRows& marked, std::int64_t line) {
    const auto found = marked.merged.find(line);
    return found == marked.merged.end() ? std::span<const std::size_t>{} : std::span(found->second);
}

void apply_comment(const MarkedRows& marked, std::int64_t line, PersonInRow& in_row) {
    const auto comment = marked.comments.find(line);
    if (comment == marked.comments.end()) return;
    if (speaks_of_protection(comment->second)) {
        in_row.person.is_protected = true;
        in_row.issues.push_back({0, RowIssueKind::protected_by_text, RowIssueAction::kept, {}, 0});
    }
    if (speaks_of_cancellation(comment->second) || declines(comment->second))
        in_row.issues.push_back({0, RowIssueKind::cancelled_in_text, RowIssueAction::kept, {}, 0});
}

}  // namespace entre
