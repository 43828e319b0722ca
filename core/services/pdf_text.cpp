#include "core/services/pdf_text.hpp"

#include <zlib.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::size_t max_unpacked = std::size_t{256} << 20U;

/// A font's character map: the text of each code of `width` bytes.
struct CharacterMap {
    std::size_t width = 1;
    std::unordered_map<std::uint32_t, std::string> text_of{};
};

std::optional<std::string> inflated(std::string_view packed, std::size_t room) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return std::nullopt;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string out;
    std::array<char, 1 << 15> piece;
    int status = Z_OK;
    while (status == Z_OK && out.size() <= room) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = piece.size();
        status = inflate(&stream, Z_NO_FLUSH);
        out.append(piece.data(), piece.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    return status == Z_STREAM_END && out.size() <= room ? std::optional(std::move(out)) : std::nullopt;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string from_hex(std::string_view digits) {
    std::string out;
    int high = -1;
    for (const char c : digits) {
        const int value = hex_value(c);
        if (value < 0) continue;
        if (high >= 0) out += static_cast<char>(high << 4 | value);
        high = high >= 0 ? -1 : value;
    }
    if (high >= 0) out += static_cast<char>(high << 4);
    return out;
}

std::uint32_t number_of(std::string_view bytes) {
    std::uint32_t number = 0;
    for (const char byte : bytes.substr(0, 4)) number = number << 8U | static_cast<unsigned char>(byte);
    return number;
}

std::string from_utf_16_be(std::string_view bytes) {
    std::string out;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = number_of(bytes.substr(i, 2));
        if (c >= 0xd800 && c < 0xdc00 && i + 3 < bytes.size()) {
            c = 0x10000 + ((c - 0xd800) << 10U) + (number_of(bytes.substr(i + 2, 2)) - 0xdc00U);
            i += 2;
        }
        out += to_utf8(c);
    }
    return out;
}

/// Reads the strings and words of PDF syntax: (text), <hex>, [ ] and everything else.
class Tokens {
public:
    explicit Tokens(std::string_view text) : text_(text) {}

    struct Token {
        bool is_string = false;
        std::string text{};
    };
    std::optional<Token> next() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
        if (at_ >= text_.size()) return std::nullopt;
        const char c = text_[at_++];
        if (c == '(') return Token{true, literal()};
        if (text_.substr(at_ - 1).starts_with("<<")) return Token{false, std::string(text_.substr(at_++ - 1, 2))};
        if (c == '<') return Token{true, hex()};
        if (is_delimiter(c)) return Token{false, std::string(1, c)};
        const std::size_t from = at_ - 1;
        while (at_ < text_.size() && !is_space(text_[at_]) && !is_delimiter(text_[at_])) ++at_;
        return Token{false, std::string(text_.substr(from, at_ - from))};
    }

