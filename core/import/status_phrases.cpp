#include "core/import/status_phrases.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <initializer_list>
#include <span>
#include <vector>

#include "core/base/text.hpp"
#include "core/import/status_words.hpp"

namespace entre {

namespace {

/// Parts of the phrases to look for. Most cells have none of them, which one look at each pair of characters tells; folding every
/// cell would be slow. In ASCII, small letters; the case of the text does not matter.
class Hints {
public:
    Hints(std::initializer_list<std::string_view> hints) : hints_(hints) {
        for (const auto hint : hints_) beginnings_.set(pair_at(hint, 0));
    }
    [[nodiscard]] bool any_in(std::string_view text) const {
        for (std::size_t i = 0; i + 1 < text.size(); ++i)
            if (beginnings_[pair_at(text, i)] && begins_with_one(text.substr(i))) return true;
        return false;
    }

private:
    static char lower(char c) { return static_cast<char>(c | 0x20); }
    static std::size_t pair_at(std::string_view text, std::size_t i) {
        return static_cast<unsigned char>(lower(text[i])) * 256U + static_cast<unsigned char>(lower(text[i + 1]));
    }
    [[nodiscard]] bool begins_with_one(std::string_view text) const {
        return std::any_of(hints_.begin(), hints_.end(), [&](std::string_view hint) {
            return text.size() >= hint.size() &&
                   std::equal(hint.begin(), hint.end(), text.begin(), [](char wanted, char c) { return wanted == lower(c); });
        });
    }

    std::vector<std::string_view> hints_;
    std::bitset<256 * 256> beginnings_;
};

using Phrases = std::span<const std::string_view>;

/// `folded` with a space before and behind it, so that " sjuk " is a whole word.
bool has_phrase(const std::string& folded, Phrases phrases) {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](std::string_view phrase) { return folded.find(phrase) != std::string::npos; });
}

bool has_word_beginning(const std::string& folded, Phrases beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view word) { return folded.find(' ' + std::string(word)) != std::string::npos; });
}

std::string spaced(std::string_view text) {
    std::string out = " ";
    for (const char c : fold(text)) out += c == ',' || c == '.' || c == '!' || c == '?' || c == ':' || c == ';' ? ' ' : c;
    return out + ' ';
}

constexpr std::array<std::string_view, 14> negations{" inte ", " ej ", " icke ",  " ingen ", " inga ", " inget ", " saknar ",
                                                     " not ",  " no ", " nicht ", " kein",   " ikke ", " ei ",    " without "};

// clang-format off
constexpr std::array<std::string_view, 73> cancellations{
    " meddelat forhinder ", " anmalt forhinder ", " fatt forhinder ", " meldt forfall ",
    " vill avanmala ", " vill avboka ",
    " kommer tyvarr inte ", " kommer tyvarr ej ", " kan tyvarr inte komma ", " kan tyvarr inte delta ", " avanmaler ", " avbokat sig ",
    " flyttad till ", " flyttat till ", " ombokad till ", " moved to ", " no longer coming ", " no longer attending ", " avstar ",
    " avbokad ", " avbokat ", " avbokade ", " avbokar ", " avbokning ", " avbojt ", " aterbud ", " avanmald ", " avanmalt ",
    " avanmalan ", " cancelled ", " canceled ", " cancels ", " storniert ", " abgesagt ", " peruutettu ", " peruttu ", " perunut ",
    " avmeldt ", " afmeldt ", " afbud ", " avbud ", " forhindrad ", " har forhinder ", " far forhinder ", " kommer ej ",
    " kommer inte ", " kan inte komma ", " kan ej komma ", " deltar ej ", " deltar inte ", " not coming ", " not attending ",
    " cannot attend ", " stallt in ", " installt ", " installd ", " struken ", " utgar ", " utgatt ", " ersatts av ", " ersatt av ",
    " replaced by ", " pa ko ", " vantelista ", " reservlista ", " waiting list ", " waitlist ", " ej betalt ", " inte betalt ",
    " obetald ", " not paid ", " frameldt ", " sjukanmald "};
constexpr std::array<std::string_view, 4> whole_remarks{" kan ej ", " kan inte ", " sjuk ", " forhinder "};

constexpr std::array<std::string_view, 44> refusals{
    " kan inte ", " kan ej ", " tyvarr ", " inte delta", " ej delta", " inte komma", " kommer inte", " kommer ej", " deltar inte",
    " deltar ej", " avstar", " avstatt", " forhind", " inte alls ", " ingen av ", " inget av ", " avboj", " tackar nej", " nej tack",
    " decline", " regret", " unable ", " cannot ", " can not ", " can t ", " cant ", " can't ", " won t ", " won't ", " wont ",
    " not able ", " not attend", " not com", " none of ", " not particip", " leider ", " kann nicht", " nehme nicht", " kan ikke ",
    " desverre ", " desvaerre ", " en paase ", " en voi ", " en osallistu "};
