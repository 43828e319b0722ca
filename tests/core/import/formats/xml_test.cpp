#include "core/import/formats/xml.hpp"

#include <stdexcept>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Records the events it receives: "(name ...)" for an element.
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
        if (name == refuse_at) refuse(sentence("list: not this"));
        if (name == throw_at) throw std::runtime_error("from the visitor");
    }
    void end(std::string_view name) override { received += ")" + std::string(name); }
    void text(std::string_view text) override { received += text; }
};

std::string events_of(std::string_view xml, std::size_t piece = 100) {
    Scribe scribe;
    XmlReader reader(scribe, "list");
    for (; !xml.empty(); xml.remove_prefix(std::min(piece, xml.size()))) {
        const auto fed = reader.feed(xml.substr(0, piece));
        if (!fed) return fed.error().detail;
        CHECK(*fed);
    }
    const auto finished = reader.finish();
    return finished ? scribe.received : finished.error().detail;
}

}  // namespace

TEST_CASE("elements are reported without their prefix, whatever the size of the pieces", "[workbook][xml]") {
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

TEST_CASE("other encodings are converted to UTF-8", "[workbook][xml]") {
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

TEST_CASE("incomplete XML is reported as cut off, and invalid XML as damaged", "[workbook][xml]") {
    for (const auto* xml : {"", "<a", "<a>", "<a><b></b>", "<a>text", "<a><!-- "}) CHECK(contains(events_of(xml), "cut off"));
    for (const auto* xml : {"<a></b>", "text", "<a/><b/>", "<a b='1' b='2'/>", "<x:a/>"})
        CHECK(contains(events_of(xml), "damaged"));
}

TEST_CASE("deep nesting, many attributes and long tags are refused", "[workbook][xml]") {
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
    class Ignorer : public XmlVisitor {
        void begin(std::string_view, const XmlAttributes&) override {}
    } ignorer;
    XmlReader reader(ignorer, "list");
    REQUIRE(reader.feed("<a>"));
    std::string piece;
    while (piece.size() < 60'000) piece += "<b/>";
    Result<bool> fed = true;
    int pieces = 0;
    for (; fed && pieces < 8000; ++pieces) fed = reader.feed(piece);
    REQUIRE_FALSE(fed);
    CHECK(contains(fed.error().detail, "list holds more than any list of people"));
    CHECK(pieces > 2500);
}

TEST_CASE("a visitor that stops or refuses receives no more events", "[workbook][xml]") {
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

TEST_CASE("an exception of the visitor reaches the caller of feed", "[workbook][xml]") {
    Scribe scribe;
    scribe.throw_at = "b";
    XmlReader reader(scribe, "list");
    CHECK_THROWS_WITH(reader.feed("<a><b/><c/>"), "from the visitor");
    CHECK(scribe.received == "(a(b");
}

TEST_CASE("an error names the line of the document", "[workbook][xml]") {
    const std::string rows = "<a><b>\n<row><c n=\"1\">\n</c></row>\n";
    for (const std::size_t piece : {3U, 1000U}) {
        CHECK(contains(events_of(rows + "<row><c></row></c>", piece), "damaged (XML line 4"));
        CHECK(contains(events_of(rows + std::string("<row>\0</row></b></a>", 20), piece), "damaged (XML line 4"));
        CHECK(contains(events_of(rows + "<row><!DOCTYPE a></row></b></a>", piece), "damaged (XML line 4"));
        CHECK(contains(events_of(rows + "<row><c>", piece), "in the middle (XML line 4"));
    }
}

TEST_CASE("comments, CDATA sections, instructions and numeric references are read as XML defines them", "[workbook][xml]") {
    CHECK(events_of("<a><!-- </a> <row> --><row><![CDATA[</row>]]></row><?note <row> ?><row>&#246;&#xF6;\r\n</row></a>") ==
          "(a(row</row>)row(rowöö\n)row)a");
}
