#include "core/import/cell_damage.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "core/base/text.hpp"

namespace entre {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
/// "Ä" to "ÿ" apart from "â" and "÷": as good as all letters outside ASCII that a Swedish list has. No wrong encoding begins with
/// them.
bool begins_with_usual_letter(std::string_view text) {
    return text.size() > 1 && text[0] == '\xc3' && static_cast<unsigned char>(text[1]) >= 0x84 && text[1] != '\xa2' &&
           text[1] != '\xb7';
}

/// Signs that no name has, and that wrong encodings put in the place of letters: mathematics, box drawing, a lone accent.
bool is_foreign_sign(std::string_view rest) {
    static constexpr std::array<std::string_view, 28> signs{"³", "£", "¹", "¾", "¼", "¯", "÷", "√", "∂", "≈", "‰", "ˆ", "ƒ", "¬",
                                                            "¶", "†", "‡", "∆", "Ω", "∫", "˙", "˚", "¿", "¥", "¢", "§", "¤", "©"};
    if (rest.size() >= 3 && rest.starts_with("\xe2") && static_cast<unsigned char>(rest[1]) >= 0x94 &&
        static_cast<unsigned char>(rest[1]) <= 0x96)
        return true;  // box drawing and blocks
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return rest.starts_with(sign); });
}

/// "Bj”rn": a mark that stands between words, or a Greek letter, inside a word.
bool is_mark_inside(std::string_view rest) {
    static constexpr std::array<std::string_view, 6> marks{"”", "„", "‚", "™", "σ", "Σ"};
    return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
        return rest.starts_with(mark) && rest.size() > mark.size() && is_lower(rest[mark.size()]);
    });
}

/// "…berg", "Petroviæ", "Ðuriæ": what stands in the place of Ö in Mac Roman, and of ć in Windows-1250.
bool is_out_of_place(std::string_view text, std::size_t i) {
    const auto rest = text.substr(i);
    if (rest.starts_with("…")) return rest.size() > 3 && is_lower(rest[3]);
    if (rest.starts_with("Œ")) return rest.size() > 2 && is_lower(rest[2]);
    const bool is_last = rest.size() == 2 || !is_letter(rest[2]);
    return rest.starts_with("æ") && is_last && i > 1 && text[i - 1] == 'i';
}

/// "HŠgg": a capital that Windows-1252 has where Mac Roman has å, ä and ö, before a small letter inside a word.
bool is_capital_inside(std::string_view rest) {
    static constexpr std::array<std::string_view, 4> capitals{"Š", "Œ", "Ž", "Ÿ"};
    return std::any_of(capitals.begin(), capitals.end(), [&](std::string_view c) {
        return rest.starts_with(c) && rest.size() > c.size() && is_lower(rest[c.size()]);
    });
}

/// ISO 646, the Swedish variant of ASCII: "Bj|rn".
bool is_of_iso646(char sign, char before, char after) {
    const bool is_one = sign == '|' || (sign >= '[' && sign <= ']') || sign == '{' || sign == '}';
    if (!is_one) return false;
    if (sign == '|' || sign == '{' || sign == '}') return is_lower(before) || (is_letter(before) && is_lower(after));
    return is_lower(after) && (before == 0 || before == '-');
}

/// The letter that stands in Swedish texts for a sign of ISO 646.
std::string_view letter_of_iso646(char sign) {
    switch (sign) {
        case '|':
            return "ö";
        case '{':
            return "ä";
        case '}':
            return "å";
        case '\\':
            return "Ö";
        case '[':
            return "Ä";
        default:
            return "Å";
    }
}

/// nullopt if a sign may as well part two words: "Polisen|Tullen", "skola|kommun".
std::optional<std::string> without_iso646(std::string_view text) {
    constexpr std::size_t whole_word = 5;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char before = i > 0 ? text[i - 1] : '\0', after = i + 1 < text.size() ? text[i + 1] : '\0';
        if (!is_of_iso646(text[i], before, after)) {
            out += text[i];
            continue;
        }
        const auto is_not_letter = [](char c) { return !is_letter(c); };
        const auto rest = text.substr(i + 1);
        const auto letters_after = std::find_if(rest.begin(), rest.end(), is_not_letter) - rest.begin();
        const auto begin = text.substr(0, i);
        const auto letters_before = std::find_if(begin.rbegin(), begin.rend(), is_not_letter) - begin.rbegin();
        const bool is_inside_name = is_lower(after) || after == '\0' || after == ' ' || after == '-' || after == text[i];
        if (!is_inside_name || std::min(letters_before, letters_after) >= static_cast<long>(whole_word)) return std::nullopt;
        out += letter_of_iso646(text[i]);
    }
    return out;
}

