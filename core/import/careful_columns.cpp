#include "core/import/careful_columns.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace entre {

namespace {

using enum Field;

constexpr std::array status_fields{is_withdrawn, is_waiting, is_unpaid, is_paid, status, is_attending};
constexpr std::size_t few_words = 12;  // that a column of status has

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
    const bool may_be_a_date = field == is_withdrawn || field == is_paid || field == is_unpaid || field == is_waiting;
    const std::size_t amounts = field == is_unpaid || field == is_waiting ? v.numbers : 0;
    return std::min(v.filled, v.yes_or_no + v.status_words + amounts + (may_be_a_date ? v.dates : 0));
}

std::vector<std::string> status_answers(Field likeliest) {
    std::vector<std::string> out{key(likeliest)};
    for (const Field field : {status, is_attending, is_withdrawn, is_waiting, is_paid, is_unpaid})
        if (field != likeliest) out.push_back(key(field));
    out.emplace_back("ignore");
    return out;
}

/// A column whose heading says that it holds a status and nothing else.
CarefulColumn exact_status(const CandidateColumn& column, Field field) {
    const auto& v = *column.values;
    CarefulColumn out{column.place, std::nullopt, std::nullopt};
    const auto known = understood(field, v);
    const bool is_dates = v.are_mostly(v.dates);
    if (is_dates && field == is_attending && v.empty == 0) return out;  // when somebody registered
    const bool is_by_somebody = column.words->key.ends_with("av") || column.words->key.ends_with("by");
    if (field == is_attending && is_by_somebody && v.are_mostly(v.full_names + v.emails)) return out;  // who registered them
    const bool are_amounts = v.are_mostly(v.numbers) && !is_dates && v.yes_or_no < v.filled;
    if (are_amounts && field == is_paid && v.zeros == 0) return out;  // what everybody has paid

    if (v.filled == 0 || known == v.filled || (field == status && (v.different <= few_words || known > 0)) ||
        (known > 0 && v.different <= few_words && v.are_mostly(known, 50)))
        out.taken = field;
    else
        out.question = ask(QuestionKind::status_column, column, status_answers(field));
    return out;
}

/// A column that nearly every row fills with one of a few words, and one of those says that the person does not come: "Steg:
/// Avbruten", "Anmälan gäller: Jag avstår". A remark stands in a few rows only.
bool keeps_somebody_out(const CandidateColumn& column) {
    const auto& v = *column.values;
    const auto& words = *column.words;
    const bool is_known = !words.meanings.empty() && words.meanings.front().fit == HeadingFit::exactly;
    if (is_known || words.is_about_other_things || words.is_of_others) return false;
    const auto out = v.keeping_out + v.declining + (words.is_other_question ? 0 : v.negations);
    return out > 0 && v.different <= few_words && v.filled * 10 >= (v.filled + v.empty) * 6 &&
           (v.different < v.filled || v.are_mostly(out + v.status_words + v.yes_or_no, 30));
}

/// "Godkänd av chef: Nej", "Manager approval: Rejected": somebody else has a say, and has said no.
bool is_refused_to_somebody(const CandidateColumn& column) {
    const auto& v = *column.values;
    const bool has_no = v.yes_or_no > v.yeses || v.keeping_out + v.declining + v.negations > 0;
    return column.words->is_approval && has_no && v.are_mostly(v.yes_or_no + v.long_answers + v.status_words + v.negations);
}

/// "Biljettyp", "Ticket type", "Kategori": kinds of tickets, of which one may be a place in the queue.
bool is_about_kinds(const HeadingWords& words) {
    static constexpr std::array<std::string_view, 12> parts{"biljett", "ticket", "billet", "typ",    "kategori", "category",
                                                            "klass",   "class",  "form",   "format", "resultat", "result"};
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return words.key.find(part) != std::string::npos; });
}

