#include "core/import/status_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/text.hpp"

namespace entre {

namespace {

using Words = std::vector<std::string_view>;

// clang-format off
const std::array<std::pair<RegistrationStatus, Words>, 4> status_words{{
    {RegistrationStatus::registered,
        {"paid", "betald", "bezahlt", "completed", "complete", "registered", "anmäld", "bekräftad", "ok", "färdigställd",
         "abgeschlossen", "active", "aktiv", "attending", "deltar", "deltagare", "free", "acquired", "checked_in",
         "checked in", "incheckad", "confirmed", "open", "registrerad", "registriert", "bestätigt", "attended", "närvarade",
         "teilgenommen", "done", "placed", "godkänd", "approved", "slutförd", "kommer", "ja", "yes", "accepted", "accepterad",
         "antagen", "tackat ja", "going", "coming", "påmeldt", "tilmeldt", "bekreftet", "bekræftet", "ilmoittautunut",
         "vahvistettu", "osallistuu", "angemeldet", "zugesagt", "admitted", "valid", "giltig", "success", "successful",
         "betalt", "maksettu", "participating", "bokad", "bokat", "issued", "used", "unused", "wc-completed", "wc-processing",
         "processing", "fulfilled", "accept", "accepts", "ja tack", "yes please", "jag kommer", "jag deltar", "kyllä",
         "osallistun", "succeeded", "confirmado", "confirmada", "inscrito", "pagado", "aceptado", "confirmé", "confirmée",
         "inscrit", "payé", "confermato", "iscritto", "pagato", "aangemeld", "bevestigd", "betaald", "potwierdzony",
         "potwierdzone", "zarejestrowany", "opłacone", "підтверджено", "зареєстровано", "оплачено", "подтверждено",
         "зарегистрирован", "مؤكد", "مسجل", "sent anmäld", "efteranmäld", "accepterat", "beviljas",
         "beviljad", "beviljat", "hyväksytty", "tillstyrks", "genehmigt", "godkjent", "godkendt"}},
    {RegistrationStatus::unpaid,
        {"pending", "unpaid", "obetald", "ej betald", "väntar på betalning", "awaiting payment", "awaiting_payment",
         "avvaktar betalning", "avvaktande", "ausstehend", "warten auf zahlung", "to_be_paid", "pre_reserved",
         "approval pending", "väntar godkännande", "freigabe ausstehend", "pending (confirmed)", "väntar (bekräftad)",
         "ausstehend (bestätigt)", "unconfirmed", "draft", "obekräftad", "unbestätigt", "initializing",
         "awaiting offline payment", "awaiting online payment", "väntar på offline-betalning", "reserved", "reserverad",
         "reserviert", "pending_approval", "pending approval", "awaiting approval", "ikke betalt", "maksamatta",
         "invoice sent", "faktura skickad", "preliminär", "preliminary", "on hold", "ej betalt", "fakturerad", "obetalt",
         "inte betalt", "inte betald", "ubetalt", "not paid", "unbezahlt", "wc-pending", "wc-on-hold", "partially paid", "preliminärbokad",
         "preliminärt", "requires_payment_method", "pendiente", "en attente", "in attesa", "niet betaald", "nieopłacone",
         "очікує оплати", "ожидает оплаты"}},
    {RegistrationStatus::withdrawn,
        {"canceled", "cancelled", "cancel", "expired", "withdrawn", "rejected", "avbokad", "avanmäld", "återkallad", "avvisad",
         "utgången", "storniert", "abgelaufen", "annullerad", "inställd", "abgebrochen", "invalidated", "released",
         "not attending", "deleted", "refunded", "avbruten", "avböjd", "canceled (paid fee)", "avbruten (betalad avgift)",
         "storniert (bezahlte gebühr)", "kommer ej", "förhindrad", "nej", "no", "makulerad", "ångrad", "återbetald",
         "krediterad", "raderad", "avslagen", "avslag", "nekad", "tackat nej", "kommer inte", "kan inte", "kan ej",
         "deltar inte", "deltar ej", "declined", "decline", "declines", "denied", "void", "voided", "not going", "not coming",
         "avslått", "avmeldt", "afmeldt", "avlyst", "peruttu", "peruutettu", "hylätty", "abgesagt", "abgelehnt", "failed",
         "inactive", "inaktiv", "blocked", "no-show", "no show", "återbud", "sjuk", "struken", "borttagen", "removed",
         "revoked", "disapproved", "not approved", "ej godkänd", "charged back", "chargeback", "avbokat", "ogiltig", "invalid",
         "transferred", "uteblev", "avbokade", "avanmälda", "cancellations", "frameldt", "avstår", "förhinder", "bort",
         "utgått", "nej tack", "no thanks", "regret", "regrets", "wc-cancelled", "wc-refunded", "wc-failed", "ei osallistu",
         "sjukanmäld", "inställt", "ogiltigförklarad", "återtagen", "avb", "cancelled_by_user", "no longer attending", "avbeställd", "avböjt", "perunut",
         "abgemeldet", "nicht erschienen", "ikke møtt", "framelding", "avanmälan", "can't go", "trash", "spam", "cancelado",
         "cancelada", "rechazado", "annulé", "annulée", "refusé", "annullato", "rifiutato", "afgemeld", "geannuleerd",
         "anulowany", "anulowane", "odwołane", "скасовано", "відхилено", "отменено", "отклонено", "ملغى", "ملغي", "avslås", "underkänd", "underkänt", "nekas", "avstyrks", "hoppat av", "absage", "frånvarande"}},
    {RegistrationStatus::waiting_list,
        {"waiting list", "waiting_list", "waitlist", "reserver", "waiting", "väntelista", "reserv", "reservlista",
         "reservplats", "kö", "warteliste", "waitlisted", "wait listed", "på väntelista", "on waitlist", "on waiting list",
         "venteliste", "jonossa", "varalla", "standby", "kölista", "står på kö", "på kö", "i kö",
         "lista de espera", "liste d'attente", "lista d'attesa", "wachtlijst", "lista rezerwowa", "список очікування",
         "лист очікування", "список ожидания", "قائمة الانتظار"}},
}};
// clang-format on

/// pretix's letters for the state of an order: paid, pending (new), cancelled, expired.
std::optional<RegistrationStatus> status_of_letter(std::string_view letter) {
    if (letter == "p") return RegistrationStatus::registered;
    if (letter == "n") return RegistrationStatus::unpaid;
    if (letter == "c" || letter == "e") return RegistrationStatus::withdrawn;
    return std::nullopt;
}

constexpr std::array<std::string_view, 6> ticks{"✓", "✔", "☑", "✅", "√", "👍"};
constexpr std::array<std::string_view, 7> crosses{"✗", "✘", "✖", "❌", "☒", "☐", "👎"};

/// Some programs add U+FE0F, which asks for a coloured picture.
std::string_view without_colour(std::string_view sign) {
    if (sign.ends_with("\xef\xb8\x8f")) sign.remove_suffix(3);
    return sign;
}
bool is_tick(std::string_view sign) { return std::find(ticks.begin(), ticks.end(), without_colour(sign)) != ticks.end(); }
bool is_cross(std::string_view sign) { return std::find(crosses.begin(), crosses.end(), without_colour(sign)) != crosses.end(); }

bool begins_with_cancellation(std::string_view folded) {
    static const Words beginnings{"avbokad ",   "avbokat ",    "avanmald ",   "cancelled ", "canceled ", "storniert ",
                                  "makulerad ", "annullerad ", "peruutettu ", "avmeldt ",   "afmeldt "};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return folded.starts_with(beginning); });
}

}  // namespace

