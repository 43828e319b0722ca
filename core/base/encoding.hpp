// Detects the encoding of a text file and converts it to UTF-8.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// Detects a text's encoding from its bytes. A byte order mark decides for UTF-16 or UTF-8; without one, valid UTF-8 is UTF-8.
/// Text of which every second byte is zero is UTF-16 without the mark. Otherwise the bytes next to letters decide between CP850,
/// Mac Roman and Windows-1252, which includes ISO 8859-1.
class EncodingGuess {
public:
    /// Takes the next piece of the text. The first piece must hold the complete byte order mark, if there is one.
    void look(std::string_view piece);
    /// After the last piece: "UTF-8", "UTF-8 with mark", "UTF-16", "UTF-16LE", "UTF-16BE", "Windows-1252", "Mac Roman" or
    /// "CP850"; "" when the bytes are not text.
    [[nodiscard]] std::string_view encoding() const;

private:
    void look_for_utf8(std::string_view piece);
    void count_zeros(std::string_view piece);
    [[nodiscard]] std::string_view unmarked_utf16() const;
    void weigh(std::string_view piece);
    /// The evidence of the byte `letter`: positive for Mac Roman, negative for Windows-1252.
    static long weight_of(char before, char letter, char after);
    void count_letter(char before, char letter, char after);

    bool has_begun_ = false, has_mark_ = false, is_utf16_ = false, has_zero_ = false, is_utf8_ = true;
    std::string half_;                                        // the beginning of a character that continues in the next piece
    char before_last_ = ' ', last_ = ' ';                     // a letter is weighed once the next one is known
    std::size_t begun_ = 0, even_zeros_ = 0, odd_zeros_ = 0;  // of the first bytes
    long mac_ = 0;
    long dos_letters_ = 0, mac_letters_ = 0, windows_letters_ = 0;  // åäö as each encoding writes them, inside words
};

/// Converts one of these encodings to UTF-8, piece by piece.
class TextDecoder {
public:
    explicit TextDecoder(std::string_view encoding);
    ~TextDecoder();
    TextDecoder(const TextDecoder&) = delete;
    TextDecoder& operator=(const TextDecoder&) = delete;

    /// The text of `piece`, without a byte order mark; valid until the next call, and only while `piece` is. A character may be
    /// split between two pieces. nullopt when the bytes are invalid.
    std::optional<std::string_view> take(std::string_view piece, bool is_last);

private:
    struct Converter;

    std::string encoding_;
    std::unique_ptr<Converter> converter_;
    std::string text_;
    bool has_begun_ = false;
};

}  // namespace entre