constexpr std::array<std::string_view, 24> doubts{
    " tal vez ", " quizas ", " peut etre ", " byc moze ",
    " kanske ", " maybe ", " tentativ", " vet ej ", " vet inte ", " osaker", " eventuellt ", " ej svarat ", " inget svar ",
    " inte svarat ", " no reply ", " no response ", " vielleicht ", " maske ", " kanskje ", " ehka ", " not sure ", " unsure ",
    " undecided ", " har inte bestamt"};

// Of what is protected, and the word that says so; in any order.
constexpr std::array<std::string_view, 14> protections{
    "skyddad", "skyddat", "hemlig", "sekretess", "fortrolig", "hemmelig", "beskytt", "protected", "secret", "confidential", "gradert", "geheim", "geschutzt", "salainen"};
constexpr std::array<std::string_view, 19> identities{
    "identitet", "namn ", "namnet", "uppgift", "personuppgift", "person ", "personer ", "adress", "folkbok", "id ", "identity", "name ", "address", "navn ", "personopplysning", "personoplysning", "namnuppgift", "boende ", "bostad"};
constexpr std::array<std::string_view, 36> protection_phrases{
    " smarkt ", " sekmarkt ",
    " skydd pers", " skydd id", " sk id ", " sk identitet ", " formedlingsuppdrag",
    " sekretessmark", " sekretesskydd", " har sekretess", " kvarskriv", " turvakielto", " auskunftssperre", " fingerad", " strengt fortrolig",
    " kode 6", " kode 7", " adressesperre", " navnebeskyttelse", " adressebeskyttelse", " kvinnofrid", " under hot ", " hotbild", " lever gomd",
    " visa inte mitt namn", " visa ej mitt namn", " inte visa mitt namn", " ej visa mitt namn", " far inte synas", " far ej synas", " vill inte synas",
    " namnet far inte ", " namnet far ej ", " do not show my name", " hide my name", " witness protection"};
constexpr std::array<std::string_view, 6> protection_words{" skyddad ", " skyddade ", " sekretess ", " skydd ", " fortrolig ", " skyddat "};
// clang-format on

bool is_number(std::string_view word) { return word.find_first_not_of("0123456789") == std::string_view::npos; }

std::vector<std::string> words_of(std::string_view folded) {
    std::vector<std::string> words;
    while (!folded.empty()) {
        const auto end = std::min(folded.find(' '), folded.size());
        if (end > 0) words.emplace_back(folded.substr(0, end));
        folded.remove_prefix(std::min(end + 1, folded.size()));
    }
    return words;
}

bool begins_with_one(const std::string& word, Phrases beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view one) { return word.starts_with(one); });
}

// clang-format off
constexpr std::array<std::string_view, 37> withdrawn_stems{
    "avbok", "avanmal", "aterbud", "avhopp", "sjuk", "struk", "installd", "makuler", "cancel", "declin", "avmeld", "afmeld", "afbud", "avbud",
    "frameld", "perun", "peruut", "perut", "storn", "abgesag", "absag", "annuller", "forhind", "franvar", "avsta", "refund", "aterbet", "avboj",
    "nekad", "avslag", "raderad", "borttag", "utgatt", "uteblev", "uteblivn", "noshow", "withdrawn"};
constexpr std::array<std::string_view, 17> waiting_stems{
    "invant",
    "vantelist", "reserver", "reservlist", "reservplats", "reservpers", "koplats", "kolist", "waitlist", "waiting", "warteliste", "venteliste", "jono", "varalla", "standby", "vantar", "vantande"};
constexpr std::array<std::string_view, 7> unpaid_stems{"obetal", "unpaid", "pending", "ubetal", "unbezahl", "maksamat", "fakturer"};
constexpr std::array<std::string_view, 27> registered_stems{
    "anmald", "bekraft", "pameld", "tilmeld", "registr", "confirm", "attend", "deltag", "deltar", "kommer", "narvar", "accept", "godkan", "ilmoittaut",
    "angemeld", "bestatig", "teilnehm", "participant", "betald", "betalt", "paid", "tackat", "svarat", "approv", "deltak", "osallist", "incheck"};
constexpr std::array<std::string_view, 23> label_fillers{
    "st", "stycken", "personer", "person", "pers", "lista", "listan", "over", "pa", "i", "har", "lamnat", "av", "till", "de", "som",
    "list", "people", "guests", "gaster", "sheet", "blad", "alla"};
