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

/// Where a registration stood in an export.
struct Source {
    std::string file;
    std::int64_t line = 0;
};

/// Somebody whose name was mended at the door.
struct CorrectedName {
    RegistrationId id;
    std::string name;
};

/// The key people are found by when they type their name: both names folded.
std::string folded_name(std::string_view given, std::string_view family);

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class Roster {
public:
    explicit Roster(Database& database) : database_(database) {}

    [[nodiscard]] std::optional<Registration> with_code(std::string_view ticket_code) const;
    /// The one whose code differs only by letter case, dashes in a uuid or leading zeros; nothing when several do.
    [[nodiscard]] std::optional<Registration> with_code_alike(std::string_view ticket_code) const;
    /// The one whose code of kind `prefix` begins `scanned`; nothing when several do.
    [[nodiscard]] std::optional<Registration> with_code_beginning(std::string_view scanned) const;
    [[nodiscard]] std::optional<Registration> with_id(const RegistrationId& id) const;
    /// People who may be found by name and are not withdrawn: at most `most`, in no order.
    [[nodiscard]] std::vector<Registration> with_name(std::string_view given, std::string_view family, std::size_t limit) const;
    /// Calls `visit` with every registration as exported, in the order of their ids. Its origin is `file`, one of the files `others`, or
    /// elsewhere. `visit` must not use the database.
    void each_exported(std::string_view file, std::span<const std::string> others, const std::function<void(KnownPerson)>& visit) const;
    /// Everybody, as exported: without spellings mended at the door when `as_exported`.
    [[nodiscard]] std::vector<Registration> all(bool as_exported) const;
    /// People who are expected: registered, not withdrawn.
    [[nodiscard]] std::int64_t expected() const;
    [[nodiscard]] bool is_foreign(std::string_view ticket_code) const;

    void add(const Registration& person, const Source& source);
    /// Overwrites everything that the export knows of `person.id`; a name corrected at the door stays.
    void change(const Registration& person, const Source& source);
    void withdraw(const RegistrationId& id);
    /// A spelling mended at the door.
    void correct_name(const RegistrationId& id, std::string_view given, std::string_view family);
    [[nodiscard]] std::vector<CorrectedName> corrected_names() const;
    /// For hashes of e-mail addresses: this seminar's own.
    [[nodiscard]] std::string email_key() const;
    /// Staff's word on a protected identity, with the alias the person has from now on.
    void protect(const RegistrationId& id, bool is_protected, std::string_view alias);
    /// The highest number that an alias holds; 0 when nobody has one.
    [[nodiscard]] int last_alias_number() const;

    /// Tells readers whether the roster is still the one they read.
    [[nodiscard]] std::int64_t version() const;
    /// To be called in every transaction that changes a registration.
    void count_up();
    /// A code of another seminar in the same export: only its hash is kept.
    void add_foreign(std::string_view ticket_code);

    void drop_indexes();
    void make_indexes();

private:
    Database& database_;
};

}  // namespace entre
