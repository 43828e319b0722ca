// Finds the rows of one list that are about the same person, and those that only seem to be.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/import/row_to_person.hpp"
#include "core/registration/exported_person.hpp"

namespace entre {

/// Of rows that are one person the one that lets in counts, whatever their order. Rows are one person if they have the same name
/// and the same ticket code, e-mail or organisation, and nothing else in them differs. Indexes refer to `people`, which only
/// grows.
class SamePerson {
public:
    explicit SamePerson(ExportedPeople& people) : people_(people) {}

    enum class Answer { new_person, joined };
    /// `joined`: the row was merged with an earlier person, and is not to be added. Adds the issues. `headings`: of the ticket
    /// code and of the e-mail, for the issues.
    Answer look(PersonInRow& row, const std::string& code_heading, const std::string& email_heading);
    /// After `row` was added as the last of `people`; `email` is the one that it had.
    void added(std::string_view email);
    /// Whether nobody has this code yet; if so, it is taken by the person with this index, in whose registration the text stands.
    bool take_code(std::string_view code, std::size_t index) { return codes_.emplace(code, index).second; }

private:
    void join(std::size_t index, PersonInRow& row);
    [[nodiscard]] std::string name_key(const Registration& who) const;

    ExportedPeople& people_;
    std::unordered_map<std::string_view, std::size_t> codes_;  // refer to the codes in `people`
    std::unordered_multimap<std::string, std::size_t> emails_;
    std::unordered_map<std::string, std::size_t> names_;  // of people with neither code nor e-mail: name and organisation
    std::string email_;                                   // of the row that was looked at last
};

}  // namespace entre
