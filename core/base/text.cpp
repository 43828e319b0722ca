#include "core/base/text.hpp"

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

namespace entre {

namespace {

constexpr UChar32 zero_width_joiner = 0x200d;
constexpr std::size_t max_grapheme_units = 16;  // UTF-16 units on average; a family of four with skin tones has 19
constexpr int max_marks_per_base = 3;           // Unicode's Stream-Safe Text Format allows 30, which does not fit on a badge

bool is_plain_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

/// The end of ASCII, Latin-1 and Latin Extended-A, which cover nearly every name in a Swedish list. None of these characters
/// changes in NFC or combines with its neighbour.
constexpr UChar32 latin_end = 0x180;

/// True when `text` consists of printable ASCII and of characters from À to ſ (including × and ÷). `may_have_gaps` allows
/// consecutive spaces.
bool is_plain_latin(std::string_view text, bool may_have_gaps) {
    unsigned char before = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (!may_have_gaps && byte == ' ' && before == ' ') return false;
        before = byte;
        if (byte >= 0x20 && byte < 0x7f) continue;
        if (byte < 0xc3 || byte > 0xc5 || i + 1 == text.size()) return false;
        if ((static_cast<unsigned char>(text[++i]) & 0xc0U) != 0x80U) return false;
    }
    return true;
}

bool is_mark(UChar32 c) {
    const auto mask = U_GET_GC_MASK(c);
    return (mask & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

/// Zero-width joiners and non-joiners shape Persian and Indic names and emoji; all other invisible characters are dropped.
bool is_kept_joiner(UChar32 c) { return c == zero_width_joiner || c == 0x200c; }

/// Pictures, flags and their variants. Signs such as ©, ™ and arrows in the text of an organisation are none.
bool is_emoji(UChar32 c) {
    constexpr UChar32 first_picture = 0x2600, picture_selector = 0xfe0f;
    if (c == picture_selector || u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER)) return true;
    return c >= first_picture &&
           (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR));
}

bool is_dropped(UChar32 c) {
    const auto mask = U_GET_GC_MASK(c);
    if (is_kept_joiner(c)) return false;
    if (is_emoji(c)) return true;
    // Fillers count as letters but are invisible: a name of only fillers would give a blank badge.
    if (c == 0x2800 || ((mask & U_GC_L_MASK) != 0 && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))) return true;
    return (mask & (U_GC_CF_MASK | U_GC_CO_MASK | U_GC_CN_MASK | U_GC_CS_MASK)) != 0;
}

bool is_space(UChar32 c) { return u_isUWhiteSpace(c) || (U_GET_GC_MASK(c) & U_GC_CC_MASK) != 0; }

icu::UnicodeString decode(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string encode(const icu::UnicodeString& text) {
    std::string out;
    return text.toUTF8String(out);
}

icu::UnicodeString normalized(const icu::UnicodeString& text, bool compatible_and_decomposed) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form =
        compatible_and_decomposed ? icu::Normalizer2::getNFKDInstance(status) : icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) || form == nullptr) return text;
    icu::UnicodeString out = form->normalize(text, status);
    return U_FAILURE(status) ? text : out;
}

/// Collapses and trims white space, drops hidden characters and limits combining marks.
icu::UnicodeString without_hidden(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    bool has_space_waiting = false;
    int marks = 0;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (is_space(c)) {
            has_space_waiting = !out.isEmpty();
            continue;
        }
        if (is_dropped(c)) continue;
        if (is_mark(c)) {
            if (out.isEmpty() || has_space_waiting || ++marks > max_marks_per_base) continue;
        } else if (!is_kept_joiner(c)) {
            marks = 0;  // a joiner between marks is not a new base
        }
        if (is_kept_joiner(c) && (out.isEmpty() || has_space_waiting)) continue;
        if (has_space_waiting) out.append(static_cast<UChar>(' '));
        has_space_waiting = false;
        out.append(c);
    }
    while (!out.isEmpty() && is_kept_joiner(out.char32At(out.length() - 1))) out.truncate(out.length() - 1);
    return out;
}

