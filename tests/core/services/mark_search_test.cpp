#include "core/services/mark_search.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::vector<std::string> marks_of(const Registration& who) {
    std::set<std::string> marks;
    add_marks(marks, who);
    return {marks.begin(), marks.end()};
}

/// Searched in one piece, and byte by byte.
std::size_t places(std::string_view text, const Registration& who = person("kod-4711", "Åsa", "Öström")) {
    const MarkIndex index(marks_of(who));
    MarkSearch whole(index), bytes(index);
    whole.take(text);
    for (const char byte : text) bytes.take({&byte, 1});
    const auto found = whole.finish();
    CHECK(bytes.finish() == found);
    return found;
}

std::string utf_16(std::string_view ascii_or_latin, bool is_little) {
    std::string out;
    for (const char c : ascii_or_latin) {
        if (is_little) out += c;
        out += '\0';
        if (!is_little) out += c;
    }
    return out;
}

}  // namespace

TEST_CASE("a name is found in any case, with and without accents, and across repeated spaces and separators", "[purge][PRV-7]") {
    for (const auto* text :
         {"Åsa Öström", "ÅSA ÖSTRÖM", "asa ostrom", "Åsa   Öström", "Åsa\t \r\n Öström", "Åsa;Öström", "\"Åsa\",\"Öström\"",
          "Öström, Åsa", "ÅsaÖström", "A\xcc\x8asa O\xcc\x88stro\xcc\x88m", "Åsa\xc2\xa0Öström", "Åsa\xc2\xad Öst\xc2\xadröm"}) {
        INFO(text);
        CHECK(places(text) == 1);
    }
    CHECK(places("Åsa Öst röm") == 0);
    CHECK(places("Åsa\x01Öström") == 0);
    CHECK(places("Åsa Öström, Öström Åsa, KOD-4711") == 3);
}

TEST_CASE("a name is found in UTF-16 of both byte orders and in Latin-1", "[purge][PRV-7]") {
    const std::string_view latin = "Ring \xc5sa \xd6str\xf6m";
    CHECK(places(latin) == 1);
    CHECK(places(utf_16(latin, true)) == 1);
    CHECK(places(utf_16(latin, false)) == 1);
    CHECK(places("x" + utf_16(latin, true)) == 1);  // at an odd offset
}

TEST_CASE("a name is found in markup with tags and character references, and in JSON escapes", "[purge][PRV-7]") {
    CHECK(places("<w:t>Ås</w:t></w:r><w:r><w:t>a</w:t> <w:t>Öström</w:t>") == 1);
    CHECK(places("<td>&#197;sa</td>\n<td>&#xD6;str&#xf6;m</td>") == 1);
    CHECK(places(R"({"name": "\u00c5sa \u00d6str\u00f6m"})") == 1);
    CHECK(places("<p>Per &amp; Eva</p>", person("kod-4712", "Per", "Eva")) == 1);
}

TEST_CASE("a short name is found as words of its own only", "[purge]") {
    const auto bo = person("kod-4713", "Bo", "Ek");
    CHECK(places("Hej Bo Ek!", bo) == 1);
    CHECK(places("Bo;Ek", bo) == 1);
    CHECK(places("BoEk", bo) == 1);
    CHECK(places("Åkerbo Ek", bo) == 0);
    CHECK(places("Bo Ekonomi", bo) == 0);
    CHECK(places("Limboek", bo) == 0);
}

TEST_CASE("a text of one name and a code of less than four characters have no mark of their own", "[purge]") {
    CHECK(marks_of(person("abc", "", "Li")).empty());
    CHECK(marks_of(person("abcd", "", "Lind")) == std::vector<std::string>{"abcd", "lind"});
    CHECK(marks_of(person("abc", "Eva", "Lind")) == std::vector<std::string>{"eva lind", "evalind", "lind eva", "lindeva"});
}

TEST_CASE("names far apart in a long text are all counted, wherever the pieces end", "[purge]") {
    const MarkIndex index(marks_of(person("kod-4711", "Åsa", "Öström")));
    for (std::size_t offset = 0; offset < 20; ++offset) {
        MarkSearch search(index);
        search.take(std::string((1U << 16U) - offset, 'x') + " Åsa Öström " + std::string(200'000, 'x') + "Åsa Öström");
        CHECK(search.finish() == 2);
    }
}
