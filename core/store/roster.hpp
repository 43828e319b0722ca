// The registrations in entre.db.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/registration/exported_person.hpp"
#include "core/registration/registration.hpp"
#include "core/store/database.hpp"

namespace entre {

/// The file and line that a registration was imported from.
struct Source {
    std::string file;
    std::int64_t line = 0;
};

/// A name that was corrected at the door.
struct CorrectedName {
    RegistrationId id;
    std::string name;
};

/// The key for finding the same name again: both names folded.
std::string folded_name(std::string_view given, std::string_view family);

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class Roster {
public:
    explicit Roster(Database& database) : database_(database) {}

    [[nodiscard]] std::optional<Registration> with_code(std::string_view ticket_code) const;
    /// The person whose code differs only by letter case, dashes in a UUID or leading zeros; nullopt if there are several.
    [[nodiscard]] std::optional<Registration> with_code_alike(std::string_view ticket_code) const;
    /// The person with a code of kind `prefix` that `scanned` starts with; nullopt if there are several.
    [[nodiscard]] std::optional<Registration> with_code_beginning(std::string_view scanned) const;
    /// People whose code is a link that `comparable_link` makes equal to `comparable`: at most two, enough to see that it is not
    /// one.
    [[nodiscard]] std::vector<Registration> with_code_as_link(std::string_view comparable) const;
    [[nodiscard]] std::optional<Registration> with_id(const RegistrationId& id) const;
    /// People whom the typed name fits (see NameQuery), if any exactly, otherwise with one typo; at most `limit`, in no
    /// particular order. Protected and withdrawn people are never among them.
    [[nodiscard]] std::vector<Registration> with_name(std::string_view given, std::string_view family, std::size_t limit) const;
    /// Calls `visit` with every registration as exported, in the order of their ids. Its origin is `file`, one of the files
    /// `others`, or elsewhere. `visit` must not use the database.
    void each_exported(std::string_view file, std::span<const std::string> others,
                       const std::function<void(KnownPerson)>& visit) const;
    /// Everybody; without corrections made at the door if `as_exported`.
    [[nodiscard]] std::vector<Registration> all(bool as_exported) const;
    /// The number of people expected: registered and not withdrawn.
    [[nodiscard]] std::int64_t expected() const;
    /// Whether any registration came with a code; true for an empty roster.
    [[nodiscard]] bool has_codes() const;
    [[nodiscard]] bool is_foreign(std::string_view ticket_code) const;

    void add(const Registration& person, const Source& source);
    /// Overwrites everything that the export knows of `person.id`; what was corrected at the door stays, and an empty `source`
    /// leaves the source as it is.
    void change(const Registration& person, const Source& source);
    void withdraw(const RegistrationId& id);
    /// Stores a name as corrected at the door.
    void correct_name(const RegistrationId& id, std::string_view given, std::string_view family);
    /// Stores organisation and sector as corrected at the door.
    void correct_organisation(const RegistrationId& id, std::string_view organisation, std::string_view category);
    [[nodiscard]] std::vector<CorrectedName> corrected_names() const;
    /// This seminar's key for hashes of e-mail addresses.
    [[nodiscard]] std::string email_key() const;
    /// The key of the kiosks that share this seminar; before anything is imported.
    void set_email_key(std::string_view key);
    /// Sets or removes protection as decided by staff, with the alias to be shown from now on.
    void protect(const RegistrationId& id, bool is_protected, std::string_view alias);
    /// The highest number in an alias, of those from `from` to `to`; 0 if nobody has one.
    [[nodiscard]] int last_alias_number(int from = 0, int to = 1'000'000) const;

    /// Changes whenever the roster changes, so that readers can tell whether their copy is up to date.
    [[nodiscard]] std::int64_t version() const;
    /// Increments the version. To be called in every transaction that changes a registration.
    void count_up();
    /// Remembers a ticket code of another seminar in the same export. Only its hash is stored.
    void add_foreign(std::string_view ticket_code);

    void drop_indexes();
    void make_indexes();

private:
    Database& database_;
};

}  // namespace entre