/// "Betalningssätt: Online" is no way of taking part, and "Anmäld via: Webb" neither.
bool is_about_ways_to_pay(const HeadingWords& words) {
    static constexpr std::array<std::string_view, 9> parts{"betal", "pay",  "faktur", "invoice", "via",
                                                           "hort",  "hear", "source", "kalla"};
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return words.key.find(part) != std::string::npos; });
}

/// One of a few answers is about another way of taking part: "Biljett: Digital", "Hur deltar du? Via länk".
bool sends_somebody_elsewhere(const CandidateColumn& column) {
    const auto& v = *column.values;
    return v.elsewhere > 0 && v.different > 1 && v.different <= few_words && v.filled * 10 >= (v.filled + v.empty) * 6 &&
           (v.different < v.filled || v.are_mostly(v.elsewhere, 30)) && !is_about_ways_to_pay(*column.words) &&
           !column.words->is_of_others;
}

/// A kind of ticket that nobody comes in with: "Biljettyp: Reservplats".
bool has_kinds_that_keep_out(const CandidateColumn& column) {
    const auto& v = *column.values;
    return v.keeping_out > 0 && v.different <= few_words && v.filled * 10 >= (v.filled + v.empty) * 6 &&
           is_about_kinds(*column.words);
}

/// "tor 20 maj", "2027-05-20", "Dag 2": a column of a poll about days.
bool is_day(std::string_view heading) {
    static constexpr std::array<std::string_view, 23> days{
        "man",    "tis",    "ons",    "tor", "tors", "fre", "lor", "son", "mandag", "tisdag", "onsdag",   "torsdag",
        "fredag", "lordag", "sondag", "mon", "tue",  "wed", "thu", "fri", "dag",    "day",    "formiddag"};
    const std::string folded = fold(heading);
    if (folded == "eftermiddag" || folded == "kvall") return true;
    const auto first = folded.substr(0, folded.find_first_of(" ,.:/"));
    const bool has_digit = folded.find_first_of("0123456789") != std::string::npos;
    return is_date(trim(heading)) ||
           (std::find(days.begin(), days.end(), first) != days.end() && (has_digit || first.size() > 4));
}

/// Answers of a poll below a day: a person with none of them may not come at all.
bool is_poll(const CandidateColumn& column) {
    const auto& v = *column.values;
    return v.filled > 0 && is_day(column.heading) && v.are_mostly(v.yes_or_no + v.tentative + v.long_answers);
}

/// Whether a column whose heading says more than a status, or nothing, may still be one.
bool may_be_status(const CandidateColumn& column, const HeadingMeaning* meaning, bool has_system) {
    const auto& v = *column.values;
    if (v.filled == 0 || column.words->asks_about_showing) return false;
    if (v.are_mostly(v.status_words, 60) && v.keeping_out > 0) return true;
    if (!has_system && is_refused_to_somebody(column)) return true;
    if (sends_somebody_elsewhere(column) || has_kinds_that_keep_out(column)) return true;
    if (!has_system && is_poll(column)) return true;
    // "Betalat belopp: 450, 0": what some have paid, and others not.
    if (meaning != nullptr && (meaning->field == is_paid || meaning->field == is_unpaid) && !has_system && v.zeros > 0 &&
        v.zeros < v.filled && v.are_mostly(v.numbers))
        return true;
    if (meaning == nullptr && !has_system && keeps_somebody_out(column)) return true;
    const std::size_t answers = v.yes_or_no + v.long_answers;
    // "Deltager: Ja": no names.
    if (meaning == nullptr)
        return column.words->of(full_name) != nullptr && !column.words->is_about_other_things && v.are_mostly(answers);
    const Field field = meaning->field;
    if (column.words->is_about_other_things) return false;
    if (field == is_withdrawn || field == is_waiting || field == is_unpaid) return true;
    if (has_system) return v.keeping_out > 0;
    if (field == status && v.different <= few_words && !v.are_mostly(v.numbers)) return true;
    return v.keeping_out > 0 || v.declining > 0 || (v.are_mostly(answers) && field != status);
}

