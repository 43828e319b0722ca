#include "core/import/heading_meaning.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "core/base/text.hpp"
#include "core/import/heading_words.hpp"

namespace entre {

namespace {

using namespace heading_words;
using Tokens = std::vector<std::string>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Pattern {
    std::vector<std::string> words;  // folded; with the stars
    Field field = Field::note;
    std::size_t rank = 0;
    bool is_weak = false;
};

/// A mistake in one of these hurts somebody, so a longer word ("Avbokningsskydd") is not the same.
bool is_careful(Field field) {
    return field == ticket_code || field == status || field == is_attending || field == is_paid || field == is_unpaid ||
           field == is_withdrawn || field == is_waiting || field == protected_mark || field == may_be_shown;
}

bool is_of_status(Field field) {
    return field == status || field == is_attending || field == is_paid || field == is_unpaid || field == is_withdrawn ||
           field == is_waiting;
}

/// "2025", but not "Q1"
bool is_year(std::string_view token) {
    return token.size() == 4 && token.starts_with("20") && std::all_of(token.begin(), token.end(), is_digit);
}

/// One letter inserted, missing or replaced, or two neighbours swapped.
bool is_one_slip_apart(std::string_view a, std::string_view b) {
    const auto length = std::min(a.size(), b.size());
    const auto same = static_cast<std::size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(length), b.begin()).first - a.begin());
    a.remove_prefix(same);
    b.remove_prefix(same);
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    const bool have_changed_places = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
    return (a.size() <= 1 && b.size() <= 1) || have_changed_places;
}

bool fits(std::string_view pattern, std::string_view word) {
    if (pattern.starts_with('*')) return word.size() > pattern.size() - 1 && word.ends_with(pattern.substr(1));
    if (pattern.ends_with('*')) return word.starts_with(pattern.substr(0, pattern.size() - 1));
    return pattern == word;
}

/// "*namn på skylt" to folded words that keep their stars.
std::vector<std::string> folded_words(std::string_view phrase) {
    std::vector<std::string> words;
    while (!phrase.empty()) {
        const auto end = std::min(phrase.find(' '), phrase.size());
        const auto word = phrase.substr(0, end);
        phrase.remove_prefix(std::min(end + 1, phrase.size()));
        if (word.empty()) continue;
        std::string out = word.starts_with('*') ? "*" : "";
        out += fold(word);
        std::erase_if(out, [&, at = 0](char c) mutable { return c == '*' && at++ > 0; });
        if (word.ends_with('*')) out += '*';
        words.push_back(std::move(out));
    }
    return words;
}

/// Words to look for, prepared once.
class WordList {
public:
    explicit WordList(const std::vector<std::string_view>& phrases) {
        for (const auto phrase : phrases) all_.push_back(folded_words(phrase));
    }
    /// Whether one of them stands at `at`; 0 if not, otherwise the number of words.
    [[nodiscard]] std::size_t at(std::span<const std::string> tokens) const {
        std::size_t longest = 0;
        for (const auto& words : all_) {
            if (words.size() > tokens.size() || words.size() <= longest) continue;
            if (std::equal(words.begin(), words.end(), tokens.begin(), fits_)) longest = words.size();
        }
        return longest;
    }
    [[nodiscard]] bool has_one_of(std::span<const std::string> tokens) const {
        for (std::size_t i = 0; i < tokens.size(); ++i)
            if (at(tokens.subspan(i)) > 0) return true;
        return false;
    }

private:
    static bool fits_(const std::string& pattern, const std::string& word) { return fits(pattern, word); }
    std::vector<std::vector<std::string>> all_;
};

const WordList& filler_list() {
    static const WordList list(fillers);
    return list;
}
const WordList& status_filler_list() {
    static const WordList list(status_fillers);
    return list;
}
const WordList& code_filler_list() {
    static const WordList list(code_fillers);
    return list;
}
const WordList& other_list() {
    static const WordList list(others);
    return list;
}
const WordList& other_thing_list() {
    static const WordList list(other_things);
    return list;
}
const WordList& other_question_list() {
    static const WordList list(other_questions);
    return list;
}
const WordList& reference_list() {
    static const WordList list(references);
    return list;
}
const WordList& approval_list() {
    static const WordList list(approvals);
    return list;
}
const WordList& approver_list() {
    static const WordList list(approvers);
    return list;
}
const WordList& hint_list() {
    static const WordList list(hints);
    return list;
}