/// Whether all letters outside ASCII are those of Swedish names, and capitals are where a word begins.
bool is_swedish(std::string_view text) {
    static constexpr std::array<std::string_view, 8> small{"å", "ä", "ö", "é", "è", "ü", "ø", "æ"};
    static constexpr std::array<std::string_view, 8> capital{"Å", "Ä", "Ö", "É", "È", "Ü", "Ø", "Æ"};
    bool is_inside_word = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            is_inside_word = is_letter(text[i]);
            continue;
        }
        const auto letter = text.substr(i, 2);
        if (std::find(small.begin(), small.end(), letter) == small.end() &&
            (is_inside_word || std::find(capital.begin(), capital.end(), letter) == capital.end()))
            return false;
        is_inside_word = true;
        ++i;
    }
    return true;
}

std::string from(const char* encoding, const icu::UnicodeString& text, bool& is_whole) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status), ucnv_close);
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::string bytes(static_cast<std::size_t>(text.length()) * 4 + 8, '\0');
    const auto size = ucnv_fromUChars(converter.get(), bytes.data(), static_cast<int32_t>(bytes.size()), text.getBuffer(),
                                      text.length(), &status);
    is_whole = U_SUCCESS(status);
    bytes.resize(is_whole ? static_cast<std::size_t>(size) : 0);
    return bytes;
}

std::string decoded(const char* encoding, const std::string& bytes) {
    std::string out;
    icu::UnicodeString(bytes.data(), static_cast<int32_t>(bytes.size()), encoding).toUTF8String(out);
    return out;
}

/// Bytes of one encoding that were decoded as another, decoded again: only if the result is Swedish in one way.
std::optional<std::string> redecoded_as_swedish(const icu::UnicodeString& units) {
    static constexpr std::array<std::pair<const char*, const char*>, 5> taken_for{{{"windows-1252", "IBM850"},
                                                                                   {"windows-1252", "macintosh"},
                                                                                   {"IBM850", "windows-1252"},
                                                                                   {"IBM437", "windows-1252"},
                                                                                   {"macintosh", "windows-1252"}}};
    std::optional<std::string> found;
    for (const auto& [seen, meant] : taken_for) {
        bool is_whole = false;
        const auto bytes = from(seen, units, is_whole);
        if (!is_whole) continue;
        auto text = decoded(meant, bytes);
        if (!is_swedish(text) || looks_misdecoded(text)) continue;
        if (found && *found != text) return std::nullopt;
        found = std::move(text);
    }
    return found;
}

/// Named entities of names in the languages of the Nordic countries and their neighbours. HTML has 2,231; the rest are left
/// alone.
std::string_view letter_of_entity(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 56> all{
        {{"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", " "},   {"aring", "å"},
         {"Aring", "Å"},  {"auml", "ä"},   {"Auml", "Ä"},   {"ouml", "ö"},   {"Ouml", "Ö"},   {"uuml", "ü"},   {"Uuml", "Ü"},
         {"oslash", "ø"}, {"Oslash", "Ø"}, {"aelig", "æ"},  {"AElig", "Æ"},  {"szlig", "ß"},  {"eacute", "é"}, {"Eacute", "É"},
         {"egrave", "è"}, {"Egrave", "È"}, {"ecirc", "ê"},  {"euml", "ë"},   {"aacute", "á"}, {"Aacute", "Á"}, {"agrave", "à"},
         {"acirc", "â"},  {"atilde", "ã"}, {"iacute", "í"}, {"Iacute", "Í"}, {"icirc", "î"},  {"iuml", "ï"},   {"oacute", "ó"},
         {"Oacute", "Ó"}, {"ocirc", "ô"},  {"otilde", "õ"}, {"uacute", "ú"}, {"Uacute", "Ú"}, {"ucirc", "û"},  {"ntilde", "ñ"},
         {"Ntilde", "Ñ"}, {"ccedil", "ç"}, {"Ccedil", "Ç"}, {"yacute", "ý"}, {"eth", "ð"},    {"thorn", "þ"},  {"rsquo", "’"},
         {"lsquo", "‘"},  {"rdquo", "”"},  {"ldquo", "“"},  {"ndash", "–"},  {"mdash", "—"},  {"scaron", "š"}, {"shy", ""}}};
    const auto* found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.first == name; });
    return found == all.end() ? std::string_view{} : found->second.empty() ? std::string_view("\xc2\xad") : found->second;
}

