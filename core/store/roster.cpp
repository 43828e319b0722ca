#include "core/store/roster.hpp"

#include <algorithm>

#include "core/base/digest.hpp"
#include "core/base/enum_text.hpp"
#include "core/base/text.hpp"
#include "core/search/name_match.hpp"
#include "core/store/journal_rows.hpp"
#include "core/store/schema.hpp"
#include "core/ticket/link.hpp"

namespace entre {

namespace {

// Length of the prefix of an Eventbrite code; shorter numbers would match too many other codes.
constexpr std::size_t min_prefix_length = 6, max_prefix_length = 40;

constexpr std::string_view select_person =
    "SELECT id, ticket_code, export_key, coalesce(door_given, given), coalesce(door_family, family), "
    "coalesce(door_organisation, organisation), title, coalesce(door_category, category), "
    "language, status, note, coalesce(door_protected, protected), alias, flagged, walk_in, code_kind, email_hash FROM "
    "registrations ";
constexpr std::string_view select_exported =
    "SELECT id, ticket_code, export_key, given, family, organisation, title, category, "
    "language, status, note, protected, alias, flagged, walk_in, code_kind, email_hash, source FROM registrations ";

/// The columns of the two above.
Registration person_of(const Statement& row) {
    Registration who;
    who.id.value = row.text(0);
    who.ticket_code = row.text(1);
    who.export_key = row.text(2);
    who.given = row.text(3);
    who.family = row.text(4);
    who.organisation = row.text(5);
    who.title = row.text(6);
    who.category = row.text(7);
    who.language = row.text(8);
    who.status = from_string(row.text(9), RegistrationStatus::waiting_list).value_or(RegistrationStatus::registered);
    who.note = row.text(10);
    who.is_protected = row.number(11) != 0;
    who.alias = row.text(12);
    who.is_flagged = row.number(13) != 0;
    who.is_walk_in = row.number(14) != 0;
    who.code_kind = from_string(row.text(15), CodeKind::issued).value_or(CodeKind::exported);
    who.email_hash = row.text(16);
    return who;
}

std::string sql(std::string_view select, std::string_view where) { return std::string(select) + std::string(where); }

/// Runs `row` with all columns that an export sets, in the order of the statements in `add` and `change`.
void run_with(Statement& row, const Registration& person, const Source& source) {
    if (person.ticket_code.empty())
        row.with_nothing();
    else
        row.with_kept(person.ticket_code);
    const std::string folded = folded_name(person.given, person.family);
    row.with_kept(person.given).with_kept(person.family).with_kept(folded);
    row.with_kept(person.export_key).with_kept(person.organisation).with_kept(person.title);
    row.with_kept(person.category).with_kept(person.language).with(to_string(person.status)).with_kept(person.note);
    row.with(std::int64_t{person.is_protected}).with_kept(person.alias).with(std::int64_t{person.is_flagged});
    row.with(std::int64_t{person.is_walk_in}).with(to_string(person.code_kind)).with_kept(person.email_hash);
    row.with_kept(source.file).with(source.line).with_kept(person.id.value);
    row.run();
}

std::string without_leading_zeros(std::string_view code) {
    const auto first = code.find_first_not_of('0');
    return first == std::string_view::npos ? std::string{} : std::string(code.substr(first));
}

}  // namespace

std::string folded_name(std::string_view given, std::string_view family) { return fold(given) + "\n" + fold(family); }

std::optional<Registration> Roster::with_code(std::string_view ticket_code) const {
    auto row = database_.statement(sql(select_person, "WHERE ticket_code = ?"));
    row.with(ticket_code);
    return row.step() ? std::optional(person_of(row)) : std::nullopt;
}

std::optional<Registration> Roster::with_code_alike(std::string_view ticket_code) const {
    // A table scan is fine: only codes without an exact match get here, and 10,000 rows take a few milliseconds.
    auto row =
        database_.statement(sql(select_person,
                                "WHERE lower(ticket_code) = ?1 OR (?2 <> '' AND lower(replace(ticket_code, '-', '')) = ?2) "
                                "OR (?3 <> '' AND ltrim(ticket_code, '0') = ?3) LIMIT 2"));
    const std::string plain = alphanumeric_ascii(ticket_code);
    const bool is_uuid = plain.size() == 32 && plain.find_first_not_of("0123456789abcdef") == std::string::npos;
    const bool is_number = ticket_code.find_first_not_of("0123456789") == std::string_view::npos;
    row.with(to_lower_ascii(ticket_code)).with(is_uuid ? plain : std::string{});
    row.with(is_number ? without_leading_zeros(ticket_code) : std::string{});
    if (!row.step()) return std::nullopt;
    Registration person = person_of(row);
    return row.step() ? std::nullopt : std::optional(std::move(person));
}

std::optional<Registration> Roster::with_code_beginning(std::string_view scanned) const {
    if (scanned.size() <= min_prefix_length) return std::nullopt;
    std::optional<Registration> found;
    for (auto length = std::min(scanned.size() - 1, max_prefix_length); length >= min_prefix_length; --length) {
        auto row = database_.statement(sql(select_person, "WHERE ticket_code = ? AND code_kind = 'prefix'"));
        row.with(scanned.substr(0, length));
        if (!row.step()) continue;
        if (found) return std::nullopt;
        found = person_of(row);
    }
    return found;
}

std::vector<Registration> Roster::with_code_as_link(std::string_view comparable) const {
    // A table scan, as above: only links that match nothing else get here.
    auto row = database_.statement(sql(select_person, "WHERE ticket_code LIKE 'http%://%' OR ticket_code LIKE 'www.%'"));
    std::vector<Registration> found;
    while (found.size() < 2 && row.step())
        if (comparable_link(row.text(1)) == comparable) found.push_back(person_of(row));
    return found;
}

std::optional<Registration> Roster::with_id(const RegistrationId& id) const {
    auto row = database_.statement(sql(select_person, "WHERE id = ?"));
    row.with_kept(id.value);
    return row.step() ? std::optional(person_of(row)) : std::nullopt;
}

std::vector<Registration> Roster::with_name(std::string_view given, std::string_view family, std::size_t limit) const {
    // Reads every name: the key above knows no typos, and 10,000 names take about ten milliseconds.
    const NameQuery typed(given, family);
    auto row = database_.statement(
        "SELECT id, given, family, door_given, door_family FROM registrations WHERE coalesce(door_protected, protected) = 0 "
        "AND status <> 'withdrawn'");
    std::vector<std::string> exact, almost;
    while (row.step()) {
        auto fit = typed.fit(row.text(1), row.text(2));
        if (fit != NameFit::exact && row.text(3) + row.text(4) != "") fit = std::max(fit, typed.fit(row.text(3), row.text(4)));
        if (fit != NameFit::none) (fit == NameFit::exact ? exact : almost).push_back(row.text(0));
        if (exact.size() >= limit) break;
    }
    std::vector<Registration> found;
    for (const auto& id : exact.empty() ? almost : exact)
        if (auto who = with_id({id}); who && found.size() < limit) found.push_back(std::move(*who));
    return found;
}

std::vector<Registration> Roster::all(bool as_exported) const {
    auto row = database_.statement(sql(as_exported ? select_exported : select_person, "ORDER BY id"));
    std::vector<Registration> everybody;
    while (row.step()) everybody.push_back(person_of(row));
    return everybody;
}

void Roster::each_exported(std::string_view file, std::span<const std::string> others,
                           const std::function<void(KnownPerson)>& visit) const {
    auto row = database_.statement(sql(select_exported, "ORDER BY id"));
    while (row.step()) {
        const auto source = row.text(17);
        const bool is_other = std::find(others.begin(), others.end(), source) != others.end();
        visit({person_of(row), source == file ? Origin::this_file : is_other ? Origin::other_file : Origin::elsewhere});
    }
}

std::int64_t Roster::expected() const {
    auto row = database_.statement("SELECT count(*) FROM registrations WHERE status = 'registered' AND walk_in = 0");
    return row.step() ? row.number(0) : 0;
}

bool Roster::has_codes() const {
    auto row = database_.statement(
        "SELECT count(*) = 0 OR sum(code_kind <> 'issued' AND ticket_code IS NOT NULL) > 0 FROM registrations WHERE walk_in = 0 "
        "AND status <> 'withdrawn'");
    return !row.step() || row.number(0) != 0;
}

bool Roster::is_foreign(std::string_view ticket_code) const {
    auto row = database_.statement("SELECT 1 FROM foreign_codes WHERE code_hash = ?");
    row.with(sha256_hex(ticket_code));
    return row.step();
}

void Roster::add(const Registration& person, const Source& source) {
    auto row = database_.statement(
        "INSERT INTO registrations (ticket_code, given, family, folded_name, export_key, organisation, title, category, "
        "language, status, note, "
        "protected, alias, flagged, walk_in, code_kind, email_hash, source, source_line, id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    run_with(row, person, source);
}

void Roster::change(const Registration& person, const Source& source) {
    auto row = database_.statement(
        "UPDATE registrations SET ticket_code = ?, given = ?, family = ?, folded_name = ?, export_key = ?, organisation = ?, "
        "title = ?, "
        "category = ?, language = ?, status = ?, note = ?, protected = ?, alias = ?, flagged = ?, walk_in = ?, code_kind = ?, "
        "email_hash = ?, "
        "source = coalesce(nullif(?, ''), source), source_line = coalesce(nullif(?, 0), source_line) WHERE id = ?");
    run_with(row, person, source);
}

void Roster::withdraw(const RegistrationId& id) {
    auto row = database_.statement("UPDATE registrations SET status = 'withdrawn' WHERE id = ?");
    row.with(id.value).run();
}

void Roster::correct_name(const RegistrationId& id, std::string_view given, std::string_view family) {
    auto row = database_.statement("UPDATE registrations SET door_given = ?, door_family = ? WHERE id = ?");
    row.with(given).with(family).with(id.value).run();
    database_.written().people.insert(id.value);
}

void Roster::correct_organisation(const RegistrationId& id, std::string_view organisation, std::string_view category) {
    auto row = database_.statement("UPDATE registrations SET door_organisation = ?, door_category = ? WHERE id = ?");
    row.with(organisation).with(category).with(id.value).run();
    database_.written().people.insert(id.value);
}

std::vector<CorrectedName> Roster::corrected_names() const {
    auto row = database_.statement("SELECT id, door_given, door_family FROM registrations WHERE door_given IS NOT NULL");
    std::vector<CorrectedName> all;
    while (row.step()) {
        Registration spelled;
        spelled.given = row.text(1);
        spelled.family = row.text(2);
        all.push_back({{row.text(0)}, display_name(spelled)});
    }
    return all;
}

std::string Roster::email_key() const {
    auto row = database_.statement("SELECT key FROM email_key");
    return row.step() ? row.text(0) : std::string{};
}

void Roster::set_email_key(std::string_view key) {
    auto row = database_.statement("UPDATE email_key SET key = ?");
    row.with(key).run();
}

void Roster::protect(const RegistrationId& id, bool is_protected, std::string_view alias) {
    auto row = database_.statement("UPDATE registrations SET door_protected = ?, alias = ? WHERE id = ?");
    row.with(std::int64_t{is_protected}).with(alias).with(id.value).run();
    database_.written().people.insert(id.value);
}

int Roster::last_alias_number(int from, int to) const {
    auto row = database_.statement("SELECT alias FROM registrations WHERE alias <> ''");
    int last = 0;
    while (row.step())
        if (const int number = alias_number(row.text(0)); number >= from && number <= to) last = std::max(last, number);
    return last;
}

std::int64_t Roster::version() const {
    auto row = database_.statement("SELECT number FROM roster_version");
    return row.step() ? row.number(0) : 0;
}

void Roster::count_up() { database_.statement("UPDATE roster_version SET number = number + 1").run(); }

void Roster::add_foreign(std::string_view ticket_code) {
    auto row = database_.statement("INSERT OR IGNORE INTO foreign_codes VALUES (?)");
    row.with(sha256_hex(ticket_code)).run();
}

void Roster::drop_indexes() { database_.execute(std::string(drop_roster_indexes())); }
void Roster::make_indexes() { database_.execute(std::string(make_roster_indexes())); }

}  // namespace entre