/// "firstName" becomes "first Name", so that both words are seen.
std::string with_spaces_in_camel_case(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_upper = text[i] >= 'A' && text[i] <= 'Z';
        if (is_upper && i > 0 && text[i - 1] >= 'a' && text[i - 1] <= 'z') out += ' ';
        out += text[i];
    }
    return out;
}

Tokens tokens_of(std::string_view text) {
    Tokens tokens;
    std::string word;
    const auto finish = [&] {
        if (auto folded = fold(word); !folded.empty()) tokens.push_back(std::move(folded));
        word.clear();
    };
    for (const char c : with_spaces_in_camel_case(text)) {
        const bool is_word = is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '\'' ||
                             static_cast<unsigned char>(c) >= 0x80;
        if (is_word)
            word += c;
        else
            finish();
    }
    finish();
    return tokens;
}

/// Without brackets that hold a hint. "Namn (efternamn)" keeps its words.
std::string without_hints(std::string_view heading) {
    std::string out;
    while (!heading.empty()) {
        const auto open = heading.find_first_of("([");
        const auto close = open == std::string_view::npos ? open : heading.find_first_of(")]", open);
        if (close == std::string_view::npos) break;
        const auto inside = heading.substr(open + 1, close - open - 1);
        out += heading.substr(0, open);
        const auto words = tokens_of(inside);
        if (!words.empty() && !hint_list().has_one_of(std::span(words).first(1)) && !hint_list().has_one_of(words)) {
            out += ' ';
            out += inside;
        }
        out += ' ';
        heading.remove_prefix(close + 1);
    }
    return out + std::string(heading);
}

/// Without "1. ", "Q2:", "Fråga 3 -" before it.
std::string_view without_number(std::string_view text) {
    auto rest = trim(text);
    const std::string lower = fold(rest.substr(0, 12));
    for (const std::string_view word : {"fraga ", "question ", "q"})
        if (lower.starts_with(word) && rest.size() > word.size()) {
            const auto at = rest.find_first_of("0123456789");
            if (at != std::string_view::npos && at <= word.size() + 1) rest.remove_prefix(at);
            break;
        }
    const auto end = rest.find_first_not_of("0123456789");
    if (end == 0 || end == std::string_view::npos || end > 3) return trim(text);
    if (std::string_view(".):-").find(rest[end]) == std::string_view::npos) return trim(text);
    const auto name = trim(rest.substr(end + 1));
    return name.empty() ? trim(text) : name;
}

const std::vector<Pattern>& patterns() {
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> out;
        std::array<bool, field_count> has_come{};  // a field's second entry has its weaker words
        for (const auto& [field, phrases] : all_phrases()) {
            const bool is_weak = std::exchange(has_come[static_cast<std::size_t>(field)], true);
            for (const auto phrase : phrases) out.push_back({folded_words(phrase), field, out.size(), is_weak});
        }
        return out;
    }();
    return all;
}

bool is_of_a_person(Field field) {
    return field == given || field == family || field == full_name || field == email || field == organisation || field == title ||
           field == middle;
}

/// Whether nothing but fillers is left outside [begin, end).
bool is_all_filler(std::span<const std::string> tokens, std::size_t begin, std::size_t end, Field field) {
    const bool is_code = field == ticket_code, is_name = is_of_a_person(field);
    const bool is_status = field == status || field == is_withdrawn || field == is_waiting || field == is_paid ||
                           field == is_unpaid || field == is_attending;
    for (std::size_t i = 0; i < tokens.size();) {
        if (i == begin) {
            i = end;
            continue;
        }
        const bool is_number = tokens[i].find_first_not_of("0123456789") == std::string::npos;
        const bool is_filler = is_number || filler_list().at(std::span(tokens).subspan(i, 1)) > 0 ||
                               (is_status && status_filler_list().at(std::span(tokens).subspan(i, 1)) > 0) ||
                               (is_name && (tokens[i] == "ticket" || tokens[i] == "biljett" || tokens[i] == "profile")) ||
                               (is_code && code_filler_list().at(std::span(tokens).subspan(i, 1)) > 0);
        if (!is_filler) return false;
        ++i;
    }
    return true;
}

