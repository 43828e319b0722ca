#include "core/import/cell_text.hpp"

#include <optional>

#include "core/base/text.hpp"
#include "core/import/cell_damage.hpp"
#include "core/import/struck_text.hpp"

namespace entre {

namespace {

constexpr std::size_t max_damaged_bytes = 500;

/// UTF-8 that was read as Latin-1, with characters that have no picture; nullopt for all other text.
std::optional<std::string> redecoded_controls(std::string_view raw) {
    bool has_control = false;
    for (std::size_t i = 0; i + 1 < raw.size(); ++i)
        has_control = has_control || (raw[i] == '\xc2' && static_cast<unsigned char>(raw[i + 1]) >= 0x80 &&
                                      static_cast<unsigned char>(raw[i + 1]) < 0xa0);
    return has_control ? redecoded(raw) : std::nullopt;
}

}  // namespace

CellText text_as_meant(std::string_view raw) {
    CellText cell;
    if (raw.empty()) return cell;
    const auto report = [&](RowIssueKind kind, RowIssueAction done) { cell.issues.emplace_back(kind, done); };
    if (is_spreadsheet_error(raw)) {
        report(RowIssueKind::cell_error, RowIssueAction::left_out);
        return cell;
    }
    const auto uncrossed = without_crossing_out(raw);  // row_status.cpp says what it means
    if (uncrossed) raw = *uncrossed;
    cell.text = clean_text(raw, max_field_graphemes);
    const auto change = [&](const std::optional<std::string>& decoded, RowIssueKind kind) {
        if (!decoded) return;
        cell.text = clean_text(*decoded, max_field_graphemes);
        report(kind, RowIssueAction::changed);
    };
    // Before control characters are taken out: the second byte of "Ö" may have become one.
    if (raw.size() < max_damaged_bytes) change(redecoded_controls(raw), RowIssueKind::name_redecoded);
    if (has_emoji(raw)) report(RowIssueKind::emoji_removed, RowIssueAction::changed);
    change(without_escapes_of_the_web(cell.text), RowIssueKind::escapes_decoded);
    change(redecoded(cell.text), RowIssueKind::name_redecoded);
    if (auto rest = without_private_parts(cell.text)) {
        cell.text = std::move(rest->text);
        if (rest->had_personal_number) report(RowIssueKind::personal_number, RowIssueAction::left_out);
        if (rest->had_email || rest->had_phone) report(RowIssueKind::contact_removed, RowIssueAction::left_out);
    }
    return cell;
}

}  // namespace entre
