#include "core/import/whole_list.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/sentence.hpp"
#include "core/base/text.hpp"
#include "core/import/heading_meaning.hpp"

namespace entre {

std::string_view not_one_read(RowIssueKind kind) {
    switch (kind) {
        case RowIssueKind::nobody:
        case RowIssueKind::no_name:
            return sentence_pattern("{}: not one of its {} rows could be read: from line {} on there is no name.");
        case RowIssueKind::no_code:
            return sentence_pattern("{}: not one of its {} rows could be read: from line {} on there is no ticket code.");
        case RowIssueKind::code_rounded:
        case RowIssueKind::code_reformatted:
            return sentence_pattern(
                "{}: not one of its {} rows could be read: from line {} on a spreadsheet has changed the ticket codes. Export "
                "them again as text.");
        default:
            return sentence_pattern("{}: not one of its {} rows could be read, from line {} on. Is it the right file?");
    }
}

void report_lost_zeros(ExportReading& reading, const std::string& heading) {
    constexpr std::size_t enough = 3;
    std::map<std::size_t, std::size_t> lengths;
    bool has_leading_zero = false;
    std::size_t codes = 0;
    for (const auto& person : reading.people) {
        const auto& code = person.registration.ticket_code;
        if (code.empty()) continue;
        if (code.find_first_not_of("0123456789") != std::string::npos) return;
        has_leading_zero = has_leading_zero || code.starts_with('0');
        ++lengths[code.size()];
        ++codes;
    }
    if (codes < 2 || lengths.size() < 2) return;
    // Codes that are padded with zeros are all of one length; of others most have to be, since 999 comes before 1000.
    const auto longest = lengths.rbegin()->second;
    const bool is_usual = codes >= 5 ? longest * 5 >= codes * 4 : codes >= enough && longest * 2 >= codes;
    if (!is_usual && !has_leading_zero) return;
    for (const auto& person : reading.people)
        if (const auto& code = person.registration.ticket_code; !code.empty() && code.size() < lengths.rbegin()->first)
            reading.issues.push_back({person.line, RowIssueKind::zeros_lost, RowIssueAction::kept, heading, 0});
}

void report_several_events(ExportReading& reading, std::span<const std::string> headings, std::span<const ColumnValues> values) {
    static constexpr std::array<std::string_view, 12> names{"evenemang",  "event",         "eventname",   "kurs",
                                                            "kursnamn",   "kurstillfalle", "arrangemang", "evenemangsnamn",
                                                            "seminarium", "veranstaltung", "arrangement", "tapahtuma"};
    constexpr std::size_t few = 12;
    for (std::size_t i = 0; i < std::min(headings.size(), values.size()); ++i) {
        const auto& v = values[i];
        const auto key = heading_key(headings[i]);
        if (std::find(names.begin(), names.end(), key) == names.end() || v.different < 2 || v.different > few) continue;
        if (v.are_mostly(v.yes_or_no + v.status_words)) continue;
        reading.issues.push_back({0, RowIssueKind::several_events, RowIssueAction::kept, clean_text(headings[i], 60), 0});
    }
}

void report_many_protected(ExportReading& reading, const std::string& heading) {
    constexpr std::size_t enough = 4;
    const auto hidden = static_cast<std::size_t>(
        std::ranges::count_if(reading.people, [](const auto& person) { return person.registration.is_protected; }));
    if (reading.people.size() < enough || hidden * 2 <= reading.people.size()) return;
    reading.issues.push_back({0, RowIssueKind::many_protected, RowIssueAction::kept, heading, 0});
}

}  // namespace entre