void add(std::vector<HeadingMeaning>& meanings, const HeadingMeaning& meaning) {
    const auto known = std::find_if(meanings.begin(), meanings.end(), [&](const auto& m) { return m.field == meaning.field; });
    if (known == meanings.end())
        meanings.push_back(meaning);
    else if (meaning.fit > known->fit || (meaning.fit == known->fit && meaning.words > known->words) ||
             (meaning.fit == known->fit && known->is_loose && !meaning.is_loose))
        *known = meaning;
}

/// "avbok*" in "Avbokad" and "Avbokning", but not in "Avbokningsskydd".
bool is_much_longer(const Pattern& pattern, std::span<const std::string> words) {
    constexpr std::size_t endings = 4;
    for (std::size_t i = 0; i < pattern.words.size(); ++i)
        if (pattern.words[i].ends_with('*') && words[i].size() > pattern.words[i].size() - 1 + endings) return true;
    return false;
}

/// "Ej skyddad identitet", "Jag har inte …": a negation beside the words that say it.
bool is_negated_outside(std::span<const std::string> tokens, std::size_t begin, std::size_t end) {
    static const WordList negations({"ej", "inte", "icke", "ingen", "inga", "inget", "saknar", "utan", "no", "not", "non",
                                     "without", "nicht", "kein", "keine", "ikke", "ei", "nej"});
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if ((i < begin || i >= end) && negations.at(tokens.subspan(i, 1)) > 0) return true;
    return false;
}

/// Whether the heading asks if a name may be seen, or be hidden: "Får namn synas på deltagarlistan?".
bool asks_about_showing(std::span<const std::string> tokens) {
    static const WordList names(
        {"namn", "namnet", "namnen", "name", "names", "navn", "navnet", "nimi", "nimeni", "nimesi", "uppgifter*", "identitet*"});
    static const WordList showing(
        {"visa*",      "syna*",       "syns",          "publicer*",    "deltagarlist*", "deltagarförteckning*",
         "namnskylt*", "namnbricka*", "badge*",        "hidden",       "hide",          "dölj*",
         "dold*",      "show*",       "display*",      "listed",       "list",          "attendee list",
         "offentlig*", "public*",     "vises",         "skjul*",       "anzeig*",       "veröffentlich*",
         "shared",     "sharing",     "delas",         "delning",      "utlämna*",      "lämnas ut",
         "näkyä",      "näkyy",       "deltagerlist*", "deltakerlist*"});
    return names.has_one_of(tokens) && showing.has_one_of(tokens);
}

/// "Godkänd av chef": an approval, and nothing else but those who give it and fillers.
bool is_approval(const Tokens& tokens) {
    Tokens rest;
    std::copy_if(tokens.begin(), tokens.end(), std::back_inserter(rest),
                 [](const std::string& token) { return approver_list().at(std::span(&token, 1)) == 0; });
    return approval_list().has_one_of(rest) && !other_thing_list().has_one_of(rest);
}

/// "Efternamn Förnamn", "Namn (efternamn förnamn)": the family name first in a column of whole names.
bool is_family_name_first(std::span<const std::string> tokens) {
    const auto place = [&](std::initializer_list<std::string_view> words) {
        return std::find_if(tokens.begin(), tokens.end(), [&](const auto& token) {
            return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.starts_with(word); });
        });
    };
    const auto family_at = place({"efternamn", "surname", "last", "nachname", "etternavn", "efternavn", "sukunimi", "family"});
    const auto given_at = place({"fornamn", "first", "vorname", "fornavn", "etunimi", "given"});
    if (tokens.size() == 1 && (tokens[0] == "nev" || tokens[0] == "姓名" || tokens[0] == "氏名"))
        return true;  // as is usual there
    return given_at != tokens.end() && family_at < given_at;
}

/// A single word of seven letters or more with one slip: "Biljetkod".
bool is_misspelt(const Pattern& pattern, const std::string& word) {
    constexpr std::size_t min_length = 7;                                        // too many shorter words are similar
    if (pattern.words.size() != 1 || pattern.field == group_size) return false;  // "Person" is no "persons"
    std::string_view wanted = pattern.words[0];
    if (wanted.starts_with('*')) return false;
    if (wanted.ends_with('*')) wanted.remove_suffix(1);
    return wanted.size() >= min_length && wanted != word && is_one_slip_apart(wanted, word);
}

