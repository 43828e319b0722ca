// What bytes of a text file say, whatever they were written in.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// Tells what a text is written in, from its bytes: UTF-16 and UTF-8 by their marks, UTF-8 where every byte fits; else Mac Roman
/// where the letters between letters are its own, and Windows-1252, of which ISO 8859-1 is a part. Never guesses a text that says
/// by its mark what it is.
class EncodingGuess {
public:
    /// The pieces of the text in their order. The first holds the mark, if there is one.
    void look(std::string_view piece);
    /// After the last piece: "UTF-8", "UTF-8 with mark", "UTF-16", "Windows-1252" or "Mac Roman"; "" when it is no text.
    [[nodiscard]] std::string_view encoding() const;

private:
    void look_for_utf8(std::string_view piece);
    void weigh(std::string_view piece);
    /// What the byte `letter` says for Mac Roman; negative for Windows-1252.
    static long weight_of(char before, char letter, char after);

    bool has_begun_ = false, has_mark_ = false, is_utf16_ = false, has_zero_ = false, is_utf8_ = true;
    std::string half_;                     // a character whose rest is in the next piece
    char before_last_ = ' ', last_ = ' ';  // a letter is weighed when the one after it is known
    long mac_ = 0;
};

/// Bytes of one of those encodings as UTF-8, piece by piece.
class TextDecoder {
public:
    explicit TextDecoder(std::string_view encoding);
    ~TextDecoder();
    TextDecoder(const TextDecoder&) = delete;
    TextDecoder& operator=(const TextDecoder&) = delete;

    /// What `piece` says, without a byte order mark; good until the next call, and as long as `piece`. A character may be parted
    /// between two pieces. Nothing when bytes fit nowhere.
    std::optional<std::string_view> take(std::string_view piece, bool is_last);

private:
    struct Converter;

    std::string encoding_;
    std::unique_ptr<Converter> converter_;
    std::string text_;
    bool has_begun_ = false;
};

}  // namespace entre