std::optional<RegistrationStatus> status_of(std::string_view word) {
    word = trim(word);
    if (word.empty() || word == "-" || is_tick(word)) return RegistrationStatus::registered;
    if (is_cross(word)) return RegistrationStatus::withdrawn;
    static const auto by_word = [] {
        std::unordered_map<std::string, RegistrationStatus> out;
        for (const auto& [status, words] : status_words)
            for (const auto& known : words) out.emplace(fold(known), status);
        return out;
    }();
    const std::string folded = fold(word);
    if (const auto letter = status_of_letter(folded)) return letter;
    if (const auto found = by_word.find(folded); found != by_word.end()) return found->second;
    // "Ej avbokad", "Not cancelled": a person who has not cancelled comes. One who is not confirmed may be anything.
    static constexpr std::array<std::string_view, 6> negations{"ej ", "inte ", "icke ", "not ", "nicht ", "ikke "};
    for (const auto negation : negations)
        if (folded.starts_with(negation))
            if (const auto found = by_word.find(folded.substr(negation.size()));
                found != by_word.end() && found->second == RegistrationStatus::withdrawn)
                return RegistrationStatus::registered;
    // "Avbokad av deltagaren", "Cancelled by host", "Storniert am 3. Mai"
    return begins_with_cancellation(folded) ? std::optional(RegistrationStatus::withdrawn) : std::nullopt;
}

bool is_yes(std::string_view word) {
    if (word.empty()) return false;
    if (is_tick(trim(word))) return true;
    static constexpr std::array<std::string_view, 20> words{"ja", "yes",  "true",  "sant", "1",       "x",          "j",
                                                            "y",  "wahr", "kylla", "joo",  "ja tack", "yes please", "ja tak",
                                                            "si", "oui",  "tak",   "так",  "да",      "نعم"};
    return std::find(words.begin(), words.end(), fold(trim(word))) != words.end();
}

bool is_no(std::string_view word) {
    const auto trimmed = trim(word);
    if (is_cross(trimmed) || trimmed == "-" || trimmed == "–") return true;
    static constexpr std::array<std::string_view, 22> words{
        "nej", "no",  "nein", "n",        "false",     "falskt",   "falsch",  "0",   "ingen", "nei", "ei",
        "en",  "non", "nie",  "nej tack", "no thanks", "nei takk", "nej tak", "nee", "ні",    "нет", "لا"};
    const std::string folded = fold(trimmed);
    return !folded.empty() && std::find(words.begin(), words.end(), folded) != words.end();
}

}  // namespace entre
