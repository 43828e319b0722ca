#include "core/base/encoding.hpp"

#include <unicode/ucnv.h>

#include <memory>

#include "core/base/text.hpp"

namespace entre {

namespace {

/// Through ICU's converter of that name; nothing when a byte does not fit.
std::string converted(std::string_view bytes, const char* from) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> source(ucnv_open(from, &status), ucnv_close);
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> target(ucnv_open("UTF-8", &status), ucnv_close);
    if (U_FAILURE(status)) return {};
    ucnv_setToUCallBack(source.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::string text(bytes.size() * 3 + 16, '\0');  // a byte of Mac Roman, or two of UTF-16, become three at most
    char* into = text.data();
    const char* next = bytes.data();
    ucnv_convertEx(target.get(), source.get(), &into, text.data() + text.size(), &next, bytes.data() + bytes.size(), nullptr, nullptr,
                   nullptr, nullptr, 1, 1, &status);
    if (U_FAILURE(status)) return {};
    text.resize(static_cast<std::size_t>(into - text.data()));
    return text;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

/// In Mac Roman åäöÅÄÖé and their like lie from 0x80 to 0x9F, where Windows-1252 has quotes, dashes and a few letters; from 0xC0 on it
/// is the other way round.
bool looks_like_mac_roman(std::string_view bytes) {
    constexpr std::string_view windows_quotes_and_dashes = "\x91\x92\x93\x94\x95\x96\x97", windows_capitals = "\x8a\x8c\x8e\x9f",
                               windows_small = "\x9a\x9c\x9e";
    long mac = 0, windows = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (static_cast<unsigned char>(bytes[i]) < 0x80) continue;
        const char before = i > 0 ? bytes[i - 1] : ' ', after = i + 1 < bytes.size() ? bytes[i + 1] : ' ';
        if (!is_letter(before) && !is_letter(after)) continue;
        const auto is_in = [&](std::string_view set) { return set.find(bytes[i]) != std::string_view::npos; };
        if (static_cast<unsigned char>(bytes[i]) >= 0xc0) {
            ++windows;
        } else if (is_in(windows_capitals)) {
            ++(is_lower(before) ? mac : windows);  // "Sk\x8cne" is Skåne, "\x8aimon" is Šimon
        } else if (is_in(windows_small)) {
            ++mac;
        } else if (static_cast<unsigned char>(bytes[i]) < 0xa0 && !is_in(windows_quotes_and_dashes)) {
            mac += 4;
        }
    }
    return mac > windows;
}

}  // namespace

DecodedText decode_text(std::string_view bytes) {
    constexpr std::string_view utf8_mark = "\xef\xbb\xbf", little_mark = "\xff\xfe", big_mark = "\xfe\xff";
    const auto made = [](std::string text, std::string_view encoding) {
        return text.empty() ? DecodedText{} : DecodedText{{}, std::move(text), encoding};
    };
    if (bytes.starts_with(little_mark)) return made(converted(bytes.substr(2), "UTF-16LE"), "UTF-16");
    if (bytes.starts_with(big_mark)) return made(converted(bytes.substr(2), "UTF-16BE"), "UTF-16");
    if (bytes.find('\0') != std::string_view::npos) return {};
    const bool is_utf8 = is_valid_utf8(bytes);
    if (bytes.starts_with(utf8_mark)) return is_utf8 ? DecodedText{bytes.substr(utf8_mark.size()), {}, "UTF-8 with mark"} : DecodedText{};
    if (is_utf8) return {bytes, {}, "UTF-8"};
    if (looks_like_mac_roman(bytes)) return made(converted(bytes, "macintosh"), "Mac Roman");
    return made(from_windows_1252(bytes), "Windows-1252");
}

}  // namespace entre
