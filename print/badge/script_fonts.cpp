#include "print/badge/script_fonts.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace entre {

namespace {

bool is_emoji(const icu::UnicodeString& letter) {
    constexpr UChar32 shown_as_emoji = 0xfe0f;
    for (int32_t i = 0; i < letter.length(); i = letter.moveIndex32(i, 1)) {
        const UChar32 c = letter.char32At(i);
        if (c == shown_as_emoji || u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ||
            u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION))
            return true;
    }
    return false;
}

std::string_view package_for(UScriptCode script) {
    if (script == USCRIPT_HAN || script == USCRIPT_HANGUL || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
        script == USCRIPT_BOPOMOFO)
        return "fonts-noto-cjk, and fonts-noto-cjk-extra for rare characters";
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) return "fonts-noto-core, or fonts-symbola for symbols";
    return "fonts-noto-core, and fonts-noto-extra for historic scripts";
}

}  // namespace

std::string font_advice(std::string_view letter) {
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(letter.data(), static_cast<int32_t>(letter.size())));
    if (text.isEmpty()) return {};
    if (is_emoji(text)) return "Emoji: install fonts-noto-color-emoji";
    const UChar32 first = text.char32At(0);
    const auto category = u_charType(first);
    if (category == U_PRIVATE_USE_CHAR || category == U_UNASSIGNED)
        return "no font can draw it: correct the name in the registration";
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(first, &status);
    const char* name = U_SUCCESS(status) ? uscript_getName(script) : nullptr;
    return fmt::format("{}: install {}", name != nullptr ? name : "Unknown", package_for(script));
}

}  // namespace entre
