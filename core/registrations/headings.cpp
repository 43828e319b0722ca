#include "core/registrations/headings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <unordered_map>

#include "core/base/text.hpp"

namespace entre {

namespace {

using Words = std::vector<std::string_view>;

struct FieldWords {
    Field field;
    Words headings;
};

/// A system is recognised when all of `marks` are among the headings; each mark is a choice of words.
struct System {
    std::string_view name;
    std::vector<Words> marks;
    std::vector<FieldWords> columns;
    std::string_view missing_code;  ///< what to do when the column with the ticket code is not there
};

/// Columns that any system may carry as the organiser's own questions.
const std::vector<FieldWords>& common_columns() {
    static const std::vector<FieldWords> all = {
        {Field::organisation, {"Organisation", "Organization", "Företag", "Arbetsplats", "Myndighet"}},
        {Field::title, {"Titel", "Title", "Befattning", "Job title", "Yrkestitel", "Roll"}},
        {Field::category, {"Sektor", "Sector", "Kategori", "Category"}},
        {Field::language, {"Språk", "Language"}},
        {Field::note, {"Anteckning till dörren", "Note for the door"}},
        {Field::protected_mark, {"Skyddad identitet", "Skyddade personuppgifter", "Protected identity"}},
        {Field::notify, {"Säg till", "Meddela personal", "Notify"}},
    };
    return all;
}

const std::vector<System>& systems() {
    static const std::vector<System> all = {
        {"pretix order positions",
         {{"Order code"}, {"Position ID"}, {"Attendee name"}},
         {{Field::ticket_code, {"Ticket secret"}},
          {Field::order, {"Order code"}},
          {Field::position, {"Position ID"}},
          {Field::event, {"Event slug"}},
          {Field::status, {"Status"}},
          {Field::full_name, {"Attendee name"}},
          {Field::given, {"Attendee name: Given name", "Attendee name: First name"}},
          {Field::family, {"Attendee name: Family name", "Attendee name: Last name"}},
          {Field::organisation, {"Company"}},
          {Field::language, {"Order locale"}}},
         "Export the order positions with the column \"Ticket secret\"."},
        {"pretix check-in list",
         {{"Order code"}, {"Attendee name"}, {"Product"}, {"Checked in"}},
         {{Field::ticket_code, {"Secret"}},
          {Field::order, {"Order code"}},
          {Field::is_paid, {"Paid"}},
          {Field::full_name, {"Attendee name"}},
          {Field::given, {"Attendee name: Given name", "Attendee name: First name"}},
          {Field::family, {"Attendee name: Family name", "Attendee name: Last name"}},
          {Field::organisation, {"Company"}}},
         "Export the check-in list again with \"Include QR-code secret\" ticked."},
        {"list",
         {{"Förnamn", "First name", "Given name"}, {"Efternamn", "Last name", "Surname", "Family name"}},
         {{Field::ticket_code, {"Biljettkod", "Ticket code", "Kod", "Code"}},
          {Field::given, {"Förnamn", "First name", "Given name"}},
          {Field::family, {"Efternamn", "Last name", "Surname", "Family name"}},
          {Field::organisation, {"Organisation", "Organization", "Företag", "Company"}},
          {Field::status, {"Status", "Anmälningsstatus"}}},
         "Add a column \"Biljettkod\" with what each person's QR code holds."},
    };
    return all;
}

std::string heading_key(std::string_view heading) { return fold(clean_text(heading, 200)); }

std::vector<std::size_t> places_of(const std::vector<std::string>& keys, const Words& words) {
    for (const auto& word : words) {
        const std::string wanted = fold(word);
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (keys[i] == wanted) places.push_back(i);
        if (!places.empty()) return places;
    }
    return {};
}

bool is_system(const System& system, const std::vector<std::string>& keys) {
    return std::all_of(system.marks.begin(), system.marks.end(), [&](const Words& mark) { return !places_of(keys, mark).empty(); });
}

void fill(Columns& columns, const std::vector<std::string>& keys, const std::vector<FieldWords>& all) {
    for (const auto& [field, words] : all) {
        auto& places = columns.places[static_cast<std::size_t>(field)];
        if (places.empty()) places = places_of(keys, words);
    }
}

std::string listed(const std::vector<std::string>& headings) {
    constexpr std::size_t most = 8;
    std::string list;
    for (std::size_t i = 0; i < std::min(most, headings.size()); ++i)
        list += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", clean_text(headings[i], 40));
    return headings.size() > most ? list + fmt::format(" and {} more", headings.size() - most) : list;
}

}  // namespace

Result<Columns> recognise(const Table& table, std::string_view protected_heading) {
    std::vector<std::string> keys;
    for (const auto& heading : table.headings) keys.push_back(heading_key(heading));
    const auto system = std::find_if(systems().begin(), systems().end(), [&](const System& s) { return is_system(s, keys); });
    if (system == systems().end())
        return fail(ErrorCode::export_invalid,
                    fmt::format("{}:{}: this is no list of registrations that Entré knows. It has the columns {}. Needed are those of pretix "
                                "(order positions or check-in list), or Förnamn, Efternamn, Organisation and Biljettkod.",
                                table.name, table.heading_line, listed(table.headings)));
    Columns columns;
    columns.system = system->name;
    fill(columns, keys, system->columns);
    fill(columns, keys, common_columns());
    if (columns.of(Field::ticket_code).empty())
        return fail(ErrorCode::export_invalid, fmt::format("{}:{}: recognised as {}, but the ticket codes are missing. {}", table.name,
                                                           table.heading_line, system->name, system->missing_code));
    if (!protected_heading.empty()) {
        auto& places = columns.places[static_cast<std::size_t>(Field::protected_mark)];
        places = places_of(keys, {protected_heading});
        if (places.empty())
            return fail(ErrorCode::export_invalid,
                        fmt::format("{}:{}: the column \"{}\" that seminar.toml names in protected_column is not there. It has {}.", table.name,
                                    table.heading_line, protected_heading, listed(table.headings)));
    }
    return columns;
}

std::optional<RegistrationStatus> status_of(std::string_view word) {
    using enum RegistrationStatus;
    static const std::vector<std::pair<RegistrationStatus, Words>> all = {
        {registered, {"paid", "p", "betald", "completed", "registered", "anmäld", "bekräftad", "ok", "färdigställd", "active"}},
        {unpaid, {"pending", "n", "unpaid", "obetald", "väntar på betalning", "awaiting payment", "avvaktar betalning"}},
        {withdrawn, {"canceled", "cancelled", "c", "expired", "e", "withdrawn", "rejected", "avbokad", "avanmäld", "återkallad", "avvisad", "utgången"}},
        {waiting_list, {"waiting list", "väntelista", "reserv", "reservlista"}},
    };
    if (trim(word).empty() || trim(word) == "-") return registered;
    static const auto by_word = [] {
        std::unordered_map<std::string, RegistrationStatus> out;
        for (const auto& [status, words] : all)
            for (const auto& known : words) out.emplace(fold(known), status);
        return out;
    }();
    const auto found = by_word.find(fold(trim(word)));
    return found == by_word.end() ? std::nullopt : std::optional(found->second);
}

bool is_yes(std::string_view word) {
    const std::string folded = fold(trim(word));
    return folded == "ja" || folded == "yes" || folded == "true" || folded == "sant" || folded == "1" || folded == "x" || folded == "j" ||
           folded == "y";
}

std::string_view to_string(Field field) {
    switch (field) {
        case Field::ticket_code: return "ticket code";
        case Field::full_name: return "name";
        case Field::given: return "given name";
        case Field::family: return "family name";
        case Field::organisation: return "organisation";
        case Field::title: return "title";
        case Field::category: return "category";
        case Field::language: return "language";
        case Field::status: return "status";
        case Field::is_paid: return "paid";
        case Field::note: return "note";
        case Field::order: return "order";
        case Field::position: return "position";
        case Field::event: return "event";
        case Field::protected_mark: return "protected";
        case Field::notify: return "notify";
    }
    return "";
}

}  // namespace entre
