#include "core/import/row_to_person.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::size_t max_code_length = 256;  // pretix allows 255
constexpr std::size_t max_field_graphemes = 120;
constexpr std::size_t max_email_length = 254;  // RFC 5321

/// Forms write this for people who were not signed in; their name is then in one of the answers.
bool is_nobody_signed_in(std::string_view name) {
    return name.size() < 12 && (fold(name) == "anonymous" || fold(name) == "anonym");
}

/// Reads one row and records its issues.
class Reading {
public:
    Reading(const RowView& row, const Columns& columns, std::span<const std::string> headings,
            const RegistrationSettings& settings)
        : row_(row), columns_(columns), headings_(headings), settings_(settings) {}

    PersonInRow read() {
        Registration& who = out_.person;
        who.given = kept(Field::given);
        who.family = kept(Field::family);
        if (who.given.empty() && who.family.empty()) split_name(kept(Field::full_name), who);
        who.organisation = kept(Field::organisation);
        who.title = kept(Field::title);
        who.category = kept(Field::category);
        who.language = to_lower_ascii(row_.text(Field::language).substr(0, 2));
        who.note = kept(Field::note);
        if (auto order = row_.text(Field::order); !order.empty()) {
            const auto position = row_.text(Field::position);
            who.export_key = position.empty() ? std::move(order) : order + "-" + position;
        }
        if (const auto email = row_.raw(Field::email);
            email.find('@') != std::string_view::npos && email.size() <= max_email_length)
            out_.email = to_lower_ascii(email);
        read_code();
        read_status();
        who.is_protected = is_protected();
        who.is_flagged = is_yes(row_.raw(Field::notify));
        if (who.given.empty() && who.family.empty())
            reject(who.ticket_code.empty() ? RowIssueKind::nobody : RowIssueKind::no_name, Field::full_name);
        look_at_name();
        look_at_length();
        return std::move(out_);
    }

private:
    void add(RowIssueKind kind, RowIssueAction done, Field field) {
        const auto& places = columns_.of(field);
        out_.issues.push_back({0, kind, done, places.empty() ? std::string{} : clean_text(headings_[places.front()], 60), 0});
    }
    void reject(RowIssueKind kind, Field field) { add(kind, RowIssueAction::rejected, field); }

    /// The text of a field, except personal identity numbers, which must not be stored.
    std::string kept(Field field) {
        const auto raw = row_.raw(field);
        if (!is_personal_number(raw)) return row_.text(field);
        add(RowIssueKind::personal_number, RowIssueAction::left_out, field);
        return {};
    }

    void read_code() {
        const auto raw = row_.raw(Field::ticket_code);
        Registration& who = out_.person;
        who.ticket_code = clean_text(raw, max_code_length);
        who.code_kind = columns_.codes;
        if (raw.size() > max_code_length) return reject(RowIssueKind::code_too_long, Field::ticket_code);
        if (is_rounded_number(who.ticket_code)) return reject(RowIssueKind::code_rounded, Field::ticket_code);
        if (!who.ticket_code.empty()) return;
        if (!columns_.issues_codes) return reject(RowIssueKind::no_code, Field::ticket_code);
        who.code_kind = CodeKind::issued;
        if (!columns_.of(Field::ticket_code).empty()) add(RowIssueKind::code_issued, RowIssueAction::kept, Field::ticket_code);
    }

    void read_status() {
        const auto word = row_.raw(Field::status);
        auto status = explained(word);
        if (!status) {
            out_.unknown_status = clean_text(word, 40);
            reject(RowIssueKind::status_unknown, Field::status);
            status = RegistrationStatus::registered;
        }
        const auto paid = row_.raw(Field::is_paid);
        if (*status == RegistrationStatus::registered && !paid.empty() && !is_yes(paid)) status = RegistrationStatus::unpaid;
        if (is_yes(row_.raw(Field::is_withdrawn))) status = RegistrationStatus::withdrawn;
        out_.person.status = *status;
    }

