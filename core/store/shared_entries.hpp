// What this kiosk tells the others at the same door: entries of the journal (core/store/journal.hpp), numbered 1, 2, 3 … without
// a gap, and how far the entries of every other kiosk have been read. Empty while the seminar has one kiosk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.hpp"
#include "core/store/database.hpp"

namespace entre {

/// This kiosk, as the others know it.
struct OwnKiosk {
    std::string id;                 ///< a UUID; a copy of the folder gets a new one
    std::string name;               ///< "Kiosk 2", different from every other kiosk's
    std::string place;              ///< the computer and the file of the database when the id was made
    std::int64_t list_version = 0;  ///< of the list of registrations that this database has; 0: none yet
};

/// Another kiosk, and the number of its last entry that was read here.
struct KnownKiosk {
    std::string id, name;
    std::int64_t known = 0;
};

/// An entry as it is told to the others: the number, and JSON.
struct NumberedEntry {
    std::int64_t number = 0;
    std::string json;
};

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class SharedEntries {
public:
    explicit SharedEntries(Database& database) : database_(database) {}

    /// nullopt while the seminar is not shared.
    [[nodiscard]] std::optional<OwnKiosk> own() const;
    /// From now on, every transaction adds its entry; what happened before becomes entries too.
    void start(const OwnKiosk& own);
    /// The same kiosk under a new id, because another computer may use the old one: everything is told once more, and the entries
    /// of the old id are read like those of another kiosk. Staff decide about badges that were waiting: the other may print them.
    void start_anew(const std::string& new_id, const std::string& name, const std::string& place);
    void rename(std::string_view name);

    /// Adds entries with all registrations, as the first version of the list.
    void add_first_list();
    /// For a list of this kiosk's own that the others never got, while they took another one under the same number: what follows
    /// entry `told` adds people, but does not count as a list; the others' is read instead.
    void give_up_list(std::int64_t told, std::int64_t their_version);
    /// The engine has counted the list that was imported here.
    void note_list_taken();
    /// Adds entries for an import: the registrations that it changed, as they are now, as the next version of the list.
    void add_list(const std::vector<RegistrationId>& changed);
    [[nodiscard]] std::int64_t last_number() const;
    /// The entries above `number`, at most `most`, in order.
    [[nodiscard]] std::vector<NumberedEntry> above(std::int64_t number, std::size_t most) const;

    [[nodiscard]] std::vector<KnownKiosk> known() const;
    /// Sets the name of another kiosk; adds it if it is not known yet.
    void note_name(std::string_view kiosk, std::string_view name);

private:
    Database& database_;
};

}  // namespace entre