/// Letters without a decomposition, as people type them on other keyboards.
std::string_view plain_letter(UChar32 c) {
    switch (c) {
        case 0xf8:
            return "o";  // ø
        case 0x142:
            return "l";  // ł
        case 0x111:
            return "d";  // đ
        case 0xf0:
            return "d";  // ð
        case 0xfe:
            return "th";  // þ
        case 0xe6:
            return "ae";  // æ
        case 0x153:
            return "oe";  // œ
        case 0x131:
            return "i";  // ı
        case 0x127:
            return "h";  // ħ
        case 0x167:
            return "t";  // ŧ
        case 0x14b:
            return "n";  // ŋ
        case 0x138:
            return "k";  // ĸ
        case 0x268:
            return "i";  // ɨ
        default:
            return {};
    }
}

std::unique_ptr<icu::BreakIterator> grapheme_breaks(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> breaks(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) return nullptr;
    breaks->setText(text);
    return breaks;
}

icu::UnicodeString first_graphemes(const icu::UnicodeString& text, std::size_t limit) {
    if (static_cast<std::size_t>(text.length()) <= limit) return text;
    // A chain of joined emoji or jamo is one grapheme, however long it is.
    const auto max_length = static_cast<int32_t>(std::min<std::size_t>(limit * max_grapheme_units, 100'000));
    if (text.length() > max_length) return first_graphemes(icu::UnicodeString(text, 0, text.getChar32Start(max_length)), limit);
    const auto breaks = grapheme_breaks(text);
    if (!breaks) return text;
    int32_t end = 0;
    for (std::size_t i = 0; i < limit; ++i) {
        end = breaks->next();
        if (end == icu::BreakIterator::DONE) return text;
    }
    return icu::UnicodeString(text, 0, end);
}

std::u32string code_points(std::string_view text) {
    const icu::UnicodeString decoded = decode(text);
    std::u32string out;
    for (int32_t i = 0; i < decoded.length(); i = decoded.moveIndex32(i, 1))
        out.push_back(static_cast<char32_t>(decoded.char32At(i)));
    return out;
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::string fold_any(std::string_view text) {
    icu::UnicodeString folded = decode(text);
    folded.findAndReplace(icu::UnicodeString(UChar32{0xb4}),
                          icu::UnicodeString());  // typed instead of an apostrophe; NFKD would turn it into a space
    folded.foldCase();                            // also ß to ss
    folded = normalized(folded, true);
    icu::UnicodeString kept;
    for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 c = folded.char32At(i);
        if (const auto plain = plain_letter(c); !plain.empty()) {
            kept.append(decode(plain));
        } else if (u_isUWhiteSpace(c)) {
            kept.append(static_cast<UChar>(' '));
        } else if (u_isalnum(c)) {
            kept.append(c);
        }  // marks, hyphens, apostrophes and full stops do not distinguish people
    }
    return encode(kept);
}

/// The result of fold_any for each character before latin_end: a list of 100,000 names needs little else.
const std::array<std::string, latin_end>& folded_latin() {
    static const auto table = [] {
        std::array<std::string, latin_end> out;
        for (UChar32 c = 0x20; c < latin_end; ++c) out[static_cast<std::size_t>(c)] = fold_any(encode(icu::UnicodeString(c)));
        return out;
    }();
    return table;
}

}  // namespace

bool has_emoji(std::string_view text) {
    if (is_plain_latin(text, false)) return false;
    const auto units = decode(text);
    for (int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1))
        if (is_emoji(units.char32At(i))) return true;
    return false;
}

std::string clean_text(std::string_view text, std::size_t max_graphemes) {
    if (text.size() <= max_graphemes && is_plain_latin(text, false)) return std::string(trim(text));
    icu::UnicodeString clean = without_hidden(normalized(decode(text), false));
    clean = first_graphemes(normalized(clean, false), max_graphemes);
    clean.trim();
    return encode(clean);
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    if (is_plain_ascii(text)) {
        for (const char c : text) {
            const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            if (lower == ' ' || (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) out.push_back(lower);
        }
        return out;
    }
    if (!is_plain_latin(text, true)) return fold_any(text);
    const auto& table = folded_latin();
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t c = static_cast<unsigned char>(text[i]);
        if (c >= 0x80) c = (c & 0x1fU) << 6U | (static_cast<unsigned char>(text[++i]) & 0x3fU);
        out += table[c];
    }
    return out;
}

