#include "core/base/encoding.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

namespace {

/// `bytes` decoded in pieces of `size`, of which the first holds the byte order mark; nullopt when they are not text.
std::optional<std::string> in_pieces(std::string_view bytes, std::size_t size, std::string_view encoding) {
    const auto first = std::max<std::size_t>(size, 3);
    const auto piece = [&](std::size_t at) { return bytes.substr(at, at == 0 ? first : size); };
    EncodingGuess guess;
    for (std::size_t at = 0; at < bytes.size(); at += piece(at).size()) guess.look(piece(at));
    if (guess.encoding() != encoding) return "taken for " + std::string(guess.encoding());
    if (encoding.empty()) return std::nullopt;
    TextDecoder decoder(encoding);
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += piece(at).size()) {
        const auto said = decoder.take(piece(at), at + piece(at).size() == bytes.size());
        if (!said) return std::nullopt;
        text += *said;
    }
    return text;
}

std::string text_of(const std::string& bytes, std::string_view encoding) {
    const auto at_once = in_pieces(bytes, 1U << 20, encoding);
    for (const std::size_t size : {1U, 2U, 3U, 7U})
        CHECK(in_pieces(bytes, size, encoding).value_or("nothing") == at_once.value_or("nothing"));
    return at_once.value_or("nothing");
}

}  // namespace

TEST_CASE("a text is read in every encoding that exports use", "[encoding]") {
    const std::string wanted = "Namn;Ort\nÅsa Öström;Skåne\nJosé Gärdin;Växjö\n";
    CHECK(text_of(wanted, "UTF-8") == wanted);
    CHECK(text_of("\xef\xbb\xbf" + wanted, "UTF-8 with mark") == wanted);
    CHECK(text_of("Namn;Ort\n\xc5sa \xd6str\xf6m;Sk\xe5ne\nJos\xe9 G\xe4rdin;V\xe4xj\xf6\n", "Windows-1252") == wanted);
    CHECK(text_of("Namn;Ort\n\x81sa \x85str\x9am;Sk\x8cne\nJos\x8e G\x8ardin;V\x8axj\x9a\n", "Mac Roman") == wanted);
}

TEST_CASE("UTF-16 is recognised by its byte order mark, in either byte order", "[encoding]") {
    using namespace std::string_literals;
    CHECK(text_of("\xff\xfe\xc5\0s\0a\0\n\0"s, "UTF-16") == "Åsa\n");
    CHECK(text_of("\xfe\xff\0\xc5\0s\0a\0\n"s, "UTF-16") == "Åsa\n");
    CHECK(text_of("\xff\xfe\x3d\xd8\x00\xde"s, "UTF-16") == "😀");
    CHECK(text_of("\xff\xfe\x3d\xd8"s, "UTF-16") == "nothing");  // half a surrogate pair
    CHECK(text_of("\xff\xfe\xc5"s, "UTF-16") == "nothing");      // half a code unit
}

TEST_CASE("UTF-16 without a byte order mark is recognised by its zeros", "[encoding]") {
    std::string little, big;
    for (const char c : std::string("Namn;Ort\nBo Ek;Kisa\n")) {
        little += std::string{c, '\0'};
        big += std::string{'\0', c};
    }
    CHECK(text_of(little, "UTF-16LE") == "Namn;Ort\nBo Ek;Kisa\n");
    CHECK(text_of(big, "UTF-16BE") == "Namn;Ort\nBo Ek;Kisa\n");
}

TEST_CASE("Windows-1252 quotes and dashes are not taken for Mac Roman", "[encoding]") {
    CHECK(text_of("O\x92"
                  "Brien;a\x96"
                  "b\n",
                  "Windows-1252") == "O’Brien;a–b\n");
    CHECK(text_of("\x8aimon;Bj\xf6rk\n", "Windows-1252") == "Šimon;Björk\n");
    CHECK(text_of("\x8aimon\n", "Windows-1252") == "Šimon\n");
    CHECK(text_of("Bj\x9ark\n", "Mac Roman") == "Björk\n");
}

TEST_CASE("bytes that are not text are rejected", "[encoding]") {
    CHECK(text_of(std::string("a\0b", 3), "") == "nothing");
    CHECK(text_of("\xef\xbb\xbf\xff", "") == "nothing");
    CHECK(text_of("", "UTF-8").empty());
}

TEST_CASE("Norwegian and Danish lists in the encoding of DOS are read", "[encoding]") {
    CHECK(text_of("Navn;Sted\nBj\x9brn \x9drlig;Troms\x9b\nS\x9bren Ek;Bod\x9b\n", "CP850") ==
          "Navn;Sted\nBjørn Ørlig;Tromsø\nSøren Ek;Bodø\n");
}