/// Answers by yes or no to a question that Entré does not know: it may be whether the person comes. Marks such as x are not asked
/// about: lists kept by hand have many of them.
bool may_be_invitation(const CandidateColumn& column) {
    const auto& v = *column.values;
    const auto& words = *column.words;
    if (words.is_about_other_things || words.is_other_question || words.is_of_others || words.asks_about_showing) return false;
    if (!words.meanings.empty() || v.words_of_answer == 0) return false;
    const bool is_question = column.heading.ends_with('?') || v.yeses < v.yes_or_no;
    return is_question && v.are_mostly(v.yes_or_no + v.long_answers + v.declining);
}

bool speaks_of_ticket(const CandidateColumn& column, HeadingFit fit) {
    const auto* meaning = column.words->of(ticket_code);
    if (meaning == nullptr || meaning->is_weak) return false;
    return meaning->fit == fit && (fit == HeadingFit::exactly || !column.words->is_about_other_things);
}

bool holds_other_data(const ColumnValues& v) {
    return v.are_mostly(v.emails) || v.are_mostly(v.personal_numbers) || v.are_mostly(v.dates, 95) || v.are_mostly(v.phones) ||
           v.are_mostly(v.yes_or_no) || v.are_mostly(v.full_names) || v.are_mostly(v.status_words);
}

bool holds_codes(const ColumnValues& v) {
    return v.filled >= 2 && v.are_mostly(v.codes) && v.different * 100 >= v.filled * 95 && !holds_other_data(v);
}

/// "Referens: 4711001": numbers that are too short to be codes by themselves, under a heading that says what a QR code may hold.
bool holds_references(const CandidateColumn& column) {
    static constexpr std::array<std::string_view, 14> beginnings{"attendee", "deltagar", "referen",   "ref",        "viite",
                                                                 "bokning",  "booking",  "buchung",   "order",      "bestell",
                                                                 "confirm",  "bekraft",  "anmalning", "reservation"};
    const auto& v = *column.values;
    const bool is_named = std::any_of(beginnings.begin(), beginnings.end(),
                                      [&](std::string_view word) { return column.words->key.starts_with(word); });
    return is_named && !column.words->is_about_other_things && v.filled >= 2 && v.are_mostly(v.long_numbers + v.short_codes) &&
           v.are_all_different() && !holds_other_data(v);
}

/// "Biljett: A-1", "Entrébiljett: 101": a word that is often about the kind of ticket, above values of which each occurs once.
bool may_be_ticket(const CandidateColumn& column) {
    const auto& v = *column.values;
    return column.words->of(ticket_code) != nullptr && !column.words->is_about_other_things && v.filled >= 2 &&
           v.are_all_different() && !holds_other_data(v) && v.status_words == 0;
}

/// "Fakturanummer", "Kundnummer", "Kontering": what an invoice needs, and no ticket has.
bool is_about_invoices(const CandidateColumn& column) {
    static constexpr std::array<std::string_view, 8> beginnings{"faktura",        "kund",    "kontering", "gln",
                                                                "kostnadsstalle", "invoice", "customer",  "referensfaktura"};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view word) { return column.words->key.starts_with(word); }) ||
           column.words->key.find("faktura") != std::string::npos;
}

/// "Kortnr: 1001", "Номер квитка: 1001": numbers of one length, each once, under a heading that says nothing else. Years and the
/// numbers of rows are none.
bool may_be_numbers_of_tickets(const CandidateColumn& column) {
    static constexpr std::array<std::string_view, 10> of_rows{"nr",  "no",           "nummer",     "number",       "id",
                                                              "num", "respondentid", "responseid", "submissionid", "svarsid"};
    const auto& v = *column.values;
    const auto& words = *column.words;
    if (!words.meanings.empty() || words.is_about_other_things || is_about_invoices(column) || words.is_of_others) return false;
    if (std::find(of_rows.begin(), of_rows.end(), words.key) != of_rows.end()) return false;
    return v.filled >= 2 && v.long_numbers == v.filled && v.years < v.filled && v.are_all_different() &&
           v.shortest == v.longest && !holds_other_data(v);
}