constexpr std::array<std::string_view, 12> templates{"mall", "mallar", "template", "templates", "exempel", "example", "vorlage", "mal", "malli", "instruktion", "instruktioner", "instructions"};
constexpr std::array<std::string_view, 13> label_negations{"ej", "inte", "icke", "not", "no", "nej", "nicht", "ikke", "ei", "utan", "o", "non", "ingen"};
// clang-format on

constexpr std::array<std::string_view, 15> other_label_words{
    "ko", "reserv", "svar", "klar", "betal", "paid", "show", "shows", "komm", "tacka", "kan", "com", "lista", "antag", "invanta"};

/// Of people who take part, but not at the door.
constexpr std::array<std::string_view, 8> elsewhere_stems{"digital", "online",  "zoom",       "virtuel",
                                                          "virtual", "distans", "livestream", "remote"};

constexpr std::array<std::string_view, 4> label_protections{"skyddad", "sekretess", "protected", "beskytt"};

/// A year is another year's list, perhaps.
bool is_year(const std::string& word) {
    return word.size() == 4 && is_number(word) && (word.starts_with("20") || word.starts_with("19"));
}

/// The status that the words of a label say, without a negation.
std::optional<RegistrationStatus> status_of_words(const std::vector<std::string>& words) {
    using enum RegistrationStatus;
    const auto has = [&](Phrases stems) {
        return std::any_of(words.begin(), words.end(), [&](const auto& word) { return begins_with_one(word, stems); });
    };
    if (has(withdrawn_stems)) return withdrawn;
    if (has(unpaid_stems)) return unpaid;
    const auto is_queue = [](const auto& word) { return word == "ko" || word == "reserv"; };
    if (has(waiting_stems) || std::any_of(words.begin(), words.end(), is_queue)) return waiting_list;
    return has(registered_stems) ? std::optional(registered) : std::nullopt;
}

/// "Kommer ej", "Ej betalt", "Tackat nej", "Ej svarat".
LabelMeaning negated(const std::vector<std::string>& words) {
    using enum RegistrationStatus;
    const auto has = [&](std::initializer_list<std::string_view> stems) {
        const std::vector<std::string_view> all(stems);
        return std::any_of(words.begin(), words.end(), [&](const auto& word) { return begins_with_one(word, all); });
    };
    if (has({"betal", "paid", "bezahl"})) return {.status = unpaid};
    if (has({"svar", "bekraft", "confirm", "answer", "repl", "klar"})) return {.status = waiting_list};
    if (has({"komm", "delta", "delta", "tacka", "kan", "attend", "com", "show", "shows", "narvar", "godkan", "approv", "anmal",
             "antag", "bevilj", "accept"}))
        return {.status = withdrawn};
    return {.is_unclear = true};
}

/// Whether each word belongs to what labels say, so that the label is nobody's name.
bool are_label_words(const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(), [&](const auto& word) {
        return begins_with_one(word, withdrawn_stems) || begins_with_one(word, waiting_stems) ||
               begins_with_one(word, unpaid_stems) || begins_with_one(word, registered_stems) ||
               begins_with_one(word, protections) || begins_with_one(word, identities) ||
               begins_with_one(word, other_label_words) ||
               std::find(label_negations.begin(), label_negations.end(), word) != label_negations.end();
    });
}

}  // namespace

bool speaks_of_cancellation(std::string_view text) {
    static const Hints hints{"rfall",  "vbo",    "rbu",   "vanm",  "anc",    "orn",          "bges",  "eru",
                             "vme",    "fme",    "fbu",   "vbu",   "hind",   "omm",          "ltar ", "t coming",
                             "attend", "llt in", "nst",   "ruk",   "utg",    "rs\xc3\xa4tt", "eplac", "p\xc3\xa5 k",
                             "lista",  "list",   "etal",  "paid",  "rame",   "sjuk",         "an ej", "an in",
                             "anm",    "lytta",  "bokad", "moved", "longer", "vst\xc3\xa5r"};
    if (text.size() < 4 || text.size() > 300 || !hints.any_in(text)) return false;
    const std::string folded = spaced(text);
    return has_phrase(folded, cancellations) ||
           std::find(whole_remarks.begin(), whole_remarks.end(), folded) != whole_remarks.end();
}

bool declines(std::string_view answer) {
    if (answer.size() < 3 || answer.size() > 120) return false;
    const std::string folded = spaced(answer);
    return has_phrase(folded, refusals) || has_phrase(folded, doubts) || folded.starts_with(" no sorry ");
}