    /// The organiser's own status words take precedence.
    [[nodiscard]] std::optional<RegistrationStatus> explained(std::string_view word) const {
        if (!settings_.status_words.empty() && !word.empty()) {
            const std::string folded = fold(word);
            for (const auto& [said, status] : settings_.status_words)
                if (fold(said) == folded) return status;
        }
        return status_of(word);
    }

    [[nodiscard]] bool is_protected() const {
        const auto mark = row_.raw(Field::protected_mark);
        if (mark.empty()) return false;
        const std::string folded = fold(mark);
        const auto& values = settings_.protected_values;
        const bool is_named = std::any_of(values.begin(), values.end(), [&](const std::string& value) {
            return folded.empty() ? value == mark : fold(value) == folded;
        });
        // A plain yes always protects. If the organiser named no values, everything except a plain no does, too: a name shown by
        // mistake cannot be taken back.
        return is_named || is_yes(mark) || (values.empty() && !is_no(mark));
    }

    void look_at_name() {
        const Registration& who = out_.person;
        const auto look = [&](const std::string& text, Field field) {
            if (looks_misdecoded(text))
                add(RowIssueKind::name_misdecoded, RowIssueAction::kept, field);
            else if (has_lost_letters(text))
                add(RowIssueKind::letters_lost, RowIssueAction::kept, field);
        };
        const bool is_whole = columns_.of(Field::given).empty() && columns_.of(Field::family).empty();
        look(who.given, is_whole ? Field::full_name : Field::given);
        if (!is_whole || !looks_misdecoded(who.given)) look(who.family, is_whole ? Field::full_name : Field::family);
        look(who.organisation, Field::organisation);
        const auto space = who.family.find(' ');
        if (space == std::string::npos || who.family[0] < 'A' || who.family[0] > 'Z') return;
        if (is_name_particle(to_lower_ascii(who.family.substr(0, space))))
            add(RowIssueKind::particle_capitalised, RowIssueAction::kept, is_whole ? Field::full_name : Field::family);
    }

    void look_at_length() {
        // An unquoted delimiter inside a cell shifts the row and would put one field's text into another.
        const auto cells = row_.cells();
        for (std::size_t i = headings_.size(); i < cells.size(); ++i)
            if (!trim(cells[i]).empty()) {
                out_.issues.insert(out_.issues.begin(), {0, RowIssueKind::row_long, RowIssueAction::rejected, {}, 0});
                return;
            }
    }

    const RowView& row_;
    const Columns& columns_;
    std::span<const std::string> headings_;
    const RegistrationSettings& settings_;
    PersonInRow out_;
};

}  // namespace

std::string_view RowView::raw(Field field) const {
    for (const std::size_t place : columns_.of(field)) {
        if (place >= cells_.size()) continue;
        std::string_view cell = trim(cells_[place]);
        if (cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos)
            cell.remove_prefix(1);
        if (cell.empty() || (field == Field::full_name && is_nobody_signed_in(cell))) continue;
        return cell;
    }
    return {};
}

std::string RowView::text(Field field) const { return clean_text(raw(field), max_field_graphemes); }

PersonInRow person_in(const RowView& row, const Columns& columns, std::span<const std::string> headings,
                      const RegistrationSettings& settings) {
    return Reading(row, columns, headings, settings).read();
}

void split_name(const std::string& full, Registration& person) {
    if (const auto comma = full.find(", "); comma != std::string::npos) {
        person.family = full.substr(0, comma);
        person.given = full.substr(comma + 2);
        return;
    }
    auto space = full.rfind(' ');
    if (space == std::string::npos) {
        person.given = full;
        return;
    }
    while (space > 0) {
        const auto before = full.rfind(' ', space - 1);
        if (before == std::string::npos || !is_name_particle(std::string_view(full).substr(before + 1, space - before - 1)))
            break;
        space = before;
    }
    person.given = full.substr(0, space);
    person.family = full.substr(space + 1);
}

}  // namespace entre
