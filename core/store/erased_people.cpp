#include "core/store/erased_people.hpp"

#include <algorithm>

#include "core/base/digest.hpp"
#include "core/store/roster.hpp"

namespace entre {

ErasedPeople::ErasedPeople(Database& database) : database_(database), key_(Roster(database).email_key()) {}

bool ErasedPeople::has_any() const { return database_.statement("SELECT 1 FROM erased_people LIMIT 1").step(); }

/// A name only where there is nothing better: others may have the same one.
std::vector<std::string> ErasedPeople::hashes_of(const Registration& exported) const {
    std::vector<std::string> hashes;
    const auto add = [&](std::string_view what, const std::string& value) {
        if (!value.empty()) hashes.push_back(keyed_hash_hex(key_, std::string(what) + value));
    };
    if (exported.code_kind != CodeKind::issued) add("code ", exported.ticket_code);
    add("key ", exported.export_key);
    add("e-mail ", exported.email_hash);
    if (hashes.empty()) add("name ", folded_name(exported.given, exported.family));
    return hashes;
}

bool ErasedPeople::has(const Registration& exported) const {
    return std::ranges::any_of(hashes_of(exported), [&](const std::string& hash) {
        auto row = database_.statement("SELECT 1 FROM erased_people WHERE key_hash = ?");
        return row.with_kept(hash).step();
    });
}

void ErasedPeople::erase(const Registration& person) {
    for (const auto& hash : hashes_of(person)) {
        auto row = database_.statement("INSERT OR IGNORE INTO erased_people VALUES (?)");
        row.with_kept(hash).run();
    }
    // As a walk-in, because no export has the person any more.
    auto row = database_.statement(
        "UPDATE registrations SET ticket_code = NULL, code_kind = 'exported', export_key = '', given = '', family = '', "
        "folded_name = '', organisation = '', title = '', category = '', language = '', note = '', email_hash = '', source = '', "
        "source_line = 0, flagged = 0, walk_in = 1, protected = 1, alias = ?, door_given = NULL, door_family = NULL, "
        "door_protected = 1, door_organisation = NULL, door_category = NULL WHERE id = ?");
    row.with(erased_name).with_kept(person.id.value).run();
    // The fingerprint of a badge could be guessed back to a name.
    auto badges = database_.statement("DELETE FROM preprinted_badges WHERE registration = ?");
    badges.with_kept(person.id.value).run();
    Roster(database_).count_up();
}

}  // namespace entre