/// "Biljettens kod", "Ticket number": a ticket and something that identifies it.
bool is_ticket_and_number(const Tokens& tokens) {
    static const WordList tickets({"biljett*", "ticket*", "billett*", "billet*", "lippu*", "lipun", "eintritt*", "checkin",
                                   "incheckning*", "entry", "admission", "inträde*"});
    static const WordList numbers({"kod",  "code",   "kode",      "koodi",    "nummer", "number",    "nr",    "no",
                                   "id",   "ref",    "reference", "referens", "secret", "hemlighet", "token", "uuid",
                                   "hash", "numero", "tunnus",    "data",     "url",    "link",      "länk"});
    return tickets.has_one_of(tokens) && numbers.has_one_of(tokens);
}

}  // namespace

std::string heading_key(std::string_view heading) {
    std::string key = fold(clean_text(without_number(without_hints(clean_text(heading, 200))), 200));
    std::erase_if(key, [](char c) { return c == ' ' || c == '*' || c == ':' || c == '?'; });
    return key.empty() ? std::string(trim(heading.substr(0, 8))) : key;  // "#" is a heading, too
}

HeadingWords words_of_heading(std::string_view heading) {
    HeadingWords out;
    out.key = heading_key(heading);
    Tokens tokens = tokens_of(without_number(without_hints(clean_text(heading, 200))));
    // Whatever kind of status it is: "Participant status", "Betalningsstatus".
    if (!tokens.empty() && (tokens.back().ends_with("status") || tokens.back() == "statuses"))
        out.meanings.push_back({status, HeadingFit::exactly, 0, false, 1, false});
    if (trim(heading) == "+1" || trim(heading) == "+ 1")
        out.meanings.push_back({group_size, HeadingFit::exactly, 0, false, 1, false});
    if (out.key.starts_with("kode6") || out.key.starts_with("kode7"))  // Norway's grades of protected addresses
        out.meanings.push_back({protected_mark, HeadingFit::partly, 0, false, 1, true});
    // "Spärrad": the person's data, or the person.
    if (out.key == "sparrad" || heading.find("🔒") != std::string_view::npos || heading.find("🔐") != std::string_view::npos)
        out.meanings.push_back({protected_mark, HeadingFit::partly, 0, false, 1, true});
    if (out.key == "sm" || out.key == "private" || out.key == "privat")  // sekretessmarkering
        out.meanings.push_back({protected_mark, HeadingFit::exactly, 0, true, 1, true});
    if (out.key == "first" || out.key == "last")
        out.meanings.push_back({out.key == "first" ? given : family, HeadingFit::exactly, 0, false, 1, false});
    // "Ja", "Nej", "Kanske" above crosses: each column is one answer.
    if (out.key == "ja" || out.key == "yes" || out.key == "kylla")
        out.meanings.push_back({is_attending, HeadingFit::partly, 0, false, 1, true});
    if (out.key == "nej" || out.key == "no" || out.key == "nein" || out.key == "nei" || out.key == "ei")
        out.meanings.push_back({is_withdrawn, HeadingFit::partly, 0, false, 1, true});
    if (out.key == "kanske" || out.key == "maybe" || out.key == "vetej")
        out.meanings.push_back({is_waiting, HeadingFit::partly, 0, false, 1, true});
    // "Närvaro 2025" is about another year, perhaps.
    const bool has_year = std::any_of(tokens.begin(), tokens.end(), is_year);
    // "Namn2", "Deltagare 3"
    for (auto& token : tokens) {
        const auto digits = token.find_last_not_of("0123456789");
        if (digits == std::string::npos || digits + 1 == token.size()) continue;
        out.is_numbered = out.is_numbered || token.substr(digits + 1) != "1";
        token.resize(digits + 1);
    }
    // "Namn 2", "Attendee #2 Name"
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        if (tokens[i].size() != 1 || !is_digit(tokens[i][0])) continue;
        out.is_numbered = tokens[i] != "1";
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
        break;
    }
    // "Kommer du på plats?" asks about a person, "Plats" is a place.
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i)
        if ((tokens[i] == "pa" && tokens[i + 1] == "plats") || (tokens[i] == "in" && tokens[i + 1] == "person") ||
            (tokens[i] == "on" && tokens[i + 1] == "site"))
            tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i), tokens.begin() + static_cast<std::ptrdiff_t>(i) + 2);
    // "O.S.A.", "R.S.V.P."
    if (tokens.size() > 2 && std::all_of(tokens.begin(), tokens.end(), [](const auto& token) { return token.size() == 1; })) {
        std::string joined;
        for (const auto& token : tokens) joined += token;
        tokens = {joined};
    }
    const bool is_of_others = other_list().has_one_of(tokens);
    out.is_of_others = is_of_others;
    out.asks_about_showing = asks_about_showing(tokens);
    out.is_approval = is_approval(tokens);
    out.is_family_name_first = is_family_name_first(tokens);
    out.is_other_question = other_question_list().has_one_of(tokens);
    out.is_about_other_things = other_thing_list().has_one_of(tokens);
    out.is_reference = reference_list().has_one_of(tokens);
    for (const auto& pattern : patterns()) {
        if (is_of_others && is_of_a_person(pattern.field)) continue;
        const auto size = pattern.words.size();
        for (std::size_t at = 0; at + size <= tokens.size(); ++at) {
            const auto here = std::span(tokens).subspan(at, size);
            const bool is_here = std::equal(pattern.words.begin(), pattern.words.end(), here.begin(),
                                            [](const auto& p, const auto& word) { return fits(p, word); });
            const bool is_slip = !is_here && is_misspelt(pattern, here[0]);
            if (!is_here && !is_slip) continue;
            const bool is_careful_here =
                is_careful(pattern.field) &&
                (is_slip || is_much_longer(pattern, here) || (is_of_status(pattern.field) && (has_year || out.is_numbered)) ||
                 (pattern.field == protected_mark && is_negated_outside(tokens, at, at + size)));
            const bool is_whole = is_all_filler(tokens, at, at + size, pattern.field) && !is_careful_here;
            if (pattern.field == ticket_code && pattern.is_weak && !is_whole) continue;  // "Biljett", but not "Ticket name"
            add(out.meanings, {pattern.field, is_whole ? HeadingFit::exactly : HeadingFit::partly,
                               pattern.rank + (is_slip ? 1000 : 0), pattern.is_weak, size, is_careful_here});
        }
    }
    if (is_ticket_and_number(tokens)) {
        const bool is_whole = std::all_of(tokens.begin(), tokens.end(), [](const std::string& token) {
            const std::span one(&token, 1);
            return code_filler_list().at(one) > 0 || filler_list().at(one) > 0;
        });
        add(out.meanings, {ticket_code, is_whole ? HeadingFit::exactly : HeadingFit::partly, 0, false, tokens.size(), false});
    }
    // "Deltagare", "Participant": only a word for the person.
    if (out.meanings.empty() && !tokens.empty() && !is_of_others) {
        static const WordList people({"deltagare", "deltagaren", "attendee", "participant", "teilnehmer", "teilnehmerin",
                                      "deltaker", "deltager", "osallistuja", "person", "guest", "gäst", "besökare", "visitor",
                                      "delegate"});
        if (people.has_one_of(tokens) && is_all_filler(tokens, tokens.size(), tokens.size(), note))
            out.meanings.push_back({out.is_numbered ? guest : full_name, HeadingFit::exactly, 0, false, 1, false});
    }
    // "Imię i nazwisko", "Nombre y apellidos": both halves of a name in one column.
    if (out.of(given) != nullptr && out.of(family) != nullptr && out.of(full_name) == nullptr && !is_of_others)
        out.meanings.push_back({full_name, HeadingFit::exactly, 0, false, tokens.size(), false});
    // Exact meanings first; the table's order otherwise.
    std::stable_sort(out.meanings.begin(), out.meanings.end(),
                     [](const auto& a, const auto& b) { return a.fit != b.fit ? a.fit > b.fit : a.words > b.words; });
    return out;
}

const HeadingMeaning* HeadingWords::of(Field field) const {
    const auto found = std::find_if(meanings.begin(), meanings.end(), [&](const auto& m) { return m.field == field; });
    return found == meanings.end() ? nullptr : &*found;
}

}  // namespace entre
