// What bytes of a text file say, whatever they were written in.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// Looks into the bytes where they are UTF-8 already, and so is good as long as those.
struct DecodedText {
    std::string_view as_it_was;
    std::string converted;
    std::string_view encoding;  ///< "UTF-8", "UTF-8 with mark", "UTF-16", "Windows-1252" or "Mac Roman"; "" when it is no text

    /// Valid UTF-8, without byte order mark.
    [[nodiscard]] std::string_view text() const { return converted.empty() ? as_it_was : std::string_view(converted); }
};

/// UTF-16 and UTF-8 by their marks, UTF-8 where every byte fits; else Mac Roman where the letters between letters are its own, and
/// Windows-1252, of which ISO 8859-1 is a part. Never guesses a text that says by its mark what it is: "" then, when it is not.
DecodedText decode_text(std::string_view bytes);

}  // namespace entre