bool takes_part_elsewhere(std::string_view answer) {
    // clang-format off
    static constexpr std::array<std::string_view, 27> words{
        " digital", " online ", " on line ", " zoom ", " via teams ", " teams ", " virtual", " virtuel", " remote", " distans ",
        " pa distans ", " streaming ", " livestream", " stream ", " strommad ", " webb ", " via lank ", " lank ", " webcast",
        " hemifran ", " etana ", " etayhteyd", " etaosallist", " fjernadgang ", " fra avstand ", " webinar ", " onlin"};
    // clang-format on
    if (answer.size() < 4 || answer.size() > 120) return false;
    return has_phrase(spaced(answer), words);
}

namespace {

/// "Mitt namn får inte finnas på någon lista", "Please keep my name off all lists": a name, a no, and a place where it is seen.
bool forbids_showing_name(const std::string& folded) {
    static constexpr std::array<std::string_view, 10> names{" mitt namn", " namnet ",     " namn ",   " my name",
                                                            " the name",  " namnskylt",   " navnet ", " mitt navn",
                                                            " mein name", " meinen namen"};
    static constexpr std::array<std::string_view, 13> noes{" inte ",    " ej ",    " not ",  " off ",  " utan ",
                                                           " aldrig ",  " don't ", " dont ", " ikke ", " nicht ",
                                                           " without ", " don t ", " hemlig"};
    static constexpr std::array<std::string_view, 17> places{
        " lista",  " listor",   " listan", " list ",  " lists ", " synas ",    " syns ",  " visas ", " visa ",
        " public", " skrivas ", " skriv ", " badge ", " skylt",  " namnskylt", " shown ", " print"};
    return has_phrase(folded, names) && has_phrase(folded, noes) && has_phrase(folded, places);
}

}  // namespace

bool speaks_of_protection(std::string_view text) {
    static const Hints hints{"kyd",  "kre",  "urv",  "kva",  "rot",     "onf",   "kun",    "eml", "sec",   "fing", "rtro",
                             "kode", "sper", "esky", "kvin", "hot",     "lever", "visa",   "syn", "amn",   "show", "hide",
                             "rkt",  "wit",  "heim", "sala", "my name", "sk id", "sk. id", "avn", "dling", "ein"};
    if (text.size() < 6 || text.size() > 600 || !hints.any_in(text)) return false;
    const std::string folded = spaced(text);
    if (has_phrase(folded, protection_phrases) || forbids_showing_name(folded)) return true;
    if (std::find(protection_words.begin(), protection_words.end(), folded) != protection_words.end()) return true;
    return has_word_beginning(folded, protections) && has_word_beginning(folded, identities);
}

bool denies_protection(std::string_view text) {
    const auto end = text.find_first_of(" ,.!(;:");
    if (end != std::string_view::npos && is_no(text.substr(0, end)) && trim(text.substr(0, end)) != "-") return true;
    const std::string folded = spaced(text);
    return folded.starts_with(" oskydd") || (speaks_of_protection(text) && has_phrase(folded, negations) &&
                                             has_word_beginning(folded, protections) && !has_phrase(folded, protection_phrases));
}

std::string without_mention_of_protection(std::string_view text) {
    const auto open = text.find_first_of("([{-,;:*");
    if (open == std::string_view::npos || open == 0 || !speaks_of_protection(text.substr(open))) return std::string(text);
    return std::string(trim(text.substr(0, open)));
}

LabelMeaning meaning_of_label(std::string_view label) {
    const std::string folded = spaced(label.substr(0, 80));
    auto words = words_of(folded);
    std::erase_if(
        words, [](const auto& word) { return word.find_first_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos; });
    if (words.empty()) return {};
    if (words.size() == 1 && is_year(words.front())) return {.is_unclear = true};
    if (std::find(templates.begin(), templates.end(), words.front()) != templates.end()) return {.is_template = true};
    const bool is_negated = std::any_of(words.begin(), words.end(), [](const auto& word) {
        return std::find(label_negations.begin(), label_negations.end(), word) != label_negations.end();
    });
    std::erase_if(words, [](const auto& word) {
        return is_number(word) || std::find(label_fillers.begin(), label_fillers.end(), word) != label_fillers.end();
    });
    if (words.empty()) return {};
    LabelMeaning out;
    if (std::all_of(
            words.begin(), words.end(),
            [](const auto& word) { return begins_with_one(word, elsewhere_stems) || begins_with_one(word, registered_stems); }) &&
        begins_with_one(words.front(), elsewhere_stems))
        return {.is_unclear = true, .is_whole = true};
    if (speaks_of_protection(label) || begins_with_one(words.front(), label_protections))
        (is_negated ? out.is_unclear : out.is_protected) = true;
    else if (is_negated)
        out = negated(words);
    else
        out.status = status_of_words(words);
    out.is_whole = (out.status || out.is_protected || out.is_unclear) && are_label_words(words);
    return out;
}

}  // namespace entre
