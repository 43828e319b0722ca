// Names as a speech synthesiser can say them: espeak-ng spells letters that it does not know, one by one.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// The text with every letter that European voices read left as it is; letters of other scripts in Latin ones ("王小明" as
/// "wang xiao ming"), and marks removed that are not part of a European letter ("Nguyễn" as "Nguyên"). Signs and emoji become
/// spaces, apart from punctuation, which makes the pauses. Invalid UTF-8 is left out.
std::string spoken_text(std::string_view text);

}  // namespace entre