/// The character of "#039" or "#xF6"; empty if it is none.
std::string letter_of_number(std::string_view name) {
    const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    std::uint32_t code = 0;
    const auto digits = name.substr(is_hex ? 2 : 1);
    if (digits.empty() || digits.size() > 7) return {};
    for (const char c : digits) {
        const int value = is_digit(c)                      ? c - '0'
                          : is_hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : is_hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                           : -1;
        if (value < 0) return {};
        code = code * (is_hex ? 16U : 10U) + static_cast<std::uint32_t>(value);
    }
    return code < 0x20 || code > 0x10ffff ? std::string{} : to_utf8(static_cast<char32_t>(code));
}

int hex_digit(char c) {
    return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Bytes outside ASCII written as "%C3%B6" or "=C3=B6": at least two that are UTF-8. Advances `i` to the last character.
std::string bytes_in_hex(std::string_view text, std::size_t& i) {
    std::string bytes;
    auto at = i;
    while (at + 2 < text.size() && text[at] == text[i]) {
        const int high = hex_digit(text[at + 1]), low = hex_digit(text[at + 2]);
        if (high < 8 || low < 0) break;
        bytes += static_cast<char>(high * 16 + low);
        at += 3;
    }
    if (bytes.size() < 2 || !is_valid_utf8(bytes)) return {};
    i = at - 1;
    return bytes;
}

/// The length of a tag such as "<b>" or "<br />" at the beginning; 0 if there is none.
std::size_t tag_length(std::string_view text) {
    const auto end = text.find('>');
    if (end == std::string_view::npos || end < 2 || end > 8) return 0;
    const auto name = text.substr(text[1] == '/' ? 2 : 1, end - (text[1] == '/' ? 2 : 1));
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyzBRPIDVSAN /") == std::string_view::npos ? end + 1
                                                                                                                      : 0;
}

std::string decoded_once(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' || text[i] == '=') {
            if (const auto bytes = bytes_in_hex(text, i); !bytes.empty()) {
                out += bytes;
                continue;
            }
        }
        if (text[i] == '<')
            if (const auto length = tag_length(text.substr(i)); length > 0) {
                i += length - 1;
                continue;
            }
        if (text.substr(i).starts_with("\\u") && i + 5 < text.size()) {
            const auto letter = letter_of_number("#x" + std::string(text.substr(i + 2, 4)));
            if (!letter.empty()) {
                out += letter;
                i += 5;
                continue;
            }
        }
        const auto end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
        if (end != std::string_view::npos && end - i > 2 && end - i < 12) {
            const auto name = text.substr(i + 1, end - i - 1);
            const std::string letter = name[0] == '#' ? letter_of_number(name) : std::string(letter_of_entity(name));
            if (!letter.empty()) {
                out += letter;
                i = end;
                continue;
            }
        }
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '\'' || text[i + 1] == '"' || text[i + 1] == '&')) continue;
        out += text[i];
    }
    return out;
}

}  // namespace

std::string_view trim_cell(std::string_view cell) {
    static constexpr std::array<std::string_view, 5> blanks{"\xc2\xa0", "\xe2\x80\x8b", "\xe2\x80\xaf", "\xef\xbb\xbf",
                                                            "\xe2\x80\x8e"};
    for (bool is_done = false; !is_done;) {
        cell = trim(cell);
        is_done = true;
        for (const auto blank : blanks) {
            if (cell.starts_with(blank)) {
                cell.remove_prefix(blank.size());
                is_done = false;
            }
            if (cell.ends_with(blank)) {
                cell.remove_suffix(blank.size());
                is_done = false;
            }
        }
    }
    return cell;
}

bool is_rounded_number(std::string_view text) {
    const auto e = text.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || text.substr(0, e).find_first_not_of("0123456789.,") != std::string_view::npos)
        return false;
    auto exponent = text.substr(e + 1);
    const bool is_signed = exponent.starts_with('+');
    if (is_signed) exponent.remove_prefix(1);
    // Without a sign "12E4567" may well be a code; with a comma or a point it is not.
    if (!is_signed && text.substr(0, e).find_first_of(".,") == std::string_view::npos) return false;
    return !exponent.empty() && exponent.size() <= 3 && std::all_of(exponent.begin(), exponent.end(), is_digit);
}

