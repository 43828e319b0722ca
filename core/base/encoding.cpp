#include "core/base/encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::string_view utf8_mark = "\xef\xbb\xbf", little_mark = "\xff\xfe", big_mark = "\xfe\xff";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

/// The length in bytes of the UTF-8 character that begins with `first`.
std::size_t length_of(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/// The start of the last character if it is incomplete; otherwise the end of `text`.
std::size_t end_of_complete(std::string_view text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (byte < 0x80) break;
        if (byte >= 0xc0) return length_of(static_cast<char>(byte)) > back ? text.size() - back : text.size();
    }
    return text.size();
}

}  // namespace

void EncodingGuess::look(std::string_view piece) {
    if (!has_begun_ && !piece.empty()) {
        has_begun_ = true;
        is_utf16_ = piece.starts_with(little_mark) || piece.starts_with(big_mark);
        has_mark_ = piece.starts_with(utf8_mark);
    }
    if (is_utf16_) return;
    count_zeros(piece);
    has_zero_ = has_zero_ || piece.find('\0') != std::string_view::npos;
    weigh(piece);
    if (is_utf8_) look_for_utf8(piece);
}

void EncodingGuess::count_zeros(std::string_view piece) {
    constexpr std::size_t enough = 2000;
    for (const char c : piece.substr(0, enough - std::min(enough, begun_)))
        (begun_++ % 2 == 0 ? even_zeros_ : odd_zeros_) += c == '\0' ? 1U : 0U;
}

/// The headings have letters of Latin scripts: nearly every second byte of them is zero, and no other one.
std::string_view EncodingGuess::unmarked_utf16() const {
    const auto pairs = begun_ / 2;
    if (pairs < 4) return {};
    if (even_zeros_ == 0 && odd_zeros_ * 10 >= pairs * 8) return "UTF-16LE";
    return odd_zeros_ == 0 && even_zeros_ * 10 >= pairs * 8 ? "UTF-16BE" : "";
}

void EncodingGuess::look_for_utf8(std::string_view piece) {
    if (!half_.empty()) {
        const auto rest = std::min(length_of(half_[0]) - half_.size(), piece.size());
        half_ += piece.substr(0, rest);
        piece.remove_prefix(rest);
        if (half_.size() < length_of(half_[0])) return;
        is_utf8_ = is_valid_utf8(half_);
        half_.clear();
    }
    const auto complete = end_of_complete(piece);
    is_utf8_ = is_utf8_ && is_valid_utf8(piece.substr(0, complete));
    half_ = piece.substr(complete);
}

/// In Mac Roman, letters such as åäöÅÄÖé are 0x80 to 0x9F, where Windows-1252 has quotes, dashes and a few letters; from 0xC0 up
/// it is the other way round.
long EncodingGuess::weight_of(char before, char letter, char after) {
    constexpr std::string_view windows_quotes_and_dashes = "\x91\x92\x93\x94\x95\x96\x97", windows_capitals = "\x8a\x8c\x8e\x9f",
                               windows_small = "\x9a\x9c\x9e";
    if (static_cast<unsigned char>(letter) < 0x80 || (!is_letter(before) && !is_letter(after))) return 0;
    const auto is_in = [&](std::string_view set) { return set.find(letter) != std::string_view::npos; };
    if (static_cast<unsigned char>(letter) >= 0xc0) return -1;
    if (is_in(windows_capitals)) return is_lower(before) ? 1 : -1;  // "Sk\x8cne" is Skåne, "\x8aimon" is Šimon
    if (is_in(windows_small)) return 1;
    return static_cast<unsigned char>(letter) < 0xa0 && !is_in(windows_quotes_and_dashes) ? 4 : 0;
}

