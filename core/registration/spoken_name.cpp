#include "core/registration/spoken_name.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <memory>

#include "core/base/text.hpp"

namespace entre {

namespace {

using icu::UnicodeString;

/// Basic Latin, Latin-1 and Latin Extended-A: the letters of Europe's languages.
constexpr UChar32 last_european = 0x17F;

bool is_letter_of(UChar32 c, UScriptCode script) {
    UErrorCode error = U_ZERO_ERROR;
    return u_isalpha(c) != 0 && uscript_getScript(c, &error) == script;
}

bool is_foreign(UChar32 c) { return u_isalpha(c) != 0 && !is_letter_of(c, USCRIPT_LATIN); }

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

const icu::Transliterator* to_latin() {
    static const std::unique_ptr<icu::Transliterator> one = [] {
        UErrorCode error = U_ZERO_ERROR;
        return std::unique_ptr<icu::Transliterator>(
            icu::Transliterator::createInstance("Any-Latin; NFD; [:M:] Remove; NFC", UTRANS_FORWARD, error));
    }();
    return one.get();
}

UnicodeString composed(const UnicodeString& text) {
    UErrorCode error = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(error);
    return U_SUCCESS(error) != 0 ? nfc->normalize(text, error) : text;
}

/// "ễ" as "ê": the letter with as many of its marks as make a European one.
UnicodeString european(UChar32 c) {
    if (c <= last_european) return c;
    UErrorCode error = U_ZERO_ERROR;
    const auto* nfd = icu::Normalizer2::getNFDInstance(error);
    UnicodeString parts;
    if (U_FAILURE(error) != 0 || nfd->getDecomposition(c, parts) == 0) return {};
    UnicodeString best;
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        const auto with = composed(best + UnicodeString(parts.char32At(i)));
        if (with.countChar32() == 1 && with.char32At(0) <= last_european) best = with;
    }
    return best;
}

UnicodeString in_latin(const UnicodeString& run) {
    UnicodeString latin = run;
    if (to_latin() != nullptr) to_latin()->transliterate(latin);
    return latin;
}

void add(UnicodeString& out, UChar32 c) {
    if (is_letter_of(c, USCRIPT_LATIN))
        out += european(c);
    else if (u_isdigit(c) != 0 || u_ispunct(c) != 0 || u_isUWhiteSpace(c) != 0)
        out += c;
    else if (!is_mark(c))
        out += static_cast<char16_t>(' ');
}

}  // namespace

std::string spoken_text(std::string_view text) {
    const auto read = composed(UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}));
    UnicodeString out, foreign;
    const auto end_run = [&] {
        const auto latin = in_latin(foreign);
        for (std::int32_t i = 0; i < latin.length(); i = latin.moveIndex32(i, 1)) add(out, latin.char32At(i));
        foreign.remove();
    };
    for (std::int32_t i = 0; i < read.length(); i = read.moveIndex32(i, 1)) {
        const auto c = read.char32At(i);
        const bool belongs = is_foreign(c) || (!foreign.isEmpty() && is_mark(c));
        if (belongs) {
            foreign += c;
            continue;
        }
        end_run();
        add(out, c);
    }
    end_run();
    std::string spoken;
    out.toUTF8String(spoken);
    return clean_text(spoken, spoken.size());
}

}  // namespace entre
