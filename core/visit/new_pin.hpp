// Choosing a staff PIN: typed twice. A screen of the visit, and a part of the assistant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entre {

/// How the choice of a staff PIN went so far.
enum class NewPinNote { none, again, differs, too_simple, saving, failed };

/// The seminar has no staff PIN yet: it is chosen here, typed twice, before a door opens that nobody could leave.
struct NewPin {
    std::string digits;
    std::string first;  ///< typed once; empty before
    NewPinNote note = NewPinNote::none;
    std::uint64_t request = 0;  ///< to save it
};

/// The same with one more digit; with the last one erased; with the button tapped: the first time asks for the same again, the
/// second time the note is `saving` if both agree, and `screen.digits` is to be saved.
NewPin with_digit(NewPin screen, std::string_view text);
NewPin without_last_digit(NewPin screen);
NewPin confirmed(NewPin screen);

}  // namespace entre
