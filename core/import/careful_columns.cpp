#include "core/import/careful_columns.hpp"

#include <algorithm>
#include <array>

namespace entre {

namespace {

using enum Field;

constexpr std::array status_fields{is_withdrawn, is_waiting, is_paid, status, is_attending};

std::string key(Field field) { return std::string(key_of(field)); }

ListQuestion ask(QuestionKind kind, const CandidateColumn& column, std::vector<std::string> answers) {
    return {kind, column.heading, {}, column.values->filled, std::move(answers)};
}

/// The strongest of the status meanings in the heading.
const HeadingMeaning* status_meaning(const HeadingWords& words) {
    const HeadingMeaning* best = nullptr;
    for (const Field field : status_fields)
        if (const auto* meaning = words.of(field); meaning != nullptr && (best == nullptr || meaning->fit > best->fit))
            best = meaning;
    return best;
}

/// Cells that answer this kind of column: a yes or no, a known word, or the date on which somebody cancelled or paid.
std::size_t understood(Field field, const ColumnValues& v) {
    const bool may_be_a_date = field == is_withdrawn || field == is_paid || field == is_waiting;
    return std::min(v.filled, v.yes_or_no + v.status_words + (may_be_a_date ? v.dates : 0));
}

std::vector<std::string> status_answers(Field likeliest) {
    std::vector<std::string> out{key(likeliest)};
    for (const Field field : {status, is_attending, is_withdrawn, is_waiting, is_paid})
        if (field != likeliest) out.push_back(key(field));
    out.emplace_back("ignore");
    return out;
}

/// A column whose heading says that it holds a status and nothing else.
CarefulColumn exact_status(const CandidateColumn& column, Field field) {
    const auto& v = *column.values;
    constexpr std::size_t few = 12;
    CarefulColumn out{column.place, std::nullopt, std::nullopt};
    const auto known = understood(field, v);
    const bool is_dates = v.are_mostly(v.dates);
    if (is_dates && field == is_attending && v.empty == 0) return out;  // when somebody registered
    if (v.are_mostly(v.numbers) && !is_dates && v.yes_or_no < v.filled && field == is_paid) return out;  // amounts

    if (v.filled == 0 || known == v.filled || (field == status && (v.different <= few || known > 0)) ||
        (known > 0 && v.different <= few && v.are_mostly(known, 50)))
        out.taken = field;
    else
        out.question = ask(QuestionKind::status_column, column, status_answers(field));
    return out;
}

/// Whether a column whose heading says more than a status, or nothing, may still be one.
bool may_be_status(const CandidateColumn& column, const HeadingMeaning* meaning, bool has_system) {
    const auto& v = *column.values;
    if (v.filled == 0) return false;
    if (v.are_mostly(v.status_words, 60) && v.keeping_out > 0) return true;
    const std::size_t answers = v.yes_or_no + v.long_answers;
    // "Deltager: Ja": no names.
    if (meaning == nullptr)
        return column.words->of(full_name) != nullptr && !column.words->is_about_other_things && v.are_mostly(answers);
    const Field field = meaning->field;
    if (field == is_withdrawn || field == is_waiting) return understood(field, v) > 0 && !column.words->is_about_other_things;
    if (column.words->is_about_other_things) return false;
    if (has_system) return v.keeping_out > 0;
    return v.keeping_out > 0 || (v.are_mostly(answers) && field != status);
}

bool speaks_of_ticket(const CandidateColumn& column, HeadingFit fit) {
    const auto* meaning = column.words->of(ticket_code);
    return meaning != nullptr && meaning->fit == fit && (fit == HeadingFit::exactly || !column.words->is_about_other_things);
}

bool holds_other_data(const ColumnValues& v) {
    return v.are_mostly(v.emails) || v.are_mostly(v.personal_numbers) || v.are_mostly(v.dates, 95) || v.are_mostly(v.phones) ||
           v.are_mostly(v.yes_or_no) || v.are_mostly(v.full_names);
}

bool holds_codes(const ColumnValues& v) {
    return v.filled >= 2 && v.are_mostly(v.codes) && v.different * 100 >= v.filled * 95 && !holds_other_data(v);
}

/// "Referens: 4711001": numbers that are too short to be codes by themselves, under a heading that says what a QR code may hold.
bool holds_references(const CandidateColumn& column) {
    static constexpr std::array<std::string_view, 12> beginnings{"referen", "ref",     "viite",     "bokning",
                                                                 "booking", "buchung", "order",     "bestell",
                                                                 "confirm", "bekraft", "anmalning", "reservation"};
    const auto& v = *column.values;
    const bool is_named = std::any_of(beginnings.begin(), beginnings.end(),
                                      [&](std::string_view word) { return column.words->key.starts_with(word); });
    return is_named && !column.words->is_about_other_things && v.filled >= 2 && v.are_mostly(v.long_numbers) &&
           v.are_all_different() && !holds_other_data(v);
}

/// Nearly all rows have the same few values: a group or a discount, not a ticket.
bool repeats(const ColumnValues& v) { return v.filled >= 4 && v.different * 2 < v.filled; }

}  // namespace

std::vector<CarefulColumn> status_columns(std::span<const CandidateColumn> columns, bool has_system) {
    std::vector<CarefulColumn> out;
    for (const auto& column : columns) {
        const auto* meaning = status_meaning(*column.words);
        if (meaning != nullptr && meaning->fit == HeadingFit::exactly) {
            if (auto decided = exact_status(column, meaning->field); decided.taken || decided.question)
                out.push_back(std::move(decided));
        } else if (may_be_status(column, meaning, has_system)) {
            const Field likeliest =
                meaning != nullptr && !column.values->are_mostly(column.values->status_words) ? meaning->field : status;
            out.push_back({column.place, std::nullopt, ask(QuestionKind::status_column, column, status_answers(likeliest))});
        }
    }
    return out;
}

std::vector<CarefulColumn> code_columns(std::span<const CandidateColumn> columns) {
    std::vector<const CandidateColumn*> exact, possible;
    for (const auto& column : columns) {
        const auto& v = *column.values;
        if (speaks_of_ticket(column, HeadingFit::exactly) && !holds_other_data(v) && !repeats(v))
            exact.push_back(&column);
        else if ((speaks_of_ticket(column, HeadingFit::exactly) && v.filled > 0 && !v.are_mostly(v.personal_numbers)) ||
                 (speaks_of_ticket(column, HeadingFit::partly) && !holds_other_data(v) && !repeats(v)) ||
                 holds_references(column) ||
                 (holds_codes(v) &&
                  (column.words->is_reference || (column.words->meanings.empty() && !column.words->is_about_other_things))))
            possible.push_back(&column);
    }
    // Several say so: those that are filled with values of their own count, "Streckkod" beside an empty "Kod".
    if (exact.size() > 1) {
        auto filled = exact;
        std::erase_if(filled, [](const auto* column) { return !holds_codes(*column->values); });
        if (filled.empty())
            std::erase_if(exact, [&](const auto* column) { return column->values->filled == 0 && column != exact.front(); });
        else
            exact = filled;
    }
    if (exact.size() == 1) return {{exact.front()->place, ticket_code, std::nullopt}};
    std::vector<CarefulColumn> out;
    for (const auto* column : exact.empty() ? possible : exact)
        out.push_back({column->place, std::nullopt, ask(QuestionKind::code_column, *column, {key(ticket_code), "ignore"})});
    return out;
}

std::vector<CarefulColumn> protected_columns(std::span<const CandidateColumn> columns) {
    std::vector<CarefulColumn> out;
    for (const auto& column : columns) {
        const auto& v = *column.values;
        const auto* hidden = column.words->of(protected_mark);
        const auto* shown = column.words->of(may_be_shown);
        const bool is_marks = hidden != nullptr && !hidden->is_loose && (hidden->fit == HeadingFit::exactly || !hidden->is_weak);
        if (is_marks && shown == nullptr && !column.words->is_about_other_things)
            out.push_back({column.place, protected_mark, std::nullopt});
        else if ((hidden != nullptr && (is_marks || !column.words->is_about_other_things || v.protected_words > 0) &&
                  v.filled > 0) ||
                 (shown != nullptr && v.filled > 0 && !column.words->is_about_other_things) ||
                 v.are_mostly(v.protected_words, 20))
            out.push_back({column.place, std::nullopt,
                           ask(QuestionKind::protected_column, column,
                               shown != nullptr ? std::vector<std::string>{key(may_be_shown), key(protected_mark), "ignore"}
                                                : std::vector<std::string>{key(protected_mark), key(may_be_shown), "ignore"})});
    }
    return out;
}

}  // namespace entre
