// Words that stand in a column of names and are no names: titles, rooms, deleted accounts, and what is written for nobody.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// "TBA", "N.N.", "Meddelas senare", "Deleted user", "[deleted]", "Test Testsson", "Konferensrum A": nobody's name.
bool is_no_real_name(std::string_view name);
/// "Familjen Ek", "Makarna Al": a name for several people.
bool is_household(std::string_view name);
/// "Resource (Room or Equipment)", "Resurs": what a calendar writes beside a room that was invited.
bool is_word_of_resource(std::string_view cell);

struct NameBehindTitle {
    std::string title;  ///< "Prof. Dr."; empty for forms of address such as "Fru", and if there is none
    std::string name;   ///< the rest
    bool had_title = false;
};
/// Takes "Dr.", "Prof.", "polisinsp." off the beginning of a given name or a whole one. At least one word is left.
NameBehindTitle without_title(std::string_view name);

}  // namespace entre
