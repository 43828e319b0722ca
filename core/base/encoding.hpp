// What bytes of a text file say, whatever they were written in.
#pragma once

#include <string>
#include <string_view>

namespace entre {

struct DecodedText {
    std::string text;           ///< valid UTF-8, without byte order mark
    std::string_view encoding;  ///< "UTF-8", "UTF-8 with mark", "UTF-16", "Windows-1252" or "Mac Roman"; "" when it is no text
};

/// UTF-16 and UTF-8 by their marks, UTF-8 where every byte fits; else Mac Roman where the letters between letters are its own, and
/// Windows-1252, of which ISO 8859-1 is a part. Never guesses a text that says by its mark what it is: "" then, when it is not.
DecodedText decode_text(std::string bytes);

}  // namespace entre