private:
    static bool is_space(char c) { return c == ' ' || c == '\0' || (c >= '\t' && c <= '\r'); }
    static bool is_delimiter(char c) { return std::string_view("()<>[]").find(c) != std::string_view::npos; }

    std::string hex() {
        const std::size_t end = std::min(text_.find('>', at_), text_.size());
        auto bytes = from_hex(text_.substr(at_, end - at_));
        at_ = end + 1;
        return bytes;
    }
    std::string literal() {
        std::string out;
        for (int depth = 1; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '(') ++depth;
            if (c == ')' && --depth == 0) break;
            c == '\\' ? out += escaped() : out += c;
        }
        ++at_;
        return out;
    }
    std::string escaped() {
        if (++at_ >= text_.size()) return {};
        const char c = text_[at_];
        if (c >= '0' && c <= '7') {
            int value = 0, digits = 0;
            for (; digits < 3 && at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '7'; ++digits, ++at_)
                value = value * 8 + (text_[at_] - '0');
            --at_;
            return {static_cast<char>(value)};
        }
        if (c == '\n' || c == '\r') return {};
        const auto known = std::string_view("nrtbf").find(c);
        return {known == std::string_view::npos ? c : "\n\r\t\b\f"[known]};
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// bfchar has pairs of code and text; bfrange has triples of first code, last code and the first one's text.
CharacterMap character_map(std::string_view stream) {
    CharacterMap map;
    std::vector<std::string> strings;
    Tokens tokens(stream);
    while (const auto token = tokens.next()) {
        if (token->is_string) strings.push_back(token->text);
        if (token->is_string) continue;
        if (token->text == "endcodespacerange" && !strings.empty()) map.width = std::max<std::size_t>(1, strings.back().size());
        if (token->text == "endbfchar")
            for (std::size_t i = 0; i + 1 < strings.size(); i += 2)
                map.text_of[number_of(strings[i])] = from_utf_16_be(strings[i + 1]);
        if (token->text == "endbfrange")
            for (std::size_t i = 0; i + 2 < strings.size(); i += 3)
                for (std::uint32_t code = number_of(strings[i]), n = 0; code <= number_of(strings[i + 1]) && n < 0x10000;
                     ++code, ++n)
                    map.text_of[code] = to_utf8(number_of(strings[i + 2]) + n);
        if (token->text.starts_with("begin") || token->text.starts_with("end")) strings.clear();
    }
    return map;
}

std::string decoded(std::string_view bytes, const CharacterMap& map) {
    std::string out;
    for (std::size_t i = 0; i + map.width <= bytes.size(); i += map.width) {
        const auto found = map.text_of.find(number_of(bytes.substr(i, map.width)));
        if (found != map.text_of.end()) out += found->second;
    }
    return out;
}

/// The strings of a content stream. Those of one array belong together: the numbers between them adjust the spacing.
std::vector<std::string> strings_in(std::string_view stream) {
    std::vector<std::string> out;
    bool is_in_array = false;
    Tokens tokens(stream);
    while (const auto token = tokens.next()) {
        if (token->is_string && (out.empty() || !is_in_array)) out.emplace_back();
        if (token->is_string) out.back() += token->text;
        if (token->text == "[" && !token->is_string) {
            out.emplace_back();
            is_in_array = true;
        } else if (token->text == "]" && !token->is_string) {
            is_in_array = false;
        }
    }
    return out;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// One stream of the file: its dictionary and its content, unpacked unless it is a picture or a font.
struct Stream {
    std::string_view dictionary;
    std::string content;
};

bool is_needed(std::string_view dictionary) {
    for (const auto* other : {"/Image", "/XRef", "/Length1", "/Type1C", "/CIDFontType0C", "/OpenType"})
        if (has(dictionary, other)) return false;
    return true;
}

Result<std::vector<Stream>> streams_of(std::string_view pdf) {
    const auto unreadable = [](std::string_view why) { return fail(ErrorCode::file_unreadable, std::string(why)); };
    std::vector<Stream> out;
    std::size_t unpacked = 0, at = 0;
    while ((at = pdf.find("stream", at)) != std::string_view::npos) {
        const std::size_t object = pdf.substr(0, at).rfind(" obj");
        const auto dictionary = object == std::string_view::npos ? std::string_view{} : pdf.substr(object, at - object);
        std::size_t from = at + 6;
        if (pdf.substr(from).starts_with("\r")) ++from;
        if (pdf.substr(from).starts_with("\n")) ++from;
        const std::size_t end = pdf.find("endstream", from);
        if (end == std::string_view::npos) return unreadable("the PDF is cut off");
        at = end + 9;
        if (!is_needed(dictionary)) continue;
        const bool is_packed = has(dictionary, "/FlateDecode");
        if (!is_packed && has(dictionary, "/Filter")) return unreadable("the PDF is packed in an unknown way");
        auto content = is_packed ? inflated(pdf.substr(from, end - from), max_unpacked - unpacked)
                                 : std::optional(std::string(pdf.substr(from, end - from)));
        if (!content) return unreadable("the PDF is damaged or too large when unpacked");
        unpacked += content->size();
        if (unpacked > max_unpacked) return unreadable("the PDF is too large when unpacked");
        out.push_back({dictionary, std::move(*content)});
    }
    return out;
}

}  // namespace

Result<std::vector<std::string>> pdf_texts(std::string_view pdf) {
    auto streams = streams_of(pdf);
    if (!streams) return pass_on(streams);
    if (has(pdf, "/Encrypt")) return fail(ErrorCode::file_unreadable, "the PDF is encrypted");
    bool is_ours = has(pdf, "(cairo ");
    std::vector<CharacterMap> fonts;
    std::vector<std::string> strings;
    for (auto& stream : *streams) {
        is_ours = is_ours || has(stream.content, "(cairo ");
        if (has(stream.content, "begincmap")) {
            fonts.push_back(character_map(stream.content));
            continue;
        }
        for (auto& text : strings_in(stream.content)) strings.push_back(std::move(text));
        std::string().swap(stream.content);
    }
    if (!is_ours) return fail(ErrorCode::file_unreadable, "the PDF was written by another program");
    for (auto& text : strings_in(pdf.substr(0, pdf.find("stream")))) strings.push_back(std::move(text));
    std::vector<std::string> out;
    for (const auto& font : fonts) {
        auto& text = out.emplace_back();
        for (const auto& bytes : strings) text += decoded(bytes, font) + "\n";
    }
    auto& raw = out.emplace_back();
    for (const auto& bytes : strings) raw += bytes + (bytes.starts_with("\xfe\xff") ? from_utf_16_be(bytes) : "") + "\n";
    return out;
}

}  // namespace entre
