// Searches bytes for names and ticket codes, however they are spelled: case, accents, line breaks and repeated spaces are
// ignored.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/registration/registration.hpp"

namespace entre {

/// `text` (UTF-8) as it is compared: folded letters and digits, one space for any other characters between them.
std::string searchable(std::string_view text);

/// Adds how `person` is written in exports, databases (adjacent fields), badges and letters, and the ticket code; all searchable.
void add_marks(std::set<std::string>& marks, const Registration& person);

/// The marks, grouped by their first bytes, so that a text is read once whatever their number.
class MarkIndex {
public:
    /// Marks of fewer than four bytes are left out: they would be found everywhere.
    explicit MarkIndex(const std::vector<std::string>& marks);

    /// Whether a mark begins at `at`. Short marks must stand alone there, as words.
    [[nodiscard]] bool is_at(std::string_view text, std::size_t at) const;
    [[nodiscard]] std::size_t max_length() const { return max_length_; }

private:
    std::unordered_map<std::uint32_t, std::vector<std::string>> by_beginning_;
    std::size_t max_length_ = 0;
};

/// Markup is UTF-8 without its tags, and with its character references (&#229; and \\u00e5) replaced.
enum class MarkEncoding { utf_8, windows_1252, utf_16_le, utf_16_be, markup };

/// Converts bytes of one encoding to searchable text, piece by piece. Bytes that are no text become a gap, across which no mark
/// is found.
class SearchableText {
public:
    explicit SearchableText(MarkEncoding encoding) : encoding_(encoding) {}

    void take(std::string_view bytes);
    [[nodiscard]] const std::string& text() const { return text_; }
    void drop(std::size_t bytes) { text_.erase(0, bytes); }

private:
    void take_byte(unsigned char byte);
    void take_utf_8(unsigned char byte);
    void take_utf_16(unsigned char byte);
    void take_markup(char byte);
    void end_reference(char byte);
    void add(char32_t code_point);
    void add_separator(char separator);

    MarkEncoding encoding_;
    std::string text_;
    char32_t code_point_ = 0;  // of the UTF-8 character that has begun
    int missing_ = 0;          // its missing bytes
    bool has_half_ = false;
    unsigned char half_ = 0;  // the first byte of a UTF-16 unit
    bool is_in_tag_ = false;
    std::string reference_;  // the beginning of a character reference
    std::unordered_map<char32_t, std::string> folded_;
};

/// Searches one text in every encoding. Taken in pieces of any size; memory is bounded.
class MarkSearch {
public:
    explicit MarkSearch(const MarkIndex& index);

    void take(std::string_view bytes);
    /// The number of marks found in the encoding with the most. Call once, after the last piece.
    std::size_t finish();

private:
    struct Search {
        SearchableText text;
        std::size_t scanned = 0, places = 0;
    };
    void scan(Search& search, bool is_last) const;

    const MarkIndex* index_;
    std::vector<Search> searches_;
};

}  // namespace entre
