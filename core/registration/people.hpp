// Many people of an export in little memory: a list of a million is to be read on a small machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/registration/registration.hpp"

namespace entre {

struct ExportedPerson {
    Registration registration;  ///< without id and alias; without code where Entré is to issue one
    std::int64_t line = 0;
    bool speaks_of_protection = true;  ///< the export has a column that marks protected identities
    std::string email{};               ///< in small letters; for matching only, and never kept
};

/// Which file somebody last came from.
enum class Origin : unsigned char {
    elsewhere,   ///< written in at the door, or of a file that seminar.toml does not name any more
    this_file,   ///< withdrawn when they are missing now
    other_file,  ///< found by their code only
};

/// Somebody in People, looked at where they lie. Good as long as any People that came from the same list. A zero byte follows
/// each text.
struct PersonView {
    std::string_view id, ticket_code, export_key, given, family, organisation, title, category, language, note, alias, email_hash,
        email;
    RegistrationStatus status = RegistrationStatus::registered;
    CodeKind code_kind = CodeKind::exported;
    bool is_protected = false, is_flagged = false, is_walk_in = false, speaks_of_protection = true;
    std::int64_t line = 0;
};

/// The same of somebody who lies elsewhere.
PersonView view_of(const Registration& who);
/// A copy that needs nothing else.
Registration registration_of(const PersonView& who);
/// Like a vector of ExportedPerson that gives out copies. People are packed one after another into memory that copies of the list
/// share; somebody who is changed is packed anew. One thread at a time for all lists that share.
class People {
public:
    People();
    People(std::initializer_list<ExportedPerson> some);
    People(const std::vector<ExportedPerson>& some);  // NOLINT: a list of people, however it is kept
    People(const std::vector<Registration>& some);    // NOLINT: the same

    void push_back(const ExportedPerson& person);
    void push_back(const PersonView& person);
    /// Somebody of `other` as they are; `other` is this list, a copy, or was made by `beside` it.
    void push_back_from(const People& other, std::size_t i) { rows_.push_back(other.rows_[i]); }
    void replace(std::size_t i, const ExportedPerson& person);
    /// At most 36 characters. Seen by all lists that share the person.
    void set_id(std::size_t i, std::string_view id);
    /// For somebody who came without a code; at most 31 characters. Seen by all lists that share the person.
    void set_code(std::size_t i, std::string_view code);
    /// An empty list that shares this one's memory.
    [[nodiscard]] People beside() const;
    void reserve(std::size_t people) { rows_.reserve(people); }

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] PersonView view(std::size_t i) const;
    /// As of the view, without looking at the rest.
    [[nodiscard]] std::string_view ticket_code(std::size_t i) const;
    [[nodiscard]] std::string_view id(std::size_t i) const;
    [[nodiscard]] bool is_protected(std::size_t i) const;
    /// Whether somebody of `other` is written the same: whatever their ids, lines and e-mails are.
    [[nodiscard]] bool has_same(std::size_t i, const People& other, std::size_t j) const;
    [[nodiscard]] ExportedPerson operator[](std::size_t i) const;
    /// Throws std::out_of_range.
    [[nodiscard]] ExportedPerson at(std::size_t i) const;
    [[nodiscard]] ExportedPerson front() const { return (*this)[0]; }
    [[nodiscard]] ExportedPerson back() const { return (*this)[size() - 1]; }

    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = ExportedPerson;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = ExportedPerson;
        Iterator(const People& people, std::size_t i) : people_(&people), i_(i) {}
        ExportedPerson operator*() const { return (*people_)[i_]; }
        Iterator& operator++() { return ++i_, *this; }
        Iterator operator++(int) { return {*people_, i_++}; }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.i_ == b.i_; }

    private:
        const People* people_;
        std::size_t i_;
    };
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size()}; }

private:
    class Memory;
    std::shared_ptr<Memory> memory_;
    std::vector<char*> rows_;
};

}  // namespace entre