/// å, ä and ö between letters, and ø, which Norwegian and Danish lists have. CP437 has the first three where CP850 does,
/// CP865 has all four there.
void EncodingGuess::count_letter(char before, char letter, char after) {
    if (static_cast<unsigned char>(letter) < 0x80) return;
    const auto is_inside = [](char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; };
    if (!is_inside(before) || !is_inside(after)) return;
    const auto is_in = [&](std::string_view set) { return set.find(letter) != std::string_view::npos; };
    dos_letters_ += is_in("\x86\x84\x94\x9b") ? 1 : 0;
    mac_letters_ += is_in("\x8c\x8a\x9a") ? 1 : 0;
    windows_letters_ += is_in("\xe5\xe4\xf6") ? 1 : 0;
}

void EncodingGuess::weigh(std::string_view piece) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
        std::uint64_t eight = 0;
        while (piece.size() - i > 8 && static_cast<unsigned char>(last_) < 0x80 &&
               (std::memcpy(&eight, piece.data() + i, 8), (eight & 0x8080808080808080U) == 0)) {
            i += 8;
            before_last_ = piece[i - 2];
            last_ = piece[i - 1];
        }
        mac_ += weight_of(before_last_, last_, piece[i]);
        count_letter(before_last_, last_, piece[i]);
        before_last_ = std::exchange(last_, piece[i]);
    }
}

std::string_view EncodingGuess::encoding() const {
    if (is_utf16_) return "UTF-16";
    if (const auto wide = unmarked_utf16(); !wide.empty()) return wide;
    if (has_zero_) return {};
    const bool is_utf8 = is_utf8_ && half_.empty();
    if (has_mark_) return is_utf8 ? "UTF-8 with mark" : "";
    if (is_utf8) return "UTF-8";
    if (dos_letters_ > mac_letters_ && dos_letters_ > windows_letters_) return "CP850";
    return mac_ + weight_of(before_last_, last_, ' ') > 0 ? "Mac Roman" : "Windows-1252";
}

/// ICU's converter, for Mac Roman, CP850 and UTF-16.
struct TextDecoder::Converter {
    explicit Converter(const char* from) {
        UErrorCode status = U_ZERO_ERROR;
        source.reset(ucnv_open(from, &status));
        ucnv_setToUCallBack(source.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    }

    bool convert(std::string_view piece, bool is_last, std::string& into) {
        units.resize(piece.size() + 16);
        UErrorCode status = U_ZERO_ERROR;
        UChar* end = units.data();
        const char* next = piece.data();
        ucnv_toUnicode(source.get(), &end, units.data() + units.size(), &next, piece.data() + piece.size(), nullptr,
                       is_last ? 1 : 0, &status);
        if (U_FAILURE(status)) return false;
        into.clear();
        icu::UnicodeString(false, units.data(), static_cast<int32_t>(end - units.data())).toUTF8String(into);
        return true;
    }

    std::unique_ptr<UConverter, decltype(&ucnv_close)> source{nullptr, ucnv_close};
    std::vector<UChar> units;
};

TextDecoder::TextDecoder(std::string_view encoding) : encoding_(encoding) {
    if (encoding_ == "Mac Roman") converter_ = std::make_unique<Converter>("macintosh");
    if (encoding_.starts_with("UTF-16") && encoding_ != "UTF-16") converter_ = std::make_unique<Converter>(encoding_.c_str());
    if (encoding_ == "CP850") converter_ = std::make_unique<Converter>("ibm-850");
}
TextDecoder::~TextDecoder() = default;

std::optional<std::string_view> TextDecoder::take(std::string_view piece, bool is_last) {
    if (!std::exchange(has_begun_, true)) {
        if (encoding_ == "UTF-16") {
            converter_ = std::make_unique<Converter>(piece.starts_with(little_mark) ? "UTF-16LE" : "UTF-16BE");
            piece.remove_prefix(std::min<std::size_t>(2, piece.size()));
        } else if (encoding_ == "UTF-8 with mark") {
            piece.remove_prefix(std::min<std::size_t>(3, piece.size()));
        }
    }
    if (encoding_ == "Windows-1252") return text_ = from_windows_1252(piece);
    if (!converter_) return piece;
    if (!converter_->convert(piece, is_last, text_)) return std::nullopt;
    return text_;
}

}  // namespace entre