bool looks_misdecoded(std::string_view text) {
    constexpr std::string_view quote_or_dash = "\xc3\xa2\xe2\x82\xac", replacement = "\xef\xbf\xbd";  // "â€", U+FFFD
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) < 0x80 &&
            is_of_iso646(text[i], i > 0 ? text[i - 1] : '\0', i + 1 < text.size() ? text[i + 1] : '\0'))
            return true;
        if (static_cast<unsigned char>(text[i]) < 0xc2) continue;
        const auto rest = text.substr(i);
        if (is_out_of_place(text, i)) return true;
        if (begins_with_usual_letter(rest)) continue;
        if (is_foreign_sign(rest) || (i > 0 && is_letter(text[i - 1]) && (is_capital_inside(rest) || is_mark_inside(rest))))
            return true;
        if (rest.starts_with(replacement) || rest.starts_with(quote_or_dash)) return true;
        // Names may contain these letters too (João in capitals, Ângela), but a misread letter is followed by characters that
        // names do not have there: U+0080 to U+00BF, or the signs that Windows-1252 has in their place.
        if (!rest.starts_with("\xc3\x83") && !rest.starts_with("\xc3\x82")) continue;
        const auto next = rest.substr(2);
        for (const std::string_view sign : {"\xc2", "\xe2\x80", "\xe2\x82", "\xe2\x84", "\xc5", "\xcb", "\xc6"})
            if (next.starts_with(sign)) return true;
    }
    return false;
}

bool has_lost_letters(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != '?' && text[i] != '_') continue;
        const bool is_inside = i > 0 && is_letter(text[i - 1]) && is_letter(text[i + 1]);
        const bool is_first = (i == 0 || text[i - 1] == ' ') && is_lower(text[i + 1]);
        if (is_inside || is_first) return true;
    }
    // "Petrovi?": in a name, no question.
    return text.size() > 3 && text.ends_with('?') && is_lower(text[text.size() - 2]) && text.find(' ') == std::string_view::npos;
}

namespace {

/// A Finnish personal identity code (henkilötunnus): DDMMYY, a sign for the century, three digits and a check character.
bool is_finnish_identity_code(std::string_view text) {
    constexpr std::string_view centuries = "+-ABCDEFYXWVU", checks = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    if (text.size() != 11 || centuries.find(text[6]) == std::string_view::npos) return false;
    const std::string digits = std::string(text.substr(0, 6)) + std::string(text.substr(7, 3));
    if (!std::all_of(digits.begin(), digits.end(), is_digit)) return false;
    const auto number = static_cast<std::size_t>(std::stoul(digits));
    const auto day = number / 10'000'000, month = number / 100'000 % 100;
    return day >= 1 && day <= 31 && month >= 1 && month <= 12 && text[10] == checks[number % 31];
}

}  // namespace

bool is_personal_number(std::string_view text) {
    if (is_finnish_identity_code(text)) return true;
    std::string digits;
    for (const char c : text) {
        if (is_digit(c))
            digits += c;
        else if ((c != '-' && c != '+' && c != ' ') || digits.empty())
            return false;
    }
    if (digits.size() == 12) {
        if (!digits.starts_with("18") && !digits.starts_with("19") && !digits.starts_with("20")) return false;
        digits.erase(0, 2);
    }
    if (digits.size() != 10) return false;
    const int month = (digits[2] - '0') * 10 + digits[3] - '0', day = (digits[4] - '0') * 10 + digits[5] - '0';
    if (month < 1 || month > 12 || day < 1 || day > 91 || (day > 31 && day < 61))
        return false;  // 60 more for a samordningsnummer
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        const int doubled = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += doubled / 10 + doubled % 10;
    }
    return sum % 10 == 0;
}