/// A remark about protection in a name or an organisation is about its row, not about the column.
bool holds_names(const CandidateColumn& column) {
    const auto& meanings = column.words->meanings;
    if (meanings.empty() || meanings.front().fit != HeadingFit::exactly) return false;
    const Field field = meanings.front().field;
    return field == full_name || field == given || field == family || field == organisation || field == email;
}

/// Nearly all rows have the same few values: a group or a discount, not a ticket.
bool repeats(const ColumnValues& v) { return v.filled >= 4 && v.different * 2 < v.filled; }

}  // namespace

std::vector<CarefulColumn> status_columns(std::span<const CandidateColumn> columns, bool has_system) {
    std::vector<CarefulColumn> out;
    const bool has_status =
        has_system || std::any_of(columns.begin(), columns.end(), [](const CandidateColumn& column) {
            const auto* meaning = status_meaning(*column.words);
            return meaning != nullptr && (meaning->fit == HeadingFit::exactly || may_be_status(column, meaning, false));
        });
    for (const auto& column : columns) {
        const auto* meaning = status_meaning(*column.words);
        if (meaning != nullptr && meaning->fit == HeadingFit::exactly) {
            if (auto decided = exact_status(column, meaning->field); decided.taken || decided.question)
                out.push_back(std::move(decided));
        } else if (may_be_status(column, meaning, has_system) || (!has_status && may_be_invitation(column))) {
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
                 holds_references(column) || may_be_ticket(column) || may_be_numbers_of_tickets(column) ||
                 (holds_codes(v) && ((column.words->is_reference && !is_about_invoices(column)) ||
                                     (column.words->meanings.empty() && !column.words->is_about_other_things))))
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
    // "code" of an order beside "positions.secret" in a list within the list: of two tickets, perhaps.
    const bool has_nested = std::any_of(possible.begin(), possible.end(), [](const auto* column) {
        return column->heading.find('.') != std::string::npos && column->words->of(ticket_code) != nullptr &&
               holds_codes(*column->values);
    });
    if (exact.size() == 1 && has_nested && exact.front()->heading.find('.') == std::string::npos)
        exact.insert(exact.end(), possible.begin(), possible.end());
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
        const auto& words = *column.words;
        const auto* hidden = words.of(protected_mark);
        const auto* shown = words.of(may_be_shown);
        const bool is_marks = hidden != nullptr && !hidden->is_loose && (hidden->fit == HeadingFit::exactly || !hidden->is_weak);
        if (is_marks && shown == nullptr && !words.asks_about_showing && !words.is_about_other_things && v.denying == 0) {
            out.push_back({column.place, protected_mark, std::nullopt});
            continue;
        }
        const bool may_hide = hidden != nullptr && (is_marks || !words.is_about_other_things || v.protected_words > 0);
        const bool may_show = shown != nullptr && !words.is_about_other_things;
        const bool asks_about_name = words.asks_about_showing && v.are_mostly(v.yes_or_no + v.long_answers + v.declining);
        const bool holds_marks = v.are_mostly(v.protected_words, 20) && !holds_names(column);
        if (v.filled == 0 || !(may_hide || may_show || asks_about_name || holds_marks)) continue;
        std::vector<std::string> answers{key(protected_mark), key(may_be_shown), "ignore"};
        if (shown != nullptr || (asks_about_name && hidden == nullptr)) std::swap(answers[0], answers[1]);
        out.push_back({column.place, std::nullopt, ask(QuestionKind::protected_column, column, std::move(answers))});
    }
    return out;
}

}  // namespace entre
