// Headings as the systems write them. Sources: the exporters and translations of pretix, alf.io, Indico, Hi.Events, Eventyay,
// open-event-server, Odoo and Attendize; samples of Eventbrite, Microsoft Forms and Google Forms.
#include "core/import/known_systems.hpp"

#include "core/base/sentence.hpp"

namespace entre {

namespace {

using enum Field;

// One field or column a line.
// clang-format off
// Words used by several systems.
const Words order_code{"Order code", "Bokningsnummer", "Bestellnummer"};
const Words attendee_name{"Attendee name", "Namn på deltagare", "Name Teilnehmer*in"};
const Words attendee_given{"Attendee name: Given name", "Attendee name: First name", "Namn på deltagare: Förnamn", "Name Teilnehmer*in: Vorname"};
const Words attendee_family{"Attendee name: Family name", "Attendee name: Last name", "Namn på deltagare: Efternamn", "Name Teilnehmer*in: Nachname"};
const Words checked_in{"Checked in", "Checkade in", "Incheckad", "Eingecheckt"};
const Words product{"Product", "Produkt"};
const Words secret{"Secret", "Hemligt", "Hemlighet"};
const Words attendee_email{"Attendee email", "E-post till deltagare", "E-Mail Teilnehmer*in", "Email", "E-mail", "E-post", "E-postadress"};
const Words pretix_company{"Attendee company", "Företag för deltagaren", "Teilnehmer*innen-Firma", "Company", "Företag", "Firma"};
const Words paid{"Paid", "Betald", "bezahlt"};
constexpr std::string_view tick_secret = "Export the check-in list again with \"Include QR-code secret\" ticked.";

const std::vector<FieldWords> check_in_list{{ticket_code, secret},
                                            {order, order_code},
                                            {is_paid, paid},
                                            {full_name, attendee_name},
                                            {given, attendee_given},
                                            {family, attendee_family},
                                            {email, attendee_email},
                                            {organisation, pretix_company}};

}  // namespace

const std::vector<System>& known_systems() {
    static const std::vector<System> all = {
        {.name = "pretix order positions",
         .marks = {order_code, {"Position ID", "Positions-ID", "Position"}, attendee_name},
         .columns = {{ticket_code, {"Ticket secret", "Klient-hemlighet", "Biljetthemlighet", "Ticket-Code"}},
                     {order, order_code},
                     {position, {"Position ID", "Positions-ID", "Position"}},
                     {event, {"Event slug", "Förkortning för evenemanget", "Kurzname der Veranstaltung"}},
                     {status, {"Status"}},
                     {full_name, attendee_name},
                     {given, attendee_given},
                     {family, attendee_family},
                     {email, attendee_email},
                     {organisation, pretix_company},
                     {language, {"Order locale", "Språk på bokningen", "Bestellsprache"}}},
         .not_ours = {"Position"},
         .missing_code = sentence_pattern("{}: recognised as {}, but the ticket codes are missing. Export the order positions with the column \"Ticket secret\".")},
        {.name = "pretix check-in list",
         .marks = {order_code, attendee_name, product, checked_in, {"Blocked", "Blockad", "Gesperrt"}},
         .columns = check_in_list,
         .missing_code = tick_secret},
        // Eventyay is a fork of pretix from 2020, before seats could be blocked.
        {.name = "Eventyay check-in list",
         .marks = {order_code, attendee_name, product, checked_in, {"Seat number"}, {"Seat row"}},
         .columns = check_in_list,
         .missing_code = tick_secret},
        {.name = "pretix check-in list",
         .marks = {order_code, attendee_name, product, checked_in},
         .columns = check_in_list,
         .missing_code = tick_secret},
        {.name = "pretix positions (API)",
         .marks = {{"positionid"}, {"secret"}, {"attendee_name"}},
         .columns = {{ticket_code, {"secret"}},
                     {order, {"order"}},
                     {position, {"positionid"}},
                     {status, {"order__status"}},
                     {is_withdrawn, {"canceled"}},
                     {full_name, {"attendee_name"}},
                     {given, {"attendee_name_parts.given_name"}},
                     {family, {"attendee_name_parts.family_name"}},
                     {email, {"attendee_email"}},
                     {organisation, {"company"}}},
         .not_ours = {"title"},
         .missing_code = "Request the order positions from the API, with their secret."},
        {.name = "alf.io",
         .marks = {{"ID"}, {"ReservationID", "OriginalPrice", "PaidPrice", "Promo Code", "Payment Method", "Locked", "Confirmation"}, {"Full Name", "First Name", "E-Mail"}},
         .columns = {{ticket_code, {"ID"}},
                     {order, {"ReservationID"}},
                     {position, {"ID"}},
                     {event, {"Event"}},
                     {status, {"Status"}},
                     {full_name, {"Full Name"}},
                     {given, {"First Name"}},
                     {family, {"Last Name"}},
                     {email, {"E-Mail"}},
                     {language, {"Language"}}},
         .missing_code = sentence_pattern("{}: recognised as {}, but the ticket codes are missing. Export the attendees with the column \"ID\".")},
        {.name = "alf.io reservations",
         .marks = {{"Reservation ID"}, {"Ticket ID"}, {"Attendee"}, {"Status"}},
         .columns = {{ticket_code, {"Ticket ID"}},
                     {order, {"Reservation ID"}},
                     {position, {"Ticket ID"}},
                     {event, {"Event Name"}},
                     {status, {"Status"}},
                     {full_name, {"Attendee"}}},
         .missing_code = sentence_pattern("{}: recognised as {}, but the ticket codes are missing. Export the reservations with the column \"Ticket ID\".")},
        {.name = "Indico (API)",
         .marks = {{"checkin_secret"}, {"full_name"}},
         .columns = {{ticket_code, {"checkin_secret"}},
                     {order, {"registrant_id", "id"}},
                     {event, {"event_id"}},
                     {status, {"state"}},
                     {full_name, {"full_name"}},
                     {given, {"personal_data.firstName", "First Name"}},
                     {family, {"personal_data.surname", "Last Name"}},
                     {email, {"personal_data.email", "email"}},
                     {organisation, {"personal_data.affiliation", "Affiliation"}},
                     {title, {"personal_data.position", "Position"}}},
         .not_ours = {"title", "personal_data.title"}},
        {.name = "Indico",
         .marks = {{"ID"}, {"Name"}, {"Registration state", "Registreringsstatus", "Registration date", "Registreringsdatum", "Affiliation", "Organisationstillhörighet", "Checked in", "Incheckad", "Email Address"}},
         .absent = {"Start time", "Starttid", "Startzeit"},
         .columns = {{order, {"ID"}},
                     {full_name, {"Name"}},
                     {given, {"First Name", "Förnamn"}},
                     {family, {"Last Name", "Efternamn"}},
                     {email, {"Email Address", "E-postadress"}},
                     {organisation, {"Affiliation", "Organisationstillhörighet"}},
                     {title, {"Position", "Befattning"}},
                     {status, {"Registration state", "Registreringsstatus"}}},
         .not_ours = {"Title", "Titel"}},  // Dr, Ms
        {.name = "Hi.Events",
         .marks = {{"Public ID", "Publikt ID", "Öffentliche ID", "public_id"}, {"First Name", "Förnamn", "Vorname", "first_name"}, {"Last Name", "Efternamn", "Nachname", "last_name"}},
         .columns = {{ticket_code, {"Public ID", "Publikt ID", "Öffentliche ID", "public_id"}},
                     {order, {"ID"}},
                     {given, {"First Name", "Förnamn", "Vorname", "first_name"}},
                     {family, {"Last Name", "Efternamn", "Nachname", "last_name"}},
                     {email, {"Email", "E-Mail"}},
                     {status, {"Status"}}}},
        {.name = "open-event",
         .marks = {{"Order#"}, {"Ticket Name"}, {"Status"}},
         .columns = {{ticket_code, {"Ticket ID"}},
                     {order, {"Order#"}},
                     {status, {"Status"}},
                     {full_name, {"Name", "Full Name"}},
                     {given, {"First Name", "firstname"}},
                     {family, {"Last Name", "lastname"}},
                     {email, {"Email"}},
                     {organisation, {"Company", "Organisation", "Organization"}}},
         .codes = CodeKind::prefix},
        {.name = "Odoo",
         .marks = {{"Attendee Name", "Deltagarnamn", "Teilnehmername"}, {"Barcode", "Streckkoder", "Streckkod"}},
         .columns = {{ticket_code, {"Barcode", "Streckkoder", "Streckkod"}},
                     {full_name, {"Attendee Name", "Deltagarnamn", "Teilnehmername"}},
                     {email, {"Email", "E-post", "Epost", "E-Mail"}},
                     {organisation, {"Company Name", "Företagsnamn", "Unternehmensname"}},
                     {event, {"Event", "Evenemang", "Händelse", "Veranstaltung"}},
                     {status, {"Status"}}}},
        {.name = "Odoo",
         .marks = {{"Attendee Name", "Deltagarnamn", "Teilnehmername"}, {"Event Ticket", "Ticket Type", "Biljettyp", "Tickettyp", "Booked by", "Bokad av", "Gebucht von", "Attended Date", "Datum för deltagande"}},
         .columns = {{full_name, {"Attendee Name", "Deltagarnamn", "Teilnehmername"}}},
         .missing_code = "Add the column \"Barcode\" to the exported fields."},
        {.name = "Eventbrite",
         .marks = {{"Order #", "Order no.", "Order ID"}, {"Attendee Status"}, {"Ticket Type"}},
         .columns = {{ticket_code, {"Attendee #", "Attendee ID", "Barcode"}},
                     {order, {"Order #", "Order no.", "Order ID"}},
                     {status, {"Attendee Status"}},
                     {full_name, {"Name", "Attendee Name"}},
                     {given, {"First Name", "Attendee first name"}},
                     {family, {"Last Name", "Surname", "Attendee Surname", "Attendee last name"}},
                     {email, {"Email", "Attendee email"}},
                     {event, {"Event Name"}},
                     {organisation, {"Company"}},
                     {title, {"Job Title"}}},
         .not_ours = {"Buyer Name", "Buyer Email"},
         .codes = CodeKind::prefix},
        {.name = "Attendize",
         .marks = {{"Order Reference"}, {"Ticket Type"}, {"Has Arrived", "Purchase Date"}},
         .columns = {{ticket_code, {"Ticket ID", "Reference", "Private Reference Number"}},
                     {order, {"Order Reference"}},
                     {given, {"First Name"}},
                     {family, {"Last Name"}},
                     {email, {"Email"}}}},
        {.name = "Microsoft Forms",
         .marks = {{"Start time", "Starttid", "Startzeit"}, {"Completion time", "Slutförandetid", "Fertigstellungszeit"}},
         .columns = {{order, {"ID"}}}},
        {.name = "Google Forms",
         .marks = {{"Timestamp", "Tidsstämpel", "Tidstämpel", "Zeitstempel"}}},
        {.name = "Entré attendance",
         .marks = {{"Först in"}, {"Inne sedan"}, {"Namn"}},
         .columns = {{ticket_code, {"Biljettkod"}},
                     {given, {"Förnamn"}},
                     {family, {"Efternamn"}},
                     {full_name, {"Namn"}},
                     {organisation, {"Organisation"}},
                     {status, {"Status"}}}},
        {.name = "Entré attendance",
         .marks = {{"ticket_code"}, {"first_in"}, {"inside_since"}},
         .columns = {{ticket_code, {"ticket_code"}},
                     {given, {"given"}},
                     {family, {"family"}},
                     {full_name, {"name"}},
                     {organisation, {"organisation"}},
                     {title, {"title"}},
                     {category, {"category"}},
                     {language, {"language"}},
                     {status, {"status"}},
                     {protected_mark, {"protected"}}}},
    };
    return all;
}

const std::vector<FieldWords>& common_columns() {
    static const std::vector<FieldWords> all = {
        {organisation, {"Organisation", "Organization", "Företag", "Arbetsplats", "Myndighet", "Arbetsgivare"}},
        {title, {"Titel", "Title", "Befattning", "Job title", "Yrkestitel", "Roll", "Position"}},
        {category, {"Sektor", "Sector", "Kategori", "Category", "Sektion", "Bransch", "Kategorie"}},
        {language, {"Språk", "Language", "Sprache"}},
        {note, {"Anteckning till dörren", "Note for the door"}},
        {protected_mark, {"Skyddad identitet", "Skyddade personuppgifter", "Protected identity"}},
        {notify, {"Säg till", "Meddela personal", "Notify"}},
    };
    return all;
}

std::string_view to_string(Field field) {
    switch (field) {
        case ticket_code: return "ticket code";
        case full_name: return "name";
        case given: return "given name";
        case family: return "family name";
        case organisation: return "organisation";
        case title: return "title";
        case category: return "category";
        case language: return "language";
        case status: return "status";
        case is_paid: return "paid";
        case is_unpaid: return "unpaid";
        case is_withdrawn: return "withdrawn";
        case note: return "note";
        case order: return "order";
        case position: return "position";
        case event: return "event";
        case email: return "e-mail";
        case protected_mark: return "protected";
        case notify: return "notify";
        case is_waiting: return "waiting list";
        case is_attending: return "attending";
        case may_be_shown: return "may be shown";
        case group_size: return "group size";
        case guest: return "guest";
        case middle: return "middle name";
    }
    return "";
}

std::string_view key_of(Field field) {
    switch (field) {
        case ticket_code: return "code";
        case full_name: return "name";
        case given: return "given";
        case family: return "family";
        case organisation: return "organisation";
        case title: return "title";
        case category: return "category";
        case language: return "language";
        case status: return "status";
        case is_paid: return "paid";
        case is_unpaid: return "unpaid";
        case note: return "note";
        case order: return "id";
        case event: return "event";
        case email: return "email";
        case protected_mark: return "protected";
        case notify: return "notify";
        case is_withdrawn: return "withdrawn";
        case is_waiting: return "waiting";
        case is_attending: return "attending";
        case may_be_shown: return "shown";
        case group_size: return "group_size";
        case guest: return "guest";
        case middle: return "middle";
        case position: return "";
    }
    return "";
}
// clang-format on

}  // namespace entre
