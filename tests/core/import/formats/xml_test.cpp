#include "core/import/formats/xml.hpp"

#include <stdexcept>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Writes down what it is told: "(name ...)" for an element.
class Scribe : public XmlVisitor {
public:
    std::string received;
    std::string enough_at, refuse_at, throw_at;

    void begin(std::string_view name, const XmlAttributes& attributes) override {
        received += "(" + std::string(name);
        if (const auto plain = attributes.get("kind")) received += " kind=" + std::string(*plain);
        if (const auto foreign = attributes.get("two", "kind")) received += " two:kind=" + std::string(*foreign);
        if (const auto number = attributes.number("n")) received += " n=" + std::to_string(*number);
        if (name == enough_at) stop();
        if (name == refuse_at) refuse("list: not this");
        if (name == throw_at) throw std::runtime_error("from the visitor");
    }
    void end(std::string_view name) override { received += ")" + std::string(name); }
    void text(std::string_view text) override { received += text; }
};

std::string events_of(std::string_view xml, std::size_t piece = 100, std::optional<XmlBulk> bulk = {}) {
    Scribe scribe;
    XmlReader reader(scribe, "list", bulk);
    for (; !xml.empty(); xml.remove_prefix(std::min(piece, xml.size()))) {
        const auto fed = reader.feed(xml.substr(0, piece));
        if (!fed) return fed.error().detail;
        CHECK(*fed);
    }
    const auto finished = reader.finish();
    return finished ? scribe.received : finished.error().detail;
}

}  // namespace

TEST_CASE("elements are told without their prefix, in whatever pieces they come", "[workbook][xml]") {
    const std::string_view xml = R"(<?xml version="1.0"?><x:a xmlns:x="urn:one"><b>Å&amp;&#246;</b><x:c/></x:a>)";
    for (const std::size_t piece : {1U, 2U, 7U, 1000U}) CHECK(events_of(xml, piece) == "(a(bÅ&ö)b(c)c)a");
}

TEST_CASE("an attribute is found by its namespace", "[workbook][xml]") {
    CHECK(events_of(R"(<a xmlns:t="urn:two" t:kind="2" kind="1"/>)") == "(a kind=1 two:kind=2)a");
    CHECK(events_of(R"(<a xmlns:t="urn:two" t:kind="2"/>)") == "(a two:kind=2)a");
    CHECK(events_of(R"(<a xmlns:t="urn:other" t:kind="2" mankind="3"/>)") == "(a)a");
    CHECK(events_of(R"(<a n="17"/>)") == "(a n=17)a");
    CHECK(events_of(R"(<a n="17x"/>)") == "(a)a");
    CHECK(events_of(R"(<a n="99999999999999999999"/>)") == "(a)a");
}

TEST_CASE("other encodings come as UTF-8", "[workbook][xml]") {
    CHECK(events_of("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xc5\xf6</a>") == "(aÅö)a");
    CHECK(contains(events_of("<a>\xc5\xf6</a>"), "damaged"));
}

TEST_CASE("a document type is refused before anything in it is read", "[workbook][xml]") {
    for (const auto* xml :
         {"<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
          "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://x/\"> %x;]><a/>"}) {
        const auto problem = events_of(xml);
        CHECK(contains(problem, "entities"));
        CHECK(contains(problem, "list"));
    }
    CHECK(contains(events_of("<a>&unknown;</a>"), "damaged"));
}

TEST_CASE("XML that stops in the middle is cut off, and XML that is none is damaged", "[workbook][xml]") {
    for (const auto* xml : {"", "<a", "<a>", "<a><b></b>", "<a>text", "<a><!-- "}) CHECK(contains(events_of(xml), "cut off"));
    for (const auto* xml : {"<a></b>", "text", "<a/><b/>", "<a b='1' b='2'/>", "<x:a/>"})
        CHECK(contains(events_of(xml), "damaged"));
}

TEST_CASE("what is nested or long without end is refused", "[workbook][xml]") {
    std::string deep;
    for (int i = 0; i < 200; ++i) deep += "<a>";
    CHECK(contains(events_of(deep), "intricate"));
    std::string shallow;
    for (int i = 0; i < 90; ++i) shallow = "<a>" + shallow + "</a>";
    CHECK_FALSE(contains(events_of(shallow), "intricate"));
    std::string wide = "<a";
    for (int i = 0; i < 300; ++i) wide += " a" + std::to_string(i) + "=''";
    CHECK(contains(events_of(wide + "/>"), "intricate"));
    CHECK(contains(events_of("<a b=\"" + std::string(3'000'000, 'x'), 65536), "too long"));
    CHECK(contains(events_of("<a><!--" + std::string(3'000'000, 'x'), 65536), "too long"));
    const std::string_view tail = "<long-name-of-an-element/></a>";
    for (const std::size_t piece : {65536U, 1000U, 11U, 3U})
        CHECK(events_of("<a>" + std::string(2'000'000, 'x') + std::string(tail), piece).size() > 2'000'000);
}