std::string sort_key(std::string_view text) {
    // A collator is expensive to open and not safe to share between threads.
    thread_local const std::unique_ptr<icu::Collator> swedish = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("sv", "SE"), status));
        return U_FAILURE(status) ? nullptr : std::move(made);
    }();
    if (!swedish) return fold(text);
    const icu::UnicodeString decoded = decode(text);
    std::string key(static_cast<std::size_t>(decoded.length()) * 4 + 16, '\0');
    const auto bytes = [&] { return reinterpret_cast<std::uint8_t*>(key.data()); };
    auto length = swedish->getSortKey(decoded, bytes(), static_cast<int32_t>(key.size()));
    if (length > static_cast<int32_t>(key.size())) {
        key.resize(static_cast<std::size_t>(length));
        length = swedish->getSortKey(decoded, bytes(), length);
    }
    key.resize(static_cast<std::size_t>(std::max(length, 1)) - 1);  // without the terminating zero
    return key;
}

std::size_t letter_count(std::string_view text) {
    const icu::UnicodeString decoded = decode(text);
    std::size_t count = 0;
    for (int32_t i = 0; i < decoded.length(); i = decoded.moveIndex32(i, 1)) count += u_isalpha(decoded.char32At(i)) ? 1U : 0U;
    return count;
}

bool is_respelling(std::string_view from, std::string_view to) {
    const std::string before = fold(from), after = fold(to);
    if (before.empty() || after.empty()) return from == to;
    if (before == after) return true;
    const std::u32string letters = code_points(before);
    const std::size_t limit = letters.size() <= 4 ? letters.size() / 4 : std::max<std::size_t>(2, letters.size() / 4);
    return edit_distance(letters, code_points(after)) <= limit;
}

bool is_valid_utf8(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto length = static_cast<std::int64_t>(bytes.size());
    for (std::int64_t i = 0; i < length;) {
        if (data[i] < 0x80) {
            // Eight bytes at a time: most of a list is ASCII.
            std::uint64_t eight = 0;
            while (length - i >= 8 && (std::memcpy(&eight, data + i, 8), (eight & 0x8080808080808080U) == 0)) i += 8;
            if (i < length && data[i] < 0x80) ++i;
            continue;
        }
        UChar32 c = 0;
        U8_NEXT(data, i, length, c);
        if (c < 0) return false;
    }
    return true;
}

std::string from_windows_1252(std::string_view bytes) {
    // 0x80 to 0x9F from the WHATWG table; the rest is ISO 8859-1.
    static constexpr std::array<std::uint16_t, 32> high = {
        0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
        0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178};
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        const unsigned c = value >= 0x80 && value < 0xa0 ? high[value - 0x80U] : value;
        if (c < 0x80) {
            out.push_back(static_cast<char>(c));
        } else if (c < 0x800) {
            out.push_back(static_cast<char>(0xc0 | (c >> 6)));
            out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
        } else {
            out.push_back(static_cast<char>(0xe0 | (c >> 12)));
            out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3f)));
            out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
        }
    }
    return out;
}

std::string to_utf8(char32_t code_point) {
    std::string out;
    icu::UnicodeString(code_point <= 0x10FFFF ? static_cast<UChar32>(code_point) : UChar32{0xFFFD}).toUTF8String(out);
    return out;
}

std::string to_valid_utf8(std::string_view bytes) {
    if (is_valid_utf8(bytes)) return std::string(bytes);
    return encode(decode(bytes));
}

std::vector<std::string> graphemes(std::string_view text) {
    const icu::UnicodeString decoded = decode(text);
    std::vector<std::string> out;
    const auto breaks = grapheme_breaks(decoded);
    if (!breaks) return out;
    int32_t start = breaks->first();
    for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE; start = end, end = breaks->next())
        out.push_back(encode(icu::UnicodeString(decoded, start, end - start)));
    return out;
}

std::string first_grapheme(std::string_view text) { return encode(first_graphemes(decode(text), 1)); }

std::string_view trim(std::string_view text) {
    // By hand for speed: find_first_not_of would look up each letter in the list of spaces.
    const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string to_lower_ascii(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

std::string alphanumeric_ascii(std::string_view text) {
    std::string out;
    for (const char c : to_lower_ascii(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
    return out;
}

}  // namespace entre
