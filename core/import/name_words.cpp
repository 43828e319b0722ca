#include "core/import/name_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "core/base/text.hpp"
#include "core/registration/registration.hpp"

namespace entre {

namespace {

using Words = std::span<const std::string_view>;

// Folded.
// clang-format off
constexpr std::array<std::string_view, 48> placeholders{
    "tba", "tbd", "tbc", "nn", "n n", "n.n.", "na", "okand", "unknown", "gast", "guest", "namn", "test", "x",
    "meddelas senare", "meddelas", "ej klart", "ej klar", "kommer senare", "namn saknas", "saknas", "ej namngiven", "vakans",
    "vakant", "vacant", "chauffor", "tolk", "asdf", "asdf asdf", "qwerty", "xxx", "xxx xxx", "aaa", "to be announced",
    "to be confirmed", "to be decided", "name pending", "wird nachgereicht", "folgt", "fornamn efternamn", "first last",
    "firstname lastname", "n/a", "n/a n/a", "ikke avklart", "platshallare", "reserverad plats", "navn kommer"};
constexpr std::array<std::string_view, 30> erasures{
    "deleted", "removed", "erased", "anonymized", "anonymised", "anonymous", "anonymiserad", "anonymisert", "anonymiseret",
    "anonym", "borttagen", "raderad", "gallrad", "avidentifierad", "slettet", "geloschter", "geloscht", "geloschte",
    "poistettu", "former", "unknown", "okand", "ukjent", "ukendt", "unbekannter", "tuntematon", "redacted", "supprime",
    "inactive", "gdpr"};
constexpr std::array<std::string_view, 22> accounts{
    "user", "anvandare", "bruker", "bruger", "benutzer", "kayttaja", "account", "konto", "member", "medlem", "name", "namn",
    "attendee", "participant", "person", "kontakt", "contact", "deltagare", "guest", "gast", "data", "utilisateur"};
constexpr std::array<std::string_view, 7> tests{
    "test", "testsson", "testare", "testperson", "tester", "testuser", "testing"};
constexpr std::array<std::string_view, 13> rooms{
    "konferensrum", "motesrum", "grupprum", "rum", "sal", "lokal", "room", "raum", "besprechungsraum", "projektor",
    "projector", "hall", "kokhuone"};
constexpr std::array<std::string_view, 9> households{
    "familjen", "fam", "familj", "makarna", "paret", "herrskapet", "family", "familie", "perhe"};
constexpr std::array<std::string_view, 14> forms_of_address{
    "mr", "mrs", "ms", "miss", "mx", "herr", "hr", "fru", "frk", "froken", "frau", "herra", "rouva", "fr"};
constexpr std::array<std::string_view, 24> titles{
    "dr", "prof", "professor", "docent", "kyrkoherde", "komminister", "biskop", "polisinspektor", "kommissarie",
    "poliskommissarie", "overste", "overstelojtnant", "lojtnant", "advokat", "pastor", "doktor", "doctor", "landshovding",
    "rektor", "diakon", "kontraktsprost", "borgmastare", "fanjunkare", "intendent"};
constexpr std::array<std::string_view, 19> shortened{
    "fil", "med", "tekn", "jur", "teol", "leg", "ing", "dipl", "civ", "insp", "polisinsp", "kom", "lic", "mag", "kand", "rev",
    "kh", "dir", "ass"};
// clang-format on

bool is_in(std::string_view word, Words words) { return std::find(words.begin(), words.end(), word) != words.end(); }

std::string without_signs(std::string_view text, std::string_view signs) {
    std::string out(text);
    std::erase_if(out, [&](char c) { return signs.find(c) != std::string_view::npos; });
    return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!(text = trim(text)).empty()) {
        const auto word = text.substr(0, text.find(' '));
        words.push_back(word);
        text.remove_prefix(word.size());
    }
    return words;
}

bool are_all_in(Words words, Words first, Words second) {
    return std::all_of(words.begin(), words.end(), [&](auto word) { return is_in(word, first) || is_in(word, second); });
}

/// "konferensrum a", "sal 1"; "sal al" is a person, perhaps.
bool is_room(Words words) {
    if (words.size() < 2 || words.size() > 3 || !is_in(words.front(), rooms)) return false;
    const auto last = words.back();
    return last.size() == 1 || last.find_first_of("0123456789") != std::string_view::npos;
}

/// "Dr", "Fil.", "överste": a title as it is written before a name. `rest` are the words behind it.
bool is_title(std::string_view word, Words rest) {
    const std::string folded = without_signs(fold(word), ".,");
    if (is_in(folded, titles) || is_in(folded, forms_of_address)) return true;
    const bool has_dot = word.ends_with('.');
    const bool is_before_title = !rest.empty() && is_in(without_signs(fold(rest.front()), ".,"), titles);
    return is_in(folded, shortened) && (has_dot || is_before_title);
}

}  // namespace

bool is_no_real_name(std::string_view name) {
    const std::string folded = without_signs(fold(name.substr(0, 80)), "[](){}<>*");
    if (trim(folded).empty() || folded == "-" || folded == "?" || is_in(trim(folded), placeholders)) return true;
    const auto words = words_of(folded);
    const bool has_erasure = std::any_of(words.begin(), words.end(), [](auto word) { return is_in(word, erasures); });
    if (has_erasure && are_all_in(words, erasures, accounts)) return true;
    return (is_in(words.front(), tests) && are_all_in(words, tests, accounts)) || is_room(words);
}

bool is_household(std::string_view name) {
    const auto words = words_of(name);
    return words.size() > 1 && is_in(without_signs(fold(words.front()), "."), households);
}

bool is_word_of_resource(std::string_view cell) {
    static constexpr std::array<std::string_view, 5> words{"resource", "resurs", "ressource", "ressurs", "resurssi"};
    static constexpr std::array<std::string_view, 4> beginnings{"resource (", "resurs (", "ressource (", "ressurs ("};
    if (cell.size() < 4 || cell.size() > 60) return false;
    const std::string lower = to_lower_ascii(trim(cell));
    return is_in(lower, words) ||
           std::any_of(beginnings.begin(), beginnings.end(), [&](auto one) { return lower.starts_with(one); });
}

NameBehindTitle without_title(std::string_view name) {
    NameBehindTitle out;
    const auto words = words_of(name);
    std::size_t first = 0;
    while (first + 1 < words.size() && is_title(words[first], Words(words).subspan(first + 1))) {
        if (!is_in(without_signs(fold(words[first]), ".,"), forms_of_address))
            out.title += (out.title.empty() ? "" : " ") + std::string(words[first]);
        ++first;
    }
    out.had_title = first > 0;
    out.name = first == 0 ? std::string(name) : std::string(trim(name.substr(words[first].data() - name.data())));
    return out;
}

}  // namespace entre