TEST_CASE("more elements than a list of people has are refused", "[workbook][xml]") {
    class Deaf : public XmlVisitor {
        void begin(std::string_view, const XmlAttributes&) override {}
    } deaf;
    XmlReader reader(deaf, "list");
    REQUIRE(reader.feed("<a>"));
    std::string piece;
    while (piece.size() < 60'000) piece += "<b/>";
    Result<bool> fed = true;
    int pieces = 0;
    for (; fed && pieces < 4000; ++pieces) fed = reader.feed(piece);
    REQUIRE_FALSE(fed);
    CHECK(contains(fed.error().detail, "list holds more than any list of people"));
    CHECK(pieces > 750);
}

TEST_CASE("a visitor that has enough, or refuses, hears no more", "[workbook][xml]") {
    Scribe content;
    content.enough_at = "b";
    XmlReader reader(content, "list");
    CHECK(reader.feed("<a><b/><c/>") == false);
    CHECK(reader.feed("<d/>") == false);
    CHECK(reader.finish());
    CHECK(content.received == "(a(b");

    Scribe strict;
    strict.refuse_at = "b";
    XmlReader other(strict, "list");
    const auto fed = other.feed("<a><b/><c/>");
    REQUIRE_FALSE(fed);
    CHECK(fed.error().detail == "list: not this");
    CHECK(strict.received == "(a(b");
}

TEST_CASE("what a visitor throws comes out where the piece was fed", "[workbook][xml]") {
    Scribe scribe;
    scribe.throw_at = "b";
    XmlReader reader(scribe, "list");
    CHECK_THROWS_WITH(reader.feed("<a><b/><c/>"), "from the visitor");
    CHECK(scribe.received == "(a(b");
}

TEST_CASE("rows told apart from the rest are told as they would be with it", "[workbook][xml]") {
    const std::string head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<s xmlns=\"urn:s\"><before n=\"1\"/><data>", tail = "</data><rowBreaks/></s>\n";
    const std::string row = "<row n=\"1\" kind='a&amp;\nb'><c kind=\"\"> <v>Åsa &lt;&gt;</v>\r\n</c>x<x:y xmlns:x=\"urn:x\"/></row>";
    const std::string rows = row + "\n " + row + "<row/><row n=\"3\"/>" + row;
    std::vector<std::string> documents = {
        head + tail,
        head + rows + tail,
        head + "<row/>" + tail,
        head + rows + "<other>1</other>" + rows + tail,
        head + rows + "between" + rows + tail,
        head + "<rows/>" + rows + tail,
        head + rows + "<!-- </data> <row> -->" + rows + tail,
        head + "<!-- <row>1</row> -->" + rows + tail,
        head + "<row><![CDATA[</row>]]></row>" + rows + tail,
        head + rows + "<?note <row> ?>" + rows + tail,
        head + "<row>&#246;&#xF6;</row>" + rows + tail,
        head + "<row><row>1</row>2<row>3</row></row>" + rows + tail,
        head + rows + "<row>" + std::string(3000, 'x') + "</row>" + tail,
        "<a><row>1</row><b><row>2</row></b></a>",
        "<row>1</row>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a><b><row>\xc3\xa5</row></b></a>",
        "<x:a xmlns:x='urn:x'><x:b><x:row>1</x:row></x:b></x:a>",
    };
    for (const auto& document : documents) {
        INFO(document);
        const auto received = events_of(document);
        REQUIRE(received.starts_with("("));
        for (const std::size_t piece : {1U, 2U, 7U, 50U, 100'000U}) CHECK(events_of(document, piece, XmlBulk{"row", 2}) == received);
    }
    std::string long_row = head;  // more than is held until one ends
    for (int i = 0; i < 200'000; ++i) long_row += i == 0 ? "<row><c>1</c>" : "<c>1</c>";
    long_row += "</row>" + rows + tail;
    CHECK(events_of(long_row, 65536, XmlBulk{"row", 2}) == events_of(long_row, 65536));
}

TEST_CASE("rows that are no XML are damaged or cut off with them as without", "[workbook][xml]") {
    const std::string head = "<a><b>\n", row = "<row><c n=\"1\">\n</c></row>";
    const auto problem_of = [&](const std::string& rest, std::size_t piece) { return events_of(head + row + row + rest, piece, XmlBulk{"row", 2}); };
    for (const std::size_t piece : {3U, 1000U}) {
        CHECK(contains(problem_of("", piece), "cut off"));
        CHECK(contains(problem_of("<row><c>", piece), "cut off"));
        CHECK(contains(problem_of("<row><c></row></c>", piece), "damaged (XML line 4"));
        CHECK(contains(problem_of("<row>&unknown;</row></b></a>", piece), "damaged"));
        CHECK(contains(problem_of("<row>\xc5\xf6</row></b></a>", piece), "damaged"));
        CHECK(contains(problem_of(std::string("<row>\0</row></b></a>", 20), piece), "damaged"));
        CHECK(contains(problem_of("</b></a><a/>", piece), "damaged"));
        CHECK(contains(problem_of("<row><!DOCTYPE a></row></b></a>", piece), "damaged"));
    }
    std::string deep = "<row>";
    for (int i = 0; i < 200; ++i) deep += "<c>";
    for (int i = 0; i < 200; ++i) deep += "</c>";
    CHECK(contains(problem_of(deep + "</row></b></a>", 100'000), "intricate"));
}

TEST_CASE("a visitor of rows that has enough, refuses or throws hears no more", "[workbook][xml]") {
    const std::string xml = "<a><b><row><c/><d/></row><row/></b></a>";
    Scribe content;
    content.enough_at = "c";
    XmlReader reader(content, "list", XmlBulk{"row", 2});
    CHECK(reader.feed(xml) == false);
    CHECK(reader.feed("<row/>") == false);
    CHECK(reader.finish());
    CHECK(content.received == "(a(b(row(c");

    Scribe strict;
    strict.refuse_at = "c";
    XmlReader other(strict, "list", XmlBulk{"row", 2});
    const auto fed = other.feed(xml);
    REQUIRE_FALSE(fed);
    CHECK(fed.error().detail == "list: not this");
    CHECK(strict.received == "(a(b(row(c");

    Scribe scribe;
    scribe.throw_at = "c";
    XmlReader third(scribe, "list", XmlBulk{"row", 2});
    CHECK_THROWS_WITH(third.feed(xml), "from the visitor");
}
