// The words of headings, by their meaning: data for heading_meaning.cpp alone.
#pragma once

#include <string_view>
#include <vector>

#include "core/import/known_systems.hpp"

namespace entre::heading_words {

using enum Field;

// Words are written as people write them and compared folded. "telefon*" begins with that, "*namn" ends with it. Several words
// stand next to each other in the heading, in this order.
// clang-format off
struct Phrases {
    Field field;
    std::vector<std::string_view> phrases;
};

inline const std::vector<Phrases>& all_phrases() {
    static const std::vector<Phrases> all{
        {protected_mark,
         {"sekr", "identitetsskydd*", "skyddsbehov*", "hotbild*", "under hot", "hotad", "fingerad*", "navnebeskyttelse*", "adressebeskyttelse*", "navne og adressebeskyttelse", "adressesperre*", "strengt fortrolig", "witness protection", "gömd identitet", "kvinnofrid*", "skyddad*", "skyddat*", "sekretess*", "sekretessmarkerad", "sekretessmarkering", "sekretesskydd", "sekretesskyddad", "kvarskriv*", "kvarskrivning", "hemlig adress", "hemliga uppgifter", "hemlig identitet", "protected*", "confidential*", "sperrvermerk", "auskunftssperre",
          "turvakielto", "beskyttet*", "beskyttede", "fortrolig*", "hemmelig adresse", "gradert adresse", "sperret adresse", "secret identity", "secret address"}},
        {may_be_shown, {"får visas", "publicera*", "publish*", "offentlig*", "namnet visas", "visa namn*", "visa mitt namn", "show name", "show my name", "display my name", "public profile", "synlig*", "får namnet visas", "får namn visas", "namn visas"}},
        {is_withdrawn,
         {"avanm", "avb", "utgått", "utgår", "inställt", "inställd*", "frånvarande", "frånvaro*", "ej närvarande", "frameld*", "förhinder*", "har förhinder", "sjukanmäl*", "sjuk", "ersatt av", "ersätts av", "ersatt", "replaced by", "refunded amount", "refund amount", "återbetalt belopp", "kredit*", "struket", "inaktiv", "ej aktuell", "absent", "regret*", "fravær*", "poissa", "avbok*", "avanmäl*", "cancel*", "annuller*", "avbeställ*", "makuler*", "storn*", "storno*", "abgesagt*", "absage*", "peruttu", "perunut", "peruutus*", "avmeld*", "afmeld*", "aflyst", "avlyst", "återbetald*", "återbud*",
          "refunded", "refund", "void*", "invalidated", "*invalidated", "withdrawn", "återkall*", "förhindrad", "raderad", "deleted", "struken", "borttagen", "ej kommande", "kommer ej", "kommer inte", "deltar inte", "deltar ej",
          "not attending", "is canceled", "no show", "avhopp*", "declined", "avböjt", "avböjd", "tackat nej", "nekad", "afbud*", "avbud*", "forfall", "frameldt", "forhindret", "verhindert", "estynyt"}},
        {is_waiting, {"väntelist*", "reserv", "reservlist*", "reservplats*", "på reservplats", "kö", "köplats", "kölista", "waitlist*", "waiting list*", "wait list*", "waiting", "warteliste*", "venteliste*", "jonotus*", "jonossa", "varalla", "standby", "väntar", "avvaktar"}},
        {is_unpaid, {"obetald*", "obetalt*", "obetalat", "ej betald", "ej betalt", "inte betald", "inte betalt", "unpaid", "not paid", "unbezahlt", "ubetalt", "maksamatta", "restbelopp", "restskuld", "skuld", "balance", "balance due", "saldo", "att betala", "kvar att betala", "amount due", "amount owed", "amount outstanding", "outstanding", "offener betrag"}},
        {is_paid, {"inbetalt*", "inbetald*", "inbetalat*", "betald*", "betalt*", "betalat*", "har betalat", "betalning", "paid", "has paid", "is paid", "payment", "payed", "bezahlt*", "zahlung", "maksettu", "maksu", "faktura betald", "fee paid", "avgift betald", "betaling"}},
        {status,
         {"status", "*status", "status*", "state", "*tillstånd", "läge", "anmälningsläge", "registration state", "tila", "ilmoittautumistila", "zustand", "stand"}},
        {is_attending,
         {"rsvp", "kommer", "deltar", "delta", "närvaro*", "deltagande", "deltagit", "tackat ja", "närvarar", "medverkar", "svar", "svarat", "osa", "besked", "anmäld", "bekräftad", "bekräftat", "attending", "attend", "attends", "attendance", "coming", "come", "join", "joining", "joining us", "response",
          "reply", "accepted", "confirmed", "approved", "going", "participating", "participation", "participate", "invitation", "inbjudan", "zusage", "teilnahme", "nimmst", "nimmt teil", "kommst", "kommen", "dabei", "bestätigt", "zugesagt", "angemeldet", "deltagelse", "deltakelse", "deltager du", "deltaker du", "møter",
          "påmeldt", "tilmeldt", "besöker du oss", "ska du vara med", "vill du vara med", "är du med", "tackar ja", "tackar du ja", "accept", "har plats", "plats erbjuden", "vill delta", "nehmen sie teil", "nehmt ihr teil", "nimmst du teil", "tilstede", "til stede", "antwort", "answer", "anmälningssvar", "svarsalternativ", "inbjudningssvar", "kommer du", "kan du komma", "deltar du", "can you come", "make it", "osallistuminen", "osallistun", "osallistutko", "tuletko", "ilmoittautunut", "vahvistettu", "godkänd", "accepterad", "antagen", "admitted", "active", "aktiv", "valid", "giltig", "gültig"}},
        {ticket_code,
         {"biljettkod*", "biljettnummer", "biljettnr", "biljettid", "biljettreferens", "biljetthemlighet", "ticketcode", "ticketid", "ticketnumber", "ticketnr", "ticketnummer", "billettkode", "billetkode", "billettnummer", "billetnummer", "billett nr",
          "lippukoodi", "lipputunnus", "lipun koodi", "lippunumero", "eintrittscode", "ticketcode", "streckkod*", "barcode*", "barkod", "strichcode", "strekkode*", "stregkode*", "viivakoodi", "qr", "qrkod*", "qrcode*", "qrkode*", "qrkoodi", "qrdata", "incheckningskod*", "checkinkod", "checkincode", "inträdeskod", "entrékod", "unik kod", "unique code",
          "personlig kod", "säkerhetskod", "security code", "secret", "deltagarkod", "deltagarkort*", "anmälningskod", "bokningskod", "kod", "code", "koodi", "kode", "token", "accesscode", "access code", "checkin code", "check in code", "admission code", "entry code", "scan code", "inpasseringskod", "passerkod", "verifieringskod", "verification code", "valideringskod", "validation code", "voucher code qr"}},
        {given, {"name first", "förnamn*", "first name*", "firstname*", "given name*", "givenname*", "forename*", "vorname*", "fornavn*", "etunimi*", "etunimet", "tilltalsnamn", "rufname", "kutsumanimi", "fname"}},
        {family, {"name last", "efternamn*", "last name*", "lastname*", "surname*", "family name*", "familyname*", "nachname*", "familienname*", "zuname", "etternavn*", "efternavn*", "sukunimi*", "släktnamn", "lname", "tillnamn"}},
        {full_name,
         {"för och efternamn", "för efternamn", "förnamn och efternamn", "förnamn efternamn", "efternamn och förnamn", "efternamn förnamn", "namn", "deltagarnamn", "besökarnamn", "teilnehmername", "deltakernavn", "deltagernavn", "attendeename", "participantname", "holdername", "fullständigt namn", "hela namnet", "*namn på badge", "namn på namnskylt*", "namnskylt*", "full name", "fullname", "name", "first and last name", "first name and last name", "first name last name", "last name first name",
          "name and surname", "vollständiger name", "vor und nachname", "vorname und nachname", "vorname nachname", "navn", "fulde navn", "fullt navn", "for og etternavn", "for og efternavn", "fornavn og etternavn", "fornavn og efternavn", "nimi", "koko nimi", "etu ja sukunimi", "etunimi ja sukunimi", "vem", "heter", "badge name", "display name", "visningsnamn", "*navn", "names"}},
        {email, {"email address*", "e mail address*", "mail address*", "mailaddress*", "e post adress*", "mejl adress*", "epost adress*", "e post*", "epost*", "mejl*", "mail*", "email*", "emails", "e mail*", "sähköposti*", "meili*"}},
        {organisation,
         {"organisation*", "organization*", "organisaatio*", "organisasjon*", "företag*", "arbetsplats*", "arbetar", "jobbar", "representerar", "represent", "represents", "myndighet*", "arbetsgivar*", "bolag*", "company", "company name", "companyname", "employer*", "affiliation*", "firma*", "unternehmen*",
          "verksamhet*", "virksomhed*", "virksomhet*", "bedrift*", "arbetssted*", "arbeidssted*", "arbejdsplads*", "arbejdssted*", "arbeidsplass*", "arbeidsgiver*", "arbejdsgiver*", "yritys*", "työpaikka*", "työnantaja*", "workplace*", "arbeitgeber*", "arbeitsplatz", "institution*", "förening*", "org"}},
        {title, {"titel*", "title*", "job title", "jobtitle", "befattning*", "yrkestitel*", "yrkesroll*", "roll", "role", "position", "stilling*", "tehtävä*", "titteli", "nimike", "tjänstetitel", "funktion", "yrke", "profession", "occupation", "job"}},
        {category, {"sektor*", "sector*", "kategori*", "category", "bransch*", "kategorie*", "branche*", "ala"}},
        {language, {"språk*", "language*", "sprache*", "sprog*", "kieli*"}},
        {group_size, {"antal personer", "antal deltagare", "antal platser", "antal biljetter", "antal gäster", "antal", "hur många", "hur många kommer", "hur många deltar", "hur många personer", "spaces", "persons", "personer", "quantity", "qty", "number of people", "number of guests", "number of attendees", "number of tickets", "party size", "group size", "how many", "anzahl*", "sällskap*", "antall*", "määrä", "plus one", "plus ones", "medföljande", "tar med", "extra gäster", "additional guests", "gäster", "guests"}},
        {guest, {"namn på gäst*", "gästens namn", "gästnamn", "guest name*", "name of guest*", "plus one name", "namn på medföljande", "medföljandes namn", "ledsagare*", "companion*", "övriga deltagare", "fler deltagare", "other attendees", "additional attendees", "kollegor"}},
        // Weaker words come last: they count if no other column has the meaning.
        {organisation, {"förvaltning*", "avdelning*", "enhet*", "department*", "division", "kommun*", "skola*", "school*", "lärosäte", "universitet*", "university", "university or company", "abteilung", "avdeling", "afdeling", "osasto", "region", "party", "parti", "ort", "*organisation", "*company"}},
        {protected_mark, {"skydd*", "anonym*", "anonymous", "dölj*", "hide*", "incognito", "pseudonym*", "not public", "ej offentlig", "inte visa*", "visa inte", "vill inte synas", "ej synas", "inte synas", "ej visas", "visas ej", "dold*", "får ej visas", "får inte visas", "do not show", "do not display", "do not publish"}},
        {ticket_code, {"lösenord", "pinkod", "pin", "pin code", "inpasseringsnummer", "entrébiljett*", "armband*", "wristband*", "biljett", "ticket", "billett", "billet", "lippu"}},
        {category, {"sektion", "grupp", "group", "track", "spår"}},
    };
    return all;
}

// Words that add nothing to the meaning of a heading.
inline const std::vector<std::string_view> fillers{
    "jag", "din", "ditt", "dina", "du", "dig", "er", "ert", "era", "ni", "min", "mitt", "ange", "skriv", "fyll", "i", "in", "vad", "vilken", "vilket", "vilka", "vem", "är", "heter", "som", "det", "den", "en", "ett", "att", "på", "för", "till", "av", "var", "om", "har", "and", "och", "eller", "or", "amp", "vänligen",
    "your", "my", "please", "enter", "what", "is", "are", "the", "which", "of", "you", "do", "does", "will", "a", "an", "to", "for", "at", "in", "on", "has", "have", "be", "we", "who", "whom", "us", "our", "can", "dein", "deine", "ihr", "ihre", "bitte", "wie", "ist", "sie", "das", "der", "die", "und", "oder", "dit", "dine", "deres", "og", "eller", "hvad", "hva", "hvilken", "hvem", "er", "på",
    "sinun", "mikä", "ja", "uppge", "skicka", "här", "seminariet", "seminariets", "konferensen", "mötet", "evenemanget", "eventet", "träffen", "event", "seminar", "seminarium", "conference", "meeting", "veranstaltung", "seminaret", "konferansen", "dagen",
    // people whom the list is about
    "deltagare", "deltagaren", "deltagarens", "deltagarnas", "attendee", "attendees", "participant", "participants", "registrant", "teilnehmer", "teilnehmers", "teilnehmerin", "deltaker", "deltakers", "deltakerens", "deltager", "deltagers", "deltagerens", "osallistuja", "osallistujan", "person", "personens", "user", "guest", "gäst", "gästens", "besökare", "visitor", "delegate", "delegat", "holder", "innehavare", "innehavarens", "member", "candidate", "contact", "api",
    "registration", "registreringens", "anmälan", "anmälans", "tilaisuuteen", "tilaisuus", "seminaariin", "tapahtumaan", "primary"};
// Further words of a status, and of a name in a list of tickets.
inline const std::vector<std::string_view> status_fillers{"tickets", "positions", "approval", "order", "ticket", "biljett", "payment", "registration", "registrering", "enrollment", "participant", "attendee", "anmälan", "invite", "invitation", "booking", "rsvp", "at", "date", "datum", "den", "on", "when", "när", "yes", "no", "ja", "nej", "check"};
// A code column's further words.
inline const std::vector<std::string_view> code_fillers{"barcodes", "streckkoder", "biljetter", "biljett", "biljettens", "ticket", "tickets", "billett", "billet", "lippu", "lipun", "eintritt", "nummer", "number", "nr", "no", "num", "id", "kod", "code", "kode", "koodi", "value", "värde", "data", "url", "link", "länk", "text", "string", "innehåll", "content", "unik", "unikt", "unique", "personlig", "digital", "din", "entry", "check", "checkin", "hash", "uuid", "guid", "secret", "token", "reference", "referens", "ref", "scan"};
// Somebody else than the person of the row, or something with a name of its own.
inline const std::vector<std::string_view> others{
    "köpare*", "köparens", "buyer*", "purchaser*", "beställare*", "besteller*", "bokare*", "bokad", "booked", "order", "orders", "ticket name", "ticket type", "ticket class", "ticket title", "ticket category", "class", "biljettnamn", "biljettyp", "billing", "faktura*", "fakturering*", "invoice*", "rechnung*", "anhörig*", "kontaktperson*", "emergency", "ice", "chef", "chefens", "manager*", "host*", "värd*", "guardian*", "målsman*", "vårdnadshavare*", "närmaste", "referens person", "inbjudare", "inbjuden", "shop", "product",
    "produkt*", "event name", "evenemang*", "kurs*", "course", "file", "project", "projekt*", "tier", "kund", "customer", "payer", "betalare", "maksaja", "laskutus*", "sponsor*", "speaker", "talare", "assistant", "assistent*", "organizer*", "organiser*", "arrangör*", "workshop*", "created", "skapad", "webinar", "utställare"};
inline const std::vector<std::string_view> other_things{
    "lunch*", "middag*", "dinner*", "mingel*", "fika*", "frukost*", "breakfast", "mat", "food", "kost*", "diet*", "allerg*", "meal*", "essen", "ruoka*", "transport*", "buss*", "bus", "parkering*", "parking", "hotell*", "hotel*", "boende", "övernatt*", "foto*", "photo*", "bild", "bilder", "film*", "nyhetsbrev*", "newsletter*", "samtyck*", "consent*", "gdpr*", "integritet*", "privacy*", "villkor*", "terms", "marketing*", "marknadsför*", "utskick*", "reklam",
    "workshop*", "studiebesök*", "aktivitet*", "kväll*", "evening", "party", "fest*", "försäkring*", "insurance*", "skydds*", "dataskydd*", "brandskydd*", "räddningstjänst*", "pris*", "price*", "belopp*", "amount*", "summa", "total*", "moms*", "vat", "tax*", "avgift*", "fee", "fees", "kostnad*", "cost*", "rabatt*", "discount*", "promo*", "kampanj*", "voucher*", "coupon*", "kupong*", "gutschein*", "post*", "zip*", "plz", "ort", "stad", "city", "country", "land", "lands*", "county", "län", "adress*", "address*", "gata", "street*", "tel", "telefon*", "phone*", "mobil*", "cell*", "mobile", "tlf", "puhelin*",
    "anm", "notering*", "anmärkning*", "remark*", "bemerkung*", "merknad*", "bemærkning*", "huomautus*", "datum*", "date*", "dato", "tid", "tid*punkt*", "time*", "tidpunkt", "zeit*", "klockslag", "created*", "skapad*", "updated*", "uppdaterad*", "modified*", "completion*", "ålder", "age", "kön", "gender", "födelse*", "birth*", "personnummer*", "personnr", "pnr", "ssn", "bord*", "table*", "rum", "room*", "sal", "seat*", "stol*", "rad", "row", "storlek*", "size*", "tröja", "tshirt*", "färg*", "ip", "browser", "device*", "utm*", "referr*", "referer", "language*", "språk*", "kommentar*", "comment*", "övrigt", "anteckning*", "note*", "message", "meddelande*", "fråg*", "question*", "hört", "hear", "heard", "erfarenhet*", "experience*", "specialkost*", "tillgänglighet*", "accessib*",
    "payment method", "betalsätt*", "betalningssätt*", "currency", "valuta*", "transaction*", "transaktion*", "ocr*", "medlem*", "member*", "anställning*", "kund*", "customer*", "port*", "kurs*", "product*", "produkt*", "session*", "type", "typ", "biljettyp", "tier", "duration*", "lunchkupong*", "leveres*", "poäng*", "points", "score*", "feedback*", "quiz*", "svarstid*", "resultat", "linkedin*", "website*", "webb*", "hemsida*", "swish*", "bankgiro*", "org nr", "orgnr", "organisationsnummer", "organisationsnr", "bil", "bilen", "car", "tidigare", "previously", "chef", "chefen", "linked in*", "gln", "fakturanummer", "fakturanr", "fakturareferens", "referens faktura", "faktura referens", "invoice number", "kontering*", "kostnadsställe*", "password", "agreement*", "nda"};
inline const std::vector<std::string_view> references{
    "bokning*", "booking*", "buchung*", "order*", "bestell*", "beställning*", "tilaus*", "confirmation*", "bekräftelse*", "anmälnings*", "anmälan*", "registration*", "registrering*", "reservation*", "reference*", "referens*", "ref", "referenz*", "viite*", "id", "uuid", "guid", "nummer", "number", "nr", "no", "löpnummer", "ticket*", "biljett*", "participant id", "attendee id", "deltagarid", "deltagarnummer", "*nummer", "*number", "*kod", "*code", "*id", "*nr", "link", "länk", "url", "key", "nyckel", "hash", "serial*"};
// Hints in brackets.
inline const std::vector<std::string_view> hints{"obligatorisk*", "required", "mandatory", "frivillig*", "optional", "valfri*", "pflicht*", "pakollinen", "ja", "nej", "yes", "no", "nein", "kryssa", "välj", "choose", "select", "om", "if", "t", "ex", "tex", "e.g", "eg", "exempelvis", "max", "minst", "påkrevd", "krävs", "sv", "en", "text", "fylls", "anges", "skrivs"};


// Other questions that are answered by yes or no. A heading without any of these may ask whether the person comes.
inline const std::vector<std::string_view> other_questions{
    "första", "first", "tidigare", "previous*", "vip", "student*", "studerande", "tolk*", "interpret*", "rullstol*", "wheelchair*", "hörslinga", "hörsel*", "bil", "bilen", "car", "tåg", "train", "resa*", "resor", "travel*", "reise*", "samåk*", "skjuts", "flyg", "flight*", "vegan*", "vegetari*", "gluten*", "laktos*", "nöt*", "alkohol*", "alcohol*", "vin", "öl", "wine",
    "presentation*", "presenter*", "poster*", "föredrag*", "anför*", "utställ*", "exhibit*", "monter*", "faktur*", "invoice*", "avtal*", "material*", "dokumentation*", "inspel*", "record*", "kontakt*", "contact*", "intress*", "interest*", "inform*", "info", "barn", "child*", "kids", "hund*", "dog*", "certifi*", "intyg*", "diplom*", "wifi", "dator", "laptop", "handikapp*", "funktions*", "assist*", "special*",
    "behov*", "need*", "behöv*", "hjälp*", "help*", "stöd", "support*", "läkare", "legitim*", "utbild*", "educat*", "pension*", "anställ*", "employ*", "ordförande", "styrelse*", "ledamot", "rösträtt*", "röst*", "ombud*", "vote*", "voting", "talare", "speaker*", "moderator", "volontär*", "volunteer*", "funktionär*", "personal", "staff", "press", "media*", "gåva", "gift*", "donation*", "stipend*", "mentor*",
    "nätverk*", "network*", "facebook*", "instagram*", "twitter*", "svensk*", "engelsk*", "english", "swedish", "talar", "speak*", "licens*", "license*", "garderob*", "registreringsnummer", "godkänner", "accepterar", "agree", "läst", "read", "regler*", "rules", "utbilda*", "teckenspråk*", "sign", "simkunnig*", "frisk", "covid*", "vaccin*", "tillstånd*", "permit*", "visa", "visum", "pass", "betalar", "rechnung*", "erstes", "aiemmin", "tidligere", "før", "dokument*", "chef*", "skriftlig*",
    "lärare", "elev*", "forsk*", "offentlig*", "privat*", "ny", "new", "unga", "ung", "senior*", "junior*", "checked", "checkin", "incheckad", "badge", "skickad*", "sent", "påmin*", "remind*", "öppnad*", "opened", "clicked", "mejlad*", "ringd", "hall", "verifi*", "locked", "blocked", "deleted", "test", "demo", "anonym*", "spara*", "lagra*", "lagras", "store", "prenumer*", "subscri*", "opt", "dela*", "share*", "coach*", "ledare", "leader*", "bidra*", "workshop*", "kör", "körkort*", "cykel*", "köpt", "såld", "sold", "lån*", "tält*", "huvud*"};
// clang-format on

}  // namespace entre::heading_words