bool is_spreadsheet_error(std::string_view text) {
    if (text.size() < 4 || text.size() > 16) return false;
    if (text.starts_with("Err:") && std::all_of(text.begin() + 4, text.end(), is_digit)) return true;
    static constexpr std::array<std::string_view, 24> all{
        "#N/A",       "#NA",          "#REF!",      "#NAME?",        "#VALUE!",  "#DIV/0!", "#NULL!",     "#NUM!",
        "#SPILL!",    "#CALC!",       "#FIELD!",    "#GETTING_DATA", "#SAKNAS!", "#SAKNAS", "#REFERENS!", "#NAMN?",
        "#VÄRDEFEL!", "#DIVISION/0!", "#SKÄRNING!", "#OGILTIGT!",    "#BEZUG!",  "#WERT!",  "#NV",        "#PUUTTUU!"};
    return text[0] == '#' && std::find(all.begin(), all.end(), text) != all.end();
}

bool is_reformatted_code(std::string_view text) {
    const std::string lower = to_lower_ascii(text);
    for (const std::string_view word : {"true", "false", "sant", "falskt", "wahr", "falsch"})
        if (lower == word) return true;
    const auto all_of = [&](std::string_view allowed) { return text.find_first_not_of(allowed) == std::string_view::npos; };
    const auto sign = text.find_first_of(".,:");
    if (sign == std::string_view::npos || sign == 0 || sign + 1 == text.size()) return false;
    if (text[sign] == ':') return all_of("0123456789: APMapm") && text.size() <= 11 && sign <= 2;   // 10:30:00
    return all_of("0123456789.,") && text.find_first_of(".,", sign + 1) == std::string_view::npos;  // 42.5
}

std::optional<std::string> without_escapes_of_the_web(std::string_view text) {
    if (std::none_of(text.begin(), text.end(), [](char c) { return c == '&' || c == '\\' || c == '%' || c == '=' || c == '<'; }))
        return std::nullopt;
    std::string out = decoded_once(text);
    // "&amp;amp;" was encoded twice.
    for (int times = 0; times < 3 && out.find('&') != std::string::npos; ++times) {
        auto again = decoded_once(out);
        if (again == out) break;
        out = std::move(again);
    }
    return out == text ? std::nullopt : std::optional(std::move(out));
}

namespace {

std::optional<std::string> redecoded_as_utf8(std::string_view text) {
    // Two bytes of UTF-8 begin with one that gives a letter or sign outside ASCII in each of these encodings, as the second does.
    static constexpr std::array<std::string_view, 8> leads{"Ã", "Â", "Å", "√", "¬", "├", "┬", "â"};
    const bool has_two = std::any_of(leads.begin(), leads.end(), [&](std::string_view lead) {
        for (auto at = text.find(lead); at != std::string_view::npos; at = text.find(lead, at + 1))
            if (at + lead.size() < text.size() && !is_ascii(text[at + lead.size()])) return true;
        return false;
    });
    if (!has_two) return std::nullopt;
    const auto units = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    for (const char* encoding : {"ISO-8859-1", "windows-1252", "macintosh", "IBM437", "IBM850"}) {
        bool is_whole = false;
        auto bytes = from(encoding, units, is_whole);
        if (is_whole && bytes != text && is_valid_utf8(bytes) && !looks_misdecoded(bytes)) return bytes;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> redecoded(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), is_ascii)) return looks_misdecoded(text) ? without_iso646(text) : std::nullopt;
    if (auto utf8 = redecoded_as_utf8(text)) return utf8;
    if (!looks_misdecoded(text)) return std::nullopt;
    return redecoded_as_swedish(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
}

std::optional<std::string> without_typography(std::string_view code) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> marks{{{"\xe2\x80\x90", "-"},
                                                                                          {"\xe2\x80\x91", "-"},
                                                                                          {"\xe2\x80\x92", "-"},
                                                                                          {"\xe2\x80\x93", "-"},
                                                                                          {"\xe2\x80\x94", "-"},
                                                                                          {"\xe2\x88\x92", "-"},
                                                                                          {"\xef\xbc\x8d", "-"},
                                                                                          {"\xe2\x80\x98", "'"},
                                                                                          {"\xe2\x80\x99", "'"},
                                                                                          {"\xe2\x80\x9c", "\""},
                                                                                          {"\xe2\x80\x9d", "\""},
                                                                                          {"\xc2\xa0", " "},
                                                                                          {"\xe2\x80\x9a", "'"},
                                                                                          {"\xc2\xb4", "'"}}};
    if (std::all_of(code.begin(), code.end(), is_ascii)) return std::nullopt;
    std::string out(code);
    for (const auto& [mark, plain] : marks)
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at + 1)) out.replace(at, mark.size(), plain);
    return out == code ? std::nullopt : std::optional(std::move(out));
}

}  // namespace entre
